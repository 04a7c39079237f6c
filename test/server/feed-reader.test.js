/** Large feeds are read beside the thread that answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFeedReader } from '../../dist/server/feed-reader.js';
import { createRelayWith } from '../../dist/server/relay.js';
import { item, rss, xml } from './support.js';

const WORKER = new URL('workers/endless.js', import.meta.url);
const large = (word) => rss(item(1) + item(2) + `<!--${word.padEnd(100_000, ' x')}-->`);

/** A relay whose sources are these, with a reader of large feeds. */
function setUp(readFeed, answers) {
  const log = [];
  const relay = createRelayWith(
    {
      allow: ['a.example'],
      fetch: async (url) => xml(answers[new URL(url).pathname]),
      log: (entry) => log.push(entry),
    },
    { readFeed },
  );
  const get = (path) => relay(new Request(`https://relay.example/?url=https://a.example${path}`));
  const titles = async (response) => (await response.json()).items.map(({ title }) => title);
  return { get, titles, log };
}

const isSettled = (promise) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);

test('a worker reads a feed with the same result as the main thread', async () => {
  const document = large('comment');
  const answers = { '/large': document, '/small': rss(item(1) + item(2)) };
  let inWorkers = 0;
  const read = createFeedReader();
  const { get, titles } = setUp(async (reply) => {
    const draft = await read(reply);
    if (draft) inWorkers++;
    return draft;
  }, answers);
  assert.deepEqual(await titles(await get('/large')), await titles(await get('/small')));
  assert.equal(inWorkers, 1);
});

test('a worker rejects other documents with the same error', async () => {
  const { get, log } = setUp(createFeedReader(), { '/page': `<!doctype html>${'x'.repeat(100_000)}` });
  assert.equal((await get('/page')).status, 502);
  assert.equal(log[0].code, 'format');
});

test('a worker’s error stays one though objects inherit what feeds have', async (t) => {
  for (const name of ['json', 'code', 'message']) {
    Object.defineProperty(Object.prototype, name, { value: 'polluted', configurable: true, writable: true });
    t.after(() => delete Object.prototype[name]);
  }
  const read = createFeedReader();
  const body = new TextEncoder().encode(`<!doctype html>${'x'.repeat(100_000)}`);
  const response = { body, contentType: 'text/html', url: 'https://a.example/page' };
  await assert.rejects(read(response), { name: 'NewsError', code: 'format' });
});

test('a feed that takes too long delays no other, and is rejected', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answers = { '/endless': large('endless'), '/small': rss(item(1)), '/large': large('fine') };
  let isReading;
  const begun = new Promise((resolve) => (isReading = resolve));
  const read = createFeedReader(WORKER);
  const { get, titles, log } = setUp((reply) => {
    if (reply.url.endsWith('/endless')) isReading();
    return read(reply);
  }, answers);
  const endless = get('/endless');
  await begun;
  assert.deepEqual(await titles(await get('/small')), ['Story 1']);
  assert.equal(await isSettled(endless), false);
  t.mock.timers.tick(30_001);
  assert.equal((await endless).status, 502);
  assert.equal(log[0].code, 'format');
  assert.deepEqual(await titles(await get('/large')), ['Read']);
});

test('a feed that needs too much memory ends its worker, not the process', async () => {
  const { get, titles, log } = setUp(createFeedReader(WORKER), { '/greedy': large('greedy'), '/large': large('fine') });
  assert.equal((await get('/greedy')).status, 502);
  assert.equal(log[0].code, 'format');
  assert.deepEqual(await titles(await get('/large')), ['Read']);
});

test('feeds are read without a worker, as in bundles', async () => {
  const missing = new URL('workers/missing.js', import.meta.url);
  const { get, titles } = setUp(createFeedReader(missing), { '/1': large('a'), '/2': large('b'), '/3': large('c') });
  const responses = await Promise.all(['/1', '/2', '/3'].map(get));
  for (const response of responses) assert.deepEqual(await titles(response), ['Story 1', 'Story 2']);
});
