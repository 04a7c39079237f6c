/** The times at which a source allows requests: by the headers of its responses, and by the head of its feed. */
import { owned } from '../../model/owned.js';

/** When a source allows the next request. Members that are missing set no limit. */
export interface Manners {
  /** Milliseconds for which the response is fresh, by `Cache-Control` or `Expires`. */
  cacheFor?: number | undefined;
  /** Minimum milliseconds between two requests, by `<ttl>` or `sy:updatePeriod` and `sy:updateFrequency`. */
  interval?: number | undefined;
  /** Hours of the day without requests, 0 to 23, in UTC. */
  skipHours?: readonly number[] | undefined;
  /** Days of the week without requests, 0 (Sunday) to 6, in UTC. */
  skipDays?: readonly number[] | undefined;
}

const HOUR = 36e5;
const DAY = 24 * HOUR;

/** Maximum time that a source can ask for, in milliseconds. Many hosts mark all their files as fresh for a year by mistake. */
export const MAX_WAIT = 7 * DAY;

const DIRECTIVE = /(?:^|,)\s*(no-cache|no-store|s-maxage|max-age)\s*(?:=\s*"?(\d+)"?)?\s*(?=,|$)/gi;

/**
 * Returns the milliseconds for which a response is fresh (RFC 9111 §4.2); `undefined` if its headers say nothing of it.
 * `Expires` and `Age` are compared with the clock of the host, since ours may differ.
 * @param now milliseconds since 1970, for responses without `Date`
 */
export function cacheTime(headers: Headers, now: number): number | undefined {
  const get = (name: string) => headers.get(name);
  const directives = directivesIn(get('cache-control') ?? '');
  if (directives.has('no-store') || directives.has('no-cache')) return 0;
  const seconds = directives.get('max-age') ?? directives.get('s-maxage');
  if (seconds !== undefined) return bounded((seconds - ageIn(get('age'))) * 1000);
  const expires = get('expires');
  if (expires === null) return undefined;
  // An invalid date, such as 0, means that the response has expired already.
  return bounded((Date.parse(expires) || 0) - (Date.parse(get('date') ?? '') || now));
}

/** Returns the directives by name. The first of several equal ones counts. */
function directivesIn(header: string): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  for (const [, name, seconds] of header.matchAll(DIRECTIVE)) {
    const key = name!.toLowerCase();
    if (!found.has(key)) found.set(key, seconds === undefined ? undefined : Number(seconds));
  }
  return found;
}

const ageIn = (header: string | null): number => (/^\d+$/.test(header?.trim() ?? '') ? Number(header) : 0);

// Of two endless numbers, the difference is none.
const bounded = (milliseconds: number): number => Math.min(Math.max(milliseconds || 0, 0), MAX_WAIT);

/** Returns the minimum milliseconds between a response and the next request, at most a week. */
export function minimumWait(given: Manners): number {
  const { cacheFor = 0, interval = 0 } = owned(given);
  return bounded(Math.max(cacheFor, interval));
}

/** Returns whether a source wants no requests at a time, in milliseconds since 1970. */
export function isSkipped(given: Manners, time: number): boolean {
  const { skipHours, skipDays } = owned(given);
  const date = new Date(time);
  return !!skipDays?.includes(date.getUTCDay()) || !!skipHours?.includes(date.getUTCHours());
}

/** Returns the first allowed time from `time` on: that time, or the beginning of the first hour that is not skipped. */
export function firstAllowed(manners: Manners, time: number): number {
  if (!isSkipped(manners, time)) return time;
  let hour = Math.floor(time / HOUR) * HOUR;
  for (let hours = 0; hours < 7 * 24 && isSkipped(manners, hour); hours++) hour += HOUR;
  return Math.max(hour, time);
}

/**
 * Returns the manners after a response without a body (304). It says nothing of the feed, and without headers for caches
 * it leaves those of the response that it confirms (RFC 9111 §3.2).
 */
export const confirmedManners = (before: Manners | undefined, after: Manners): Manners => ({
  ...before,
  cacheFor: owned(after).cacheFor ?? owned(before).cacheFor,
});

/** Returns manners from a store, which other programs may write to. Invalid members are left out. */
export function checkedManners(given: unknown): Manners {
  const { cacheFor, interval, skipHours, skipDays } = owned(Object(given) as Record<keyof Manners, unknown>);
  return manners({
    cacheFor: timeIn(cacheFor),
    interval: timeIn(interval),
    skipHours: listIn(skipHours, 24),
    skipDays: listIn(skipDays, 7),
  });
}

const timeIn = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 ? bounded(value) : undefined;

function listIn(value: unknown, count: number): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((one): one is number => Number.isInteger(one) && one >= 0 && one < count);
}

/** Creates manners. A list that is empty, or that would skip all hours or all days, sets no limit. */
export function manners(given: Manners): Manners {
  const { skipHours, skipDays, ...times } = owned(given);
  return { ...times, ...limit('skipHours', skipHours, 24), ...limit('skipDays', skipDays, 7) };
}

function limit(name: 'skipHours' | 'skipDays', given: readonly number[] | undefined, count: number): Manners {
  const skipped = [...new Set(given)].sort((a, b) => a - b);
  return skipped.length && skipped.length < count ? { [name]: skipped } : {};
}
