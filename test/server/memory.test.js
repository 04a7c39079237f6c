/** A relay in a process with little memory. `npm run bench -- memory` runs the same with a hundred times as much. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runMemoryLoad } from '../../bench/memory-load.js';
import { toFeed } from '../../dist/model/feed.js';
import { BoundedCache } from '../../dist/server/bounded-cache.js';
import { heapSizeOf } from '../../dist/server/heap-size.js';
import { RelayMemory } from '../../dist/server/relay-memory.js';

test('a relay with 96 MB of heap lives through more feeds and queries than fit into it', async () => {
  const load = { addresses: 45, requests: 50, queries: 30, bytes: 1.4e6, megabytes: 96 };
  const { statuses, isAlive } = await runMemoryLoad(load);
  assert.deepEqual([statuses, isAlive], [{ 200: 80 }, true]);
});
