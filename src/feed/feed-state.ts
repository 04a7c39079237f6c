/** The state of one feed, from the request to what a reader sees. Immutable: `reduce` makes the next one. */
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import type { LoadedFeed } from './load-feeds.js';

/** Who starts a load. */
export type LoadCause = 'reader' | 'schedule';

export interface FeedState {
  /** `undefined` before the first request. */
  readonly request?: NewsRequest | undefined;
  /** Equal for all requests that the same fetches answer; see `requestKey`. */
  readonly requestKey: string;
  /** `idle`: the next chance to load must be taken. */
  readonly phase: 'idle' | 'awaiting-consent' | 'loading' | 'settled';
  /** Who started the load that is running or ended last. */
  readonly startedBy?: LoadCause | undefined;
  /** Responses of the sources, before tags and limits apply. */
  readonly sources: readonly LoadedFeed[];
  /** Articles selected from the sources, in order, including those beyond `visibleCount`. */
  readonly feed?: Feed | undefined;
  /** True if `feed` holds articles of the site owner; then nothing is loaded. */
  readonly isOwn?: boolean | undefined;
  /** Pending articles: arrived later, wait for the reader. Empty where nothing waits. */
  readonly pending?: readonly LoadedFeed[];
  /** Number of articles in it that the reader has not seen. */
  readonly pendingCount?: number;
  /** Maximum number of articles on screen. */
  readonly visibleCount: number;
  /** Why nothing could be loaded. */
  readonly error?: NewsError | undefined;
  /** Time of the cached copy on screen, in milliseconds since 1970; 0 where unknown, `undefined` for fresh articles. */
  readonly asOf?: number | undefined;
  /** True if the load takes so long that the reader is told. */
  readonly isSlow?: boolean | undefined;
  /** Hosts that the reader must agree to; `undefined` where nobody has to. */
  readonly consentHosts?: readonly string[] | undefined;
  /** Key of the request that the reader agreed to. */
  readonly agreedKey?: string | undefined;
  /** The result of the last load that gave articles. A new object for each. */
  readonly lastLoad?: { readonly feed: Feed; readonly fromCache?: boolean; readonly stale?: boolean } | undefined;
  /** Errors of the sources that failed in the last load. A new list for each. */
  readonly problems: readonly NewsError[];
}

/** The state before the first request. */
export const INITIAL: FeedState = {
  requestKey: '',
  phase: 'idle',
  sources: [],
  visibleCount: 0,
  problems: [],
};

/** Number of articles that are selected, on screen or not. */
export const totalOf = ({ feed }: FeedState): number => feed?.articles.length ?? 0;

/** Computes where the element stands. */
export function statusOf(state: FeedState): NewsStatus {
  const { phase, error, feed } = state;
  const total = totalOf(state);
  if (phase === 'loading') return 'loading';
  if (error) return total ? 'stale' : 'error';
  return !feed ? 'idle' : total ? 'ready' : 'empty';
}
