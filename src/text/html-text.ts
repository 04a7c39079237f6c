/**
 * Converts markup to text. Creates no nodes: feeds are untrusted, so only plain text and URLs are taken from their
 * markup. Every scan takes linear time in the length of any input.
 */

import { cleanText } from './clean.js';
import type { Tag, TextDecoders } from './decoders.js';

const NAME = /[\p{L}_:][^\s<>/="']*/uy;
const GAP = /[\s/]*/y;
const ATTRIBUTE_IN_HTML = /([^\s=>"'/<][^\s=>/<]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;
// XML allows no `<` in a value: stopping there keeps a missing quote from swallowing the items that follow.
const ATTRIBUTE_IN_XML = /([^\s=>"'/<][^\s=>/<]*)(?:\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s<>]*)))?/y;
const MAX_ATTRIBUTES = 256;
const NO_ATTRIBUTES = Object.create(null) as Tag['attributes'];

/**
 * Returns the tag that begins at the `<` at `start`. If there is no tag, the name is missing and `end` is where the
 * search ended. Callers continue there, since searching the same text again would take quadratic time.
 */
export function readTag(source: string, start: number, xml = false): Tag {
  const closing = source[start + 1] === '/';
  NAME.lastIndex = start + (closing ? 2 : 1);
  const name = NAME.exec(source)?.[0];
  if (!name) return { end: start + 1 } as Tag;

  let attributes = NO_ATTRIBUTES;
  const pattern = xml ? ATTRIBUTE_IN_XML : ATTRIBUTE_IN_HTML;
  let position = NAME.lastIndex;
  for (let n = 0; n < MAX_ATTRIBUTES; n++) {
    GAP.lastIndex = position;
    GAP.test(source);
    position = GAP.lastIndex;
    if (source[position] === '>') {
      return {
        name,
        closing,
        selfClosing: source[position - 1] === '/',
        attributes,
        end: position + 1,
      };
    }
    pattern.lastIndex = position;
    const match = pattern.exec(source);
    if (match) {
      if (attributes === NO_ATTRIBUTES) attributes = Object.create(null) as Tag['attributes'];
      attributes[match[1]!] ??= match[2] ?? match[3] ?? match[4] ?? '';
      position = pattern.lastIndex;
    } else if (position < source.length && source[position] !== '<') position++;
    else break;
  }
  return { end: position } as Tag;
}

// Entities of XML and of typography. A `Map`, so that `&toString;` finds no inherited member.
const ENTITIES = new Map(
  'quot" amp& lt< gt> apos\' nbsp\xa0 ndash– mdash— lsquo‘ rsquo’ ldquo“ rdquo” hellip…'
    .split(' ')
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);

function namedEntity(name: string, decoders: TextDecoders): string | undefined {
  const found = ENTITIES.get(name);
  decoders.needsFull ||= !found;
  return found ?? decoders.entity?.(name);
}

function numericEntity(code: number, decoders: TextDecoders): string {
  // Control characters, which mean others.
  if (code > 127 && code < 160) return namedEntity(`${code}`, decoders) ?? '';
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '\ufffd';
}

const REFERENCE = /&(amp(?=\s)|(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z]\w{1,10})(?=;));?/;

/** Decodes character references and named HTML entities, once. Unknown names and bare `&` stay unchanged. */
export const decodeEntities = (source: string, decoders: TextDecoders): string =>
  source.includes('&')
    ? // Takes a third of the time of `replace` with a function.
      source
        .split(REFERENCE)
        .map((part, n) => (n % 2 ? (entity(part, decoders) ?? `&${part};`) : part))
        .join('')
    : source;

// A hexadecimal number follows an `x`, as in code.
const entity = (name: string, decoders: TextDecoders) =>
  name[0] === '#' ? numericEntity(Number(`0${name.slice(1)}`), decoders) : namedEntity(name, decoders);

const HIDDEN = /^(?:script|style|template|noscript|iframe|object|svg|math|head|title|figcaption|select|video|audio)$/i;
/** Names of inline elements. */
export const INLINE =
  /^(?:a|abbr|b|bd[io]|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|su[bp]|time|tt|u|var|wbr)$/i;

// Maximum length of HTML to read. Text beyond it is never shown.
const MAX_MARKUP = 50_000;

/** Returns the text of HTML on one line, without tags and with entities decoded. */
export function toText(html: string, decoders: TextDecoders): string {
  let text = '';
  let position = 0;
  html = html.slice(0, MAX_MARKUP);
  // Emoji may be images in the text.
  decoders.needsFull ||= /<img[^<>]*(?:emoji|smil)/i.test(html);
  for (let open; (open = html.indexOf('<', position)) >= 0;) {
    text += html.slice(position, open);
    const [replacement, end] = skipTag(html, open, decoders);
    text += replacement;
    position = end;
  }
  return cleanText(decodeEntities(text + html.slice(position), decoders));
}

/** Returns the position behind the next `end`; without one, the length of the text. */
export function behind(source: string, end: string, from: number): number {
  const found = source.indexOf(end, from);
  return found < 0 ? source.length : found + end.length;
}

/** Returns the text for the markup at the `<` at `open`, and the position of its end. */
function skipTag(html: string, open: number, decoders: TextDecoders): [string, number] {
  if (html.startsWith('<!--', open)) return ['', behind(html, '-->', open)];
  if (/[!?]/.test(html[open + 1] ?? '')) return ['', behind(html, '>', open)];
  const tag = readTag(html, open);
  if (!tag.name) return [html.slice(open, tag.end), tag.end];
  if (!tag.closing && !tag.selfClosing && HIDDEN.test(tag.name)) {
    const close = new RegExp(`</${tag.name}[\\s>]`, 'gi');
    close.lastIndex = tag.end;
    return [' ', close.test(html) ? behind(html, '>', close.lastIndex - 1) : html.length];
  }
  return [INLINE.test(tag.name) ? (decoders.sign?.(tag, decoders) ?? '') : ' ', tag.end];
}
