import { tellState } from '../../views/article-card.js';
import { handleListClick } from '../card-click.js';
import { addFullTimeTitle } from '../full-time-title.js';
import type { FeedController } from '../feed-controller.js';

/** Listens for what happens in a list, from its shadow root: so HTML of a server needs no listeners of its own. */
export function listenToList(feed: FeedController): void {
  const root = feed.host.renderRoot as ShadowRoot;
  for (const type of ['click', 'auxclick']) root.addEventListener(type, (event) => onClick(feed, event as MouseEvent));
  root.addEventListener('pointerover', (event) => addFullTimeTitle(event, feed.options.locale));
  if (feed.painted?.isPrerendered) watchPictures(root);
}

function onClick(feed: FeedController, event: MouseEvent): void {
  const path = event.composedPath().filter((one) => 'matches' in one) as Element[];
  const list = path.find((one) => one.matches('ul.list'));
  if (list) handleListClick(feed, event, list);
  else if (feed.painted && event.type === 'click' && path.some((one) => one.matches('.more'))) void feed.showMore();
}

/** Hides the signs of pictures that fail, or have failed before the script came; never of the owner's own in a slot. */
function watchPictures(root: ShadowRoot): void {
  for (const picture of root.querySelectorAll('img')) {
    for (const type of ['load', 'error']) picture.addEventListener(type, tellState);
    if (picture.complete && picture.currentSrc && !picture.naturalWidth) picture.dataset.state = 'error';
  }
}
