import { activeIn } from './active-in.js';
import { cardIn, linkIn } from './card-in.js';

/** Buttons after which the focus goes where the reader asked to be. */
const LEADS_ON = '.more, .new';

/**
 * Sees to it that a change of the list never takes the focus away: it goes to the same article, to the one in its
 * place, or, where a button did its duty and went, to the first headline or the button to try again, once there is one.
 */
export class FocusKeeper {
  #root: ShadowRoot;
  #active: Element | null = null;
  #card: { href: string; index: number; control: string | undefined } = { href: '', index: -1, control: undefined };
  #isOwed = false;

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** To be called before a change. */
  note(): void {
    const inside = activeIn(this.#root);
    // An owner's own cards stand in the page.
    const active = inside ?? activeIn(this.#root.host.getRootNode() as Document | ShadowRoot);
    const items = this.#items();
    const index = active ? items.findIndex((item) => cardIn(item).contains(active)) : -1;
    this.#active = index < 0 ? inside : active;
    const { tag } = (this.#active as HTMLElement | null)?.dataset ?? {};
    this.#card = {
      href: linkIn(items[index])?.href ?? '',
      index,
      control: tag === undefined ? undefined : `[data-tag="${CSS.escape(tag)}"]`,
    };
  }

  /** To be called after it. */
  restore(): void {
    const active = this.#active;
    this.#active = null;
    if (active && !active.isConnected && !active.matches(LEADS_ON)) this.#isOwed = true;
    if (!this.#isOwed) return;
    if (!this.#isNowhere()) {
      this.#isOwed = false;
      return;
    }
    const target = this.#target();
    target?.focus({ preventScroll: true });
    this.#isOwed = !target;
  }

  #target(): HTMLElement | null | undefined {
    const { href, index, control } = this.#card;
    const items = this.#items();
    if (index < 0) return this.#root.querySelector<HTMLElement>('.retry') ?? linkIn(items[0]);
    const same = items.find((item) => linkIn(item)?.href === href);
    const tag = same && control && cardIn(same).querySelector<HTMLElement>(control);
    return tag || linkIn(same ?? items[Math.min(index, items.length - 1)]);
  }

  #items = (): Element[] => [...this.#root.querySelectorAll('li.item')];

  /** The reader has not moved the focus elsewhere meanwhile. */
  #isNowhere(): boolean {
    const { activeElement, body } = this.#root.ownerDocument;
    return (activeElement === body || activeElement === this.#root.host) && !activeIn(this.#root);
  }
}
