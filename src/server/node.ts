/** `newsrack/server` on Node, Deno and Bun: the same, with addresses checked after they were looked up. */
import { createPinnedFetch } from './pinned-fetch.js';
import { type Relay, createRelay as createPlainRelay } from './relay.js';
import type { RelayOptions } from './relay-options.js';

export * from './edge.js';

/** @see createPlainRelay */
export const createRelay = (options: RelayOptions): Relay =>
  createPlainRelay({ ...options, fetch: options.fetch ?? createPinnedFetch() });
