/** Parses unusual dates: other languages, named zones, years of two digits, any order. */
import { type Day, toIso } from '../../text/dates.js';

// Beginnings of month names, without case and accents, in English, German, French, Spanish, Italian, Portuguese, Romanian,
// Dutch, the Scandinavian languages, Finnish, Hungarian, Irish, Greek, Turkish and the Slavic languages. The longest that
// fits counts, so the days of the week that begin like months come first, in the place of no month.
const MONTHS = [
  'pazar maand mardi marte marti mairt серед',
  'jan ene gen ian sty leden ledn sijec tammi oca янв яну січ ιαν',
  'feb fev lut uno velj helmi sub фев лют φεβ',
  'mar mrt maa martie brez ozuj мар бер μαρ',
  'apr avr abr kwi dube dubn trav huhti nis апр кві απρ',
  'may mai maj mei mag kve svib touko мая маи тра μαι',
  'jun juin giu iun cze cerven cervn lipa lipn kesa meith haz июн юни чер ιουν',
  'jul juil lug iul lip cervenec cervence srpa srpnj heina tem июл юли лип ιουλ',
  'aug aou ago avg sie srp kolo elo авг сер agu αυγ',
  'sep set wrz szept zar ruj syys eyl сен сеп вер σεπ',
  'oct okt ott out paz rij loka eki окт жов οκτ',
  'nov noi lis marras kas ноя ное лис νοε',
  'dec dez dic des gru prosi joulu ara дек гру δεκ',
].map((names) => names.split(' '));

// Hours east of Greenwich. `IST` is India's and `CST` America's, as most feeds that print them are from there.
const ZONES: Record<string, number> = {
  EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10, AST: -4, ADT: -3, BRT: -3, ART: -3,
  WEST: 1, BST: 1, CET: 1, CEST: 2, MEZ: 1, MESZ: 2, EET: 2, EEST: 3, MSK: 3, TRT: 3, SAST: 2, EAT: 3, PKT: 5, IST: 5.5,
  WIB: 7, HKT: 8, SGT: 8, AWST: 8, JST: 9, KST: 9, ACST: 9.5, ACDT: 10.5, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13,
}; // prettier-ignore

const TIME = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*([ap])\.?m\b\.?)?/i;
const NUMERIC_DATE = /^\D{0,20}?(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/;
const DOTTED_DATE = /(?:^|\s)(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)/;
const SLASHED_DATE = /(?:^|[\s,])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)/;
const DAY_OF_YEAR = /^(\d{4})-(\d{3})(?!\d)/;
const WEEK_DATE = /^(\d{4})-?W(\d\d)-?([1-7])(?!\d)/;
const COMPACT_DATE = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=Z|[+-]|$)/;

type Six = [number, number, number, number, number, number];

// Dates that programs write for an unknown date: the first that they can represent, in Greenwich or west of it.
const ZERO = /^(?:1970-01-01|1969-12-31T\d\d:00:00-|1900-01-01|1904-01-01|1899-12-3[01]|1601-01-01|1753-01-01)/;

/** RFC 2822 §4.3. */
const fullYear = (digits: string) => Number(digits) + (digits.length > 2 ? 0 : Number(digits) < 50 ? 2000 : 1900);

function monthOf(word: string): number {
  const folded = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  let best = 0;
  let length = 0;
  MONTHS.forEach((names, month) => {
    for (const name of names) {
      if (name.length > length && folded.startsWith(name)) [best, length] = [month, name.length];
    }
  });
  return best;
}

/** Years that are now of other calendars: the Hijri and Persian ones, and the Buddhist one. Dates in Greenwich are of ours. */
const isForeign = (year: number, text: string) =>
  ((year > 1388 && year < 1470) || (year > 2540 && year < 2620)) && !/Z$|GMT/.test(text);

