/** `newsrack archive`, and `newsrack relay --archive`. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createArchive } from '../../dist/server/node.js';
import * as engines from './archive-engines.js';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'newsrack-archive-'));
after(() => rmSync(folder, { recursive: true }));

const run = (...args) => spawnSync(process.execPath, [CLI, 'archive', ...args], { cwd: folder, encoding: 'utf8' });

const libsql = engines.libsql();
const postgres = engines.postgres();

async function fill(database) {
  const archive = createArchive(database);
  const articles = Array.from({ length: 1200 }, (_, n) => ({
    id: String(n),
    url: `https://a.example/${n % 100 ? n : 'notices'}`,
    title: `Story number ${n}`,
    authors: [],
    tags: ['Peace'],
    published: new Date(Date.now() - n * 36e5 - 18e5).toISOString(),
  }));
  await archive.store('paper', articles, 'state');
  await archive.store('wire', articles.slice(5, 7));
  return archive;
}

for (const [source, target] of [
  [libsql, libsql],
  [libsql, postgres],
  [postgres, libsql],
]) {
  test(`copy copies all articles with sources, states and tags from ${source.name} to ${target.name}`, async () => {
    const [origin, copy] = [await source.create(), await target.create()];
    const from = await fill(origin);
    const { stdout, stderr, status } = run('copy', origin.url, copy.url);
    assert.deepEqual([stdout, stderr, status], ['Copied 1200 articles.\n', '', 0]);
    const to = createArchive(copy);
    for (const query of [{ limit: 1000 }, { tag: ['number 7'] }, { sources: ['wire'] }])
      assert.deepEqual(await to.find(query), await from.find(query));
    assert.deepEqual(await to.tags({}), await from.tags({}));
    assert.deepEqual(await to.states(), await from.states());
    // The next source gets a number of its own.
    await to.store('third', (await to.find({ limit: 3 })).articles);
    assert.equal((await to.find({ sources: ['third'], limit: 10 })).articles.length, 3);
    assert.equal((await to.find({ sources: ['wire'], limit: 10 })).articles.length, 2);
    await Promise.all([from.close(), to.close()]);
    const again = run('copy', origin.url, copy.url);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /not empty\. Name a new one/);
  });
}

for (const engine of [libsql, postgres]) {
  test(`prune deletes old articles from ${engine.name}`, async () => {
    const database = await engine.create();
    await (await fill(database)).close();
    assert.equal(run('prune', database.url, '--max-age', '10d').stdout, 'Deleted 960 articles.\n');
    assert.equal(run('prune', database.url, '--max-articles', '10').stdout, 'Deleted 230 articles.\n');
    assert.equal(run('prune', database.url, '--max-articles', '9').stdout, 'Deleted 1 article.\n');
  });
}

test('remove deletes an article by its link, and the articles of a source', async () => {
  const database = await libsql.create();
  await (await fill(database)).close();
  assert.equal(run('remove', database.url, '--article', 'https://a.example/7').stdout, 'Deleted 1 article.\n');
  assert.equal(run('remove', database.url, '--article', 'https://a.example/7').stdout, 'Deleted 0 articles.\n');
  assert.equal(run('remove', database.url, '--source', 'paper').stdout, 'Deleted 1199 articles.\n');
  const { status, stderr } = run('remove', database.url, '--source', 'https://a.example/feed');
  assert.deepEqual([status, stderr], [2, 'newsrack archive: The archive has no source https://a.example/feed.\n']);
});

test('failures of a database are named without its password', () => {
  for (const [url, status] of [
    ['postgres://news:secret@127.0.0.1:1/news', 3],
    ['postgres://news:secret@[/news', 2],
    ['postgres://news:sec%zzret@127.0.0.1:1/news', 3],
  ]) {
    const { stdout, stderr, ...result } = run('prune', url, '--max-age', '1d');
    assert.equal(result.status, status, stderr);
    assert.match(stderr, /^newsrack archive: .*database/);
    assert.doesNotMatch(stdout + stderr, /sec|:1\/news/);
  }
});

test('wrong options are named', () => {
  for (const [args, message] of [
    [[], /Expected: copy FROM TO/],
    [['copy', 'a.db'], /Expected: copy FROM TO/],
    [['copy', 'a.db', 'b.db'], /There is no archive a\.db/],
    [['prune', 'a.db'], /Nothing to delete/],
    [['prune', 'a.db', '--max-age', 'x'], /Invalid --max-age: "x"/],
    [['prune', 'a.db', '--max-articles', '-1'], /--max-articles/],
    [['prune', 'a.db', '--max-agee', '1d'], /Unknown option --max-agee. Expected: --max-age/],
    [['burn', 'a.db'], /Expected: copy FROM TO/],
    [['constructor', 'a.db'], /Expected: copy FROM TO/],
    [['copy', 'a.db', 'b.db', '--source', 'x'], /copy does not take --source/],
    [['prune', 'a.db', '--article', 'https://a.example/1'], /prune does not take --article/],
    [['remove', 'a.db', '--max-age', '1d'], /remove does not take --max-age/],
    [['remove', 'a.db'], /Expected: --article URL, or --source URL/],
    [
      ['remove', 'a.db', '--article', 'https://a.example/1', '--source', 'paper'],
      /Expected: --article URL, or --source/,
    ],
    [['remove', 'a.db', '--article', 'a.example/1'], /Invalid --article: "a.example\/1"/],
    [['remove', 'a.db', '--source', 'paper'], /There is no archive a\.db/],
  ]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, message);
  }
});

for (const engine of [libsql, postgres]) {
  test(`a relay with --archive keeps articles in ${engine.name} over a restart`, async () => {
    const { url: database } = await engine.create();
    const upstream = createServer((_request, response) => response.end(rss(item(1) + item(2)))).listen(0, '127.0.0.1');
    await new Promise((resolve) => upstream.once('listening', resolve));
    const origin = `http://127.0.0.1:${upstream.address().port}`;
    const start = async () => {
      const args = ['relay', '--port', '0', '--local', origin, '--feed', `world=${origin}/feed`, '--archive', database];
      const relay = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
      for await (const line of createInterface({ input: relay.stdout })) {
        const [, url] = /Listening at (\S+)/.exec(line) ?? [];
        if (url) return { relay, url };
      }
      throw new Error('The relay did not start.');
    };
    const count = async (url) => (await (await fetch(url)).json()).items.length;
    const first = await start();
    assert.equal(await count(`${first.url}world`), 2);
    first.relay.kill('SIGKILL');
    upstream.close().closeAllConnections();
    const second = await start();
    try {
      assert.equal(await count(`${second.url}world`), 2);
      assert.equal(await count(`${second.url}?tag=story`), 2);
    } finally {
      second.relay.kill('SIGKILL');
    }
  });
}
