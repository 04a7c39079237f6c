/** `newsrack/server` on Node, Deno and Bun: the same, with addresses checked after they were looked up, and large feeds read in workers. */
import { isObject } from './check-options.js';
import { createPinnedFetch } from './pinned-fetch.js';
import { createFeedReader } from './feed-reader.js';
import { type Relay, createRelayWith } from './relay.js';
import type { RelayOptions } from './relay-options.js';
import { type Snapshot, type SnapshotOptions, takeSnapshot as takePlainSnapshot } from './snapshot.js';

export * from './edge.js';

/** Fetches are checked after DNS, unless the owner has one of their own. The check of the options refuses what is no object. */
const withPinnedFetch = <T extends { fetch?: typeof fetch }>(options: T): T =>
  isObject(options) && options.fetch === undefined ? { ...options, fetch: createPinnedFetch() } : options;

/** @see createRelayWith */
export const createRelay = (options: RelayOptions): Relay =>
  createRelayWith(withPinnedFetch(options), { readFeed: createFeedReader() });

/** @see takePlainSnapshot */
export const takeSnapshot = (options: SnapshotOptions): Promise<Snapshot> =>
  takePlainSnapshot(withPinnedFetch(options));
