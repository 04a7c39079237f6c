import type { ReactiveController } from 'lit';
import type { FeedController } from '../feed-controller.js';

/** Announces results of readers' actions, until the feed has something else to announce. */
export class Announcer implements ReactiveController {
  text = '';

  #feed: FeedController;
  #occasion = '';

  constructor(feed: FeedController) {
    this.#feed = feed;
  }

  /** Announces a sentence with the next render. Only changes are read out, so a repeated sentence becomes another text. */
  say(sentence: string): void {
    this.text = sentence === this.text ? `${sentence}\xa0` : sentence;
    this.#occasion = this.#currentOccasion();
  }

  hostUpdate(): void {
    if (this.#occasion !== this.#currentOccasion()) this.text = '';
  }

  /** Changes when the feed itself has something to announce. */
  #currentOccasion(): string {
    const { status, state } = this.#feed;
    return [status, state.isSlow, state.pendingCount].join();
  }
}
