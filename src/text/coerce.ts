/** Coerces values of unknown shape, as sources give them. Each function returns a value of one kind, or `undefined`. */
import { asText, cleanLink, cleanText } from './clean.js';
import { parseDate } from './dates.js';
import type { TextDecoders } from './decoders.js';
import { decodeEntities, toText } from './html-text.js';

/** Returns a member of a value; `undefined` if the value is not an object. */
export const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Returns plain text on one line. Numbers become text. */
export const text = (value: unknown): string | undefined => cleanText(asText(value) ?? '') || undefined;

/** Returns plain text on one line, with entities decoded that a source may have left in it. */
export const decodedText = (value: unknown, decoders: TextDecoders): string | undefined =>
  typeof value === 'string' ? text(decodeEntities(value, decoders)) : text(value);

/** Returns the text of HTML. */
export const htmlText = (value: unknown, decoders: TextDecoders): string | undefined =>
  typeof value === 'string' ? toText(value, decoders) || undefined : undefined;

/** Returns a list as it is, a single value as a list of one, and a missing value as an empty list. */
export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Returns a positive number, also from text such as `12` or `12px`. */
export function number(value: unknown): number | undefined {
  const size = typeof value === 'string' ? Number(value.replace(/px\s*$/, '')) : value;
  return typeof size === 'number' && size > 0 && size < Infinity ? size : undefined;
}

/** Returns a date in ISO 8601 with a zone. */
export const date = (value: unknown, decoders: TextDecoders): string | undefined =>
  typeof value === 'string' ? parseDate(value, decoders) : undefined;

/** Returns an absolute `http:` or `https:` URL without credentials. */
export function link(value: unknown, base: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  // A URL with `&amp;` was escaped twice.
  const written = value
    .trim()
    // Control characters are not part of a URL.
    .replace(/[^ -\uffff]/g, '')
    .replace(/&(?:amp;|#0*38;)+/g, '&')
    .replace(/^(?:\/\/)?(?=www\.)/i, 'https://');
  return (written && cleanLink(written, base)) || undefined;
}

/** Returns a BCP 47 language tag in canonical form. */
export function language(value: unknown): string | undefined {
  const tag = text(value)?.replaceAll('_', '-') ?? '';
  try {
    // `English` would pass as a language that has yet to be registered.
    return /^[a-z]{2,3}\b/i.test(tag) ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    // Not a language: feeds say `en us` as well.
    return undefined;
  }
}
