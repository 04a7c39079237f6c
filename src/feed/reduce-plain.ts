import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type FeedState, INITIAL, type LoadCause } from './feed-state.js';
import type { LoadedFeed } from './load-feeds.js';

/** What arrived, and what is selected from it. */
export interface Selected {
  sources: readonly LoadedFeed[];
  feed?: Feed | undefined;
}

/** What happens to a feed before its element is defined. Actions carry values only: the work is done before. */
export type PlainAction =
  /** The request, or the number of articles on the first page, changed. `sources`: what the new request still wants. */
  | ({ type: 'request-changed'; request: NewsRequest; requestKey: string; pageSize: number } & Selected)
  | { type: 'load-started'; by: LoadCause }
  /** `sources`: those that gave articles, then those that stay from before. */
  | ({ type: 'loaded'; isLive: boolean; problems: readonly NewsError[]; pendingCount: number } & Selected);

/** Computes the next state for the actions of a first paint; `reduce` does for all. */
export function reducePlain(state: FeedState, action: PlainAction): FeedState {
  switch (action.type) {
    case 'request-changed':
      return requestChanged(state, action);
    case 'load-started':
      return { ...state, phase: 'loading', startedBy: action.by, error: undefined, isSlow: false };
    case 'loaded':
      return loaded(state, action);
  }
}

type Of<Type> = Extract<PlainAction, { type: Type }>;

/** Changing any part of the request starts again at the first page. */
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

/** Returns when the oldest of the cached copies was fetched. */
export const oldestOf = (sources: readonly LoadedFeed[]): number | undefined =>
  sources.length ? Math.min(...sources.map(({ at }) => at)) : undefined;
