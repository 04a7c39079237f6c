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
  list.onscroll = isCarousel ? () => showEnds(strip, list) : null;
  list.onkeydown = isCarousel ? (event) => onKey(event, list) : null;
  strip.onclick = isCarousel || isTicker ? (event) => onPress(event, strip, list) : null;
  if (isCarousel) showEnds(strip, list);
  else list.scrollLeft = 0;
  strip.addEventListener('focusin', holdWhileFocused);
  strip.addEventListener('focusout', holdWhileFocused);
  if (!strip.matches(':focus-within')) strip.classList.remove('is-held');
  strip.classList.toggle('is-moving', isTicker && list.scrollWidth > strip.clientWidth);
  strip.style.setProperty('--_items', String(list.childElementCount));
}

/** By keyboard only: what moved away under a pressed finger would not be clicked. An owner's own cards count, too. */
function holdWhileFocused({ type, target, currentTarget }: Event): void {
  const isHeld = type === 'focusin' && (target as Element).matches(':focus-visible');
  (currentTarget as Element).classList.toggle('is-held', isHeld);
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
}
