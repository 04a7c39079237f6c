/** The address of a site in place of a feed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedLinksOf } from '../../dist/server/site/feed-links.js';
import { withPageLimit } from '../../dist/server/site/page-limit.js';
import { HOUR, DAY, MINUTE, crawling } from './crawler-support.js';
import { item, rss, setUp, xml } from './support.js';

const SITE = 'https://paper.example/';
const html =
  (head = '', headers = {}) =>
  () =>
    new Response(`<!doctype html><html><head><title>Paper</title>${head}</head><body></body></html>`, {
      headers: { 'Content-Type': 'text/html', ...headers },
    });
const link = (href, type = 'application/rss+xml', more = '') =>
  `<link rel="alternate" type="${type}" href="${href}" ${more}>`;
const missing = () => new Response('', { status: 404 });
const PLACES = ['feed', 'rss', 'feed.xml', 'rss.xml', 'atom.xml', 'index.xml', 'feed.json'];

/** A relay of one site, whose upstream answers 404 where `answers` says nothing. */
function siteRelay(answers, options = {}) {
  const all = new Proxy(answers, { get: (known, url) => known[url] ?? missing });
  return setUp({ feeds: { world: SITE }, answers: all, ...options });
}
const urls = (asked) => asked.map(({ url }) => url.replace(SITE, '/'));

const linksIn = (head, more = {}) =>
  feedLinksOf({ html: `<!doctype html><html><head>${head}</head><body>`, url: 'https://a.example/dir/page', linkHeader: '', ...more }).map(({ url }) => url); // prettier-ignore

test('finds the feeds that the head of a page names', () => {
  const A = 'https://a.example/feed';
  for (const [head, expected] of [
    [link('/feed'), [A]],
    [`<LINK HREF='/feed' TYPE='Application/Atom+XML; charset=utf-8' REL='Alternate home'>`, [A]],
    ['<link rel=alternate type=application/feed+json href=/feed>', [A]],
    [link('feed'), ['https://a.example/dir/feed']],
    [`${link('feed')}<base href="/other/"><base href="/no/">`, ['https://a.example/other/feed']],
    [link('//b.example/feed'), ['https://b.example/feed']],
    [link('/?a=1&amp;b=2'), ['https://a.example/?a=1&b=2']],
    [`${link('/api', 'application/json')}${link('/feed')}`, [A, 'https://a.example/api']],
    [link('/feed') + link('/feed'), [A]],
    [link('javascript:alert(1)') + link('') + link('data:text/xml,x') + link('https://'), []],
    [link('/x', 'text/css') + link('/x', 'application/json+oembed') + link('/x', 'text/html'), []],
    ['<link rel="stylesheet" type="application/rss+xml" href="/feed">', []],
    [`<!-- ${link('/feed')} --><script>'${link('/feed')}'</script><style>${link('/feed')}</style>`, []],
    [`<noscript>${link('/feed')}</noscript><template>${link('/feed')}</template>`, []],
    [`<title>${link('/feed')}</title>`, []],
    [`</head><body>${link('/feed')}`, []],
  ])
    assert.deepEqual(linksIn(head), expected, head);
});

test('finds the feeds that the header Link names, behind those of the head', () => {
  for (const [linkHeader, expected] of [
    ['</feed>; rel="alternate"; type="application/rss+xml"', ['https://a.example/feed']],
    [
      '<x>; rel=preload; as=style, <f>; type=application/atom+xml; title="a, b; c"; rel=alternate',
      ['https://a.example/dir/f'],
    ],
    [
      '<https://a.example/wp-json/>; rel="https://api.w.org/", </j>; rel="alternate"; type="application/json"',
      ['https://a.example/j'],
    ],
    ['</feed>; rel="alternate"', []],
    ['<<<<>>>;;;===""', []],
  ])
    assert.deepEqual(linksIn('', { linkHeader }), expected, linkHeader);
  const linkHeader = '</second>; rel="alternate"; type="application/rss+xml"';
  assert.deepEqual(linksIn(link('/first'), { linkHeader }), ['https://a.example/first', 'https://a.example/second']);
});

test('reads hostile pages in linear time', () => {
  for (const part of ['<link ', '<!--', '<script>', '<', '<base href="', link('/x'), '</', '<title', '<link a='])
    assert.ok(linksIn(part.repeat(5e5 / part.length)).length < 2, part);
  for (const part of ['<', '<a>;', '; a="', '<a>;rel=alternate,'])
    assert.deepEqual(linksIn('', { linkHeader: part.repeat(1e6 / part.length) }), [], part);
});

