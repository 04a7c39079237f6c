/** Reads the `<meta>` elements and the JSON-LD of a page's head. Takes linear time in the length of any text. */
import type { Tag } from '../../text/decoders.js';
import { behind, readTag } from '../../text/html-text.js';

/** A `<meta>` with a name or property, in lower case, or the text of a `<script type="application/ld+json">`. */
export type HeadPart = { kind: 'meta'; name: string; content: string } | { kind: 'json'; text: string };

/** Maximum number of parts that are read. Heads of pages have about 50. */
const MAX_PARTS = 500;

/** Maximum length of an attribute that is read, in characters. No URL in it could be longer. */
const MAX_VALUE = 4000;

/** Elements whose content is no markup. */
const RAW = /^(?:script|style|title|textarea|template)$/i;

const JSON_LD = /^\s*application\/ld\+json\b/i;

/** Returns the parts of a head in their order. Ends at the end of the head, or where the body begins. */
export function headParts(html: string): HeadPart[] {
  const parts: HeadPart[] = [];
  let position = 0;
  for (let open; parts.length < MAX_PARTS && (open = html.indexOf('<', position)) >= 0;) {
    if (html.startsWith('<!--', open)) position = behind(html, '-->', open + 4);
    else if (/[!?]/.test(html[open + 1] ?? '')) position = behind(html, '>', open);
    else {
      const tag = readTag(html, open);
      position = tag.end;
      if (!tag.name) continue;
      if (isEndOfHead(tag)) break;
      if (tag.closing) continue;
      if (/^meta$/i.test(tag.name)) parts.push(...metaIn(tag));
      else if (RAW.test(tag.name)) position = noteRaw(html, tag, parts);
    }
  }
  return parts;
}

const isEndOfHead = ({ name, closing }: Tag): boolean => (closing ? /^head$/i : /^body$/i).test(name);

function metaIn({ attributes }: Tag): HeadPart[] {
  const given = new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
  const content = given.get('content')?.trim() ?? '';
  const names = [given.get('property'), given.get('name')].filter((one) => one !== undefined && one.length < 100);
  if (!content || content.length > MAX_VALUE) return [];
  return names.map((name) => ({ kind: 'meta', name: name!.trim().toLowerCase(), content }));
}

/** Adds the text of an element if it is JSON-LD. Returns the position behind the element. */
function noteRaw(html: string, { name, end, attributes }: Tag, parts: HeadPart[]): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = end;
  const found = close.exec(html);
  const type = Object.entries(attributes).find(([attribute]) => attribute.toLowerCase() === 'type')?.[1];
  if (found && /^script$/i.test(name) && JSON_LD.test(type ?? ''))
    parts.push({ kind: 'json', text: html.slice(end, found.index) });
  return found ? behind(html, '>', found.index) : html.length;
}
