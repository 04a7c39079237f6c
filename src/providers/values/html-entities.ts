/** Named HTML entities beyond those of XML and typography. */
import { asWindows1252 } from './windows-1252.js';

/** Parses a table whose entries are a name followed by its character. */
const table = (entries: string) => new Map(entries.split(' ').map((entry) => [entry.slice(0, -1), entry.slice(-1)]));

const ENTITIES = table(
  'iexcl¡ cent¢ pound£ yen¥ euro€ sect§ copy© reg® trade™ deg° plusmn± times× divide÷ minus− ' +
    'ordfª ordmº sup1¹ sup2² sup3³ frac14¼ frac12½ frac34¾ micro\xb5 para¶ middot· bull• shy\xad iquest¿ laquo« raquo» lsaquo‹ rsaquo› AEligÆ aeligæ ' +
    'OslashØ oslashø szligß OEligŒ oeligœ inodotı Lstrok\u0141 lstrokł ensp\u2002 ' +
    'emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f sbquo‚ bdquo„ prime′ larr← rarr→ ne≠ le≤ ge≥ numero№',
);

// In the order of their characters, from α on.
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

// Of letters with accents only the accents; a `Map`, since `&atoString;` must not find what objects inherit.
const ACCENTS = table(
  'grave\u0300 acute\u0301 circ\u0302 tilde\u0303 macr\u0304 breve\u0306 dot\u0307 uml\u0308 ring\u030a dblac\u030b caron\u030c cedil\u0327 ogon\u0328',
);

/** Maximum number of remembered names. A page uses few, and a feed may make up any number. */
const MAX_REMEMBERED = 1000;

/** Characters of the names that were looked up; empty for unknown ones. */
const remembered = new Map<string, string>();

/** Returns the character of a named HTML entity, or of a number from 128 to 159. */
export function htmlEntity(name: string): string | undefined {
  let character = remembered.get(name);
  if (character === undefined) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, (character = find(name) ?? ''));
  }
  return character || undefined;
}

function find(name: string): string | undefined {
  // HTML reads these as windows-1252, since that is what `&#150;` is written for.
  if (/^\d/.test(name)) return asWindows1252(String.fromCharCode(Number(name)));
  const simple = ENTITIES.get(name);
  if (simple) return simple;
  const accent = ACCENTS.get(name.slice(1));
  if (accent) return (name[0]! + accent).normalize('NFC');
  const greek = GREEK.indexOf(name.toLowerCase());
  const letter = String.fromCharCode(945 + greek);
  return greek < 0 ? undefined : name === GREEK[greek] ? letter : letter.toUpperCase();
}
