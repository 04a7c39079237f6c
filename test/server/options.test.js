/** Options of an owner are checked before anything happens; an owner's store and log end nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRelay as createNodeRelay, renderFeed, takeSnapshot } from '../../dist/server/node.js';
import { createRelay } from '../../dist/server/edge.js';
import { item, rss, setUp } from './support.js';

const A = 'https://a.example/feed';
const FEED = { articles: [] };

/** Invalid options, each with the beginning of its message: the option, its value, what is expected. */
const INVALID = [
  [{ http: 'no' }, 'Invalid http: "no". Expected: true or false'],
  [{ http: 1 }, 'Invalid http: 1. Expected: true or false'],
  [{ http: null }, 'Invalid http: null. Expected: true or false'],
  [{ allow: 'a.example' }, 'Invalid allow: "a.example". Expected: an array of text'],
  [{ allow: [7] }, 'Invalid allow.0: 7. Expected: text'],
  [{ origins: new Set(['https://a.example']) }, 'Invalid origins: an object. Expected: an array of text'],
  [{ local: { 0: 'http://localhost' } }, 'Invalid local: an object. Expected: an array of text'],
  [{ freshFor: ['5m'] }, 'Invalid freshFor: an array. Expected: a time'],
  [{ freshFor: NaN }, 'Invalid freshFor: NaN. Expected: a time'],
  [{ patience: true }, 'Invalid patience: true. Expected: a time'],
  [{ admit: 'all' }, 'Invalid admit: "all". Expected: a function'],
  [{ log: console }, 'Invalid log: an object. Expected: a function'],
  [{ now: 0 }, 'Invalid now: 0. Expected: a function'],
  [{ fetch: {} }, 'Invalid fetch: an object. Expected: a function'],
  [{ store: new Map() }, undefined],
  [
    { store: { get: async () => undefined } },
    'Invalid store: an object. Expected: an object with the functions get and set',
  ],
  [{ contact: 5 }, 'Invalid contact: 5. Expected: text'],
  [{ freshfor: '5m' }, 'Unknown option freshfor. Expected: freshFor.'],
  [{ 'fresh-for': '5m' }, 'Unknown option fresh-for. Expected: freshFor.'],
  [{ origin: [] }, 'Unknown option origin. Expected: origins.'],
  [{ colour: 'red' }, 'Unknown option colour. Expected: feeds, allow, origins, http'],
  [{ constructor: 1 }, 'Unknown option constructor. Expected: feeds'],
  [JSON.parse('{"__proto__": {"http": true}}'), 'Unknown option __proto__. Expected: feeds'],
  [{ feeds: A }, 'Invalid feeds: text. Expected: an object'],
  [{ feeds: [A] }, 'Invalid feeds: an array. Expected: an object'],
  [{ feeds: new Map([['world', A]]) }, 'Invalid feeds: an object. Expected: an object with names as keys'],
  [{ feeds: { world: 5 } }, 'Invalid feeds.world: 5. Expected: an object'],
  [{ feeds: { world: null } }, 'Invalid feeds.world: null. Expected: an object'],
  [{ feeds: { world: [5] } }, 'Invalid feeds.world.src: an array. Expected: text or an array of it'],
  [{ feeds: { world: { src: A, limit: true } } }, 'Invalid feeds.world.limit: true. Expected: a whole number'],
  [{ feeds: { world: { src: A, timeout: ['1s'] } } }, 'Invalid feeds.world.timeout: an array. Expected: a time'],
  [{ feeds: { world: { src: A, tagMatch: ['all'] } } }, 'Invalid feeds.world.tagMatch: an array. Expected: text'],
  [{ feeds: { world: { src: A, title: 5 } } }, 'Invalid feeds.world.title: 5. Expected: text'],
  [{ feeds: { world: { src: A, relay: 'https://b.example/' } } }, 'Unknown option feeds.world.relay. Expected: tag'],
  [{ feeds: { world: { url: A } } }, 'Unknown option feeds.world.url. Expected: tag'],
  [{ feeds: { world: { src: A, maxage: '1d' } } }, 'Unknown option feeds.world.maxage. Expected: maxAge.'],
  [{ feeds: { world: { src: A, apiKey: ['secret'] } } }, 'Invalid feeds.world.apiKey: an array. Expected: text'],
  [
    { feeds: { world: { src: { href: 'https://secret.example/' } } } },
    'Invalid feeds.world.src: an object. Expected: text',
  ],
  [{ patience: '' }, 'Invalid patience: "". Expected: a time'],
  [{ patience: ' ' }, 'Invalid patience: " ". Expected: a time'],
  [{ freshFor: '' }, 'Invalid freshFor: "". Expected: a time'],
  [{ feeds: { world: { src: A, tag: 0 } } }, 'Invalid feeds.world.tag: 0. Expected: text or an array of it'],
  [{ feeds: { world: { src: A, include: -1 } } }, 'Invalid feeds.world.include: -1. Expected: text or an array of it'],
  [{ feeds: { world: { provider: 'guardian' } } }, 'feeds.world.apiKey is missing. The provider guardian needs it'],
  [{ feeds: { world: { provider: 'ghost', src: A } } }, 'feeds.world.apiKey is missing. The provider ghost needs it'],
  [{ feeds: { world: { provider: 'ghost', apiKey: 'k' } } }, 'feeds.world.src is missing. The provider ghost needs it'],
  [{ feeds: { world: { provider: 'mastodon' } } }, 'feeds.world.tag is missing. The provider mastodon needs it'],
  [{ feeds: { world: { provider: 'json' } } }, 'feeds.world.src is missing. The provider json needs it'],
  [{ feeds: { world: { provider: 'gardian' } } }, 'Invalid feeds.world.provider: "gardian". Expected: feed, gdelt'],
  [{ feeds: { world: { provider: 'feed inline', src: A } } }, 'Invalid feeds.world.provider: "inline". Expected: feed'],
  [{ feeds: { world: { provider: 'constructor' } } }, 'Invalid feeds.world.provider: "constructor". Expected: feed'],
  [
    { feeds: { world: { provider: 'json', src: A, map: 'headline: title' } } },
    "Invalid feeds.world.map. `map` can't be read",
  ],
  [
    { feeds: { world: { provider: 'json', src: A, map: { title: ['a'] } } } },
    "Invalid feeds.world.map. `map` can't be read",
  ],
  [{ now: () => NaN }, 'Invalid now. Expected: a function that returns milliseconds since 1970'],
  [{ now: () => 9e15 }, 'Invalid now. Expected: a function that returns milliseconds since 1970'],
  [{ now: () => 'x' }, 'Invalid now. Expected: a function that returns milliseconds since 1970'],
  [{ now: () => new Date() }, 'Invalid now. Expected: a function that returns milliseconds since 1970'],
  [{ allow: ['a..example'] }, 'Invalid allow: "a..example". Expected: host names such as example.org'],
  [{ allow: ['.'] }, 'Invalid allow: ".". Expected: host names such as example.org'],
  [{ origins: ['https://a..example'] }, 'Invalid origins: "https://a..example". Expected: origins such as'],
  [{ local: ['http://.internal'] }, 'Invalid local: "http://.internal". Expected: origins such as'],
  [undefined, 'Invalid options: undefined. Expected: an object'],
  [null, 'Invalid options: null. Expected: an object'],
  ['options', 'Invalid options: "options". Expected: an object'],
  [[], 'Invalid options: an array. Expected: an object'],
];

