/** Manners towards sources: how often, how many at once, and what is remembered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toRequest } from '../../dist/model/request.js';
import { feedProvider } from '../../dist/providers/feed.js';
import { SourceFetcher } from '../../dist/server/source-fetcher.js';
import { ownerLimits } from '../../dist/server/ssrf-guard.js';
import { MINUTE, item, rss, setUp, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://a.example/other';
const C = 'https://c.example/feed';
const DAY = 864e5;

const refused =
  (retryAfter, status = 429) =>
  () =>
    new Response('', { status, headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } });
const leadingTo =
  (location, status = 301) =>
  () =>
    new Response(null, { status, headers: { Location: location } });

/** Lets everything run that can. */
const idle = () => new Promise((resolve) => setImmediate(resolve));
async function until(condition) {
  while (!condition()) await idle();
}

for (const retryAfter of ['0', '1', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
  test(`a source that answers 429 with Retry-After: ${retryAfter} gets few requests in a day`, async () => {
    const { get, asked, clock } = setUp({ feeds: { world: A }, answers: { [A]: refused(retryAfter) } });
    for (let minute = 0; minute < 1440; minute++) {
      await get();
      clock.now += MINUTE;
    }
    assert.ok(asked.length < 15, `${asked.length} requests`);
  });
}

test('a short Retry-After does not shorten the wait after a refusal', async () => {
  const { get, asked, clock } = setUp({ feeds: { world: A }, answers: { [A]: refused('1') } });
  await get();
  clock.now += 4 * MINUTE;
  await get();
  assert.equal(asked.length, 1);
  clock.now += 4 * MINUTE;
  await get();
  assert.equal(asked.length, 2);
});

test('a fetcher requests no source that has just failed, for any caller', async () => {
  const clock = { now: Date.UTC(2026, 0, 20) };
  let requests = 0;
  const fetch = async () => (requests++, new Response('', { status: 500 }));
  const fetcher = new SourceFetcher({ userAgent: 'test', fetch, now: () => clock.now });
  const request = toRequest({ src: A });
  const source = { provider: feedProvider, src: A };
  const read = () => fetcher.read(source, request, { limits: ownerLimits(A) });
  const attempts = [(await read()).isAttempt, (await read()).isAttempt];
  clock.now += MINUTE;
  attempts.push((await read()).isAttempt);
  assert.deepEqual([attempts, requests], [[true, false, true], 2]);
});

test('a source that answers 503 with Retry-After: 0 gets few requests in a day', async () => {
  const { get, asked, clock } = setUp({ feeds: { world: A }, answers: { [A]: refused('0', 503) } });
  for (let minute = 0; minute < 1440; minute++) {
    await get();
    clock.now += MINUTE;
  }
  assert.ok(asked.length < 15, `${asked.length} requests`);
});

test('a host that refuses one URL cools down for all its URLs', async () => {
  const { at, asked, clock } = setUp({
    allow: ['a.example', 'c.example'],
    answers: { [A]: refused('3600'), [B]: rss(item(1)), [C]: rss(item(2)) },
  });
  await at(A);
  const response = await at(B);
  assert.equal(response.status, 502);
  assert.ok((await response.json()).error.retryAfter >= 3600);
  assert.equal((await at('https://www.a.example/other')).status, 502);
  assert.equal((await at(C)).status, 200);
  assert.deepEqual(
    asked.map(({ url }) => url),
    [A, C],
  );
  clock.now += 3700_000;
  assert.equal((await at(B)).status, 200);
});

for (const status of [200, 304]) {
  test(`a ${status} that was on its way does not end the cool-down of its host`, async () => {
    let respond;
    const answers = {
      [A]: refused('3600'),
      [B]: () => new Promise((resolve) => (respond = resolve)),
      'https://a.example/third': rss(item(3)),
    };
    const { at, asked, clock } = setUp({ allow: ['a.example'], answers });
    const slow = at(B);
    await until(() => respond);
    await at(A);
    respond(status === 200 ? xml(rss(item(2))) : new Response(null, { status }));
    await slow;
    assert.equal((await at('https://a.example/third')).status, 502);
    assert.equal(asked.length, 2);
    clock.now += 3700_000;
    assert.equal((await at('https://a.example/third')).status, 200);
  });
}

test('the cool-down of a redirect’s target applies to the URLs that redirect there', async () => {
  const { at, asked } = setUp({
    allow: ['a.example', 'c.example'],
    answers: { [A]: leadingTo(C, 302), [B]: leadingTo('https://c.example/other', 302), [C]: refused('3600') },
  });
  await at(A);
  await at(B);
  assert.deepEqual(
    asked.map(({ url }) => url),
    [A, C, B],
  );
});

test('an error of one URL does not affect other URLs of its host', async () => {
  const { at } = setUp({ allow: ['a.example'], answers: { [A]: refused(undefined, 500), [B]: rss(item(1)) } });
  assert.equal((await at(A)).status, 502);
  assert.equal((await at(B)).status, 200);
});

test('a failure is remembered when its URL has left the cache', async () => {
  const dead = 'https://a.example/dead';
  const answers = new Proxy({}, { get: (_target, url) => (url === dead ? refused(undefined, 500) : rss(item(1))) });
  const { at, asked, clock } = setUp({ allow: ['a.example'], answers });
  const requests = () => asked.filter(({ url }) => url === dead).length;
  await at(dead);
  for (let n = 0; n < 600; n++) await at(`https://a.example/${n}`);
  const response = await at(dead);
  assert.equal(response.status, 502);
  assert.equal(requests(), 1);
  clock.now += 10 * MINUTE;
  await at(dead);
  assert.equal(requests(), 2);
});

test('a URL that is gone stays gone when it has left the cache', async () => {
  const gone = 'https://a.example/gone';
  const answers = new Proxy({}, { get: (_target, url) => (url === gone ? refused(undefined, 410) : rss(item(1))) });
  const { at, asked, clock } = setUp({ allow: ['a.example'], answers });
  await at(gone);
  for (let n = 0; n < 600; n++) await at(`https://a.example/${n}`);
  clock.now += 30 * DAY;
  await at(gone);
  assert.equal(asked.filter(({ url }) => url === gone).length, 1);
});

test('a permanent redirect is followed once, then its target is requested at once', async () => {
  const { get, asked, clock, log, settled } = setUp({
    feeds: { world: A },
    answers: { [A]: leadingTo('/new'), 'https://a.example/new': () => xml(rss(item(1)), { ETag: '"1"' }) },
  });
  for (let period = 0; period < 4; period++) {
    await get();
    await settled();
    clock.now += 6 * MINUTE;
  }
  assert.equal(asked.filter(({ url }) => url === A).length, 1);
  assert.equal(asked.length, 5);
  assert.equal(asked.at(-1).headers['If-None-Match'], '"1"');
  assert.equal(log.filter(({ code }) => code === 'moved').length, 1);
});

test('a temporary redirect is not remembered, nor permanent ones after it', async () => {
  const { get, asked, clock, settled } = setUp({
    feeds: { world: A },
    answers: { [A]: leadingTo('/b', 302), 'https://a.example/b': leadingTo('/c'), 'https://a.example/c': rss(item(1)) },
  });
  await get();
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  assert.equal(asked.filter(({ url }) => url === A).length, 2);
});

test('a permanent redirect whose target fails is forgotten, and the old URL is requested again', async () => {
  let isMoved = true;
  const { get, titles, clock, settled } = setUp({
    feeds: { world: A },
    answers: {
      [A]: () => (isMoved ? leadingTo('/new')() : xml(rss(item(2)))),
      'https://a.example/new': () => (isMoved ? xml(rss(item(1))) : refused(undefined, 404)()),
    },
  });
  await get();
  isMoved = false;
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  clock.now += 2 * 36e5;
  await get();
  await settled();
  assert.deepEqual(await titles(await get()), ['Story 2']);
});

test('a permanent redirect is checked again after a week', async () => {
  const { get, asked, clock, settled } = setUp({
    feeds: { world: A },
    answers: { [A]: leadingTo('/new'), 'https://a.example/new': rss(item(1)) },
  });
  await get();
  clock.now += 8 * DAY;
  await get();
  await settled();
  assert.equal(asked.filter(({ url }) => url === A).length, 2);
});

/** A relay whose sources answer when the test says so; `open` is how many requests are under way. */
function slow(options) {
  const waiting = [];
  const counts = { open: 0, most: 0 };
  const fetch = (url, { signal }) =>
    new Promise((resolve, reject) => {
      counts.most = Math.max(counts.most, ++counts.open);
      signal.addEventListener('abort', () => reject(signal.reason));
      waiting.push({ url, answer: (body = rss(item(1))) => (counts.open--, resolve(xml(body))) });
    });
  return { ...setUp({ ...options, fetch }), waiting, counts };
}

test('at most two connections are open to one host, and fifty feeds of it all load', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { at, waiting, counts } = slow({ allow: ['a.example'] });
  const responses = Promise.all(Array.from({ length: 50 }, (_, n) => at(`https://a.example/${n}`)));
  for (let n = 0; n < 25; n++) {
    await until(() => waiting.length === 2);
    // Each takes three seconds, on a clock in the hands of this test.
    t.mock.timers.tick(3000);
    for (const { answer } of waiting.splice(0)) answer();
  }
  for (const response of await responses) assert.equal(response.status, 200);
  assert.equal(counts.most, 2);
});

