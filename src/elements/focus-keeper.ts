/** Buttons after which the focus goes where the reader asked to be. */
const LEADS_ON = '.more, .new';

/**
 * Sees to it that a change of the list never takes the focus away: it goes to the same article, to the one in its
 * place, or, where a button did its duty and went, to the first headline or the button to try again, once there is one.
 */
export class FocusKeeper {
  #root: ShadowRoot;
  #active: Element | null = null;
  #card = { href: '', index: -1, control: 'a' };
  #isOwed = false;

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** To be called before a change. */
  note(): void {
    this.#active = this.#root.activeElement;
    const item = this.#active?.closest('.item');
    this.#card = {
      href: item?.querySelector('a')?.href ?? '',
      index: item ? this.#items().indexOf(item) : -1,
      control: this.#active?.matches('.tag')
        ? `[data-tag="${CSS.escape((this.#active as HTMLElement).dataset.tag!)}"]`
        : 'a',
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
    if (index < 0) return this.#root.querySelector<HTMLElement>('.retry, .item a');
    const items = this.#items();
    const same = items.find((item) => item.querySelector('a')?.href === href);
    const item = same ?? items[Math.min(index, items.length - 1)];
    return item?.querySelector<HTMLElement>(same ? control : 'a') ?? item?.querySelector('a');
  }

  #items = (): Element[] => [...this.#root.querySelectorAll('li.item')];

  /** The reader has not moved the focus elsewhere meanwhile. */
  #isNowhere(): boolean {
    const { activeElement } = document;
    return (activeElement === document.body || activeElement === this.#root.host) && !this.#root.activeElement;
  }
}
