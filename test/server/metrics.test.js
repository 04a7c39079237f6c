/** `GET /metrics`, read by a strict reader of the Prometheus text format 0.0.4. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prometheusText } from '../../dist/server/metrics/prometheus-text.js';
import { relayMetrics } from '../../dist/server/metrics/relay-metrics.js';
import { createRelayWith } from '../../dist/server/relay.js';
import { memoryArchive } from '../support/state-archive.js';
import { MINUTE, item, rss, setUp, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';

const LINE =
  /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (\+Inf|-Inf|NaN|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;
const UNITS = { gauge: /_(?:seconds|bytes|articles)$|^newsrack_crawling$/, counter: /_total$/ };

function labelsIn(written = '') {
  const labels = {};
  for (LABEL.lastIndex = 0; LABEL.lastIndex < written.length;) {
    const [, name, value] = LABEL.exec(written) ?? assert.fail(written);
    assert.ok(!(name in labels) && !name.startsWith('__'), written);
    labels[name] = value.replace(/\\(.)/g, (_all, char) => (char === 'n' ? '\n' : char));
  }
  return labels;
}

/** Reads the format as its description demands. Throws for all that a scraper might reject. */
function strict(text) {
  assert.ok(text === '' || text.endsWith('\n'), 'The last line ends.');
  const families = {};
  const seen = new Set();
  let current;
  for (const line of text.split('\n').slice(0, -1)) {
    const [, kind, name, rest] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      assert.ok(!families[name], `${name} stands twice.`);
      assert.match(rest, /^(?:[^\\]|\\[\\n])*$/);
      families[(current = name)] = { samples: [] };
    } else if (kind === 'TYPE') {
      assert.equal(name, current);
      assert.equal(families[name].type, undefined);
      assert.match(rest, /^(?:counter|gauge)$/);
      assert.match(name, /^newsrack_[a-z_]+$/);
      assert.match(name, UNITS[rest]);
      families[name].type = rest;
    } else {
      const [, sample, labels, value] = LINE.exec(line) ?? assert.fail(`Not of the format: ${line}`);
      assert.equal(sample, current, 'The lines of a metric are one group.');
      const key = `${sample}${JSON.stringify(Object.entries(labelsIn(labels)).sort())}`;
      assert.ok(!seen.has(key), `Twice: ${line}`);
      seen.add(key);
      families[sample].samples.push([labelsIn(labels), Number(value.replace('Inf', 'Infinity'))]);
    }
  }
  for (const [name, { type, samples }] of Object.entries(families)) assert.ok(type && samples.length, name);
  return Object.fromEntries(Object.entries(families).map(([name, { samples }]) => [name, samples]));
}

const read = async (get) => strict(await (await get('/metrics')).text());
const of = (feed, source) => ({ feed, source });

test('a relay without requests has metrics without sources, and asks nobody', async () => {
  const { get, asked } = setUp({ feeds: { world: A } });
  const response = await get('/metrics');
  assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual(strict(await response.text()), {
    newsrack_responses_total: ['1xx', '2xx', '3xx', '4xx', '5xx'].map((name) => [{ class: name }, 0]),
  });
  assert.equal(asked.length, 0);
});

test('a source has its age, the next request, and numbers of requests, errors and 304', async () => {
  const answers = { [A]: () => xml(rss(item(1)), { ETag: '"1"' }), [B]: () => new Response('', { status: 500 }) };
  const { get, clock } = setUp({ feeds: { world: A, wire: B }, answers });
  await get('/world');
  await get('/wire');
  clock.now += 2 * MINUTE;
  let metrics = await read(get);
  assert.deepEqual(metrics.newsrack_source_age_seconds, [[of('world', 'a.example'), 120]]);
  assert.deepEqual(metrics.newsrack_source_due_seconds[0], [of('world', 'a.example'), 180]);
  answers[A] = () => new Response(null, { status: 304 });
  clock.now += 10 * MINUTE;
  await get('/world');
  metrics = await read(get);
  const values = (name) => metrics[name].map(([{ feed }, value]) => `${feed} ${value}`).join();
  assert.equal(values('newsrack_source_requests_total'), 'world 2,wire 1');
  assert.equal(values('newsrack_source_not_modified_total'), 'world 1,wire 0');
  assert.equal(values('newsrack_source_errors_total'), 'world 0,wire 1');
  assert.equal(values('newsrack_source_age_seconds'), 'world 0');
});

