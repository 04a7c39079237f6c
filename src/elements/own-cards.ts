import { type TemplateResult, css, html } from 'lit';
import type { Article } from '../model/article.js';
import type { CardContext } from '../views/article-card.js';
import { ArticleClone } from './article-template.js';
import { FeedPart } from './controllers/feed-part.js';
import type { FeedController } from './feed-controller.js';
import { adoptSheets } from './sheets.js';

const SLOT = 'article-';

/** Wrappers of own cards have no boxes of their own. */
const styles = css`
  ::slotted([slot^='article-']) {
    display: contents;
  }
`;

interface OwnCard {
  clone: ArticleClone;
  /** Name of its slot, even if other scripts have changed the element. */
  slot: string;
  /** Version of the template that it was made from. */
  edition: object;
}

/**
 * An owner's own cards: clones of a template, as children of the element, where the page's style sheets reach them. The
 * list in the shadow root has a slot for each. An article keeps its clone for as long as it is shown, wherever it moves.
 */
export class OwnCards extends FeedPart {
  #template: HTMLTemplateElement | undefined;
  #edition = {};
  #cards = new Map<string, OwnCard>();
  /** Ids of the articles that the render under way has shown, and the card of the last. */
  #shown = new Set<string>();
  #previous: Element | undefined;
  #count = 0;
  /** Element in a card that had the focus last, and whether that card was removed since. */
  #focused: HTMLElement | undefined;
  #isFocusOwed = false;
  #edits = new MutationObserver(() => {
    this.#edition = {};
    this.#host.requestUpdate();
  });

  constructor(feed: FeedController) {
    super(feed);
    const { host } = feed;
    // Copies of the page, which some routers keep, contain cards of an element that is gone.
    this.#removeStrays();
    adoptSheets(host.renderRoot as ShadowRoot, [styles]);
    host.addEventListener('focusin', ({ target }) => (this.#focused = target as HTMLElement));
    // `focusout` also fires for a removed card, whose focus the render restores. So it is only forgotten a moment later.
    host.addEventListener('focusout', ({ target }) =>
      setTimeout(() => {
        if (this.#focused === target && this.#activeElement !== target) this.#focused = undefined;
      }),
    );
  }

  /** Returns a function that renders cards from this template. */
  from(template: HTMLTemplateElement): typeof this.show {
    if (template !== this.#template) {
      this.#edits.disconnect();
      for (const target of [template, template.content])
        this.#edits.observe(target, { attributes: true, characterData: true, childList: true, subtree: true });
      this.#template = template;
      this.#edition = {};
    }
    return this.show;
  }

  readonly show = (article: Article, context: CardContext): TemplateResult => {
    // An element outside the page has no own cards, though it may still render.
    const card = this.#host.isConnected ? this.#cardOf(article) : this.#cards.get(article.id);
    card?.clone.fill(article, context);
    this.#shown.add(article.id);
    this.#previous = card?.clone.element;
    return html`<slot name=${card?.slot ?? ''}></slot>`;
  };

  override hostDisconnected(): void {
    // A move in the document disconnects, too.
    queueMicrotask(() => this.#host.isConnected || this.update());
  }

  /** Removes the cards that the last render did not show. */
  protected override update(): void {
    for (const [id, card] of this.#cards) {
      if (this.#shown.has(id)) continue;
      if (isOurs(card)) card.clone.element.remove();
      this.#cards.delete(id);
    }
    this.#removeStrays();
    this.#shown.clear();
    this.#previous = undefined;
    if (!this.#isFocusOwed) return;
    this.#isFocusOwed = false;
    const { activeElement } = this.#host.ownerDocument;
    if (!activeElement || activeElement === this.#host.ownerDocument.body)
      this.#focused?.focus({ preventScroll: true });
  }

  /** Returns whether something has been done to the cards that the next render will mend, such as by a morphing of the page. */
  get isDamaged(): boolean {
    return (
      this.#strays.length > 0 ||
      [...this.#cards.values()].some((card) => !this.#isInPlace(card) || !card.clone.isWhole || card.clone.isForeign)
    );
  }

  /** Returns elements that look like own cards, but come from a copy of the page. */
  get #strays(): Element[] {
    const own = new Set<Element>([...this.#cards.values()].map(({ clone }) => clone.element));
    return [...this.#host.querySelectorAll(`:scope > [slot^="${SLOT}"]`)].filter((one) => !own.has(one));
  }

  get #activeElement(): Element | null {
    return (this.#host.getRootNode() as Document | ShadowRoot).activeElement;
  }

  get #host(): FeedController['host'] {
    return this.feed.host;
  }

  #removeStrays(): void {
    this.#strays.forEach((stray) => stray.remove());
  }

  #isInPlace = (card: OwnCard): boolean => isOurs(card) && card.clone.element.parentNode === this.#host;

  #cardOf(article: Article): OwnCard {
    const card = this.#cards.get(article.id);
    if (card?.edition !== this.#edition || !isOurs(card) || !card.clone.isWhole) return this.#make(article, card);
    if (!this.#isInPlace(card)) {
      const { element } = card.clone;
      this.#isFocusOwed ||= element.contains(this.#focused ?? null);
      this.#insert(element);
    }
    return card;
  }

  #make({ id }: Article, old: OwnCard | undefined): OwnCard {
    const clone = new ArticleClone(this.#template!, this.feed.warn);
    const card = { clone, slot: old?.slot ?? `${SLOT}${this.#count++}`, edition: this.#edition };
    clone.element.slot = card.slot;
    if (old && this.#isInPlace(old)) old.clone.element.replaceWith(clone.element);
    else this.#insert(clone.element);
    this.#cards.set(id, card);
    return card;
  }

  /** Inserts cards in the order of the list. Existing cards are not moved, since a move would reload their contents. */
  #insert(element: Element): void {
    if (this.#previous) this.#previous.after(element);
    else this.#host.insertBefore(element, this.#host.querySelector(`:scope > [slot^="${SLOT}"]`));
  }
}

/** Returns whether a card is still in its slot: morphing turns elements into others. */
const isOurs = ({ clone, slot }: OwnCard): boolean => clone.element.slot === slot;
