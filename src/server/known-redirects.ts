/** Remembers the targets of permanent redirects, and the feeds of sites. */
import { BoundedCache } from './bounded-cache.js';

/** Milliseconds after which a permanent redirect is checked again: its host may have another owner by then. */
const LIFETIME = 7 * 864e5;

/** Maximum number of remembered redirects: clients can make up any number of URLs. */
const MAX_REMEMBERED = 5000;

/** Maximum total length of the remembered URLs, in characters. */
const MAX_CHARACTERS = 2e6;

export class KnownRedirects {
  #ticks: () => number;
  #known = new BoundedCache<{ to: string; until: number }>(MAX_REMEMBERED, MAX_CHARACTERS);

  /** @param ticks the time of a steady clock, in milliseconds */
  constructor(ticks: () => number) {
    this.#ticks = ticks;
  }

  /** Returns the URL to request in place of another. */
  get(url: string): string | undefined {
    const known = this.#known.get(url);
    return known && known.until > this.#ticks() ? known.to : undefined;
  }

  /** @param onMoved called if this target is new */
  set(url: string, to: string, onMoved: ((to: URL) => void) | undefined): void {
    const isKnown = this.#known.get(url)?.to === to;
    this.#known.set(url, { to, until: this.#ticks() + LIFETIME }, url.length + to.length);
    if (!isKnown) onMoved?.(new URL(to));
  }

  delete(url: string): void {
    this.#known.delete(url);
  }
}
