import type { FeedController } from '../feed-controller.js';
import { itemsIn } from '../list-items.js';
import { type Watch, whenNear } from '../when-near.js';
import { FeedPart } from './feed-part.js';

/** With `more="scroll"`, adds the next page when the reader comes near the end of the list. */
export class InfiniteScroll extends FeedPart {
  #addPage: () => void;
  #watch: Watch | undefined;

  constructor(feed: FeedController, addPage: () => void) {
    super(feed);
    this.#addPage = addPage;
  }

  override hostDisconnected(): void {
    this.#watch?.disconnect();
  }

  protected override update(): void {
    const { host, options } = this.feed;
    this.#watch?.disconnect();
    const button = host.renderRoot.querySelector('button.more');
    if (options.more !== 'scroll' || !button) return;
    // The end of a carousel is at the side, beside its button.
    const end = options.layout === 'carousel' ? itemsIn(host).at(-1)! : button;
    this.#watch = whenNear(end, 400, this.#addPage);
  }
}
