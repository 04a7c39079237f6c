import { paintedViews } from './painted-views.js';

/** Ends with the task in which an element has rendered last. */
let last: Promise<void> | undefined;

/**
 * Where many elements come to life together, they render one by one, each in a task of its own, so that a page can answer
 * between them. Whoever would leave a gap on screen does not wait.
 * @param canWait told whether no other element is at it
 * @returns nothing where it is the element's turn already
 */
export function waitForRenderSlot(canWait: (isAlone: boolean) => boolean): Promise<void> | undefined {
  const before = last;
  const start = canWait(!before) ? (before ?? nextTask()) : undefined;
  const end = Promise.resolve(start ?? before).then(nextTask);
  last = end;
  void end.then(() => {
    if (last === end) last = undefined;
  });
  return start;
}

/**
 * Lets the first render of an element wait that has news on screen already, or that is below the screen.
 * @returns nothing where it is the element's turn already
 */
export function waitForFirstRenderSlot(element: HTMLElement & { loading: string }): Promise<void> | undefined {
  // An eager one may share a request that would be over when its turn comes.
  const isBelow = () => element.loading !== 'eager' && element.getBoundingClientRect().top > innerHeight;
  const painted = paintedViews.get(element);
  return waitForRenderSlot((isAlone) => (painted ? !painted.isPart : !isAlone && isBelow()));
}

/** In milliseconds: hidden pages and frames draw nothing. */
const NO_FRAME = 100;

/** Begins when a frame has been drawn: what is rendered in several tasks may be laid out in one. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, NO_FRAME);
    // Stand-ins for browsers draw no frames.
    globalThis.requestAnimationFrame?.(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  });
