import { type Feed, changedFeed } from '../model/feed.js';
import { type NewsRequest, isChoosy } from '../model/request.js';
import { type FilterArticles, selectArticles } from '../select/select-articles.js';
import { type LoadedFeed, merged, needsFiltering } from './load-feeds.js';

/** The code that filters and finds near-duplicates, loaded when a feed needs it. */
let filter: FilterArticles | undefined;

/**
 * Loads the code for selections beyond tags and limits.
 * @throws the reason if it can't be loaded and the site owner has set a filter
 */
export async function loadFilter(request: NewsRequest): Promise<void> {
  const code = await import('../select/filter-articles.js').catch((cause: unknown): undefined => {
    // Articles with near-duplicates are better than none.
    if (isChoosy(request)) throw cause;
  });
  filter = code?.filterArticles;
}

/** Returns whether the code that filters is loaded. */
export const hasFilter = (): boolean => !!filter;

/** Selects articles from the sources that arrived; `undefined` if none did. */
export function selectFeed(sources: readonly LoadedFeed[], request: NewsRequest): Feed | undefined {
  if (!sources.length) return undefined;
  const feed = merged(sources, request);
  const filterIfNeeded = needsFiltering(sources, request) ? filter : undefined;
  return changedFeed(feed, { articles: selectArticles(feed.articles, request, Date.now(), filterIfNeeded) });
}
