/** A clock with timers that only the test moves. */

/** Lets everything run that can. */
export const idle = () => new Promise((resolve) => setImmediate(resolve));

/** @returns `now`, `setTimer(act, milliseconds)`, `advance(milliseconds)`: runs the timers that are due, in their order */
export function fakeTimers(start = Date.UTC(2026, 4, 25)) {
  let time = start;
  const timers = new Map();
  let last = 0;
  const next = () => {
    let first;
    for (const timer of timers) if (!first || timer[1].at < first[1].at) first = timer;
    return first;
  };
  return {
    now: () => time,
    setTimer(act, milliseconds) {
      const id = ++last;
      timers.set(id, { act, at: time + Math.max(milliseconds, 0) });
      return () => timers.delete(id);
    },
    get pending() {
      return timers.size;
    },
    async advance(milliseconds, settle = idle) {
      await settle();
      const end = time + milliseconds;
      for (let timer = next(); timer && timer[1].at <= end; timer = next()) {
        timers.delete(timer[0]);
        time = Math.max(time, timer[1].at);
        timer[1].act();
        await settle();
      }
      time = end;
    },
  };
}
