import type { FeedDraft } from '../model/feed.js';

/** An answer from the network. */
export interface ProviderResponse {
  body: Uint8Array;
  /** The `Content-Type` header; empty where there is none. */
  contentType: string;
  /** Address of the response, after redirects. */
  url: string;
}

/** Fetches an address. Rejects with a `NewsError` for everything but a complete answer with a 2xx status. */
export type FetchResource = (url: string) => Promise<ProviderResponse>;

/** A query to a provider: one source, and what an element's owner wants of it. */
export interface ProviderQuery {
  /** Absolute address of the feed, site or server; empty for services that have an address of their own. */
  src: string;
  /** Words or phrases; none for all the source has. */
  tags: readonly string[];
  /** With several tags: articles about any of them, or about all. */
  tagMatch: 'any' | 'all';
  /** Maximum number of articles. */
  limit: number;
  /** A key made for browsers; empty where none is set. */
  apiKey: string;
  /** Names of the members of a JSON response: as the owner wrote it, text or an object; `undefined` where unset. */
  map?: unknown;
  /** Content inside the element; `undefined` where there is no element. */
  inside?: InlineContent;
}

/** Content that an owner has put inside the element, for sources that read it. */
export interface InlineContent {
  /** Address of the page: relative ones are resolved against it. */
  url: string;
  /** Data blocks: `type` in lower case. */
  scripts: { type: string; text: string }[];
  /** Links in order, with what they say. */
  links: { url: string; text: string }[];
}

/**
 * One kind of place that news comes from. `get` is handed in, so that the same provider works in a page, on a server
 * and in a test with a table of replies.
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
  /** Hosts that are asked for an address, for readers whose consent is wanted. Default: that of `src`. */
  hosts?: readonly string[] | ((src: string) => readonly string[]);
  /** Time limit per request in milliseconds. Default: 10 seconds. */
  timeout?: number;
  /** Milliseconds between two requests, for sources that take one at a time. */
  minInterval?: number;
  /** Milliseconds for which asking again gives nothing new: so long, a kept copy is shown instead of asking. Default: 0. */
  freshFor?: number;
  /** Milliseconds to leave the source alone after it turned a request away, or failed in a way that may mean so. Default: 0. */
  coolDown?: number;
  /**
   * Articles as plain objects of the shape of `Article`; the caller checks each one.
   * @throws NewsError
   */
  read(query: ProviderQuery, get: FetchResource): Promise<FeedDraft>;
}
