/** Bad sources and bad requests over an archive: each has its answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createArchive } from '../../dist/server/node.js';
import { idle } from '../support/fake-timers.js';
import { DAY, HOUR, MINUTE, crawling } from './crawler-support.js';
import { item, rss, setUp, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';
const NOW = Date.UTC(2026, 4, 25);
const date = (milliseconds) => new Date(milliseconds).toUTCString();

// Loads the database, so that no test waits for files.
await createArchive({ url: ':memory:' }).size();

const settle = async () => {
  for (let turn = 0; turn < 30; turn++) await idle();
};

/** A crawler that stores into an archive in memory. */
function crawlInto(answers) {
  const clock = {};
  const archive = createArchive({ url: ':memory:', now: () => clock.timers?.now() ?? NOW });
  const made = crawling({ answers, archive });
  clock.timers = made.timers;
  const all = async (query = {}) => (await archive.find({ limit: 5000, ...query })).articles;
  return { ...made, archive, all };
}

/** An item of a feed with own id, link, title and date. */
const entry = ({ id, link, title, at = NOW - HOUR, more = '' }) =>
  `<item><guid isPermaLink="false">${id}</guid><link>${link}</link><title>${title}</title><pubDate>${date(at)}</pubDate>${more}</item>`;

test('a source that changes all its ids with each response doubles nothing', async () => {
  let version = 0;
  const list = (change) => rss([1, 2, 3].map((n) => entry({ id: `${n}`, link: `https://a.example/${n}`, title: `Story ${n}`, at: NOW - n * HOUR, ...change(n) })).join('')); // prettier-ignore
  const changes = [
    (n) => ({ id: `a${n}` }),
    // Other ids and other links: headline and date are the same.
    (n) => ({ id: `b${n}`, link: `https://a.example/new/${n}` }),
    (n) => ({ id: `c${n}`, link: `https://a.example/${n}?session=${n}77` }),
    // Other ids and other headlines: the link is the same.
    (n) => ({ id: `d${n}`, title: `Corrected ${n}` }),
    // Another date as well.
    (n) => ({ id: `e${n}`, title: `Corrected ${n}`, at: NOW - n * MINUTE }),
  ];
  const { crawler, timers, all, asked } = crawlInto({ [A]: () => xml(list(changes[version++ % changes.length])) });
  crawler.start();
  await settle();
  await timers.advance(8 * HOUR, settle);
  assert.ok(asked.length > changes.length);
  assert.equal((await all()).length, 3);
  await crawler.stop();
});

test('of 10,000 items at once the newest thousand are stored; other sources stay as they are and are crawled', async () => {
  const flood = Array.from({ length: 10_000 }, (_, n) => entry({ id: `${n}`, link: `https://a.example/${n}`, title: `Flood ${n}`, at: NOW - n * MINUTE })).join(''); // prettier-ignore
  let stories = 1;
  const start = item(1).replace('/1</link>', '/before</link>');
  const answers = {
    [A]: () => xml(rss(stories > 1 ? flood : start)),
    [B]: () => xml(rss(Array.from({ length: stories }, (_, n) => entry({ id: `b${n}`, link: `https://b.example/${n}`, title: `Own ${n}`, at: NOW - n * MINUTE })).join(''))), // prettier-ignore
  };
  const { crawler, timers, archive, all } = crawlInto(answers);
  crawler.start();
  await settle();
  const before = await all({ sources: [B] });
  stories = 3;
  await timers.advance(65 * MINUTE, settle);
  const flooded = (await all({ sources: [A], include: ['flood'] })).map(({ title }) => title);
  assert.deepEqual([flooded.length, flooded[0], flooded.at(-1)], [1000, 'Flood 0', 'Flood 999']);
  const after = await all({ sources: [B] });
  assert.deepEqual(after.map(({ title }) => title), ['Own 0', 'Own 1', 'Own 2']); // prettier-ignore
  assert.deepEqual(after[0], before[0]);
  // The next response with the same items stores nothing more.
  const { articles } = await archive.size();
  await timers.advance(20 * MINUTE, settle);
  assert.equal((await archive.size()).articles, articles);
  await crawler.stop();
});

