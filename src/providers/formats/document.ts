/** Detects the dialect of a document. */
import type { Decoders } from '../values/decoders.js';
import { decode } from './charset.js';
import { notAFeed } from './not-a-feed.js';

/** A document to read as a feed. */
export interface FeedDocument {
  /** Text, or bytes. Their charset is that of the byte order mark, else `contentType`, else the XML declaration, else UTF-8. */
  body: string | Uint8Array | ArrayBuffer;
  /** The `Content-Type` of the response. Only its `charset` is used: the content decides the format. */
  contentType?: string;
  /** URL of the document. Relative links are resolved against it, unless the document sets `xml:base`. */
  url: string;
}

// Comments, which may hold anything; the roots of feeds; web pages, whose pictures may hold RDF.
const BEGINNINGS = /<!--[^]*?(?:-->|$)|<(?:\w+:)?(rss|rdf|channel|feed)[\s>/]|<(!doctype html|html|body)[\s>]/gi;

/** The families of feed formats. */
export type Dialect = 'rss' | 'atom' | 'json';

/** The text of a document, and its format. */
export interface Recognised {
  source: string;
  dialect: Dialect;
}

/**
 * The text of a document from its root on, and what it is written in. Never decided by MIME type: servers send feeds as anything.
 * @throws NewsError `format` for what is no feed
 */
export function recognise({ body, contentType = '', url }: FeedDocument, decoders: Decoders): Recognised {
  const source = (typeof body === 'string' ? body : decode(new Uint8Array(body), contentType)).replace(
    /^[\s\ufeff\0]+/,
    '',
  );
  if (!source) throw notAFeed(url, 'The answer is empty.');
  if (source[0] === '{') return { source, dialect: 'json' };
  // Skips everything before the root: declarations, comments, a server's warnings.
  for (const { 1: root, 2: page, index } of source.matchAll(BEGINNINGS)) {
    if (root) return { source: declared(source, index, decoders), dialect: /feed/i.test(root) ? 'atom' : 'rss' };
    if (page) throw notAFeed(url, 'The answer is a web page.');
  }
  throw notAFeed(url, 'The answer is of no known kind.');
}

/** Returns a document from its root on, with its own entities replaced. */
function declared(source: string, root: number, decoders: Decoders): string {
  const declarations = source.slice(0, root);
  const rest = source.slice(root);
  const isDeclaring = declarations.includes('<!ENTITY');
  decoders.needsFull ||= isDeclaring;
  return (isDeclaring && decoders.withDeclared?.(declarations, rest, decoders)) || rest;
}
