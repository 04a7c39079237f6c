import type { FeedDraft } from '../model/feed.js';
import { owned } from '../model/owned.js';
import type { Dialect, Recognised } from './formats/document.js';
import type { Provider, ProviderResponse } from './provider.js';
import type { Decoders } from './values/decoders.js';

/** Parsers by dialect. A page loads only the ones that it needs. */
const readers = {
  rss: async () => (await import('./formats/rss.js')).readRss,
  atom: async () => (await import('./formats/atom.js')).readAtom,
  json: async () => (await import('./formats/json-feed.js')).readJsonFeed,
};

/** Guesses the dialect by the URL, so that the parser loads in parallel with the feed. */
const likelyDialect = (address: string): Dialect =>
  /json/i.test(address) ? 'json' : /atom/i.test(address) ? 'atom' : 'rss';

/** Recognizes a JSON Feed by its first character. The code that recognizes other dialects loads with the XML parser. */
async function recognise(reply: ProviderResponse, decoders: Decoders): Promise<Recognised> {
  const { body, contentType } = reply;
  const isJson =
    /^(?:\xef\xbb\xbf)?\s*\{/.test(String.fromCharCode(...body.subarray(0, 99))) &&
    !/charset=(?!"?utf-?8)/i.test(contentType);
  return isJson
    ? { source: new TextDecoder().decode(body), dialect: 'json' }
    : (await import('./formats/usual-document.js')).recogniseUsual(reply, decoders);
}

/** Parses a feed. Notes on `decoders` if it has values that only the full decoders read correctly. */
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
    // The guess may be wrong, so failures are ignored here. If the parser is needed, it is loaded again below.
    likely.catch(() => {});
    const reply = await get(src);
    return { ...(await readWhole(reply)), movedTo: reply.url === src.split('#')[0] ? undefined : reply.url };
  },
};

/** Parses a feed; with the full decoders, if it needs them. */
export const readWhole = (reply: ProviderResponse): Promise<FeedDraft> =>
  readFeed(reply, {
    __proto__: null,
    // Ends the first pass: the full decoders read all of it again.
    set needsFull(isNeeded: boolean) {
      if (isNeeded) throw 0;
    },
  } as Decoders).catch(async (error) => {
    if (error) throw error;
    // Without the full decoders, articles are only less exact.
    const full = await import('./values/full-decoders.js').catch(() => undefined);
    return readFeed(reply, full?.fullDecoders ?? owned());
  });
