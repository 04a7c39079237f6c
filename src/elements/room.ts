/** How the room is freed that each list keeps. */
const kept = new WeakMap<ShadowRoot, () => void>();

/**
 * Renders. Where news takes the place of the shapes of cards, the room for longer cards than have come is not taken
 * away under the eyes of a reader: it stays until the next load, or until the reader scrolls.
 * @param height what the page kept for it so far, in pixels, where nothing was rendered before
 */
export function keepingRoom(root: ShadowRoot, render: () => void, height = 0): void {
  const content = root.querySelector<HTMLElement>('.content');
  const room = root.querySelector('.shapes') && content?.offsetHeight;
  render();
  if (root.querySelector('.shapes')) freeRoom(root);
  // The second is not measured again: that would make one long task of rendering and layout.
  else if (room || height) keepRoom(root, room ? content : root.querySelector('.root')!, room || height);
}

function keepRoom(root: ShadowRoot, { style }: HTMLElement, height: number): void {
  freeRoom(root);
  const end = new AbortController();
  const free = () => {
    style.minBlockSize = '';
    end.abort();
  };
  style.minBlockSize = `${height}px`;
  kept.set(root, free);
  for (const type of ['scroll', 'resize']) addEventListener(type, free, { capture: true, signal: end.signal });
}

export const freeRoom = (root: ShadowRoot): void => kept.get(root)?.();
