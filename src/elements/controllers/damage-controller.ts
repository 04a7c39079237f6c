import { steadyNow } from '../../model/steady-now.js';
import type { FeedController } from '../feed-controller.js';
import { FeedPart } from './feed-part.js';

/** Maximum number of repairs without a second of rest between them. */
const MAX_REPAIRS = 10;

/**
 * Renders again when the page adds, changes or removes a template for cards, or damages what the element has put beside
 * its owner's content: morphing a page into the HTML of a server removes that.
 */
export class DamageController extends FeedPart {
  #isDamaged: () => boolean;
  #repairs = { count: 0, at: 0 };
  #changes = new MutationObserver((changes) => {
    if (changes.some(isOfTemplate) || (this.#isDamaged() && this.#mayRepair())) this.feed.host.requestUpdate();
  });

  constructor(feed: FeedController, isDamaged: () => boolean) {
    super(feed);
    this.#isDamaged = isDamaged;
  }

  override hostDisconnected(): void {
    this.#changes.disconnect();
  }

  protected override update(): void {
    this.#changes.observe(this.feed.host, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ['slot', 'href'],
    });
    // The element itself made these changes.
    this.#changes.takeRecords();
  }

  /** Stops after repeated damage: otherwise the page and the element would undo each other endlessly. */
  #mayRepair(): boolean {
    const now = steadyNow();
    const count = now - this.#repairs.at > 1000 ? 1 : this.#repairs.count + 1;
    this.#repairs = { count, at: now };
    return count <= MAX_REPAIRS;
  }
}

const isOfTemplate = ({ target, addedNodes, removedNodes }: MutationRecord): boolean =>
  [target, ...addedNodes, ...removedNodes].some(({ nodeName }) => nodeName === 'TEMPLATE');
