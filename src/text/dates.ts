/**
 * Dates as feeds write them, the same in every browser and time zone: `Date.parse` reads few of them, reads those
 * without a zone as the reader's local time, and rolls impossible ones over.
 */
import type { TextDecoders } from './decoders.js';

export interface Day {
  year: number;
  month: number;
  day: number;
}

// Few feeds hold other years, and many of those are none: 1970 is what programs count from.
const ISO =
  /^(20\d\d|19[89]\d)-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])([01]\d):?(\d\d))?)?$/;

const two = (value: number) => String(value).padStart(2, '0');

/** `undefined` for a day or time that does not exist. Offsets are in minutes east of Greenwich. */
export function toIso(
  { year, month, day }: Day,
  [hour, minute, second, fraction]: number[],
  offset: number,
): string | undefined {
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth) return undefined;
  if (hour! > 23 || minute! > 59 || second! > 60) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  // A leap second can't be shown, and 60 is no second to JavaScript.
  const time = `${two(hour!)}:${two(minute!)}:${two(Math.min(second!, 59))}`;
  const milliseconds = fraction ? '.' + String(fraction).padStart(3, '0') : '';
  const size = Math.abs(offset);
  const zone = offset ? `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}` : 'Z';
  return `${date}T${time}${milliseconds}${zone}`;
}

/**
 * ISO 8601 with zone (`2025-06-03T10:15:00+02:00`), or `undefined` for what is no date or no day that exists.
 * ISO 8601 without a zone is read as UTC: the same for every reader.
 */
export function parseDate(raw: string, decoders: TextDecoders): string | undefined {
  const text = raw.slice(0, 100).trim();
  const found = ISO.exec(text);
  if (!found) {
    decoders.needsFull ||= true;
    return decoders.date?.(text);
  }
  const [, year, month, day, hour, minute, second, fraction, sign, hours, minutes] = found as string[];
  return toIso(
    { year: Number(year), month: Number(month), day: Number(day) },
    [hour ?? 0, minute ?? 0, second ?? 0, (fraction ?? '').slice(0, 3).padEnd(3, '0')].map(Number),
    sign ? Number(sign + 1) * (Number(hours) * 60 + Number(minutes)) : 0,
  );
}
