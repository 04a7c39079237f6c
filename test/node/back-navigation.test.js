/** A reader who opens a story and comes back to a page that the browser has not kept finds the same list at the same place. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

/** The newest story there is; more come in the course of a test. */
let newest = 40;

/** Feeds are answered when this has settled. */
let late = Promise.resolve();

const story = (paper, n) => ({
  id: `${paper}-${n}`,
  url: `/story?${paper}-${n}`,
  title: `Story ${n} of ${paper}`,
  content_text: 'Some words. '.repeat(1 + (n % 7)),
  date_published: new Date(Date.UTC(2026, 0, 1, n)).toISOString(),
});
const stories = (paper, first, count) => Array.from({ length: count }, (_, n) => story(paper, first - n));

const FEEDS = {
  '/harbour.json': () => ({ items: stories('harbour', newest, 40) }),
  '/hills.json': () => ({ items: stories('hills', newest, 40) }),
  '/pages.json': () => ({ items: stories('pages', 100 + newest, 12), next_url: '/pages-2.json' }),
  '/pages-2.json': () => ({ items: stories('pages', 88 + newest, 12), next_url: '/pages-3.json' }),
  '/pages-3.json': () => ({ items: stories('pages', 76 + newest, 12) }),
};

const HARBOUR = '<news-tag-feed src="/harbour.json" page-size="6"></news-tag-feed>';
const PAGES = {
  'with one feed': HARBOUR,
  'with two feeds': `<news-tag-feed src="/hills.json" page-size="3"></news-tag-feed>${HARBOUR}`,
  'with two feeds from one source': `<news-tag-feed src="/harbour.json" layout="headlines" page-size="2"></news-tag-feed>${HARBOUR}`,
  'with a feed of several pages': '<news-tag-feed src="/pages.json" page-size="6" limit="100"></news-tag-feed>',
  'with a grid': '<news-tag-feed src="/harbour.json" page-size="6" layout="grid"></news-tag-feed>',
  'with a carousel': '<news-tag-feed src="/harbour.json" page-size="6" layout="carousel"></news-tag-feed>',
  'with own cards':
    '<news-tag-feed src="/harbour.json" page-size="6"><template slot="article"><h3><a data-news="title"></a></h3><p data-news="excerpt"></p></template></news-tag-feed>',
  'that scrolls in a box of its own': `<div style="block-size: 500px; overflow: auto">${HARBOUR}</div>`,
  'with a feed far down': `<div style="block-size: 3000px"></div>${HARBOUR}`,
  'without copies': '<news-tag-feed src="/harbour.json" page-size="6" cache="none"></news-tag-feed>',
  'that asks first': '<news-tag-feed src="/harbour.json" page-size="6" loading="click"></news-tag-feed>',
};

