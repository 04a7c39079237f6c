import type { Decoders } from '../values/decoders.js';
import { asWindows1252 } from '../values/windows-1252.js';
import { notAFeed } from './not-a-feed.js';

/** Detects the charset of a document, then its dialect. */

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

/** Decodes bytes (`Response.text()` would decode all as UTF-8). */
export function decode(bytes: Uint8Array, contentType: string): string {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const mark = /^(?:(\xef\xbb\xbf)|(\xff\xfe)|\xfe\xff)/.exec(head);
  const marked = mark ? (mark[1] ? 'utf-8' : mark[2] ? 'utf-16le' : 'utf-16be') : unmarked16(head);
  const fromHeader = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  const declared = /<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  // A declaration that is readable as single bytes can't be in UTF-16, even if it says so.
  for (const label of [marked, fromHeader, declared?.replace(/^utf-?16.*/i, 'utf-8')]) {
    const decoder = label && decoderFor(label);
    if (decoder && !isMostlyWrong(decoder, bytes)) return decodeWith(decoder, bytes);
  }
  // Without any declaration, documents that are not UTF-8 are in practice windows-1252.
  return decodeWith(decoderFor('utf-8', bytes) ?? new TextDecoder('windows-1252'), bytes);
}

/** UTF-16 without a byte order mark: every second byte of markup is 0. */
const unmarked16 = (head: string) =>
  /^(?:[<{]\0[^\0]\0)/.test(head) ? 'utf-16le' : /^\0[<{]\0[^\0]/.test(head) ? 'utf-16be' : undefined;

/** Returns whether bytes declared as UTF-8 hold more invalid sequences than letters beyond ASCII. Then the declaration is wrong. */
function isMostlyWrong({ encoding }: TextDecoder, bytes: Uint8Array): boolean {
  if (encoding !== 'utf-8') return false;
  const beyond = new TextDecoder().decode(bytes).match(/[^\0-\x7f]/gu) ?? [];
  const wrong = beyond.filter((character) => character === '\ufffd').length;
  // A single invalid sequence is ignored.
  return wrong > 1 && wrong > beyond.length / 2;
}

function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? asWindows1252(text) : text;
}

/** A decoder for a charset, if there is one; with `bytes`, only if they are in that charset. */
function decoderFor(label: string, bytes?: Uint8Array): TextDecoder | undefined {
  try {
    if (bytes) new TextDecoder(label, { fatal: true }).decode(bytes);
    return new TextDecoder(label);
  } catch {
    // An unknown charset, or another: the next clue decides.
    return undefined;
  }
}
