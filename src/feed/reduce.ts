import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { type FeedState, INITIAL } from './feed-state.js';
import type { NewsRequest } from '../model/request.js';
import type { LoadedFeed } from './load-feeds.js';
import { type PlainAction, type Selected, reducePlain } from './reduce-plain.js';

/** All actions on a feed. */
export type FeedAction =
  | PlainAction
  /** The request, or the number of articles on the first page, changed. `sources`: those that the new request still needs. */
  | ({ type: 'request-changed'; request: NewsRequest; requestKey: string; pageSize: number } & Selected)
  /** `sources`: those that loaded, then those that stay from before. */
  | ({ type: 'loaded'; isLive: boolean; problems: readonly NewsError[]; pendingCount: number } & Selected)
  /** Another selection from the same sources, such as once the code that filters has come. */
  | { type: 'selected'; feed: Feed }
  /** `feed`: `undefined` while articles of the site owner are read, `null` where they were taken back. */
  | { type: 'articles-given'; feed: Feed | undefined | null; pageSize: number }
  | { type: 'load-slow' }
  | { type: 'load-aborted' }
  | ({ type: 'cached-copy-found' } & Selected)
  | { type: 'prerendered-found'; source: LoadedFeed; feed: Feed; isFresh: boolean }
  | ({ type: 'page-loaded'; problems: readonly NewsError[] } & Selected)
  | ({ type: 'pending-revealed' } & Selected)
  | { type: 'more-revealed'; count: number }
  | { type: 'consent-required'; hosts: readonly string[] }
  | { type: 'consent-given' };

/** Computes the next state. Returns the same object where nothing changes. */
export function reduce(state: FeedState, action: FeedAction): FeedState {
  switch (action.type) {
    case 'request-changed':
      return requestChanged(state, action);
    case 'loaded':
      return loaded(state, action);
    case 'selected':
      return { ...state, feed: action.feed };
    case 'articles-given':
      return articlesGiven(state, action);
    case 'load-started':
      return { ...state, phase: 'loading', startedBy: action.by, error: undefined, isSlow: false };
    case 'load-slow':
      return state.phase === 'loading' ? { ...state, isSlow: true } : state;
    case 'load-aborted':
      return state.phase === 'awaiting-consent' || state.isOwn ? state : { ...state, phase: 'idle', isSlow: false };
    case 'cached-copy-found':
      return withCopies(state, action);
    case 'prerendered-found':
      return prerendered(state, action);
    case 'page-loaded':
      return { ...state, sources: action.sources, feed: action.feed, problems: action.problems };
    case 'pending-revealed':
      return { ...state, sources: action.sources, feed: action.feed, pending: [], pendingCount: 0 };
    case 'more-revealed':
      return { ...state, visibleCount: action.count };
    case 'consent-required':
      return { ...state, phase: 'awaiting-consent', consentHosts: action.hosts };
    case 'consent-given':
      return { ...state, phase: 'idle', consentHosts: undefined, agreedKey: state.requestKey };
    default:
      return reducePlain(state, action);
  }
}

type Of<Type> = Extract<FeedAction, { type: Type }>;

/** Applies another request, and returns to the first page. */
function requestChanged(state: FeedState, action: Of<'request-changed'>): FeedState {
  const { request, requestKey, pageSize: visibleCount, sources, feed } = action;
  // Without what a server selected for the request before, this one must be loaded, too.
  const isLoaded = requestKey === state.requestKey && sources.length === state.sources.length;
  const { agreedKey, lastLoad, problems } = state;
  return {
    ...(isLoaded ? state : { ...INITIAL, agreedKey, lastLoad, problems }),
    request,
    requestKey,
    sources,
    feed,
    visibleCount,
  };
}

function loaded(state: FeedState, { isLive, sources, feed, problems, pendingCount }: Of<'loaded'>): FeedState {
  return {
    ...state,
    phase: 'settled',
    isSlow: false,
    ...(pendingCount ? { pending: sources } : { sources, feed, pending: [] }),
    pendingCount,
    error: isLive ? undefined : problems[0],
    asOf: isLive ? undefined : oldestOf(sources),
    lastLoad: isLive ? { feed: feed!, fromCache: sources.some(({ isCopy }) => isCopy) } : state.lastLoad,
    problems,
  };
}

/** Returns the time of the oldest cached copy. */
const oldestOf = (sources: readonly LoadedFeed[]): number | undefined =>
  sources.length ? Math.min(...sources.map(({ at }) => at)) : undefined;

function articlesGiven(state: FeedState, { feed, pageSize: visibleCount }: Of<'articles-given'>): FeedState {
  const { request, requestKey, agreedKey, problems } = state;
  const lastLoad = feed ? { feed } : state.lastLoad;
  const phase = feed === null ? 'idle' : feed ? 'settled' : 'loading';
  const isOwn = feed !== null;
  return {
    ...INITIAL,
    request,
    requestKey,
    agreedKey,
    problems,
    lastLoad,
    isOwn,
    phase,
    feed: feed ?? undefined,
    visibleCount,
  };
}

/** Shows cached copies until articles arrive. */
function withCopies(state: FeedState, { sources, feed }: Of<'cached-copy-found'>): FeedState {
  if (state.phase !== 'loading' || state.sources.length) return state;
  const lastLoad = { feed: feed!, fromCache: true, stale: true };
  return { ...state, sources, feed, asOf: oldestOf(sources), lastLoad };
}

function prerendered(state: FeedState, { source, feed, isFresh }: Of<'prerendered-found'>): FeedState {
  return {
    ...state,
    phase: isFresh ? 'settled' : 'idle',
    sources: [source],
    feed,
    asOf: isFresh ? undefined : source.at,
    lastLoad: { feed, fromCache: true, stale: !isFresh },
  };
}
