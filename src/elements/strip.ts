/** What a carousel and a ticker do besides being there. */
import type { Layout } from '../views/options.js';
import { linkIn } from './card-in.js';

/** Of what is in view, so much goes by at a press of a button: the last card that was cut off is seen whole. */
const STEP = 0.85;

/** Keeps the buttons and keys of a list that goes by sideways in step with it. To be called after each change. */
export function keepStrip(root: ShadowRoot, layout: Layout): void {
  const strip = root.querySelector<HTMLElement>('.strip');
  const list = strip?.querySelector<HTMLElement>('ul.list');
  if (!strip || !list) return;
  const isCarousel = layout === 'carousel';
  const isTicker = layout === 'ticker';
  const wasCarousel = list.onscroll !== null;
  list.onscroll = isCarousel ? () => showEnds(strip, list) : null;
  list.onkeydown = isCarousel ? (event) => onKey(event, list) : null;
  // Firefox would stop at the box as well, which says nothing that its headlines don't.
  if (isCarousel) list.tabIndex = -1;
  else list.removeAttribute('tabindex');
  strip.onclick = isCarousel || isTicker ? (event) => onPress(event, strip, list) : null;
  if (isCarousel || isTicker) sizes?.observe(strip);
  else sizes?.unobserve(strip);
  if (isCarousel) showEnds(strip, list);
  // Asked of every list, it would cost each a layout.
  else if (wasCarousel) list.scrollLeft = 0;
  strip.addEventListener('focusin', holdWhileFocused);
  strip.addEventListener('focusout', holdWhileFocused);
  if (!strip.matches(':focus-within')) strip.classList.remove('is-held');
  showMoving(strip, list, isTicker);
  strip.style.setProperty('--_items', String(list.childElementCount));
}

/** What fits depends on the width. Where tests run without a browser there is no such observer. */
const sizes =
  globalThis.ResizeObserver && new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

function fit(strip: Element): void {
  const list = strip.querySelector('ul.list');
  if (!list) return;
  if (strip.closest('.as-carousel')) showEnds(strip, list);
  else showMoving(strip, list, !!strip.closest('.as-ticker'));
}

const showMoving = (strip: Element, list: Element, isTicker: boolean) =>
  strip.classList.toggle('is-moving', isTicker && list.scrollWidth > strip.clientWidth);

/** By keyboard only: what moved away under a pressed finger would not be clicked. An owner's own cards count, too. */
function holdWhileFocused(event: FocusEvent): void {
  const strip = event.currentTarget as Element;
  const target = event.target as Element;
  const isHeld = event.type === 'focusin' && target.matches(':focus-visible');
  strip.classList.toggle('is-held', isHeld);
  const list = strip.querySelector('ul.list')!;
  if (!isHeld || !event.composedPath().some((one) => (one as Partial<Node>).parentNode === list)) return;
  // Browsers scroll after this event, and are content with any piece of it.
  const isTicker = strip.matches('.is-moving');
  requestAnimationFrame(() => (isTicker ? showStart(target, list.parentElement!, FADED) : showStart(target, list, 0)));
}

/** How far what goes by fades at the edge, in pixels, with room for the outline. */
const FADED = 24;

/** Scrolls a box so far that the beginning of something in it can be seen, unless all of it can. */
function showStart(target: Element, box: Element, room: number): void {
  const [inner, outer] = [target, box].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
  if (inner.left >= outer.left + room - 1 && inner.right <= outer.right - room + 1) return;
  const left = isRightToLeft(box) ? inner.right - outer.right + room : inner.left - outer.left - room;
  box.scrollBy({ left, behavior: 'instant' });
}

const isRightToLeft = (element: Element) => element.matches(':dir(rtl)');

function onPress({ target }: Event, strip: HTMLElement, list: HTMLElement): void {
  const button = (target as Element).closest('.controls .button');
  if (!button) return;
  if (button.matches('.pause')) strip.classList.toggle('is-paused');
  else {
    const forward = button.matches('.next') !== isRightToLeft(list);
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    list.scrollBy({ left: list.clientWidth * (forward ? STEP : -STEP), behavior });
  }
}

/** Arrow keys go from headline to headline; the browser brings what has the focus into view. */
function onKey(event: KeyboardEvent, list: HTMLElement): void {
  const { key, altKey, ctrlKey, metaKey } = event;
  const links = [...list.querySelectorAll('.item')].map(linkIn);
  const at = links.findIndex((link) => link?.matches(':focus'));
  const step = isRightToLeft(list) ? -1 : 1;
  const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: links.length - 1 }[key];
  const link = to === undefined || at < 0 || altKey || ctrlKey || metaKey ? undefined : links[to];
  if (!link) return;
  event.preventDefault();
  link.focus();
}

/** Buttons that lead nowhere say so, and keep the focus. */
function showEnds(strip: Element, list: Element): void {
  const { scrollLeft, clientWidth, scrollWidth } = list;
  const isAt = {
    '.previous': Math.abs(scrollLeft) <= 1,
    '.next': Math.abs(scrollLeft) + clientWidth >= scrollWidth - 1,
  };
  for (const [button, isEnd] of Object.entries(isAt)) {
    strip.querySelector(button)?.setAttribute('aria-disabled', String(isEnd));
  }
  strip.classList.toggle('is-still', isAt['.previous'] && isAt['.next']);
}
