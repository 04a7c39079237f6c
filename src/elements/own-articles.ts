import { type Feed, toFeed } from '../model/feed.js';

type Read = (given: unknown[], base: string) => Feed;

/** Converts articles of any shape when its code has loaded. If that fails, accepts only articles of the model. */
let coerce: Read | undefined;

/** Feeds by the lists that they were made from. */
const feeds = new WeakMap<object, Feed>();

/**
 * Reads the owner's articles. Articles of the model are read at once; the code for other shapes loads when first needed.
 * @returns the feed; a promise while that code loads; `undefined` if the value is not a list
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
    // A getter of the given object threw.
    return { articles: [], dropped: [{ index: 0, reason: 'it can not be read' }] };
  }
}
