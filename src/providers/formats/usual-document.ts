/** Recognizes most XML feeds: UTF-8, with only declarations and short comments before the root. */
import type { Decoders } from '../values/decoders.js';
import type { Recognised } from './document.js';

const BEGINNING = /^(?:\xef\xbb\xbf)?\s*(?:<(?:\?|!--)[^>]*>\s*)*<(?:(rss|rdf:RDF)|feed)[\s>]/;
const OTHER_CHARSET = /(?:charset|encoding)\s*=\s*(?!["']?utf-?8)/i;

/**
 * Returns the text of a document and its format. Loads the code for other documents when needed.
 * @throws NewsError `format` for what is no feed
 */
export async function recogniseUsual(
  reply: { body: Uint8Array; contentType: string; url: string },
  decoders: Decoders,
): Promise<Recognised> {
  const { body, contentType } = reply;
  const head = String.fromCharCode(...body.subarray(0, 999));
  const [found, rss] = BEGINNING.exec(head) ?? [];
  const source = new TextDecoder().decode(body);
  // What can't be decoded is not UTF-8, though nothing says so.
  if (found && !OTHER_CHARSET.test(contentType + head) && !source.includes('\ufffd')) {
    return { source, dialect: rss ? 'rss' : 'atom' };
  }
  return (await import('./document.js')).recognise(reply, decoders);
}
