import type { FeedDraft } from '../model/feed.js';

/** A response from the network. */
export interface ProviderResponse {
  body: Uint8Array;
  /** The `Content-Type` header; empty if there is none. */
  contentType: string;
  /** URL of the response, after redirects. */
  url: string;
}

/** Fetches a URL. Rejects with a `NewsError` for everything but a complete response with a 2xx status. */
export type FetchResource = (url: string) => Promise<ProviderResponse>;

/** A query to a provider: one source, and the request of the element. */
export interface ProviderQuery {
  /** Absolute URL of the feed, site or server; empty for services with a fixed URL. */
  src: string;
  /** Words or phrases; an empty list for all articles of the source. */
  tags: readonly string[];
  /** With several tags: articles about any of them, or about all. */
  tagMatch: 'any' | 'all';
  /** Maximum number of articles. */
  limit: number;
  /** API key made for browsers; empty if none is set. */
  apiKey: string;
  /** Names of the members of a JSON response: as the owner wrote it, text or an object; `undefined` where unset. */
  map?: unknown;
  /** Content inside the element; `undefined` where there is no element. */
  inside?: InlineContent;
}

/** The owner's content inside the element, for sources that read it. */
export interface InlineContent {
  /** URL of the page, against which relative URLs are resolved. */
  url: string;
  /** Data blocks: `type` in lower case. */
  scripts: { type: string; text: string }[];
  /** Links in order, with their text. */
  links: { url: string; text: string }[];
}

/**
 * A provider: reads one kind of source. `get` is a parameter, so that the same provider works in a page, on a server and in
 * a test with a table of responses.
 */
export interface Provider {
  name: string;
  /** True if it reads each address in `src` by itself; else it is called once. Default: false. */
  readsSource?: boolean;
  /**
   * True if the source searches by tag itself. Then a change of tag sends a new request, and its articles are not filtered by
   * tag, since the tag may stand in a text that the source does not give. Default: false.
   */
  searches?: boolean | ((src: string) => boolean);
  /** Returns the hosts that requests for a URL contact, for the reader's consent. Default: that of `src`. */
  hosts?: readonly string[] | ((src: string) => readonly string[]);
  /** Time limit per request in milliseconds. Default: 10 seconds. */
  timeout?: number;
  /** Milliseconds between two requests, for sources that take one at a time. */
  minInterval?: number;
  /** Milliseconds for which a cached copy replaces a request, since the source has nothing new before. Default: 0. */
  freshFor?: number;
  /** Cool-down in milliseconds after a refusal, or a failure that may be one. Default: 0. */
  coolDown?: number;
  /**
   * Returns articles as plain objects of the shape of `Article`. The caller validates each one.
   * @throws NewsError
   */
  read(query: ProviderQuery, get: FetchResource): Promise<FeedDraft>;
}
