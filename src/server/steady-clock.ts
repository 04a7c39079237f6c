/** Measures intervals, whatever happens to the clock on the wall. */

/** A process that was suspended for longer need not know for how long, in milliseconds. */
const LONGEST_SUSPENSION = 864e5;

/**
 * Returns a clock in milliseconds that never runs backwards. Its zero means nothing: only differences count.
 * The system's monotonic clock stands still while a machine sleeps, so a wall clock that ran ahead counts as well, up to a
 * day: what was set forward by years must not throw away every copy.
 * @param now the wall clock, in milliseconds since 1970; another than the system's is the only one that counts
 */
export function steadyClock(now: () => number = Date.now): () => number {
  const isSystem = now === Date.now;
  const monotonic = isSystem ? () => performance.now() : () => 0;
  const longest = isSystem ? LONGEST_SUSPENSION : Infinity;
  let wallBefore = now();
  let before = monotonic();
  let elapsed = 0;
  return () => {
    const [wall, ticks] = [now(), monotonic()];
    elapsed += Math.max(ticks - before, Math.min(wall - wallBefore, longest), 0);
    [wallBefore, before] = [wall, ticks];
    return elapsed;
  };
}
