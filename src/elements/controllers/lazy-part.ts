import type { ReactiveController } from 'lit';
import type { FeedController } from '../feed-controller.js';
import type { FeedPart } from './feed-part.js';

/** Loads a controller when a feed first needs it, and keeps its place in the order of the controllers. */
export class LazyPart<Part extends FeedPart> implements ReactiveController {
  /** `undefined` until it is loaded. */
  part: Part | undefined = undefined;
  /** True if the code could not be loaded the last time. */
  isMissing = false;

  #feed: FeedController;
  #import: () => Promise<new (feed: FeedController) => Part>;
  #isNeeded: (options: FeedController['options']) => boolean;
  #loading: Promise<unknown> | undefined;

  /** @param isNeeded whether a feed with these options needs it; others call `load` */
  constructor(
    feed: FeedController,
    load: () => Promise<new (feed: FeedController) => Part>,
    isNeeded: (options: FeedController['options']) => boolean = () => false,
  ) {
    this.#feed = feed;
    this.#import = load;
    this.#isNeeded = isNeeded;
  }

  /** Loads the controller once, and renders again when it is there. */
  load(): void {
    this.#loading ??= this.#feed.loadingCode = Promise.all([this.#feed.loadingCode, this.#load()]);
  }

  hostUpdated(): void {
    if (!this.part && this.#isNeeded(this.#feed.options)) this.load();
    this.part?.hostUpdated();
  }

  hostDisconnected(): void {
    this.part?.hostDisconnected?.();
  }

  async #load(): Promise<void> {
    try {
      this.part = new (await this.#import())(this.#feed);
    } catch {
      // A feed without it is better than none.
      this.isMissing = true;
      addEventListener('online', () => void this.#load(), { once: true });
    }
    this.#feed.host.requestUpdate();
  }
}
