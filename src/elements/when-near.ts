/** An observer of elements that come into view. */
export type Watch = Pick<IntersectionObserver, 'disconnect'>;

/**
 * Acts each time an element comes into view, or within a margin of it. Where tests run without a browser nothing has a
 * place: jsdom has no such observer, that of happy-dom says nothing, and all counts as in view.
 */
export function whenNear(element: Element, margin: string, act: () => void): Watch {
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
    { rootMargin: `${margin} 0px` },
  );
  observer.observe(element);
  return observer;
}
