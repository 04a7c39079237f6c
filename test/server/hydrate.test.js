/** The HTML of `renderFeed` in a browser: without scripts, before they have come, and when the element hydrates it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { feedStyleSheet, renderFeed } from 'newsrack/server';
import { serve, startChromium } from '../support/chromium.js';
import { LAYOUTS, stories } from './stories.js';

const root = new URL('../../', import.meta.url);
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><path fill="teal" d="M0 0h1600v900H0z"/></svg>';

/** As a publisher's page would be: nothing but what `renderFeed` gives, and the script. */
const pageOf = (feeds, { lang = 'en', dir = 'ltr', head = '' } = {}) => `<!doctype html>
<html lang="${lang}" dir="${dir}"><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"><script src="/watch.js"></script>${head}
<script type="module" async src="/dist/cdn/newsrack.js"></script>
<p>Text before.</p>${feeds}<p>${'Text after it. '.repeat(40)}</p></html>`;

/** Notes what moves, and what a policy refuses. */
const WATCH = `
  window.shifts = [];
  window.violations = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.sample));`;

let server;
let browser;
let origin;
/** The server's contents for the page at hand. */
let site;

before(async () => {
  server = await serve(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (type, body, headers = {}) =>
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body);
    site.asked.push(pathname);
    if (pathname === '/' && site.parts) return sendInParts(response);
    if (pathname === '/') return send('text/html', site.html, site.headers);
    if (pathname === '/defined') site.isDefined();
    if (pathname === '/page.css') return send('text/css', 'body { font: 16px/1.5 sans-serif; margin: 16px }');
    if (pathname === '/watch.js') return send('text/javascript', WATCH);
    if (pathname === '/news.css') return send('text/css', await feedStyleSheet());
    if (pathname.startsWith('/picture/')) return send('image/svg+xml', PICTURE);
    if (pathname === '/feed.json') {
      const items = site.feed.map(({ id, url, title, published }) => ({ id, url, title, date_published: published }));
      return send(
        'application/feed+json',
        JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Paper', items }),
      );
    }
    if (!pathname.startsWith('/dist/')) return response.writeHead(404).end();
    // The script comes when the reader has begun to read.
    await site.script;
    if (pathname.includes('/rest-')) await site.rest?.(response);
    if (response.headersSent) return;
    send('text/javascript', readFileSync(new URL(pathname.slice(1), root)));
  });
  origin = server.origin;
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Sends what stands behind the script in the page once the script has run. */
async function sendInParts(response) {
  const [begin, end] = site.parts;
  response.writeHead(200, { 'content-type': 'text/html' }).write(begin);
  await new Promise((resolve) => (site.isDefined = resolve));
  response.end(end);
}

let visit;
let page;
/** Lets the script come. */
let start;

beforeEach(async () => {
  site = { asked: [], headers: {}, html: '', feed: [] };
  site.script = new Promise((resolve) => (start = resolve));
  visit = await browser.createBrowserContext();
  page = await visit.newPage();
  await page.setViewport({ width: 800, height: 900 });
});
afterEach(async () => {
  start();
  await visit.close();
});

/** Stories with pictures of this server's. */
const local = (count, now) =>
  stories(count, now).map(({ image, ...story }, n) => ({
    ...story,
    ...(image && { image: { ...image, url: `${origin}/picture/${n}.svg` } }),
  }));

/** Three stories, and one that has come since. */
const withNewer = (fields) => {
  const [newest, ...others] = stories(3);
  return [
    { ...newest, ...fields, published: new Date(Date.parse(newest.published) + 6e4).toISOString() },
    newest,
    ...others,
  ];
};

// The pictures are on this host, which speaks no https.
const htmlOf = async (articles, attributes, options) =>
  (await renderFeed({ articles }, { src: '/feed.json', ...attributes }, options)).replaceAll(
    'src="https://127',
    'src="http://127',
  );

async function open(html) {
  site.html = html;
  await page.goto(origin, { waitUntil: 'domcontentloaded' });
}

