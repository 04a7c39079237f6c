/** Options of an owner are checked before anything happens; an owner's store and log end nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRelay as createNodeRelay, renderFeed, takeSnapshot } from '../../dist/server/node.js';
import { createRelay } from '../../dist/server/edge.js';
import { item, rss, setUp } from './support.js';

const A = 'https://a.example/feed';
const FEED = { articles: [] };

/** Options that are refused, and what the message says: the option, what is accepted, what came. */
const REFUSED = [
  [{ http: 'no' }, 'http is "no"; accepted: true or false'],
  [{ http: 1 }, 'http is 1; accepted: true or false'],
  [{ http: null }, 'http is null; accepted: true or false'],
  [{ allow: 'a.example' }, 'allow is "a.example"; accepted: an array of text'],
  [{ allow: [7] }, 'allow.0 is 7; accepted: text'],
  [{ origins: new Set(['https://a.example']) }, 'origins is an object; accepted: an array of text'],
  [{ local: { 0: 'http://localhost' } }, 'local is an object; accepted: an array of text'],
  [{ freshFor: ['5m'] }, 'freshFor is an array; accepted: a time'],
  [{ freshFor: NaN }, 'freshFor is NaN; accepted: a time'],
  [{ patience: true }, 'patience is true; accepted: a time'],
  [{ admit: 'all' }, 'admit is "all"; accepted: a function'],
  [{ log: console }, 'log is an object; accepted: a function'],
  [{ now: 0 }, 'now is 0; accepted: a function'],
  [{ fetch: {} }, 'fetch is an object; accepted: a function'],
  [{ store: new Map() }, undefined],
  [{ store: { get: async () => undefined } }, 'store is an object; accepted: an object with the functions get and set'],
  [{ contact: 5 }, 'contact is 5; accepted: text'],
  [{ freshfor: '5m' }, 'unknown freshfor; accepted: freshFor.'],
  [{ 'fresh-for': '5m' }, 'unknown fresh-for; accepted: freshFor.'],
  [{ origin: [] }, 'unknown origin; accepted: origins.'],
  [{ colour: 'red' }, 'unknown colour; accepted: feeds, allow, origins, http'],
  [{ constructor: 1 }, 'unknown constructor; accepted: feeds'],
  [JSON.parse('{"__proto__": {"http": true}}'), 'unknown __proto__; accepted: feeds'],
  [{ feeds: A }, 'feeds is text; accepted: an object'],
  [{ feeds: [A] }, 'feeds is an array; accepted: an object'],
  [{ feeds: { world: 5 } }, 'feeds.world: 5; accepted: an object'],
  [{ feeds: { world: null } }, 'feeds.world: null; accepted: an object'],
  [{ feeds: { world: [5] } }, 'feeds.world.src is an array; accepted: text or an array of it'],
  [{ feeds: { world: { src: A, limit: true } } }, 'feeds.world.limit is true; accepted: a whole number'],
  [{ feeds: { world: { src: A, timeout: ['1s'] } } }, 'feeds.world.timeout is an array; accepted: a time'],
  [{ feeds: { world: { src: A, tagMatch: ['all'] } } }, 'feeds.world.tagMatch is an array; accepted: text'],
  [{ feeds: { world: { src: A, title: 5 } } }, 'feeds.world.title is 5; accepted: text'],
  [{ feeds: { world: { src: A, relay: 'https://b.example/' } } }, 'unknown feeds.world.relay; accepted: tag'],
  [{ feeds: { world: { url: A } } }, 'unknown feeds.world.url; accepted: tag'],
  [{ feeds: { world: { src: A, maxage: '1d' } } }, 'unknown feeds.world.maxage; accepted: maxAge.'],
  [{ feeds: { world: { src: A, apiKey: ['secret'] } } }, 'feeds.world.apiKey is an array; accepted: text'],
  [{ feeds: { world: { src: { href: 'https://secret.example/' } } } }, 'feeds.world.src is an object; accepted: text'],
  [{ patience: '' }, 'patience is ""; accepted: a time'],
  [{ patience: ' ' }, 'patience is " "; accepted: a time'],
  [{ freshFor: '' }, 'freshFor is ""; accepted: a time'],
  [{ feeds: { world: { src: A, tag: 0 } } }, 'feeds.world.tag is 0; accepted: text or an array of it'],
  [{ feeds: { world: { src: A, include: -1 } } }, 'feeds.world.include is -1; accepted: text or an array of it'],
  [{ feeds: { world: { provider: 'guardian' } } }, 'feeds.world.apiKey is missing; the provider guardian needs it'],
  [{ feeds: { world: { provider: 'ghost', src: A } } }, 'feeds.world.apiKey is missing; the provider ghost needs it'],
  [{ feeds: { world: { provider: 'ghost', apiKey: 'k' } } }, 'feeds.world.src is missing; the provider ghost needs it'],
  [{ feeds: { world: { provider: 'mastodon' } } }, 'feeds.world.tag is missing; the provider mastodon needs it'],
  [{ feeds: { world: { provider: 'json' } } }, 'feeds.world.src is missing; the provider json needs it'],
  [undefined, 'options: undefined; accepted: an object'],
  [null, 'options: null; accepted: an object'],
  ['options', 'options: "options"; accepted: an object'],
  [[], 'options: an array; accepted: an object'],
];

