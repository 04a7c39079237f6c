/** Visible for so long (in milliseconds), a card counts as seen. */
const SEEN_AFTER = 1000;

/** Tells when at least half of an element was visible for a second, in a page that was visible too. */
export class ViewObserver {
  #onSeen: (element: Element) => void;
  #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  #observer: IntersectionObserver | undefined;

  constructor(onSeen: (element: Element) => void) {
    this.#onSeen = onSeen;
  }

  /** Watches these and no others. */
  watch(elements: Element[]): void {
    this.disconnect();
    // That of another window would not see them.
    const { IntersectionObserver } = elements[0]?.ownerDocument.defaultView ?? globalThis;
    // jsdom has none.
    if (!IntersectionObserver) return;
    this.#observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#update(entry)), {
      threshold: 0.5,
    });
    for (const element of elements) this.#observer.observe(element);
  }

  disconnect(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  #update({ target, intersectionRatio }: IntersectionObserverEntry): void {
    clearTimeout(this.#timers.get(target));
    this.#timers.delete(target);
    if (intersectionRatio < 0.5) return;
    const timer = setTimeout(() => {
      this.#timers.delete(target);
      if (target.ownerDocument.visibilityState !== 'visible') return;
      this.#onSeen(target);
    }, SEEN_AFTER);
    this.#timers.set(target, timer);
  }
}
