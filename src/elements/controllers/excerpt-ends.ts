import { cutAll } from '../cut-text.js';
import { itemsIn } from '../list-items.js';
import { FeedPart } from './feed-part.js';

const TEXTS = 'p[part="excerpt"]:not(.lines), a[part="link"]';

/** How far from the viewport texts are cut: readers don't see it happen. */
const NEAR = '100%';

/** Maximum number of texts that are cut in one frame. */
const AT_ONCE = 12;

/**
 * Cuts the excerpts and headlines of a list when their cards come near the viewport, again whenever they change their size,
 * and when fonts have loaded.
 */
export class ExcerptEnds extends FeedPart {
  #near: IntersectionObserver | undefined;
  #sizes: ResizeObserver | undefined;
  #items = new Set<Element>();
  /** Entries that have been near the viewport. */
  #nearItems = new Set<Element>();
  /** Their texts. */
  #texts = new Set<Element>();
  #waiting = new Set<Element>();
  /** Number of lines of excerpts: with another, they may keep their size. */
  #lines: unknown;
  #recut = () => this.#cutSoon(this.#texts);

  override hostDisconnected(): void {
    this.#near?.disconnect();
    this.#sizes?.disconnect();
    this.#near = this.#sizes = undefined;
    this.#items.clear();
    this.#nearItems.clear();
    this.#texts.clear();
    this.#waiting.clear();
    document.fonts?.removeEventListener('loadingdone', this.#recut);
  }

  protected override update(): void {
    const { host, options } = this.feed;
    const { IntersectionObserver, ResizeObserver } = host.ownerDocument.defaultView ?? globalThis;
    // jsdom has none.
    if (!IntersectionObserver || !ResizeObserver) return;
    if (!this.#near) document.fonts?.addEventListener('loadingdone', this.#recut);
    this.#near ??= new IntersectionObserver((entries) => this.#onNear(entries), { rootMargin: NEAR });
    this.#sizes ??= new ResizeObserver((entries) => this.#cutSoon(entries.map(({ target }) => target)));
    this.#forget();
    for (const item of itemsIn(host)) if (!this.#items.has(item)) this.#near.observe(item);
    this.#items = new Set(itemsIn(host));
    this.#watchTexts();
    if (this.#lines !== undefined && this.#lines !== options.excerptLines) this.#recut();
    this.#lines = options.excerptLines;
  }

  #onNear(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.#nearItems.add(target);
    this.#watchTexts();
  }

  /** Watches the texts of entries near the viewport. A card may have got others since. */
  #watchTexts(): void {
    for (const item of this.#nearItems)
      for (const text of item.querySelectorAll(TEXTS)) {
        if (this.#texts.has(text)) continue;
        this.#texts.add(text);
        this.#sizes?.observe(text);
      }
  }

  /** Forgets what has left the list. */
  #forget(): void {
    for (const text of this.#texts) {
      if (text.isConnected) continue;
      this.#sizes!.unobserve(text);
      this.#texts.delete(text);
    }
    for (const item of this.#items) {
      if (item.isConnected) continue;
      this.#near!.unobserve(item);
      this.#nearItems.delete(item);
    }
  }

  /** Cuts in the next frames: what changes a size while sizes are reported is an error on the page. */
  #cutSoon(texts: Iterable<Element>): void {
    const isPlanned = this.#waiting.size > 0;
    for (const text of texts) this.#waiting.add(text);
    if (!isPlanned && this.#waiting.size) requestAnimationFrame(this.#cutSome);
  }

  #cutSome = (): void => {
    const some = [...this.#waiting].slice(0, AT_ONCE);
    for (const text of some) this.#waiting.delete(text);
    cutAll(some);
    if (this.#waiting.size) requestAnimationFrame(this.#cutSome);
  };
}
