/** A reader who opens a story and comes back finds the list as long as it was, at the same story, and nothing moves. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, provideChromium } from '../browser.js';

const root = new URL('../../', import.meta.url);

/** How many stories there are; more come in the course of a test. */
let newest = 40;

const story = (n) => ({
  id: `id-${n}`,
  url: `http://127.0.0.1:${server.address().port}/story?${n}`,
  title: `Story ${n}`,
  content_text: 'Some words. '.repeat(1 + (n % 7)),
  date_published: new Date(Date.UTC(2026, 0, 1, n)).toISOString(),
});
const from = (first, count) => Array.from({ length: count }, (_, n) => story(first - n));

const FEEDS = {
  '/feed.json': () => ({ items: from(newest, 40) }),
  '/pages.json': () => ({ items: from(200, 12), next_url: '/pages-2.json' }),
  '/pages-2.json': () => ({ items: from(188, 12), next_url: '/pages-3.json' }),
  '/pages-3.json': () => ({ items: from(176, 12) }),
};

const HEAD = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>body { font: 16px/1.5 sans-serif; margin: 16px } news-tag-feed:not(:defined) { display: block; min-height: 100vh }</style>
<script>
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
</script>`;
const TAIL = `<footer>${'Text after it. '.repeat(40)}</footer>`;
const FEED = '<news-tag-feed src="/feed.json" page-size="6"></news-tag-feed>';

const PAGES = {
  plain: FEED,
  'without copies': '<news-tag-feed src="/feed.json" page-size="6" cache="none"></news-tag-feed>',
  'of own cards':
    '<news-tag-feed src="/feed.json" page-size="6"><template slot="article"><h3><a data-news="title"></a></h3><p data-news="excerpt"></p></template></news-tag-feed>',
  'with two feeds': `<news-tag-feed src="/pages.json" page-size="3"></news-tag-feed>${FEED}`,
  'of several pages': '<news-tag-feed src="/pages.json" page-size="6" limit="100"></news-tag-feed>',
  'in a grid': '<news-tag-feed src="/feed.json" page-size="6" layout="grid"></news-tag-feed>',
};

let server;
const browsers = {};

before(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, body, headers = {}) => response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    if (pathname === '/story')
      return send('text/html', '<!doctype html><link rel="icon" href="data:,"><h1>A story</h1>');
    if (pathname === '/') {
      const file = searchParams.get('file') ?? 'newsrack.js';
      const body = PAGES[searchParams.get('page')] ?? searchParams.get('html');
      return send(
        'text/html',
        `${HEAD}<script type="module" src="/dist/cdn/${file}"></script><p>Text before.</p>${body}${TAIL}`,
      );
    }
    if (FEEDS[pathname])
      return send(
        'application/feed+json',
        JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Paper', ...FEEDS[pathname]() }),
        { 'cache-control': 'no-store' },
      );
    send('text/javascript', readFileSync(new URL(pathname.slice(1), root)), { 'cache-control': 'max-age=600' });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = provideChromium();
  browsers.anew = await puppeteer.launch({
    executablePath,
    args: [...CHROMIUM_ARGS, '--disable-features=BackForwardCache'],
  });
  browsers.kept = await puppeteer.launch({ executablePath, args: CHROMIUM_ARGS });
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
  server?.closeAllConnections();
  server?.close();
});

async function open(browser, query) {
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  await page.setViewport({ width: 500, height: 700 });
  await page.goto(`http://127.0.0.1:${server.address().port}/?${new URLSearchParams(query)}`);
  await ready(page);
  return { page, close: () => visit.close() };
}

const ready = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('news-tag-feed')].every((feed) => feed.status === 'ready' || feed.status === 'stale'),
  );
const drawn = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

/** Presses “more” of the last feed as often as this. */
const more = (page, times) =>
  page.evaluate(async (count) => {
    const feed = [...document.querySelectorAll('news-tag-feed')].at(-1);
    for (let n = 0; n < count; n++) await feed.showMore();
  }, times);

/** Opens the story at this place of the last feed by a real click, near the middle of the screen. */
async function openStory(page, index) {
  const place = await page.evaluate((n) => {
    const feed = [...document.querySelectorAll('news-tag-feed')].at(-1);
    const item = feed.shadowRoot.querySelectorAll('li.item')[n];
    item.scrollIntoView({ block: 'center' });
    const slotted = item.querySelector('slot')?.assignedElements()[0];
    const { x, y } = (slotted ?? item).querySelector('a').getBoundingClientRect();
    return { x: x + 10, y: y + 8 };
  }, index);
  await drawn(page);
  const before = await look(page);
  await Promise.all([page.waitForNavigation(), page.mouse.click(place.x, place.y)]);
  return before;
}

/** How long each list is, and which stories are on screen, where. */
const look = (page) =>
  page.evaluate(() => ({
    lengths: [...document.querySelectorAll('news-tag-feed')].map(
      (feed) => feed.shadowRoot.querySelectorAll('li.item').length,
    ),
    seen: [...document.querySelectorAll('news-tag-feed')].flatMap((feed) =>
      [...feed.shadowRoot.querySelectorAll('li.item')].flatMap((item) => {
        const { top, bottom } = item.getBoundingClientRect();
        const slotted = item.querySelector('slot')?.assignedElements()[0];
        return bottom > 0 && top < innerHeight ? [[(slotted ?? item).querySelector('a').href, Math.round(top)]] : [];
      }),
    ),
  }));

async function back(page, lengths) {
  await page.goBack({ waitUntil: 'load' });
  await settle(page, lengths);
}

