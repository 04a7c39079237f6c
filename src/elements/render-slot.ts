import { paintedViews } from './painted-views.js';

/** Resolves after the task in which the last element renders. */
let last: Promise<void> | undefined;

/**
 * Waits for a free render slot. Where many elements are defined together, each renders in a task of its own, so that a page
 * can answer between them. An element that would leave a gap on screen does not wait.
 * @param canWait called with whether no other element is rendering
 * @returns nothing where the element may render at once
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
 * Delays the first render of an element that has news on screen already, or that is below the screen.
 * @returns nothing where the element may render at once
 */
export function waitForFirstRenderSlot(element: HTMLElement & { loading: string }): Promise<void> | undefined {
  // An eager one may share a request that would be over when its turn comes.
  const isBelow = () => element.loading !== 'eager' && element.getBoundingClientRect().top > innerHeight;
  const painted = paintedViews.get(element);
  return waitForRenderSlot((isAlone) => (painted ? !painted.isPart : !isAlone && isBelow()));
}

/** Timers are slowed down where one leads to the next. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
