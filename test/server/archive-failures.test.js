/** Answers of a relay while its archive is full, locked, read-only, slow or gone: what it has, or a clear error. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { createArchiveWith } from '../../dist/server/archive/create-archive.js';
import { openOnEdge } from '../../dist/server/archive/open-archive.js';
import { createArchive } from '../../dist/server/node.js';
import { idle } from '../support/fake-timers.js';
import { MINUTE, crawling } from './crawler-support.js';
import { item, rss, setUp } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const A = 'https://a.example/feed';
const NOW = Date.UTC(2026, 4, 26, 12);

/** Articles that take more than a page of the database each. */
const long = (n) => item(n, `<description>${`word${n} `.repeat(120)}</description>`);
const many = (from, to) => rss(Array.from({ length: to - from }, (_, n) => long(from + n)).join(''));

async function withFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-failures-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A relay over an archive in memory, whose engine the test holds. */
function withEngine({ change = (engine) => engine, timeout, ...options } = {}) {
  let engine;
  const open = async (url) => (engine = change(await openOnEdge(url)));
  const archive = createArchiveWith({ url: ':memory:', now: () => made?.clock.now ?? NOW }, { by: '' }, { open, ...(timeout && { timeout }) }); // prettier-ignore
  const answers = { [A]: rss(item(1)) };
  const made = setUp({ feeds: { world: A }, answers, archive, ...options });
  const health = async () => {
    const response = await made.get('/healthz');
    return { status: response.status, ...(await response.json()) };
  };
  return { ...made, answers, archive, health, run: (sql) => engine.query(sql) };
}

test('a full disk: what is stored is answered, health names the reason, and storing goes on when there is space', async () => {
  const { get, titles, clock, answers, archive, health, run, settled, log } = withEngine();
  assert.deepEqual(await titles(await get('/world')), ['Story 1']);
  const [{ page_count: pages }] = await run('PRAGMA page_count');
  await run(`PRAGMA max_page_count = ${pages}`);
  answers[A] = many(2, 42);
  clock.now += 10 * MINUTE;
  await get('/world');
  await settled();
  await get('/world?limit=2');
  const FULL = 'The database of the archive failed (SQLITE_FULL). Its disk is full: free some space.';
  assert.deepEqual(log.at(-1), { feed: '', code: 'store', message: FULL });
  assert.deepEqual(await titles(await get('/world?limit=3')), ['Story 1']);
  assert.deepEqual(await health(), { status: 503, ...{ status: 'failing' }, reasons: [`The archive failed: ${FULL}`] });
  // A transaction that failed has left nothing.
  assert.equal((await archive.size()).articles, 1);
  assert.deepEqual((await archive.tags({})).length, 0);
  await run('PRAGMA max_page_count = 100000');
  answers[A] = many(2, 43);
  clock.now += 10 * MINUTE;
  await get('/world');
  await settled();
  await get('/world?limit=4');
  assert.equal((await archive.size()).articles, 42);
  assert.equal((await health()).status, 'ok');
});

test('an archive that can only be read goes on answering, and says so', async () => {
  const { get, titles, clock, answers, health, run, settled } = withEngine();
  await get('/world');
  await run('PRAGMA query_only = ON');
  answers[A] = rss(item(2));
  clock.now += 10 * MINUTE;
  await get('/world');
  await settled();
  assert.deepEqual(await titles(await get('/world?limit=3')), ['Story 1']);
  assert.match((await health()).reasons[0], /SQLITE_READONLY\w*\)\. It can only be read: check the access rights/);
});

test('an archive that never answers: copies in memory, 503 with Retry-After for the rest, and no endless wait', async () => {
  let isHanging = false;
  const hang =
    (call) =>
    (...args) =>
      isHanging ? new Promise(() => {}) : call(...args);
  const change = (engine) => ({ ...engine, isBlocking: false, query: hang(engine.query), batch: hang(engine.batch) });
  const { get, titles, health, archive } = withEngine({ change, timeout: 300 });
  await get('/world');
  isHanging = true;
  assert.deepEqual(await titles(await get('/world?limit=5')), ['Story 1']);
  for (const path of ['/tags', '/world?before=0000000abc', '/?before=0000000abc&tag=peace']) {
    const response = await get(path);
    assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '60'], path);
    assert.equal((await response.json()).error.code, 'unavailable');
  }
  const LATE = 'The database of the archive did not answer within 0.3 s.';
  assert.deepEqual((await health()).reasons, [`The archive failed: ${LATE}`]);
  await assert.rejects(archive.store('paper', []).then(() => archive.setState('paper', '')), { code: 'timeout', message: LATE }); // prettier-ignore
  isHanging = false;
  assert.equal((await get('/tags')).status, 200);
  assert.equal((await health()).status, 'ok');
});

