/** The data block with prerendered articles, its request and its time. The server writes it, and the element reads it. */
import { type Feed, toFeed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import { requestAttributes } from '../model/request.js';
import type { Provider } from '../providers/provider.js';
import type { LoadedFeed } from './load-feeds.js';

/** The data block inside the element. */
export const PRERENDERED = 'script[data-news="feed"]';

/** The JSON in the data block. Read as a `Feed`, it holds the articles. */
interface PrerenderedData extends Pick<Feed, 'title' | 'homeUrl' | 'language' | 'attribution' | 'articles'> {
  /** The request to the server: all properties that belong to it, as text. */
  asked: Record<string, string>;
  /** Lists with an entry that contains a comma, which an attribute would split. Default: none. */
  lists?: Record<string, readonly string[]> | undefined;
  /** Time at which the articles were fetched, in milliseconds since 1970. */
  at: number;
  /** Milliseconds for which they are fresh. */
  freshFor: number;
  /** The options of the view. Default: none, then the element renders anew. */
  options?: object | undefined;
}

export interface Prerendered {
  loaded: LoadedFeed;
  isFresh: boolean;
  /** The options of the view on the server; an empty object if unknown. */
  options: object;
}

export function prerenderedData(
  feed: Feed,
  served: Pick<PrerenderedData, 'asked' | 'lists' | 'at' | 'freshFor' | 'options'>,
): string {
  const { title, homeUrl, language, attribution, articles } = feed;
  return JSON.stringify({ ...served, title, homeUrl, language, attribution, articles } satisfies PrerenderedData);
}

/** Returns whether the request has the same text as on the server. */
const isAskedBy = (host: object, asked: Record<string, string>): boolean =>
  Object.entries(asked).every(([name, value]) => String((host as Record<string, unknown>)[name] ?? '') === value);

/** The source of prerendered articles: without a URL, and already filtered by tag. */
export const prerenderedProvider: Provider = {
  name: 'inline',
  searches: true,
  read: () => Promise.resolve({ articles: [] }),
};

/** Reads prerendered articles from an element. Returns nothing if they are for another request, or the data is broken. */
export function readPrerendered(host: Element): Prerendered | undefined {
  try {
    const data = owned(JSON.parse(host.querySelector(PRERENDERED)!.textContent) as PrerenderedData);
    if (!isAskedBy(host, data.asked)) return undefined;
    // Sets only these members, since the data block may contain anything.
    for (const [name, list] of Object.entries(data.lists ?? {})) {
      if (Object.hasOwn(requestAttributes, name)) Object.assign(host, { [name]: list });
    }
    const { at, freshFor, options = {}, title, homeUrl, language, attribution, articles } = data;
    const feed = toFeed({ title, homeUrl, language, attribution, articles });
    const age = Date.now() - at;
    // The age of articles from the future is unknown: one of the two clocks is wrong.
    return owned<Prerendered>({
      loaded: { source: { provider: prerenderedProvider, src: '' }, feed, at, selected: 'all' },
      isFresh: age >= 0 && age < freshFor,
      options,
    });
  } catch {
    // There is no data block, or it was changed.
    return undefined;
  }
}
