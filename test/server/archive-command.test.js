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
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'newsrack-archive-'));
after(() => rmSync(folder, { recursive: true }));

const run = (...args) => spawnSync(process.execPath, [CLI, 'archive', ...args], { cwd: folder, encoding: 'utf8' });

async function filled(name) {
  const archive = createArchive({ url: `file:${join(folder, name)}` });
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

test('copy copies all articles with sources, states and tags', async () => {
  const from = await filled('from.db');
  const { stdout, stderr, status } = run('copy', 'from.db', 'to.db');
  assert.deepEqual([stdout, stderr, status], ['Copied 1200 articles.\n', '', 0]);
  const to = createArchive({ url: `file:${join(folder, 'to.db')}` });
  for (const query of [{ limit: 1000 }, { tag: ['number 7'] }, { sources: ['wire'] }])
    assert.deepEqual(await to.find(query), await from.find(query));
  assert.deepEqual(await to.tags({}), await from.tags({}));
  assert.deepEqual(await to.states(), await from.states());
  await Promise.all([from.close(), to.close()]);
  const again = run('copy', 'from.db', 'to.db');
  assert.equal(again.status, 2);
  assert.match(again.stderr, /not empty\. Name a new one/);
});

test('prune deletes old articles', async () => {
  await (await filled('old.db')).close();
  assert.equal(run('prune', 'old.db', '--max-age', '10d').stdout, 'Deleted 960 articles.\n');
  assert.equal(run('prune', 'old.db', '--max-articles', '10').stdout, 'Deleted 230 articles.\n');
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
  ]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, message);
  }
});

test('a relay with --archive keeps articles over a restart', async () => {
  const upstream = createServer((_request, response) => response.end(rss(item(1) + item(2)))).listen(0, '127.0.0.1');
  await new Promise((resolve) => upstream.once('listening', resolve));
  const origin = `http://127.0.0.1:${upstream.address().port}`;
  const start = async () => {
    const args = ['relay', '--port', '0', '--local', origin, '--feed', `world=${origin}/feed`, '--archive', 'kept.db'];
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