const drawn = () =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Runs in the page with the shadow root of its first feed. */
const inFeed = (act, ...args) =>
  page.evaluate(`(${act})(document.querySelector('news-tag-feed').shadowRoot, ...${JSON.stringify(args)})`);

const adopted = async (...statuses) => {
  start();
  await page.waitForFunction(
    (statuses) => {
      const feed = document.querySelector('news-tag-feed');
      return statuses.includes(feed.status);
    },
    {},
    statuses.length ? statuses : ['ready'],
  );
  await drawn();
};

const headlines = (root) => [...root.querySelectorAll('li.item [part=headline]')].map((one) => one.textContent.trim());
const newsAsked = () => site.asked.filter((path) => path.startsWith('/feed'));

/** Returns everything that a reader sees of a list: every box with its place and its text. */
const seen = (root) =>
  [...root.querySelectorAll('*')]
    .filter((one) => one.checkVisibility() && !one.closest('style, link'))
    .map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [
        one.localName,
        one.className.replace(/ ?is-moving/, ''),
        Math.round(x),
        Math.round(y),
        Math.round(width),
        Math.round(height),
      ].join(' ');
    })
    .filter((line) => !line.startsWith('div values'));

/** Articles at first, where it is not ten: as many as fill the rows. */
const FIRST_PAGE = { grid: 12, magazine: 11 };

describe('without scripts', () => {
  for (const layout of LAYOUTS) {
    test(`a ${layout} is readable`, async () => {
      await page.setJavaScriptEnabled(false);
      await open(pageOf(await htmlOf(local(12), { layout, fields: 'image publisher time category excerpt tags' })));
      // What the test asks in the page is no script of the page's.
      assert.equal((await inFeed(headlines)).length, FIRST_PAGE[layout] ?? 10);
      const { links, useless, height } = await inFeed((root) => ({
        links: [...root.querySelectorAll('[part=link]')].every(
          (link) => link.checkVisibility() && link.getClientRects().length,
        ),
        useless: [...root.querySelectorAll('button, .lines')].filter((one) => one.checkVisibility()).length,
        height: root.host.offsetHeight,
      }));
      assert.ok(links && height > 20);
      assert.equal(useless, 0);
      assert.equal(site.asked.filter((path) => path.startsWith('/dist')).length, 0);
    });
  }
});

