import type { ReactiveController } from 'lit';
import { tellState } from '../../views/article-card.js';
import { handleListClick } from '../card-click.js';
import type { FeedController } from '../feed-controller.js';

/** Listens for what happens in a list, from its shadow root: so HTML of a server needs no listeners of its own. */
export class ListEvents implements ReactiveController {
  #feed: FeedController;

  constructor(feed: FeedController) {
    this.#feed = feed;
    const root = feed.host.renderRoot as ShadowRoot;
    for (const type of ['click', 'auxclick']) root.addEventListener(type, this.#onClick as (event: Event) => void);
    if (feed.painted?.isPrerendered) this.#watchPictures(root);
  }

  hostConnected(): void {}

  #onClick = (event: MouseEvent): void => {
    const path = event.composedPath().filter((one) => 'matches' in one) as Element[];
    const list = path.find((one) => one.matches('ul.list'));
    if (list) handleListClick(this.#feed, event, list);
    else if (this.#feed.painted?.isPrerendered && event.type === 'click' && path.some((one) => one.matches('.more')))
      void this.#feed.showMore();
  };

  /** Hides the signs of pictures that fail, or have failed before the script came. */
  #watchPictures(root: ShadowRoot): void {
    for (const type of ['load', 'error'])
      root.addEventListener(type, (event) => this.#feed.painted && tellState(event), true);
    for (const picture of root.querySelectorAll('img'))
      if (picture.complete && picture.currentSrc && !picture.naturalWidth) picture.dataset.state = 'error';
  }
}
