/** Pages of articles that the crawler requests for their pictures: which, when, and what happens to those that misbehave. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';
import { createArchive } from '../../dist/server/node.js';
import { createPinnedFetch } from '../../dist/server/pinned-fetch.js';
import { fakeTimers, idle } from '../support/fake-timers.js';
import { DAY, HOUR, MINUTE, crawling } from './crawler-support.js';
import { rss, xml } from './support.js';

const FEED = 'https://feeds.example/a.xml';
const NOW = Date.UTC(2026, 4, 25);

const story = (n, { host = 'a.example', more = '', at = NOW - n * MINUTE, path = '' } = {}) =>
  `<item><title>Story ${n}</title><link>https://${host}/${n}${path}</link><pubDate>${new Date(at).toUTCString()}</pubDate>${more}</item>`;

const page = (picture, more = '') =>
  new Response(`<html><head><meta property="og:image" content="${picture}">${more}</head><body>`, {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });

// Loads the database, so that no test waits for files.
await createArchive({ url: ':memory:' }).size();

/** Lets all run that can, until nothing has changed for a while. */
const settle = async () => {
  for (let turn = 0; turn < 60; turn++) await idle();
};

/** A crawler that looks for pictures. The site of its feed, `a.example`, is what the feed says of itself. */
function withPictures({ items = story(1), answers = {}, urls = [FEED], timers = fakeTimers(NOW), ...options }) {
  const archive = options.archive ?? createArchive({ url: ':memory:', now: timers.now });
  const made = crawling({
    answers: { [FEED]: rss(items), ...answers },
    urls,
    timers,
    pictures: true,
    ...options,
    archive,
  });
  const pages = () => made.asked.filter(({ url }) => !urls.includes(url)).map(({ url }) => url);
  const pictures = async () =>
    Object.fromEntries((await archive.find({})).articles.map(({ title, image }) => [title, image?.url]));
  return { ...made, archive, pages, pictures };
}

/** Runs until the pictures of all articles are decided, on the clock of the test. */
async function crawl(made, milliseconds = MINUTE) {
  made.crawler.start();
  await settle();
  await made.timers.advance(milliseconds, settle);
}

test('a new article without a picture gets that of its page, once', async () => {
  const items = story(1) + story(2, { more: '<enclosure url="https://a.example/own.jpg" type="image/jpeg"/>' });
  const made = withPictures({ items, answers: { 'https://a.example/1': () => page('/p.jpg') } });
  await crawl(made);
  assert.deepEqual(await made.pictures(), { 'Story 1': 'https://a.example/p.jpg', 'Story 2': 'https://a.example/own.jpg' }); // prettier-ignore
  await made.timers.advance(3 * HOUR, settle);
  assert.deepEqual(made.pages(), ['https://a.example/1']);
  const { headers } = made.asked.find(({ url }) => url === 'https://a.example/1');
  assert.deepEqual(headers, { Accept: 'text/html, application/xhtml+xml', 'Accept-Encoding': 'identity', 'User-Agent': 'test' }); // prettier-ignore
  await made.crawler.stop();
});

test('without the option, no page is requested, then or later', async () => {
  const off = withPictures({ pictures: false });
  await crawl(off);
  await off.crawler.stop();
  const on = withPictures({ archive: off.archive, timers: off.timers });
  await crawl(on, 2 * HOUR);
  assert.deepEqual([off.pages(), on.pages()], [[], []]);
  await on.crawler.stop();
});

test('pages are requested at hosts of the table only: of a URL or of the site of a source', async () => {
  const hosts = ['a.example', 'www.a.example', 'feeds.example', 'www.feeds.example', 'b.example', 'other.example', 'sub.a.example', 'a.example:8443', '127.0.0.1', 'localhost']; // prettier-ignore
  const items = hosts.map((host, n) => story(n, { host })).join('');
  const B = 'https://b.example/feed';
  const made = withPictures({ items, urls: [FEED, B], answers: { [B]: rss('').replace(/<link>.*?<\/link>/, '') } });
  await crawl(made);
  assert.deepEqual(made.pages().sort(), ['https://a.example/0', 'https://b.example/4', 'https://feeds.example/2', 'https://www.a.example/1', 'https://www.feeds.example/3']); // prettier-ignore
  await made.crawler.stop();
});

