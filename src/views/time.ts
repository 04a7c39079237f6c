/** How a moment is told to readers. All of it comes from `Intl`, in the reader's language. */

export type TimeFormat = 'auto' | 'relative' | 'absolute';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 864e5],
  ['month', 30 * 864e5],
  ['week', 7 * 864e5],
  ['day', 864e5],
  ['hour', 36e5],
  ['minute', 6e4],
];

const WEEK = 7 * 864e5;

const formatters = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Making a formatter takes far longer than using one. */
export function cached<T extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key) as T;
}

/**
 * A moment in words: `3 days ago` in its first week, then the date. What lies ahead is told as now: clocks differ, and
 * publishers date ahead.
 * @param moment ISO 8601 with zone
 * @param now milliseconds since 1970
 */
export function tellTime(moment: string, now: number, locale: string, format: TimeFormat): string {
  const age = Math.max(0, now - Date.parse(moment));
  if (format === 'absolute' || (format === 'auto' && age >= WEEK)) {
    return cached(`date ${locale}`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(
      new Date(Math.min(Date.parse(moment), now)),
    );
  }
  const [unit, length] = STEPS.find(([, length]) => age >= length) ?? ['second', Infinity];
  // `0 seconds ago` is said as `now`; all else as a number, since `yesterday` depends on the reader's midnight.
  const numeric = unit === 'second' ? 'auto' : 'always';
  return cached(`${numeric} ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric })).format(
    -Math.floor(age / length) || 0,
    unit,
  );
}