describe('hydrated by the element', () => {
  for (const layout of LAYOUTS) {
    test(`a ${layout} sends no request, shifts nothing and duplicates nothing`, async () => {
      // What goes by is nowhere in particular.
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      await open(pageOf(await htmlOf(local(12), { layout })));
      const before = { seen: await inFeed(seen), headlines: await inFeed(headlines) };
      assert.equal(before.headlines.length, FIRST_PAGE[layout] ?? 10);
      await page.evaluate(() => {
        // Frames without a list would be a flash.
        window.frames_ = [];
        const note = () => {
          const root = document.querySelector('news-tag-feed').shadowRoot;
          window.frames_.push([root.querySelectorAll('li.item').length, root.querySelectorAll('.lines').length].join());
          requestAnimationFrame(note);
        };
        note();
      });
      await adopted();
      assert.deepEqual(await inFeed(headlines), before.headlines);
      assert.deepEqual(await inFeed(seen), before.seen);
      assert.deepEqual(await page.evaluate(() => [...new Set(window.frames_)]), [`${FIRST_PAGE[layout] ?? 10},0`]);
      assert.equal(await inFeed((root) => root.querySelectorAll('.root').length), 1);
      assert.deepEqual(await page.evaluate(() => window.shifts.map(({ value }) => value)), []);
      assert.deepEqual(newsAsked(), []);
    });
  }

  for (const layout of ['list', 'grid', 'magazine', 'headlines']) {
    test(`a ${layout} keeps the server’s cards until something changes`, async () => {
      await open(pageOf(await htmlOf(local(14), { layout, 'page-size': 6 })));
      await inFeed((root) => root.querySelectorAll('li.item').forEach((item) => (item.isFromServer = true)));
      await adopted();
      const fromServer = (root) => [...root.querySelectorAll('li.item')].filter((item) => item.isFromServer).length;
      assert.equal(await inFeed(fromServer), 6);
      // Neither do attributes count that stand there already.
      await page.evaluate(() => document.querySelector('news-tag-feed').setAttribute('page-size', '6'));
      await drawn();
      assert.equal(await inFeed(fromServer), 6);
      await inFeed((root) => root.querySelector('button.more').click());
      await page.waitForFunction(
        () => document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('li.item').length > 6,
      );
      assert.equal(await inFeed(fromServer), 0);
      // It is the element's own now, and said once.
      assert.equal(await inFeed((root) => root.querySelectorAll('.root, style').length), 1);
      await inFeed((root) => root.querySelector('button.more').click());
      await page.waitForFunction(
        () => document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('li.item').length > 12,
      );
    });
  }

  test('a card of the server opens its article by a click anywhere, and its tags work', async () => {
    await open(pageOf(await htmlOf(local(12), { fields: 'image tags excerpt' })));
    await adopted();
    await page.evaluate(() => {
      window.heard = [];
      for (const type of ['news-article-open', 'news-tag-select'])
        document.addEventListener(type, (event) => {
          event.preventDefault();
          window.heard.push(`${type} ${event.tag ?? event.index}`);
        });
    });
    const clickOn = async (selector) => {
      const { x, y } = await inFeed((root, selector) => {
        const found = root.querySelector(selector);
        found.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = found.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, selector);
      await page.mouse.click(x, y);
    };
    await clickOn('li:nth-child(2) [part=media]');
    await clickOn('li:nth-child(3) [part=excerpt]');
    await clickOn('li:nth-child(1) [part=tag]');
    const tag = await inFeed((root) => root.querySelector('[part=tag]').dataset.tag);
    assert.deepEqual(await page.evaluate(() => window.heard), [
      'news-article-open 1',
      'news-article-open 2',
      `news-tag-select ${tag}`,
    ]);
  });

  test('a picture of the owner in a slot is not changed', async () => {
    const content = '<img slot="logo" alt="Paper" src="/picture/logo.svg">';
    await open(pageOf(await htmlOf(local(3), {}, { content })));
    await adopted();
    await page.$eval('img[slot=logo]', (logo) => (logo.src = '/missing.svg'));
    await page.waitForFunction(() => document.querySelector('img[slot=logo]').complete);
    assert.equal(await page.$eval('img[slot=logo]', (logo) => logo.outerHTML.includes('data-state')), false);
  });

  test('a picture that failed before the script loaded is hidden', async () => {
    const articles = local(3);
    articles[1].image.url = `${origin}/missing.svg`;
    await open(pageOf(await htmlOf(articles)));
    await page.waitForFunction(() => {
      const [, picture] = document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('img');
      return picture.complete;
    });
    await adopted();
    const states = await inFeed((root) => [...root.querySelectorAll('img')].map(({ dataset }) => dataset.state));
    assert.equal(states[1], 'error');
    assert.notEqual(states[0], 'error');
  });

  test('a changed attribute renders again, with parts that the server left out', async () => {
    await open(pageOf(await htmlOf(local(3))));
    await adopted();
    await inFeed((root) => root.querySelector('li:nth-child(2) [part=link]').focus());
    await page.evaluate(() => document.querySelector('news-tag-feed').setAttribute('heading', 'Other words'));
    await drawn();
    assert.ok(await inFeed((root) => root.activeElement === root.querySelector('li:nth-child(2) [part=link]')));
    assert.equal(await inFeed((root) => root.querySelector('[part=heading]').textContent.trim()), 'Other words');
    assert.equal((await inFeed(headlines)).length, 3);
  });

  test('“Show more”, times and links work', async () => {
    await open(pageOf(await htmlOf(local(12, Date.now() - 3 * 864e5), {}, { freshFor: '30d' })));
    const time = (root) => root.querySelector('time').textContent;
    assert.equal(await inFeed(time), '3 days ago');
    // The page was kept by a cache for two days.
    const later = Date.now() + 2 * 864e5;
    await page.evaluate((later) => (Date.now = () => later), later);
    await adopted();
    assert.equal(await inFeed(time), '5 days ago');
    await page.evaluate(() => document.querySelector('news-tag-feed').showMore());
    assert.equal((await inFeed(headlines)).length, 12);
    await page.evaluate(() =>
      document.addEventListener('news-article-open', (event) => {
        event.preventDefault();
        window.opened = event.article.title;
      }),
    );
    await inFeed((root) => root.querySelector('a').click());
    assert.equal(await page.evaluate(() => window.opened), 'Delegations agree an order');
    assert.deepEqual(newsAsked(), []);
  });

  for (const [what, selector] of [
    ['a headline', 'li:nth-child(3) [part=link]'],
    ['a tag', 'li:nth-child(2) [part=tag]:nth-child(1)'],
    ['the button for more', 'button.more'],
  ]) {
    test(`the focus stays on ${what}`, async () => {
      await open(pageOf(await htmlOf(local(12), { fields: 'tags image' })));
      await inFeed((root, selector) => root.querySelector(selector).focus(), selector);
      const [scrolled] = [await page.evaluate(() => scrollY)];
      await adopted();
      assert.ok(await inFeed((root, selector) => root.activeElement === root.querySelector(selector), selector));
      assert.equal(await page.evaluate(() => scrollY), scrolled);
    });
  }

  test('a carousel keeps its scroll position', async () => {
    await open(pageOf(await htmlOf(local(12), { layout: 'carousel' })));
    const at = (root) => root.querySelector('ul').scrollLeft;
    await inFeed((root) => (root.querySelector('ul').scrollLeft = 560));
    await drawn();
    const before = await inFeed(at);
    assert.ok(before > 200);
    await adopted();
    assert.equal(await inFeed(at), before);
  });

  test('loaded pictures stay', async () => {
    await open(pageOf(await htmlOf(local(6), {})));
    await page.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot.querySelector('img').complete);
    await page.evaluate(() => {
      const root = document.querySelector('news-tag-feed').shadowRoot;
      window.gaps = 0;
      const note = () => {
        if (!root.querySelector('img').complete) window.gaps++;
        requestAnimationFrame(note);
      };
      note();
    });
    await adopted();
    assert.equal(await page.evaluate(() => window.gaps), 0);
  });

  test('sentences are in the language of the element', async () => {
    await open(pageOf(await htmlOf(local(2), { lang: 'ar', dir: 'rtl' })));
    const heading = (root) => root.querySelector('[part=heading]').textContent;
    const before = await inFeed(heading);
    await page.evaluate(() => {
      window.said = new Set();
      const note = () => {
        window.said.add(document.querySelector('news-tag-feed').shadowRoot.querySelector('[part=heading]').textContent);
        requestAnimationFrame(note);
      };
      note();
    });
    await adopted();
    assert.deepEqual(await page.evaluate(() => [...window.said]), [before]);
  });

  test('a tag with a comma stays one tag', async () => {
    const articles = local(3).map((story, n) => ({
      ...story,
      tags: [['Food, Drink & Co'], ['Food'], ['Drink & Co']][n],
    }));
    await open(pageOf(await htmlOf(articles, { tag: ['Food, Drink & Co'] })));
    const heading = (root) => root.querySelector('[part=heading]').textContent;
    const before = await inFeed(heading);
    await adopted();
    assert.equal(await inFeed(heading), before);
    assert.deepEqual(await inFeed((root) => root.host.tag), ['Food, Drink & Co']);
    assert.equal((await inFeed(headlines)).length, 1);
    assert.deepEqual(newsAsked(), []);
  });

  test('content that can’t be hydrated stays', async () => {
    const refused = new Promise((resolve) => {
      site.rest = (response) => resolve(response.writeHead(500).end());
    });
    await open(pageOf(await htmlOf(local(3))));
    start();
    await refused;
    await page.waitForNetworkIdle();
    assert.equal((await inFeed(headlines)).length, 3);
    assert.equal(await page.$eval('news-tag-feed', (feed) => feed.shadowRoot.querySelectorAll('.root').length), 1);
  });

  test('the element may be moved twice meanwhile', async () => {
    let finish;
    const rest = new Promise((resolve) => (finish = resolve));
    const isWanted = new Promise((resolve) => {
      site.rest = () => (resolve(), rest);
    });
    await open(pageOf(await htmlOf(local(3))));
    start();
    await isWanted;
    await page.evaluate(async () => {
      const feed = document.querySelector('news-tag-feed');
      document.body.append(feed);
      feed.remove();
      await new Promise((resolve) => setTimeout(resolve));
      document.body.prepend(feed);
    });
    finish();
    await adopted();
    assert.equal((await inFeed(headlines)).length, 3);
    assert.equal(await page.$eval('news-tag-feed', (feed) => feed.shadowRoot.querySelectorAll('.root').length), 1);
    assert.deepEqual(newsAsked(), []);
  });

  test('a script that is faster than the page duplicates nothing', async () => {
    site.feed = local(3);
    const html = pageOf(
      // What is in the page already has the elements defined.
      `<news-app-promo></news-app-promo><script>customElements.whenDefined('news-tag-feed').then(() => fetch('/defined'))</script>|${await htmlOf(local(3))}`,
    );
    site.parts = html.split('|');
    start();
    await open('');
    await adopted();
    assert.equal((await inFeed(headlines)).length, 3);
  });

  test('an owner’s own list replaces the feed', async () => {
    await open(pageOf(await htmlOf(local(2))));
    await page.evaluate(() => {
      const articles = [{ url: 'https://a.example/', title: 'By hand' }];
      customElements
        .whenDefined('news-tag-feed')
        .then(() => (document.querySelector('news-tag-feed').articles = articles));
    });
    await adopted();
    assert.deepEqual(await inFeed(headlines), ['By hand']);
    assert.deepEqual(newsAsked(), []);
  });
});

