/** Says how long a server waits after a failure. */
import { nextAttempt } from '../feed/refresh-schedule.js';
import type { NewsError } from '../model/error.js';

/** Maximum wait, whatever `Retry-After` says, in milliseconds. */
const MAX_WAIT = 864e5;

/**
 * Returns the milliseconds until the next attempt; `Infinity`: there is none.
 * @param failures number of attempts that failed in a row
 */
export function waitAfter(error: NewsError, failures: number): number {
  const { code, status } = error;
  const backOff = nextAttempt({ code, ...(status && { status }) }, failures) ?? Infinity;
  // A relay requests for many readers, so a short Retry-After, meant for one reader, does not shorten the back-off.
  const wait = Math.max(backOff, nextAttempt(error, failures) ?? Infinity);
  return wait === Infinity ? wait : Math.min(wait, MAX_WAIT);
}
