/** Calls back later, without keeping a process alive. */

/** Maximum delay of a timer, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Calls `act` after milliseconds. Returns a function that cancels it. Timers of Node keep a process alive unless told otherwise. */
export function defaultTimer(act: () => void, milliseconds: number): () => void {
  const timer = setTimeout(act, Math.min(milliseconds, LONGEST)) as ReturnType<typeof setTimeout> & {
    unref?: () => void;
  };
  timer.unref?.();
  return () => clearTimeout(timer);
}