test('reads a page to 512 KB, and a feed as a whole', async () => {
  let cancelled = false;
  const chunk = new TextEncoder().encode('x'.repeat(100_000));
  const stream = (beginning) => {
    let chunks = 0;
    return new ReadableStream({
      pull(controller) {
        if (!chunks++) for (const letter of beginning) controller.enqueue(new TextEncoder().encode(letter));
        else if (chunks < 20) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: () => void (cancelled = true),
    });
  };
  const sizeOf = async (beginning) =>
    (await new Response(withPageLimit(new Response(stream(beginning))).body).arrayBuffer()).byteLength;
  assert.equal(await sizeOf('<!doctype html><html>'), 512 * 1024);
  assert.ok(cancelled);
  assert.equal(await sizeOf('<rss><title>&lt;html></title>'), 1_800_029);
  const once = new Response(`<html>${'x'.repeat(1e6)}`);
  assert.equal((await new Response(withPageLimit(once).body).arrayBuffer()).byteLength, 512 * 1024);
});

test('the address of a site serves the feed that it names, and the log tells it once', async () => {
  const { get, titles, asked, log, clock } = siteRelay({
    [SITE]: html(link('/news.rss') + link('/other.rss')),
    [`${SITE}news.rss`]: rss(item(1)),
  });
  assert.deepEqual(await titles(await get()), ['Story 1']);
  clock.now += HOUR;
  await get();
  clock.now += HOUR;
  assert.equal((await get()).status, 200);
  assert.deepEqual(urls(asked), ['/', '/news.rss', '/news.rss', '/news.rss']);
  const message = 'https://paper.example/ is a site. Its feed is https://paper.example/news.rss';
  assert.deepEqual(log, [{ feed: 'world', code: 'site', message }]);
});

test('a feed that has not changed is not sent again', async () => {
  const conditions = [];
  const { get, clock } = siteRelay({
    [SITE]: html(link('/news.rss'), { ETag: '"page"' }),
    [`${SITE}news.rss`]: ({ headers }) => {
      conditions.push(headers['If-None-Match']);
      return headers['If-None-Match'] ? new Response(null, { status: 304 }) : xml(rss(item(1)), { ETag: '"feed"' });
    },
  });
  for (let round = 0; round < 2; round++, clock.now += HOUR) assert.equal((await get()).status, 200);
  assert.deepEqual(conditions, [undefined, '"feed"']);
});

test('tries links, then headers, then the usual places, then comments, and stops at the first feed', async () => {
  const header = { Link: '</header>; rel="alternate"; type="application/atom+xml"' };
  const head = link('/comments/feed') + link('/broken') + link('/c', undefined, 'title="Paper » Comments Feed"');
  const order = ['/', '/broken', '/header', ...PLACES.map((path) => `/${path}`), '/comments/feed', '/c'];
  for (const [last, path] of order.entries()) {
    if (!last) continue;
    const { get, titles, asked } = siteRelay({
      [SITE]: html(head, header),
      [`${SITE}broken`]: html(),
      [`${SITE}rss`]: () => new Response('{}', { status: 500 }),
      [new URL(path, SITE).href]: rss(item(1)),
    });
    assert.deepEqual(await titles(await get()), ['Story 1'], path);
    assert.deepEqual(urls(asked), order.slice(0, last + 1), path);
  }
});

test('one request follows another, over one connection', async () => {
  let open = 0;
  let most = 0;
  const answer = async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    open--;
    return missing();
  };
  const answers = Object.fromEntries(PLACES.map((path) => [SITE + path, answer]));
  const { get, asked } = siteRelay({
    [SITE]: html(link('/a') + link('/b')),
    ...answers,
    [`${SITE}a`]: answer,
    [`${SITE}b`]: answer,
  });
  assert.equal((await get()).status, 502);
  assert.deepEqual([most, asked.length], [1, 10]);
});

test('a site without a feed is an error that says so, and is requested later and later', async () => {
  const { get, log, asked, clock } = siteRelay({ [SITE]: html() });
  const response = await get();
  assert.equal(response.status, 502);
  assert.equal((await response.json()).error.message, 'The source did not return a feed.');
  assert.deepEqual(log.map(({ code, message }) => [code, message]), [
    ['format', 'paper.example failed: format. It is a site that names no feed. Set the URL of its feed. Failures in a row: 1.'],
  ]); // prettier-ignore
  const health = await (await get('/healthz')).json();
  assert.deepEqual(health.reasons, ['The feed "world" has no articles: it is a site that names no feed.']);
  const rounds = [];
  for (let minute = 0; minute < 60; minute++) {
    clock.now += MINUTE;
    const before = asked.length;
    await get();
    if (asked.length > before) rounds.push(minute);
  }
  const waits = rounds.map((minute, n) => minute - (rounds[n - 1] ?? 0));
  assert.ok(rounds.length > 1 && rounds.length < 6 && waits.every((wait, n) => !n || wait > waits[n - 1]), `${rounds}`);
});

