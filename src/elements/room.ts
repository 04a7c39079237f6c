/** The height that an element keeps while it waits for news. */

/** Heights measured before the element was defined: afterwards, the rule of the snippet no longer holds. */
const measured = new WeakMap<Element, string>();

interface Room {
  sheet: CSSStyleSheet;
  isKept: boolean;
}

const rooms = new WeakMap<ShadowRoot, Room>();

/** Remembers the height of elements that are about to be defined or to get a shadow root. */
export function measureRooms(elements: Iterable<Element>): void {
  for (const element of elements) if (!element.shadowRoot) measured.set(element, heightOf(element));
}

/** In any `box-sizing`, the length that `min-height` takes. */
const heightOf = (element: Element): string => getComputedStyle(element).height;

const minHeight = (height: string): string => `:host{min-height:${height}!important}`;

/** Keeps a height that was measured before the element had this root. */
export function takeRoom(root: ShadowRoot): void {
  const height = measured.get(root.host);
  const room = rooms.get(root);
  if (height) keepRoom(root, height);
  // The rule of the snippet holds no longer, and need not be overruled.
  else if (room && !room.isKept) drop(root, room);
}

/** All elements share their other sheets. */
function drop(root: ShadowRoot, { sheet }: Room): void {
  rooms.delete(root);
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
}

function keepRoom(root: ShadowRoot, height: string): void {
  // DOMs without layout have no such sheets, and other documents take none of this one.
  if (!root.adoptedStyleSheets || root.ownerDocument !== document) return;
  let room = rooms.get(root);
  if (!room) {
    rooms.set(root, (room = { sheet: new CSSStyleSheet(), isKept: true }));
    root.adoptedStyleSheets.unshift(room.sheet);
  }
  measured.delete(root.host);
  room.isKept = true;
  room.sheet.replaceSync(minHeight(height));
}

/** Changes the height of an element, and moves what follows there by and by. */
export type Ease = (element: Element, change: () => void) => void;

/**
 * Renders. While an element waits for news it never becomes lower; what comes then has the room of what it takes the
 * place of until the next frame is painted, so that both change in one.
 * @param isPart whether more is rendered in a moment
 */
export function keepingRoom(root: ShadowRoot, render: () => void, isPart?: boolean, ease?: Ease): void {
  const isWaiting = () => root.querySelector('[name=loading],.shapes');
  if (isWaiting()) keepRoom(root, heightOf(root.host));
  render();
  if (!isPart && !isWaiting() && rooms.get(root)?.isKept) requestAnimationFrame(() => freeRoom(root, ease));
}

/**
 * Gives up the room.
 * @param ease used where a reader would see something move; without it, the room stays then until there is one
 */
export function freeRoom(root: ShadowRoot, ease?: Ease): void {
  const room = rooms.get(root);
  if (!room?.isKept) return;
  const { host } = root;
  const free = () => {
    room.isKept = false;
    if (host.matches(':defined')) drop(root, room);
    else room.sheet.replaceSync(minHeight('0'));
  };
  const { bottom } = host.getBoundingClientRect();
  // Nothing is rendered yet where an element is taken away at once.
  const end = root.querySelector('.root')?.getBoundingClientRect().bottom;
  // Nothing is seen to move above the screen. Below it, this element may be on its way up itself.
  if (end! >= bottom || bottom <= 0) free();
  else ease?.(host, free);
}