for (const [options, message] of INVALID.filter(([, message]) => message)) {
  test(`createRelay rejects invalid options: ${message}`, () => {
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

test('options of every documented type are accepted', () => {
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
  [{ src: A, limt: 5 }, 'Unknown option limt. Expected: limit.'],
  [{ src: A, 'max-age': '1d' }, 'Unknown option max-age. Expected: maxAge.'],
  [{ src: A, limit: false }, 'Invalid limit: false. Expected: a whole number'],
  [{ src: A, timeout: {} }, 'Invalid timeout: an object. Expected: a time'],
  [{ src: A, title: ['News'] }, 'Invalid title: an array. Expected: text'],
  [{ src: A, previous: Buffer.from('{}') }, 'Invalid previous: an object. Expected: text'],
  [{ src: A, signal: 'now' }, 'Invalid signal: "now". Expected: an AbortSignal'],
  [{ src: A, http: true }, 'Unknown option http. Expected: tag'],
  [{ src: A, local: 'http://localhost' }, 'Invalid local: "http://localhost". Expected: an array of text'],
  [{ src: 5 }, 'Invalid src: "5". Expected: http: and https: addresses'],
  [{ src: A, now: () => NaN }, 'Invalid now. Expected: a function that returns milliseconds since 1970'],
  [{ src: A, now: () => -1e18 }, 'Invalid now. Expected: a function that returns milliseconds since 1970'],
  [undefined, 'Invalid options: undefined. Expected: an object'],
]) {
  test(`takeSnapshot rejects invalid options: ${message}`, async () => {
    await assert.rejects(takeSnapshot(options), (error) => {
      assert.equal(error.code, 'config');
      assert.ok(error.message.startsWith(`takeSnapshot: ${message}`), error.message);
      return true;
    });
  });
}

for (const [args, message] of [
  [[FEED, {}, { nonce: 5 }], 'Invalid nonce: 5. Expected: text'],
  [[FEED, {}, { stylesheet: '/news.css' }], 'Unknown option stylesheet. Expected: styleSheet.'],
  [[FEED, {}, { styleSheet: 'javascript:alert(1)' }], 'Invalid styleSheet: "javascript:alert(1)". Expected: an http'],
  [[FEED, {}, { styleSheet: 'https://a.example,x;y/a.css' }], 'Invalid styleSheet: "https://a.example,x;y/a.css". Exp'],
  [[FEED, {}, { styleSheet: 'data:text/css,' }], 'Invalid styleSheet: "data:text/css,". Expected: an http'],
  [
    [FEED, {}, { styleSheet: 'https://ann:pw@a.example/a.css' }],
    'Invalid styleSheet: "https://a.example/a.css". Expected',
  ],
  [
    [FEED, { src: 'https://ann:pw@a.example/feed' }],
    'Invalid src: "https://a.example/feed". Expected: addresses without',
  ],
  [[FEED, { src: [A, '//ann@a.example/feed'] }], 'Invalid src: "//a.example/feed". Expected: addresses without'],
  [[FEED, {}, { fetched: '2026-05-26' }], 'Invalid fetched: "2026-05-26". Expected: a date'],
  [[FEED, {}, { fetched: new Date(NaN) }], 'Invalid fetched: an object. Expected: a date'],
  [[FEED, {}, { fetched: 1e18 }], 'Invalid fetched: 1000000000000000000. Expected: a date'],
  [[FEED, {}, { freshFor: true }], 'Invalid freshFor: true. Expected: a time'],
  [[FEED, {}, { content: {} }], 'Invalid content: an object. Expected: text'],
  [[FEED, {}, null], 'Invalid options: null. Expected: an object'],
  [[FEED, 'layout=grid'], 'Invalid attributes: "layout=grid". Expected: an object'],
  [[FEED, null], 'Invalid attributes: null. Expected: an object'],
  [[undefined], 'Invalid feed: undefined. Expected: an object'],
  [[[]], 'Invalid feed: an array. Expected: an object'],
  [[{ articles: {} }], 'Invalid feed.articles: an object. Expected: an array'],
  [[{ title: 'News' }], 'Invalid feed.articles: undefined. Expected: an array'],
]) {
  test(`renderFeed rejects invalid arguments: ${message}`, async () => {
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
  test(`a store that ${what} delays at most one response by a second`, async (t) => {
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

test('a clock that was set back does not disable a store', async (t) => {
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
  test(`a store that ${what} fails no request`, async () => {
    const { get, titles } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) }, store });
    assert.deepEqual(await titles(await get()), ['Story 1']);
  });
}

for (const [what, log] of [
  ['throws', () => { throw new Error('disk full'); }], // prettier-ignore
  ['rejects', () => Promise.reject(new Error('disk full'))],
  ['never answers', never],
]) {
  test(`a log that ${what} fails no request`, async () => {
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

test('renderFeed rejects attributes that are functions or symbols, alone and in lists', async () => {
  for (const value of [() => 'x', Symbol('x'), ['a', Symbol('x')], [class {}]]) {
    for (const name of ['tag', 'layout', 'id', 'data-x']) {
      await assert.rejects(renderFeed(FEED, { [name]: value }), (error) => {
        assert.equal(error.code, 'config', String(error));
        assert.match(error.message, new RegExp(`^renderFeed: Invalid ${name}: .*. Expected: text`));
        return true;
      });
    }
  }
});

test('renderFeed rejects attributes that are class instances, alone and in lists', async () => {
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
          assert.match(error.message, new RegExp(`^renderFeed: Invalid ${name}: .*. Expected: text`));
          return true;
        });
});

test('renderFeed accepts URL objects', async () => {
  for (const src of [new URL('https://a.example/feed'), [new URL('https://a.example/feed')]])
    assert.match(await renderFeed(FEED, { src }), / src="https:\/\/a\.example\/feed"/);
});

test('renderFeed accepts a map as an object, with or without a prototype', async () => {
  for (const map of [{ title: 'name' }, Object.assign(Object.create(null), { title: 'name' })])
    assert.match(await renderFeed(FEED, { map }), / map="{&quot;title&quot;:&quot;name&quot;}"/);
});

test('renderFeed rejects numbers out of range', async () => {
  for (const attributes of [{ limit: -1 }, { limit: NaN }, { pageSize: Infinity }, { perPublisher: 0.5 }])
    await assert.rejects(renderFeed(FEED, attributes), { name: 'NewsError', code: 'config' });
});

test('takeSnapshot rejects values that have no JSON in the same way', async () => {
  const endless = {};
  endless.self = endless;
  for (const options of [{ map: endless }, { limit: 10n }, { tag: Symbol('x') }, { timeout: () => 5 }])
    await assert.rejects(takeSnapshot(options), { name: 'NewsError', code: 'config' });
});
