import { NewsArticleViewEvent } from '../events.js';
import { articleIn, itemsIn } from '../list-items.js';
import { FeedPart } from './feed-part.js';

/** Milliseconds of visibility after which a card counts as seen. */
const SEEN_AFTER = 1000;

/** Dispatches an event once for each article of which at least half was visible for a second, in a visible page. */
export class ViewTracker extends FeedPart {
  #viewed = new Set<string>();
  /** Ids of the articles whose cards are watched. */
  #watched: string[] = [];
  #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  #observer: IntersectionObserver | undefined;

  override hostDisconnected(): void {
    this.#stop();
    this.#watched = [];
  }

  protected override update(): void {
    const { host, shown } = this.feed;
    // There are no cards until the list renders.
    const items = itemsIn(host);
    const ids = shown.slice(0, items.length).map(({ id }) => id);
    if (ids.every((id, index) => id === this.#watched[index])) return;
    this.#watched = ids;
    this.#stop();
    // An observer of another window would not report them.
    const { IntersectionObserver } = host.ownerDocument.defaultView ?? globalThis;
    // jsdom has none.
    if (!IntersectionObserver) return;
    this.#observer = new IntersectionObserver((entries) => entries.forEach(this.#onChange), { threshold: 0.5 });
    for (const item of items) this.#observer.observe(item);
  }

  #stop(): void {
    this.#observer?.disconnect();
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  #onChange = ({ target, intersectionRatio }: IntersectionObserverEntry): void => {
    clearTimeout(this.#timers.get(target));
    this.#timers.delete(target);
    if (intersectionRatio < 0.5) return;
    const timer = setTimeout(() => {
      this.#timers.delete(target);
      if (target.ownerDocument.visibilityState === 'visible') this.#onSeen(target);
    }, SEEN_AFTER);
    this.#timers.set(target, timer);
  };

  #onSeen(item: Element): void {
    const seen = articleIn(this.feed, item);
    if (!seen || this.#viewed.has(seen.article.id)) return;
    this.#viewed.add(seen.article.id);
    this.feed.host.dispatchEvent(new NewsArticleViewEvent(seen));
  }
}
