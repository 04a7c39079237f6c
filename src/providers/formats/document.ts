import type { Decoders } from '../values/decoders.js';
import { asWindows1252 } from '../values/windows-1252.js';
import { notAFeed } from './not-a-feed.js';

/** Finding out what a document is: its charset, then its dialect. */

/** A document to read as a feed. */
export interface FeedDocument {
  /** Text, or bytes whose charset is found out: byte order mark, then `contentType`, then the XML declaration, then UTF-8. */
  body: string | Uint8Array | ArrayBuffer;
  /** The `Content-Type` it came with. Only its `charset` counts: what a document is, its content says. */
  contentType?: string;
  /** Address of the document; relative links are resolved against it where the document sets no `xml:base`. */
  url: string;
}

// Comments, which may hold anything; the roots of feeds; web pages, whose pictures may hold RDF.
const BEGINNINGS = /<!--[^]*?(?:-->|$)|<(?:\w+:)?(rss|rdf|channel|feed)[\s>/]|<(!doctype html|html|body)[\s>]/gi;

/** The families of feed formats. */
export type Dialect = 'rss' | 'atom' | 'json';

/** The text of a document, and what it is written in. */
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
  // What stands before the root says nothing about news: declarations, comments, a server's warnings.
  for (const { 1: root, 2: page, index } of source.matchAll(BEGINNINGS)) {
    if (root) return { source: declared(source, index, decoders), dialect: /feed/i.test(root) ? 'atom' : 'rss' };
    if (page) throw notAFeed(url, 'The answer is a web page.');
  }
  throw notAFeed(url, 'The answer is of no known kind.');
}

/** A document from its root on, with the texts that it declares before. */
function declared(source: string, root: number, decoders: Decoders): string {
  const declarations = source.slice(0, root);
  const rest = source.slice(root);
  const isDeclaring = declarations.includes('<!ENTITY');
  decoders.needsFull ||= isDeclaring;
  return (isDeclaring && decoders.withDeclared?.(declarations, rest, decoders)) || rest;
}

/** Text of bytes (`Response.text()` would read all as UTF-8). */
function decode(bytes: Uint8Array, contentType: string): string {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const mark = /^(?:(\xef\xbb\xbf)|(\xff\xfe)|\xfe\xff)/.exec(head);
  const marked = mark ? (mark[1] ? 'utf-8' : mark[2] ? 'utf-16le' : 'utf-16be') : unmarked16(head);
  const fromHeader = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  const declared = /<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  // A declaration that can be read byte by byte can't be in UTF-16, whatever it says.
  for (const label of [marked, fromHeader, declared?.replace(/^utf-?16.*/i, 'utf-8')]) {
    const decoder = label && decoderFor(label);
    if (decoder && !isMostlyWrong(decoder, bytes)) return decodeWith(decoder, bytes);
  }
  // Nobody said what it is; if it is not UTF-8, it is in practice windows-1252.
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
  // A single one is a slip.
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
