/** An observer of elements that come into view. */
export type Watch = Pick<IntersectionObserver, 'disconnect'>;

/**
 * Acts each time an element comes into view, or within a margin (in pixels) above and below it. Where tests run without a browser nothing has a
 * place: jsdom has no such observer, that of happy-dom says nothing, and all counts as in view.
 */
export function whenNear(element: Element, margin: number, act: () => void): Watch {
  // An observer of another window would not report it.
  const { IntersectionObserver } = element.ownerDocument.defaultView ?? globalThis;
  if (!IntersectionObserver || 'happyDOM' in globalThis) {
    queueMicrotask(act);
    return { disconnect() {} };
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) act();
    },
    { rootMargin: `${margin}px 0px` },
  );
  observer.observe(element);
  return observer;
}

/**
 * Returns whether an element is in view, or within a margin above and below it. An observer tells the same, but only when the page has been
 * drawn: on a slow device that is long after a request could be on its way.
 * @param margin in pixels
 */
export function isNear(element: Element, margin: number): boolean {
  const { top, right, bottom, left } = element.getBoundingClientRect();
  const isInside = top < innerHeight + margin && bottom > -margin && left < innerWidth && right > 0;
  // The position of a frame in the page around it is unknown.
  return isInside && parent === self && element.checkVisibility?.();
}
