/** Reads the sources of a snapshot. Articles of unchanged and failed sources come from the last snapshot. */
import type { Source } from '../feed/load-feeds.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import type { NewsRequest } from '../model/request.js';
import { type EarlierSource, type SourceRecord, keyOf, recordedValidators, validatorsOf } from './snapshot-record.js';
import type { ReadResult, SourceFetcher } from './source-fetcher.js';
import { type Limits, ownerLimits } from './ssrf-guard.js';

/** Maximum age of earlier articles that replace those of a failed source, in milliseconds. */
const MAX_STALE = 7 * 864e5;

/** Maximum cool-down, whatever `Retry-After` says, in milliseconds. */
const MAX_COOL_DOWN = 864e5;

export interface ReadingOptions {
  fetcher: SourceFetcher;
  /** Origins whose host names may resolve to private addresses. */
  local: ReadonlySet<string>;
  /** Sources of the last snapshot, by key. */
  known: ReadonlyMap<string, EarlierSource>;
  /** True if the last snapshot had the same options. */
  isSameRequest: boolean;
  /** In milliseconds since 1970. */
  now: number;
  signal: AbortSignal | undefined;
}

export interface ReadSource {
  source: Source;
  earlier: EarlierSource | undefined;
  record: SourceRecord;
  /** The feed of the source, or its articles of the last snapshot if they are recent enough. */
  feed: Feed | undefined;
  isUnchanged: boolean;
  error: NewsError | undefined;
}

interface KeyedSource {
  source: Source;
  key: string;
  earlier: EarlierSource | undefined;
}

/** Reads all sources at once. */
export async function readSources(
  sources: readonly Source[],
  request: NewsRequest,
  options: ReadingOptions,
): Promise<ReadSource[]> {
  const keyed = await Promise.all(
    sources.map(async (source): Promise<KeyedSource> => {
      const key = await keyOf(source, request);
      return { source, key, earlier: options.known.get(key) };
    }),
  );
  const results = await Promise.all(keyed.map((one) => read(one, request, options, options.isSameRequest)));
  const isAllUnchanged = results.every(({ status }) => status === 'unchanged');
  return Promise.all(
    keyed.map(async (one, index) => {
      const result = results[index]!;
      // When another source has changed, articles that did not fit into the last snapshot may fit now.
      const isIncomplete = result.status === 'unchanged' && !isAllUnchanged && !one.earlier?.isWhole;
      return readSource(one, isIncomplete ? await read(one, request, options, false) : result, options.now);
    }),
  );
}

async function read(
  { source, earlier }: KeyedSource,
  request: NewsRequest,
  { fetcher, local, now, signal }: ReadingOptions,
  isConditional: boolean,
): Promise<ReadResult> {
  const wait = (earlier?.restsUntil ?? 0) - now;
  if (wait > 0 && wait <= MAX_COOL_DOWN) return coolingDown(source, wait);
  const validators = isConditional ? validatorsOf(source, earlier) : undefined;
  return fetcher.read(source, request, { limits: limitsOf(source, request, local), validators, signal });
}

function coolingDown({ src, provider }: Source, wait: number): ReadResult {
  const source = src || provider.name;
  const retryAfter = Math.ceil(wait / 1000);
  const message = `${source} allows no requests now (Retry-After). The earliest next request is in ${retryAfter} s.`;
  const error = new NewsError('throttled', message, { source, retryAfter });
  return { status: 'failed', error, wait, failures: 1, isAttempt: false };
}

/** Returns the limits of a source. For a feed with a relay, the relay is requested instead. */
function limitsOf({ src, provider }: Source, { relay }: NewsRequest, local: ReadonlySet<string>): Limits {
  const limits = ownerLimits(relay && provider.name === 'feed' ? relay : src);
  return { ...limits, local: new Set([...limits.local, ...local].filter((origin) => isNamed(origin, src, relay))) };
}

/** Returns whether one of the URLs has this origin. A redirect must not reach an origin that only another source names. */
const isNamed = (origin: string, ...addresses: string[]): boolean =>
  addresses.some((address) => URL.canParse(address) && new URL(address).origin === origin);

function readSource({ source, key, earlier }: KeyedSource, result: ReadResult, now: number): ReadSource {
  const known = { source, earlier, isUnchanged: result.status === 'unchanged', error: undefined };
  if (result.status === 'loaded') {
    const { feed, validators } = result;
    const { attribution } = feed;
    return {
      ...known,
      feed,
      record: { key, at: now, isWhole: true, attribution, ...recordedValidators(source, validators) },
    };
  }
  const feed = earlier?.feed;
  const before: SourceRecord = owned(earlier ? recordIn(earlier) : { key, at: 0, isWhole: false });
  if (result.status === 'unchanged') return { ...known, feed, record: { ...before, at: now, restsUntil: undefined } };
  const { error, wait } = result;
  const restsUntil = error.code === 'throttled' ? now + Math.min(wait, MAX_COOL_DOWN) : undefined;
  return {
    ...known,
    error,
    // A source that was not requested keeps its recorded time.
    record: { ...before, restsUntil: result.isAttempt ? restsUntil : before.restsUntil },
    feed: isRecent(before.at, now) ? feed : undefined,
  };
}

const recordIn = ({ feed: _feed, ...record }: EarlierSource): SourceRecord => record;

/** Returns whether a time is recent. A time in the future is not: the clock was set back, so the age is unknown. */
const isRecent = (at: number, now: number): boolean => at <= now && now - at <= MAX_STALE;
