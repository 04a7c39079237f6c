/** Parameters of a request, called like the attributes of the element, and the articles that they choose. */
import { filterArticles } from '../select/filter-articles.js';
import { type LoadedFeed, merged } from '../feed/load-feeds.js';
import { selectArticles } from '../select/select-articles.js';
import { type Feed, changedFeed } from '../model/feed.js';
import { type NewsRequest, requestAttributes } from '../model/request.js';
import { attributeName, parseAttributes } from '../model/values.js';
import { Failure } from './responses.js';

const { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit } = requestAttributes;
const READERS = { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit };
const PARAMETERS = new Map(Object.keys(READERS).map((property) => [attributeName(property), property]));

/** Entries of one list: each is searched for in every text of every article. */
const MAX_ENTRIES = 20;

/** Words and phrases of one list that are combined by `+`. */
const MAX_COMBINED = 60;

export type ArticleQuery = Partial<Pick<NewsRequest, keyof typeof READERS>>;

/**
 * Reads the query of a request.
 * @param fixed properties that are not for clients to set; a limit may still be lowered
 * @throws Failure
 */
export function parseQuery(parameters: URLSearchParams, fixed: ReadonlySet<string>): ArticleQuery {
  const given: Record<string, string> = {};
  for (const name of new Set(parameters.keys())) {
    if (name === 'url') continue;
    const property = PARAMETERS.get(name);
    if (!property) {
      throw new Failure('bad-request', `Unknown parameter; there are: ${[...PARAMETERS.keys()].join(', ')}.`);
    }
    if (fixed.has(property) && property !== 'limit') {
      throw new Failure('bad-request', `"${name}" is set for this feed.`);
    }
    const value = parameters.getAll(name).join(',');
    if (value) given[property] = value;
  }
  const values = parseAttributes(READERS, given, (name, _value, accepts) => {
    throw new Failure('bad-request', `"${name}" makes no sense; accepted: ${accepts}.`);
  });
  Object.entries(values).forEach(([name, value]) => Array.isArray(value) && assertFew(attributeName(name), value));
  // Without what all objects inherit: libraries put functions there.
  const own = Object.entries(values).filter(([name]) => Object.hasOwn(given, name));
  return { __proto__: null, ...Object.fromEntries(own) } as Partial<typeof values>;
}

/** Nothing is cut: an entry of `exclude` that silently did not count would let through what it stands against. */
function assertFew(name: string, entries: string[]): void {
  if (entries.length > MAX_ENTRIES) {
    throw new Failure('bad-request', `"${name}" has more than ${MAX_ENTRIES} entries.`);
  }
  if (entries.join().split(/[+＋]/).length > MAX_COMBINED) {
    throw new Failure('bad-request', `"${name}" combines more than ${MAX_COMBINED} words.`);
  }
}

/** Estimates the work of a query: articles times words, and one pass for sorting and finding repeats. */
export function workOf(feeds: LoadedFeed[], query: ArticleQuery): number {
  const lists = [query.tag, query.include, query.exclude, query.excludePublisher];
  const words = lists.reduce((sum, list = []) => sum + (list.length && list.join().split(/[+＋,]/).length), 0);
  return feeds.reduce((sum, { feed }) => sum + feed.articles.length, 0) * (1 + words);
}

/**
 * Chooses among all that the sources gave.
 * @param asWhole where the query is empty, the articles stay as they came, in their own order
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
  // Where a list of what was chosen goes on, nobody knows.
  const { next: _next, ...others } = feed;
  return changedFeed(
    { ...others, ...(attribution && { attribution }) },
    { articles: selectArticles(feed.articles, wanted, now, filterArticles) },
  );
}

/**
 * A source whose articles are filtered by tag. A service is searched for what the table says and nothing else, so that
 * clients cost it nothing: other tags are searched for in what it gave.
 */
const unsearched = ({ source, ...loaded }: LoadedFeed): LoadedFeed => ({
  ...loaded,
  source: { ...source, provider: { ...source.provider, searches: false } },
});
