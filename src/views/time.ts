/**
 * Formats dates for readers, by `Intl` in the language of the element. The most frequent forms in English are written
 * without `Intl`, whose first use takes browsers longer than the rest of the first cards.
 */

export type TimeFormat = 'auto' | 'relative' | 'absolute';

const DAY = 864e5;
const WEEK = 7 * DAY;

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', WEEK],
  ['day', DAY],
  ['hour', 36e5],
  ['minute', 6e4],
];

const formatters = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Cache of formatters: creating one takes far longer than using it. */
export function cached<T extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key) as T;
}

/**
 * Converts midnight of its own zone to midnight in the reader's zone, and returns other times unchanged. The model has
 * dates without a time as `2026-11-10T00:00:00Z`, which must be 10 November in every zone.
 */
export const localDay = (moment: string): string => moment.replace(/T[0:.]+[Z+-].*/, 'T00:00');

/** Formats a date as `Intl` does for `en-US`. Months have three letters, as in every browser. */
function americanDate(time: number): string {
  const [, month, day, year] = new Date(time).toDateString().split(' ');
  return `${month} ${Number(day)}, ${Number(year)}`;
}

/**
 * Formats a time: `3 days ago` in its first week, then the date. Times up to a day in the future are shown as now, since
 * clocks differ. Days without a time, and later times, are shown as dates.
 * @param moment ISO 8601 with zone
 * @param now milliseconds since 1970
 * @param style of `3 days ago`; default: `long`
 * @param dates form of dates
 */
export function tellTime(
  moment: string,
  now: number,
  locale: string,
  format: TimeFormat,
  style?: Intl.RelativeTimeFormatStyle,
  dates: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string {
  const day = localDay(moment);
  const distance = now - Date.parse(day);
  const isDate = day !== moment || distance < -DAY;
  const age = Math.max(0, distance);
  if (isDate || format === 'absolute' || (format === 'auto' && age >= WEEK)) {
    const time = now - (isDate ? distance : age);
    if (/^en(-US)?$/.test(locale) && dates.dateStyle) return americanDate(time);
    return cached(locale + JSON.stringify(dates), () => new Intl.DateTimeFormat(locale, dates)).format(time);
  }
  const [unit, length] = STEPS.find(([, length]) => age >= length) ?? ['second', Infinity];
  // `0 seconds ago` becomes `now`; others are numbers, since `yesterday` depends on the reader's midnight.
  const numeric = unit === 'second' ? 'auto' : 'always';
  const count = Math.floor(age / length);
  if (/^en\b/.test(locale) && !style) return count ? `${count} ${unit}${count > 1 ? 's' : ''} ago` : 'now';
  return cached(locale + numeric + style, () => new Intl.RelativeTimeFormat(locale, { numeric, style })).format(
    -count || 0,
    unit,
  );
}
