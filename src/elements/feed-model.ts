import type { NewsRequest } from '../model/request.js';
import type { FeedViewModel } from '../views/feed.js';
import * as optionalViews from '../views/optional-views.js';
import { viewModel } from '../views/view-model.js';
import type { FeedController } from './feed-controller.js';

/**
 * Computes the view model of an element, with the deferred parts of the view if they have loaded.
 * @param card renders a card; `undefined` while its code loads
 * @param hasFallback whether the element has fallback content
 */
export function feedModel(
  { state, status, deferred, interaction, options }: FeedController,
  request: NewsRequest,
  card: FeedViewModel['card'],
  hasFallback: boolean,
): FeedViewModel {
  const model = viewModel({ ...state, status }, request, options.pageSize, {
    card,
    feedParts: deferred?.feedParts,
    attributions: deferred?.attributionsOf(state),
    optionalViews,
    hasFallback,
    announcement: interaction?.announcement,
  });
  model.waiting ||= Number(deferred?.hasNextPage(state) ?? 0);
  return model;
}
