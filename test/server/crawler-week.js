/**
 * The simulation of `crawler-week.test.js`, in a worker: the hooks of the test runner would double the time of each promise.
 * Posts the number of requests by kind of source.
 */
import assert from 'node:assert/strict';
import { parentPort } from 'node:worker_threads';
import { firstAllowed, minimumWait } from '../../dist/server/crawler/manners.js';
import { fakeTimers, idle } from '../support/fake-timers.js';
import { isThorough } from '../support/thorough.js';
import { DAY, HOUR, MINUTE, crawling } from './crawler-support.js';
import { xml } from './support.js';

const START = Date.UTC(2026, 4, 25);
const WEEK = 7 * DAY;

// Waits after failures have a random part of their own.
Math.random = () => 0.5;
// Sources that fail make an error for each request.
Error.stackTraceLimit = 0;

/** Kinds of sources. `gap`: time between two articles; `manners`: what head and headers say, for the check. */
const KINDS = [
  { name: 'agency, an article every 10 minutes', count: 20, gap: 10 * MINUTE },
  { name: 'daily paper, an article every hour', count: 80, gap: HOUR },
  { name: 'daily paper, `Cache-Control: max-age=3600`', count: 50, gap: HOUR, headers: { 'Cache-Control': 'max-age=3600' }, manners: { cacheFor: HOUR } }, // prettier-ignore
  { name: 'weekly paper, three articles a day', count: 300, gap: 8 * HOUR },
  { name: 'blog, an article a week', count: 450, gap: 7 * DAY },
  { name: 'blog with `sy:updatePeriod` hourly', count: 20, gap: 30 * MINUTE, head: '<sy:updatePeriod>hourly</sy:updatePeriod>', manners: { interval: HOUR } }, // prettier-ignore
  { name: 'paper with `<ttl>120</ttl>`', count: 30, gap: HOUR, head: '<ttl>120</ttl>', manners: { interval: 2 * HOUR } }, // prettier-ignore
  { name: 'office, nothing at night and on Sundays', count: 15, gap: HOUR, head: `<skipHours>${[0, 1, 2, 3, 4, 5, 22, 23].map((hour) => `<hour>${hour}</hour>`).join('')}</skipHours><skipDays><day>Sunday</day></skipDays>`, manners: { skipHours: [0, 1, 2, 3, 4, 5, 22, 23], skipDays: [0] } }, // prettier-ignore
  { name: 'no validators, an article every hour', count: 10, gap: HOUR, isPlain: true },
  { name: 'always 500', count: 10, status: 500 },
  { name: 'always 429, `Retry-After: 43200`', count: 5, status: 429, headers: { 'Retry-After': '43200' }, manners: { cacheFor: 12 * HOUR } }, // prettier-ignore
  { name: '410 since the second day', count: 10, gap: HOUR, goneAt: START + DAY },
];

// A tenth of each kind shows the same manners.
if (!isThorough) for (const kind of KINDS) kind.count = Math.ceil(kind.count / 10);

/** All sources with their kinds. Ten sources share a host. */
const HOSTS = Math.ceil(KINDS.reduce((sum, { count }) => sum + count, 0) / 10);
const SOURCES = new Map(
  KINDS.flatMap((kind) => Array.from({ length: kind.count }, () => kind)).map((kind, index) => [
    `https://host${index % HOSTS}.example/${index}.xml`,
    { kind, offset: (index * 7919) % 600_000, last: undefined, requests: 0, unchanged: 0 },
  ]),
);

const bodies = new Map();

/** Returns a feed whose newest article is the one of this number. Equal feeds are made once. */
function feedOf({ gap, head = '' }, number, offset) {
  const key = `${gap} ${head} ${number} ${offset}`;
  if (!bodies.has(key)) {
    const items = Array.from({ length: 5 }, (_, n) => {
      const date = new Date(START + (number - n) * gap + offset).toUTCString();
      return `<item><title>Story ${number - n}</title><link>https://a.example/${number - n}</link><pubDate>${date}</pubDate></item>`;
    });
    bodies.set(key, `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Paper</title>${head}${items.join('')}</channel></rss>`); // prettier-ignore
  }
  return bodies.get(key);
}

/** Throws for a request that a source does not allow. */
function assertAllowed({ kind: { manners = {} }, last }, url, now) {
  if (last === undefined) return;
  assert.ok(now >= last + minimumWait(manners), `${url} was requested too soon`);
  assert.equal(firstAllowed(manners, now), now, `${url} was requested in a skipped hour`);
}

function answerOf(source, url, { headers }, now) {
  const { kind } = source;
  if (kind.status) return new Response('', { status: kind.status, headers: kind.headers ?? {} });
  if (now >= kind.goneAt) return new Response('', { status: 410 });
  const number = Math.floor((now - START - source.offset) / kind.gap);
  const etag = `"${number}"`;
  if (!kind.isPlain && headers['If-None-Match'] === etag) {
    source.unchanged++;
    return new Response(null, { status: 304, headers: kind.headers ?? {} });
  }
  return xml(feedOf(kind, number, source.offset), { ...kind.headers, ...(!kind.isPlain && { ETag: etag }) });
}

/** A generator of numbers from 0 to 1 that are the same in each run. */
function seeded(seed) {
  return () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

async function crawlWeek() {
  const timers = fakeTimers(START);
  const open = new Map();
  let pending = 0;
  const fetch = async (url, init) => {
    const source = SOURCES.get(url);
    const { host } = new URL(url);
    assert.ok(!open.get(host), `two connections to ${host}`);
    assertAllowed(source, url, timers.now());
    source.last = timers.now();
    source.requests++;
    open.set(host, true);
    pending++;
    await idle();
    open.delete(host);
    pending--;
    return answerOf(source, url, init, timers.now());
  };
  const { crawler, archive } = crawling({ urls: [...SOURCES.keys()], fetch, timers, random: seeded(1) });
  crawler.start();
  // A turn is enough where nothing is requested.
  const settle = async () => {
    do for (let turn = 0; turn < 6; turn++) await idle();
    while (pending);
  };
  await timers.advance(WEEK, settle);
  await crawler.stop();
  return archive;
}

const archive = await crawlWeek();
parentPort.postMessage({
  kinds: KINDS.map((kind) => {
    const sources = [...SOURCES.values()].filter((source) => source.kind === kind);
    const sum = (name) => sources.reduce((total, source) => total + source[name], 0);
    return { name: kind.name, count: kind.count, requests: sum('requests'), unchanged: sum('unchanged') };
  }),
  stored: [...SOURCES].map(([url, { kind }]) => ({ kind: kind.name, fails: !!kind.status, size: archive.stored.get(url)?.size ?? 0 })), // prettier-ignore
});
