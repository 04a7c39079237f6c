/** Reads values of APIs and schema.org, which may be text, an object with a name or a URL, or a list of these. */
import { MAX_ENTRIES } from '../../model/limits.js';
import { decodeEntities } from '../../text/html-text.js';
import { fullDecoders } from '../values/full-decoders.js';
import { type ImageCandidate } from '../values/image.js';
import { link, list, member, text } from '../../text/coerce.js';
import { bestImage, date, decodedText, htmlText, texts } from '../values/full-values.js';

const TEXT = ['@value', 'rendered', 'name', 'title', 'headline', 'label', 'value', 'text', 'main'];
const ADDRESS = ['url', 'contentUrl', 'href', 'src', 'source_url', 'link', 'sameAs', 'thumbnailUrl'];
const ALT = ['alt', 'alt_text', 'altText', 'caption', 'description'];

// Texts that programs write for a missing value.
const NOTHING = /^(?:none|null|nil|undefined|false|n\/a|-+)?$/i;
const isNothing = (given: string) => NOTHING.test(given.trim());

/** Returns the text of a value: itself, that of an object, or that of the first entry of a list. */
export function givenText(value: unknown, depth = 3): string | undefined {
  if (typeof value === 'string') return isNothing(value) ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object' || !depth) return undefined;
  const inside = Array.isArray(value) ? value : TEXT.map((name) => member(value, name));
  for (const one of inside) {
    const found = givenText(one, depth - 1);
    if (found) return found;
  }
  return undefined;
}

// No other than these: `How to use <dialog>` is a title.
const FORMATTED = /<\/?(?:a|b|br|cite|code|em|i|mark|p|q|s|small|span|strong|su[bp]|u)(?:\s[^<>]*)?\/?>/i;

/** A line of text, such as a title, from a source that may have put entities and some markup in it. */
export function lineIn(value: unknown): string | undefined {
  const given = givenText(value);
  return given !== undefined && FORMATTED.test(given) ? htmlText(given) : decodedText(given);
}

/** The text of what may be HTML. */
export const proseIn = (value: unknown): string | undefined => htmlText(givenText(value));

/** Names: of a list of texts or objects, or of one text with commas between them. */
const namesIn = (value: unknown): unknown[] =>
  typeof value === 'string' ? decodeEntities(value, fullDecoders).split(',') : list(value);

/** Tags, keywords, categories. */
export const wordsIn = (value: unknown): string[] => texts(namesIn(value).map((one) => givenText(one)));

/** Returns the authors of something. */
export const peopleIn = (value: unknown, base: string) =>
  namesIn(value)
    .slice(0, MAX_ENTRIES)
    .flatMap((one) => {
      const name = lineIn(one)?.replace(/^by\s+/i, '');
      // In the place of names stand addresses of profiles as well.
      return name && !/^https?:/i.test(name)
        ? [{ name, url: typeof one === 'object' ? linkIn(one, base) : undefined }]
        : [];
    });

/** Returns a URL: the value itself, that of an object, or that of the first entry of a list. */
export function linkIn(value: unknown, base: string): string | undefined {
  for (const one of list(value)) {
    for (const offered of [one, ...ADDRESS.map((name) => member(one, name))]) {
      const given = Array.isArray(offered) ? offered[0] : offered;
      const found = typeof given === 'string' && !isNothing(given) ? link(given, base) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** Returns the best picture of a value. */
export const imageIn = (value: unknown, base: string, alt?: string) =>
  bestImage(
    list(value).flatMap((one): ImageCandidate[] => {
      const kind = ['type', 'mime_type', 'medium'].map((name) => givenText(member(one, name))).join();
      if (/video|audio/i.test(kind)) return [];
      return [
        { url: linkIn(one, base), alt: alt ?? altOf(one), width: sizeIn(one, 'width'), height: sizeIn(one, 'height') },
      ];
    }),
    base,
  );

const altOf = (image: unknown) => lineIn(ALT.map((name) => member(image, name)));
const sizeIn = (image: unknown, name: string) => givenText(member(image, name));

/** ISO 8601 with zone, also of the seconds or milliseconds since 1970. */
export function dateIn(value: unknown): string | undefined {
  const given = givenText(value);
  if (given === undefined) return undefined;
  if (!/^\d{9,13}(?:\.\d+)?$/.test(given)) return date(given);
  const time = Number(given);
  return date(given) ?? date(new Date(time < 1e11 ? time * 1000 : time).toISOString());
}

/** An identifier. */
export const idIn = (value: unknown): string | undefined => text(givenText(value));
