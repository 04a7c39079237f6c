/** A snapshot's records of each source, and how it treats sources. The test controls the upstream and the clock. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { NewsError } from '../../dist/index.js';
import { SnapshotError, takeSnapshot } from '../../dist/server/edge.js';
import { item, rss, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';
const DAY = 864e5;
const START = Date.UTC(2026, 4, 26, 12);

/** Snapshots one after another: each is given what the last one wrote. */
function setUp(options = {}) {
  const upstream = {};
  const clock = { now: START };
  const asked = [];
  let previous;
  const fetch = async (url, init) => {
    asked.push({ url, ...init });
    const answer = upstream[url];
    if (answer === undefined) throw new TypeError(`Nobody at ${url}`);
    return typeof answer === 'function' ? answer(init, url) : xml(answer);
  };
  const take = async (more = {}) => {
    asked.length = 0;
    const taken = await takeSnapshot({ src: [A, B], fetch, now: () => clock.now, previous, ...options, ...more });
    const isSame = taken.json === previous;
    previous = taken.json;
    const titles = JSON.parse(taken.json).items.map(({ title }) => title);
    assert.deepEqual(titles, taken.feed.articles.map(({ title }) => title)); // prettier-ignore
    return { ...taken, titles, isSame };
  };
  return { upstream, clock, asked, take, file: { edit: (change) => (previous = change(previous)) } };
}

const down = () => new Response('', { status: 500 });

/** A feed that says that nothing has changed to those who know its tag. */
const tagged = (tag, body) => ({ headers }) =>
  headers['If-None-Match'] === tag ? new Response(null, { status: 304 }) : xml(body, { ETag: tag }); // prettier-ignore

test('articles that a source has removed are dropped, even if another source fails', async () => {
  const { upstream, take } = setUp();
  Object.assign(upstream, { [A]: rss(item(1) + item(2)), [B]: rss(item(3)) });
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 2', 'Story 1']);
  Object.assign(upstream, { [A]: rss(item(2)), [B]: down });
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 2']);
});

test('removed articles do not return when the source fails afterwards', async () => {
  const { upstream, take } = setUp();
  Object.assign(upstream, { [A]: rss(item(1) + item(2)), [B]: rss(item(3)) });
  await take();
  upstream[A] = rss(item(2));
  await take();
  upstream[A] = down;
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 2']);
});

test('articles of a removed source are dropped', async () => {
  const { upstream, take } = setUp();
  const C = 'https://c.example/feed';
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)), [C]: rss(item(4)) });
  await take();
  upstream[B] = down;
  assert.deepEqual((await take({ src: [B, C] })).titles, ['Story 4', 'Story 3']);
});

test('earlier articles about another tag are not used', async () => {
  const { upstream, take } = setUp();
  const search = 'https://hn.algolia.com/api/v1/search_by_date';
  const hit = { objectID: '1', title: 'Talks', url: 'https://a.example/talks', created_at: '2026-05-26T09:30:00Z' };
  upstream[A] = rss(item(1, '<category>war</category>') + item(2, '<category>peace</category>'));
  const services = { provider: 'feed hacker-news', src: A };
  const answer = (init, url) => (url.startsWith(search) ? new Response(JSON.stringify({ hits: [hit] })) : down());
  const fetch = async (url, init) => (url === A ? xml(upstream[A]) : answer(init, url));
  const first = await take({ ...services, tag: 'peace', fetch });
  assert.deepEqual(first.titles.toSorted(), ['Story 2', 'Talks']);
  const failing = async (url) => (url === A ? xml(upstream[A]) : down());
  assert.deepEqual((await take({ ...services, tag: 'war', fetch: failing })).titles, ['Story 1']);
});

for (const [age, titles] of [
  [7 * DAY - 1, ['Story 4', 'Story 3', 'Story 1']],
  [7 * DAY + 1, ['Story 4', 'Story 3']],
  [-400 * DAY, ['Story 4', 'Story 3']],
]) {
  test(`articles of ${age / DAY} days ago ${titles[2] ? 'are' : 'are not'} used for a source that fails`, async () => {
    const { upstream, clock, take } = setUp();
    Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
    await take();
    clock.now += age;
    Object.assign(upstream, { [A]: down, [B]: rss(item(3) + item(4)) });
    assert.deepEqual((await take()).titles.toSorted().toReversed(), titles);
  });
}

test('snapshots do not renew the age of a failing source’s articles', async () => {
  const { upstream, clock, take } = setUp();
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
  await take();
  upstream[A] = down;
  for (let day = 1; day <= 7; day++) {
    clock.now = START + day * DAY;
    upstream[B] = rss(item(3) + item(10 + day));
    assert.ok((await take()).titles.includes('Story 1'), `day ${day}`);
  }
  clock.now += 1;
  assert.ok(!(await take()).titles.includes('Story 1'));
});