/** The day that is the nth of a year. */
function nthDay(year: number, n: number): Day | undefined {
  const date = new Date(Date.UTC(year, 0, n));
  return n > 0 && date.getUTCFullYear() === year
    ? { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
    : undefined;
}

/** ISO 8601: the first week is that of 4 January, and each belongs to the year of its Thursday. */
function weekDate(year: number, week: number, weekday: number): Day | undefined {
  const monday = 4 - ((new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7) - 1) + (week - 1) * 7;
  if (!week || !nthDay(year, monday + 3)) return undefined;
  const date = new Date(Date.UTC(year, 0, monday + weekday - 1));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** America puts the month first, most others the day: only a number above 12, or two that are equal, tell which it is. */
function slashedDate(first: number, second: number, year: number): Day | undefined {
  if (first <= 12 && second <= 12 && first !== second) return undefined;
  return first > 12 ? { year, month: second, day: first } : { year, month: first, day: second };
}

/** A date with the month in words, in any order: the last word that names one counts, since some days are called alike. */
function wordyDate(text: string): Day | undefined {
  // November in Polish, October in Croatian, which puts a dot behind the day.
  if (/\d\. listopad/i.test(text)) return undefined;
  const month = (text.match(/\p{L}[\p{L}\p{M}]{2,}/gu) ?? []).map(monthOf).filter(Boolean).at(-1);
  const numbers = text.match(/\d+/g) ?? [];
  if (!month || numbers.length < 2) return undefined;
  const [first, second] = numbers as [string, string];
  const [day, year] = first.length > 2 ? [second, first] : [first, second];
  return { year: fullYear(year), month, day: Number(day) };
}

function dayOf(text: string): Day | undefined {
  const ofYear = DAY_OF_YEAR.exec(text);
  if (ofYear) return nthDay(Number(ofYear[1]), Number(ofYear[2]));
  const ofWeek = WEEK_DATE.exec(text);
  if (ofWeek) return weekDate(Number(ofWeek[1]), Number(ofWeek[2]), Number(ofWeek[3]));
  const numeric = NUMERIC_DATE.exec(text);
  if (numeric) return { year: Number(numeric[1]), month: Number(numeric[2]), day: Number(numeric[3] ?? 1) };
  const dotted = DOTTED_DATE.exec(text);
  if (dotted) return { year: fullYear(dotted[3]!), month: Number(dotted[2]), day: Number(dotted[1]) };
  const slashed = SLASHED_DATE.exec(text);
  if (slashed) return slashedDate(Number(slashed[1]), Number(slashed[3]), Number(slashed[4]));
  if (/^\d{4}$/.test(text)) return { year: Number(text), month: 1, day: 1 };
  return wordyDate(text);
}

/** Minutes east of Greenwich. No zone and unknown names are read as UTC: the same for every reader. */
function offsetOf(text: string): number {
  const [, sign, hours, minutes = '0'] = /([+-])(\d{1,2}):?(\d\d)?(?!\d)/.exec(text) ?? [];
  if (sign) {
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    return Math.abs(offset) < 1440 ? offset : 0;
  }
  const name = text.match(/[A-Z]+/gi)?.find((word) => Object.hasOwn(ZONES, word.toUpperCase()));
  return name ? ZONES[name.toUpperCase()]! * 60 : 0;
}

/**
 * ISO 8601 with zone (`2025-06-03T10:15:00+02:00`), or `undefined` for what is no date or no day that exists.
 * Reads RFC 822 and 2822 in all their disguises, ISO 8601, W3CDTF, and month names in a dozen languages.
 */
export function internationalDate(raw: string): string | undefined {
  const found = readDate(raw);
  const isOurs = found && /^[1-9]\d{3}-/.test(found) && !isForeign(parseInt(found), raw);
  return isOurs && !ZERO.test(found) ? found : undefined;
}

function readDate(raw: string): string | undefined {
  const text = raw
    .slice(0, 100)
    .trim()
    .replace(/[年년月월]\s*/g, '-')
    .replace(/[日일]/g, ' ');
  const compact = COMPACT_DATE.exec(text);
  if (compact) {
    const [year, month, day, ...time] = compact.slice(1).map((digits) => Number(digits ?? 0)) as Six;
    return toIso({ year, month, day }, [...time, 0], offsetOf(text.slice(compact[0].length)));
  }
  const time = TIME.exec(text);
  const before = time ? text.slice(0, time.index) : text;
  const after = time ? text.slice(time.index + time[0].length) : '';
  // asctime puts the year behind the time: `Mon May 25 04:45:26 2020`.
  const day = dayOf(before.replace(/T$/i, '').trim()) ?? dayOf(`${before} ${/\b\d{4}\b/.exec(after)?.[0] ?? ''}`);
  if (!day) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '', half] = time ?? [];
  const twelve = half && Number(hours) <= 12;
  const hour = twelve ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  return toIso(
    day,
    [hour, Number(minutes), Number(seconds), Number(fraction.slice(0, 3).padEnd(3, '0'))],
    offsetOf(after),
  );
}
