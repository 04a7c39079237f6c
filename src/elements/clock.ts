/** One timer for all times on the page. */

interface Showing extends Element {
  requestUpdate(): void;
}

/** Times are told to the minute. */
const STEP = 60_000;

const showing = new Set<Showing>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Each may be in a window of its own. */
const tick = () => showing.forEach((one) => one.ownerDocument.visibilityState === 'hidden' || one.requestUpdate());

/** Renders an element anew each minute, while the page is visible, until the returned function is called. */
export function addClock(element: Showing): () => void {
  showing.add(element);
  if (!timer) {
    timer = setInterval(tick, STEP);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    showing.delete(element);
    if (showing.size) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tick);
  };
}