describe('requested again', () => {
  test('a stale feed is shown at once, and fetched in the background', async () => {
    site.feed = withNewer({ url: 'https://paper.example/new', title: 'Only just in' });
    await open(pageOf(await htmlOf(local(3), {}, { fetched: Date.now() - 36e5 })));
    const events = page.evaluate(
      () =>
        new Promise((resolve) => {
          const heard = [];
          document.addEventListener('news-load', ({ fromCache, stale, feed }) => {
            heard.push([fromCache, stale, feed.articles.length]);
            if (heard.length === 2) resolve(heard);
          });
        }),
    );
    start();
    assert.deepEqual(await events, [
      [true, true, 3],
      [false, false, 4],
    ]);
    await adopted();
    assert.equal((await inFeed(headlines))[0], 'Only just in');
    assert.deepEqual(newsAsked(), ['/feed.json']);
  });

  test('a server’s selection for one tag is not used for another', async () => {
    site.feed = withNewer({ url: 'https://paper.example/trams', title: 'About trams' });
    await open(pageOf(await htmlOf(local(3), { tag: 'harbour' })));
    await adopted();
    assert.equal((await inFeed(headlines)).length, 2);
    await page.evaluate(() => (document.querySelector('news-tag-feed').tag = 'trams'));
    await page.waitForFunction(
      () => document.querySelector('news-tag-feed').feed?.articles[0]?.title === 'About trams',
    );
    assert.deepEqual(newsAsked(), ['/feed.json']);
    await page.evaluate(() => (document.querySelector('news-tag-feed').tag = ''));
    await page.waitForFunction(() => document.querySelector('news-tag-feed').feed.articles.length === 4);
    assert.deepEqual(newsAsked(), ['/feed.json']);
  });

  test('an element whose attributes changed before its definition requests their feed', async () => {
    site.feed = withNewer({ url: 'https://paper.example/trams', title: 'About trams' });
    await open(pageOf(await htmlOf(local(3), { tag: 'harbour' })));
    await page.evaluate(() => document.querySelector('news-tag-feed').setAttribute('tag', 'trams'));
    await adopted();
    assert.deepEqual(await inFeed(headlines), ['About trams']);
  });

  test('the server’s articles stay if the request fails', async () => {
    await open(pageOf(await htmlOf(local(3), { src: '/none' }, { fetched: Date.now() - 36e5 })));
    await adopted('stale');
    assert.equal((await inFeed(headlines)).length, 3);
  });

  test('damaged data is ignored', async () => {
    site.feed = stories(3);
    await open(pageOf((await htmlOf(local(2))).replace('"asked"', '')));
    await adopted();
    assert.equal((await inFeed(headlines)).length, 3);
  });

  test('the data is used even if a script inserted the HTML', async () => {
    start();
    await open(pageOf(''));
    const html = await htmlOf(local(3));
    await page.evaluate((html) => (document.querySelector('p').innerHTML = html), html);
    await adopted();
    assert.equal((await inFeed(headlines)).length, 3);
    assert.deepEqual(newsAsked(), []);
  });

  test('a reader sees the prerendered articles after required consent', async () => {
    await open(pageOf(await htmlOf(local(3), { loading: 'click' })));
    const consent = (root) => root.querySelector('[part=consent]').textContent.replace(/\s+/g, '');
    const before = await inFeed(consent);
    await adopted('idle');
    assert.equal(await inFeed(consent), before);
    assert.equal(site.asked.filter((path) => path.startsWith('/picture')).length, 0);
    await inFeed((root) => root.querySelector('.agree').click());
    await page.waitForFunction(() => document.querySelector('news-tag-feed').status === 'ready');
    assert.equal((await inFeed(headlines)).length, 3);
    assert.deepEqual(newsAsked(), []);
  });
});

