/** Reads the names of authors beside mail addresses: `Name <mail>`, `Name (mail)`, `mail - Name`, `mailto:mail (Name)`. */
import { text } from '../../text/coerce.js';

// Looking behind itself, it begins once per word, not at each of its characters.
const ADDRESS = /(?:mailto:)?(?<![^\s@<>()[\]"',;:])[^\s@<>()[\]"',;:]{1,64}@[^\s@<>()[\]"',;]{1,255}/gi;

/** In characters. Longer ones are none, even beside an address. */
const MAX_NAME = 500;

/** Returns the name in an author of a feed; `undefined` if there is only a mail address. */
export function authorNameIn(written: string): string | undefined {
  const whole = written.slice(0, MAX_NAME);
  const rest = whole.includes('@') ? whole.replace(ADDRESS, ' ') : whole;
  // What stood round the address: brackets, quotes, dashes.
  const name = rest
    .replace(/[<([]\s*[>)\]]/g, ' ')
    .replace(/^[\s"'<([,;:–-]+|(?<![\s"'>)\],;:–-])[\s"'>)\],;:–-]+$/g, '');
  return text(name.includes('(') && !name.includes(')') ? `${name})` : name);
}