for (const [options, message] of REFUSED.filter(([, message]) => message)) {
  test(`createRelay says what is wrong: ${message}`, () => {
    for (const create of [createRelay, createNodeRelay]) {
      assert.throws(
        () => create(options),
        (error) =>
          error.name === 'NewsError' &&
          error.code === 'config' &&
          error.message.startsWith(`createRelay: ${message}`) &&
          !error.message.includes('secret'),
      );
    }
  });
}

test('options of every kind that the documentation names are accepted', () => {
  class Store {
    async get() {}
    async set() {}
  }
  for (const create of [createRelay, createNodeRelay]) {
    create({});
    create({
      feeds: { a: A, b: [A, A], c: { src: A, tag: 2026, limit: '5', maxAge: 36e5, timeout: '5s', title: 'C' } },
      allow: ['a.example'],
      origins: ['https://a.example'],
      local: ['http://localhost:8080'],
      http: false,
      freshFor: 6e4,
      patience: '2s',
      admit: () => true,
      store: new Store(),
      log: () => {},
      contact: 'me@a.example',
      fetch,
      now: Date.now,
    });
    create({ feeds: undefined, http: undefined, store: undefined, fetch: undefined });
    create(Object.assign(Object.create(null), { allow: ['a.example'] }));
  }
});

for (const [options, message] of [
  [{ src: A, limt: 5 }, 'unknown limt; accepted: tag'],
  [{ src: A, 'max-age': '1d' }, 'unknown max-age; accepted: maxAge.'],
  [{ src: A, limit: false }, 'limit is false; accepted: a whole number'],
  [{ src: A, timeout: {} }, 'timeout is an object; accepted: a time'],
  [{ src: A, title: ['News'] }, 'title is an array; accepted: text'],
  [{ src: A, previous: Buffer.from('{}') }, 'previous is an object; accepted: text'],
  [{ src: A, signal: 'now' }, 'signal is "now"; accepted: an AbortSignal'],
  [{ src: A, http: true }, 'unknown http; accepted: tag'],
  [{ src: A, local: 'http://localhost' }, 'local is "http://localhost"; accepted: an array of text'],
  [{ src: 5 }, 'src is "5"; accepted: http: and https: addresses'],
  [undefined, 'options: undefined; accepted: an object'],
]) {
  test(`takeSnapshot says what is wrong: ${message}`, async () => {
    await assert.rejects(takeSnapshot(options), (error) => {
      assert.equal(error.code, 'config');
      assert.ok(error.message.startsWith(`takeSnapshot: ${message}`), error.message);
      return true;
    });
  });
}

for (const [args, message] of [
  [[FEED, {}, { nonce: 5 }], 'nonce is 5; accepted: text'],
  [[FEED, {}, { stylesheet: '/news.css' }], 'unknown stylesheet; accepted: styleSheet.'],
  [[FEED, {}, { fetched: '2026-05-26' }], 'fetched is "2026-05-26"; accepted: a date'],
  [[FEED, {}, { freshFor: true }], 'freshFor is true; accepted: a time'],
  [[FEED, {}, { content: {} }], 'content is an object; accepted: text'],
  [[FEED, {}, null], 'options: null; accepted: an object'],
  [[FEED, 'layout=grid'], 'attributes: "layout=grid"; accepted: an object'],
  [[FEED, null], 'attributes: null; accepted: an object'],
  [[undefined], 'feed: undefined; accepted: an object'],
  [[[]], 'feed: an array; accepted: an object'],
  [[{ articles: {} }], 'feed.articles is an object; accepted: an array'],
  [[{ title: 'News' }], 'feed.articles is undefined; accepted: an array'],
]) {
  test(`renderFeed says what is wrong: ${message}`, async () => {
    await assert.rejects(renderFeed(...args), (error) => {
      assert.equal(error.code, 'config');
      assert.ok(error.message.startsWith(`renderFeed: ${message}`), error.message);
      return true;
    });
  });
}

const never = () => new Promise(() => undefined);

/** A store whose functions settle only where they are said to, and that tells when one of them hangs. */
function hangingStore(hangs) {
  const kept = new Map();
  let tellHanging;
  const store = { hangs: new Set(hangs), kept, isHanging: new Promise((resolve) => (tellHanging = resolve)) };
  const call = (name, act) => {
    if (!store.hangs.has(name)) return Promise.resolve(act());
    tellHanging();
    return never();
  };
  store.get = (key) => call('get', () => kept.get(key));
  store.set = (key, value) => call('set', () => void kept.set(key, value));
  return store;
}

/** The answer of a relay whose store hangs, when a second has passed on a clock in the test's hands. */
async function answerAfterASecond(t, store, get) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const asking = get('/world');
  await store.isHanging;
  await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(1000);
  return asking;
}

