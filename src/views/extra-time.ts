import { cached, localDay } from './time.js';

/** The date in full, with the time where it has one: for a reader who wants to know more exactly. */
export function fullTime(moment: string, locale: string): string {
  const day = localDay(moment);
  const timeStyle = day === moment ? 'short' : undefined;
  return cached(
    `full ${timeStyle} ${locale}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle }),
  ).format(Date.parse(day));
}
