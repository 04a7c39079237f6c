/**
 * `newsrack/server` where there is no `node:https`, such as on Cloudflare Workers. The platform looks names up where nobody can see the answer: there, the
 * hosts that the owner names are what keeps a relay from asking others.
 */
export { cacheStore } from './cache-store.js';
export type { RelayErrorCode } from './responses.js';
export type { RelayLogEntry, RelayStore } from './cached-source.js';
export { type Relay, createRelay } from './relay.js';
export type { RelayContext, RelayFeed, RelayOptions } from './relay-options.js';
export { type FeedAttributes, type GivenFeed, type RenderOptions, feedStyleSheet, renderFeed } from './render.js';
export { type Snapshot, SnapshotError, type SnapshotOptions, type SnapshotSource, takeSnapshot } from './snapshot.js';
