import type { FeedDraft } from '../model/feed.js';
import { owned } from '../model/owned.js';
import type { Dialect, Recognised } from './formats/document.js';
import type { Provider, ProviderResponse } from './provider.js';
import type { Decoders } from './values/decoders.js';

/** Parsers by dialect. A page loads only those that it needs. */
const readers = {
  rss: async () => (await import('./formats/rss.js')).readRss,
  atom: async () => (await import('./formats/atom.js')).readAtom,
  json: async () => (await import('./formats/json-feed.js')).readJsonFeed,
};

/** Only a guess, so that the reader comes beside the feed rather than after it. */
const likelyDialect = (address: string): Dialect =>
  /json/i.test(address) ? 'json' : /atom/i.test(address) ? 'atom' : 'rss';

/** A JSON Feed is known by its first character; finding out what else a document is comes with what reads XML. */
async function recognise(reply: ProviderResponse, decoders: Decoders): Promise<Recognised> {
  const { body, contentType } = reply;
  const isJson =
    /^(?:\xef\xbb\xbf)?\s*\{/.test(String.fromCharCode(...body.subarray(0, 99))) &&
    !/charset=(?!"?utf-?8)/i.test(contentType);
  return isJson
    ? { source: new TextDecoder().decode(body), dialect: 'json' }
    : (await import('./formats/usual-document.js')).recogniseUsual(reply, decoders);
}

/** Reads a feed. What it holds that only the full decoders read right is noted on `decoders`. */
export async function readFeed(reply: ProviderResponse, decoders: Decoders): Promise<FeedDraft> {
  const { source, dialect } = await recognise(reply, decoders);
  return (await readers[dialect]())(source, reply.url, decoders);
}

/** Reads feeds at `src`. */
export const feedProvider: Provider = {
  name: 'feed',
  readsSource: true,
  async read({ src }, get) {
    const likely = readers[likelyDialect(src)]();
    // Whether it is wanted is not known yet; if it is and can't be had, asking again below says so.
    likely.catch(() => {});
    const reply = await get(src);
    return { ...(await readWhole(reply)), movedTo: reply.url === src.split('#')[0] ? undefined : reply.url };
  },
};

/** Reads a feed, once more with the full decoders where it holds what only they read right. */
export async function readWhole(reply: ProviderResponse): Promise<FeedDraft> {
  const decoders = owned<Decoders>();
  const feed = await readFeed(reply, decoders);
  if (!decoders.needsFull) return feed;
  // Without them the news is only less exact.
  const full = await import('./values/full-decoders.js').catch(() => undefined);
  return full ? readFeed(reply, full.fullDecoders) : feed;
}
