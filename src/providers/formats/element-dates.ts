/** Dates in elements: as ISO 8601 and, as RSS wants them, as RFC 822. */
import { parseDate, toIso } from '../values/date.js';
import type { XmlElement } from './xml.js';

// JSON Feed knows no dates like these, so they are no part of what reads it.
const RFC_822 =
  /^\s*(?:[a-z]{3}, )?(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) (20\d\d|19[89]\d) (\d\d):(\d\d)(?::(\d\d))? (?:GMT|UTC?|Z|([+-][01]\d):?(\d\d))\s*$/i;

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

function readDate(text: string): string | undefined {
  const found = RFC_822.exec(text);
  if (!found) return parseDate(text);
  const [, day, month, year, hour, minute, second = 0, hours = '0', minutes = 0] = found;
  return toIso(
    { year: Number(year), month: MONTHS.indexOf(month!.toLowerCase()) / 3 + 1, day: Number(day) },
    [Number(hour), Number(minute), Number(second), 0],
    Number(hours) * 60 + Number(hours[0] + '1') * Number(minutes),
  );
}

/** The first of these elements that holds a date that exists. */
export function firstDate(holder: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    const written = holder.first(name)?.text;
    const found = written === undefined ? undefined : readDate(written);
    if (found) return found;
  }
  return undefined;
}
