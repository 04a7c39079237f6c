import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { toRequest } from '../model/request.js';
import { list } from '../model/values.js';
import { feedsAt, load, merged } from './load.js';
import { sourcesOf } from './sources.js';
import { about, tidy } from './tidy.js';

/** What `loadFeed` takes: the attributes of `<news-tag-feed>` of the same names, in camel case, as text or values. */
export interface LoadFeedOptions {
  /** URL of a feed, or of the site or server that a provider reads; several divided by white space, or an array. */
  src?: string | string[];
  /**
   * Where news comes from: `feed`, `gdelt`, `wordpress`, `wordpress-com`, `ghost`, `hacker-news`, `spaceflight-news`,
   * `mastodon`, `forem`, `guardian`, or one of your own; several divided by white space, or an array. Default: `feed`.
   */
  provider?: string | string[];
  /** A key made for browsers, for services that want one. */
  apiKey?: string;
  /** Only articles about this tag, or about several: divided by commas, or an array. Default: all. */
  tag?: string | string[];
  /** With several tags: about any of them, or about all. Default `any`. */
  tagMatch?: 'any' | 'all';
  /** At most so many articles, 1 to 1,000. Default 30. */
  limit?: number;
  /** Time limit per request: milliseconds, or text such as `10s`. Default 10 s, GDELT 20 s. */
  timeout?: number | string;
  /** Ends the requests; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Loads articles without an element: fetches, reads, filters, drops repeats, sorts newest first, limits.
 * Works in a page and on a server.
 * @throws NewsError `config` for options that make no sense; the error of the first source when all of them failed
 */
export async function loadFeed({
  signal = new AbortController().signal,
  provider = 'feed',
  apiKey = '',
  ...options
}: LoadFeedOptions): Promise<Feed> {
  const refuse = (name: string, value: unknown, accepts: string): never => {
    throw new NewsError('config', `loadFeed: ${name} is ${JSON.stringify(value)}; accepted: ${accepts}.`);
  };
  const request = toRequest(options, refuse, globalThis.document?.baseURI);
  const names = list(/\s+/).read(provider) ?? refuse('provider', provider, 'names of providers');
  const isFeed = names.join() === 'feed';
  const sources = isFeed
    ? feedsAt(request)
    : await sourcesOf(names, request, { apiKey, signal, hasTimeout: options.timeout !== undefined });
  const { feeds } = await load(sources, request, { signal, apiKey });
  const { tag, tagMatch } = request;
  const articles = feeds.flatMap(({ source, feed }) =>
    source.provider.searches ? feed.articles : about(feed.articles, tag, tagMatch),
  );
  return { ...merged(feeds.map(({ feed }) => feed)), articles: tidy(articles, { ...request, tag: [] }) };
}
