import { totalOf } from '../../feed/feed-state.js';
import { addedSentence } from '../../views/feed-parts.js';
import { linkIn } from '../card-in.js';
import type { FeedController } from '../feed-controller.js';
import { itemsIn } from '../list-items.js';

/** Shows further articles when a reader asks for them: the next page, or the pending ones. */
export class Paging {
  #feed: FeedController;
  #announce: (sentence: string) => void;
  #isLoading = false;

  constructor(feed: FeedController, announce: (sentence: string) => void) {
    this.#feed = feed;
    this.#announce = announce;
    // Where tests run without a browser there are no such entries.
    const [visit] = (globalThis.performance?.getEntriesByType?.('navigation') ?? []) as PerformanceNavigationTiming[];
    if (visit && visit.type !== 'navigate') this.#usePlace(({ goBack }) => goBack(feed.host, feed));
  }

  async showMore(): Promise<void> {
    const first = await this.addPage();
    if (first !== undefined) this.#focusOn(first);
  }

  async showPending(): Promise<void> {
    this.#feed.session.revealPending();
    await this.#feed.host.updateComplete;
    this.#focusOn(0);
  }

  /**
   * Adds a page of articles to the list, and loads it where none is left.
   * @returns the place in the list of its first article, `undefined` where there is none
   */
  async addPage(): Promise<number | undefined> {
    const { host, session, options } = this.#feed;
    const first = session.state.visibleCount;
    if (this.#isLoading) return undefined;
    if (first >= totalOf(session.state)) {
      this.#isLoading = true;
      await session.loadMore().finally(() => (this.#isLoading = false));
    }
    const total = totalOf(session.state);
    if (first >= total) return undefined;
    const count = Math.min(first + options.pageSize, total);
    this.#announce(addedSentence(count - first, options));
    session.revealMore(count);
    this.#usePlace(({ keepPlace }) => keepPlace(host, this.#feed));
    await host.updateComplete;
    return first;
  }

  /** Without its code, or with what another page has left in its storage, a list begins at its first page. */
  #usePlace(use: (place: typeof import('../place.js')) => unknown): void {
    import('../place.js').then(use).catch(() => {});
  }

  #focusOn(index: number): void {
    linkIn(itemsIn(this.#feed.host)[index])?.focus();
  }
}