test('names with and without www are one host, and other hosts do not wait for it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { at, waiting } = slow({ allow: ['a.example', 'c.example'] });
  for (const url of [A, 'https://www.a.example/feed', B, C]) void at(url);
  await until(() => waiting.length === 3);
  await idle();
  assert.deepEqual(
    waiting.map(({ url }) => url),
    [A, 'https://www.a.example/feed', C],
  );
});

test('the time limit of a source does not run while its request is queued', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { at, waiting } = slow({ allow: ['a.example'] });
  const responses = Array.from({ length: 5 }, (_, n) => at(`https://a.example/${n}`));
  for (const expected of [2, 2, 1]) {
    await until(() => waiting.length === expected);
    t.mock.timers.tick(9000);
    for (const { answer } of waiting.splice(0)) answer();
  }
  for (const response of await Promise.all(responses)) assert.equal(response.status, 200);
});

test('a request that hangs times out, and releases its connection', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { at, waiting } = slow({ allow: ['a.example'] });
  const responses = ['1', '2', '3'].map((n) => at(`https://a.example/${n}`));
  await until(() => waiting.length === 2);
  for (let second = 0; second <= 10; second++) t.mock.timers.tick(1000);
  await until(() => waiting.length === 3);
  waiting[2].answer();
  assert.deepEqual(
    (await Promise.all(responses)).map(({ status }) => status),
    [504, 504, 200],
  );
});

