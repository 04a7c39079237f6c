/** Replaces entities that a document declares in its own DTD (XML 1.0 §4.2.2). Fetches no external entities. */
import { decodeEntities } from '../../text/html-text.js';
import type { Decoders } from '../values/decoders.js';

const DECLARATION = /<!ENTITY\s+([\w.-]{1,64})\s+(?:"([^"]{0,1000})"|'([^']{0,1000})')\s*>/g;
const MAX_ENTITIES = 100;
// Maximum number of characters that entities may add to a document.
const MAX_ADDED = 100_000;

const NAME_OF_MORE = /&(?!(?:amp|lt|gt|quot|apos|nbsp);)[\w.-]+;/;

/**
 * Replaces declared entities in a document. The text of an entity may contain entities declared before it, as long as it
 * stays short.
 * @param declarations the text before the root
 * @param source the document from its root on
 */
export function withDeclared(declarations: string, source: string, decoders: Decoders): string {
  const texts = new Map<string, string>();
  for (const [, name, double, single] of declarations.slice(0, MAX_ADDED).matchAll(DECLARATION)) {
    if (texts.size >= MAX_ENTITIES) break;
    const text = withNames((double ?? single)!, texts, 1000);
    // The first declaration of a name counts. As text, it holds no markup, and no name that stands for more.
    if (!texts.has(name!) && !NAME_OF_MORE.test(text)) texts.set(name!, asText(decodeEntities(text, decoders)));
  }
  return texts.size ? withNames(source, texts, MAX_ADDED) : source;
}

const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function withNames(source: string, texts: Map<string, string>, room: number): string {
  return source.replace(/&([\w.-]{1,64});/g, (written, name: string) => {
    const text = texts.get(name);
    if (text === undefined || text.length > room) return written;
    room -= text.length;
    return text;
  });
}
