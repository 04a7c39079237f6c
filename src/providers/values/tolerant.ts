/** What sources give is of unknown shape. Each of these makes of it a value of one kind, or `undefined`. */
import { cleanLink, cleanText } from '../../text/clean.js';
import { parseDate } from './date.js';
import { decodeEntities, toText } from './markup.js';
import { areOdd, noteTags } from './odd.js';
import { rare } from './rarities.js';

/** A member of what may be an object. */
export const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Plain text on one line; numbers become text. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? cleanText(String(value)) || undefined : undefined;

/** Plain text from a source that may have left entities in it. */
export const decodedText = (value: unknown): string | undefined =>
  typeof value === 'string' ? text(decodeEntities(value)) : text(value);

/** The text of a piece of HTML. */
export const htmlText = (value: unknown): string | undefined =>
  typeof value === 'string' ? toText(value) || undefined : undefined;

/** The text of a headline's HTML. */
export function titleText(markup: unknown): string | undefined {
  rare.isMissed ||= /<\w/.test(markup as string);
  return (rare.title ?? htmlText)(markup);
}

/** A list of what may be missing, alone or a list. */
export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Names of tags and categories without repeats, and without that of what has no category. */
export function texts(values: unknown[]): string[] {
  const names = [...new Set(values.map(decodedText).filter((value) => value !== undefined))];
  noteTags(names);
  return rare.tags?.(names) ?? names;
}

/** A positive number, also where it stands in text; of units only pixels. */
export function number(value: unknown): number | undefined {
  const size = typeof value === 'string' ? Number(value.replace(/px\s*$/, '')) : value;
  return typeof size === 'number' && size > 0 && size < Infinity ? size : undefined;
}

/** ISO 8601 with zone. */
export const date = (value: unknown): string | undefined => (typeof value === 'string' ? parseDate(value) : undefined);

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

/** What else is known of an article whose words are looked for. */
export interface About {
  publisher?: unknown;
  image?: { alt?: string | undefined } | undefined;
  /** HTML that has words too, where the excerpt has none of its own. */
  more?: unknown;
}

/** What is told of an article. */
export interface Words {
  title: string | undefined;
  excerpt: string | undefined;
}

// A longer text that its feed has cut, perhaps in the middle of its last word.
const CUT = /^(.{99,}\S)\s+\S*\p{L}(?:…|\.{3})$/su;

/**
 * Title and excerpt of an article: each is told once, and without what programs add. Few articles have no title, or say
 * it again: those wait for the full decoders.
 */
export function wordsFrom(title: string | undefined, body: string | undefined, about?: About): Words {
  body = body?.replace(CUT, '$1…');
  if (rare.words) return rare.words(title, body, about);
  // WordPress puts a form in the place of a text that takes a password.
  rare.isMissed ||= areOdd(title, body) || /=postpass/.test(about?.more as string);
  return { title, excerpt: body };
}
