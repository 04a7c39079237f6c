/** Feeds in the scripts of a page. */
import type { FeedDraft } from '../../model/feed.js';
import { lineIn } from './any-shape.js';
import { readJsonFeed } from './json-feed.js';
import { cleanText } from '../values/markup.js';
import { titleFrom } from '../values/title.js';
import { EXCERPT_LENGTH, cut, language, link, member, text } from '../values/tolerant.js';

/**
 * A JSON Feed, or what newsrack itself makes: a `Feed`, or a list of articles. Nothing where it is neither.
 * @param json what `document` was read from
 * @param isFeed whether its type says that it is a JSON Feed
 */
export function feedInScript(document: unknown, json: string, isFeed: boolean, url: string): FeedDraft[] {
  const items = member(document, 'items');
  if (Array.isArray(items) && (isFeed || text(member(document, 'version'))?.includes('jsonfeed.org/'))) {
    // What follows in the page is not for an element to fetch.
    return [{ ...readJsonFeed(json, url), next: undefined }];
  }
  const articles = Array.isArray(document) ? document : member(document, 'articles');
  if (!Array.isArray(articles)) return [];
  const isOurs = articles.some(isArticle) || (articles !== document && !articles.length);
  if (!isOurs) return [];
  const attribution = member(document, 'attribution');
  const [name, address] = [lineIn(member(attribution, 'name')), link(member(attribution, 'url'), url)];
  return [
    {
      title: text(member(document, 'title')),
      homeUrl: link(member(document, 'homeUrl'), url),
      language: language(member(document, 'language')),
      attribution: name && address ? { name, url: address } : undefined,
      articles: articles.map((article) => ownArticle(article, url)),
    },
  ];
}

const isArticle = (value: unknown) =>
  typeof member(value, 'url') === 'string' && typeof member(value, 'title') === 'string';

/** An article of the model, with all text on one line and clean, as the readers of feeds give it. */
function ownArticle(article: unknown, base: string): unknown {
  const clean = cleaned(article);
  if (clean === null || typeof clean !== 'object') return undefined;
  const { title, excerpt } = clean as Record<string, unknown>;
  return {
    ...clean,
    url: link(member(clean, 'url'), base),
    title: titleFrom(text(title), undefined),
    excerpt: cut(text(excerpt), EXCERPT_LENGTH),
  };
}

/** No article is deeper than this. */
const DEPTH = 3;

function cleaned(value: unknown, depth = DEPTH): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object') return value;
  if (!depth) return undefined;
  return Array.isArray(value)
    ? value.map((one) => cleaned(one, depth - 1))
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one, depth - 1)]));
}
