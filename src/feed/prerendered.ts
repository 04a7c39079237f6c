/** News that a server has put into an element, with what tells whether it still serves. Written by one, read by the other. */
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
  /** Lists among them with entries that hold commas: an attribute would make several of one. Default: none. */
  lists?: Record<string, readonly string[]> | undefined;
  /** When the news was fetched, in milliseconds since 1970. */
  at: number;
  /** For how many milliseconds from then on it need not be fetched again. */
  freshFor: number;
  /** The options of the view. Default: none, then the element renders anew. */
  options?: object | undefined;
}

export interface Prerendered {
  loaded: LoadedFeed;
  isFresh: boolean;
  /** The options of the view on the server; an empty object where they are not known. */
  options: object;
}

export function prerenderedData(
  feed: Feed,
  served: Pick<PrerenderedData, 'asked' | 'lists' | 'at' | 'freshFor' | 'options'>,
): string {
  const { title, homeUrl, language, attribution, articles } = feed;
  return JSON.stringify({ ...served, title, homeUrl, language, attribution, articles } satisfies PrerenderedData);
}

/** Returns whether the request is written just as it was on the server. */
const isAskedBy = (host: object, asked: Record<string, string>): boolean =>
  Object.entries(asked).every(([name, value]) => String((host as Record<string, unknown>)[name] ?? '') === value);

/** It has no address, and what it gave is about the tags already. */
export const prerenderedProvider: Provider = {
  name: 'inline',
  searches: true,
  read: () => Promise.resolve({ articles: [] }),
};

/** Reads the articles that a server has put into an element. Returns nothing where the request was another, or the data is broken. */
export function readPrerendered(host: Element): Prerendered | undefined {
  try {
    const data = owned(JSON.parse(host.querySelector(PRERENDERED)!.textContent) as PrerenderedData);
    if (!isAskedBy(host, data.asked)) return undefined;
    // Nothing else is set: anything might stand in the data block.
    for (const [name, list] of Object.entries(data.lists ?? {})) {
      if (Object.hasOwn(requestAttributes, name)) Object.assign(host, { [name]: list });
    }
    const { at, freshFor, options = {}, title, homeUrl, language, attribution, articles } = data;
    const feed = toFeed({ title, homeUrl, language, attribution, articles });
    const age = Date.now() - at;
    // What seems to come from the future tells nothing of its age: one of the two clocks is wrong.
    return {
      loaded: { source: { provider: prerenderedProvider, src: '' }, feed, at, selected: 'all' },
      isFresh: age >= 0 && age < freshFor,
      options,
    };
  } catch {
    // None, or no longer what was written.
    return undefined;
  }
}
