/** The crawler: leases, states that survive restarts, redirects, failures, and one connection to a host. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeTimers, idle } from '../support/fake-timers.js';
import { memoryArchive } from '../support/state-archive.js';
import { DAY, HOUR, MINUTE, crawling } from './crawler-support.js';
import { item, rss, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';

/** Lets requests end, which take several turns. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await idle();
};

test('all sources are requested at the start, and their articles and states are stored', async () => {
  const { crawler, archive, asked } = crawling({ answers: { [A]: rss(item(1) + item(2)), [B]: rss(item(3)) } });
  crawler.start();
  crawler.start();
  await settle();
  assert.deepEqual(asked.map(({ url }) => url).sort(), [A, B]);
  assert.deepEqual([archive.stored.get(A).size, archive.stored.get(B).size], [2, 1]);
  assert.deepEqual([...archive.texts.keys()].sort(), [A, B]);
  await crawler.stop();
});

test('who waits for some sources does not wait for others', async () => {
  const { crawler, archive } = crawling({ answers: { [A]: rss(item(1)), [B]: () => new Promise(() => {}) } });
  crawler.start();
  await crawler.caughtUp([A]);
  assert.equal(archive.stored.get(A).size, 1);
  let isDone = false;
  void crawler.caughtUp().then(() => (isDone = true));
  await settle();
  assert.equal(isDone, false);
  await crawler.stop();
});

test('a source is requested again when it is due, conditionally', async () => {
  const answer = ({ headers }) =>
    headers['If-None-Match'] ? new Response(null, { status: 304 }) : xml(rss(item(1)), { ETag: '"1"' });
  const { crawler, timers, asked, stateOf } = crawling({ answers: { [A]: answer } });
  crawler.start();
  await settle();
  await timers.advance(59 * MINUTE, settle);
  assert.equal(asked.length, 1);
  await timers.advance(2 * MINUTE, settle);
  assert.equal(asked.length, 2);
  assert.equal(asked[1].headers['If-None-Match'], '"1"');
  const { requests, unchanged, errors } = stateOf(A);
  assert.deepEqual([requests, unchanged, errors], [2, 1, 0]);
  await crawler.stop();
});

test('a source whose articles have no dates, or impossible ones, is requested every hour', async () => {
  const plain = (n, more = '') => `<item><title>T${n}</title><link>https://a.example/${n}</link>${more}</item>`;
  const odd = ['0001-01-01', '9999-12-31', 'soon', '-271821-04-20'].map((date, n) =>
    plain(n, `<pubDate>${date}</pubDate>`),
  );
  const { crawler, timers, asked } = crawling({
    answers: { [A]: rss(plain(1) + plain(2) + plain(3)), [B]: rss(odd.join('')) },
  });
  crawler.start();
  await settle();
  await timers.advance(12 * HOUR + MINUTE, settle);
  for (const url of [A, B]) {
    const count = asked.filter((one) => one.url === url).length;
    assert.ok(count > 0 && count <= 13, `${url}: ${count}`);
  }
  await crawler.stop();
});

test('a process that follows goes on where the last one ended', async () => {
  const answers = { [A]: () => xml(rss(item(1)), { ETag: '"1"', 'Cache-Control': 'max-age=7200' }) };
  const timers = fakeTimers();
  const archive = memoryArchive({ now: timers.now });
  const first = crawling({ answers, timers, archive });
  first.crawler.start();
  await settle();
  await first.crawler.stop();
  const second = crawling({ answers, timers, archive });
  second.crawler.start();
  await settle();
  assert.equal(second.asked.length, 0);
  await timers.advance(2 * HOUR - MINUTE, settle);
  assert.equal(second.asked.length, 0);
  await timers.advance(2 * MINUTE, settle);
  assert.equal(second.asked[0].headers['If-None-Match'], '"1"');
  await second.crawler.stop();
});

test('of two processes one crawls; the other takes over when the first one is gone', async () => {
  const timers = fakeTimers();
  const archive = memoryArchive({ now: timers.now });
  const answers = { [A]: rss(item(1)) };
  const first = crawling({ answers, timers, archive });
  const second = crawling({ answers, timers, archive });
  first.crawler.start();
  await settle();
  second.crawler.start();
  await timers.advance(5 * MINUTE, settle);
  assert.deepEqual([first.crawler.isCrawling, second.crawler.isCrawling, second.asked.length], [true, false, 0]);
  await first.crawler.stop();
  await timers.advance(HOUR, settle);
  assert.deepEqual([second.crawler.isCrawling, second.asked.length], [true, 1]);
  await second.crawler.stop();
});

test('a process that loses its lease stops, and stores nothing more', async () => {
  let isLost = false;
  const timers = fakeTimers();
  const archive = memoryArchive({ now: timers.now });
  const lease = archive.lease.bind(archive);
  archive.lease = async (...args) => !isLost && lease(...args);
  let respond;
  const { crawler, asked } = crawling({ answers: { [A]: () => new Promise((resolve) => (respond = resolve)) }, timers, archive }); // prettier-ignore
  crawler.start();
  await settle();
  isLost = true;
  await timers.advance(MINUTE, settle);
  respond(xml(rss(item(1))));
  await settle();
  assert.deepEqual([crawler.isCrawling, archive.stored.size], [false, 0]);
  await timers.advance(DAY, settle);
  assert.equal(asked.length, 1);
  await crawler.stop();
});

test('stopping aborts requests, gives the lease back and leaves no timer', async () => {
  let signal;
  const { crawler, timers, archive } = crawling({
    answers: { [A]: (init) => ((signal = init.signal), new Promise(() => {})) },
  });
  crawler.start();
  await settle();
  await crawler.stop();
  assert.ok(signal.aborted);
  assert.equal(timers.pending, 0);
  assert.equal(archive.texts.size, 0);
  assert.ok(await archive.lease('crawler', 'another', 1));
});

test('stopping at once, and starting again, works', async () => {
  const { crawler, asked, timers } = crawling({ answers: { [A]: rss(item(1)) } });
  await crawler.stop();
  crawler.start();
  await crawler.stop();
  crawler.start();
  await settle();
  assert.equal(asked.length, 1);
  await crawler.stop();
  assert.equal(timers.pending, 0);
});

test('a host has one connection at a time, whatever redirects there', async () => {
  let open = 0;
  let most = 0;
  const waiting = [];
  const slow = () => {
    most = Math.max(most, ++open);
    return new Promise((resolve) => waiting.push(() => (open--, resolve(xml(rss(item(1)))))));
  };
  const answers = {};
  for (let n = 0; n < 5; n++) answers[`https://a.example/${n}`] = slow;
  answers['https://www.a.example/www'] = slow;
  answers[B] = () => new Response(null, { status: 302, headers: { Location: 'https://a.example/1' } });
  const { crawler, archive } = crawling({ answers });
  crawler.start();
  await settle();
  for (let n = 0; n < 20; n++) {
    waiting.shift()?.();
    await settle();
  }
  assert.deepEqual([most, archive.stored.size], [1, 7]);
  await crawler.stop();
});

test('a permanent redirect is remembered after a restart, for a week', async () => {
  const to = 'https://c.example/new';
  const answers = { [A]: () => new Response(null, { status: 301, headers: { Location: to } }), [to]: rss(item(1)) };
  const timers = fakeTimers();
  const archive = memoryArchive({ now: timers.now });
  const first = crawling({ answers, urls: [A], timers, archive });
  first.crawler.start();
  await settle();
  assert.deepEqual(first.log.map(({ code }) => code), ['moved']); // prettier-ignore
  await first.crawler.stop();
  const second = crawling({ answers, urls: [A], timers, archive });
  second.crawler.start();
  await timers.advance(2 * HOUR, settle);
  assert.deepEqual([...new Set(second.asked.map(({ url }) => url))], [to]);
  await timers.advance(7 * DAY, settle);
  assert.ok(second.asked.some(({ url }) => url === A));
  await second.crawler.stop();
});

test('after a failure of the redirect’s target, the old URL is requested', async () => {
  const to = 'https://c.example/new';
  let isGone = false;
  const answers = {
    [A]: () => (isGone ? xml(rss(item(2))) : new Response(null, { status: 308, headers: { Location: to } })),
    [to]: () => (isGone ? new Response('', { status: 404 }) : xml(rss(item(1)))),
  };
  const { crawler, timers, asked } = crawling({ answers, urls: [A] });
  crawler.start();
  await settle();
  isGone = true;
  await timers.advance(4 * HOUR, settle);
  assert.deepEqual(asked.map(({ url }) => url).slice(0, 4), [A, to, to, A]);
  await crawler.stop();
});

test('410 ends a source, after a restart too', async () => {
  const timers = fakeTimers();
  const archive = memoryArchive({ now: timers.now });
  const answers = { [A]: () => new Response('', { status: 410 }) };
  for (const requests of [1, 0]) {
    const { crawler, asked } = crawling({ answers, timers, archive });
    crawler.start();
    await timers.advance(2 * DAY, settle);
    assert.equal(asked.length, requests);
    await crawler.stop();
  }
});

test('a source that fails gets fewer and fewer requests, and recovers', async () => {
  let fails = true;
  const answer = () => (fails ? new Response('', { status: 500 }) : xml(rss(item(1))));
  const { crawler, timers, asked, stateOf, log } = crawling({ answers: { [A]: answer } });
  crawler.start();
  await timers.advance(2 * DAY, settle);
  assert.ok(asked.length > 4 && asked.length < 12, `${asked.length} requests`);
  assert.equal(stateOf(A).failures, asked.length);
  assert.match(log.at(-1).message, /^a\.example failed: http \(500\)\. Failures in a row: \d+\.$/);
  fails = false;
  await timers.advance(DAY + HOUR, settle);
  assert.deepEqual([stateOf(A).failures, stateOf(A).error], [0, undefined]);
  await crawler.stop();
});

test('an archive that fails does not end the crawler; while it does, articles are requested as a whole', async () => {
  let fails = true;
  const timers = fakeTimers();
  const archive = memoryArchive({
    now: timers.now,
    fail: (name) => {
      if (fails && name === 'store') throw new Error('disk full');
    },
  });
  const answer = ({ headers }) =>
    headers['If-None-Match'] ? new Response(null, { status: 304 }) : xml(rss(item(1)), { ETag: '"1"' });
  const { crawler, log, asked } = crawling({ answers: { [A]: answer }, archive, timers });
  crawler.start();
  await settle();
  assert.equal(crawler.failure, 'disk full');
  await timers.advance(2 * HOUR, settle);
  assert.equal(asked[1].headers['If-None-Match'], undefined);
  const requests = asked.length;
  fails = false;
  await timers.advance(MINUTE, settle);
  assert.equal(archive.stored.get(A).size, 1);
  assert.equal(asked.length, requests);
  assert.equal(crawler.failure, undefined);
  assert.deepEqual(log.map(({ message }) => message), ['The archive failed: disk full']); // prettier-ignore
  await crawler.stop();
});

test('a database that is gone is tried again, without requests to sources', async () => {
  let fails = true;
  const timers = fakeTimers();
  const archive = memoryArchive({
    now: timers.now,
    fail: () => {
      if (fails) throw new Error('connection refused');
    },
  });
  const { crawler, asked, log } = crawling({ answers: { [A]: rss(item(1)) }, archive, timers });
  crawler.start();
  await timers.advance(HOUR, settle);
  assert.deepEqual([asked.length, log.length], [0, 1]);
  fails = false;
  await timers.advance(MINUTE, settle);
  assert.equal(asked.length, 1);
  await crawler.stop();
});

test('a table that changes is followed, and a source that comes back is not requested too soon', async () => {
  const urls = [A];
  const answers = { [A]: rss(item(1)), [B]: rss(item(2)) };
  const { crawler, timers, asked } = crawling({ answers, urls });
  crawler.start();
  await settle();
  urls.splice(0, 1, B);
  await timers.advance(MINUTE, settle);
  urls.push(A);
  crawler.update();
  await settle();
  assert.deepEqual(asked.map(({ url }) => url), [A, B]); // prettier-ignore
  await crawler.stop();
});

test('ten thousand sources of one host are requested one after the other', async () => {
  const urls = Array.from({ length: 10_000 }, (_, n) => `https://a.example/${n}`);
  let open = 0;
  const fetch = async () => {
    assert.equal(++open, 1);
    await idle();
    open--;
    return new Response('', { status: 404 });
  };
  const { crawler, asked } = crawling({ urls, fetch });
  crawler.start();
  for (let turn = 0; turn < 500; turn++) await idle();
  assert.ok(asked.length > 10);
  await crawler.stop();
});