for (const [what, hangs] of [
  ['never answers', ['get', 'set']],
  ['never reads', ['get']],
  ['never writes', ['set']],
]) {
  test(`a store that ${what} costs a second at most, and not each answer`, async (t) => {
    const store = hangingStore(hangs);
    const { get, titles, log } = setUp({
      feeds: { world: A, again: `${A}?2` },
      answers: { [A]: rss(item(1)), [`${A}?2`]: rss(item(2)) },
      store,
    });
    assert.deepEqual(await titles(await answerAfterASecond(t, store, get)), ['Story 1']);
    assert.deepEqual(await titles(await get('/again')), ['Story 2']);
    assert.equal(log.filter(({ code }) => code === 'store').length, 1);
  });
}

test('a store that answers again is used again', async (t) => {
  const store = hangingStore(['get']);
  const { get, clock, settled } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) }, store });
  await answerAfterASecond(t, store, get);
  assert.equal(store.kept.size, 0);
  store.hangs.clear();
  clock.now += 6 * 6e4;
  await get('/world');
  await settled();
  assert.equal(store.kept.size, 1);
});

test('a clock that was set back does not keep a store from being used', async (t) => {
  const store = hangingStore(['set']);
  const { get, clock } = setUp({
    feeds: { world: A, again: `${A}?2` },
    answers: { [A]: rss(item(1)), [`${A}?2`]: rss(item(2)) },
    store,
  });
  await answerAfterASecond(t, store, get);
  store.hangs.clear();
  clock.now -= 400 * 864e5;
  await get('/again');
  assert.equal(store.kept.size, 1);
});

for (const [what, store] of [
  ['throws at once', { get: () => { throw new Error('down'); }, set: () => { throw new Error('down'); } }], // prettier-ignore
  ['returns no promise', { get: () => undefined, set: () => undefined }],
  ['returns no text', { get: async () => ({ at: 1 }), set: async () => 5 }],
]) {
  test(`a store that ${what} ends nothing`, async () => {
    const { get, titles } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) }, store });
    assert.deepEqual(await titles(await get()), ['Story 1']);
  });
}

for (const [what, log] of [
  ['throws', () => { throw new Error('disk full'); }], // prettier-ignore
  ['rejects', () => Promise.reject(new Error('disk full'))],
  ['never answers', never],
]) {
  test(`a log that ${what} ends nothing`, async () => {
    const unhandled = [];
    const note = (reason) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { get, titles } = setUp({
      feeds: { world: [A, 'https://b.example/'], gdelt: { provider: 'gdelt', tag: 'peace' } },
      answers: { [A]: rss(item(1)) },
      store: { get: () => Promise.reject(new Error('down')), set: () => Promise.reject(new Error('down')) },
      log,
    });
    assert.deepEqual(await titles(await get()), ['Story 1']);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });
}

test('renderFeed refuses attributes that are functions or symbols, alone and in lists', async () => {
  for (const value of [() => 'x', Symbol('x'), ['a', Symbol('x')], [class {}]]) {
    for (const name of ['tag', 'layout', 'id', 'data-x']) {
      await assert.rejects(renderFeed(FEED, { [name]: value }), (error) => {
        assert.equal(error.code, 'config', String(error));
        assert.match(error.message, new RegExp(`^renderFeed: ${name} is .*; accepted: text`));
        return true;
      });
    }
  }
});

test('renderFeed refuses attributes that are objects without JSON of their own, alone and in lists', async () => {
  const endless = {};
  endless.self = endless;
  const nested = [];
  nested.push(nested);
  class Own {}
  for (const value of [
    endless,
    nested,
    new Map(),
    Promise.resolve(),
    new Own(),
    {
      get x() {
        throw new Error('x');
      },
    },
  ])
    // prettier-ignore
    for (const name of ['tag', 'map', 'layout', 'src', 'data-x'])
      for (const given of [value, [value]])
        await assert.rejects(renderFeed(FEED, { [name]: given }), (error) => {
          assert.equal(error.code, 'config', String(error));
          assert.match(error.message, new RegExp(`^renderFeed: ${name} is .*; accepted: text`));
          return true;
        });
});

test('renderFeed takes addresses as objects', async () => {
  for (const src of [new URL('https://a.example/feed'), [new URL('https://a.example/feed')]])
    assert.match(await renderFeed(FEED, { src }), / src="https:\/\/a\.example\/feed"/);
});

test('renderFeed takes a map as an object, with or without a prototype', async () => {
  for (const map of [{ title: 'name' }, Object.assign(Object.create(null), { title: 'name' })])
    assert.match(await renderFeed(FEED, { map }), / map="{&quot;title&quot;:&quot;name&quot;}"/);
});

test('renderFeed refuses numbers out of range', async () => {
  for (const attributes of [{ limit: -1 }, { limit: NaN }, { pageSize: Infinity }, { perPublisher: 0.5 }])
    await assert.rejects(renderFeed(FEED, attributes), { name: 'NewsError', code: 'config' });
});

test('takeSnapshot refuses values that have no JSON in the same words', async () => {
  const endless = {};
  endless.self = endless;
  for (const options of [{ map: endless }, { limit: 10n }, { tag: Symbol('x') }, { timeout: () => 5 }])
    await assert.rejects(takeSnapshot(options), { name: 'NewsError', code: 'config' });
});
