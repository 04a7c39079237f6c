/** `newsrack relay --archive --pictures`, killed fifty times at any moment of a crawl; ten times with `npm test`. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { isThorough } from '../support/thorough.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const KILLS = isThorough ? 50 : 10;
const SOURCES = 24;
/** Number of articles in a feed, and how many of them are new in the next round. */
const LIST = 20;
const NEW = 4;
const START = Date.now() - 36e5;

/** Loopback addresses: the crawler takes each for another host, so that requests are on their way at once. */
const HOSTS = process.platform === 'linux' ? ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'] : ['127.0.0.1'];

/** Returns numbers from 0 to 1 that are the same in each run. */
function seeded(seed) {
  return () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** Sources whose feeds go on with each round; their articles have pages with a picture. */
function startSources() {
  const state = { round: 0, /** Requests to feeds. */ requests: 0, pages: [], onRequest: () => {} };
  const server = createServer((request, response) => {
    const [, kind, source, number] = request.url.split('/');
    if (kind === 'story') {
      state.pages.push(request.url);
      response.writeHead(200, { 'Content-Type': 'text/html' });
      return response.end(`<meta property="og:image" content="/picture/${source}/${number}.jpg">`);
    }
    state.requests++;
    state.onRequest();
    const etag = `"${state.round}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    response.writeHead(200, { 'Content-Type': 'application/rss+xml', ETag: etag });
    response.end(feedOf(request.headers.host, source, state.round));
  });
  return new Promise((resolve) => {
    server.listen(0, HOSTS.length > 1 ? '0.0.0.0' : HOSTS[0], () => resolve({ server, state, port: server.address().port })); // prettier-ignore
  });
}

/** Returns the numbers of the articles that a feed lists in a round. */
const listed = (round) => Array.from({ length: LIST }, (_, n) => round * NEW + n);

function feedOf(host, source, round) {
  const items = listed(round).map((n) => {
    const date = new Date(START + n * 1000 + source * 60_000).toUTCString();
    return `<item><title>Story ${n} of ${source}</title><link>http://${host}/story/${source}/${n}</link><category>peace</category><pubDate>${date}</pubDate></item>`;
  });
  return `<rss version="2.0"><channel><title>Paper ${source}</title>${items.join('')}</channel></rss>`;
}

/** Starts the command. Resolves to its process, and to its exit. */
function startRelay(folder, origins) {
  const feeds = Array.from({ length: SOURCES }, (_, n) => ['--feed', `f${n}=${origins[n % origins.length]}/feed/${n}`]); // prettier-ignore
  const local = origins.flatMap((origin) => ['--local', origin]);
  const args = ['relay', ...feeds.flat(), ...local, '--archive', 'news.db', '--pictures', '--port', '0'];
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (log += text));
  return { child, exit: once(child, 'exit'), log: () => log };
}

/** Opens the database as any program may, to look at all that is in it. */
async function withDatabase(folder, run) {
  const client = createClient({ url: `file:${join(folder, 'news.db')}` });
  try {
    return await run(async (sql) => (await client.execute(sql)).rows);
  } finally {
    client.close();
  }
}

/** Asserts that all that belongs together is there, once. Returns the URLs of the articles. */
async function assertWhole(query) {
  assert.deepEqual(await query('PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
  const articles = (await query('SELECT id, keys, body FROM articles')).map((row) => ({ ...row, ...JSON.parse(row.body) })); // prettier-ignore
  const urls = new Set(articles.map(({ url }) => url));
  assert.equal(urls.size, articles.length, 'an article is there twice');
  const [{ words }] = await query(`SELECT count(*) AS words FROM article_words WHERE article_words MATCH '"story"'`);
  assert.equal(Number(words), articles.length);
  const [{ keys }] = await query('SELECT count(*) AS keys FROM article_keys');
  assert.equal(Number(keys), articles.flatMap((one) => JSON.parse(one.keys)).length);
  const [{ tagged }] = await query("SELECT coalesce(sum(count), 0) AS tagged FROM tag_days WHERE tag = 'peace'");
  assert.equal(Number(tagged), articles.length);
  for (const { name, state } of await query('SELECT name, state FROM sources WHERE state IS NOT NULL')) {
    const round = Number(/"etag":"\\"(\d+)\\""/.exec(state)[1]);
    // The state of a source is stored with the articles that it stands for.
    for (const n of listed(round)) assert.ok(urls.has(`${name.replace('/feed/', '/story/')}/${n}`), `${name}: ${n}`);
  }
  return urls;
}

/** Makes all sources due, and the lease of the process that was killed run out, as time does. */
async function passTime(query) {
  await query(`UPDATE sources SET state = json_set(state, '$.due', 1) WHERE state IS NOT NULL`);
  await query('DELETE FROM leases');
}

/** Resolves when a process was killed: after a number of requests and milliseconds. */
async function killedAt({ child, exit }, state, { requests, milliseconds }) {
  const begin = state.requests;
  if (requests) {
    await new Promise((resolve) => {
      state.onRequest = () => state.requests - begin >= requests && resolve();
      void exit.then(resolve);
    });
  }
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await exit;
}

test(`kill -9 ${KILLS} times while crawling loses and doubles nothing, and the next start goes on`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-crawl-killed-'));
  const random = seeded(20_261_129);
  const { server, state, port } = await startSources();
  const origins = HOSTS.map((host) => `http://${host}:${port}`);
  try {
    let before = new Set();
    for (let kill = 0; kill < KILLS; kill++) {
      const relay = startRelay(folder, origins);
      // A tenth is killed while it starts, the others during their crawl.
      const isEarly = kill % 10 === 9;
      const requests = isEarly ? 0 : 1 + Math.floor(random() * SOURCES);
      await killedAt(relay, state, { requests, milliseconds: Math.floor(random() * (isEarly ? 500 : 40)) });
      assert.equal(relay.log(), '');
      before = await withDatabase(folder, async (query) => {
        const urls = await assertWhole(query);
        for (const url of before) assert.ok(urls.has(url), `${url} is lost`);
        // A host gets its next request when the last response of it is stored.
        if (requests > HOSTS.length) assert.ok(urls.size > before.size, 'the start did not go on');
        await passTime(query);
        return urls;
      });
      state.round++;
    }
    const repeated = state.pages.length - new Set(state.pages).size;
    assert.ok(repeated <= KILLS, `${repeated} pages were requested again`);

    const last = startRelay(folder, origins);
    const begin = state.requests;
    await new Promise((resolve) => (state.onRequest = () => state.requests - begin >= SOURCES && resolve()));
    last.child.kill('SIGTERM');
    await last.exit;
    assert.equal(last.log(), '');
    const all = await withDatabase(folder, assertWhole);
    const missing = Array.from({ length: SOURCES }, (_, n) => `${origins[n % origins.length]}/story/${n}`).filter((story) => !all.has(`${story}/${listed(state.round).at(-1)}`)); // prettier-ignore
    assert.ok(missing.length <= HOSTS.length, `${missing.length} sources were not stored`);
  } finally {
    server.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
});