test('responses are counted by the class of their status', async () => {
  const { get } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) } });
  const etag = (await get('/world')).headers.get('etag');
  await get('/world', { 'If-None-Match': etag });
  await get('/none');
  await get('/none');
  await get('/world', {}, 'POST');
  const counts = Object.fromEntries((await read(get)).newsrack_responses_total.map(([labels, value]) => [labels.class, value])); // prettier-ignore
  assert.deepEqual(counts, { '1xx': 0, '2xx': 1, '3xx': 1, '4xx': 3, '5xx': 0 });
});

test('responses that nobody waits for are not counted', async () => {
  const { get, relay } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) } });
  for (const path of ['world', 'none', 'healthz'])
    await relay(new Request(`https://relay.example/${path}`, { signal: AbortSignal.abort() }));
  for (const [, value] of (await read(get)).newsrack_responses_total) assert.equal(value, 0);
});

/** A relay whose crawler the test starts. */
function crawled(options) {
  let crawler;
  const create = (given) => createRelayWith(given, { onCrawler: (one) => (crawler = one) });
  const made = setUp({ create, ...options });
  return { ...made, crawler };
}

test('with a crawler, its sources and the archive are shown', async () => {
  const archive = memoryArchive();
  const { get, crawler, clock } = crawled({ feeds: { world: [A, `${A}2`] }, answers: { [A]: rss(item(1)) }, archive });
  assert.deepEqual((await read(get)).newsrack_crawling, [[{}, 0]]);
  crawler.start();
  await crawler.caughtUp();
  clock.now += MINUTE;
  const metrics = await read(get);
  assert.deepEqual(metrics.newsrack_crawling, [[{}, 1]]);
  assert.deepEqual(metrics.newsrack_source_age_seconds, [[of('world', 'a.example'), 60]]);
  assert.deepEqual(metrics.newsrack_source_errors_total, [
    [of('world', 'a.example'), 0],
    [of('world', 'a.example#2'), 1],
  ]);
  const [articles, bytes] = ['articles', 'bytes'].map((name) => metrics[`newsrack_archive_${name}`][0][1]);
  assert.ok(articles >= 1 && bytes >= 0, `${articles} ${bytes}`);
  await crawler.stop();
});

test('an archive that fails leaves out its size, is counted at most once a minute, and is logged once', async () => {
  let calls = 0;
  const size = async () => {
    calls++;
    throw new Error('The disk is gone.');
  };
  const { get, log, clock } = setUp({ feeds: { world: A }, archive: { ...memoryArchive(), size } });
  for (const step of [0, 10_000, 55_000]) {
    clock.now += step;
    assert.equal((await read(get)).newsrack_archive_bytes, undefined);
  }
  assert.deepEqual([calls, log.length], [2, 1]);
});

test('labels of any text are escaped', () => {
  const odd = ['a"b', 'a\\b', 'a\nb', '\\n', '"} 1\nevil 1', 'é中'];
  const samples = odd.map((feed) => ({ labels: { feed }, value: 1 }));
  const text = prometheusText([{ name: 'newsrack_odd_total', type: 'counter', help: 'a\\b\nc', samples }]);
  assert.deepEqual(
    strict(text).newsrack_odd_total.map(([{ feed }]) => feed),
    odd,
  );
  const values = [Infinity, 1e21, 0.001, 5e-7].map((value) => ({ labels: { n: String(value) }, value }));
  const read = strict(prometheusText([{ name: 'newsrack_odd_seconds', type: 'gauge', help: 'x', samples: values }]));
  assert.deepEqual(read.newsrack_odd_seconds.map(([, value]) => value), [Infinity, 1e21, 0.001, 5e-7]); // prettier-ignore
});

test('a thousand sources are one line each per metric, and the text stays below a megabyte', () => {
  const source = (n) => ({ feed: `feed-${n % 10}`, host: `host-${n % 7}.example`, age: n, due: Infinity, requests: n, errors: 0, unchanged: 0 }); // prettier-ignore
  const sources = Array.from({ length: 1000 }, (_, n) => source(n));
  const text = prometheusText(relayMetrics({ sources, responses: new Map(), archive: undefined, isCrawling: true }));
  const metrics = strict(text);
  for (const name of ['age_seconds', 'due_seconds', 'requests_total', 'not_modified_total', 'errors_total'])
    assert.equal(metrics[`newsrack_source_${name}`].length, 1000, name);
  assert.ok(text.length < 1e6);
});

test('the rate limit of clients holds for metrics too', async () => {
  const { get } = setUp({ feeds: { world: A }, admit: () => false });
  assert.equal((await get('/metrics')).status, 429);
});

test('HEAD has the status without a body', async () => {
  const { get } = setUp({ feeds: { world: A } });
  const response = await get('/metrics', {}, 'HEAD');
  assert.deepEqual([response.status, await response.text()], [200, '']);
});
