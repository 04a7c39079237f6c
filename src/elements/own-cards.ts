import { type LitElement, type TemplateResult, css, html } from 'lit';
import type { Article } from '../model/article.js';
import type { CardContext } from '../views/article-card.js';
import { ArticleClone } from './article-template.js';
import { adoptSheets } from './sheets.js';

const SLOT = 'article-';

/** Their boxes are those of the owner's elements. */
const styles = css`
  ::slotted([slot^='article-']) {
    display: contents;
  }
`;

interface OwnCard {
  clone: ArticleClone;
  /** Which state of the template it was made from. */
  edition: object;
}

/**
 * An owner's own cards: clones of a template, as children of the element, where the page's style sheets reach them. The
 * list in the shadow root has a slot for each. An article keeps its clone for as long as it is shown, wherever it moves.
 */
export class OwnCards {
  #host: LitElement;
  #warn: (message: string) => void;
  #template: HTMLTemplateElement | undefined;
  #edition = {};
  #cards = new Map<string, OwnCard>();
  /** Ids of the articles that the render under way has shown, and the card of the last. */
  #shown = new Set<string>();
  #previous: Element | undefined;
  #count = 0;
  #edits = new MutationObserver(() => {
    this.#edition = {};
    this.#host.requestUpdate();
  });

  constructor(host: LitElement, warn: (message: string) => void) {
    this.#host = host;
    this.#warn = warn;
    // A copy of the page, as some routers keep it, has those of an element that is gone.
    host.querySelectorAll(`:scope > [slot^="${SLOT}"]`).forEach((stray) => stray.remove());
    adoptSheets(host.renderRoot as ShadowRoot, [styles]);
  }

  /** What makes cards from this template. */
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
    const card = this.#cards.get(article.id);
    // An element that has left the page has none, though it may still render.
    const clone = card?.edition === this.#edition || !this.#host.isConnected ? card?.clone : this.#make(article, card);
    clone?.fill(article, context);
    this.#shown.add(article.id);
    this.#previous = clone?.element;
    return html`<slot name=${clone?.element.slot ?? ''}></slot>`;
  };

  /** Takes away the cards that the last render did not show. To be called after each. */
  sweep(): void {
    for (const [id, { clone }] of this.#cards) {
      if (this.#shown.has(id)) continue;
      clone.element.remove();
      this.#cards.delete(id);
    }
    this.#shown.clear();
    this.#previous = undefined;
  }

  /** In the order of the list; those that are there stay where they are, since a move would reload what is in them. */
  #make({ id }: Article, old: OwnCard | undefined): ArticleClone {
    const clone = new ArticleClone(this.#template!, this.#warn);
    const { element } = clone;
    element.slot = old?.clone.element.slot ?? `${SLOT}${this.#count++}`;
    if (old) old.clone.element.replaceWith(element);
    else if (this.#previous) this.#previous.after(element);
    else this.#host.insertBefore(element, this.#host.querySelector(`:scope > [slot^="${SLOT}"]`));
    this.#cards.set(id, { clone, edition: this.#edition });
    return clone;
  }
}
