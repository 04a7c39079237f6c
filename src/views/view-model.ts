import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import { articleCard } from './article-card.js';
import type { FeedViewModel } from './feed.js';

/** The part of a feed's state that its view shows. `FeedState` has all of it but `status`. */
export interface ShownState {
  readonly status: NewsStatus;
  readonly feed?: Feed | undefined;
  readonly visibleCount: number;
  readonly error?: NewsError | undefined;
  readonly asOf?: number | undefined;
  readonly isSlow?: boolean | undefined;
  readonly pendingCount?: number | undefined;
  readonly consentHosts?: readonly string[] | undefined;
}

/**
 * Computes what `feedView` renders: for the first paint, the element and a server alike.
 * @param pageSize number of articles on the first page
 * @param parts other members of the view model, such as code that is not always loaded
 */
export function viewModel(
  { status, feed, visibleCount, error, asOf, isSlow, pendingCount, consentHosts }: ShownState,
  { tag, tagMatch, limit }: Pick<NewsRequest, 'tag' | 'tagMatch' | 'limit'>,
  pageSize: number,
  parts: Partial<FeedViewModel> & Pick<FeedViewModel, 'optionalViews' | 'feedParts'>,
): FeedViewModel {
  const all = feed?.articles ?? [];
  const articles = all.slice(0, visibleCount);
  return {
    status,
    error,
    asOf,
    isLate: isSlow,
    fresh: pendingCount,
    consent: consentHosts,
    articles,
    waiting: all.length - articles.length,
    expected: Math.min(pageSize, limit),
    tags: tag,
    tagMatch,
    hasFallback: false,
    card: articleCard,
    ...parts,
  };
}
