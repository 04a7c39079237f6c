import { type Feed } from '../../src/model/feed.js';
import { parseFeed } from '../../src/providers/parse-feed.js';

/** Small documents to build cases from, and the short way to read them. */

export const rss = (items: string, channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Paper</title><link>https://paper.example/</link>${channel}${items}</channel></rss>`;

export const item = (children: string, link = 'https://paper.example/a'): string =>
  `<item><title>Title</title><link>${link}</link>${children}</item>`;

export const atom = (entries: string, feed = '', attributes = ''): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" ${attributes}><title>Paper</title><link href="https://paper.example/"/>${feed}${entries}</feed>`;

export const entry = (children: string): string =>
  `<entry><id>urn:a</id><title>Title</title><link href="https://paper.example/a"/><updated>2025-06-03T10:15:00Z</updated>${children}</entry>`;

export const jsonFeed = (items: unknown[], feed: object = {}): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Paper', ...feed, items });

export const URL_OF_FEED = 'https://paper.example/feeds/news.xml';

export const read = (body: string | Uint8Array | ArrayBuffer, contentType?: string): Feed =>
  parseFeed({ body, contentType, url: URL_OF_FEED });

/** The only article of a document. */
export function readOne(body: string): Feed['articles'][number] {
  const { articles, dropped } = read(body);
  if (articles.length !== 1) throw new Error(`${articles.length} articles; dropped: ${JSON.stringify(dropped)}`);
  return articles[0]!;
}

/**
 * In characters. What grew with the square of it would pass the time limit of a test: in Node that is a third of what it is
 * in browsers, of which Chromium is the fastest.
 */
const FLOOD = globalThis.navigator?.userAgent.includes('Chrome') ? 2 ** 19 : 2 ** 18;

/** So much of a piece of text, repeated. */
export const floodOf = (piece: string): string => piece.repeat(Math.ceil(FLOOD / piece.length));
