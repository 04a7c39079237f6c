/** Articles from items of unknown kind. */
import { dateIn, idIn, imageIn, linkIn, lineIn, peopleIn, proseIn, givenText, wordsIn } from '../formats/loose-json.js';
import type { JsonMap, Member } from './json-map.js';
import { languageNamed } from '../values/language-names.js';
import { language, list, member } from '../../text/coerce.js';
import { firstImage, publisherOf, texts, wordsFrom } from '../values/full-values.js';

const TEXTS = ['summary', 'description', 'abstract', 'teaser', 'standfirst', 'subtitle', 'snippet', 'lead', 'dek'];
const BODIES = ['contenttext', 'contenthtml', 'content', 'body', 'text'];

/** Names that APIs use for the members of articles: the first that fits counts. Case, hyphens and underscores don't. */
const USUAL: Record<Exclude<Member, 'items' | 'next'>, readonly string[]> = {
  id: ['id', 'guid', 'uuid', 'articleid', 'objectid'],
  url: ['url', 'link', 'href', 'permalink', 'externalurl', 'weburl', 'articleurl', 'canonicalurl', 'uri', 'links'],
  title: ['title', 'headline', 'name', 'webtitle', 'heading'],
  excerpt: ['excerpt', ...TEXTS, ...BODIES],
  // prettier-ignore
  image: [
    'image', 'imageurl', 'imageuri', 'urltoimage', 'thumbnail', 'thumbnailurl', 'featuredimage', 'featureimage', 'coverimage',
    'bannerimage', 'heroimage', 'leadimage', 'mainimage', 'socialimage', 'cover', 'photo', 'picture', 'img', 'images', 'media',
  ],
  imageAlt: ['imagealt', 'imagealttext', 'featureimagealt', 'alttext'],
  publisher: [
    'publisher',
    'source',
    'sourcename',
    'publishername',
    'publication',
    'newssite',
    'sitename',
    'site',
    'outlet',
  ],
  publisherUrl: ['publisherurl', 'sourceurl', 'siteurl'],
  // prettier-ignore
  published: [
    'published', 'publishedat', 'datepublished', 'publisheddate', 'publishdate', 'publicationdate', 'publishedon', 'pubdate', 'date',
    'webpublicationdate', 'datetime', 'timestamp', 'createdat', 'created', 'time',
  ],
  updated: [
    'updated',
    'updatedat',
    'modified',
    'modifiedat',
    'datemodified',
    'dateupdated',
    'lastmodified',
    'editedat',
  ],
  category: ['category', 'section', 'sectionname', 'categories', 'topic'],
  tags: ['tags', 'taglist', 'keywords', 'categories', 'topics', 'labels', 'subjects'],
  authors: ['authors', 'author', 'byline', 'creator', 'creators', 'writer', 'writers', 'contributors'],
  language: ['language', 'lang', 'locale', 'inlanguage'],
};

const fold = (name: string) => name.replace(/[\s_-]+/g, '').toLowerCase();

/** The members of an object by their names without case, hyphens and underscores; of names that are alike, the first. */
export const byFoldedName = (value: unknown): Map<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? new Map(
        Object.entries(value)
          .reverse()
          .map(([name, found]) => [fold(name), found]),
      )
    : new Map();

/** Facts that hold for all articles of a response. */
export interface AboutAll {
  /** Address of the answer. */
  base: string;
  language: string | undefined;
}

/** Reads the members that the map names, and all others by their usual names. */
export function jsonArticle(item: unknown, map: JsonMap, { base, language: common }: AboutAll) {
  const members = byFoldedName(item);
  const find = <T>(name: keyof typeof USUAL, read: (value: unknown) => T | undefined): T | undefined => {
    const mapped = map[name];
    if (mapped) return read(mapped.find(item));
    for (const usual of USUAL[name]) {
      const found = members.has(usual) ? read(members.get(usual)) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const url = find('url', (value) => linkIn(value, base) ?? linksOf(value, base));
  const excerpt = find('excerpt', proseIn);
  const category = find('category', (value) => wordsIn(value)[0]);
  const alt = find('imageAlt', lineIn);
  const image =
    find('image', (value) => imageIn(value, base, alt)) ?? (map.image ? undefined : imageInBody(members, base));
  const publisher = publisherIn(
    find('publisher', (value) => (nameOf(value) ? value : undefined)),
    find('publisherUrl', (value) => linkIn(value, base)),
    url,
    base,
  );
  return {
    id: find('id', idIn) ?? url,
    url,
    ...wordsFrom(find('title', lineIn), excerpt, { publisher, image }),
    image,
    publisher,
    authors: find('authors', (value) => someOf(peopleIn(value, base))) ?? [],
    published: find('published', dateIn),
    updated: find('updated', dateIn),
    tags: texts([category, ...(find('tags', (value) => someOf(wordsIn(value))) ?? [])]),
    category,
    language: find('language', languageIn) ?? common,
  };
}

const someOf = <T>(found: T[]): T[] | undefined => (found.length ? found : undefined);

/** `{"links": {"self": …, "html": {"href": …}}}`: the address for readers. */
const linksOf = (links: unknown, base: string) => linkIn([member(links, 'html'), member(links, 'web')], base);

/** The tag of a language, also of its English name. */
export function languageIn(value: unknown): string | undefined {
  const given = givenText(value);
  return language(given) ?? languageNamed(given);
}

function imageInBody(members: Map<string, unknown>, base: string) {
  for (const name of [...BODIES, ...TEXTS]) {
    const html = givenText(members.get(name));
    const found = html === undefined ? undefined : firstImage(html, base);
    if (found) return found;
  }
  return undefined;
}

/** The name of a publisher. Numbers are none. */
function nameOf(value: unknown): string | undefined {
  const name = lineIn(value);
  return name !== undefined && /\p{L}/u.test(name) ? name : undefined;
}

/** Who is named; else the host of the article. */
function publisherIn(given: unknown, givenUrl: string | undefined, articleUrl: string | undefined, base: string) {
  const name = nameOf(given);
  if (name === undefined) return publisherOf(articleUrl);
  if (/^https?:/i.test(name)) return publisherOf(name);
  const isObject = list(given).some((one) => typeof one === 'object');
  const icon = ['icon', 'logo', 'favicon'].map((offered) => linkIn(member(given, offered), base)).find(Boolean);
  return { name, url: givenUrl ?? (isObject ? linkIn(given, base) : undefined), icon };
}
