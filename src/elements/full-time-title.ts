import { fullTime } from '../views/full-date.js';

/** Gives a time that a reader points at its full form as a title. Browsers take long to format it, and few readers ask. */
export function addFullTimeTitle({ target, currentTarget }: Event, locale: string): void {
  const time = (target as Element).closest<HTMLTimeElement>('time[part=time]');
  // Ignores times of the owner's content in a slot.
  if (time && (currentTarget as Node).contains(time)) time.title = fullTime(time.dateTime, locale);
}
