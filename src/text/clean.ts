/** Text and addresses from outside, made safe to show. The model and the readers of feeds share this one way of cleaning. */

// What shows nothing, and what could reorder the text around it: control characters, bidirectional embeddings, overrides and isolates.
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** Text as it is; numbers become text. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Text on one line, without control characters. */
export const cleanText = (text: string): string =>
  // Single spaces stay as they are: to replace each of them by another takes longer than all else.
  text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(/\s\s+|[^\S ]/g, ' ')
    .trim();

/** Text cut at a word to at most `length` characters, the ellipsis included. */
export function cut<T extends string | undefined>(value: T, length: number): T {
  if (value === undefined || value.length <= length) return value;
  const head = value.slice(0, length - 1);
  const end = head.search(/\s\S*$/);
  // Scripts without spaces, and single long words, are cut where they are. The pattern looks behind itself, so that it
  // begins once per run of such characters: without that it would take square time.
  return ((end > length / 2 ? head.slice(0, end) : head)
    .toWellFormed()
    .replace(/(?<![\s\ufffd,;:–—-])[\s\ufffd,;:–—-]+$/, '') + '…') as T;
}

/** Clean text of at most `length` characters. Only twice as many are looked at, so that no text costs more than that. */
export const cleanLine = (text: string, length: number): string => cut(cleanText(text.slice(0, 2 * length)), length);

/** Longer than any address in use. */
const MAX_LINK = 4000;

/** An absolute `http:` or `https:` address with a host and without credentials; empty where `address` leads to none. */
export function cleanLink(address: string, base?: string): string {
  if (!URL.canParse(address, base)) return '';
  const url = new URL(address, base);
  // Names in front of a host pass for the host: `https://paper.example@evil.example`.
  url.username = url.password = '';
  const { href } = url;
  // Each of the dots in `https://...` ends a label, but no label is there.
  if (!/^https?:..[^/]*\w/.test(href) || href.length > MAX_LINK) return '';
  // An owner finds the address of a site as it was written.
  return base || href !== address + '/' ? href : address;
}
