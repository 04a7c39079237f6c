import type { ReactiveController } from 'lit';
import type { FeedController } from '../feed-controller.js';

/** Base of the controllers that act after each render of a feed. One that has left the page may render, too: they don't act then. */
export abstract class FeedPart implements ReactiveController {
  protected readonly feed: FeedController;

  constructor(feed: FeedController) {
    this.feed = feed;
  }

  hostUpdated(): void {
    if (this.feed.host.isConnected) this.update();
  }

  protected abstract update(): void;
}
