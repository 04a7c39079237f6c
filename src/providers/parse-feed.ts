import { type Feed, toFeed } from '../model/feed.js';
import { readAtom } from './formats/atom.js';
import { type FeedDocument, recognise } from './formats/document.js';
import { readJsonFeed } from './formats/json-feed.js';
import { fullDecoders } from './values/full-decoders.js';
import { readRss } from './formats/rss.js';

const readers = { rss: readRss, atom: readAtom, json: readJsonFeed };

/**
 * Reads RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, and JSON Feed 1.0 and 1.1; which of them, it finds out by content.
 * Articles keep the order of the document. An item that can't be made an article is listed in `dropped`.
 * @throws NewsError `format` for a document that is none of these
 */
export function parseFeed(document: FeedDocument): Feed {
  const { source, dialect } = recognise(document, fullDecoders);
  return toFeed(readers[dialect](source, document.url, fullDecoders));
}