/** A database that a test takes away. */
function withOutage() {
  let isDown = false;
  let queries = 0;
  const orDown =
    (call) =>
    (...args) => {
      queries++;
      const refused = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
      return isDown ? refused() : call(...args);
    };
  const change = (engine) => ({ ...engine, query: orDown(engine.query), batch: orDown(engine.batch) });
  const made = withEngine({ change });
  return { ...made, setDown: (value) => (isDown = value), queries: () => queries };
}

const SECONDS = 1000;

test('health is well again when the database is back, and what came meanwhile is stored without a further request', async () => {
  const { get, clock, answers, archive, health, settled, asked, setDown } = withOutage();
  await get('/world');
  await settled();
  setDown(true);
  answers[A] = rss(item(2));
  clock.now += 10 * MINUTE;
  for (const path of ['/?limit=2', '/tags', '/world']) await get(path);
  await settled();
  assert.equal((await health()).status, 'failing');
  setDown(false);
  clock.now += 6 * SECONDS;
  assert.deepEqual(await health(), { status: 'ok', reasons: [] });
  assert.deepEqual([(await archive.size()).articles, asked.length], [2, 2]);
});

test('health asks a database that no client needs, and not more often than every five seconds', async () => {
  const { get, clock, health, setDown, queries } = withOutage();
  await get('/world');
  assert.equal((await health()).status, 'ok');
  setDown(true);
  clock.now += 6 * SECONDS;
  const { status, reasons } = await health();
  assert.equal(status, 'failing');
  assert.match(reasons[0], /^The archive failed: The database of the archive failed \(ECONNREFUSED\)/);
  const before = queries();
  for (let n = 0; n < 10; n++) await health();
  assert.equal(queries(), before);
  setDown(false);
  clock.now += 6 * SECONDS;
  assert.equal((await health()).status, 'ok');
});

test('many requests to an archive that never answers do not pile up', async () => {
  let asked = 0;
  const find = () => (asked++, new Promise(() => {}));
  const { get, titles } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) }, archive: { store: async () => {}, find, tags: find } }); // prettier-ignore
  const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => get(`/world?limit=${n + 1}`)));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.deepEqual(await titles(answers[399]), ['Story 1']);
  assert.equal(asked, 300);
});

test('while another program has locked the file, requests are answered, and storing waits for it', () =>
  withFolder(async (folder) => {
    const url = `file:${join(folder, 'news.db')}`;
    const archive = createArchive({ url });
    const article = { id: '1', url: 'https://a.example/1', title: 'Story', authors: [], tags: [], published: '2026-05-26T09:00:00Z' }; // prettier-ignore
    await archive.store('paper', [article]);
    const other = createClient({ url });
    const transaction = await other.transaction('write');
    let isStored = false;
    const storing = archive.store('paper', [{ ...article, title: 'Changed' }]).then(() => (isStored = true));
    await idle();
    for (let n = 0; n < 5; n++) assert.equal((await archive.find({ limit: n + 1 })).articles[0].title, 'Story');
    assert.equal(isStored, false);
    await transaction.rollback();
    other.close();
    await storing;
    assert.equal((await archive.find({})).articles[0].title, 'Changed');
    await archive.close();
  }));

