/**
 * Where a reader is in a list that was made longer, kept in the page's entry of the browser's history: who comes back to
 * it finds the list as long as it was, at the same story. Nothing of it is in storage, and it goes with the tab.
 */
import type { LitElement } from 'lit';

/** The height of the element and how many articles it shows; the first in view, by id, and how far that is from the top. */
export type Place = [height: number, shown: number, id?: string, top?: number];

/** In the order of the document. The file to paste reads the heights before anything else is there. */
type Places = Record<number, Place | undefined>;

const placesNow = (): Places => (history.state as { newsrack?: Places } | null)?.newsrack ?? {};

/** Those in shadow roots have none. */
const indexOf = (feed: Element): number => [...document.querySelectorAll(feed.localName)].indexOf(feed as HTMLElement);

/** What was kept of a feed. Other scripts may have written it. */
export function readPlace(feed: Element): Place | undefined {
  const place = placesNow()[indexOf(feed)];
  return Array.isArray(place) && place[1] >= 1 && place[1] <= 1000 ? place : undefined;
}

/** Keeps the place of a feed, or forgets it. */
export function writePlace(feed: Element, place: Place | undefined): void {
  const index = indexOf(feed);
  const { state } = history as { state: object | null };
  const places = placesNow();
  // What a page keeps there itself may be no object.
  if (index < 0 || (!place && !places[index]) || typeof state !== 'object') return;
  try {
    history.replaceState({ ...state, newsrack: { ...places, [index]: place } }, '');
  } catch {
    // Some frames may not, and browsers refuse it to who does it too often.
  }
}

/** Brings a reader back to a place, unless they have gone elsewhere meanwhile. */
export class Return {
  /** How many articles the list had. */
  shown: number;

  #feed: LitElement;
  #place: Place;
  #moved = new AbortController();

  constructor(feed: LitElement, place: Place) {
    this.#feed = feed;
    this.#place = place;
    this.shown = place[1];
    // As high as it was, the browser finds the place itself, and nothing moves when the news comes.
    feed.style.minHeight = `${Number(place[0])}px`;
    const { signal } = this.#moved;
    for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
      addEventListener(type, () => this.#moved.abort(), { capture: true, passive: true, signal });
  }

  /** @param itemOf the entry of the list that shows an article */
  end(itemOf: (id: string) => Element | undefined): void {
    const [, , id, top = 0] = this.#place;
    const item = id === undefined ? undefined : itemOf(id);
    const isMoved = this.#moved.signal.aborted;
    this.#moved.abort();
    this.#feed.style.minHeight = '';
    if (!item || isMoved || history.scrollRestoration === 'manual') return;
    const distance = item.getBoundingClientRect().top - top;
    if (Math.abs(distance) > 1) scrollBy({ top: distance, behavior: 'instant' });
  }
}
