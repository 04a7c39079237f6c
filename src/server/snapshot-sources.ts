/** Reads the sources of a snapshot: what has not changed, or fails, comes from the snapshot before. */
import type { Source } from '../feed/load-feeds.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type EarlierSource, type SourceRecord, keyOf, rememberedOf, validatorsOf } from './snapshot-record.js';
import type { ReadResult, SourceFetcher } from './source-fetcher.js';
import { type Limits, ownerLimits } from './ssrf-guard.js';

/** How long articles of an earlier snapshot stand in for a source that fails, in milliseconds. */
const STANDS_IN_FOR = 7 * 864e5;

/** No source is left alone for longer, whatever it says, in milliseconds. */
const LONGEST_REST = 864e5;

export interface ReadingOptions {
  fetcher: SourceFetcher;
  /** Origins whose names may lead to private addresses. */
  local: ReadonlySet<string>;
  /** Sources of the last snapshot, by key. */
  known: ReadonlyMap<string, EarlierSource>;
  /** Whether the last snapshot was asked for the same. */
  isSameRequest: boolean;
  /** In milliseconds since 1970. */
  now: number;
  signal: AbortSignal | undefined;
}

export interface ReadSource {
  source: Source;
  earlier: EarlierSource | undefined;
  record: SourceRecord;
  /** What it gave; else its articles of the last snapshot, where they are still of use. */
  feed: Feed | undefined;
  isUnchanged: boolean;
  error: NewsError | undefined;
}

interface Asked {
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
  const asked = await Promise.all(
    sources.map(async (source): Promise<Asked> => {
      const key = await keyOf(source, request);
      return { source, key, earlier: options.known.get(key) };
    }),
  );
  const results = await Promise.all(asked.map((one) => read(one, request, options, options.isSameRequest)));
  const isAllUnchanged = results.every(({ status }) => status === 'unchanged');
  return Promise.all(
    asked.map(async (one, index) => {
      const result = results[index]!;
      // Beside others that have changed, articles that were cut off may have a place now.
      const isIncomplete = result.status === 'unchanged' && !isAllUnchanged && !one.earlier?.isWhole;
      return readSource(one, isIncomplete ? await read(one, request, options, false) : result, options.now);
    }),
  );
}

async function read(
  { source, earlier }: Asked,
  request: NewsRequest,
  { fetcher, local, now, signal }: ReadingOptions,
  isConditional: boolean,
): Promise<ReadResult> {
  const rest = (earlier?.restsUntil ?? 0) - now;
  if (rest > 0 && rest <= LONGEST_REST) return resting(source, rest);
  const validators = isConditional ? validatorsOf(source, earlier) : undefined;
  return fetcher.read(source, request, { limits: limitsOf(source, request, local), validators, signal });
}

function resting({ src, provider }: Source, wait: number): ReadResult {
  const source = src || provider.name;
  const retryAfter = Math.ceil(wait / 1000);
  const message = `${source} asked to be left alone. It is requested again in ${retryAfter} s at the earliest.`;
  const error = new NewsError('throttled', message, { source, retryAfter });
  return { status: 'failed', error, wait, failures: 1, isAttempt: false };
}

/** An owner's relay is requested in place of a feed. */
function limitsOf({ src, provider }: Source, { relay }: NewsRequest, local: ReadonlySet<string>): Limits {
  const limits = ownerLimits(relay && provider.name === 'feed' ? relay : src);
  return { ...limits, local: new Set([...limits.local, ...local].filter((origin) => isNamed(origin, src, relay))) };
}

/** A redirect of one source must not reach what only another source names. */
const isNamed = (origin: string, ...addresses: string[]): boolean =>
  addresses.some((address) => URL.canParse(address) && new URL(address).origin === origin);

function readSource({ source, key, earlier }: Asked, result: ReadResult, now: number): ReadSource {
  const known = { source, earlier, isUnchanged: result.status === 'unchanged', error: undefined };
  if (result.status === 'loaded') {
    const { feed, validators } = result;
    const { attribution } = feed;
    return {
      ...known,
      feed,
      record: { key, at: now, isWhole: true, attribution, ...rememberedOf(source, validators) },
    };
  }
  const feed = earlier?.feed;
  const before: SourceRecord = earlier ? recordIn(earlier) : { key, at: 0, isWhole: false };
  if (result.status === 'unchanged') return { ...known, feed, record: { ...before, at: now, restsUntil: undefined } };
  const { error, wait } = result;
  const restsUntil = error.code === 'throttled' ? now + Math.min(wait, LONGEST_REST) : undefined;
  return {
    ...known,
    error,
    // What only rests says the same time again.
    record: { ...before, restsUntil: result.isAttempt ? restsUntil : before.restsUntil },
    feed: isRecent(before.at, now) ? feed : undefined,
  };
}

const recordIn = ({ feed: _feed, ...record }: EarlierSource): SourceRecord => record;

/** A copy from the future tells that the clock was set back, not that the copy is new. */
const isRecent = (at: number, now: number): boolean => at <= now && now - at <= STANDS_IN_FOR;
