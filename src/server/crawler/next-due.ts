/** Computes when a source is due for its next request. Pure: the clock and chance are arguments. */
import { nextAttempt } from '../../feed/refresh-schedule.js';
import type { NewsError } from '../../model/error.js';
import { MAX_WAIT, type Manners, firstAllowed, minimumWait } from './manners.js';

const MINUTE = 6e4;
const HOUR = 60 * MINUTE;

/** Minimum and maximum time between two requests that follow from the rate of a source, in milliseconds. */
const SHORTEST = 15 * MINUTE;
const LONGEST = 24 * HOUR;

/** Time between two requests to a source whose articles have no dates, in milliseconds. */
const UNKNOWN = HOUR;

/** Maximum delay that chance adds after a time that a source has set, in milliseconds. */
const MAX_JITTER = 10 * MINUTE;

/** Number of articles whose dates show the rate of a source. */
const LAST = 20;

/** The facts about a source that decide when it is due. */
export interface Schedule {
  /** Median time between two of its last articles, in milliseconds; `undefined` if it is unknown. */
  gap?: number | undefined;
  manners: Manners;
  /** Number of attempts that failed in a row, the last one included. */
  failures: number;
}

/** The outcome of a request. Only a failure is part of it, since the state holds the rest. */
export interface Outcome {
  error?: Pick<NewsError, 'code' | 'status' | 'retryAfter'> | undefined;
}

/**
 * Returns the time of the next request, in milliseconds since 1970; `Infinity` for a source that is gone. The time is a
 * little later than it could be, so that sources do not all come at once, and never earlier than the source allows.
 * @param now the time of the response, in milliseconds since 1970
 * @param random from 0 to 1
 */
export function nextDue(state: Schedule, { error }: Outcome, now: number, random: number): number {
  const wait = error ? waitAfterFailure(error, state.failures, random) : waitAfterSuccess(state, random);
  if (wait === Infinity) return Infinity;
  const due = now + wait;
  const allowed = firstAllowed(state.manners, due);
  if (allowed === due) return due;
  const later = allowed + random * MAX_JITTER;
  return firstAllowed(state.manners, later);
}

function waitAfterSuccess({ gap, manners }: Schedule, random: number): number {
  const floor = minimumWait(manners);
  const own = gap === undefined ? UNKNOWN : Math.min(Math.max(gap / 2, SHORTEST), LONGEST);
  return Math.max(Math.min(own * (1 + random / 10), LONGEST), floor && floor + jitter(floor, random));
}

/** Doubles with each failure, from a quarter of an hour to a day; at least `Retry-After`, up to a week. */
function waitAfterFailure(error: NonNullable<Outcome['error']>, failures: number, random: number): number {
  if (error.code === 'gone') return Infinity;
  const doubled = Math.min(SHORTEST * 2 ** (Math.max(failures, 1) - 1), LONGEST);
  const { retryAfter } = error;
  // Refusals and missing files have longer waits than failures of a connection.
  const usual = nextAttempt({ ...error, retryAfter: undefined }, Math.max(failures, 1), random) ?? LONGEST;
  const asked = Math.min((Number(retryAfter) || 0) * 1000, MAX_WAIT);
  return Math.max(doubled + jitter(doubled, random), usual, asked && asked + jitter(asked, random));
}

const jitter = (wait: number, random: number): number => Math.min(wait / 10, MAX_JITTER) * random;

/**
 * Returns the median time between the newest 20 dates, in milliseconds; `undefined` for fewer than two dates. Dates in
 * the future are left out: some publishers date all articles of the week ahead. The dates of undated articles, `-Infinity`,
 * are left out too.
 */
export function medianGap(dates: readonly number[], now: number): number | undefined {
  const past = dates.filter((date) => date <= now && date > -Infinity);
  const last = past.sort((a, b) => b - a).slice(0, LAST);
  const gaps = last.slice(1).map((date, index) => last[index]! - date).sort((a, b) => a - b); // prettier-ignore
  if (!gaps.length) return undefined;
  const middle = gaps.length >> 1;
  return gaps.length % 2 ? gaps[middle] : (gaps[middle - 1]! + gaps[middle]!) / 2;
}
