import type { LitElement, ReactiveController } from 'lit';
import { hasOwnContent } from '../render-context.js';

/** Knows whether the site owner has put content into an element that can stand in for news. */
export class OwnContent implements ReactiveController {
  isThere = false;

  #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.isThere = hasOwnContent(this.#host);
  }

  /** Handles `slotchange`. */
  readonly onSlotChange = (): void => {
    if (this.isThere !== hasOwnContent(this.#host)) this.#host.requestUpdate();
  };
}
