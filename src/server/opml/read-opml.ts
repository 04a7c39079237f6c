/** Reads lists of feeds in OPML 1.0 and 2.0 as feed readers write them. Lenient, and linear in the length of the text. */
import { NewsError } from '../../model/error.js';
import { fullDecoders } from '../../providers/values/full-decoders.js';
import { cleanLine } from '../../text/clean.js';
import type { Tag } from '../../text/decoders.js';
import { behind, decodeEntities, readTag } from '../../text/html-text.js';

/** A feed of a list. */
export interface OpmlEntry {
  /** Its URL as it is written. It may be none. */
  url: string;
  /** Text on one line, at most 200 characters; may be empty. */
  title: string;
  /** The name that a relay has given the feed. */
  name?: string;
}

/** Maximum number of feeds of a list. */
export const MAX_FEEDS = 10_000;

const MAX_TITLE = 200;

/**
 * Returns the feeds of a list in their order, folders flattened, without those that are commented out. A list that another
 * outline includes is not read.
 * @throws NewsError `format` for a text that is no OPML, that ends too early, or that lists no feed or too many. The message is
 * the rest of a sentence
 */
export function readOpml(text: string): OpmlEntry[] {
  const entries: OpmlEntry[] = [];
  let depth = 0;
  // Depth of the outline that is commented out, with all that it holds.
  let hidden = Infinity;
  let isOpen = false;
  for (const { name, closing, selfClosing, attributes } of tagsIn(text)) {
    const tag = name.toLowerCase();
    if (!isOpen && tag !== 'opml') throw invalid(`is no OPML: it begins with <${cleanLine(name, 20)}>`);
    if (tag === 'opml' && (closing || selfClosing)) return checked(entries);
    isOpen = true;
    if (tag !== 'outline') continue;
    if (closing) {
      depth--;
      if (depth <= hidden) hidden = Infinity;
      continue;
    }
    const own = inLowerCase(attributes);
    if (own.get('iscomment')?.toLowerCase() === 'true') hidden = Math.min(hidden, depth);
    const entry = hidden === Infinity ? entryOf(own) : undefined;
    if (entry) entries.push(entry);
    if (entries.length > MAX_FEEDS) throw invalid(`lists more than ${MAX_FEEDS} feeds`);
    if (!selfClosing) depth++;
    else if (hidden === depth) hidden = Infinity;
  }
  throw invalid(isOpen ? 'ends before </opml>' : 'is no OPML');
}

function checked(entries: OpmlEntry[]): OpmlEntry[] {
  // An empty list is more often a mistake of a program than the wish to crawl nothing.
  if (!entries.length) throw invalid('lists no feed');
  return entries;
}

const invalid = (message: string): NewsError => new NewsError('format', message);

/** Returns the tags of a document, without those in comments. Entities of its own are declared by no tag. */
function* tagsIn(source: string): Generator<Tag> {
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at)) {
    const end = endOfSpecial(source, at);
    if (end !== undefined) {
      at = end;
      continue;
    }
    const tag = readTag(source, at, true);
    at = tag.end;
    if (tag.name) yield tag;
  }
}

/** Returns the end of a comment, a declaration or the like; `undefined` for a tag. */
function endOfSpecial(source: string, at: number): number | undefined {
  if (source.startsWith('<!--', at)) return behind(source, '-->', at);
  if (source.startsWith('<![CDATA[', at)) return behind(source, ']]>', at);
  if (source[at + 1] === '?') return behind(source, '?>', at);
  return source[at + 1] === '!' ? behind(source, '>', at) : undefined;
}

/** Programs write `xmlUrl`, `xmlurl` and `XMLURL`. */
const inLowerCase = (attributes: Tag['attributes']): Map<string, string> =>
  new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));

function entryOf(attributes: Map<string, string>): OpmlEntry | undefined {
  const text = (name: string) => decodeEntities(attributes.get(name) ?? '', fullDecoders);
  const url = text('xmlurl').trim();
  if (!url) return undefined;
  const title = cleanLine(text('title'), MAX_TITLE) || cleanLine(text('text'), MAX_TITLE);
  const name = text('newsrack:name');
  return { url, title, ...(/^[\w-]{1,200}$/.test(name) && { name }) };
}