test('a redirect to a busy host waits for a connection there', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const waiting = [];
  const answers = {
    [A]: leadingTo('https://c.example/3', 302),
    'https://c.example/1': () => new Promise((resolve) => waiting.push(resolve)),
    'https://c.example/2': () => new Promise((resolve) => waiting.push(resolve)),
    'https://c.example/3': rss(item(3)),
  };
  const { at, asked, titles } = setUp({ allow: ['a.example', 'c.example'], answers });
  void at('https://c.example/1');
  void at('https://c.example/2');
  const last = at(A);
  await until(() => asked.length === 3);
  await idle();
  assert.equal(asked.length, 3);
  waiting[0](xml(rss(item(1))));
  assert.deepEqual(await titles(await last), ['Story 3']);
});

test('the time limit of a source does not run while its redirect is queued', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let redirect;
  const waiting = [];
  const wait = () => new Promise((resolve) => waiting.push(resolve));
  const answers = {
    [A]: () => new Promise((resolve) => (redirect = resolve)),
    'https://c.example/1': wait,
    'https://c.example/2': wait,
    'https://c.example/3': rss(item(3)),
  };
  const { at, titles } = setUp({ allow: ['a.example', 'c.example'], answers });
  const last = at(A);
  await until(() => redirect);
  t.mock.timers.tick(7000);
  void at('https://c.example/1');
  void at('https://c.example/2');
  await until(() => waiting.length === 2);
  redirect(leadingTo('https://c.example/3', 302)());
  for (let turn = 0; turn < 10; turn++) await idle();
  t.mock.timers.tick(4000);
  waiting[0](xml(rss(item(1))));
  assert.deepEqual(await titles(await last), ['Story 3']);
});

test('queued requests to a host that starts to refuse are skipped', async () => {
  const waiting = [];
  const fetch = () => new Promise((resolve) => waiting.push(resolve));
  const { at } = setUp({ allow: ['a.example'], fetch });
  const responses = Array.from({ length: 10 }, (_, n) => at(`https://a.example/${n}`));
  await until(() => waiting.length === 2);
  for (const resolve of waiting) resolve(refused('600')());
  for (const response of await Promise.all(responses)) assert.equal(response.status, 502);
  assert.equal(waiting.length, 2);
});

