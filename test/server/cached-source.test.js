/** How often a relay requests its sources, and what it answers meanwhile and when they fail; the test controls the clock. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, item, rss, setUp, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';
const FEEDS = { world: A };
const NO_STORE = 'no-store';

/** An upstream whose answers the test lets go one by one. */
function held() {
  const waiting = [];
  const answer = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  return { waiting, answer };
}

/** Lets everything run that can. */
const idle = () => new Promise((resolve) => setImmediate(resolve));

test('a source is requested once per period for any requests to the relay', async () => {
  const { get, asked, clock, settled } = setUp({ feeds: FEEDS, answers: { [A]: rss(item(1)) } });
  for (let n = 0; n < 50; n++) await get(`/world?limit=${n + 1}&tag=tag-${n}`);
  clock.now += 5 * MINUTE - 1;
  await get();
  assert.equal(asked.length, 1);
  clock.now += 1;
  await get();
  await settled();
  assert.equal(asked.length, 2);
});

test('simultaneous requests share one request to the source', async () => {
  const { waiting, answer } = held();
  const { get, asked, titles } = setUp({ feeds: FEEDS, allow: ['a.example'], answers: { [A]: answer } });
  const responses = Promise.all(Array.from({ length: 100 }, (_, n) => get(`/world?limit=${(n % 3) + 1}`)));
  await idle();
  assert.equal(asked.length, 1);
  waiting[0].resolve(xml(rss(item(1))));
  for (const response of await responses) assert.deepEqual(await titles(response), ['Story 1']);
  assert.equal(asked.length, 1);
});

test('this holds for feeds by URL too, and after a failure clients get the same error without another attempt', async () => {
  const { waiting, answer } = held();
  const { at, asked } = setUp({ allow: ['a.example'], answers: { [A]: answer } });
  const responses = Promise.all(Array.from({ length: 20 }, () => at(`${A}#${Math.random()}`)));
  await idle();
  assert.equal(asked.length, 1);
  waiting[0].reject(new TypeError('broken'));
  for (const response of await responses) assert.equal(response.status, 502);
  assert.equal((await at(A)).status, 502);
  assert.equal(asked.length, 1);
});

test('a stale copy is served at once and refreshed in the background', async () => {
  const upstream = held();
  let answer = () => xml(rss(item(1)));
  const { get, asked, clock, titles, settled } = setUp({ feeds: FEEDS, answers: { [A]: () => answer() } });
  await get();
  answer = upstream.answer;
  clock.now += 6 * MINUTE;
  for (let n = 0; n < 3; n++) {
    const response = await get();
    assert.match(response.headers.get('cache-control'), /s-maxage=900/);
    assert.deepEqual(await titles(response), ['Story 1']);
  }
  assert.equal(asked.length, 2);
  upstream.waiting[0].resolve(xml(rss(item(2))));
  await settled();
  assert.deepEqual(await titles(await get()), ['Story 2']);
});

test('a response waits for a copy that is too old, but not for a source that hangs', async () => {
  const upstream = held();
  let answer = () => xml(rss(item(1)));
  const options = { feeds: FEEDS, answers: { [A]: () => answer() } };
  const patient = setUp({ ...options, patience: '1h' });
  await patient.get();
  patient.clock.now += 60 * MINUTE;
  answer = () => xml(rss(item(2)));
  assert.deepEqual(await patient.titles(await patient.get()), ['Story 2']);

  const { get, clock, titles, settled } = setUp(options);
  await get();
  answer = upstream.answer;
  clock.now += 60 * MINUTE;
  const response = await get();
  assert.equal(response.headers.get('cache-control'), NO_STORE);
  assert.deepEqual(await titles(response), ['Story 2']);
  upstream.waiting[0].resolve(xml(rss(item(3))));
  await settled();
  assert.deepEqual(await titles(await get()), ['Story 3']);
});

test('a failed source serves its last good copy, marked as stale and with no-store', async () => {
  let answer = () => xml(rss(item(1)));
  const { get, asked, clock, log, settled } = setUp({ feeds: FEEDS, answers: { [A]: () => answer() } });
  const good = clock.now;
  await get();
  answer = () => new Response('', { status: 500 });
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  const response = await get();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), NO_STORE);
  assert.equal(response.headers.get('cdn-cache-control'), 'public, max-age=60');
  const { items, _newsrack } = await response.json();
  assert.deepEqual([items[0].title, _newsrack.staleSince], ['Story 1', new Date(good).toISOString()]);
  assert.equal(asked.length, 2);
  assert.equal(log.length, 1);
  answer = () => xml(rss(item(2)));
  clock.now += MINUTE;
  await get();
  await settled();
  const again = await get();
  assert.match(again.headers.get('cache-control'), /max-age=180/);
  assert.equal((await again.json()).items[0].title, 'Story 2');
});

