/** The height that an element keeps while it waits for news. */

/** Heights measured before the element was defined: afterwards, the rule of the snippet no longer holds. */
const measured = new WeakMap<Element, string>();

interface Reservation {
  sheet: CSSStyleSheet;
  isKept: boolean;
}

const reservations = new WeakMap<ShadowRoot, Reservation>();

/** Remembers the height of elements that are about to be defined or to get a shadow root. */
export function measureHeights(elements: Iterable<Element>): void {
  for (const element of elements) if (!element.shadowRoot) measured.set(element, heightOf(element));
}

/** Returns the length to set as `min-height`, for any `box-sizing`. */
const heightOf = (element: Element): string => getComputedStyle(element).height;

const minHeight = (height: string): string => `:host{min-height:${height}!important}`;

/** Applies a height that was measured before the element had this root. */
export function reserveMeasuredHeight(root: ShadowRoot): void {
  const height = measured.get(root.host);
  const reservation = reservations.get(root);
  if (height) reserve(root, height);
  // The rule of the snippet holds no longer, and need not be overruled.
  else if (reservation && !reservation.isKept) drop(root, reservation);
}

/** Removes the style sheet that reserves a height. All other sheets are shared by the elements. */
function drop(root: ShadowRoot, { sheet }: Reservation): void {
  reservations.delete(root);
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
}

function reserve(root: ShadowRoot, height: string): void {
  // DOMs without layout have no such sheets, and other documents take none of this one.
  if (!root.adoptedStyleSheets || root.ownerDocument !== document) return;
  let reservation = reservations.get(root);
  if (!reservation) {
    reservations.set(root, (reservation = { sheet: new CSSStyleSheet(), isKept: true }));
    root.adoptedStyleSheets.unshift(reservation.sheet);
  }
  measured.delete(root.host);
  reservation.isKept = true;
  reservation.sheet.replaceSync(minHeight(height));
}

/** Changes the height of an element, and moves the content below gradually. */
export type Ease = (element: Element, change: () => void) => void;

/**
 * Renders. While an element waits for articles or tags it never becomes lower; what comes then keeps the height until the
 * next frame is painted, so that both change in one.
 * @param isPart whether more is rendered in a moment
 */
export function renderWithReservedHeight(root: ShadowRoot, render: () => void, isPart?: boolean, ease?: Ease): void {
  const isWaiting = () => root.querySelector('[name=loading],.shapes');
  if (isWaiting()) reserve(root, heightOf(root.host));
  render();
  if (!isPart && !isWaiting() && reservations.get(root)?.isKept)
    requestAnimationFrame(() => releaseReservedHeight(root, ease));
}

/**
 * Releases the height.
 * @param ease used where a reader would see something move; without it, the height stays then until there is one
 */
export function releaseReservedHeight(root: ShadowRoot, ease?: Ease): void {
  const reservation = reservations.get(root);
  if (!reservation?.isKept) return;
  const { host } = root;
  const free = () => {
    reservation.isKept = false;
    if (host.matches(':defined')) drop(root, reservation);
    else reservation.sheet.replaceSync(minHeight('0'));
  };
  const { bottom } = host.getBoundingClientRect();
  // Nothing is rendered yet where an element is taken away at once.
  const end = root.querySelector('.root')?.getBoundingClientRect().bottom;
  // Movement above the screen is invisible. Below it, the element may be moving up itself.
  if (end! >= bottom || bottom <= 0) free();
  else ease?.(host, free);
}
