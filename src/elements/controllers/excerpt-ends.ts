import { cutAll } from '../cut-text.js';
import { FeedPart } from './feed-part.js';

/** Cuts the excerpts and headlines of a list again whenever one appears or changes its size, and when fonts have loaded. */
export class ExcerptEnds extends FeedPart {
  #observer: ResizeObserver | undefined;
  #watched = new Set<Element>();
  #resized = new Set<Element>();
  /** Number of lines of excerpts: with another, they may keep their size. */
  #lines: unknown;
  #recut = () => cutAll([...this.#watched]);

  override hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched.clear();
    document.fonts?.removeEventListener('loadingdone', this.#recut);
  }

  protected override update(): void {
    const { host, options } = this.feed;
    const { ResizeObserver } = host.ownerDocument.defaultView ?? globalThis;
    // jsdom has none.
    if (!ResizeObserver) return;
    if (!this.#observer) document.fonts?.addEventListener('loadingdone', this.#recut);
    this.#observer ??= new ResizeObserver((entries) => this.#cutSoon(entries.map(({ target }) => target)));
    const excerpts = new Set(host.renderRoot.querySelectorAll('p[part="excerpt"]:not(.lines), a[part="link"]'));
    for (const one of this.#watched) if (!excerpts.has(one)) this.#observer.unobserve(one);
    for (const one of excerpts) if (!this.#watched.has(one)) this.#observer.observe(one);
    this.#watched = excerpts;
    if (this.#lines !== options.excerptLines) this.#cutSoon(excerpts);
    this.#lines = options.excerptLines;
  }

  /** Cuts in the next frame: what changes a size while sizes are reported is an error on the page. */
  #cutSoon(targets: Iterable<Element>): void {
    const isPlanned = this.#resized.size > 0;
    for (const target of targets) this.#resized.add(target);
    if (isPlanned || !this.#resized.size) return;
    requestAnimationFrame(() => {
      const excerpts = [...this.#resized];
      this.#resized.clear();
      cutAll(excerpts);
    });
  }
}
