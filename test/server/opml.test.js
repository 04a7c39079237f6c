/** Lists of feeds: what is read from OPML, the names that feeds get, and how the table follows a list. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedsOfOpml } from '../../dist/server/opml/feeds-of-opml.js';
import { createUrlReader } from '../../dist/server/opml/opml-reader.js';
import { OpmlSync } from '../../dist/server/opml/opml-sync.js';
import { readOpml } from '../../dist/server/opml/read-opml.js';
import { createRelayWith } from '../../dist/server/relay.js';
import { SourceFetcher } from '../../dist/server/source-fetcher.js';
import { fakeTimers } from '../support/fake-timers.js';
import { memoryArchive } from '../support/state-archive.js';
import { MINUTE, item, rss, setUp } from './support.js';

const opml = (outlines) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${outlines}</body></opml>`;
const feed = (url, text = 'Paper', more = '') => `<outline type="rss" text="${text}" xmlUrl="${url}" ${more}/>`;

const context = (options = {}) => ({
  allowed: { hosts: new Set(), local: new Set(), http: false },
  names: new Set(),
  urls: new Set(),
  ...options,
});
const named = (outlines, options, before) => feedsOfOpml(readOpml(opml(outlines)), context(options), before);
const srcByName = ({ feeds }) => Object.fromEntries([...feeds].map(([name, { src }]) => [name, src.join(' ')]));

test('reads feeds in folders of folders', () => {
  const list = opml(
    `<outline text="World">${feed('https://a.example/1', 'One')}<outline text="Far"><outline text="Away">` +
      `${feed('https://a.example/2', 'Two')}</outline></outline></outline>${feed('https://a.example/3', 'Three')}`,
  );
  assert.deepEqual(
    readOpml(list).map(({ title, url }) => [title, url]),
    [
      ['One', 'https://a.example/1'],
      ['Two', 'https://a.example/2'],
      ['Three', 'https://a.example/3'],
    ],
  );
});

test('reads lists as programs really write them', () => {
  for (const [outline, entry] of [
    [`<OUTLINE TEXT='A' XMLURL='https://a.example/'></OUTLINE>`, ['A', 'https://a.example/']],
    ['<outline text="Short" title="Long" xmlurl="https://a.example/"/>', ['Long', 'https://a.example/']],
    [
      '<outline text="A &amp; B &#39;&eacute;&#x4e2d;" xmlUrl="https://a.example/?a=1&amp;b=2"/>',
      [`A & B 'é中`, 'https://a.example/?a=1&b=2'],
    ],
    ['<outline text="A & B > C" xmlUrl="https://a.example/?a=1&b=2"/>', ['A & B > C', 'https://a.example/?a=1&b=2']],
    ['<outline text="a\n  b\u202e\0" xmlUrl=" https://a.example/ "/>', ['a b', 'https://a.example/']],
    ['<outline xmlUrl="https://a.example/"/>', ['', 'https://a.example/']],
  ]) {
    const [{ title, url }] = readOpml(opml(outline));
    assert.deepEqual([title, url], entry, outline);
  }
  const bare =
    '\ufeff\n<!-- <outline xmlUrl="https://no.example/"/> --><opml><outline xmlUrl="https://a.example/"></opml>';
  assert.deepEqual(
    readOpml(bare).map(({ url }) => url),
    ['https://a.example/'],
  );
});

test('leaves out what is commented out, and lists that a list includes', () => {
  const list = opml(
    `<outline text="Off" isComment="true">${feed('https://a.example/1')}<outline>${feed('https://a.example/2')}</outline></outline>` +
      feed('https://a.example/3', 'x', 'isComment="true"') +
      '<outline type="include" text="More" url="https://a.example/more.opml"/>' +
      `<![CDATA[${feed('https://a.example/4')}]]>${feed('https://a.example/5')}`,
  );
  assert.deepEqual(
    readOpml(list).map(({ url }) => url),
    ['https://a.example/5'],
  );
});

test('rejects what is no list, and says why', () => {
  for (const [text, message] of [
    ['', 'is no OPML'],
    ['{"feeds": []}', 'is no OPML'],
    [rss(item(1)), 'is no OPML: it begins with <rss>'],
    ['<!doctype html><html><body>', 'is no OPML: it begins with <html>'],
    [opml(feed('https://a.example/')).slice(0, -8), 'ends before </opml>'],
    [opml(''), 'lists no feed'],
    ['<opml/>', 'lists no feed'],
    [opml(feed('https://a.example/').repeat(10_001)), 'lists more than 10000 feeds'],
  ])
    assert.throws(() => readOpml(text), { code: 'format', message }, text.slice(0, 40));
});

test('expands no entities of the list itself', () => {
  const list = `<!DOCTYPE opml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>${opml(feed('https://a.example/', '&b;&c;'))}`;
  assert.equal(readOpml(list)[0].title, '&b;&c;');
});

test('reads hostile lists in linear time', () => {
  for (const part of [
    '<outline ',
    '<!--',
    '<outline text="',
    '<outline>',
    '</outline>',
    '<![CDATA[',
    '<?',
    '&',
    '<outline a=">',
  ])
    assert.throws(() => readOpml(`<opml>${part.repeat(2e6 / part.length)}`), { code: 'format' }, part);
});

test('reads 10,000 feeds, each under a name of its own', () => {
  const outlines = Array.from({ length: 10_000 }, (_, n) => feed(`https://h${n % 500}.example/${n}`, 'News')).join('');
  const { feeds } = named(outlines);
  assert.equal(feeds.size, 10_000);
  assert.deepEqual([...feeds.keys()].slice(0, 2).concat([...feeds.keys()].at(-1)), ['news', 'news-2', 'news-10000']);
});

test('names feeds by their titles, else by their hosts', () => {
  for (const [title, name] of [
    ['The Daily Ledger', 'the-daily-ledger'],
    ['Süddeutsche Zeitung — München', 'suddeutsche-zeitung-munchen'],
    ['人民日报', 'a-example'],
    ['', 'a-example'],
    ['../../etc/passwd', 'etc-passwd'],
    ['&lt;script&gt;', 'script'],
    ['__proto__', '__proto__'],
    ['Tags', 'tags-2'],
    ['Metrics', 'metrics-2'],
    ['healthz', 'healthz-2'],
    ['OPML', 'opml-2'],
    ['tag', 'tag-2'],
    ['embed', 'embed-2'],
    ['World', 'world-2'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])
    assert.deepEqual(
      [...named(feed('https://www.a.example/', title), { names: new Set(['world']) }).feeds.keys()],
      [name],
      title,
    );
});

test('serves a URL once, whether the list repeats it or a flag names it', () => {
  const outlines = [
    feed('https://a.example/1', 'One'),
    feed('https://A.example:443/1#top', 'Again'),
    feed('https://a.example/2', 'Two'),
  ];
  const found = named(outlines.join(''), { urls: new Set(['https://a.example/2']) });
  assert.deepEqual(srcByName(found), { one: 'https://a.example/1' });
});

test('counts what the relay may not fetch, by rule', () => {
  const bad = [
    'nonsense',
    'javascript:alert(1)',
    'file:///etc/passwd',
    `https://${'a'.repeat(5000)}.example/`,
    'http://a.example/',
    'https://user:pass@a.example/',
    'https://127.0.0.1/',
    'https://a.example:8443/',
  ];
  const found = named(bad.map((url) => feed(url)).join('') + feed('https://a.example/'));
  assert.deepEqual(srcByName(found), { paper: 'https://a.example/' });
  const expected = { malformed: 4, scheme: 1, credentials: 1, 'ip-literal': 1, port: 1 };
  assert.deepEqual(Object.fromEntries(found.blocked), expected);
});

test('a feed keeps its name while others come and go, until its title changes', () => {
  const [one, two] = [feed('https://a.example/1'), feed('https://a.example/2')];
  const before = named(one + two).feeds;
  assert.deepEqual(srcByName({ feeds: before }), { paper: 'https://a.example/1', 'paper-2': 'https://a.example/2' });
  const added = named(feed('https://a.example/0') + two, {}, before);
  assert.deepEqual(srcByName(added), { 'paper-2': 'https://a.example/2', paper: 'https://a.example/0' });
  const renamed = named(feed('https://a.example/2', 'Journal'), {}, before);
  assert.deepEqual(srcByName(renamed), { journal: 'https://a.example/2' });
});

test('the OPML of a relay gives another one the same table', async () => {
  const feeds = {
    World_News: { src: 'https://a.example/1', title: '"World" & <more>' },
    both: ['https://a.example/2', 'https://a.example/3'],
    constructor: 'https://a.example/4',
  };
  const { get } = setUp({ feeds });
  const text = await (await get('/opml')).text();
  const read = feedsOfOpml(readOpml(text), context()).feeds;
  const again = setUp({ feeds: Object.fromEntries(read) });
  assert.equal(await (await again.get('/opml')).text(), text);
  assert.deepEqual(read.get('both'), { src: ['https://a.example/2', 'https://a.example/3'] });
});

/** A list whose text the test changes, with a relay that follows it. */
function following(options = {}) {
  const timers = fakeTimers();
  const state = { text: undefined, failure: undefined };
  const log = [];
  let listing;
  let crawler;
  const create = (given) =>
    createRelayWith(given, {
      onListing: (place) => (listing = place),
      ...(options.archive && { onCrawler: (one) => (crawler = one) }),
    });
  const made = setUp({ create, ...options });
  const reader = {
    wait: MINUTE,
    async read() {
      if (state.failure) throw state.failure;
      const { text } = state;
      state.text = undefined;
      return text;
    },
  };
  const sync = new OpmlSync({
    reader,
    place: 'feeds.opml',
    context: { allowed: listing.allowed, names: new Set(listing.own.keys()), urls: new Set() },
    log: (entry) => log.push(entry),
    onChange: listing.set,
    setTimer: timers.setTimer,
  });
  const names = async () => [...(await (await made.get('/opml')).text()).matchAll(/:name="([^"]+)"/g)].map(([, name]) => name); // prettier-ignore
  return { ...made, sync, state, timers, listLog: log, names, crawler: () => crawler };
}

