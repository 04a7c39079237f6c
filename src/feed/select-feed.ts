import type { Article } from '../model/article.js';
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { type NewsRequest, isChoosy } from '../model/request.js';
import { type Choose, tidy } from '../select/select-articles.js';
import { type LoadedFeed, merged, needsFiltering, partMissing } from './load-feeds.js';

/** Filters, and finds near-duplicates: loaded where a feed needs it. */
let filter: Choose | undefined;

/**
 * Loads what selects besides tags and limits.
 * @throws NewsError `network` where it can't be loaded and the site owner asked for a filter
 */
export async function loadFilter(request: NewsRequest): Promise<void> {
  const code = await import('../select/filter-articles.js').catch((cause: unknown): undefined => {
    // News with near-duplicates is better than none.
    if (isChoosy(request)) throw partMissing(cause) satisfies NewsError;
  });
  filter = code?.choose;
}

/** Whether the code that filters is there. */
export const hasFilter = (): boolean => !!filter;

/**
 * Selects from what arrived; `undefined` where nothing did.
 * @param withoutShown leaves out what other feeds of the page show; `undefined`: nothing
 */
export function selectFeed(
  sources: readonly LoadedFeed[],
  request: NewsRequest,
  withoutShown?: (articles: Article[]) => Article[],
): Feed | undefined {
  if (!sources.length) return undefined;
  const feed = merged(sources, request);
  const isComplete = sources.every(({ selected }) => selected === 'all');
  const choose = isComplete ? asItIs : needsFiltering(sources, request, withoutShown && 'page') ? filter : undefined;
  const articles = withoutShown ? withoutShown(feed.articles) : feed.articles;
  return { ...feed, articles: tidy(articles, request, Date.now(), choose) };
}

const asItIs: Choose = (articles) => articles;