test('articles of the future and of 1970 count as new when they arrive, and sink as others do', async () => {
  let round = 1;
  const odd = [
    entry({ id: 'future', link: 'https://a.example/future', title: 'Future', at: Date.UTC(2099, 0) }),
    entry({ id: '1970', link: 'https://a.example/1970', title: 'Epoch', at: 0 }),
    entry({ id: 'far', link: 'https://a.example/far', title: 'Far' }).replace(/<pubDate>.*?<\/pubDate>/, '<pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>'), // prettier-ignore
    entry({ id: 'old', link: 'https://a.example/old', title: 'Before' }).replace(/<pubDate>.*?<\/pubDate>/, '<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>'), // prettier-ignore
  ].join('');
  const answers = { [A]: () => xml(rss(odd)), [B]: () => xml(rss(entry({ id: `${round}`, link: `https://b.example/${round}`, title: `Round ${round}`, at: NOW + (round > 1 ? MINUTE : -MINUTE) }))) }; // prettier-ignore
  const { crawler, timers, all } = crawlInto(answers);
  crawler.start();
  await settle();
  const names = async (query) => (await all(query)).map(({ title }) => title);
  assert.equal((await names()).length, 5);
  round = 2;
  await timers.advance(DAY + HOUR, settle);
  assert.equal((await names())[0], 'Round 2');
  assert.equal((await names()).length, 6);
  for (const article of await all({ sources: [A] })) {
    const time = Date.parse(article.published ?? article.seen);
    assert.ok(time <= timers.now() && (article.title === 'Before' || time >= NOW), `${article.title}: ${article.published ?? article.seen}`); // prettier-ignore
  }
  assert.deepEqual(await names({ maxAge: 25 * HOUR - MINUTE / 2 }), ['Round 2']);
  await crawler.stop();
});

test('undated articles say nothing of when their source is due', async () => {
  const undated = [1, 2, 3].map((n) => `<item><title>Story ${n}</title><link>https://a.example/${n}</link></item>`);
  const { crawler, timers, asked, all } = crawlInto({ [A]: rss(undated.join('')) });
  crawler.start();
  await settle();
  assert.equal(asked.length, 1);
  await timers.advance(3 * HOUR - MINUTE, settle);
  assert.equal(asked.length, 3);
  assert.equal((await all()).length, 3);
  await crawler.stop();
});

const HOSTILE = '</title><script>alert(1)</script>"\'><img src=x onerror=alert(2)>';
/** Escaped twice, so that it is the text of a title and no markup in it. */
const escaped = HOSTILE.replaceAll('<', '&amp;lt;');

/** A relay with an archive of one hostile article, and one about peace. */
async function withHostile() {
  const archive = createArchive({ url: ':memory:', now: () => made.clock.now });
  const hostile = item(1, `<category>${escaped}</category><description>${escaped}</description><author>${escaped}</author>`).replace('Story 1', escaped); // prettier-ignore
  const answers = { [A]: rss(hostile + item(2, '<category>peace</category>')) };
  const made = setUp({ feeds: { world: A }, answers, archive });
  await made.get('/');
  return { ...made, archive };
}

test('markup in titles, tags and names leaves no feed or list as markup', async () => {
  const { get } = await withHostile();
  for (const path of ['/world.rss', '/world.atom', '/tag/peace.rss', '/?tag=script', '/tags', '/world', '/opml']) {
    const response = await get(path);
    const body = await response.text();
    assert.equal(response.status, 200, path);
    assert.doesNotMatch(response.headers.get('content-type'), /html/, path);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy'), /default-src 'none'; sandbox/);
    if (/json/.test(response.headers.get('content-type'))) JSON.parse(body);
    else assert.doesNotMatch(body, /<script|<img|onerror=alert\(2\)>/, path);
  }
});