test('unchanged articles count as recent when their source fails later', async () => {
  const { upstream, clock, take } = setUp();
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
  await take();
  const files = [];
  for (let hour = 6; hour <= 10 * 24; hour += 6) {
    clock.now = START + hour * 36e5;
    files.push((await take()).isSame);
  }
  // The file says once a day that its sources were there.
  assert.equal(files.filter((isSame) => !isSame).length, 10);
  upstream[A] = down;
  clock.now += 36e5;
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 1']);
});

test('sources receive a User-Agent and conditional requests', async () => {
  const { upstream, asked, take } = setUp({ src: A, contact: 'https://me.example/' });
  upstream[A] = tagged('"1"', rss(item(1) + item(2)));
  await take();
  assert.equal(asked[0].headers['User-Agent'], 'newsrack-snapshot/1 (+https://me.example/)');
  assert.equal(asked[0].headers['If-None-Match'], undefined);
  const { titles, isSame, sources } = await take();
  assert.equal(asked[0].headers['If-None-Match'], '"1"');
  assert.deepEqual([titles, isSame, sources[0].isUnchanged], [['Story 2', 'Story 1'], true, true]);
});

test('with other options, requests are unconditional', async () => {
  const { upstream, asked, take } = setUp({ src: A });
  upstream[A] = tagged('"1"', rss(item(1) + item(2)));
  await take({ limit: 1 });
  assert.deepEqual((await take({ limit: 2 })).titles, ['Story 2', 'Story 1']);
  assert.equal(asked[0].headers['If-None-Match'], undefined);
});

test('an unchanged source uses its articles in the file if they are complete', async () => {
  const { upstream, asked, take } = setUp();
  Object.assign(upstream, { [A]: tagged('"1"', rss(item(1) + item(2))), [B]: rss(item(3)) });
  await take();
  upstream[B] = rss(item(4));
  assert.deepEqual((await take()).titles, ['Story 4', 'Story 2', 'Story 1']);
  assert.equal(asked.length, 2);
});

test('an unchanged source with missing articles is read again when another source changes', async () => {
  const { upstream, take } = setUp({ limit: 2 });
  Object.assign(upstream, { [A]: tagged('"1"', rss(item(1) + item(2))), [B]: rss(item(3)) });
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 2']);
  upstream[B] = rss('');
  assert.deepEqual((await take()).titles, ['Story 2', 'Story 1']);
});

test('invalid data in an edited file is ignored', async () => {
  for (const change of [
    (json) => json.replaceAll('\\"1\\"', 'x\\r\\nX-Evil: 1'),
    (json) => json.replace(/"fetched": "[^"]*"/, '"fetched": {}'),
    (json) => json.replace(/"sources": \[[^]*?\]/, '"sources": [null, 5, "x"]'),
    (json) => json.replace(/"sources": \[[^]*?\]/, '"sources": {}'),
    (json) => json.replace(/"key": "[^"]*"/, '"key": "__proto__"'),
    (json) => json.replaceAll('https://a.example/1', 'javascript:alert(1)'),
    () => '[]',
    () => 'null',
    () => '{"items":5,"_newsrack":{"sources":[{"key":"x","fetched":"2026-05-26"}]}}',
    () => '',
  ]) {
    const { upstream, take, file } = setUp({ src: A });
    upstream[A] = tagged('"1"', rss(item(1) + item(2)));
    await take();
    file.edit(change);
    const { titles, json } = await take();
    assert.ok(titles.includes('Story 2') && !json.includes('javascript:'), change.toString());
  }
});

test('the file contains no URL and no key of a source', async () => {
  const secret = 'https://a.example/private/t0ken/feed?key=secret';
  const { upstream, take } = setUp({ src: secret, apiKey: 'hidden' });
  upstream[secret] = tagged('"1"', rss(item(1)));
  const { json } = await take();
  assert.ok(!/t0ken|secret|hidden/.test(json), json);
});

test('the next snapshot respects Retry-After of a source, up to a day', async () => {
  const { upstream, asked, clock, take } = setUp();
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
  await take();
  upstream[A] = () => new Response('', { status: 429, headers: { 'Retry-After': '7200' } });
  await take();
  upstream[A] = rss(item(2));
  clock.now += 36e5;
  const resting = await take();
  assert.deepEqual(asked.map(({ url }) => url), [B]); // prettier-ignore
  assert.deepEqual(resting.titles, ['Story 3', 'Story 1']);
  assert.equal(resting.sources[0].error.code, 'throttled');
  clock.now += 3 * 36e5;
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 2']);
});

const refusing = (seconds) => () => new Response('', { status: 429, headers: { 'Retry-After': String(seconds) } });

