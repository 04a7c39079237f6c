/** A relay in a process with little memory. `npm run bench -- memory` runs the same with a hundred times as much. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runMemoryLoad } from '../../bench/memory-load.js';
import { filterArticles } from '../../dist/select/filter-articles.js';
import { selectArticles } from '../../dist/select/select-articles.js';
import { toFeed } from '../../dist/model/feed.js';
import { toRequest } from '../../dist/model/request.js';
import { BoundedCache } from '../../dist/server/bounded-cache.js';
import { heapSizeOf } from '../../dist/server/heap-size.js';
import { RelayMemory } from '../../dist/server/relay/memory.js';

test('a relay with 96 MB of heap survives more feeds and queries than fit into it', async () => {
  const load = { addresses: 45, requests: 50, queries: 30, bytes: 1.4e6, megabytes: 96, atOnce: 4 };
  const { statuses, isAlive } = await runMemoryLoad(load);
  assert.deepEqual([statuses, isAlive], [{ 200: 80 }, true]);
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

function heldBytes(make) {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const value = make();
  collectGarbage();
  return { value, bytes: process.memoryUsage().heapUsed - before };
}

/** Texts of their own: engines share those that are written once. */
const fresh = (text, n) => JSON.parse(JSON.stringify(`${n} ${text}`));

for (const [what, more] of [
  ['nothing but links', () => ({})],
  ['excerpts', (n) => ({ excerpt: fresh('words of an excerpt '.repeat(40), n) })],
  ['excerpts in Chinese', (n) => ({ excerpt: fresh('和平交渉の報道'.repeat(60), n) })],
  ['one sign that takes two bytes', (n) => ({ excerpt: fresh('words – '.repeat(100), n) })],
  ['many tags', (n) => ({ tags: Array.from({ length: 50 }, (_, k) => fresh('tag', `${n} ${k}`)) })],
  [
    'pictures and authors',
    (n) => ({
      image: {
        url: fresh('https://a.example/i', 'https://a.example/' + n),
        alt: fresh('alt', n),
        width: 1200,
        height: 675,
      },
      authors: [{ name: fresh('Ada', n) }, { name: fresh('Eve', n) }],
      publisher: { name: fresh('Paper', n), url: 'https://a.example/' },
    }),
  ],
]) {
  test(`articles with ${what} take no more memory than estimated`, () => {
    const request = toRequest({ src: 'https://a.example/' }, () => undefined);
    const make = () => {
      const feeds = Array.from({ length: 3 }, (_, feed) =>
        toFeed({
          articles: Array.from({ length: 1000 }, (_, n) => ({
            url: fresh('x', `https://a.example/${feed}/${n}`).replace(' ', '/'),
            title: fresh('A headline of some words', n),
            published: '2026-05-26T09:30:00Z',
            ...more(n),
          })),
        }),
      );
      // What is kept beside the articles for the next query.
      for (const { articles } of feeds)
        selectArticles(articles, { ...request, include: ['w'], tag: ['w'] }, Date.now(), filterArticles);
      for (const { articles } of feeds) selectArticles(articles, request, Date.now(), filterArticles);
      return feeds;
    };
    // Once before, for all that the code itself keeps.
    make();
    const { value, bytes } = heldBytes(make);
    const counted = value.reduce((sum, feed) => sum + heapSizeOf(feed), 0);
    assert.ok(bytes < 1.1 * counted && counted < 5 * bytes, `${bytes} bytes, counted as ${counted}`);
  });
}

test('a cache drops its oldest entries, by number and by size', () => {
  const cache = new BoundedCache(3, 100);
  for (const [key, size] of [
    ['a', 10],
    ['b', 10],
    ['c', 10],
    ['d', 10],
  ])
    cache.set(key, key, size);
  assert.deepEqual([cache.get('a'), cache.get('b'), cache.size], [undefined, 'b', 30]);
  cache.set('e', 'e', 95);
  assert.deepEqual([cache.get('d'), cache.get('e'), cache.count], [undefined, 'e', 1]);
  // One that is too large by itself is kept as long as it is the newest.
  cache.set('f', 'f', 1000);
  assert.deepEqual([cache.get('e'), cache.get('f'), cache.size], [undefined, 'f', 1000]);
  cache.set('f', 'f', 1);
  assert.equal(cache.size, 1);
  cache.delete('f');
  cache.delete('f');
  assert.deepEqual([cache.size, cache.count, cache.deleteOldest()], [0, 0, undefined]);
});

const source = (size) => ({
  size,
  forgotten: 0,
  forget() {
    this.forgotten++;
    this.size = 0;
  },
});
const answerOf = (characters) => ({ versions: [], since: 0, body: 'x'.repeat(characters), etag: Promise.resolve('') });

test('feeds by URL, answers and feeds of the table have one limit', () => {
  const memory = new RelayMemory();
  for (let n = 0; n < 100; n++) {
    memory.keepEntry(`https://a.example/${n}`, { sources: [source(3e6)] });
    memory.keepAnswer(`answer ${n}`, answerOf(1e6));
    memory.noteTable(source(1e6));
    assert.ok(memory.size < 64e6, `${memory.size}`);
  }
});

test('answers alone displace no feeds by URL, and are limited in number', () => {
  const memory = new RelayMemory();
  const urls = Array.from({ length: 15 }, (_, n) => `https://a.example/${n}`);
  for (const url of urls) memory.keepEntry(url, { sources: [source(3e6)] });
  for (let n = 0; n < 100; n++) memory.keepAnswer(`large ${n}`, answerOf(1e6));
  assert.equal(urls.filter((url) => memory.entryAt(url)).length, 15);
  const before = memory.size;
  for (let n = 0; n < 10_000; n++) memory.keepAnswer(`small ${n}`, answerOf(1));
  assert.ok(memory.size < before);
  assert.deepEqual([memory.answerTo('small 9000'), memory.answerTo('small 9999')?.body], [undefined, 'x']);
});

test('feeds of the table are dropped last, the least recently changed first', () => {
  const memory = new RelayMemory();
  const table = Array.from({ length: 30 }, () => source(3e6));
  table.slice(0, 10).forEach((one) => memory.noteTable(one));
  for (let n = 0; n < 100; n++) memory.keepEntry(`https://a.example/${n}`, { sources: [source(3e6)] });
  assert.deepEqual(
    table.filter(({ forgotten }) => forgotten),
    [],
  );
  table.slice(10).forEach((one) => memory.noteTable(one));
  assert.equal(table.at(-1).forgotten, 0);
  assert.equal(table[0].forgotten, 1);
});

test('a dropped feed is not counted again when it arrives', () => {
  const memory = new RelayMemory();
  const entry = { sources: [source(0)] };
  memory.keepEntry('https://a.example/', entry);
  for (let n = 0; n < 600; n++) memory.keepEntry(`https://a.example/${n}`, { sources: [source(0)] });
  const before = memory.size;
  entry.sources[0].size = 1e6;
  memory.updateEntry('https://a.example/', entry);
  assert.equal(memory.size, before);
});
