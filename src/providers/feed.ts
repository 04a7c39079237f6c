import type { Dialect, Recognised } from './formats/document.js';
import type { Provider, Reply } from './provider.js';
import { rare } from './values/rarities.js';

/** How each dialect is read. A page pays for those that it has. */
const readers = {
  rss: async () => (await import('./formats/rss.js')).readRss,
  atom: async () => (await import('./formats/atom.js')).readAtom,
  json: async () => (await import('./formats/json-feed.js')).readJsonFeed,
};

/** Only a guess, so that the reader comes beside the feed rather than after it. */
const likelyDialect = (address: string): Dialect =>
  /json/i.test(address) ? 'json' : /atom/i.test(address) ? 'atom' : 'rss';

/** A JSON Feed is known by its first character; finding out what else a document is comes with what reads XML. */
async function recognise(reply: Reply): Promise<Recognised> {
  const { body, contentType } = reply;
  const isJson =
    /^(?:\xef\xbb\xbf)?\s*\{/.test(String.fromCharCode(...body.subarray(0, 99))) &&
    !/charset=(?!"?utf-?8)/i.test(contentType);
  return isJson
    ? { source: new TextDecoder().decode(body), dialect: 'json' }
    : (await import('./formats/usual-document.js')).recogniseUsual(reply);
}

async function readFeed(reply: Reply) {
  const { source, dialect } = await recognise(reply);
  return (await readers[dialect]())(source, reply.url);
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
    let feed = await readFeed(reply);
    if (rare.isMissed && !rare.date) {
      // Without them the news is only less exact.
      const full = await import('./values/rare.js').catch(() => undefined);
      full?.useRarities();
      if (full) feed = await readFeed(reply);
    }
    return { ...feed, movedTo: reply.url === src.split('#')[0] ? undefined : reply.url };
  },
};
