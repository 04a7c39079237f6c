import type { ReactiveController } from 'lit';
import { activeIn } from '../active-in.js';
import { cardIn, linkIn } from '../card-in.js';

/** Buttons after which the focus moves to the content that the reader requested. */
const LEADS_ON = '.more, .new';

/**
 * Keeps the focus where a reader has put it when a list changes: it goes to the same entry, to the one in its place, or,
 * where a button did its duty and went, to the first headline or the button to try again, once there is one.
 */
export class FocusKeeper implements ReactiveController {
  #host: Element;
  #controlIn: (item: Element | undefined) => HTMLElement | null;
  #active: Element | null = null;
  #name = '';
  #index = -1;
  /** Finds the tag in a card that had the focus. */
  #tag: string | undefined;
  #isOwed = false;

  /** @param controlIn returns the control that identifies an entry */
  constructor(host: Element, controlIn: (item: Element | undefined) => HTMLElement | null = linkIn) {
    this.#host = host;
    this.#controlIn = controlIn;
  }

  hostUpdate(): void {
    const root = this.#host.shadowRoot!;
    const inside = activeIn(root);
    // An owner's own cards stand in the page.
    const active = inside ?? activeIn(this.#host.getRootNode() as Document | ShadowRoot);
    const items = this.#items();
    this.#index = active ? items.findIndex((item) => cardIn(item).contains(active)) : -1;
    const item = items[this.#index];
    this.#active = item ? active : inside;
    const { tag } = (this.#active as HTMLElement | null)?.dataset ?? {};
    this.#name = this.#nameOf(item);
    this.#tag = tag === undefined ? undefined : `[data-tag="${CSS.escape(tag)}"]`;
  }

  hostUpdated(): void {
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
    const items = this.#items();
    if (this.#index < 0)
      return this.#host.shadowRoot!.querySelector<HTMLElement>('.retry') ?? this.#controlIn(items[0]);
    const same = items.find((item) => this.#nameOf(item) === this.#name);
    const tag = same && this.#tag && cardIn(same).querySelector<HTMLElement>(this.#tag);
    return tag || this.#controlIn(same ?? items[Math.min(this.#index, items.length - 1)]);
  }

  /** Returns the entries of a list of articles or tags. */
  #items = (): Element[] => [...this.#host.shadowRoot!.querySelectorAll('li[part=item]')];

  #nameOf(item: Element | undefined): string {
    const control = this.#controlIn(item);
    return control?.dataset.tag ?? (control as HTMLAnchorElement | null)?.href ?? '';
  }

  /** The reader has not moved the focus elsewhere meanwhile. */
  #isNowhere(): boolean {
    const { activeElement, body } = this.#host.ownerDocument;
    return (activeElement === body || activeElement === this.#host) && !activeIn(this.#host.shadowRoot!);
  }
}
