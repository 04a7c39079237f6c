/** A relay with an archive. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createArchive } from '../../dist/server/node.js';
import { MINUTE, item, rss, setUp } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';
const NOW = Date.UTC(2026, 4, 26, 12);

/** A relay of two feeds whose upstream the test changes by `answers`. */
function withArchive(options = {}) {
  const answers = { [A]: rss(item(1) + item(3)), [B]: rss(item(2, '<category>Peace</category>')) };
  const archive = createArchive({ url: ':memory:', now: () => made?.clock.now ?? NOW });
  const made = setUp({ feeds: { world: A, wire: B }, answers, archive, ...options });
  const json = async (path) => (await made.get(path)).json();
  return { ...made, answers, archive, json };
}

const failing = () => ({
  store: () => Promise.reject(new Error('The disk is full.')),
  find: () => Promise.reject(new Error('The disk is full.')),
  tags: () => Promise.reject(new Error('The disk is full.')),
});

test('answers with articles of all sources, or of one feed', async () => {
  const { get, titles } = withArchive();
  assert.deepEqual(await titles(await get('/')), ['Story 3', 'Story 2', 'Story 1']);
  assert.deepEqual(await titles(await get('/?tag=peace')), ['Story 2']);
  assert.deepEqual(await titles(await get('/world')), ['Story 3', 'Story 1']);
  assert.deepEqual(await titles(await get('/world?tag=peace')), []);
});

test('remembers what sources no longer list, and what failing sources have sent', async () => {
  const { get, titles, clock, answers, settled } = withArchive();
  await get('/world');
  clock.now += 10 * MINUTE;
  answers[A] = rss(item(5));
  await get('/world');
  await settled();
  await get('/world?limit=1');
  answers[A] = undefined;
  clock.now += 20 * 24 * 60 * MINUTE;
  assert.deepEqual((await titles(await get('/world'))).slice(-2), ['Story 3', 'Story 1']);
});

test('next_url leads through all articles', async () => {
  const { json } = withArchive();
  const seen = [];
  for (let path = '/?limit=1'; path;) {
    const { items, next_url: next } = await json(path);
    seen.push(...items.map(({ title }) => title));
    path = next;
  }
  assert.deepEqual(seen, ['Story 3', 'Story 2', 'Story 1']);
});

test('rejects malformed cursors, unknown parameters and paths', async () => {
  const { get } = withArchive();
  for (const [path, status] of [
    ['/?before=-1', 400],
    ['/?before=1%20OR%201', 400],
    ['/?before=1&before=2', 400],
    ['/?before=%27', 400],
    ['/?befor=1', 400],
    ['/?limit=0', 400],
    ['/tags?since=x', 400],
    ['/tags?limit=1000', 400],
    ['/tags?order=x', 400],
    ['/nothing', 404],
    ['/nothing.rss', 404],
    ['/tag/%E0%A4%A.json', 404],
    ['/tag/---.json', 404],
    ['/tag/..%2f..%2fetc.json', 200],
    ['/?tag=%22%20OR%20%22story', 200],
    ['/tags?q=%25%27%20OR%201', 200],
  ]) {
    assert.equal((await get(path)).status, status, path);
  }
});

test('gives the most used tags', async () => {
  const { get, json } = withArchive();
  await get('/');
  const expected = { name: 'Peace', slug: 'peace', count: 1, latest: '2026-05-26T09:02:00.000Z' };
  assert.deepEqual(await json('/tags?q=pe&since=30d&limit=5'), { tags: [expected] });
  assert.deepEqual(await json('/tags?q=x'), { tags: [] });
});

test('writes RSS and Atom without markup of sources', async () => {
  const { get, answers } = withArchive();
  answers[A] = rss(item(1, '<description>&lt;b&gt;AT&amp;amp;T&lt;/b&gt; &amp;lt;script&amp;gt;</description>'));
  const inRss = await get('/world.rss');
  assert.equal(inRss.headers.get('content-type'), 'application/rss+xml; charset=utf-8');
  assert.match(await inRss.text(), /<description>AT&#38;#38;T &#38;#60;script&#38;#62;<\/description>/);
  const inAtom = await get('/world.atom');
  assert.equal(inAtom.headers.get('content-type'), 'application/atom+xml; charset=utf-8');
  assert.match(await inAtom.text(), /<summary>AT&#38;T &#60;script&#62;<\/summary>/);
  for (const format of ['json', 'rss', 'atom']) {
    assert.match(await (await get(`/tag/peace.${format}`)).text(), /Story 2/);
  }
});

test('answers from memory while the archive fails', async () => {
  const { get, titles, log } = withArchive({ archive: failing() });
  await get('/world');
  assert.deepEqual(await titles(await get('/world?limit=1')), ['Story 3']);
  assert.deepEqual(await titles(await get('/?tag=peace')), ['Story 2']);
  assert.equal((await get('/tags')).status, 503);
  assert.equal((await get('/world?before=abc')).status, 503);
  assert.ok(log.some(({ code, message }) => code === 'store' && message === 'The disk is full.'));
});

test('answers with what a source says when it fails and nothing is archived', async () => {
  const { get } = withArchive({ feeds: { gone: 'https://gone.example/feed' } });
  assert.equal((await get('/gone')).status, 502);
});

test('the option is checked', () => {
  assert.throws(() => setUp({ archive: 'file:news.db' }), { code: 'config', message: /createArchive\(\)/ });
});
