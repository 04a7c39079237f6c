/** Cleans untrusted text and URLs for display. The model and the feed parsers share these functions. */
import { hasLongHost } from './long-host.js';

// Control characters that are no white space; characters that reorder the text around them (bidirectional embeddings,
// overrides, isolates); and marks, where a letter has nine or more: they cover the lines above and below, and
// Unicode takes square time to order them (UAX #15, stream-safe text).
const INVISIBLE = /(?!\s)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{M}{9,}/gu;

/** Returns text unchanged, and numbers as text. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Returns text on one line, without control characters. */
export const cleanText = (text: string): string =>
  // Single spaces are not matched: replacing each by itself takes longer than everything else here.
  text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(/\s\s+|[^\S ]/g, ' ')
    .trim();

/** Cuts text at a word to at most `length` characters, including the ellipsis. */
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

/** Cleans text, and cuts it to at most `length` characters. Reads at most twice as many, to limit the cost. */
export const cleanLine = (text: string, length: number): string => cut(cleanText(text.slice(0, 2 * length)), length);

/** Maximum length of a URL: longer than sitemaps may hold, and signed addresses of pictures are. */
const MAX_LINK = 3000;

/** Returns an absolute `http:` or `https:` URL with a host and without credentials; empty if `address` is not one. */
export function cleanLink(address: string, base?: string): string {
  if (String(address).length > MAX_LINK || hasLongHost(address) || !URL.canParse(address, base)) return '';
  const url = new URL(address, base);
  // Credentials can look like the host: `https://paper.example@evil.example`.
  url.username = url.password = '';
  const { href } = url;
  // A host of dots alone, as in `https://...`, has no labels.
  if (!/^https?:..[^/]*\w/.test(href) || href.length > MAX_LINK) return '';
  // An owner finds the address of a site as it was written.
  return base || href !== address + '/' ? href : address;
}