test('the next snapshot requests no source if all sent Retry-After', async () => {
  const { upstream, asked, clock, take, file } = setUp();
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
  const { json } = await take();
  Object.assign(upstream, { [A]: refusing(7200), [B]: refusing(14_400) });
  const error = await take().catch((reason) => reason);
  assert.ok(error instanceof SnapshotError && error instanceof NewsError);
  assert.deepEqual([error.name, error.code, error.status], ['NewsError', 'throttled', 429]);
  assert.deepEqual(JSON.parse(error.json).items, JSON.parse(json).items);
  file.edit(() => error.json);
  clock.now += 36e5;
  const again = await take().catch((reason) => reason);
  assert.deepEqual([asked, again.code, again.json], [[], 'throttled', error.json]);
  Object.assign(upstream, { [A]: rss(item(2)), [B]: rss(item(4)) });
  clock.now += 2 * 36e5;
  const half = await take();
  assert.deepEqual(asked.map(({ url }) => url), [A]); // prettier-ignore
  assert.deepEqual(half.titles, ['Story 3', 'Story 2']);
  clock.now += 3 * 36e5;
  assert.deepEqual((await take()).titles, ['Story 4', 'Story 2']);
});

test('the Retry-After of an added source is recorded beside the existing one', async () => {
  const { upstream, asked, take, file } = setUp();
  upstream[A] = rss(item(1));
  await take({ src: A });
  Object.assign(upstream, { [A]: down, [B]: refusing(7200) });
  const error = await take().catch((reason) => reason);
  file.edit(() => error.json);
  const twice = await take().catch((reason) => reason);
  assert.deepEqual(asked.map(({ url }) => url), [A]); // prettier-ignore
  assert.equal(twice.json, error.json);
  upstream[A] = rss(item(2));
  assert.deepEqual((await take()).titles, ['Story 2']);
});

test('other failures, and snapshots without a file, record no Retry-After', async () => {
  const { upstream, take } = setUp();
  Object.assign(upstream, { [A]: refusing(7200), [B]: refusing(7200) });
  assert.equal((await take().catch((reason) => reason)).json, undefined);
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
  const { json } = await take();
  Object.assign(upstream, { [A]: down, [B]: down });
  assert.equal((await take().catch((reason) => reason)).json, json);
  for (const odd of [
    '',
    'nonsense',
    '{}',
    '[]',
    '{"items":1,"_newsrack":{"sources":[null,1]}}',
    '{"_newsrack":null}',
  ]) {
    upstream[A] = refusing(60);
    assert.equal((await take({ previous: odd }).catch((reason) => reason)).json, odd, odd);
  }
});

test('a clock that was set back does not block a source', async () => {
  const { upstream, clock, take } = setUp();
  Object.assign(upstream, { [A]: rss(item(1)), [B]: rss(item(3)) });
  await take();
  upstream[A] = () => new Response('', { status: 429, headers: { 'Retry-After': '7200' } });
  await take();
  upstream[A] = rss(item(2));
  clock.now -= 400 * DAY;
  // Articles from the future are from now, so their order says nothing.
  assert.deepEqual((await take()).titles.toSorted(), ['Story 2', 'Story 3']);
});

test('redirects are followed to public hosts, but not into the owner’s network', async () => {
  const to = (url) => () => new Response(null, { status: 302, headers: { Location: url } });
  const local = 'http://127.0.0.1:8080/feed';
  const { upstream, take } = setUp();
  Object.assign(upstream, {
    [A]: to('https://elsewhere.example/feed'),
    'https://elsewhere.example/feed': rss(item(1)),
  });
  upstream[B] = rss(item(3));
  assert.deepEqual((await take()).titles, ['Story 3', 'Story 1']);
  for (const target of [local, 'https://169.254.169.254/', 'https://[::1]/', 'file:///etc/passwd']) {
    Object.assign(upstream, { [A]: to(target), [target]: rss(item(9)) });
    const { titles, sources } = await take();
    assert.deepEqual([titles, sources[0].error?.code], [['Story 3', 'Story 1'], 'network'], target);
    assert.match(
      sources[0].error.message,
      /^The snapshot is not allowed to fetch https:\/\/a\.example\/feed: [a-z-]+\./,
    );
    const { origin } = new URL(target);
    const advice = ` It redirects to ${origin}. If that is your own server, name its URL as the source,`;
    assert.equal(sources[0].error.message.includes(advice), target !== 'file:///etc/passwd', target);
  }
});

test('a redirect reaches a local origin only from a source that names it', async (t) => {
  const requested = [];
  const server = createServer(({ url }, response) => {
    requested.push(url);
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(item(9)));
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  t.after(() => server.close().closeAllConnections());
  const origin = `http://localhost:${server.address().port}`;
  const { upstream, take } = setUp({ src: [A, `${origin}/own`], local: [origin] });
  upstream[A] = () => new Response(null, { status: 302, headers: { Location: `${origin}/secret` } });
  const { titles, sources } = await take();
  assert.deepEqual([titles, requested, sources[0].error?.code], [['Story 9'], ['/own'], 'network']);
});

for (const items of [[null], [1, 'text'], [[]]]) {
  test(`a file whose items are ${JSON.stringify(items)} is no obstacle to a source that refuses requests`, async () => {
    const { upstream, take } = setUp({ src: [A] });
    upstream[A] = () => new Response('', { status: 429, headers: { 'Retry-After': '600' } });
    const previous = JSON.stringify({ items, _newsrack: { sources: [{}] } });
    await assert.rejects(take({ previous }), (error) => error instanceof SnapshotError && error.code === 'throttled');
  });
}