test('feeds that appear in the list are served, those that go are not, and flags stay', async () => {
  const { sync, state, timers, get, titles, names, listLog } = following({
    feeds: { own: 'https://own.example/' },
    answers: { 'https://a.example/1': rss(item(1)), 'https://a.example/2': rss(item(2)) },
  });
  state.text = opml(feed('https://a.example/1', 'One'));
  await sync.load();
  assert.deepEqual(await names(), ['one', 'own']);
  assert.deepEqual(await titles(await get('/one')), ['Story 1']);
  sync.start();
  state.text = opml(feed('https://a.example/2', 'Two') + feed('https://b.example/', 'Own'));
  await timers.advance(MINUTE);
  assert.deepEqual(await names(), ['two', 'own-2', 'own']);
  assert.deepEqual(await titles(await get('/two')), ['Story 2']);
  assert.equal((await get('/one')).status, 404);
  assert.deepEqual(
    listLog.map(({ message }) => message),
    ['feeds.opml has changed: 2 feeds.'],
  );
  sync.stop();
  state.text = opml(feed('https://a.example/1', 'One'));
  await timers.advance(10 * MINUTE);
  assert.deepEqual(await names(), ['two', 'own-2', 'own']);
});

test('a list that does not change requests nothing anew', async () => {
  const { sync, state, get, asked } = following({ answers: { 'https://a.example/1': rss(item(1)) } });
  const text = opml(feed('https://a.example/1', 'One'));
  for (let round = 0; round < 3; round++) {
    state.text = text;
    await sync.load();
    await get('/one');
  }
  assert.equal(asked.length, 1);
});

