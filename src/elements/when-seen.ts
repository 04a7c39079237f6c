import { whenNear } from './when-near.js';

/** Acts once the reader is online and looks at the page, and the element is on screen; unless `signal` is aborted before. */
export function whenSeen(element: Element, signal: AbortSignal, act: () => void): void {
  const again = () => whenSeen(element, signal, act);
  if (signal.aborted) return;
  if (navigator.onLine === false) return addEventListener('online', again, { signal, once: true });
  const { ownerDocument } = element;
  if (ownerDocument.visibilityState === 'hidden') {
    return ownerDocument.addEventListener('visibilitychange', again, { signal, once: true });
  }
  // In Firefox and Safari, an observer still tells what it has seen by the time that it is disconnected.
  const observer = whenNear(element, 0, () => (observer.disconnect(), signal.aborted || act()));
  signal.addEventListener('abort', () => observer.disconnect());
}
