import { cached, localDay, tellTime } from './time.js';

/** The date in full, with the time where it has one: for a reader who wants to know more exactly. */
export function fullTime(moment: string, locale: string): string {
  const day = localDay(moment);
  const timeStyle = day === moment ? 'short' : undefined;
  return cached(
    `full ${timeStyle} ${locale}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle }),
  ).format(Date.parse(day));
}

/**
 * Tells a moment in the fewest words, for a narrow column: `3d ago`, `26 May`. Where a language has only a sign for the
 * past, in the next longer form.
 */
export const briefTime: typeof tellTime = (moment, now, locale, format) => {
  const isThisYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  const dates: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
  };
  const told = tellTime(moment, now, locale, format, 'narrow', dates);
  return /^[^\p{L}\p{N}]*[-+−]/u.test(told) ? tellTime(moment, now, locale, format, 'short', dates) : told;
};