test('a redirect is followed to hosts of the table, and to no other', async () => {
  const to = (location) => () => new Response(null, { status: 302, headers: { location } });
  const made = withPictures({
    items: [1, 2, 3, 4, 5].map((n) => story(n)).join(''),
    answers: {
      'https://a.example/1': to('https://www.a.example/moved'),
      'https://www.a.example/moved': () => page('p.jpg'),
      'https://a.example/2': to('https://evil.example/'),
      'https://a.example/3': to('http://169.254.169.254/latest/meta-data'),
      'https://a.example/4': to('file:///etc/passwd'),
      'https://a.example/5': to('https://a.example/5'),
    },
  });
  await crawl(made);
  assert.deepEqual(Object.values(await made.pictures()).filter(Boolean), ['https://www.a.example/p.jpg']);
  const asked = new Set(made.pages().map((url) => new URL(url).hostname));
  assert.deepEqual([...asked].sort(), ['a.example', 'www.a.example']);
  await made.crawler.stop();
});

test('a page that fails is not requested again, also by the next process', async () => {
  const status =
    (code, headers = {}) =>
    () =>
      new Response('', { status: code, headers });
  const answers = {
    'https://a.example/1': status(404),
    'https://a.example/2': status(500),
    'https://a.example/3': () => new Response('<meta property=og:image content=/x.jpg>', { headers: { 'Content-Type': 'application/pdf' } }), // prettier-ignore
    'https://a.example/4': () => Promise.reject(new TypeError('Connection reset')),
    'https://a.example/5': () => new Response('no picture', { headers: { 'Content-Type': 'text/html' } }),
    'https://a.example/6': status(403),
  };
  const items = [1, 2, 3, 4, 5, 6].map((n) => story(n)).join('');
  const made = withPictures({ items, answers });
  await crawl(made);
  assert.equal(made.pages().length, 6);
  await made.timers.advance(3 * HOUR, settle);
  await made.crawler.stop();
  const next = withPictures({ items, answers, archive: made.archive, timers: made.timers });
  await crawl(next, 3 * HOUR);
  assert.equal(made.pages().length, 6);
  assert.deepEqual(next.pages(), []);
  await next.crawler.stop();
});

test('a host that answers 429 gets no request before its Retry-After is over', async () => {
  const refused = () => new Response('', { status: 429, headers: { 'Retry-After': '600' } });
  const answers = { 'https://a.example/1': refused, 'https://a.example/2': () => page('/2.jpg') };
  const made = withPictures({ items: story(1) + story(2), answers });
  await crawl(made, 9 * MINUTE);
  assert.deepEqual(made.pages(), ['https://a.example/1']);
  await made.timers.advance(2 * HOUR, settle);
  assert.deepEqual(made.pages(), ['https://a.example/1', 'https://a.example/2']);
  await made.crawler.stop();
});

test('a restart goes on with the pages that wait, and repeats none', async () => {
  const items = Array.from({ length: 20 }, (_, n) => story(n)).join('');
  const answer = (_init, url) => page(`${url}.jpg`);
  const answers = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`https://a.example/${n}`, answer]));
  const first = withPictures({ items, answers });
  await crawl(first, 5000);
  await first.crawler.stop();
  const before = first.pages().length;
  assert.ok(before > 2 && before < 15, `${before} pages`);
  const unchanged = { [FEED]: () => new Response(null, { status: 304 }) };
  const second = withPictures({ answers: { ...answers, ...unchanged }, archive: first.archive, timers: first.timers });
  await crawl(second, 2 * MINUTE);
  const all = [...first.pages(), ...second.pages()];
  assert.equal(new Set(all).size, 20);
  assert.equal(all.length, 20);
  assert.equal(Object.values(await second.pictures()).filter(Boolean).length, 20);
  await second.crawler.stop();
});

test('four pages at once, and one at a time of a host, which rests a second', async () => {
  const hosts = Array.from({ length: 6 }, (_, n) => `h${n}.example`);
  const urls = hosts.map((host) => `https://${host}/feed`);
  const open = new Map();
  let most = 0;
  const ends = [];
  const fetch = async (url) => {
    if (urls.includes(url)) return xml(rss([1, 2].map((n) => story(n, { host: new URL(url).host })).join('')));
    const { host } = new URL(url);
    assert.ok(!open.has(host), `two connections to ${host}`);
    open.set(host, url);
    most = Math.max(most, open.size);
    await new Promise((resolve) => ends.push(resolve));
    open.delete(host);
    return page('/p.jpg');
  };
  const made = withPictures({ urls, fetch });
  await crawl(made, 10_000);
  assert.equal(most, 4);
  for (let round = 0; round < 12; round++) {
    ends.splice(0).forEach((end) => end());
    await made.timers.advance(1100, settle);
  }
  assert.equal(most, 4);
  const asked = made.asked.filter(({ url }) => url.startsWith('https://h0.example/') && !urls.includes(url));
  assert.ok(asked.length === 2 && asked[1].at - asked[0].at >= 1000);
  await made.crawler.stop();
});

