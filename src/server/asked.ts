import { choose } from '../loading/choose.js';
import { type LoadedFeed, merged } from '../loading/load.js';
import { tidy } from '../loading/tidy.js';
import type { Feed } from '../model/feed.js';
import { type NewsRequest, requestReaders } from '../model/request.js';
import { attributeName, readValues } from '../model/values.js';
import { Failure } from './answers.js';

/** What is asked of a feed by parameters, called like the attributes of the element; and what of it that is. */

const { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit } = requestReaders;
const READERS = { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit };
const PARAMETERS = new Map(Object.keys(READERS).map((property) => [attributeName(property), property]));

export type Asked = Partial<Pick<NewsRequest, keyof typeof READERS>>;

/**
 * @param fixed properties that are not for clients to set; a limit may still be lowered
 * @throws Failure
 */
export function readAsked(query: URLSearchParams, fixed: ReadonlySet<string>): Asked {
  const given: Record<string, string> = {};
  for (const name of new Set(query.keys())) {
    if (name === 'url') continue;
    const property = PARAMETERS.get(name);
    if (!property) {
      throw new Failure('bad-request', `Unknown parameter; there are: ${[...PARAMETERS.keys()].join(', ')}.`);
    }
    if (fixed.has(property) && property !== 'limit') {
      throw new Failure('bad-request', `"${name}" is set for this feed.`);
    }
    const value = query.getAll(name).join(',');
    if (value) given[property] = value;
  }
  const values = readValues(READERS, given, (name, _value, accepts) => {
    throw new Failure('bad-request', `"${name}" makes no sense; accepted: ${accepts}.`);
  });
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(given, name)));
}

/**
 * Of all that the sources gave, what was asked for.
 * @param asWhole as it came, in its own order, where nothing was asked for
 */
export function chosen(feeds: LoadedFeed[], request: NewsRequest, asked: Asked, now: number, asWhole: boolean): Feed {
  const wanted = { ...request, ...asked };
  const feed = merged(asked.tag ? feeds.map(unsearched) : feeds, wanted);
  if (asWhole && !Object.keys(asked).length) return { ...feed, articles: feed.articles.slice(0, request.limit) };
  const attribution = feed.attribution ?? feeds.find((one) => one.feed.attribution)?.feed.attribution;
  // Where a list of what was chosen goes on, nobody knows.
  return { ...feed, attribution, next: undefined, articles: tidy(feed.articles, wanted, now, choose) };
}

/**
 * A service is asked for what the table says, whatever clients ask for, which costs it nothing: what else is asked for
 * is looked for in what it gave.
 */
const unsearched = ({ source, ...loaded }: LoadedFeed): LoadedFeed => ({
  ...loaded,
  source: { ...source, provider: { ...source.provider, searches: false } },
});