/** Waits until lists are that long, and the reader is back. */
async function settle(page, lengths) {
  await ready(page);
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('news-tag-feed')]
        .map((feed) => feed.shadowRoot.querySelectorAll('li.item').length)
        .join() === wanted && [...document.querySelectorAll('news-tag-feed')].every(({ style }) => !style.minHeight),
    {},
    lengths.join(),
  );
  await drawn(page);
}

const shifted = (page) =>
  page.evaluate(() =>
    window.shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0),
  );

describe('back in a page that is loaded anew', () => {
  for (const name of Object.keys(PAGES)) {
    for (const file of ['newsrack.js', 'newsrack.all.js']) {
      test(`a list is as long as before, at the same place: a page ${name}, by ${file}`, async () => {
        const { page, close } = await open(browsers.anew, { page: name, file });
        await more(page, 3);
        const before = await openStory(page, 14);
        await back(page, before.lengths);
        assert.deepEqual(await look(page), before);
        assert.ok((await shifted(page)) < 0.001, `shifted by ${await shifted(page)}`);
        await page.reload();
        await settle(page, before.lengths);
        assert.deepEqual((await look(page)).lengths, before.lengths);
        await close();
      });
    }
  }

  test('newer stories above the list don’t move the one that the reader was at', async () => {
    const { page, close } = await open(browsers.anew, { page: 'without copies' });
    await more(page, 2);
    const before = await openStory(page, 12);
    newest += 2;
    await back(page, before.lengths);
    newest -= 2;
    const after = await look(page);
    assert.deepEqual(after.seen[0], before.seen[0]);
    await close();
  });

  test('a page that is opened anew begins with its first page, and so does one where nobody asked for more', async () => {
    const { page, close } = await open(browsers.anew, { page: 'plain' });
    await openStory(page, 3);
    await back(page, [6]);
    assert.equal(await page.evaluate(() => history.state), null);
    await more(page, 1);
    await page.goto(`${page.url()}&again`);
    await ready(page);
    assert.deepEqual((await look(page)).lengths, [6]);
    await close();
  });

  test('what the page keeps in its history stays, and a list that is about something else is forgotten', async () => {
    const { page, close } = await open(browsers.anew, { page: 'plain' });
    await page.evaluate(() => history.replaceState({ router: 7 }, ''));
    await more(page, 1);
    assert.equal(await page.evaluate(() => history.state.newsrack[0][1]), 12);
    await page.evaluate(async () => {
      const feed = document.querySelector('news-tag-feed');
      feed.tag = 'other';
      await feed.updateComplete;
    });
    assert.deepEqual(await page.evaluate(() => [history.state.router, history.state.newsrack[0]]), [7, undefined]);
    await page.evaluate(() => history.replaceState('mine', ''));
    await page.evaluate(() => (document.querySelector('news-tag-feed').tag = ''));
    await more(page, 1);
    assert.equal(await page.evaluate(() => history.state), 'mine');
    await close();
  });

  test('nothing is kept of a list that a reader has to agree to', async () => {
    const { page, close } = await open(browsers.anew, { page: 'plain' });
    await page.evaluate(async () => {
      const feed = document.createElement('news-tag-feed');
      Object.assign(feed, { src: '/feed.json', loading: 'click', pageSize: 6 });
      document.querySelector('news-tag-feed').replaceWith(feed);
      await feed.updateComplete;
    });
    await page.waitForFunction(() =>
      document.querySelector('news-tag-feed').shadowRoot.querySelector('[part~="agree"]'),
    );
    await page.evaluate(() =>
      document.querySelector('news-tag-feed').shadowRoot.querySelector('[part~="agree"]').click(),
    );
    await ready(page);
    await more(page, 1);
    await page.mouse.click(5, 5);
    assert.equal(await page.evaluate(() => history.state), null);
    await close();
  });

  test('what others have put there is taken as nothing', async () => {
    const { page, close } = await open(browsers.anew, { page: 'plain' });
    for (const state of [
      { newsrack: 7 },
      { newsrack: [['x', 'y']] },
      { newsrack: { 0: null } },
      { newsrack: [[-5, 1e9]] },
    ]) {
      await page.evaluate((given) => history.replaceState(given, ''), state);
      await page.reload();
      await ready(page);
      await page.waitForFunction(
        () => document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('li').length === 6,
      );
    }
    await close();
  });
});

describe('back in a page that the browser has kept', () => {
  test('times and news go on, and the list is as it was', async () => {
    const { page, close } = await open(browsers.kept, { page: 'plain' });
    await more(page, 2);
    await page.evaluate(() => (window.isKept = true));
    const before = await openStory(page, 12);
    await back(page, before.lengths);
    assert.equal(await page.evaluate(() => window.isKept), true, 'the browser has kept it');
    assert.deepEqual(await look(page), before);
    const rendered = await page.evaluate(async () => {
      const feed = document.querySelector('news-tag-feed');
      const loads = [];
      feed.addEventListener('news-load', ({ feed: { articles } }) => loads.push(articles.length));
      await feed.refresh();
      return { loads, status: feed.status };
    });
    assert.deepEqual(rendered, { loads: [40], status: 'ready' });
    // An hour later.
    await page.evaluate(() => {
      const { now } = Date;
      window.before = document.querySelector('news-tag-feed').shadowRoot.querySelector('time').textContent;
      Date.now = () => now() + 400 * 864e5;
      document.querySelector('news-tag-feed').timeFormat = 'relative';
    });
    await drawn(page);
    const told = () =>
      page.evaluate(() => document.querySelector('news-tag-feed').shadowRoot.querySelector('time').textContent);
    const early = await told();
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 400 * 864e5;
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
    await drawn(page);
    assert.notEqual(await told(), early);
    await close();
  });
});
