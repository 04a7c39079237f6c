/** A relay with an archive. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createArchive, createPages } from '../../dist/server/node.js';
import { createRelayWith } from '../../dist/server/relay.js';
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

for (const [baseUrl, path, expected] of [
  [undefined, '/world?limit=1', 'https://relay.example/world?limit=1&before='],
  ['https://news.example/', '/world?limit=1', 'https://news.example/world?limit=1&before='],
  ['https://news.example/n', '/world?limit=1', 'https://news.example/n/world?limit=1&before='],
  ['https://news.example/n/', '/n/tag/peace.json?limit=1', 'https://news.example/n/tag/peace.json?limit=1&before='],
])
  test(`next_url of ${path} begins with the base URL ${baseUrl}`, async () => {
    const create = (options) => createRelayWith(options, { baseUrl });
    const { json, answers } = withArchive({ create });
    answers[B] = rss(item(2, '<category>Peace</category>') + item(4, '<category>Peace</category>'));
    const { next_url: next } = await json(path);
    assert.ok(next.startsWith(expected), next);
  });

for (const [baseUrl, path] of [
  [undefined, '/relay/'],
  [undefined, '/api/news/'],
  ['https://news.example/n/', '/n/'],
  ['https://news.example/n/', '/n'],
  ['https://news.example/n', '/n'],
  ['https://news.example/a/n/', '/a/n'],
  ['https://news.example/n/', '/'],
])
  test(`answers for all sources at ${path} with the base URL ${baseUrl}`, async () => {
    const create = (options) => createRelayWith(options, { baseUrl });
    const { get, json, titles } = withArchive({ create });
    assert.deepEqual(await titles(await get(`${path}?tag=peace`)), ['Story 2']);
    const { next_url: next } = await json(`${path}?limit=1`);
    const expected = new URL(path, baseUrl ?? 'https://relay.example/');
    assert.equal(new URL(next).pathname.replace(/\/$/, ''), path === '/' ? '/n' : expected.pathname.replace(/\/$/, ''));
    assert.deepEqual(await titles(await get(new URL(next).pathname + new URL(next).search)), ['Story 2']);
    assert.equal((await get(`${path.replace(/\/?$/, '/')}world?tag=peace`)).status, 200);
    assert.equal((await get(`${path.replace(/\/?$/, '/')}wrold?tag=peace`)).status, 404);
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
  assert.equal((await get('/world?before=0000000abc')).status, 503);
  assert.match((await (await get('/world?befor=1')).json()).error.message, /, limit, before\.$/);
  assert.ok(log.some(({ code, message }) => code === 'store' && message === 'The disk is full.'));
});

test('answers with what a source says when it fails and nothing is archived', async () => {
  const { get } = withArchive({ feeds: { gone: 'https://gone.example/feed' } });
  assert.equal((await get('/gone')).status, 502);
});

test('the option is checked', () => {
  assert.throws(() => setUp({ archive: 'file:news.db' }), { code: 'config', message: /createArchive\(\)/ });
});

test('a slug is the same tag in pages and in the relay, whatever signs the tag has', async () => {
  const tags = { 'C++': 'c-plus-plus', 'C#': 'c-sharp', 'Disney+': 'disney-plus', Disney: 'disney', 'Google Plus': 'google-plus', 'AT&amp;T': 'att', 'R&amp;D / Labs': 'rd-labs', 'Côte d’Ivoire': 'cote-divoire', 和平: '和平', '#Peace-Talks_now': 'peace-talks_now' }; // prettier-ignore
  const items = Object.keys(tags).map((tag, n) => item(n + 1, `<category>${tag}</category>`));
  const { get, archive, answers, json } = withArchive();
  // Fifty tags begin with the same letter, and are used more.
  const others = Array.from({ length: 49 }, (_, n) => `<category>c${n}x</category>`).join('');
  answers[A] = rss(items.join('') + item(50, others) + item(51, others));
  await get('/');
  const pages = createPages({
    archive,
    baseUrl: 'https://desk.example/',
    title: 'Desk',
    log: () => {},
  });
  for (const [index, [written, slug]] of Object.entries(tags).entries()) {
    const tag = written.replace('&amp;', '&');
    const { items: found } = await json(`/tag/${encodeURIComponent(slug)}.json`);
    assert.deepEqual(found.map(({ title }) => title), [`Story ${index + 1}`], tag); // prettier-ignore
    const page = await pages(new Request(`https://desk.example/tag/${encodeURIComponent(slug)}`));
    const html = await page.text();
    assert.equal(page.status, 200, tag);
    assert.ok(html.includes(`Story ${index + 1}<`) && !html.includes('Story 50<'), tag);
    // The tag itself leads there too.
    assert.deepEqual((await json(`/tag/${encodeURIComponent(tag)}.json`)).items, found);
  }
});

test('tags that differ only in signs have slugs of their own', async () => {
  const { get, answers, json, archive } = withArchive();
  answers[A] = rss(
    [1, 2].map((n) => item(n, '<category>C#</category>')).join('') + item(3, '<category>C++</category>'),
  );
  await get('/');
  const { tags } = await json('/tags?q=c');
  assert.deepEqual(tags.map(({ name, slug }) => `${name} ${slug}`), ['C# c-sharp', 'C++ c-plus-plus']); // prettier-ignore
  assert.equal((await json('/tag/c-sharp.json')).items.length, 2);
  assert.equal((await json('/tag/c-plus-plus.json')).items.length, 1);
  // Without a tag of exactly this slug, it is that of the most used one.
  assert.equal(await archive.tagOfSlug('c'), 'C#');
});

test('of two tags with one slug, the more used one has it', async () => {
  const { get, answers, json, archive } = withArchive();
  answers[A] = rss(
    [1, 2].map((n) => item(n, '<category>Google+</category>')).join('') + item(3, '<category>Google Plus</category>'),
  );
  await get('/');
  assert.equal(await archive.tagOfSlug('google-plus'), 'Google+');
  assert.equal((await json('/tag/google-plus.json')).items.length, 2);
  assert.equal(await archive.tagOfSlug('unknown'), undefined);
  assert.deepEqual((await json('/tag/unknown-words.json')).items, []);
});

test('an own archive that throws at once, or returns nothing, is an archive that fails', async () => {
  const stores = [
    () => {
      throw new Error('Thrown at once.');
    },
    () => undefined,
  ];
  for (const store of stores) {
    const archive = { store, find: store, tags: store };
    const { get, titles } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) }, archive });
    assert.deepEqual(await titles(await get('/world')), ['Story 1']);
  }
});
