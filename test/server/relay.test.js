/** Responses of a relay to its clients. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFeed } from '../../dist/feed/load-feed.js';
import { settings } from '../../dist/network/settings.js';
import { item, rss, setUp, xml } from './support.js';

const A = 'https://a.example/feed';
const B = 'https://b.example/feed';
const FRESH = 'public, max-age=180, s-maxage=900, stale-while-revalidate=1800, stale-if-error=3600';

const world = (items, options = {}) => setUp({ feeds: { world: A }, answers: { [A]: rss(items) }, ...options });

test('a feed of the table is JSON Feed 1.1 of plain text', async () => {
  const { get } = world(
    item(
      1,
      '<description>&lt;p&gt;Some &lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt; &amp;amp; words&lt;/p&gt;</description>',
    ),
  );
  const response = await get('/world');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/feed+json; charset=utf-8');
  const feed = await response.json();
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
  assert.equal(feed.title, 'Paper');
  assert.equal(feed.items[0].content_text, 'Some bold & words');
  assert.ok(feed.items.every((one) => !('content_html' in one)));
});

test('several sources are merged, newest first, without repeats', async () => {
  const { get, titles } = setUp({
    feeds: { world: `${A} ${B}` },
    answers: { [A]: rss(item(1) + item(3)), [B]: rss(item(2) + item(3)) },
  });
  const response = await get('/world');
  assert.deepEqual(await titles(response), ['Story 3', 'Story 2', 'Story 1']);
});

test('parameters are those of the element, and filter in the same way', async () => {
  const items =
    item(1, '<category>Peace</category>') +
    item(2, '<category>War</category>') +
    item(3, '<category>peace talks</category>');
  const { get, titles, asked } = world(items);
  for (const [query, expected] of [
    ['', [3, 2, 1]],
    ['?tag=peace', [3, 1]],
    ['?tag=peace,war&limit=2', [3, 2]],
    ['?tag=peace&tag=war', [3, 2, 1]],
    ['?tag=peace,talks&tag-match=all', [3]],
    ['?include=war', [2]],
    ['?exclude=war', [3, 1]],
    ['?per-publisher=1', [3]],
    ['?max-age=1ms', []],
    ['?exclude-publisher=Paper', []],
    ['?tag=', [3, 2, 1]],
  ]) {
    assert.deepEqual(
      await titles(await get(`/world${query}`)),
      expected.map((n) => `Story ${n}`),
      query,
    );
  }
  assert.equal(asked.length, 1);
});

test('the default limit is 100', async () => {
  const { get, titles } = world(Array.from({ length: 150 }, (_, n) => item(n)).join(''));
  assert.equal((await titles(await get('/world'))).length, 100);
  assert.equal((await titles(await get('/world?limit=120'))).length, 120);
});

test('clients can’t override the table, but may lower a limit', async () => {
  const { get, titles } = setUp({
    feeds: { world: { src: A, tag: 'peace', limit: 2, title: 'World' } },
    answers: {
      [A]: rss(
        item(1) +
          item(2, '<category>peace</category>') +
          item(3, '<category>peace</category>') +
          item(4, '<category>peace</category>'),
      ),
    },
  });
  const response = await get('/world?limit=50');
  assert.equal((await response.clone().json()).title, 'World');
  assert.deepEqual(await titles(response), ['Story 4', 'Story 3']);
  assert.deepEqual(await titles(await get('/world?limit=1')), ['Story 4']);
  assert.equal((await get('/world?tag=war')).status, 400);
});

test('a service is requested once for any queries of clients', async () => {
  const service = 'https://hn.algolia.com/';
  const hits = [1, 2].map((n) => ({
    objectID: `${n}`,
    title: n === 1 ? 'Peace' : 'War',
    url: `https://x.example/${n}`,
    created_at: '2026-05-26T09:30:00Z',
  }));
  const { relay, asked } = setUp({
    feeds: { hn: { provider: 'hacker-news', tag: 'news' } },
    fetch: async (url) => (
      asked.push(url),
      new Response(JSON.stringify({ hits }), { headers: { 'Content-Type': 'application/json' } })
    ),
  });
  const titles = async (query) =>
    (await (await relay(new Request(`${service}hn${query}`))).json()).items?.map(({ title }) => title);
  assert.deepEqual(await titles(''), ['Peace', 'War']);
  assert.equal(asked.length, 1);
  assert.deepEqual(await titles('?include=war'), ['War']);
  assert.equal(asked.length, 1);
});

test('the last part of the path is the name at any mount path', async () => {
  const { get } = world(item(1));
  for (const path of ['/world', '/world/', '/api/news/world', '/relay/world?limit=1'])
    assert.equal((await get(path)).status, 200, path);
});

for (const [path, status, code] of [
  ['/', 404, 'not-found'],
  ['/nothing', 404, 'not-found'],
  ['/__proto__', 404, 'not-found'],
  ['/constructor', 404, 'not-found'],
  ['/%', 404, 'not-found'],
  ['/world%0d%0aX-Evil:%201', 404, 'not-found'],
  ['/world?limit=0', 400, 'bad-request'],
  ['/world?limit=1e9', 400, 'bad-request'],
  ['/world?limit=-1', 400, 'bad-request'],
  ['/world?limit=1&limit=2', 400, 'bad-request'],
  ['/world?max-age=soon', 400, 'bad-request'],
  ['/world?tag-match=some', 400, 'bad-request'],
  ['/world?nonsense=1', 400, 'bad-request'],
  ['/world?__proto__=1', 400, 'bad-request'],
  ['/world?apiKey=1', 400, 'bad-request'],
  ['/world?src=https://b.example/', 400, 'bad-request'],
  [`/world?tag=${'x'.repeat(3000)}`, 400, 'bad-request'],
]) {
  test(`${path.slice(0, 40)} is ${status} ${code}, without echoing the input`, async () => {
    const { get, asked } = world(item(1));
    const response = await get(path);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('x-evil'), null);
    const body = await response.text();
    assert.equal(JSON.parse(body).error.code, code);
    for (const secret of ['nothing', 'proto', 'xxxx', 'Evil', 'b.example', 'nonsense', 'soon'])
      assert.ok(!body.includes(secret), body);
    assert.deepEqual(asked, []);
  });
}

for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
  test(`${method} is rejected`, async () => {
    const { get, asked } = world(item(1));
    const response = await get('/world', {}, method);
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS');
    assert.deepEqual(asked, []);
  });
}

test('HEAD has the headers of GET, and no body', async () => {
  const { get } = world(item(1));
  const [head, whole] = [await get('/world', {}, 'HEAD'), await get('/world')];
  assert.equal(await head.text(), '');
  assert.deepEqual([...head.headers], [...whole.headers]);
});

test('every response has CORS headers, and is sandboxed', async () => {
  const { get, at } = world(item(1), { allow: ['a.example'] });
  const { headers } = await get('/world');
  const answers = [
    await get('/world'),
    await get('/world', { 'If-None-Match': headers.get('etag') }),
    await get('/nothing'),
    await get('/world?limit=0'),
    await at('https://127.0.0.1/'),
    await at('https://a.example/missing'),
    await get('/world', {}, 'POST'),
    await get('/world', { Origin: 'https://page.example' }, 'OPTIONS'),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 304, 404, 400, 403, 502, 405, 204],
  );
  for (const { status, headers } of answers) {
    assert.equal(headers.get('access-control-allow-origin'), '*', String(status));
    assert.equal(headers.get('access-control-expose-headers'), 'ETag, Retry-After, Age, Link');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy'), /sandbox/);
    assert.ok(headers.get('cache-control'));
    if (status === 204 || status === 304) continue;
    assert.match(headers.get('content-type'), /^application\/(?:feed\+)?json; charset=utf-8$/);
    assert.equal(headers.get('content-disposition'), 'inline');
  }
});

test('with a list of origins, other origins may not read, with Vary: Origin', async () => {
  const { get } = world(item(1), { origins: ['https://page.example', 'http://localhost:3000/'] });
  for (const [origin, allowed] of [
    ['https://page.example', 'https://page.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://evil.example', null],
    ['https://page.example.evil.example', null],
    ['http://page.example', null],
    ['null', null],
    [undefined, null],
  ]) {
    for (const path of ['/world', '/nothing']) {
      const { headers } = await get(path, origin === undefined ? {} : { Origin: origin });
      assert.equal(headers.get('access-control-allow-origin'), allowed, `${origin}`);
      assert.equal(headers.get('vary'), 'Origin');
    }
  }
});

test('a preflight allows If-None-Match', async () => {
  const { get, asked } = world(item(1));
  const { status, headers } = await get(
    '/world',
    { Origin: 'https://page.example', 'Access-Control-Request-Headers': 'if-none-match' },
    'OPTIONS',
  );
  assert.equal(status, 204);
  assert.match(headers.get('access-control-allow-headers'), /If-None-Match/);
  assert.deepEqual(asked, []);
});

test('a client with a current copy gets a 304', async () => {
  const { get } = world(item(1));
  const first = await get('/world');
  const etag = first.headers.get('etag');
  assert.match(etag, /^W\/"[\w+/]{20}"$/);
  assert.equal(first.headers.get('cache-control'), FRESH);
  for (const [header, status] of [
    [etag, 304],
    [etag.slice(2), 304],
    [`"other", ${etag}`, 304],
    ['"other"', 200],
    ['*', 304],
    ['nonsense', 200],
  ]) {
    const response = await get('/world', { 'If-None-Match': header });
    assert.equal(response.status, status, header);
    assert.equal(response.headers.get('etag'), etag);
    assert.equal(response.headers.get('cache-control'), FRESH);
    assert.equal((await response.text()).length > 0, status === 200);
  }
  assert.notEqual((await get('/world?limit=1&tag=x')).headers.get('etag'), etag);
});

test('admit limits clients, and its 429 is not cached', async () => {
  const { get, asked } = world(item(1), { admit: async ({ headers }) => headers.get('x-ip') !== '1' });
  const refused = await get('/world', { 'X-Ip': '1' });
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '60');
  assert.equal(refused.headers.get('cache-control'), 'no-store');
  assert.deepEqual(await refused.json(), {
    error: { code: 'throttled', message: 'Too many requests.', retryAfter: 60 },
  });
  assert.deepEqual(asked, []);
  assert.equal((await get('/world', { 'X-Ip': '2' })).status, 200);
});

test('an admit that does not answer within a second makes no request wait longer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { get, asked } = world(item(1), { admit: () => new Promise(() => undefined) });
  const answer = get('/world');
  t.mock.timers.tick(1000);
  const { status, headers } = await answer;
  assert.deepEqual([status, headers.get('retry-after')], [503, '5']);
  assert.deepEqual(asked, []);
});

test('admit admits by true alone', async () => {
  for (const answer of [{ allowed: false }, 'no', 1, new Error('slow down'), undefined]) {
    const { get } = world(item(1), { admit: () => answer });
    assert.equal((await get('/world')).status, 429);
  }
});

test('sources receive the relay’s User-Agent, and no data of clients', async () => {
  const { get, asked } = world(item(1), { contact: 'https://page.example/about' });
  await get('/world', {
    Cookie: 'a=1',
    Authorization: 'secret',
    'X-Forwarded-For': '1.2.3.4',
    Referer: 'https://page.example/x',
    'User-Agent': 'Browser',
    Range: 'bytes=0-1',
  });
  const { headers, method, body, credentials } = asked[0];
  assert.deepEqual(Object.keys(headers).sort(), ['Accept', 'User-Agent']);
  assert.equal(headers['User-Agent'], 'newsrack-relay/1 (+https://page.example/about)');
  assert.deepEqual([method, body, credentials], [undefined, undefined, undefined]);
});

test('headers and markup of a source are not passed on', async () => {
  const { get } = setUp({
    feeds: { world: A },
    answers: {
      [A]: () =>
        xml(rss(item(1)), {
          'Set-Cookie': 'a=1',
          'X-Evil': '1',
          'Access-Control-Allow-Origin': 'https://evil.example',
          Link: '</x>; rel=preload',
          'Content-Disposition': 'attachment',
          Location: 'https://evil.example',
        }),
    },
  });
  const { headers } = await get('/world');
  assert.deepEqual([...headers.keys()], [
    'access-control-allow-origin', 'access-control-expose-headers', 'cache-control', 'content-disposition', 'content-security-policy', 'content-type', 'etag', 'x-content-type-options',
  ]); // prettier-ignore
  assert.equal(headers.get('access-control-allow-origin'), '*');
});

for (const [what, answer, status, code] of [
  ['an error', () => new Response('<b>secret</b>', { status: 500 }), 502, 'upstream'],
  ['a missing page', () => new Response('secret', { status: 404 }), 502, 'upstream'],
  ['a feed that is gone', () => new Response('secret', { status: 410 }), 502, 'upstream'],
  [
    'too many requests',
    () => new Response('secret', { status: 429, headers: { 'Retry-After': '120' } }),
    502,
    'upstream',
  ],
  ['a web page', () => xml('<!doctype html><title>secret</title>', { 'Content-Type': 'text/html' }), 502, 'upstream'],
  [
    'a picture',
    () => xml(rss(item(1, '<description>secret</description>')), { 'Content-Type': 'image/png' }),
    502,
    'upstream',
  ],
  ['a script', () => xml('alert("secret")', { 'Content-Type': 'application/javascript' }), 502, 'upstream'],
  ['bytes of no type', () => new Response(new TextEncoder().encode('\u0001\0secret')), 502, 'upstream'],
  ['nothing', () => xml(''), 502, 'upstream'],
  ['broken JSON', () => xml('{"secret', { 'Content-Type': 'application/json' }), 502, 'upstream'],
  ['no answer', () => Promise.reject(new TypeError('secret')), 502, 'upstream'],
  [
    'a body that breaks',
    () => xml(new ReadableStream({ start: (c) => c.error(new Error('secret')) })),
    502,
    'upstream',
  ],
]) {
  test(`a source that returns ${what} is ${status} ${code}, without echoing it`, async () => {
    const { get, log } = setUp({ feeds: { world: A }, answers: { [A]: answer } });
    const response = await get('/world');
    assert.equal(response.status, status);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=15, s-maxage=60');
    const body = await response.text();
    const { error } = JSON.parse(body);
    assert.equal(error.code, code);
    assert.ok(!/secret|a\.example/.test(body), body);
    if (error.retryAfter) assert.equal(response.headers.get('retry-after'), String(error.retryAfter));
    assert.equal(log.length, 1);
    assert.ok(!/secret|\/feed/.test(log[0].message), log[0].message);
  });
}

test('at most two megabytes are read, for any Content-Length', async () => {
  let given = 0;
  let signal;
  const endless = new ReadableStream({
    pull(controller) {
      given += 1e5;
      controller.enqueue(new Uint8Array(1e5));
    },
  });
  const { get } = setUp({
    feeds: { world: A },
    answers: { [A]: (init) => ((signal = init.signal), xml(endless, { 'Content-Length': '10' })) },
  });
  const response = await get('/world');
  assert.equal(response.status, 502);
  assert.match((await response.json()).error.message, /two megabytes/);
  assert.ok(given < 3e6, `${given} bytes read`);
  assert.equal(signal.aborted, true);
});

test('a source that does not answer in time is 504, and its request is aborted', async () => {
  let signal;
  const { get, log } = setUp({
    feeds: { world: { src: A, timeout: 5 } },
    answers: {
      [A]: (init) =>
        new Promise((_resolve, reject) =>
          (signal = init.signal).addEventListener('abort', () => reject(signal.reason)),
        ),
    },
  });
  const response = await get('/world');
  assert.equal(response.status, 504);
  assert.equal((await response.json()).error.code, 'timeout');
  assert.equal(signal.aborted, true);
  assert.equal(log[0].code, 'timeout');
});

test('a source that never finishes is 504 too', async () => {
  const { get } = setUp({
    feeds: { world: { src: A, timeout: 5 } },
    answers: {
      [A]: ({ signal }) =>
        xml(
          new ReadableStream({
            start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
          }),
        ),
    },
  });
  assert.equal((await get('/world')).status, 504);
});

test('API keys appear nowhere', async () => {
  const { get, log } = setUp({
    feeds: {
      news: { provider: 'guardian', apiKey: 'secret-key', tag: 'peace' },
      own: 'https://a.example/feed?key=secret-key',
    },
    fetch: async () => Promise.reject(new Error('secret-key')),
  });
  for (const path of ['/news', '/own']) {
    const response = await get(path);
    assert.equal(response.status, 502);
    assert.ok(!(await response.text()).includes('secret'));
  }
  assert.equal(log.length, 2);
  assert.ok(!JSON.stringify(log).includes('secret'));
});

test('a bug is logged for the owner, and hidden from clients', async () => {
  const { get, log } = world(item(1), {
    admit: () => {
      throw new Error('secret');
    },
  });
  const response = await get('/world');
  assert.equal(response.status, 500);
  assert.ok(!(await response.text()).includes('secret'));
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.equal(log[0].code, 'bug');
});

test('a feed by URL is complete, in its order, with its next page', async () => {
  const next = 'https://a.example/feed?page=2';
  const body = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Paper',
    next_url: next,
    items: [1, 3, 2].map((n) => ({
      id: `${n}`,
      url: `https://a.example/${n}`,
      title: `Story ${n}`,
      content_text: 'x',
    })),
  });
  const { at, titles } = setUp({
    allow: ['a.example'],
    answers: { [A]: () => xml(body, { 'Content-Type': 'application/json' }) },
  });
  const response = await at(A);
  assert.equal((await response.clone().json()).next_url, next);
  assert.deepEqual(await titles(response), ['Story 1', 'Story 3', 'Story 2']);
  assert.deepEqual(await titles(await at(A, '&limit=1')), ['Story 1']);
});

test('elements and loadFeed get the same articles from a relay as from the source', async (t) => {
  const source = rss(
    item(1, '<category>Peace</category><description>Some words</description>') + item(2),
    '<language>en</language>',
  );
  const { relay, asked } = setUp({ allow: ['a.example'], answers: { [A]: source } });
  t.after(() => (settings.fetch = undefined));
  settings.fetch = (url) => relay(new Request(url));
  const through = await loadFeed({ src: A, relay: 'https://relay.example/any/path' });
  settings.fetch = async () => xml(source);
  const plain = await loadFeed({ src: A });
  assert.deepEqual(through.articles, plain.articles);
  assert.equal(through.title, plain.title);
  assert.equal(asked.length, 1);
  // A feed of the table is a feed like any other.
  const table = world(item(1, '<category>Peace</category>') + item(2));
  settings.fetch = (url) => table.relay(new Request(url));
  const named = await loadFeed({ src: 'https://relay.example/world', tag: 'peace' });
  assert.deepEqual(
    named.articles.map(({ title }) => title),
    ['Story 1'],
  );
});

test('relays in one process do not share requests', async () => {
  const first = setUp({ allow: ['a.example'], answers: { [A]: rss(item(1)) } });
  const second = setUp({ allow: ['a.example'], answers: { [A]: rss(item(2)) } });
  const [one, two] = await Promise.all([first.at(A), second.at(A)]);
  assert.deepEqual([await first.titles(one), await second.titles(two)], [['Story 1'], ['Story 2']]);
});

test('responses with hostile feeds have a limited size', async () => {
  const name = 'x'.repeat(50_000);
  const { get } = setUp({
    feeds: { world: { src: A, limit: 1000 } },
    answers: { [A]: rss(Array.from({ length: 1000 }, (_, n) => item(n)).join('')).replace('Paper', name) },
  });
  const { length } = await (await get('/world')).text();
  assert.ok(length < 2e6, `${length}`);
});

test('a feed in windows-1252 keeps its dashes, quotes and euro', async () => {
  const written = { '€': 0x80, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 };
  const title = '“Größe” – Café’s 5 €';
  const document = rss(
    item(1) + item(2, '<description>&#147;A lock&#148; &#150; 5 &#128;, and more of it.</description>'),
  );
  const body = Uint8Array.from([...document.replace('Story 1', title)], (sign) => written[sign] ?? sign.charCodeAt(0));
  for (const type of ['application/rss+xml', 'text/xml; charset=iso-8859-1']) {
    const { get } = setUp({ feeds: { world: A }, answers: { [A]: () => xml(body, { 'Content-Type': type }) } });
    const { items } = await (await get('/world')).json();
    assert.deepEqual([items[1].title, items[0].content_text], [title, '“A lock” – 5 €, and more of it.']);
  }
});
