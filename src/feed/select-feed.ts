import { type Feed, changedFeed } from '../model/feed.js';
import { type NewsRequest, isChoosy } from '../model/request.js';
import { type FilterArticles, selectArticles } from '../select/select-articles.js';
import { type LoadedFeed, merged, needsFiltering } from './load-feeds.js';

/** Filters, and finds near-duplicates: loaded where a feed needs it. */
let filter: FilterArticles | undefined;

/**
 * Loads what selects besides tags and limits.
 * @throws the reason where it can't be loaded and the site owner asked for a filter
 */
export async function loadFilter(request: NewsRequest): Promise<void> {
  const code = await import('../select/filter-articles.js').catch((cause: unknown): undefined => {
    // News with near-duplicates is better than none.
    if (isChoosy(request)) throw cause;
  });
  filter = code?.filterArticles;
}

/** Returns whether the code that filters is there. */
export const hasFilter = (): boolean => !!filter;

/** Selects from what arrived; `undefined` where nothing did. */
export function selectFeed(sources: readonly LoadedFeed[], request: NewsRequest): Feed | undefined {
  if (!sources.length) return undefined;
  const feed = merged(sources, request);
  const filterIfNeeded = needsFiltering(sources, request) ? filter : undefined;
  return changedFeed(feed, { articles: selectArticles(feed.articles, request, Date.now(), filterIfNeeded) });
}
