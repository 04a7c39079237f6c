import type { LitElement } from 'lit';
import { cardsOnScreen } from './cards-on-screen.js';

/** In milliseconds: hidden pages draw no frames. */
const NO_FRAME = 100;

/** Cards that are added to a list in one step: the usual page. */
const PAGE = 10;

/**
 * Renders many new cards in steps, each in a frame of its own, so that the page can answer between them: as many as fill
 * the screen, or a page more, then twice as many each time.
 */
export class CardSteps {
  /** Ends when the next step begins; `undefined` where none is planned. */
  next: Promise<void> | undefined = undefined;

  #host: LitElement;
  /** Number of cards that the next step may add; 0 where the list is whole. */
  #size = 0;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /**
   * Returns the entries that the current update renders, and plans another update where there are more.
   * @param root the root of the list
   */
  take<Entry>(entries: Entry[], root: ParentNode): Entry[] {
    // Stand-ins for browsers have no screen, and tests may have stopped their timers.
    if (!globalThis.IntersectionObserver) return entries;
    const rendered = root.querySelectorAll('li.item').length;
    this.#size ||= rendered ? PAGE : cardsOnScreen();
    const most = rendered + this.#size;
    if (entries.length <= most) this.#size = 0;
    else
      this.next ??= nextFrame().then(() => {
        this.next = undefined;
        this.#size *= 2;
        // Back in a page, it goes on.
        if (this.#host.isConnected) this.#host.requestUpdate();
      });
    return entries.slice(0, most);
  }
}

/** Resolves when a frame has been drawn: the cards of two steps would be laid out in one. */
const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, NO_FRAME);
    requestAnimationFrame(() => setTimeout(resolve));
  });