test('old articles, and links that several articles share, wait for no picture', async () => {
  const items = story(1, { at: NOW - 4 * DAY }) + story(2, { path: '?' }) + story(2, { path: '?', at: NOW - HOUR });
  const made = withPictures({ items });
  await crawl(made);
  assert.deepEqual(made.pages(), []);
  await made.crawler.stop();
});

test('an article keeps its picture when its source changes it, until it names its own', async () => {
  let feed = rss(story(1));
  const answers = { [FEED]: () => xml(feed), 'https://a.example/1': () => page('/p.jpg') };
  const made = withPictures({ answers });
  await crawl(made);
  feed = rss(story(1, { more: '<description>Corrected since.</description>' }));
  await made.timers.advance(2 * HOUR, settle);
  const [corrected] = (await made.archive.find({})).articles;
  assert.deepEqual([corrected.excerpt, corrected.image.url], ['Corrected since.', 'https://a.example/p.jpg']);
  feed = rss(story(1, { more: '<enclosure url="https://a.example/own.jpg" type="image/jpeg"/>' }));
  await made.timers.advance(2 * HOUR, settle);
  assert.deepEqual(await made.pictures(), { 'Story 1': 'https://a.example/own.jpg' });
  await made.crawler.stop();
});

test('pages that never answer hold up neither the feeds nor the end', async () => {
  const items = Array.from({ length: 9 }, (_, n) => story(n)).join('');
  const never = () => new Promise(() => {});
  const made = withPictures({ items, answers: Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`https://a.example/${n}`, never])) }); // prettier-ignore
  await crawl(made, 3 * HOUR);
  assert.ok(made.asked.filter(({ url }) => url === FEED).length > 2);
  const [waiting] = made.asked.filter(({ url }) => url !== FEED);
  await made.crawler.stop();
  assert.ok(waiting.signal.aborted);
  assert.equal(made.timers.pending, 0);
});

test('an archive that fails gets no page requested twice', async () => {
  const archive = createArchive({ url: ':memory:', now: () => NOW });
  const broken = { ...archive, find: archive.find, store: archive.store, savePicture: () => Promise.reject(new Error('The disk is full.')) }; // prettier-ignore
  let n = 1;
  const answers = { [FEED]: () => xml(rss(story(1) + story(++n))), 'https://a.example/1': () => page('/p.jpg') };
  const made = withPictures({ answers, archive: broken });
  await crawl(made, 6 * HOUR);
  assert.equal(made.pages().filter((url) => url === 'https://a.example/1').length, 1);
  await made.crawler.stop();
});

/** Answers of a real server on loopback, for what only a wire can do. */
const wires = {
  'an endless stream': [(response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    const send = () => response.write('<meta '.repeat(4000)) ? setImmediate(send) : response.once('drain', send);
    send();
  }, undefined], // prettier-ignore
  'an endless stream behind a picture': [(response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.write('<meta property="og:image" content="https://a.example/p.jpg"></head>');
    const send = () => !response.destroyed && response.write('x'.repeat(9999)) && setImmediate(send);
    send();
  }, 'https://a.example/p.jpg'], // prettier-ignore
  'a gzip bomb': [(response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(50e6, '<meta>')));
  }, undefined], // prettier-ignore
  'a page that is compressed all the same': [(response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' });
    response.end(gzipSync('<meta property="og:image" content="https://a.example/p.jpg">'));
  }, 'https://a.example/p.jpg'], // prettier-ignore
  'a picture in place of a page': [(response) => {
    response.writeHead(200, { 'Content-Type': 'image/png' });
    response.end('<meta property="og:image" content="https://a.example/p.jpg">');
  }, undefined], // prettier-ignore
  'a connection that breaks': [(response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': '5000' });
    response.write('<meta property="og:image" content="https://a.example/p.jpg">');
    setImmediate(() => response.destroy());
  }, undefined], // prettier-ignore
};

test('what a wire can do to a page has its answer', async () => {
  for (const [name, [answer, expected]] of Object.entries(wires)) {
    const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${server.address().port}/`;
    const wire = createPinnedFetch({ mayConnect: () => true });
    const saved = Promise.withResolvers?.() ?? deferred();
    const archive = createArchive({ url: ':memory:', now: () => NOW });
    const { savePicture } = archive;
    archive.savePicture = (id, picture) => savePicture(id, picture).then(saved.resolve);
    const fetch = (url, init) => (url === FEED ? Promise.resolve(xml(rss(story(1)))) : wire(address, init));
    const made = withPictures({ fetch, archive });
    made.crawler.start();
    await saved.promise;
    assert.deepEqual(await made.pictures(), { 'Story 1': expected }, name);
    await made.crawler.stop();
    server.closeAllConnections();
    server.close();
  }
});

function deferred() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