test('a file that was deleted or replaced gets no more changes, and each is told', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'news 1%.db');
    const gone = { code: 'network', message: 'The file of the archive was deleted or replaced. Restart the relay, which opens the file that is there now.' }; // prettier-ignore
    for (const change of [() => rmSync(path), () => (renameSync(path, `${path}.old`), writeFileSync(path, ''))]) {
      const archive = createArchive({ url: `file:${path.replaceAll('%', '%25')}` });
      await archive.setState('paper', 'state');
      change();
      await assert.rejects(archive.setState('paper', 'lost'), gone);
      await assert.rejects(archive.lease('crawler', 'me', 1000), gone);
      await assert.rejects(
        archive.store('other', []).then(() => archive.store('other', [], 'lost')),
        gone,
      );
      // What was stored is still answered.
      assert.deepEqual([...(await archive.states())], [['paper', 'state']]);
      await archive.close();
      rmSync(path, { force: true });
    }
  }));

test('a crawler whose archive is full reports it until there is space, and then stores what came without a further request', async () => {
  let isFull = true;
  let open;
  const archive = createArchiveWith({ url: ':memory:' }, { by: '' }, { open: async (url) => (open = await openOnEdge(url)) }); // prettier-ignore
  const { store } = archive;
  archive.store = async (...args) => (isFull ? Promise.reject(new Error('The disk is full.')) : store(...args));
  const { crawler, timers, asked, log } = crawling({ answers: { [A]: () => new Response(rss(item(1)), { headers: { 'Content-Type': 'text/xml', ETag: '"1"' } }) }, archive }); // prettier-ignore
  const settle = async () => {
    for (let turn = 0; turn < 60; turn++) await idle();
  };
  await archive.size();
  assert.ok(open);
  crawler.start();
  await settle();
  // Leases go on, which does not make it well.
  await timers.advance(5 * MINUTE, settle);
  assert.equal(crawler.failure, 'The disk is full.');
  assert.deepEqual([asked.length, log.length], [1, 1]);
  isFull = false;
  await timers.advance(MINUTE, settle);
  assert.deepEqual([crawler.failure, asked.length], [undefined, 1]);
  assert.equal((await archive.size()).articles, 1);
  await timers.advance(70 * MINUTE, settle);
  assert.equal(asked[1].headers['If-None-Match'], '"1"');
  await crawler.stop();
});

/** Starts the command with a limit for the size of its files, as a full disk has. */
async function startLimited(folder, origin, kilobytes) {
  // In units of 512 bytes.
  const args = ['-c', `ulimit -f ${kilobytes * 2}; exec "$0" "$@"`, process.execPath, CLI, 'relay', '--feed', `world=${origin}/feed`, '--local', origin, '--archive', 'news.db', '--port', '0']; // prettier-ignore
  const child = spawn('sh', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const failed = new Promise((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text) => (log += text).includes('archive failed') && resolve());
  });
  const url = await new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(log)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const [, found] = /Listening at (\S+)/.exec(text) ?? [];
      if (found) resolve(found);
    });
  });
  return { child, url, failed, log: () => log };
}

test('the command goes on where its file can grow no further: answers, 503 with the reason, a clean end', () =>
  withFolder(async (folder) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/rss+xml' });
      response.end(many(0, 900));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { child, url, failed, log } = await startLimited(folder, `http://127.0.0.1:${server.address().port}`, 300);
    try {
      await failed;
      const news = await fetch(`${url}world`);
      assert.equal(news.status, 200);
      assert.ok((await news.json()).items.length > 0);
      const health = await fetch(`${url}healthz`);
      assert.equal(health.status, 503);
      assert.match((await health.json()).reasons[0], /^The archive failed: The database of the archive failed \(SQLITE_\w+\)\./); // prettier-ignore
      assert.equal((await fetch(`${url}tags`)).status, 200);
    } finally {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      assert.equal(code, 0, log());
      server.close().closeAllConnections();
    }
  }));

test('a file that can be no archive is named with its reason', () =>
  withFolder(async (folder) => {
    const foreign = `file:${join(folder, 'foreign.db')}`;
    const client = createClient({ url: foreign });
    await client.execute('CREATE TABLE articles (title TEXT)');
    client.close();
    writeFileSync(join(folder, 'text.db'), 'No database. '.repeat(1000));
    for (const [url, reason] of [
      [foreign, /of its own/],
      [`file:${join(folder, 'none', 'news.db')}`, /folder/],
      [`file:${folder}`, /folder/],
      [`file:${join(folder, 'text.db')}`, /damaged/],
    ]) {
      const archive = createArchive({ url });
      await assert.rejects(archive.size(), reason, url);
      await archive.close();
    }
  }));
