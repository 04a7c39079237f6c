import type { FeedDraft } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';

/** An answer from the network. */
export interface Reply {
  body: Uint8Array;
  /** The `Content-Type` header; empty where there is none. */
  contentType: string;
  /** Where the answer came from, after redirects. */
  url: string;
}

/**
 * Fetches an address. Rejects with a `NewsError` for everything but a complete answer with a 2xx status.
 */
export type Get = (url: string) => Promise<Reply>;

/**
 * One kind of place that news comes from. `get` is handed in, so that the same provider works in a page, on a server
 * and in a test with a table of replies.
 */
export interface Provider {
  name: string;
  /**
   * Reads one source: `request.src` holds one address.
   * @throws NewsError
   */
  read(request: NewsRequest, get: Get): Promise<FeedDraft>;
}
