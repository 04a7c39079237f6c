import { cached, localDay, tellTime } from './time.js';

/** Formats the full date, with the time if it has one. */
export function fullTime(moment: string, locale: string): string {
  const day = localDay(moment);
  const timeStyle = day === moment ? 'short' : undefined;
  return cached(
    `full ${timeStyle} ${locale}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle }),
  ).format(Date.parse(day));
}

/**
 * Formats a date in the shortest form, for a narrow column: `3d ago`, `26 May`. Uses the next longer form in languages
 * whose shortest form has only a sign for the past.
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
