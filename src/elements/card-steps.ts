import { cardsOnScreen } from './cards-on-screen.js';
import { turn } from './turn.js';

/**
 * Renders a long list in steps, each in a task of its own, so that the page can answer between them: what fills the
 * screen, then twice as many cards each time.
 */
export class CardSteps {
  /** Ends when the next step begins; `undefined` where none is planned. */
  next: Promise<void> | undefined;

  #requestUpdate: () => void;

  constructor(requestUpdate: () => void) {
    this.#requestUpdate = requestUpdate;
  }

  /**
   * Returns the entries that the current update renders, and plans another update where there are more.
   * @param root the root of the list
   */
  take<Entry>(entries: Entry[], root: ParentNode): Entry[] {
    const most = Math.max(2 * root.querySelectorAll('li.item').length, cardsOnScreen());
    if (entries.length > most)
      this.next ??= turn(() => true)!.then(() => {
        this.next = undefined;
        this.#requestUpdate();
      });
    return entries.slice(0, most);
  }
}
