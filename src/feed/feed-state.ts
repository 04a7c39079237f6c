/** The state of one feed, from its request to the articles on screen. Immutable: `reduce` returns the next state. */
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import type { LoadedFeed } from './load-feeds.js';

/** Trigger of a load. */
export type LoadCause = 'reader' | 'schedule';

export interface FeedState {
  /** `undefined` before the first request. */
  readonly request?: NewsRequest | undefined;
  /** Key that is equal for requests with the same fetches; see `requestKey`. */
  readonly requestKey: string;
  /** Phase of loading. `idle`: a load has to start at the next opportunity. */
  readonly phase: 'idle' | 'awaiting-consent' | 'loading' | 'settled';
  /** Trigger of the current or last load. */
  readonly startedBy?: LoadCause | undefined;
  /** Responses of the sources, before tags and limits apply. */
  readonly sources: readonly LoadedFeed[];
  /** Articles selected from the sources, in order, including those beyond `visibleCount`. */
  readonly feed?: Feed | undefined;
  /** True if `feed` holds articles of the site owner; then nothing is loaded. */
  readonly isOwn?: boolean | undefined;
  /** Sources of the pending articles, which wait for the reader. */
  readonly pending?: readonly LoadedFeed[];
  /** Number of pending articles. */
  readonly pendingCount?: number;
  /** Maximum number of articles on screen. */
  readonly visibleCount: number;
  /** Error of the last load, if all sources failed. */
  readonly error?: NewsError | undefined;
  /** Time of the cached copy on screen, in milliseconds since 1970; 0 if unknown, `undefined` for fresh articles. */
  readonly asOf?: number | undefined;
  /** True if the load takes so long that the reader sees a note. */
  readonly isSlow?: boolean | undefined;
  /** Hosts that the reader must agree to; `undefined` if no consent is needed. */
  readonly consentHosts?: readonly string[] | undefined;
  /** Key of the request that the reader agreed to. */
  readonly agreedKey?: string | undefined;
  /** Result of the last successful load; a new object for each. */
  readonly lastLoad?: { readonly feed: Feed; readonly fromCache?: boolean; readonly stale?: boolean } | undefined;
  /** Errors of the sources that failed in the last load; a new list for each load. */
  readonly problems: readonly NewsError[];
}

/** The state before the first request. */
export const INITIAL = {
  __proto__: null,
  requestKey: '',
  phase: 'idle',
  sources: [],
  visibleCount: 0,
  problems: [],
} as object as FeedState;

/** Returns the number of selected articles, on screen or not. */
export const totalOf = ({ feed }: FeedState): number => feed?.articles.length ?? 0;

/** Computes the status of the element. */
export function statusOf(state: FeedState): NewsStatus {
  const { phase, error, feed } = state;
  const total = totalOf(state);
  if (phase === 'loading') return 'loading';
  if (error) return total ? 'stale' : 'error';
  return !feed ? 'idle' : total ? 'ready' : 'empty';
}
