/** Reads dates in elements: ISO 8601, and RFC 822 as in RSS. */
import { parseDate, toIso } from '../../text/dates.js';
import type { TextDecoders } from '../../text/decoders.js';
import type { XmlElement } from './xml.js';

// JSON Feed knows no dates like these, so they are no part of what reads it.
const RFC_822 =
  /^\s*(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (20\d\d|19[89]\d) (\d\d):(\d\d)(?::(\d\d))? (?:GMT|UTC?|Z|([+-][01]\d):?(\d\d))\s*$/i;

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

function readDate(text: string, decoders: TextDecoders): string | undefined {
  const [, day, name = '-', year, hour, minute, second = 0, hours = '0', minutes = 0] = RFC_822.exec(text) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) / 3 + 1;
  // No whole number where there is no such name.
  if (month % 1) return parseDate(text, decoders);
  return toIso(
    { year: Number(year), month, day: Number(day) },
    [Number(hour), Number(minute), Number(second), 0],
    Number(hours) * 60 + Number(hours[0] + '1') * Number(minutes),
  );
}

/** Returns the date of the first of these elements with a valid date. */
export function firstDate(holder: XmlElement, decoders: TextDecoders, ...names: string[]): string | undefined {
  for (const { text } of names.flatMap((name) => holder.all(name))) {
    const found = text && readDate(text, decoders);
    if (found) return found;
  }
  return undefined;
}