test('a failed source is retried with increasing intervals', async () => {
  const { get, asked, clock, log } = setUp({ feeds: FEEDS, answers: { [A]: () => new Response('', { status: 503 }) } });
  const seconds = [];
  for (let failures = 1; failures <= 4; failures++) {
    const response = await get();
    const { error } = await response.json();
    assert.equal(response.headers.get('retry-after'), String(error.retryAfter));
    seconds.push(error.retryAfter);
    clock.now += error.retryAfter * 1000 - 1000;
    await get();
    assert.equal(asked.length, failures);
    clock.now += 1000;
  }
  for (const [index, wait] of seconds.entries()) {
    assert.ok(wait >= 30 * 2 ** index && wait <= 38 * 2 ** index, `${seconds}`);
  }
  assert.match(log[3].message, /503.*in a row: 4/);
});

test('Retry-After is respected, up to a day', async () => {
  let wait = '3600';
  const { get, asked, clock } = setUp({
    feeds: FEEDS,
    answers: { [A]: () => new Response('', { status: 429, headers: { 'Retry-After': wait } }) },
  });
  const first = (await (await get()).json()).error.retryAfter;
  assert.ok(first >= 3600 && first <= 3660, `${first}`);
  clock.now += 3_599_000;
  await get();
  assert.equal(asked.length, 1);
  wait = '99999999999';
  clock.now += 62_000;
  assert.equal((await (await get()).json()).error.retryAfter, 86_400);
});

test('a source that is gone is not requested again', async () => {
  const { get, asked, clock } = setUp({ feeds: FEEDS, answers: { [A]: () => new Response('', { status: 410 }) } });
  await get();
  clock.now += 30 * 864e5;
  const { error } = await (await get()).json();
  assert.equal(error.retryAfter, undefined);
  assert.equal(asked.length, 1);
});

test('one failed source of several neither loses nor delays the others', async () => {
  const dead = held();
  const { get, clock, titles, asked } = setUp({
    feeds: { world: [A, B] },
    answers: { [A]: rss(item(1)), [B]: () => (asked.length < 3 ? new Response('', { status: 500 }) : dead.answer()) },
  });
  const first = await get();
  assert.equal(first.headers.get('cache-control'), 'public, max-age=15, s-maxage=60');
  assert.deepEqual(await titles(first), ['Story 1']);
  clock.now += MINUTE;
  // It is being tried again now, and hangs.
  assert.deepEqual(await titles(await get()), ['Story 1']);
  assert.equal(asked.length, 3);
  assert.deepEqual(await titles(await get('/world?limit=5')), ['Story 1']);
});

test('a source that hangs delays no other response', async () => {
  const dead = held();
  const { get, titles } = setUp({ feeds: { dead: B, world: A }, answers: { [A]: rss(item(1)), [B]: dead.answer } });
  void get('/dead');
  assert.deepEqual(await titles(await get('/world')), ['Story 1']);
});

test('a source is requested with its validators, at the URL of its last response', async () => {
  const modified = 'Tue, 26 May 2026 09:30:00 GMT';
  let answer = () => xml(rss(item(1)), { ETag: '"1"', 'Last-Modified': modified });
  const { get, asked, clock, titles, settled } = setUp({
    feeds: FEEDS,
    answers: {
      [A]: () => new Response(null, { status: 302, headers: { Location: '/moved' } }),
      'https://a.example/moved': (init, url) => answer(init, url),
    },
  });
  const etag = (await get()).headers.get('etag');
  answer = () => new Response(null, { status: 304 });
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  const conditions = asked.map(({ headers }) => [headers['If-None-Match'], headers['If-Modified-Since']]);
  const none = [undefined, undefined];
  assert.deepEqual(conditions, [none, none, none, ['"1"', modified]]);
  const response = await get();
  assert.equal(response.headers.get('etag'), etag);
  assert.match(response.headers.get('cache-control'), /max-age=180/);
  assert.deepEqual(await titles(response), ['Story 1']);
  // For another period nothing is asked; then what came last counts.
  assert.equal(asked.length, 4);
  answer = () => xml(rss(item(2)));
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  assert.deepEqual(await titles(await get()), ['Story 2']);
});

test('a 304 to an unconditional request is a failure', async () => {
  const { get } = setUp({ feeds: FEEDS, answers: { [A]: () => new Response(null, { status: 304 }) } });
  assert.equal((await get()).status, 502);
});

test('invalid validators of a source inject no headers', async () => {
  let header;
  const { get, clock, settled } = setUp({
    feeds: FEEDS,
    answers: {
      [A]: ({ headers }) => ((header = headers['If-None-Match']), xml(rss(item(1)), { ETag: '"a", "b"; x=1' })),
    },
  });
  await get();
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  assert.equal(header, '"a", "b"; x=1');
});

