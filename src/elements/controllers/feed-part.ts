import type { ReactiveController } from 'lit';
import type { FeedController } from '../feed-controller.js';

/** Base of the controllers that act after each render of a feed, but not outside the page, nor on a part of a list. */
export abstract class FeedPart implements ReactiveController {
  protected readonly feed: FeedController;

  constructor(feed: FeedController) {
    this.feed = feed;
  }

  hostUpdated(): void {
    if (this.feed.host.isConnected && !this.feed.isPart) this.update();
  }

  hostDisconnected?(): void;

  protected abstract update(): void;
}
