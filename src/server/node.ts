/** `newsrack/server` on Node, Deno and Bun: checks IP addresses after DNS, and parses large feeds in workers. */
import type { DatabaseArchive } from './archive/archive-types.js';
import { type ArchiveOptions, createArchiveWith } from './archive/create-archive.js';
import { openEngine } from './archive/open-engine.js';
import { isObject } from './check-options.js';
import { createLocalFetch, createPinnedFetch } from './pinned-fetch.js';
import { createFeedReader } from './feed-reader.js';
import { type Relay, createRelayWith } from './relay.js';
import type { RelayOptions } from './relay-options.js';
import { createTurns } from './work-queue.js';
import { type Snapshot, type SnapshotOptions, takeSnapshotWith } from './snapshot.js';

export * from './edge.js';

/** One for all relays and snapshots of the process, which then share connections. */
const pinnedFetch = createPinnedFetch();
const localFetch = createLocalFetch();

/** Adds a `fetch` that checks IP addresses after DNS, unless the owner sets another. Invalid options are rejected later. */
const withPinnedFetch = <T extends { fetch?: typeof fetch }>(options: T): T =>
  isObject(options) && options.fetch === undefined ? { ...options, fetch: pinnedFetch } : options;

/** @see createRelayWith */
export const createRelay = (options: RelayOptions): Relay =>
  createRelayWith(withPinnedFetch(options), { readFeed: createFeedReader(), localFetch, turns: createTurns() });

/** @see takeSnapshotWith */
export const takeSnapshot = (options: SnapshotOptions): Promise<Snapshot> =>
  takeSnapshotWith(withPinnedFetch(options), { localFetch });

/**
 * Creates an archive as on other platforms, which also notices that its file was deleted or replaced.
 * @throws NewsError `config` for invalid options
 */
export const createArchive = (options: ArchiveOptions): DatabaseArchive =>
  createArchiveWith(options, { by: 'createArchive' }, { open: openEngine });
