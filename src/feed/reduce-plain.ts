import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import type { FeedState, LoadCause } from './feed-state.js';
import type { LoadedFeed } from './load-feeds.js';

/** Sources that arrived, and the feed selected from them. */
export interface Selected {
  sources: readonly LoadedFeed[];
  feed?: Feed | undefined;
}

/** Actions on a feed before its element is defined. They carry only values; side effects happen before. */
export type PlainAction =
  /** The number of articles on the first page may change, but not the request. */
  | { type: 'first-requested'; request: NewsRequest; requestKey: string; pageSize: number }
  | { type: 'load-started'; by: LoadCause }
  | ({ type: 'first-loaded'; problems: readonly NewsError[] } & Selected);

/** Computes the next state for the actions of a first paint; `reduce` does for all. */
export function reducePlain(state: FeedState, action: PlainAction): FeedState {
  switch (action.type) {
    case 'first-requested': {
      const { request, requestKey, pageSize } = action;
      return { ...state, request, requestKey, visibleCount: pageSize };
    }
    case 'load-started':
      return { ...state, phase: 'loading' };
    case 'first-loaded': {
      const { sources, feed, problems } = action;
      const error = feed ? undefined : problems[0];
      return { ...state, phase: 'settled', sources, feed, problems, error, lastLoad: feed && { feed } };
    }
  }
}
