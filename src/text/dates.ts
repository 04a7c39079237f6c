/**
 * Parses the dates of feeds, with the same result in every browser and time zone. `Date.parse` reads few of them, takes
 * dates without a zone as local time, and rolls over days that don't exist.
 */
import type { TextDecoders } from './decoders.js';

export interface Day {
  year: number;
  month: number;
  day: number;
}

// Few articles are from other years, and many such dates are wrong: programs write 1970 for an unknown date.
const ISO =
  /^(20\d\d|19[89]\d)-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])([01]\d):?(\d\d))?)?$/;

const two = (value: number) => String(value).padStart(2, '0');

/** Returns ISO 8601; `undefined` for a day or time that does not exist. Offsets are in minutes east of Greenwich. */
export function toIso(
  { year, month, day }: Day,
  [hour, minute, second, fraction]: number[],
  offset: number,
): string | undefined {
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth) return undefined;
  if (hour! > 23 || minute! > 59 || second! > 60) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  // JavaScript dates have no leap seconds.
  const time = `${two(hour!)}:${two(minute!)}:${two(Math.min(second!, 59))}`;
  const milliseconds = fraction ? '.' + String(fraction).padStart(3, '0') : '';
  const size = Math.abs(offset);
  const zone = offset ? `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}` : 'Z';
  return `${date}T${time}${milliseconds}${zone}`;
}

/**
 * Returns ISO 8601 with a zone (`2025-06-03T10:15:00+02:00`); `undefined` for text that is not a date, or a day that
 * does not exist. Dates without a zone are taken as UTC, so that every reader sees the same.
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
