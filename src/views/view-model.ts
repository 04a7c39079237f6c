import { owned } from '../model/owned.js';
import type { NewsRequest } from '../model/request.js';
import { articleCard } from './article-card.js';
import type { FeedViewModel, ShownState } from './feed.js';

/**
 * Computes what `feedView` renders: for the first paint, the element and a server alike.
 * @param pageSize number of articles on the first page
 * @param parts other members of the view model, such as code that is not always loaded
 */
export function viewModel(
  state: ShownState,
  { tag, tagMatch, limit }: Pick<NewsRequest, 'tag' | 'tagMatch' | 'limit'>,
  pageSize: number,
  parts: Partial<FeedViewModel> & Pick<FeedViewModel, 'optionalViews' | 'feedParts'>,
): FeedViewModel {
  const shown = owned(state);
  const all = shown.feed?.articles ?? [];
  const articles = all.slice(0, shown.visibleCount);
  return Object.assign(shown, {
    articles,
    waiting: all.length - articles.length,
    expected: Math.min(pageSize, limit),
    tags: tag,
    tagMatch,
    hasFallback: false,
    card: articleCard,
    ...parts,
  });
}