test('a list of fifty feeds of one host is answered with those that have loaded', async (t) => {
  const feeds = { world: Array.from({ length: 50 }, (_, n) => `https://a.example/${n}`) };
  const { get, waiting, titles } = slow({ feeds });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const response = get();
  await until(() => waiting.length === 2);
  waiting.splice(0)[0].answer();
  await until(() => waiting.length === 1);
  t.mock.timers.tick(10_000);
  assert.deepEqual(await titles(await response), ['Story 1']);
});

test('a clock that jumps back 400 days stops no request', async () => {
  const { get, asked, clock, settled } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) } });
  await get();
  clock.now -= 400 * DAY;
  await get();
  await settled();
  const before = asked.length;
  clock.now += 6 * MINUTE;
  await get();
  await settled();
  assert.equal(asked.length, before + 1);
});

test('a clock that jumps back does not make old articles fresh', async () => {
  let answer = rss(item(1));
  const { get, clock, settled } = setUp({
    feeds: { world: A },
    answers: { [A]: () => (answer ? xml(answer) : refused(undefined, 500)()) },
  });
  await get();
  answer = undefined;
  clock.now -= 400 * DAY;
  await get();
  await settled();
  for (let hour = 0; hour < 3; hour++) {
    clock.now += 36e5;
    await get();
    await settled();
  }
  const response = await get();
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const { staleSince } = (await response.json())._newsrack;
  const age = clock.now - Date.parse(staleSince);
  assert.ok(age >= 3 * 36e5 - MINUTE && age < 4 * 36e5, staleSince);
});

test('a clock that jumps back does not prolong a cool-down', async () => {
  const { get, asked, clock } = setUp({ feeds: { world: A }, answers: { [A]: refused(undefined, 500) } });
  await get();
  clock.now -= 400 * DAY;
  await get();
  clock.now += MINUTE;
  await get();
  assert.equal(asked.length, 2);
});

test('a clock that jumps back does not prolong a cached answer', async () => {
  const { get, clock } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) } });
  const path = '/world?max-age=7d';
  clock.now = Date.UTC(2026, 4, 27);
  assert.equal((await (await get(path)).json()).items.length, 1);
  clock.now = Date.UTC(2026, 3, 1);
  await get(path);
  clock.now = Date.UTC(2026, 7, 1);
  assert.equal((await (await get(path)).json()).items.length, 0);
});

/** Stops this process for longer than a time limit, as a machine that is suspended does. What arrives is read after that. */
async function suspend(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  // Timers come first, then the network.
  await new Promise((resolve) => setTimeout(() => setImmediate(resolve)));
}

const SUSPENDED = {
  'before the response': async () => {
    await suspend(300);
    return xml(rss(item(1)));
  },
  'within the body': async () => {
    const pull = async (controller) => {
      await suspend(300);
      controller.enqueue(new TextEncoder().encode(rss(item(1))));
      controller.close();
    };
    return xml(new ReadableStream({ pull }, { highWaterMark: 0 }));
  },
};

for (const [when, answer] of Object.entries(SUSPENDED)) {
  test(`time in which the relay's process was suspended is not the source's: ${when}`, async () => {
    const { get, titles } = setUp({ feeds: { world: { src: A, timeout: 200 } }, answers: { [A]: answer } });
    assert.deepEqual(await titles(await get()), ['Story 1']);
  });
}

test('a source that sends its body in pieces without end reaches the time limit', async () => {
  const pull = (controller) =>
    new Promise((resolve) => setImmediate(resolve)).then(() => controller.enqueue(new Uint8Array(1)));
  const { get } = setUp({
    feeds: { world: { src: A, timeout: 20 } },
    answers: { [A]: () => xml(new ReadableStream({ pull }, { highWaterMark: 0 })) },
  });
  const response = await get();
  assert.equal((await response.json()).error.code, 'timeout');
});

for (const timeout of ['30d', '400d', 2 ** 31]) {
  test(`a time limit of ${timeout} does not end at once`, async () => {
    const { get } = setUp({
      feeds: { world: { src: A, timeout } },
      answers: {
        [A]: () =>
          idle()
            .then(idle)
            .then(() => xml(rss(item(1)))),
      },
    });
    assert.equal((await get()).status, 200);
  });
}

test('a patience of 30 days does not end at once', async () => {
  let answer = () => xml(rss(item(1)));
  const { get, clock, titles } = setUp({ feeds: { world: A }, patience: '30d', answers: { [A]: () => answer() } });
  await get();
  clock.now += 60 * MINUTE;
  answer = () =>
    idle()
      .then(idle)
      .then(() => xml(rss(item(2))));
  assert.deepEqual(await titles(await get()), ['Story 2']);
});