test('what a client writes into a path or a query gets into no header and into no markup', async () => {
  const { get } = await withHostile();
  const inject = ['%0d%0aSet-Cookie:%20a=b', '%00', '%E2%80%AE', '%3Cscript%3Ealert(1)%3C/script%3E', '"><script>', '%22%3E%3Csvg/onload=x%3E', '..%2f..%2f..%2fetc%2fpasswd', '%27%20OR%201=1%20--', 'a'.repeat(1500)]; // prettier-ignore
  for (const text of inject) {
    for (const path of [`/tag/${text}.json`, `/tag/${text}.rss`, `/tag/${text}.atom`, `/${text}`, `/?tag=${text}`, `/world.rss?tag=${text}`, `/world?before=${text}`, `/tags?q=${text}`, `/tags?since=${text}`, `/?limit=${text}`, `/?${text}=1`]) {
      const response = await get(path);
      assert.ok([200, 400, 404].includes(response.status), `${path}: ${response.status}`);
      assert.equal(response.headers.get('set-cookie'), null);
      for (const [name, value] of response.headers) assert.doesNotMatch(value, /Set-Cookie|<script/i, `${path} ${name}`);
      const body = await response.text();
      if (/xml/.test(response.headers.get('content-type'))) assert.doesNotMatch(body, /<script|<svg/, path);
      else JSON.parse(body);
    }
  } // prettier-ignore
});

test('the syntax of SQL and of full-text search is words, in each parameter', async () => {
  const { get, titles } = await withHostile();
  const ALL = ['Story 2', HOSTILE];
  /** Returns the answer of a search: titles, or a status. */
  const found = async (path) => {
    const response = await get(path);
    return response.status === 200 ? titles(response) : response.status;
  };
  const searches = {
    'tag=peace': ['Story 2'],
    'tag=%22peace%22': ['Story 2'],
    'tag=peace*': ['Story 2'],
    'tag=pea*': [],
    'tag=^peace': ['Story 2'],
    'tag=text:peace': [],
    'tag={text}:peace': [],
    'tag=NEAR(peace story)': [],
    'tag=peace OR story': [],
    'tag=peace AND story': [],
    'tag=peace NOT war': [],
    'tag=" OR "story': [],
    'tag=%00peace': ['Story 2'],
    'tag=peace;DROP TABLE articles': [],
    "tag=x' UNION SELECT 1 --": [],
    'tag=%C2%A77': [],
    'tag=%7C': [],
    'tag=__': [],
    'include=story': ['Story 2'],
    'include=%22': [],
    'include=*': [],
    'include=NEAR(story)': [],
    'exclude=peace': [HOSTILE],
    'exclude=%22 OR %22': ALL,
    'exclude=*': ALL,
    'exclude-publisher=%25': ALL,
    "exclude-publisher=' OR 1=1": ALL,
    'before=1 OR 1=1': 400,
    "before='": 400,
    'before=%00': 400,
    'before=zzzzzzzzzzzzzzz': 400,
    'before=zzz': 400,
    'limit=1;': 400,
    'limit=-1': 400,
    'limit=1e3': ALL,
    'limit=0x10': ALL,
    'max-age=1 OR 1': 400,
  };
  for (const [query, expected] of Object.entries(searches))
    assert.deepEqual(await found(`/?${query.replaceAll(' ', '%20')}`), expected, query);
  const lists = { 'q=%25': 0, 'q=_': 0, "q=' OR 1=1": 0, 'q=pe': 1, 'since=1e999': 400, 'since=-1d': 400, 'since=30d; DROP': 400, 'limit=101': 400, 'limit=1 UNION': 400, 'q=a&q=b&x=1': 400 }; // prettier-ignore
  for (const [query, expected] of Object.entries(lists)) {
    const response = await get(`/tags?${query.replaceAll(' ', '%20')}`);
    const given = response.status === 200 ? (await response.json()).tags.length : response.status;
    assert.equal(given, expected, query);
  }
  // All of it is still there.
  assert.deepEqual(await found('/'), ALL);
});