test('a site may not lead to a host that the owner has not named', async () => {
  const at = (href) => siteRelay({ [SITE]: html(link(href)) });
  for (const [href, rule, advice] of [
    ['https://feeds.example/paper', 'host', ' If you trust that host, add "feeds.example" to allow.'],
    ['https://127.0.0.1/feed', 'ip-literal', ''],
    ['http://paper.example/x', 'scheme', ''],
    ['https://paper.example:8443/x', 'port', ''],
  ]) {
    const { get, asked, log } = at(href);
    await get();
    assert.deepEqual(urls(asked), ['/', ...PLACES.map((path) => `/${path}`)], href);
    assert.ok(log[0].message.includes(`It is a site whose feed at ${new URL(href).origin} is blocked: ${rule}.${advice}`), log[0].message); // prettier-ignore
  }
  const allowed = siteRelay(
    { [SITE]: html(link('https://feeds.example/paper')), 'https://feeds.example/paper': rss(item(1)) },
    { allow: ['feeds.example'] },
  );
  assert.deepEqual(await allowed.titles(await allowed.get()), ['Story 1']);
});

test('a feed whose place shows a page is an error, and no other feed comes in its place', async () => {
  const { get, asked } = setUp({
    feeds: { world: `${SITE}world.xml` },
    answers: { [`${SITE}world.xml`]: html(link('/sports.xml')), [`${SITE}sports.xml`]: rss(item(1)) },
  });
  assert.equal((await get()).status, 502);
  assert.equal(asked.length, 1);
});

test('a host that refuses requests gets no more of them', async () => {
  const refusing = () => new Response('', { status: 429, headers: { 'Retry-After': '60' } });
  const { get, asked } = siteRelay({ [SITE]: html(link('/a') + link('/b')), [`${SITE}a`]: refusing });
  await get();
  assert.deepEqual(urls(asked), ['/', '/a']);
});

test('when the found feed is gone, the site is asked for its new one', async () => {
  const answers = {
    [SITE]: html(link('/old.rss')),
    [`${SITE}old.rss`]: rss(item(1)),
    [`${SITE}new.rss`]: rss(item(2)),
  };
  const { get, titles, clock, log } = siteRelay(answers);
  await get();
  answers[SITE] = html(link('/new.rss'));
  answers[`${SITE}old.rss`] = () => new Response('', { status: 410 });
  for (let hour = 0; hour < 3; hour++) {
    clock.now += 2 * HOUR;
    await get();
  }
  clock.now += 2 * HOUR;
  assert.deepEqual(await titles(await get()), ['Story 2']);
  assert.deepEqual(
    log.map(({ code }) => code),
    ['site', 'http', 'site'],
  );
});

test('the crawler remembers what was found, also after a restart', async () => {
  const answers = { [SITE]: html(link('/news.rss')), [`${SITE}news.rss`]: rss(item(1)) };
  const first = crawling({ answers, urls: [SITE] });
  first.crawler.start();
  await first.timers.advance(MINUTE);
  await first.crawler.stop();
  assert.deepEqual(urls(first.asked), ['/', '/news.rss']);
  assert.deepEqual(
    first.log.map(({ code }) => code),
    ['site'],
  );
  const again = crawling({ answers, urls: [SITE], archive: first.archive, timers: first.timers });
  again.crawler.start();
  await again.timers.advance(DAY);
  await again.crawler.stop();
  assert.ok(again.asked.length > 0 && again.asked.every(({ url }) => url.endsWith('/news.rss')));
  assert.deepEqual(again.log, []);
});

test('the crawler says in log and state that a site names no feed', async () => {
  const { crawler, timers, asked, log, stateOf } = crawling({ answers: { [SITE]: html() }, urls: [SITE], fetch: async (url) => (url === SITE ? html()() : missing()) }); // prettier-ignore
  crawler.start();
  await timers.advance(DAY);
  assert.equal(stateOf(SITE).error, 'no-feed');
  assert.equal(log[0].message, 'paper.example failed: format. It is a site that names no feed. Set the URL of its feed. Failures in a row: 1.'); // prettier-ignore
  assert.ok(asked.length <= 8 * 8, `${asked.length}`);
  await crawler.stop();
});
