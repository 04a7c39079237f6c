/** `newsrack/server` on Node, Deno and Bun: the same, with addresses checked after they were looked up, and large feeds read in workers. */
import { createPinnedFetch } from './pinned-fetch.js';
import { createFeedReader } from './feed-reader.js';
import { type Relay, createRelayWith } from './relay.js';
import type { RelayOptions } from './relay-options.js';

export * from './edge.js';

/** @see createRelayWith */
export const createRelay = (options: RelayOptions): Relay =>
  createRelayWith({ ...options, fetch: options.fetch ?? createPinnedFetch() }, { readFeed: createFeedReader() });
