/** Tag pages: what each address answers, and that nothing hostile in tags, slugs, cursors and articles gets through. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createPages } from '../../dist/server/edge.js';
import { createPagesWith } from '../../dist/server/pages/create-pages.js';
import { Failure } from '../../dist/server/responses.js';
import { createMemoryArchive } from '../support/memory-archive.js';
import { article, articles } from './pages-news.js';

const BASE = 'https://news.example.org/';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** Pages over an archive of 25 articles, with `get(path, headers, method)`, `archive`, `log` and `clock.now`. */
function setUp({ sources = { paper: articles(25) }, archive = createMemoryArchive(sources), ...options } = {}) {
  const clock = { now: Date.UTC(2026, 10, 29) };
  const log = [];
  const pages = createPages({
    archive,
    baseUrl: BASE,
    title: 'The Desk',
    now: () => clock.now,
    log: (entry) => log.push(entry),
    ...options,
  });
  const get = (path, headers = { accept: BROWSER }, method = 'GET') =>
    pages(new Request(new URL(path, BASE), { headers, method }));
  const html = async (path) => (await get(path)).text();
  return { pages, get, html, archive, clock, log };
}

const attributeOf = (html, pattern) => pattern.exec(html)?.[1];

describe('a tag page', () => {
  test('shows the newest articles, and links to the next page', async () => {
    const { get } = setUp();
    const response = await get('/tag/peace-negotiations');
    const html = await response.text();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(html, /<title>Latest news with #peace negotiations – The Desk<\/title>/);
    assert.match(html, /<h1 part="heading">/);
    assert.match(html, /Story 0<\/a>/);
    assert.match(html, /Story 19<\/a>/);
    assert.doesNotMatch(html, /Story 20\b/);
    assert.equal(attributeOf(html, /<link rel="next" href="([^"]*)"/), `${BASE}tag/peace-negotiations?before=20`);
    assert.match(
      html,
      /<a class="action older" rel="next" href="\/tag\/peace-negotiations\?before=20">Older articles<\/a>/,
    );
  });

  test('shows older articles at a cursor, which search engines leave out', async () => {
    const { html } = setUp();
    const page = await html('/tag/peace-negotiations?before=20');
    assert.match(page, /Story 24<\/a>/);
    assert.doesNotMatch(page, /Story 19<\/a>/);
    assert.match(page, /Earlier news with/);
    assert.match(page, /<a class="action" href="\/tag\/peace-negotiations">Newest articles<\/a>/);
    assert.match(page, /<meta name="robots" content="noindex, follow">/);
    assert.doesNotMatch(page, /rel="next"/);
  });

  test('names its address, its feeds, its preview and its list of articles', async () => {
    const { html } = setUp({ sources: { paper: [article(1, { image: { url: 'https://paper.example/1.jpg' } })] } });
    const page = await html('/tag/peace-negotiations?utm_source=x');
    assert.equal(attributeOf(page, /<link rel="canonical" href="([^"]*)"/), `${BASE}tag/peace-negotiations`);
    for (const [type, extension] of [
      ['rss+xml', 'rss'],
      ['atom+xml', 'atom'],
      ['feed+json', 'json'],
    ])
      assert.ok(page.includes(`type="application/${type}" title="#peace negotiations – The Desk`), extension);
    assert.match(page, /href="\/tag\/peace-negotiations\.rss"/);
    assert.match(page, /<meta property="og:image" content="https:\/\/paper\.example\/1\.jpg">/);
    const json = JSON.parse(attributeOf(page, /<script type="application\/ld\+json"[^>]*>([^<]*)</));
    assert.deepEqual([json['@type'], json.itemListElement.length], ['ItemList', 1]);
  });

  test('has no feed links without a relay', async () => {
    const { html } = setUp({ feedLinks: false, feeds: { paper: { sources: ['paper'] } } });
    for (const path of ['/', '/tag/peace-negotiations', '/embed/paper'])
      assert.match(await html(path), /^(?![^]*\.(?:rss|json)")[^]* provider="inline"/, path);
  });

  test('shows the name of a tag as the archive writes it', async () => {
    const { html } = setUp({ sources: { paper: [article(1, { tags: ['Covid-19'] })] } });
    assert.match(await html('/tag/covid-19'), /<title>Latest news with #Covid-19 – The Desk/);
  });

  test('finds articles that say a tag that none carries', async () => {
    const { html } = setUp();
    assert.match(await html('/tag/talk-number'), /<title>Latest news with #talk number – The Desk/);
  });

  test('links related topics, those of most articles first', async () => {
    const { html } = setUp({
      sources: {
        paper: [
          article(1, { tags: ['peace negotiations', 'Ships', 'Grain'] }),
          article(2, { tags: ['peace negotiations', 'Grain'] }),
        ],
      },
    });
    const page = await html('/tag/peace-negotiations');
    assert.deepEqual(
      [...page.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, name]) => name),
      ['Grain', 'Ships'],
    );
  });

  test('shows the banner only with a link to a store', async () => {
    const banner = { heading: 'Read it on the way', text: 'Offline.', appStore: 'https://apps.example/x' };
    assert.match(
      await setUp({ banner }).html('/tag/peace-negotiations'),
      /<aside class="promo" aria-label="Read it on the way">/,
    );
    const { appStore: _appStore, ...without } = banner;
    assert.doesNotMatch(await setUp({ banner: without }).html('/tag/peace-negotiations'), /promo/);
  });

  test('speaks its language, and runs in its direction', async () => {
    const page = await setUp({ language: 'ar' }).html('/tag/peace-negotiations');
    assert.match(page, /<html lang="ar" dir="rtl">/);
    assert.match(page, /مقالات أقدم/);
    assert.match(page, /آخر الأخبار/);
    const own = await setUp({ words: { older: 'Further back' } }).html('/tag/peace-negotiations');
    assert.match(own, /Further back/);
  });

  test('has a sentence of its own for each sentence in each language, with the same placeholders', async () => {
    const { PAGE_WORDS, pageWordsFor } = await import('../../dist/server/pages/page-words.js');
    const { TRANSLATED } = await import('../../dist/server/pages/page-languages.js');
    const english = await pageWordsFor('en', {});
    const placeholders = (sentence) => sentence.match(/#?\{\w+\}/g);
    for (const [language, words] of Object.entries(TRANSLATED)) {
      assert.deepEqual(Object.keys(words).sort(), [...PAGE_WORDS].sort(), language);
      for (const name of PAGE_WORDS)
        assert.deepEqual(placeholders(words[name]), placeholders(english[name]), `${language} ${name}`);
    }
  });

  test('is found below the path of its base URL, and where a proxy has removed that path', async () => {
    const { get } = setUp({ baseUrl: 'https://news.example.org/desk' });
    for (const path of ['/desk/tag/peace-negotiations', '/tag/peace-negotiations']) {
      const page = await (await get(path)).text();
      assert.match(page, /href="\/desk\/tag\/peace-negotiations\?before=20"/, path);
      assert.match(page, /href="https:\/\/news\.example\.org\/desk\/tag\/peace-negotiations"/, path);
    }
    assert.equal((await get('/desk')).status, 200);
  });
});

describe('caching', () => {
  test('answers 304 for a page that has not changed, even when it was read later', async () => {
    const { get, clock } = setUp();
    const first = await get('/tag/peace-negotiations');
    clock.now += 120_000;
    const etag = first.headers.get('etag');
    const second = await get('/tag/peace-negotiations', { accept: BROWSER, 'if-none-match': etag });
    assert.equal(second.status, 304);
    assert.equal(await second.text(), '');
    assert.match(second.headers.get('cache-control'), /^public, max-age=60, .*stale-while-revalidate=3600/);
  });

  test('answers HEAD without a body', async () => {
    const response = await setUp().get('/tag/peace-negotiations', { accept: BROWSER }, 'HEAD');
    assert.deepEqual([response.status, await response.text()], [200, '']);
  });

  test('asks the archive once for many readers, and again when the answer is old', async () => {
    const { get, archive, clock } = setUp();
    await Promise.all([1, 2, 3].map((n) => get(`/tag/peace-negotiations?utm_source=${n}`)));
    const finds = () => archive.calls.filter(([name]) => name === 'find').length;
    assert.equal(finds(), 1);
    clock.now += 61_000;
    await get('/tag/peace-negotiations');
    assert.equal(finds(), 2);
  });

  test('shows what it has while the archive fails, and 503 for other pages', async () => {
    const { get, archive, clock, log } = setUp();
    await get('/tag/peace-negotiations');
    clock.now += 61_000;
    archive.find = archive.tags = () => Promise.reject(new Error('disk full: /secret'));
    const warm = await get('/tag/peace-negotiations');
    assert.deepEqual(
      [warm.status, warm.headers.get('cache-control')],
      [200, 'public, max-age=15, s-maxage=60, stale-while-revalidate=60'],
    );
    const cold = await get('/tag/grain');
    assert.deepEqual(
      [cold.status, cold.headers.get('retry-after'), cold.headers.get('cache-control')],
      [503, '30', 'no-store'],
    );
    assert.doesNotMatch(await cold.text(), /disk full|secret/);
    assert.match(log[0].message, /disk full/);
  });

  test('answers 503 when the archive does not answer', async () => {
    const { get, archive, log } = setUp({ timeout: 5 });
    archive.tags = () => new Promise(() => {});
    assert.equal((await get('/tag/peace-negotiations')).status, 503);
    assert.equal(log[0].code, 'archive');
  });
});

describe('unknown and hostile addresses', () => {
  test('a slug without articles is 404, with links to topics and the front page', async () => {
    const { get } = setUp();
    const response = await get('/tag/nothing-at-all');
    const html = await response.text();
    assert.equal(response.status, 404);
    assert.match(html, /There is no news about nothing at all right now\./);
    assert.match(html, /<a href="\/tag\/peace-negotiations">/);
    assert.match(html, /<meta name="robots" content="noindex, follow">/);
    assert.doesNotMatch(html, /rel="canonical"/);
  });

  for (const [path, location] of [
    ['/tag/Peace-Negotiations', '/tag/peace-negotiations'],
    ['/tag/peace%20negotiations/', '/tag/peace-negotiations'],
    ['/tag/Caf%C3%A9?before=20', '/tag/cafe?before=20'],
    ['/tag/%3Cscript%3Ealert(1)%3C%2Fscript%3E', '/tag/scriptalert1-script'],
    ['/tag/..%2F..%2Fetc%2Fpasswd', '/tag/etc-passwd'],
    ['/tag/%2F%2Fevil.example', '/tag/evil-example'],
    ["/tag/x'%20OR%201=1--", '/tag/x-or-11'],
    ['/embed/tag/A%0D%0ASet-Cookie:%20x', '/embed/tag/a-set-cookie-x'],
  ])
    test(`${path} redirects to ${location}`, async () => {
      const response = await setUp().get(path);
      assert.deepEqual([response.status, response.headers.get('location')], [301, location]);
    });

  for (const path of [
    '/tag/',
    '/tag/%',
    '/tag/%FF',
    '/tag/%00',
    '/tag/---',
    '/tag/%F0%9F%98%80',
    `/tag/${'a'.repeat(101)}`,
    '/tag/a/b/c',
    '/embed/',
    '/embed/a/b',
    '/-/nothing.css',
    '/embed/unknown',
    '/embed/constructor',
    '/tag/__proto__',
    '/embed/__proto__',
  ])
    test(`${path.slice(0, 30)} is 404 or a redirect, never an error`, async () => {
      const { get, log } = setUp();
      const response = await get(path);
      assert.ok([301, 404].includes(response.status), `${response.status}`);
      assert.deepEqual(log, []);
    });

  for (const cursor of ['%3Cscript%3E', "1'%20OR%201=1", '../..', 'x'.repeat(201), 'abc', '%00', '1;DROP'])
    test(`the cursor ${cursor.slice(0, 20)} is 400`, async () => {
      const { get, log } = setUp();
      const response = await get(`/tag/peace-negotiations?before=${cursor}`);
      assert.equal(response.status, 400);
      assert.doesNotMatch(await response.text(), /<script>|DROP|OR 1/);
      assert.deepEqual(log, []);
    });

  test('a cursor past the end is 404', async () => {
    assert.equal((await setUp().get('/tag/peace-negotiations?before=9999')).status, 404);
  });

  test('other methods are 405, and OPTIONS is left to the relay', async () => {
    const { get } = setUp();
    const response = await get('/tag/peace-negotiations', {}, 'POST');
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD']);
    assert.equal(await get('/tag/peace-negotiations', {}, 'OPTIONS'), undefined);
  });

  test('clients that are too fast get 429', async () => {
    const response = await setUp({ admit: () => false }).get('/tag/peace-negotiations');
    assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '60']);
  });

  test('nothing in articles, tags and options becomes markup', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const bad = article(1, {
      title: evil,
      excerpt: evil,
      publisher: { name: evil },
      category: evil,
      tags: ['peace negotiations', `x${evil}`, '</script><script>'],
      image: { url: 'https://paper.example/"onload="alert(1)', alt: evil },
    });
    const { get } = setUp({
      sources: { paper: [bad] },
      title: evil,
      banner: { heading: evil, text: evil, appStore: 'https://apps.example/"x' },
      about: [{ text: evil, url: 'https://a.example/"><script>' }],
      feeds: { paper: { title: evil, sources: ['paper'] } },
      words: { older: evil, related: evil },
    });
    for (const path of [
      '/',
      '/tag/peace-negotiations',
      '/embed/tag/peace-negotiations',
      '/embed/paper',
      '/tag/nothing',
    ]) {
      const html = await (await get(path)).text();
      assert.doesNotMatch(html, /<script>|<img src=x|" ?on(?:load|error)=/, path);
    }
  });

  test('a tag that contains a comma, a quote or nothing but signs is one tag', async () => {
    const { html } = setUp({ sources: { paper: [article(1, { tags: ['Paris, Texas', '!!!'] })] } });
    const page = await html('/tag/paris-texas');
    assert.match(page, /Story 1<\/a>/);
    assert.match(page, /<title>Latest news with #Paris, Texas/);
  });
});

describe('the content security policy', () => {
  test('allows no inline script or style, and no page in a frame but those for frames', async () => {
    const { get } = setUp({ frames: ['https://blog.example'] });
    const policy = (await get('/tag/peace-negotiations')).headers.get('content-security-policy');
    assert.match(policy, /^default-src 'none'; style-src 'self'; script-src 'self'; /);
    assert.match(policy, /frame-ancestors 'self'$/);
    const framed = (await get('/embed/tag/peace-negotiations')).headers.get('content-security-policy');
    assert.match(framed, /frame-ancestors https:\/\/blog\.example$/);
    const html = await (await get('/tag/peace-negotiations')).text();
    assert.doesNotMatch(html, /<style| style="| on\w+="/);
    assert.deepEqual([...html.matchAll(/<script(?! type="application\/(?:json|ld\+json)")[^>]*>/g)], []);
  });

  test('names the origins of the script and the style sheet', async () => {
    const options = { script: 'https://cdn.example/newsrack.js', styleSheet: 'https://fonts.example/x.css' };
    const response = await setUp(options).get('/tag/peace-negotiations');
    const policy = response.headers.get('content-security-policy');
    assert.match(policy, /style-src 'self' https:\/\/fonts\.example;/);
    assert.match(policy, /script-src 'self' https:\/\/cdn\.example;/);
    assert.match(
      await response.text(),
      /<script type="module" async src="https:\/\/cdn\.example\/newsrack\.js"><\/script>/,
    );
  });

  test('linked files exist, never change, and hold the colours', async () => {
    const { get, html } = setUp({
      colors: { accent: '#06c', text: { light: 'black', dark: 'white' } },
      font: "'Source Serif 4', serif",
    });
    const page = await html('/tag/peace-negotiations');
    const files = new Set([...page.matchAll(/href="(\/-\/[^"]*)"/g)].map(([, path]) => path));
    assert.equal(files.size, 2);
    for (const path of files) {
      const file = await get(path);
      assert.deepEqual([file.status, file.headers.get('cache-control')], [200, 'public, max-age=31536000, immutable']);
      if (path.includes('page-'))
        assert.match(
          await file.text(),
          /--page-text:light-dark\(black,white\);.*'Source Serif 4', serif;--news-accent:light-dark\(#06c,#06c\)/,
        );
    }
    const old = await get('/-/page-0000000000.css');
    assert.deepEqual([old.status, old.headers.get('cache-control').includes('immutable')], [200, false]);
  });
});

describe('the front page', () => {
  test('shows the most used tags with their newest articles, and links the others', async () => {
    const many = Array.from({ length: 16 }, (_, n) => article(n, { tags: ['Grain', `Topic ${n}`] }));
    const { get } = setUp({ sources: { paper: many } });
    const response = await get('/');
    const html = await response.text();
    assert.equal(response.headers.get('vary'), 'Accept');
    assert.match(html, /<title>The Desk<\/title>/);
    assert.match(html, /<a href="\/tag\/grain">#<bdi>Grain<\/bdi><\/a>/);
    assert.equal(html.match(/Story 0<\/a>/g).length, 1);
    assert.match(html, /<a href="\/tag\/topic-11"><bdi>Topic 11<\/bdi> <small>1<\/small><\/a>/);
  });

  test('leaves clients that want JSON, and requests with parameters, to the relay', async () => {
    const { get } = setUp();
    for (const accept of ['*/*', 'application/json', 'application/feed+json, text/html;q=0.5', ''])
      assert.equal(await get('/', { accept }), undefined, accept);
    for (const path of ['/?tag=grain', '/?url=https://a.example/', '/?limit=3'])
      assert.equal(await get(path), undefined, path);
    assert.equal((await get('/?utm_source=x')).status, 200);
  });

  test('shows older topics where nothing is new', async () => {
    const { html } = setUp({ sources: { paper: [article(90), article(91)] } });
    assert.match(await html('/'), /Story 90<\/a>/);
  });

  test('says so when there are no articles', async () => {
    const response = await setUp({ sources: {} }).get('/');
    assert.equal(response.status, 200);
    assert.match(await response.text(), /The news is not available right now\./);
  });
});

test('addresses of the relay are left to it', async () => {
  const { get } = setUp();
  for (const path of [
    '/world',
    '/tags',
    '/tag/grain.rss',
    '/tag/grain.atom',
    '/tag/grain.json',
    '/tag',
    '/opml',
    '/healthz',
    '/metrics',
    '/world.rss',
  ])
    assert.equal(await get(path), undefined, path);
});

describe('the sitemap', () => {
  test('lists the front page and every tag of two articles once, escaped', async () => {
    const tags = ['Grain', 'grain', 'Côte & Mer', '和平', '!!!'];
    const { get } = setUp({
      sources: { paper: [article(1, { tags }), article(2, { tags: [...tags, 'Once only'] })] },
    });
    const response = await get('/sitemap.xml');
    assert.equal(response.headers.get('content-type'), 'application/xml; charset=utf-8');
    const xml = await response.text();
    assert.deepEqual(
      [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address.slice(BASE.length)),
      ['', 'tag/grain', 'tag/cote-mer', 'tag/%E5%92%8C%E5%B9%B3'],
    );
    assert.match(xml, /<lastmod>2026-11-27T12:00:00\.000Z<\/lastmod>/);
  });

  test('is an index above 50,000 addresses', async () => {
    const tags = Array.from({ length: 50_000 }, (_, n) => ({
      name: `t${n}`,
      slug: `t${n}`,
      count: 2,
      latest: 'no date',
    }));
    const archive = { find: async () => ({ articles: [] }), tags: async () => tags };
    const { get } = setUp({ archive });
    const index = await (await get('/sitemap.xml')).text();
    assert.deepEqual(
      [...index.matchAll(/<sitemap><loc>([^<]*)</g)].map(([, address]) => address),
      [`${BASE}sitemap.xml?part=1`, `${BASE}sitemap.xml?part=2`],
    );
    const count = async (part) => (await (await get(`/sitemap.xml?part=${part}`)).text()).match(/<url>/g).length;
    assert.deepEqual([await count(1), await count(2)], [50_000, 1]);
    for (const part of ['0', '3', '-1', 'x', '1e9', '99999'])
      assert.equal((await get(`/sitemap.xml?part=${part}`)).status, 404, part);
  });
});

describe('pages for frames', () => {
  test('show a tag or a feed alone, with links that leave the frame, and the script of the height', async () => {
    const { get, html } = setUp({ feeds: { paper: { title: 'The Paper', sources: ['paper'] } } });
    const tag = await html('/embed/tag/peace-negotiations?limit=3&theme=dark&layout=headlines');
    assert.equal(tag.match(/part="headline"/g).length, 3);
    assert.match(tag, /target="_blank"/);
    assert.match(
      tag,
      /<a class="all" href="https:\/\/news\.example\.org\/tag\/peace-negotiations" target="_blank" rel="noopener">/,
    );
    assert.match(tag, /<link rel="canonical" href="https:\/\/news\.example\.org\/tag\/peace-negotiations">/);
    const script = attributeOf(tag, /<script src="(\/-\/frame-[^"]*)" defer>/);
    assert.match(await (await get(script)).text(), /postMessage\(\{ type: 'newsrack:height', height \}, '\*'\)/);
    assert.match(await html('/embed/paper'), /The Paper/);
  });

  for (const query of ['limit=0', 'limit=51', 'limit=x', 'layout=evil', 'theme=%3Cscript%3E'])
    test(`answer 400 to ${query}`, async () => {
      assert.equal((await setUp().get(`/embed/tag/peace-negotiations?${query}`)).status, 400);
    });
});

describe('oEmbed', () => {
  const ask = (address, more = '') =>
    setUp({ feeds: { paper: { sources: ['paper'] } } }).get(`/oembed?url=${encodeURIComponent(address)}${more}`);

  test('answers with a frame for tag pages and embeds', async () => {
    for (const page of [
      'tag/peace-negotiations',
      'tag/Peace-Negotiations/',
      'embed/tag/peace-negotiations',
      'embed/paper',
    ]) {
      const response = await ask(BASE + page);
      assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [200, '*'], page);
      const { html, ...json } = await response.json();
      assert.deepEqual([json.version, json.type, json.width, json.height], ['1.0', 'rich', 640, 800]);
      assert.match(
        html,
        page === 'embed/paper'
          ? /src="https:\/\/news\.example\.org\/embed\/paper"/
          : /src="https:\/\/news\.example\.org\/embed\/tag\/peace-negotiations"/,
      );
    }
  });

  test('keeps to the largest size that the client allows', async () => {
    const { width, height, html } = await (
      await ask(`${BASE}tag/peace-negotiations`, '&maxwidth=300&maxheight=100')
    ).json();
    assert.deepEqual([width, height], [300, 100]);
    assert.match(html, /width="300" height="100"/);
  });

  for (const [what, address, more, status] of [
    ['a tag without articles', `${BASE}tag/nothing`, '', 404],
    ['another site', 'https://evil.example/tag/peace-negotiations', '', 404],
    ['a lookalike host', 'https://news.example.org.evil.example/tag/peace-negotiations', '', 404],
    ['a script', 'javascript:alert(1)', '', 404],
    ['the front page', BASE, '', 404],
    ['no URL', '', '', 400],
    ['a bad width', `${BASE}tag/peace-negotiations`, '&maxwidth=x', 400],
    ['a negative height', `${BASE}tag/peace-negotiations`, '&maxheight=-1', 400],
    ['XML', `${BASE}tag/peace-negotiations`, '&format=xml', 501],
  ])
    test(`answers ${status} to ${what}`, async () => {
      assert.equal((await ask(address, more)).status, status);
    });
});

describe('options', () => {
  const archive = createMemoryArchive();
  const create = (options) => () => createPages({ archive, baseUrl: BASE, ...options });

  for (const [options, message] of [
    [{ archive: undefined }, /createPages: archive is missing/],
    [{ archive: {} }, /Invalid archive: an object\. Expected: an archive/],
    [{ baseUrl: undefined }, /baseUrl is missing/],
    [{ baseUrl: '/desk' }, /Invalid baseUrl: "\/desk"/],
    [{ baseUrl: 'ftp://a.example/' }, /Invalid baseUrl/],
    [{ baseUrl: 'https://a.example//b' }, /Invalid baseUrl/],
    [{ baseUrl: 'https://a.example/?x' }, /Invalid baseUrl/],
    [{ titel: 'x' }, /Unknown option titel\. Expected: title/],
    [{ layout: 'wall' }, /Invalid layout: "wall"\. Expected: list, grid/],
    [{ pageSize: 0 }, /Invalid pageSize: 0\. Expected: a whole number from 1 to 100/],
    [{ language: 'english' }, /Invalid language: "english"/],
    [{ theme: 'blue' }, /Invalid theme/],
    [{ colors: { accent: 'red;}body{display:none' } }, /Invalid colors\.accent/],
    [{ colors: { accent: { light: 'red' } } }, /Invalid colors\.accent/],
    [{ colors: { link: 'red' } }, /Unknown option colors\.link/],
    [{ font: 'x;}body{' }, /Invalid font/],
    [{ font: "'x" }, /Invalid font/],
    [{ logo: {} }, /logo\.url is missing/],
    [{ logo: { url: 'javascript:alert(1)' } }, /Invalid logo\.url/],
    [{ banner: { appStore: 'javascript:alert(1)' } }, /Invalid banner\.appStore/],
    [{ about: [{ text: 'x' }] }, /Invalid about\[0\]/],
    [{ about: 'x' }, /Invalid about/],
    [{ styleSheet: 'data:text/css,x' }, /Invalid styleSheet/],
    [{ feeds: { 'a b': { sources: ['x'] } } }, /Invalid name in feeds: "a b"/],
    [{ feeds: { a: { sources: [] } } }, /feeds\.a\.sources is missing/],
    [{ frames: ['example.org'] }, /Invalid frames: "example\.org"/],
    [{ words: { newer: 'x' } }, /Unknown option words\.newer/],
    [{ timeout: 'x' }, /Invalid timeout/],
  ])
    test(`${JSON.stringify(options)} is an error of the configuration`, () => {
      assert.throws(create(options), (error) => error.code === 'config' && message.test(error.message));
    });
});

test('the docs list exactly the options of pages', () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const [, options] = /export interface PagesOptions \{([^]*?)\n\}/.exec(read('src/server/pages/page-options.ts'));
  const [, table] = /### Options\n([^]*?)\n\n[A-Z]/.exec(read('docs/pages.md'));
  const documented = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  const declared = [...options.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name).filter((name) => name !== 'now');
  assert.deepEqual(documented.sort(), declared.sort());
});

test('while the relay is busy, a page says so, is kept by nobody, and asks the archive for nothing', async () => {
  const asked = [];
  const ask = (name) => async () => (asked.push(name), name === 'tags' ? [] : { articles: [] });
  const archive = { find: ask('find'), tags: ask('tags') };
  const turns = () => Promise.reject(new Failure('unavailable', 'The relay is busy.', 5));
  const pages = createPagesWith({ archive, baseUrl: BASE }, () => undefined, turns);
  for (const path of ['tag/peace', 'embed/tag/peace', '']) {
    const response = await pages(new Request(BASE + path, { headers: { accept: BROWSER } }));
    const { status, headers } = response;
    assert.deepEqual([status, headers.get('retry-after'), headers.get('cache-control')], [503, '5', 'no-store'], path);
    assert.doesNotMatch(await response.text(), /invalid/);
  }
  assert.deepEqual(asked, []);
});
