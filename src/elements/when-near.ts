/** Acts each time an element comes into view, or within a margin of it. */
export function whenNear(element: Element, margin: string, act: () => void): IntersectionObserver {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) act();
    },
    { rootMargin: `${margin} 0px` },
  );
  observer.observe(element);
  return observer;
}
