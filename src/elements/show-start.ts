/**
 * Scrolls a box sideways so far that the start of something in it can be seen, unless all of it can.
 * @param space pixels between it and the edge of the box
 */
export function showStart(target: Element, box: Element, space: number): void {
  const [inner, outer] = [target, box].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
  if (inner.left >= outer.left + space - 1 && inner.right <= outer.right - space + 1) return;
  const left = isRightToLeft(box) ? inner.right - outer.right + space : inner.left - outer.left - space;
  box.scrollBy({ left, behavior: 'instant' });
}

export const isRightToLeft = (element: Element): boolean => element.matches(':dir(rtl)');
