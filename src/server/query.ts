/** Parses the query of a request, whose parameters are named like the element's attributes, and applies it to articles. */
import { filterArticles } from '../select/filter-articles.js';
import { type LoadedFeed, merged } from '../feed/load-feeds.js';
import { selectArticles } from '../select/select-articles.js';
import { type Feed, changedFeed } from '../model/feed.js';
import { type NewsRequest, requestAttributes } from '../model/request.js';
import { attributeName, parseAttributes } from '../model/values.js';
import { Failure } from './responses.js';

const { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit } = requestAttributes;
const PARSERS = { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit };
const PARAMETERS = new Map(Object.keys(PARSERS).map((property) => [attributeName(property), property]));

/** Maximum number of entries in one list. Each is searched for in every text of every article. */
const MAX_ENTRIES = 20;

/** Maximum number of words and phrases in one list, counting those combined by `+`. */
const MAX_COMBINED = 60;

export type ArticleQuery = Partial<Pick<NewsRequest, keyof typeof PARSERS>>;

/**
 * Parses the query of a request.
 * @param fixed properties that clients can't change, except that they may lower `limit`
 * @param more parameters that the caller has parsed, for messages
 * @throws Failure
 */
export function parseQuery(
  parameters: URLSearchParams,
  fixed: ReadonlySet<string>,
  more: readonly string[] = [],
): ArticleQuery {
  const given: Record<string, string> = {};
  for (const name of new Set(parameters.keys())) {
    if (name === 'url') continue;
    const property = PARAMETERS.get(name);
    if (!property) {
      throw new Failure(
        'bad-request',
        `Unknown parameter. Expected one of: ${[...PARAMETERS.keys(), ...more].join(', ')}.`,
      );
    }
    if (fixed.has(property) && property !== 'limit') {
      throw new Failure('bad-request', `"${name}" is fixed for this feed.`);
    }
    const value = parameters.getAll(name).join(',');
    if (value) given[property] = value;
  }
  const values = parseAttributes(PARSERS, given, (name, _value, accepts) => {
    throw new Failure('bad-request', `Invalid "${name}". Expected: ${accepts}.`);
  });
  Object.entries(values).forEach(([name, value]) => Array.isArray(value) && assertFew(attributeName(name), value));
  // Inherited members are left out: libraries add functions to Object.prototype.
  const own = Object.entries(values).filter(([name]) => Object.hasOwn(given, name));
  return { __proto__: null, ...Object.fromEntries(own) } as Partial<typeof values>;
}

/** Rejects long lists. Cutting them would silently let through what a dropped entry of `exclude` names. */
function assertFew(name: string, entries: string[]): void {
  if (entries.length > MAX_ENTRIES) {
    throw new Failure('bad-request', `"${name}" has more than ${MAX_ENTRIES} entries, the maximum.`);
  }
  if (entries.join().split(/[+＋]/).length > MAX_COMBINED) {
    throw new Failure('bad-request', `"${name}" combines more than ${MAX_COMBINED} words, the maximum.`);
  }
}

/** Estimates the cost of a query: articles times words, and one pass for sorting and removing repeats. */
export function workOf(feeds: LoadedFeed[], query: ArticleQuery): number {
  const lists = [query.tag, query.include, query.exclude, query.excludePublisher];
  const words = lists.reduce((sum, list = []) => sum + (list.length && list.join().split(/[+＋,]/).length), 0);
  return feeds.reduce((sum, { feed }) => sum + feed.articles.length, 0) * (1 + words);
}

/**
 * Selects the articles of a query from the feeds of all sources.
 * @param asWhole keeps all articles in document order when the query is empty
 */
export function applyQuery(
  feeds: LoadedFeed[],
  request: NewsRequest,
  query: ArticleQuery,
  now: number,
  asWhole: boolean,
): Feed {
  const wanted = { ...request, ...query };
  const feed = merged(query.tag ? feeds.map(unsearched) : feeds, wanted);
  if (asWhole && !Object.keys(query).length) {
    return changedFeed(feed, { articles: feed.articles.slice(0, request.limit) });
  }
  const attribution = feed.attribution ?? feeds.find((one) => one.feed.attribution)?.feed.attribution;
  // The source's next page is not the next page of the filtered list.
  const { next: _next, ...about } = feed;
  return changedFeed(
    { ...about, ...(attribution && { attribution }) },
    { articles: selectArticles(feed.articles, wanted, now, filterArticles) },
  );
}

/**
 * Marks a source as one whose articles the relay filters by tag. The relay searches a service only for the tags of the
 * table, so that clients can't use up its quota, and looks for other tags in the articles it returned.
 */
const unsearched = ({ source, ...loaded }: LoadedFeed): LoadedFeed => ({
  ...loaded,
  source: { ...source, provider: { ...source.provider, searches: false } },
});
