/**
 * `newsrack/server` on platforms without `node:https`, such as Cloudflare Workers. Code there can't see the IP address
 * that a host name resolves to, so only the list of allowed hosts keeps a relay from fetching from private addresses.
 */
export { type ArchiveOptions, createArchive } from './archive/create-archive.js';
export type {
  Archive,
  ArchivePage,
  ArchiveQuery,
  ArchivedTag,
  DatabaseArchive,
  SourceStates,
  StoreResult,
} from './archive/archive-types.js';
export { cacheStore } from './cache-store.js';
export type { RelayErrorCode } from './responses.js';
export type { RelayLogEntry, RelayStore } from './cached-source.js';
export { type Pages, createPages } from './pages/create-pages.js';
export { mountPages } from './pages/mount-pages.js';
export type { PageBanner, PageColor, PagesLogEntry, PagesOptions } from './pages/page-options.js';
export { type Relay, createRelay } from './relay.js';
export type { RelayContext, RelayFeed, RelayOptions } from './relay-options.js';
export { type FeedAttributes, type GivenFeed, type RenderOptions, feedStyleSheet, renderFeed } from './render.js';
export { type Snapshot, SnapshotError, type SnapshotOptions, type SnapshotSource, takeSnapshot } from './snapshot.js';
