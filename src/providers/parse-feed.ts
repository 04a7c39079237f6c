import { NewsError } from '../model/error.js';
import { type Feed, toFeed } from '../model/feed.js';
import { shown } from '../model/shown.js';
import { readAtom } from './formats/atom.js';
import { type FeedDocument, recognise } from './formats/document.js';
import { readJsonFeed } from './formats/json-feed.js';
import { fullDecoders } from './values/full-decoders.js';
import { readRss } from './formats/rss.js';

const readers = { rss: readRss, atom: readAtom, json: readJsonFeed };

/**
 * Reads RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, and JSON Feed 1.0 and 1.1; which of them, it finds out by content.
 * Articles keep the order of the document. An item that can't be made an article is listed in `dropped`.
 * @throws NewsError `format` for a document that is none of these, `config` for what is no document
 */
export function parseFeed(document: FeedDocument): Feed {
  checkDocument(document);
  const { source, dialect } = recognise(document, fullDecoders);
  return toFeed(readers[dialect](source, document.url, fullDecoders));
}

/** Checks the types of arguments, for callers without TypeScript. */
function checkDocument(document: unknown): void {
  const { body, url, contentType } = Object(document) as Record<keyof FeedDocument, unknown>;
  const refuse = (name: string, value: unknown, accepts: string): never => {
    throw new NewsError('config', `parseFeed: ${name} is ${shown(value)}; expected ${accepts}.`);
  };
  const isBytes = ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  if (typeof body !== 'string' && !isBytes)
    refuse('body', typeof body === 'object' ? typeof body : body, 'text or bytes');
  if (url !== undefined && typeof url !== 'string' && !(url instanceof URL)) refuse('url', url, 'an address');
  if (contentType !== undefined && contentType !== null && typeof contentType !== 'string')
    refuse('contentType', contentType, 'text');
}