describe('under a strict policy', () => {
  const policy = (styles) =>
    `default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src ${styles}; require-trusted-types-for 'script'`;

  for (const [what, options, styles] of [
    ['a nonce', { nonce: 'r4nd0m' }, "'self' 'nonce-r4nd0m'"],
    ['a style sheet', { styleSheet: '/news.css' }, "'self'"],
  ]) {
    for (const layout of ['list', 'grid'])
      test(`a ${layout} with ${what} looks the same before and after, without violations`, async () => {
        site.feed = stories(6);
        site.headers = { 'content-security-policy': policy(styles) };
        const attributes = { layout, imageRatio: '4/3', excerptLines: 2, structuredData: true };
        await open(pageOf(await htmlOf(local(6), attributes, options)));
        await page.waitForFunction(
          () =>
            getComputedStyle(document.querySelector('news-tag-feed').shadowRoot.querySelector('.card')).display ===
            'grid',
        );
        const before = await inFeed(seen);
        assert.match(
          before.find((line) => line.startsWith('div media')),
          /(\d+) (\d+)$/,
        );
        await adopted();
        assert.deepEqual(await inFeed(seen), before);
        // Times would be told anew here, and the list told to crawlers again.
        await page.evaluate(() => (document.querySelector('news-tag-feed').limit = 3));
        await adopted();
        assert.deepEqual(await page.evaluate(() => window.violations), []);
      });
  }
});

describe('for crawlers', () => {
  const told = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('news-tag-feed script[type="application/ld+json"]')].map(({ textContent }) =>
        JSON.parse(textContent).itemListElement.map(({ item }) => item.headline),
      ),
    );

  test('the structured data follows the list, and is not read as articles', async () => {
    site.feed = stories(3);
    await open(pageOf(await htmlOf(local(12), { structuredData: true })));
    const [before] = await told();
    assert.equal(before.length, 10);
    await adopted();
    assert.deepEqual(await told(), [before]);
    await page.evaluate(() => document.querySelector('news-tag-feed').showMore());
    assert.equal((await told())[0].length, 12);
    await page.evaluate(() => document.querySelector('news-tag-feed').refresh());
    assert.deepEqual(await told(), [await inFeed(headlines)]);
    await page.evaluate(() => (document.querySelector('news-tag-feed').structuredData = false));
    await drawn();
    assert.deepEqual(await told(), []);
  });
});
