/** News in a page's structured data: schema.org in JSON-LD. */
import type { ArticleDraft } from '../../model/article.js';
import { dateIn, givenText, idIn, imageIn, lineIn, linkIn, peopleIn, proseIn, wordsIn } from './loose-json.js';
import { languageIn } from '../services/json-article.js';
import { link, list, member } from '../../text/coerce.js';
import { publisherOf, texts, wordsFrom } from '../values/full-values.js';

// https://schema.org/Article and what is one, of which there are more each year.
const ARTICLE = /(?:Article|BlogPosting|SocialMediaPosting|DiscussionForumPosting)$|^Report$/;

// Where pages keep their articles, in the order in which they are looked into.
const HOLDERS = ['@graph', 'mainEntity', 'itemListElement', 'item', 'blogPost', 'blogPosts', 'hasPart'];

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** `schema:NewsArticle` and `https://schema.org/NewsArticle` are `NewsArticle`. */
const typesOf = (node: unknown): string[] =>
  list(member(node, '@type')).flatMap((type) => (typeof type === 'string' ? type.replace(/^.*[/#:]/s, '') : []));

/** The articles in a document, in its order. The documents of a page may refer to each other. */
export function jsonLdReader(documents: unknown[], base: string): (document: unknown) => ArticleDraft[] {
  const described = describedIn(documents);
  /** Resolves an `@id` to the object that it means; all else is returned unchanged. */
  const meant = (value: unknown): unknown =>
    isReference(value) ? (described.get(member(value, '@id')) ?? value) : value;
  // Some are listed, and described beside the list.
  const known = new Set<unknown>();
  const isNew = ({ article }: Found) => !isObject(article) || (!known.has(article) && !!known.add(article));
  return (document) =>
    articlesIn(document, meant)
      .filter(isNew)
      .map((found) => toDraft(found, meant, base));
}

const isReference = (value: unknown) =>
  isObject(value) && Object.keys(value).every((name) => name === '@id' || name === '@type');

/** Calls `visit` for what there is inside, in order, however deep, once. It gives what to go on with. */
function walk(start: unknown, visit: (object: object) => unknown[]): void {
  const waiting = [start];
  const visited = new Set<unknown>();
  while (waiting.length) {
    const value = waiting.pop();
    // References may lead round in circles.
    if (visited.has(value)) continue;
    if (isObject(value)) visited.add(value);
    const inside = Array.isArray(value) ? value : isObject(value) ? visit(value) : [];
    for (let index = inside.length - 1; index >= 0; index--) waiting.push(inside[index]);
  }
}

function describedIn(documents: unknown[]): Map<unknown, object> {
  const described = new Map<unknown, object>();
  walk(documents, (object) => {
    const id = member(object, '@id');
    if (typeof id === 'string' && !described.has(id) && !isReference(object)) described.set(id, object);
    return Object.values(object);
  });
  return described;
}

/** An article; or an entry of a list that says but where one is. */
interface Found {
  article: unknown;
  /** The entry of a list that it stands in. */
  entry?: unknown;
}

function articlesIn(document: unknown, meant: (value: unknown) => unknown): Found[] {
  const found: Found[] = [];
  walk(document, (object) => {
    const types = typesOf(object);
    if (types.some((type) => ARTICLE.test(type))) {
      found.push({ article: meant(object) });
      return [];
    }
    // A trail of pages, for one, is a list as well.
    const isOtherList = types.length > 0 && types.some((type) => /List$/.test(type) && type !== 'ItemList');
    if (isOtherList) return [];
    const isEntry = types.includes('ListItem') || (!types.length && member(object, 'position') !== undefined);
    if (!isEntry) return HOLDERS.map((name) => member(object, name));
    const article = meant(member(object, 'item'));
    const kinds = typesOf(article);
    if (kinds.length && !kinds.some((type) => ARTICLE.test(type))) return [article];
    // What is listed without saying what it is, is taken for an article.
    found.push({ article, entry: object });
    return [];
  });
  return found;
}

function toDraft({ article, entry }: Found, meant: (value: unknown) => unknown, base: string): ArticleDraft {
  /** The first of these members that something can be made of; those of the list's entry come last. */
  const find = <T>(read: (value: unknown) => T | undefined, ...names: string[]): T | undefined => {
    for (const holder of [article, entry]) {
      for (const name of names) {
        const given = member(holder, name);
        const found = read(Array.isArray(given) ? given.map(meant) : meant(given));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  const asLink = (value: unknown) => linkIn(value, base);
  const page = (value: unknown) => asLink(value) ?? link(member(value, '@id'), base);

  const url =
    find(asLink, 'url') ??
    find(page, 'mainEntityOfPage') ??
    link(member(article, '@id'), base) ??
    page(article) ??
    page(entry);
  const excerpt = find(proseIn, 'description', 'abstract', 'articleBody');
  const sections = find(wordsIn, 'articleSection') ?? [];
  const keywords = find((value) => wordsIn(keywordsOf(value)), 'keywords') ?? [];
  return {
    id: idIn(member(article, '@id')) ?? url,
    url,
    ...wordsFrom(find(lineIn, 'headline', 'name', 'alternativeHeadline'), excerpt),
    image: find((value) => imageIn(value, base), 'image', 'thumbnailUrl'),
    publisher:
      find((value) => publisherIn(value, meant, base), 'publisher', 'sourceOrganization', 'provider') ??
      publisherOf(url),
    authors: find((value) => someOf(peopleIn(value, base)), 'author', 'creator') ?? [],
    published: find(dateIn, 'datePublished', 'dateCreated'),
    updated: find(dateIn, 'dateModified'),
    tags: texts([...sections, ...keywords]),
    category: sections[0],
    language: find(languageOf, 'inLanguage'),
  };
}

const someOf = <T>(found: T[]): T[] | undefined => (found.length ? found : undefined);

/** A list of one text is that text: some write `["peace, war"]`. */
const keywordsOf = (value: unknown) => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const languageOf = (value: unknown) =>
  languageIn(list(value).map((one) => givenText(member(one, 'alternateName')) ?? one));

function publisherIn(value: unknown, meant: (value: unknown) => unknown, base: string) {
  const [publisher] = list(value);
  const name = lineIn(publisher);
  if (name === undefined) return undefined;
  const isObject = typeof publisher === 'object';
  const logo = list(member(publisher, 'logo')).map(meant);
  return { name, url: isObject ? linkIn(publisher, base) : undefined, icon: linkIn(logo, base) };
}
