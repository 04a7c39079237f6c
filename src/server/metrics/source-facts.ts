/** The facts about a source that metrics show, from the crawler or from the copies in memory. */
import { hostOf } from '../../text/host.js';
import type { CachedSource } from '../cached-source.js';
import type { CrawledSource } from '../crawler/crawler.js';
import type { Entry } from '../relay/entry.js';

/** Times are in milliseconds. Numbers count from when the source was first known. */
export interface SourceFacts {
  feed: string;
  /** The host of the source, or the name of its provider: a path may be a key. */
  host: string;
  /** Time since the last good response; `undefined` if there was none. */
  age: number | undefined;
  /** Time until the next request; `Infinity` if there is none. */
  due: number;
  requests: number;
  errors: number;
  /** Number of responses without news (304). */
  unchanged: number;
}

/** @param now milliseconds since 1970 */
export const factsOfCrawled = ({ key, name, state }: CrawledSource, now: number): SourceFacts => ({
  feed: name,
  host: hostOf(key) ?? key.split(' ')[0]!,
  age: state.at ? Math.max(now - state.at, 0) : undefined,
  due: Math.max(state.due - now, 0),
  requests: state.requests,
  errors: state.errors,
  unchanged: state.unchanged,
});

export const factsOfEntry = ({ name, sources }: Entry): SourceFacts[] =>
  sources.map((source) => factsOfCopy(name, source));

function factsOfCopy(feed: string, source: CachedSource): SourceFacts {
  const { age, host, due, requests, errors, unchanged } = source;
  return { feed, host, age: age === Infinity ? undefined : age, due, requests, errors, unchanged };
}
