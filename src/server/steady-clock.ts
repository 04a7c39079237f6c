/** Measures intervals independently of changes to the system clock. */

/** Maximum time of a suspended process that the clock counts, in milliseconds. */
const LONGEST_SUSPENSION = 864e5;

/**
 * Creates a clock in milliseconds that never runs backwards. Only differences between its values have a meaning.
 * The system's monotonic clock stops while a machine sleeps, so the clock also follows a wall clock that ran ahead, by at
 * most a day: a wall clock that was set forward by years must not expire every copy.
 * @param now the wall clock, in milliseconds since 1970. If it is not `Date.now`, the clock follows it alone
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
    // An own clock may fail.
    elapsed += Math.max(ticks - before, Math.min(wall - wallBefore, longest), 0) || 0;
    [wallBefore, before] = [wall, ticks];
    return elapsed;
  };
}