test('the memory of feeds by URL is limited, and never displaces the table', async () => {
  const answers = new Proxy({}, { get: () => rss(item(1)) });
  const { get, at, asked } = setUp({ feeds: FEEDS, allow: ['a.example'], answers });
  await get();
  for (let n = 0; n < 600; n++) await at(`https://a.example/${n}`);
  assert.equal(asked.length, 601);
  await get();
  await at('https://a.example/599');
  assert.equal(asked.length, 601);
  await at('https://a.example/0');
  assert.equal(asked.length, 602);
});

/** A platform's cache, as slow as one. */
function storage() {
  const kept = new Map();
  return {
    kept,
    get: async (key) => kept.get(key),
    async set(key, value, seconds) {
      assert.ok(seconds > 0);
      kept.set(key, value);
    },
  };
}

test('a store saves requests of other processes, and its keys reveal nothing', async () => {
  const store = storage();
  const answers = { [`${A}?key=secret`]: rss(item(1)) };
  const feeds = { world: `${A}?key=secret` };
  const first = setUp({ feeds, answers, store });
  await first.get();
  const second = setUp({ feeds, answers, store });
  assert.deepEqual(await second.titles(await second.get()), ['Story 1']);
  assert.deepEqual(second.asked, []);
  const [key] = store.kept.keys();
  assert.match(key, /^[0-9a-f]{64}$/);
  // What is past its time is answered, and asked for behind that.
  const third = setUp({ feeds, answers: { [`${A}?key=secret`]: rss(item(2)) }, store });
  third.clock.now += 6 * MINUTE;
  assert.deepEqual(await third.titles(await third.get()), ['Story 1']);
  await third.settled();
  assert.deepEqual(await third.titles(await third.get()), ['Story 2']);
});

const DAY = 24 * 60 * MINUTE;

/** A relay whose source at `A` gives one article, until the test sets `isDown`. */
function failing(options) {
  const state = { isDown: false };
  const answers = {
    [A]: () => (state.isDown ? new Response('', { status: 500 }) : xml(rss(item(1)))),
    [B]: rss(item(2)),
  };
  return { ...setUp({ feeds: FEEDS, answers, ...options }), state };
}

test('the last good response of a source that fails is used for a week, and no longer', async () => {
  const { get, titles, clock, state, settled } = failing();
  await get();
  state.isDown = true;
  clock.now += 7 * DAY - MINUTE;
  assert.deepEqual(await titles(await get()), ['Story 1']);
  await settled();
  clock.now += MINUTE;
  assert.equal((await get()).status, 502);
});

test('after a week, the articles of a source that fails leave the list of a feed with several sources', async () => {
  const { get, titles, clock, state, settled } = failing({ feeds: { world: [A, B] } });
  assert.deepEqual(await titles(await get()), ['Story 2', 'Story 1']);
  state.isDown = true;
  clock.now += 8 * DAY;
  await get();
  await settled();
  assert.deepEqual(await titles(await get()), ['Story 2']);
});

test('a response that a store has kept for more than a week is not used', async () => {
  const store = storage();
  const first = failing({ store });
  await first.get();
  for (const [age, status] of [
    [6 * DAY, 200],
    [8 * DAY, 502],
  ]) {
    const other = failing({ store });
    other.state.isDown = true;
    other.clock.now += age;
    assert.equal((await other.get()).status, status);
  }
});

for (const validators of [
  { etag: 5 },
  { etag: '"a"\r\nX: y' },
  { etag: 'ÿ€' },
  { modified: 'a\nb' },
  {},
  'text',
  null,
]) {
  test(`validators ${JSON.stringify(validators)} in a store do not keep a source from being read`, async () => {
    const at = Date.UTC(2026, 4, 26, 11);
    const kept = { at, feed: { articles: [] }, validators: validators && { url: A, ...Object(validators) } };
    const store = { get: async () => JSON.stringify(kept), set: async () => undefined };
    const { get, titles, settled } = setUp({ feeds: FEEDS, answers: { [A]: rss(item(1)) }, store });
    await get();
    await settled();
    assert.deepEqual(await titles(await get()), ['Story 1']);
  });
}

for (const [what, store] of [
  ['broken', { get: async () => '{', set: async () => undefined }],
  [
    'hostile',
    {
      get: async () =>
        JSON.stringify({
          at: Date.UTC(2026, 4, 26, 11),
          feed: { articles: [{ url: 'javascript:alert(1)', title: 'x' }] },
        }),
      set: async () => undefined,
    },
  ],
  ['of another shape', { get: async () => '{"at":1}', set: async () => undefined }],
  ['ahead of the clock', { get: async () => '{"at":9e15,"feed":{"articles":[]}}', set: async () => undefined }],
  [
    'failing',
    { get: async () => Promise.reject(new Error('down')), set: async () => Promise.reject(new Error('down')) },
  ],
]) {
  test(`a store that is ${what} is ignored`, async () => {
    const { get, titles } = setUp({ feeds: FEEDS, answers: { [A]: rss(item(1)) }, store });
    assert.deepEqual(await titles(await get()), ['Story 1']);
  });
}
