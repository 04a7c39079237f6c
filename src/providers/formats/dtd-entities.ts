/** Short texts that a document declares as entities in its own DTD (XML 1.0 §4.2.2). Nothing outside of it is fetched. */
import { decodeEntities } from '../../text/html-text.js';
import type { Decoders } from '../values/decoders.js';

const DECLARATION = /<!ENTITY\s+([\w.-]{1,64})\s+(?:"([^"]{0,1000})"|'([^']{0,1000})')\s*>/g;
const MAX_ENTITIES = 100;
// Whatever is declared, a document does not become longer by more characters than these.
const MAX_ADDED = 100_000;

const NAME_OF_MORE = /&(?!(?:amp|lt|gt|quot|apos|nbsp);)[\w.-]+;/;

/**
 * A document with the texts that it declares in the place of their names. A text may name others that were declared before
 * it, as long as it stays short.
 * @param declarations what stands before the root
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
