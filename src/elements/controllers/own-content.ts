import type { LitElement, ReactiveController } from 'lit';
import { hasOwnContent } from '../render-context.js';

/** Tracks whether an element has fallback content. */
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
