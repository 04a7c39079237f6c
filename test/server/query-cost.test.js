/** The cost of queries to a relay, and the limit of a hostile one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyQuery, parseQuery, workOf } from '../../dist/server/query.js';
import { costOf } from '../../dist/server/request-cost.js';
import { toFeed } from '../../dist/model/feed.js';
import { toRequest } from '../../dist/model/request.js';
import { item, rss, setUp } from './support.js';

const A = 'https://a.example/feed';
const world = (count) =>
  setUp({ feeds: { world: A }, answers: { [A]: rss(Array.from({ length: count }, (_, n) => item(n)).join('')) } });

const list = (count, word = 'w') => Array.from({ length: count }, (_, n) => `${word}${n}`).join(',');

for (const name of ['tag', 'include', 'exclude', 'exclude-publisher']) {
  test(`${name} accepts at most 20 entries`, async () => {
    const { get } = world(1);
    assert.equal((await get(`/world?${name}=${list(20)}`)).status, 200);
    const response = await get(`/world?${name}=${list(21)}`);
    assert.equal(response.status, 400);
    assert.match((await response.json()).error.message, /more than 20 entries/);
    const repeated = Array.from({ length: 21 }, (_, n) => `${name}=w${n}`).join('&');
    assert.equal((await get(`/world?${repeated}`)).status, 400);
  });
}

test('combined words in one entry are limited too', async () => {
  const { get } = world(1);
  const combined = (count) => encodeURIComponent(list(count).replaceAll(',', '+'));
  assert.equal((await get(`/world?include=${combined(30)}`)).status, 200);
  assert.equal((await get(`/world?include=${combined(300)}`)).status, 400);
  assert.equal((await get(`/world?exclude=${combined(61).replaceAll('%2B', '%EF%BC%8B')}`)).status, 400);
});

test('lists of the owner are not limited', async () => {
  const exclude = list(200);
  const { get } = setUp({ feeds: { world: { src: A, exclude } }, answers: { [A]: rss(item(1)) } });
  assert.equal((await get('/world')).status, 200);
});

/** A feed of the size that a relay keeps. */
function largeFeed(text) {
  const articles = Array.from({ length: 1000 }, (_, n) => ({
    url: `https://a.example/${n}`,
    title: `${n} ${text.slice(0, 200)}`,
    excerpt: `${n} ${text}`,
    published: new Date(Date.UTC(2026, 4, 26) - n * 1000).toISOString(),
    tags: [`tag ${n}`],
  }));
  return { source: { provider: { name: 'feed' }, src: A }, feed: toFeed({ articles }), at: 0 };
}

const REQUEST = toRequest({ src: A, limit: 100 }, () => undefined);

for (const [what, text] of [
  ['words', 'peace negotiations in the city of rivers '.repeat(24)],
  ['accents', 'à̀̀̀̀̀é'.repeat(140)],
  ['characters of scripts without spaces', '和平交渉'.repeat(240)],
  ['spaces', ' '.repeat(900) + 'x'],
  ['plus signs', 'c+'.repeat(490)],
]) {
  test(`twenty words in a thousand articles of ${what} cost little, also repeatedly`, () => {
    const feeds = [largeFeed(text)];
    const run = (n) =>
      applyQuery(
        feeds,
        REQUEST,
        parseQuery(new URLSearchParams({ include: list(20, `w${n}x`) }), new Set()),
        Date.UTC(2026, 4, 27),
        false,
      );
    // Folds the texts, once for all queries.
    run(0);
    const before = process.cpuUsage();
    for (let n = 1; n <= 10; n++) run(n);
    const { user, system } = process.cpuUsage(before);
    // Two seconds for one, where each query folded all texts for each word.
    assert.ok((user + system) / 1e3 < 2000, `${(user + system) / 1e3} ms`);
  });
}

test('the cost of a request grows with articles and words, and is 0 for a cached answer', async () => {
  const { relay, get } = world(1000);
  await get();
  const ask = async (query) => {
    const request = new Request(`https://relay.example/world${query}`);
    await relay(request);
    return costOf(request);
  };
  const plain = await ask('?limit=50');
  const wordy = await ask(`?include=${list(20)}`);
  assert.ok(plain > 0 && plain < 1, `${plain}`);
  assert.ok(wordy > 5 && wordy < 50, `${wordy}`);
  assert.equal(await ask(`?include=${list(20)}`), 0);
  assert.ok(workOf([largeFeed('')], { include: ['a+b+c'] }) > workOf([largeFeed('')], { include: ['a'] }));
});

test('keeps the newest thousand articles of one source, and two hundred each of fifty in one feed', async () => {
  const oldestFirst = Array.from({ length: 900 }, (_, n) => item(n)).join('');
  const one = setUp({ feeds: { world: { src: A, limit: 1000 } }, answers: { [A]: rss(oldestFirst) } });
  assert.equal((await one.titles(await one.get())).length, 900);

  const src = Array.from({ length: 50 }, (_, n) => `https://${n}.example/feed`);
  const answers = new Proxy({}, { get: (_target, url) => (url === src[0] ? rss(oldestFirst) : rss('')) });
  const fifty = setUp({ feeds: { world: { src, limit: 1000 } }, answers });
  // So that no story lies ahead.
  fifty.clock.now += 7 * 864e5;
  const shown = await fifty.titles(await fifty.get());
  assert.deepEqual([shown.length, shown[0], shown.at(-1)], [200, 'Story 899', 'Story 700']);
});
