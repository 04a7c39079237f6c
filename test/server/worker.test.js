/** The relay as a Cloudflare Worker, in the runtime that Cloudflare runs: https://github.com/cloudflare/workerd */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { Miniflare, Response } from 'miniflare';
import { bundledWorker } from './bundled-worker.js';
import { item, rss } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'newsrack-'));
const asked = [];
let answers;
let script;
let worker;

const start = () =>
  new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-04-01',
    cachePersist: folder,
    ratelimits: { LIMITER: { simple: { limit: 100, period: 60 } } },
    outboundService(request) {
      asked.push(request);
      return answers[new URL(request.url).pathname]?.(request) ?? new Response('secret', { status: 500 });
    },
  });

const xml = (body) => new Response(body, { headers: { 'Content-Type': 'text/xml' } });
const get = (path, headers = {}) => worker.dispatchFetch(`https://relay.example${path}`, { headers });
const at = (address) => get(`/?url=${encodeURIComponent(address)}`);

before(async () => {
  script = await bundledWorker('server.md');
  worker = start();
});
after(async () => {
  await worker.dispose();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
  answers = { '/world.xml': () => xml(rss(item(1))), '/news.atom': () => xml(rss(item(2))) };
});

test('simultaneous requests share one answer, which the next process reuses', async () => {
  const responses = await Promise.all(Array.from({ length: 20 }, () => get('/world')));
  for (const response of responses) {
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.deepEqual(
      (await response.json()).items.map(({ title }) => title),
      ['Story 2', 'Story 1'],
    );
  }
  assert.deepEqual(asked.map(({ url }) => url).sort(), [
    'https://example.com/news.atom',
    'https://example.org/world.xml',
  ]);
  assert.equal(asked[0].headers.get('user-agent'), 'newsrack-relay/1');
  await worker.dispose();
  worker = start();
  const response = await get('/world?limit=1');
  assert.equal((await response.json()).items.length, 1);
  assert.equal(asked.length, 2);
});

test('a client with a current copy gets a 304', async () => {
  const etag = (await get('/world')).headers.get('etag');
  const response = await get('/world', { 'If-None-Match': etag });
  assert.deepEqual([response.status, await response.text()], [304, '']);
});

test('redirects are followed one by one', async () => {
  const leading = (to) => () => new Response(null, { status: 302, headers: { Location: to } });
  answers['/in'] = leading('https://www.example.net/feed');
  answers['/feed'] = () => xml(rss(item(1)));
  answers['/out'] = leading('https://127.0.0.1/feed');
  assert.equal((await at('https://example.net/in')).status, 200);
  assert.equal(asked.length, 2);
  assert.equal((await at('https://example.net/out')).status, 502);
  assert.equal(asked.length, 3);
});

test('a redirect with raw UTF-8 in it is followed, and a feed without a type is read', async () => {
  answers['/raw'] = () => new Response(null, { status: 302, headers: { Location: '/caf\xc3\xa9' } });
  answers['/caf%C3%A9'] = () => new Response(new TextEncoder().encode(rss(item(1))));
  assert.equal((await at('https://example.net/raw')).status, 200);
  assert.equal(new URL(asked[1].url).pathname, '/caf%C3%A9');
});

test('failures have an error code, without echoing the input', async () => {
  const response = await at('https://example.net/dead');
  assert.equal(response.status, 502);
  assert.ok(!(await response.text()).includes('secret'));
  for (const address of ['http://example.net/', 'https://169.254.169.254/', 'https://example.org/world.xml']) {
    assert.equal((await at(address)).status, 403, address);
  }
  assert.equal(asked.length, 1);
});

test('the platform limits clients by their address', async () => {
  const answered = async () => (await get('/world', { 'CF-Connecting-IP': '192.0.2.1' })).status === 200;
  let count = 0;
  // A new minute may begin meanwhile.
  while (count < 300 && (await answered())) count++;
  assert.ok(count >= 100 && count < 300, `${count}`);
  assert.equal((await get('/world', { 'CF-Connecting-IP': '192.0.2.2' })).status, 200);
});
