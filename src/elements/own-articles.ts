import { type Feed, toFeed } from '../model/feed.js';

type Read = (given: unknown[], base: string) => Feed;

/** Reads any shape, once the code for it has come; or, where it can't be had, just what the model takes. */
let coerce: Read | undefined;

/** Feeds made of lists that were read before. */
const feeds = new WeakMap<object, Feed>();

/**
 * Reads articles that an owner hands over. Those of the model are read at once; the code that reads any other shape is
 * loaded when a list needs it first.
 * @returns the feed, a promise of it while that code is on its way, `undefined` for what is no list
 */
export function readOwn(given: object, base: string): Feed | Promise<Feed> | undefined {
  if (typeof given !== 'object') return undefined;
  const keep = (feed: Feed) => (feeds.set(given, feed), feed);
  let entries: unknown[];
  try {
    entries = [...(given instanceof Map ? given.values() : (given as unknown[]))];
  } catch {
    return undefined;
  }
  const feed = readStrictly(entries);
  if (!feed.dropped.length) return keep(feed);
  if (coerce) return keep(coerce(entries, base));
  const coming: Promise<Read> = import('../feed/coerce-articles.js').then(({ coerceFeed }) => coerceFeed);
  return coming.catch((): Read => readStrictly).then((read) => keep((coerce = read)(entries, base)));
}

/** Returns the feed made of a list that was read before. */
export const ownFeed = (given: object | null): Feed | undefined => feeds.get(given!);

function readStrictly(entries: unknown[]): Feed {
  try {
    return toFeed({ articles: entries });
  } catch {
    // A getter of somebody's own object threw.
    return { articles: [], dropped: [{ index: 0, reason: 'it can not be read' }] };
  }
}
