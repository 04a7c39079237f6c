import type { FeedViewModel } from '../../views/feed.js';
import type { OwnCards } from '../own-cards.js';
import { FeedPart } from './feed-part.js';

/** Renders an owner's own cards, once the code for them has come. */
export class OwnCardsController extends FeedPart {
  #cards: OwnCards | undefined;
  #loading: Promise<void> | undefined;
  /** Whether the code can't be loaded now. */
  #isMissing = false;

  /** Whether the page has changed or removed cards. */
  get isDamaged(): boolean {
    return !!this.#cards?.isDamaged;
  }

  /** See `Interaction`. */
  cardFor(template: Element, usual: FeedViewModel['card']): FeedViewModel['card'] {
    if (template.localName !== 'template') {
      this.feed.warn(
        `<${template.localName} slot="article"> makes no sense here; accepted: <template>. The usual cards are shown.`,
      );
      return usual;
    }
    if (this.#cards) return this.#cards.from(template as HTMLTemplateElement);
    this.#loading ??= this.#load();
    return this.#isMissing ? usual : undefined;
  }

  hostDisconnected(): void {
    // A move in the document disconnects, too.
    queueMicrotask(() => this.feed.host.isConnected || this.update());
  }

  protected override update(): void {
    this.#cards?.sweep();
  }

  async #load(): Promise<void> {
    const { host, warn } = this.feed;
    try {
      const { OwnCards } = await import('../own-cards.js');
      this.#cards = new OwnCards(host, warn);
    } catch {
      // The usual cards are better than no news.
      this.#isMissing = true;
      addEventListener('online', () => void this.#load(), { once: true });
    }
    host.requestUpdate();
  }
}
