/** A relay with an archive as a Cloudflare Worker: the one that docs/desk.md tells owners to write. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Miniflare, Response } from 'miniflare';
import { bundledWorker } from './bundled-worker.js';
import { item, rss } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'newsrack-worker-'));
let answer = () => rss(item(1, '<category>Peace</category>') + item(2));
let script;
let worker;

const start = () =>
  new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-04-01',
    d1Databases: ['DB'],
    d1Persist: folder,
    outboundService: () => new Response(answer(), { headers: { 'Content-Type': 'text/xml' } }),
  });

before(async () => {
  script = await bundledWorker('desk.md');
  worker = start();
});
after(async () => {
  await worker.dispose();
  rmSync(folder, { recursive: true });
});

const get = async (path) => (await worker.dispatchFetch(`https://relay.example${path}`)).json();
const titles = async (path) => (await get(path)).items.map(({ title }) => title);

test('simultaneous first requests are all answered', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => titles('/?tag=story')));
  for (const one of all) assert.deepEqual(one, ['Story 2', 'Story 1']);
  assert.deepEqual(await titles('/world?tag=peace'), ['Story 1']);
  assert.deepEqual((await get('/tags?since=3650d')).tags.map(({ name }) => name), ['Peace']); // prettier-ignore
});

test('the next process has what feeds no longer list, and the trigger stores what they list now', async () => {
  await worker.dispose();
  answer = () => rss(item(3));
  worker = start();
  await (await worker.getWorker()).scheduled();
  assert.deepEqual(await titles('/world'), ['Story 3', 'Story 2', 'Story 1']);
});
