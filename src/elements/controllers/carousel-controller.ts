import { linkIn } from '../card-in.js';
import { itemsIn } from '../list-items.js';
import { isRightToLeft, showStart } from '../show-start.js';
import { FeedPart } from './feed-part.js';

/** Part of the visible width that a button scrolls, so that a card which was cut off is then visible as a whole. */
const STEP = 0.85;

/** Width of the faded edge of a ticker in pixels, with space for the outline. */
const FADED = 24;

/** Handles the buttons and keys of a carousel or a ticker. */
export class CarouselController extends FeedPart {
  #strip!: HTMLElement;
  #list!: HTMLElement;
  // Simulated DOMs of tests have no such observer.
  #sizes = globalThis.ResizeObserver && new ResizeObserver(() => this.#fit());

  override hostDisconnected(): void {
    this.#sizes?.disconnect();
  }

  protected override update(): void {
    const { host } = this.feed;
    const list = host.renderRoot.querySelector<HTMLElement>('.strip ul.list');
    if (!list) return;
    const strip = (this.#strip = list.closest<HTMLElement>('.strip')!);
    this.#list = list;
    const { isCarousel, isTicker } = this.#layout;
    const wasCarousel = list.onscroll !== null;
    list.onscroll = isCarousel ? () => this.#updateButtons() : null;
    list.onkeydown = isCarousel ? (event) => this.#onKey(event) : null;
    // Firefox would also stop at the scroll container, which adds nothing to its headlines.
    if (isCarousel) list.tabIndex = -1;
    else list.removeAttribute('tabindex');
    strip.onclick = isCarousel || isTicker ? (event) => this.#onPress(event) : null;
    if (isCarousel || isTicker) this.#sizes?.observe(strip);
    else this.#sizes?.disconnect();
    // Reading where a list is costs a layout.
    if (!isCarousel && wasCarousel) list.scrollLeft = 0;
    strip.addEventListener('focusin', holdWhileFocused);
    strip.addEventListener('focusout', holdWhileFocused);
    if (!strip.matches(':focus-within')) strip.classList.remove('is-held');
    strip.style.setProperty('--_items', String(list.childElementCount));
    this.#fit();
  }

  get #layout(): { isCarousel: boolean; isTicker: boolean } {
    const { layout } = this.feed.options;
    return { isCarousel: layout === 'carousel', isTicker: layout === 'ticker' };
  }

  /** Adapts to the width: a ticker moves only where not all of it can be seen. */
  #fit(): void {
    const { isCarousel, isTicker } = this.#layout;
    if (isCarousel) this.#updateButtons();
    this.#strip.classList.toggle('is-moving', isTicker && this.#list.scrollWidth > this.#strip.clientWidth);
  }

  #onPress({ target }: Event): void {
    const list = this.#list;
    const button = (target as Element).closest('.controls .button');
    if (!button) return;
    if (button.matches('.pause')) return void this.#strip.classList.toggle('is-paused');
    const forward = button.matches('.next') !== isRightToLeft(list);
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    list.scrollBy({ left: list.clientWidth * (forward ? STEP : -STEP), behavior });
  }

  /** Moves the focus from headline to headline by arrow keys; the browser scrolls to it. */
  #onKey(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey } = event;
    const links = itemsIn(this.feed.host).map(linkIn);
    const at = links.findIndex((link) => link?.matches(':focus'));
    const step = isRightToLeft(this.#list) ? -1 : 1;
    const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: links.length - 1 }[key];
    const link = to === undefined || at < 0 || altKey || ctrlKey || metaKey ? undefined : links[to];
    if (!link) return;
    event.preventDefault();
    link.focus();
  }

  /** Disables the buttons at the ends, so that they keep the focus. */
  #updateButtons(): void {
    const { scrollLeft, clientWidth, scrollWidth } = this.#list;
    const isAtStart = Math.abs(scrollLeft) <= 1;
    const isAtEnd = Math.abs(scrollLeft) + clientWidth >= scrollWidth - 1;
    const disable = (button: string, isDisabled: boolean) =>
      this.#strip.querySelector(button)?.setAttribute('aria-disabled', String(isDisabled));
    disable('.previous', isAtStart);
    disable('.next', isAtEnd);
    this.#strip.classList.toggle('is-still', isAtStart && isAtEnd);
  }
}

/** Stops a ticker for keyboard focus only: otherwise headlines would jump away from a pressed finger before the click. */
function holdWhileFocused(event: FocusEvent): void {
  const strip = event.currentTarget as Element;
  const target = event.target as Element;
  const isHeld = event.type === 'focusin' && target.matches(':focus-visible');
  strip.classList.toggle('is-held', isHeld);
  const list = strip.querySelector('ul.list')!;
  // Focus in an owner's own cards counts, too.
  if (!isHeld || !event.composedPath().some((one) => (one as Partial<Node>).parentNode === list)) return;
  // Browsers scroll after this event, and are content with any piece of it.
  const isTicker = strip.matches('.is-moving');
  requestAnimationFrame(() => (isTicker ? showStart(target, list.parentElement!, FADED) : showStart(target, list, 0)));
}