test('a list that is broken at the start is an error, and one that breaks later is logged once', async () => {
  const { sync, state, timers, names, listLog } = following();
  state.text = '<html>';
  await assert.rejects(sync.load(), { code: 'config', message: 'feeds.opml is no OPML: it begins with <html>.' });
  state.text = opml(feed('http://a.example/1'));
  await assert.rejects(sync.load(), {
    code: 'config',
    message: 'feeds.opml has feeds that the relay may not fetch: 1 by the rule scheme. --http also allows http: URLs.',
  });
  state.text = opml(feed('https://a.example/1', 'One'));
  await sync.load();
  sync.start();
  for (let round = 0; round < 3; round++) {
    state.text = opml(feed('https://a.example/1', 'One')).slice(0, -5);
    await timers.advance(MINUTE);
  }
  state.failure = new Error("Can't read feeds.opml: there is no such file.");
  await timers.advance(2 * MINUTE);
  assert.deepEqual(listLog, [
    { feed: '', code: 'config', message: 'feeds.opml ends before </opml>. The feeds stay as they are.' },
    { feed: '', code: 'config', message: "Can't read feeds.opml: there is no such file. The feeds stay as they are." },
  ]);
  assert.deepEqual(await names(), ['one']);
});

test('the crawler requests what the list names now, and the archive keeps the rest', async () => {
  const answers = { 'https://a.example/1': rss(item(1)), 'https://b.example/2': rss(item(2)) };
  const archive = memoryArchive();
  const { sync, state, crawler, asked } = following({ answers, archive });
  state.text = opml(feed('https://a.example/1', 'One'));
  await sync.load();
  crawler().start();
  await crawler().caughtUp();
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['https://a.example/1'],
  );
  state.text = opml(feed('https://b.example/2', 'Two'));
  await sync.load();
  await crawler().caughtUp();
  await crawler().stop();
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['https://a.example/1', 'https://b.example/2'],
  );
  assert.deepEqual([...(await archive.states()).keys()].sort(), ['https://a.example/1', 'https://b.example/2']);
});

test('a list on the web is requested conditionally, and as rarely as its host asks', async () => {
  const URL_OF_LIST = 'https://lists.example/feeds.opml';
  const asked = [];
  let answer = () =>
    new Response(opml(feed('https://a.example/')), { headers: { ETag: '"1"', 'Cache-Control': 'max-age=7200' } });
  const fetcher = new SourceFetcher({
    userAgent: 'test',
    fetch: async (url, init) => {
      asked.push(init.headers['If-None-Match']);
      return answer(url);
    },
  });
  const reader = createUrlReader(URL_OF_LIST, fetcher);
  assert.match(await reader.read(), /a\.example/);
  assert.equal(reader.wait, 120 * MINUTE);
  answer = () => new Response(null, { status: 304 });
  assert.equal(await reader.read(), undefined);
  assert.deepEqual([asked, reader.wait], [[undefined, '"1"'], 15 * MINUTE]);
  answer = () => new Response('', { status: 404 });
  await assert.rejects(reader.read(), { message: "The list at lists.example can't be read: http (404)." });
});

test('a list may not lead to the own network', async () => {
  const fetcher = new SourceFetcher({
    userAgent: 'test',
    fetch: async () => new Response(null, { status: 302, headers: { Location: 'http://169.254.169.254/latest' } }),
  });
  const reader = createUrlReader('https://lists.example/feeds.opml', fetcher);
  await assert.rejects(reader.read(), { message: "The list at lists.example can't be read: ip-literal." });
});
