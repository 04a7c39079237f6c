import type { NewsError, NewsErrorCode } from '../model/error.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The first wait after a failure; each further one is twice as long. What is not named here is not tried again. */
const FIRST: Partial<Record<NewsErrorCode, number>> = {
  network: 30 * SECOND,
  timeout: 30 * SECOND,
  http: 30 * SECOND,
  throttled: 5 * MINUTE,
  format: 5 * MINUTE,
  'too-large': 5 * MINUTE,
};

const LONGEST = 6 * HOUR;

/** No source is left alone for longer, whatever it says. In seconds. */
const LONGEST_REST = 86_400;

/**
 * Milliseconds until a source may be asked again after a failure; `undefined`: not until something changes or a reader
 * asks. Some sources send `Retry-After: 0` with every refusal, so theirs is no shorter than after a broken connection.
 * With jitter, so that not all readers of a page come back at once.
 * @param failures how many there were in a row, this one included
 * @param random from 0 to 1
 */
export function nextAttempt(
  { code, status = 0, retryAfter }: Pick<NewsError, 'code' | 'status' | 'retryAfter'>,
  failures: number,
  random = Math.random(),
): number | undefined {
  // Nobody says how long: what is missing or forbidden now may be there after an hour.
  const first = code === 'http' && status < 500 ? HOUR : FIRST[code];
  if (first === undefined) return undefined;
  const after = (wait: number) => Math.min(wait * 2 ** (failures - 1), LONGEST);
  // Dates of a wrong clock are years away, and providers may set what is no number.
  const seconds = Math.min(Number(retryAfter), LONGEST_REST);
  return Number.isNaN(seconds)
    ? after(first) * (1 + random / 4)
    : Math.max(seconds * SECOND, after(30 * SECOND)) + random * MINUTE;
}
