import { NewsError } from '../model/error.js';
import { owned } from '../model/owned.js';
import { type Feed, changedFeed } from '../model/feed.js';
import { toRequest } from '../model/request.js';
import { shown } from '../model/shown.js';
import { catalogue } from '../providers/catalogue.js';
import { filterArticles } from '../select/filter-articles.js';
import { load } from './load.js';
import { merged } from './load-feeds.js';
import { sourcesOf } from './sources.js';
import { withArchive } from './with-archive.js';
import { settings } from '../network/settings.js';
import { selectArticles } from '../select/select-articles.js';

/** Options of `loadFeed`: the attributes of `<news-tag-feed>` of the same names, in camel case, as text or values. */
export interface LoadFeedOptions {
  /** URL of a feed, or of the site or server that a provider reads; several separated by white space, or an array. */
  src?: string | string[];
  /**
   * Provider of the articles: `feed`, `gdelt`, `wordpress`, `wordpress-com`, `ghost`, `hacker-news`, `spaceflight-news`,
   * `mastodon`, `forem`, `guardian`, `json`, or one of your own; several separated by white space, or an array.
   * Default: `feed` with `src`, else `gdelt`.
   */
  provider?: string | string[];
  /** API key made for browsers, for services that need one. */
  apiKey?: string;
  /** Only articles about this tag; several separated by commas, or an array. Default: all articles. */
  tag?: string | string[];
  /** With several tags: articles about any of them, or about all. Default: `any`. */
  tagMatch?: 'any' | 'all';
  /** URL of your relay, for feeds without CORS headers. */
  relay?: string;
  /** Names of the members of JSON responses, for the provider `json`. */
  map?: string | object;
  /** Only articles with one of these words or phrases, separated by commas, or an array; `+` between two requires both. */
  include?: string | string[];
  /** No articles with one of these. */
  exclude?: string | string[];
  /** No articles of these publishers: names or hosts. */
  excludePublisher?: string | string[];
  /** No older articles: milliseconds, or text such as `36h`, `7d`. Default: any age. */
  maxAge?: number | string;
  /** Maximum number of articles of one publisher. Default: any number. */
  perPublisher?: number;
  /** Maximum number of articles (1–1,000). Default 30. */
  limit?: number;
  /** Time limit per request: milliseconds, or text such as `10s`. Default 10 s, GDELT 20 s. */
  timeout?: number | string;
  /** Aborts the requests. The promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Loads articles without an element: fetches, reads, filters, drops repeats, sorts newest first, limits.
 * Works in a page and on a server.
 * @throws NewsError `config` for invalid options; the error of the first source when all of them failed
 */
export async function loadFeed(given: LoadFeedOptions): Promise<Feed> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new NewsError('config', `loadFeed: the options are ${shown(given)}; expected an object.`);
  }
  // Members that a page has added to `Object.prototype` are not options.
  const { signal = new AbortController().signal, ...options } = owned(given);
  const onInvalidValue = (name: string, value: unknown, accepts: string): never => {
    throw new NewsError('config', `loadFeed: ${name} is ${shown(value)}; expected ${accepts}.`);
  };
  const asked = withArchive(toRequest(options, onInvalidValue, globalThis.document?.baseURI), options.provider);
  const request = { ...asked, relay: asked.relay || (settings.relay ?? '') };
  const { feeds, problems } = await load(await sourcesOf(request, catalogue), request, { signal });
  if (!feeds.length) throw problems[0]!.error;
  const feed = merged(feeds, request);
  return changedFeed(feed, { articles: selectArticles(feed.articles, request, Date.now(), filterArticles) });
}