const pageOf = (body, file) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 16px } news-tag-feed:not(:defined) { display: block; min-height: 100vh }</style>
<script type="module" src="/dist/cdn/${file}"></script>
<p>Text before.</p>${body}<footer>${'Text after it. '.repeat(40)}</footer></html>`;

let server;
let origin;
let browser;

before(async () => {
  server = await serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, body, cache = 'no-store') =>
      response.writeHead(200, { 'content-type': type, 'cache-control': cache }).end(body);
    if (pathname === '/') {
      return send('text/html', pageOf(PAGES[searchParams.get('page')], searchParams.get('file')));
    }
    if (pathname === '/story')
      return send('text/html', '<!doctype html><link rel="icon" href="data:,"><title>Story</title><h1>A story</h1>');
    if (FEEDS[pathname]) {
      await late;
      const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Paper', ...FEEDS[pathname]() };
      return send('application/feed+json', JSON.stringify(feed));
    }
    send('text/javascript', readFileSync(new URL(pathname.slice(1), root)), 'max-age=600');
  });
  origin = server.origin;
  browser = await startChromium({ args: ['--disable-features=BackForwardCache'] });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page as a first-time visitor. Failures of its scripts are collected in `failures`. */
async function open(name, { file = 'newsrack.js', prepare } = {}) {
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  const failures = [];
  page.on('pageerror', (error) => failures.push(error));
  page.on('console', (message) => /newsrack/.test(message.text()) && failures.push(message.text()));
  await page.setViewport({ width: 500, height: 700 });
  if (prepare) await page.evaluateOnNewDocument(prepare);
  await page.goto(`${origin}/?${new URLSearchParams({ page: name, file })}`);
  await page.evaluate(() => document.querySelector('news-tag-feed').scrollIntoView());
  return { page, failures, close: () => visit.close() };
}

const ready = (page) =>
  page.waitForFunction(() => [...document.querySelectorAll('news-tag-feed')].every(({ status }) => status === 'ready'));

/** Presses “Show more” of the last feed. */
async function more(page, times) {
  for (let n = 0; n < times; n++) {
    await page.evaluate(() => [...document.querySelectorAll('news-tag-feed')].at(-1).showMore());
  }
}

/** Returns the length of each list. */
const lengths = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('news-tag-feed')].map(
      ({ shadowRoot }) => shadowRoot.querySelectorAll('li.item').length,
    ),
  );

/** Returns the position of a story's card in the last feed; `null` where it isn't in it. */
const placeOf = (page, title) =>
  page.evaluate((title) => {
    const { feed, shadowRoot } = [...document.querySelectorAll('news-tag-feed')].at(-1);
    const index = feed.articles.findIndex((article) => article.title === title);
    const item = shadowRoot.querySelectorAll('li.item')[index];
    if (!item) return null;
    const { left, top } = (item.querySelector('slot')?.assignedElements()[0] ?? item)
      .querySelector('a')
      .getBoundingClientRect();
    return { left: Math.round(left), top: Math.round(top) };
  }, title);

/** Opens a story of the last feed by a real click. */
async function openStory(page, index) {
  const { title, x, y } = await page.evaluate(async (index) => {
    const { feed, shadowRoot } = [...document.querySelectorAll('news-tag-feed')].at(-1);
    const item = shadowRoot.querySelectorAll('li.item')[index];
    item.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // Nothing is on its way up any more.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    document.getAnimations().forEach((animation) => animation.finish());
    const card = item.querySelector('slot')?.assignedElements()[0] ?? item;
    const { x, y } = card.querySelector('a').getBoundingClientRect();
    return { title: feed.articles[index].title, x: x + 10, y: y + 8 };
  }, index);
  const place = await placeOf(page, title);
  await Promise.all([page.waitForNavigation(), page.mouse.click(x, y)]);
  return { title, place };
}

/** Waits until the card of a story is where it was: what is not fails by the time limit of the test. */
async function isBackAt(page, { title, place }) {
  await page
    .waitForFunction(
      (title, { left, top }) => {
        const { feed, shadowRoot } = [...document.querySelectorAll('news-tag-feed')].at(-1);
        const index = feed?.articles.findIndex((article) => article.title === title);
        const item = shadowRoot?.querySelectorAll('li.item')[index];
        const card = item?.querySelector('slot')?.assignedElements()[0] ?? item;
        const is = card?.querySelector('a').getBoundingClientRect();
        return is && Math.abs(is.top - top) <= 1 && Math.abs(is.left - left) <= 1;
      },
      { timeout: 5000 },
      title,
      place,
    )
    .catch(() => {});
  await page.waitForFunction(() => document.readyState === 'complete');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const is = await placeOf(page, title);
  assert.ok(is, `${title} is in the list`);
  assert.ok(
    Math.abs(is.top - place.top) <= 1 && Math.abs(is.left - place.left) <= 1,
    `${title} is at ${is.left}, ${is.top} and was at ${place.left}, ${place.top}`,
  );
}

const KEEPING = Object.keys(PAGES).filter((name) => !/copies|asks/.test(name));

describe('after a return to a page that loads again', () => {
  for (const name of KEEPING) {
    test(`a list has its former length and scroll position in a page ${name}`, async () => {
      const { page, failures, close } = await open(name);
      await ready(page);
      await more(page, 2);
      const before = await lengths(page);
      const opened = await openStory(page, 14);
      await page.goBack();
      await ready(page);
      await isBackAt(page, opened);
      assert.deepEqual(await lengths(page), before);
      assert.deepEqual(failures, []);
      await close();
    });
  }

  /** Goes to a story and back when `newer` stories have come; with `isKept`, a copy of the list is shown before them. */
  async function backToNewer(name, { newer, isKept }) {
    const { page, close } = await open(name);
    await ready(page);
    await more(page, 1);
    // Without a copy, past the end of what the list had: newer ones push it further down.
    const opened = await openStory(page, isKept ? 0 : (await lengths(page)).at(-1) - 1);
    newest += newer;
    if (!isKept) await page.evaluate(() => localStorage.clear());
    await page.goBack();
    await ready(page);
    newest -= newer;
    await isBackAt(page, opened);
    await close();
  }

  test('newer stories do not move the story that the reader opened', async () => {
    for (const name of ['with one feed', 'with two feeds', 'with a feed of several pages'])
      await backToNewer(name, { newer: 3, isKept: false });
  });

  test('newer stories that replace a cached copy do not move it either', () =>
    backToNewer('with one feed', { newer: 2, isKept: true }));

  test('the page does not scroll if the reader has scrolled before the articles arrive', async () => {
    const { page, close } = await open('with one feed');
    await ready(page);
    await more(page, 2);
    const opened = await openStory(page, 14);
    await page.evaluate(() => localStorage.clear());
    let answer;
    late = new Promise((resolve) => (answer = resolve));
    await page.goBack();
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /place-/.test(name)));
    await page.waitForFunction(() => document.querySelector('news-tag-feed').matches(':defined'));
    await page.mouse.move(200, 300);
    await page.mouse.wheel({ deltaY: -4000 });
    await page.waitForFunction(() => scrollY === 0);
    answer();
    await page.waitForFunction(
      () => document.querySelector('news-tag-feed').shadowRoot?.querySelectorAll('li.item').length === 18,
    );
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.ok((await placeOf(page, opened.title)).top > 700);
    await close();
  });

  test('a list has its former length with the single file', async () => {
    const { page, close } = await open('with one feed', { file: 'newsrack.all.js' });
    await ready(page);
    await more(page, 2);
    const opened = await openStory(page, 14);
    await page.goBack();
    await ready(page);
    await isBackAt(page, opened);
    assert.deepEqual(await lengths(page), [18]);
    await close();
  });

  test('the page’s own history state is not changed', async () => {
    for (const state of [null, 'text', { turbo: { restorationIdentifier: '7' } }]) {
      const { page, close } = await open('with one feed');
      await ready(page);
      await page.evaluate((given) => history.replaceState(given, ''), state);
      await more(page, 2);
      const opened = await openStory(page, 14);
      await page.goBack();
      await ready(page);
      await isBackAt(page, opened);
      assert.deepEqual(await page.evaluate(() => history.state), state);
      await close();
    }
  });

  test('a page that restores its scroll position itself is not scrolled', async () => {
    const { page, close } = await open('with one feed', {
      prepare: () => (history.scrollRestoration = 'manual'),
    });
    await ready(page);
    await more(page, 2);
    await openStory(page, 14);
    await page.goBack();
    await page.waitForFunction(
      () => document.querySelector('news-tag-feed').shadowRoot?.querySelectorAll('li.item').length === 18,
    );
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await page.evaluate(() => scrollY), 0);
    await close();
  });
});

describe('a list begins at its first page', () => {
  test('after a reload, and on the way back to a page that was reloaded', async () => {
    const { page, failures, close } = await open('with one feed');
    await ready(page);
    await more(page, 2);
    await page.reload();
    await ready(page);
    assert.deepEqual(await lengths(page), [6]);
    const opened = await openStory(page, 3);
    await page.goBack();
    await ready(page);
    await isBackAt(page, opened);
    assert.deepEqual(await lengths(page), [6]);
    assert.deepEqual(failures, []);
    await close();
  });

  test('in a new visit, and on the way back to that', async () => {
    const { page, close } = await open('with one feed');
    await ready(page);
    await more(page, 2);
    const address = page.url();
    await openStory(page, 14);
    await page.goto(address);
    await ready(page);
    assert.deepEqual(await lengths(page), [6]);
    await openStory(page, 3);
    await page.goBack();
    await ready(page);
    assert.deepEqual(await lengths(page), [6]);
    await close();
  });

  for (const name of ['without copies', 'that asks first']) {
    test(`in a page ${name}, where nothing may be stored`, async () => {
      const { page, failures, close } = await open(name);
      const agree = () =>
        page.waitForFunction(() => {
          const feed = document.querySelector('news-tag-feed');
          feed.shadowRoot?.querySelector('[part~=agree]')?.click();
          return feed.status === 'ready';
        });
      await agree();
      await more(page, 2);
      await openStory(page, 14);
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
      await page.goBack();
      await agree();
      assert.deepEqual(await lengths(page), [6]);
      assert.deepEqual(failures, []);
      await close();
    });
  }

  const HOSTILE = {
    'that is forbidden': () =>
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('No', 'SecurityError');
        },
      }),
    'that is full': () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
    },
    'in which others have left something': () => {
      const left = ['7', '{', '[null]', '[{"page":1}]', 'null'];
      const nth = Number(window.name || 0);
      window.name = String(nth + 1);
      Storage.prototype.getItem = () => left[nth % left.length];
    },
  };
  for (const [what, prepare] of Object.entries(HOSTILE)) {
    test(`with a storage ${what}, without an exception`, async () => {
      const { page, failures, close } = await open('with one feed', { prepare });
      for (let n = 0; n < 3; n++) {
        await ready(page);
        await more(page, 2);
        await openStory(page, 14);
        await page.goBack();
      }
      await ready(page);
      assert.deepEqual(await lengths(page), [6]);
      assert.deepEqual(failures, []);
      await close();
    });
  }

  test('without a Navigation API, the place is restored by URL', async () => {
    const { page, close } = await open('with one feed', {
      prepare: () => Object.defineProperty(window, 'navigation', { value: undefined }),
    });
    await ready(page);
    await more(page, 2);
    const opened = await openStory(page, 14);
    await page.goBack();
    await ready(page);
    await isBackAt(page, opened);
    await close();
  });
});

test('the stored places stay small after any number of pages', async () => {
  const { page, close } = await open('with one feed');
  await page.evaluate(
    (pages) => sessionStorage.setItem('newsrack:places', JSON.stringify(pages)),
    [...Array.from({ length: 30 }, (_, n) => ({ page: `${n}`, shown: {}, cards: [['x'.repeat(1500), 'y', 0, 0]] }))],
  );
  await ready(page);
  await more(page, 1);
  await openStory(page, 8);
  const kept = await page.evaluate(() => sessionStorage.getItem('newsrack:places'));
  assert.ok(kept.length <= 20_000);
  assert.equal(JSON.parse(kept).length, 10);
  assert.deepEqual(Object.keys(JSON.parse(kept)[0]), ['page', 'shown', 'cards']);
  await close();
});
