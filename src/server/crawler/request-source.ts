/** Requests one source for the crawler, and returns its new state with the articles that came. */
import type { Article } from '../../model/article.js';
import { timeOf } from '../../select/select-articles.js';
import { hostOf } from '../../text/host.js';
import type { RelayLogEntry } from '../cached-source.js';
import type { ReadResult, SourceFetcher } from '../source-fetcher.js';
import type { CrawlSource } from './crawler.js';
import { confirmedManners } from './manners.js';
import { medianGap, nextDue } from './next-due.js';
import type { SourceState } from './source-state.js';

/** Milliseconds after which a permanent redirect is checked again: its host may have another owner by then. */
const REDIRECT_LIFETIME = 7 * 864e5;

/** Minimum and maximum milliseconds until a source that could not be requested is due again. */
const MIN_RETRY = 1000;
const MAX_RETRY = 864e5;

export interface RequestContext {
  fetcher: SourceFetcher;
  now: () => number;
  random: () => number;
  log: (entry: RelayLogEntry) => void;
  signal: AbortSignal;
}

export interface Crawled {
  state: SourceState;
  /** The articles of a new response; `undefined` after a failure or a response without a body (304). */
  articles?: readonly Article[];
}

/** Requests a source. Returns `undefined` if the signal was aborted. */
export async function requestSource(
  crawled: CrawlSource,
  before: SourceState,
  { fetcher, now, random, log, signal }: RequestContext,
): Promise<Crawled | undefined> {
  const { source, request, limits, name } = crawled;
  const started = now();
  let moved = before.moved && started - before.moved.at < REDIRECT_LIFETIME ? before.moved : undefined;
  const result = await fetcher.read(source, request, {
    limits,
    validators: before.validators,
    movedTo: moved?.to,
    signal,
    onMoved: ({ href, hostname }) => {
      // A redirect that is known from before is followed without a request to the old URL.
      moved = { to: href, at: started };
      log({ feed: name, code: 'moved', message: `${hostIn(crawled)} redirects permanently to a URL at ${hostname}. Set that URL instead.` }); // prettier-ignore
    },
  });
  if (signal.aborted) return undefined;
  const at = now();
  if (result.status !== 'failed') return succeeded({ ...before, moved }, result, at, random());
  if (!result.isAttempt) {
    const wait = Math.min(Math.max(result.wait, MIN_RETRY), MAX_RETRY);
    return { state: { ...before, due: at + wait, error: result.error.code } };
  }
  const state = failed(before, result, at, random());
  logFailure(crawled, state, result, log);
  return { state };
}

type Success = Exclude<ReadResult, { status: 'failed' }>;
type Failed = Extract<ReadResult, { status: 'failed' }>;

function succeeded(before: SourceState, result: Success, at: number, random: number): Crawled {
  const isNew = result.status === 'loaded';
  const state: SourceState = {
    ...before,
    at,
    failures: 0,
    error: undefined,
    requests: before.requests + 1,
    unchanged: before.unchanged + (isNew ? 0 : 1),
    manners: isNew ? result.manners : confirmedManners(before.manners, result.manners),
    ...(isNew && {
      validators: result.validators,
      site: hostOf(result.feed.homeUrl),
      gap: medianGap(result.feed.articles.map(timeOf).filter(Boolean), at),
    }),
  };
  state.due = nextDue(state, {}, at, random);
  return isNew ? { state, articles: result.feed.articles } : { state };
}

function failed(before: SourceState, { error }: Failed, at: number, random: number): SourceState {
  const state: SourceState = {
    ...before,
    // The next attempt requests the old URL, which may redirect elsewhere by now.
    moved: undefined,
    failures: before.failures + 1,
    error: error.code,
    requests: before.requests + 1,
    errors: before.errors + 1,
  };
  return { ...state, due: nextDue(state, { error }, at, random) };
}

function logFailure(
  crawled: CrawlSource,
  { due, failures }: SourceState,
  { error }: Failed,
  log: RequestContext['log'],
) {
  const status = error.status ? ` (${error.status})` : '';
  const next = due === Infinity ? 'It is not requested any more.' : `Failures in a row: ${failures}.`;
  log({ feed: crawled.name, code: error.code, message: `${hostIn(crawled)} failed: ${error.code}${status}. ${next}` });
}

/** The host of a source, for the log: the path of a private feed is its key. */
const hostIn = ({ source: { src, provider } }: CrawlSource): string => (src ? new URL(src).host : provider.name);
