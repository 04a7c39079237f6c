/** Acts each time an element comes into view, or within a margin of it. */
export function whenNear(element: Element, margin: string, act: () => void): IntersectionObserver {
  // That of another window would not see it.
  const { IntersectionObserver } = element.ownerDocument.defaultView ?? globalThis;
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) act();
    },
    { rootMargin: `${margin} 0px` },
  );
  observer.observe(element);
  return observer;
}
