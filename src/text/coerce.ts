/** Coerces values of unknown shape, as sources give them. Each function returns a value of one kind, or `undefined`. */
import { asText, cleanLink, cleanText } from './clean.js';
import { parseDate } from './dates.js';
import type { TextDecoders } from './decoders.js';
import { decodeEntities, toText } from './html-text.js';

/** A member of what may be an object. */
export const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Plain text on one line; numbers become text. */
export const text = (value: unknown): string | undefined => cleanText(asText(value) ?? '') || undefined;

/** Plain text from a source that may have left entities in it. */
export const decodedText = (value: unknown, decoders: TextDecoders): string | undefined =>
  typeof value === 'string' ? text(decodeEntities(value, decoders)) : text(value);

/** The text of a piece of HTML. */
export const htmlText = (value: unknown, decoders: TextDecoders): string | undefined =>
  typeof value === 'string' ? toText(value, decoders) || undefined : undefined;

/** A list of what may be missing, alone or a list. */
export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** A positive number, also where it stands in text; of units only pixels. */
export function number(value: unknown): number | undefined {
  const size = typeof value === 'string' ? Number(value.replace(/px\s*$/, '')) : value;
  return typeof size === 'number' && size > 0 && size < Infinity ? size : undefined;
}

/** ISO 8601 with zone. */
export const date = (value: unknown, decoders: TextDecoders): string | undefined =>
  typeof value === 'string' ? parseDate(value, decoders) : undefined;

/** An absolute `http:` or `https:` address, without credentials. */
export function link(value: unknown, base: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  // No address holds `&amp;` but one that was escaped once too often.
  const written = value
    .trim()
    // Control characters are no part of an address.
    .replace(/[^ -\uffff]/g, '')
    .replace(/&(?:amp;|#0*38;)+/g, '&')
    .replace(/^(?:\/\/)?(?=www\.)/i, 'https://');
  return (written && cleanLink(written, base)) || undefined;
}

/** A BCP 47 tag in its canonical form. */
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
