import { TEXTS, cutAll, isChanged } from '../cut-text.js';
import { FeedPart } from './feed-part.js';

/** Distance from the viewport at which texts are cut, so that readers don't see it happen. */
const NEAR = '100%';

/** Maximum number of texts that are cut in one frame. */
const AT_ONCE = 12;

/**
 * Cuts the excerpts and headlines of a list when they come near the viewport, again whenever they change their size, and
 * when fonts have loaded.
 */
export class ExcerptEnds extends FeedPart {
  #near: IntersectionObserver | undefined;
  #sizes: ResizeObserver | undefined;
  #texts = new Set<Element>();
  /** Texts that have been near the viewport. */
  #cut = new Set<Element>();
  #waiting = new Set<Element>();
  /** Number of lines of excerpts: with another, they may keep their size. */
  #lines: unknown;
  #recut = () => this.#cutSoon(this.#cut);

  override hostDisconnected(): void {
    this.#near?.disconnect();
    this.#sizes?.disconnect();
    this.#near = undefined;
    for (const texts of [this.#texts, this.#cut, this.#waiting]) texts.clear();
    document.fonts?.removeEventListener('loadingdone', this.#recut);
  }

  protected override update(): void {
    const { host, options } = this.feed;
    const { IntersectionObserver, ResizeObserver } = host.ownerDocument.defaultView ?? globalThis;
    // jsdom has none.
    if (!IntersectionObserver || !ResizeObserver) return;
    if (!this.#near) {
      this.#near = new IntersectionObserver((entries) => this.#onNear(entries), { rootMargin: NEAR });
      this.#sizes = new ResizeObserver((entries) => this.#cutSoon(entries.map(({ target }) => target)));
      document.fonts?.addEventListener('loadingdone', this.#recut);
    }
    const texts = new Set(host.renderRoot.querySelectorAll(TEXTS));
    for (const one of this.#texts)
      if (!texts.has(one)) {
        this.#near.unobserve(one);
        this.#sizes!.unobserve(one);
        this.#cut.delete(one);
      }
    for (const one of texts) if (!this.#texts.has(one)) this.#near.observe(one);
    this.#texts = texts;
    this.#cutSoon([...this.#cut].filter(isChanged));
    if (this.#lines !== options.excerptLines) this.#recut();
    this.#lines = options.excerptLines;
  }

  #onNear(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) {
        this.#cut.add(target);
        this.#sizes!.observe(target);
      }
  }

  /** Cuts in the next frames: what changes a size while sizes are reported is an error on the page. */
  #cutSoon(texts: Iterable<Element>): void {
    const isPlanned = this.#waiting.size > 0;
    for (const text of texts) this.#waiting.add(text);
    if (!isPlanned && this.#waiting.size) requestAnimationFrame(this.#cutSome);
  }

  #cutSome = (): void => {
    // A selection would be lost. The texts are cut when they change their size again.
    if (hasSelection(this.feed.host)) return this.#waiting.clear();
    const some = [...this.#waiting].slice(0, AT_ONCE);
    for (const text of some) this.#waiting.delete(text);
    cutAll(some);
    if (this.#waiting.size) requestAnimationFrame(this.#cutSome);
  };
}

/** Returns whether a reader has selected text in an element; `false` in browsers without `getComposedRanges`. */
function hasSelection({ ownerDocument, shadowRoot }: Element): boolean {
  const [range] = ownerDocument.getSelection()?.getComposedRanges?.({ shadowRoots: [shadowRoot!] }) ?? [];
  return !!range && !range.collapsed && shadowRoot!.contains(range.startContainer);
}
