import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { toRequest } from '../model/request.js';
import { load } from './load.js';
import { tidy } from './tidy.js';

/** What `loadFeed` takes: the attributes of `<news-tag-feed>` of the same names, in camel case, as text or values. */
export interface LoadFeedOptions {
  /** URL of a feed, or several: divided by white space, or an array. */
  src: string | string[];
  /** Only articles about this tag, or about several: divided by commas, or an array. Default: all. */
  tag?: string | string[];
  /** With several tags: about any of them, or about all. Default `any`. */
  tagMatch?: 'any' | 'all';
  /** At most so many articles, 1 to 1,000. Default 30. */
  limit?: number;
  /** Time limit per request: milliseconds, or text such as `10s`. Default 10 s. */
  timeout?: number | string;
  /** Ends the requests; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Loads articles without an element: fetches, reads, filters, drops repeats, sorts newest first, limits.
 * Works in a page and on a server.
 * @throws NewsError `config` for options that make no sense; the error of the first source when all of them failed
 */
export async function loadFeed({ signal = new AbortController().signal, ...options }: LoadFeedOptions): Promise<Feed> {
  const request = toRequest(
    options,
    (name, value, accepts) => {
      throw new NewsError('config', `loadFeed: ${name} is ${JSON.stringify(value)}; accepted: ${accepts}.`);
    },
    globalThis.document?.baseURI,
  );
  const { feed } = await load(request, signal);
  return { ...feed, articles: tidy(feed.articles, request) };
}
