/** Printed pages hold all cards, with their pictures, whole and dark on white, and no buttons. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const FIELDS = 'fields="image category excerpt publisher time tags"';
const OWN =
  '<template slot="article"><h3><a data-news="title"></a></h3><img data-news="image" loading="lazy"></template>';

/** Bodies of pages, and their style. */
const PAGES = {
  'a list in a dark theme': [
    `<news-tag-feed src="/feed.json" page-size="40" limit="40" theme="dark" ${FIELDS}></news-tag-feed>`,
  ],
  'a grid in a dark page': [
    `<news-tag-feed src="/feed.json" page-size="40" limit="40" layout="grid" ${FIELDS}></news-tag-feed>`,
    'color: #fff; background: #111',
  ],
  'a carousel in the colours of its owner': [
    `<news-tag-feed src="/feed.json" page-size="40" limit="40" layout="carousel" ${FIELDS}></news-tag-feed>`,
    '--news-text: #eee; --news-muted: #ccc; --news-accent: yellow; --news-background: #222',
  ],
  'own cards': [`<news-tag-feed src="/feed.json" page-size="40" limit="40">${OWN}</news-tag-feed>`],
};

const items = Array.from({ length: 40 }, (_, n) => ({
  id: `${n}`,
  url: `/story?${n}`,
  title: `Story ${n} of the harbour`,
  content_text: 'Some words. '.repeat(1 + (n % 9)),
  date_published: new Date(Date.UTC(2026, 0, 40 - n)).toISOString(),
  image: `/picture/${n}.svg`,
  tags: ['Coast'],
}));

let server;
let browser;
let late = Promise.resolve();

before(async () => {
  server = await serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, body) => response.writeHead(200, { 'content-type': type }).end(body);
    if (pathname === '/') {
      const [body, style = ''] = PAGES[searchParams.get('page')];
      return send(
        'text/html',
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
        <style>body { font: 16px/1.5 sans-serif; ${style} }</style>
        <script type="module" src="/dist/cdn/newsrack.js"></script>${body}`,
      );
    }
    if (pathname === '/feed.json') {
      await late;
      return send(
        'application/feed+json',
        JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'P', items }),
      );
    }
    if (pathname.startsWith('/picture/'))
      return send('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>');
    send('text/javascript', readFileSync(new URL(pathname.slice(1), root)));
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(name) {
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  await page.setViewport({ width: 800, height: 600 });
  await page.goto(`${server.origin}/?${new URLSearchParams({ page: name })}`);
  return { page, close: () => visit.close() };
}

const ready = (page) =>
  page.waitForFunction(() => {
    const feed = document.querySelector('news-tag-feed');
    return feed.status === 'ready' && feed.shadowRoot.querySelectorAll('li.item').length === 40;
  });

/** In the page: contrast with white (WCAG 2.2) of the palest text in the feed. */
function leastContrast() {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const luminance = (colour) => {
    // On paper, behind it is white.
    for (const fill of ['#fff', colour]) {
      context.fillStyle = fill;
      context.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((one) =>
      one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = ['heading', 'category', 'link', 'excerpt', 'publisher', 'time', 'tag'];
  const texts = [
    ...document.querySelector('news-tag-feed').shadowRoot.querySelectorAll(parts.map((part) => `[part~=${part}]`)),
  ].filter((one) => one.checkVisibility());
  return Math.min(...texts.map((one) => 1.05 / (luminance(getComputedStyle(one).color) + 0.05)));
}

for (const name of Object.keys(PAGES)) {
  describe(`on paper, ${name}`, () => {
    let page;
    let close;
    before(async () => {
      ({ page, close } = await open(name));
      await ready(page);
      await page.emulateMediaType('print');
    });
    after(() => close());

    test('has all cards, none split by a page break or hidden', async () => {
      const cards = await page.evaluate(() =>
        [...document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('li.item')].map((item) => {
          const { left, right, height } = item.getBoundingClientRect();
          const { breakInside, contentVisibility } = getComputedStyle(item);
          return { isWide: left < 0 || right > innerWidth, isFlat: height < 20, breakInside, contentVisibility };
        }),
      );
      assert.equal(cards.length, 40);
      for (const card of cards)
        assert.deepEqual(card, { isWide: false, isFlat: false, breakInside: 'avoid', contentVisibility: 'visible' });
    });

    test('has text that is readable on white', async () => {
      const contrast = await page.evaluate(leastContrast);
      assert.ok(contrast >= 7, `contrast ${contrast}`);
    });

    test('has no buttons', async () => {
      const seen = await page.evaluate(
        () =>
          [...document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('button:not(.tag)')].filter((one) =>
            one.checkVisibility(),
          ).length,
      );
      assert.equal(seen, 0);
    });

    test('has the pictures below the screen', async () => {
      const isMissing = () => {
        const feed = document.querySelector('news-tag-feed');
        return [feed, feed.shadowRoot].flatMap((root) =>
          [...root.querySelectorAll('img')].filter(({ complete, naturalWidth }) => !complete || !naturalWidth),
        ).length;
      };
      assert.ok((await page.evaluate(isMissing)) > 0);
      // Browsers load lazy pictures for it, as long as no script does so itself meanwhile.
      await page.pdf();
      assert.equal(await page.evaluate(isMissing), 0);
    });
  });
}

test('grey shapes are not printed', async () => {
  let answer;
  late = new Promise((resolve) => (answer = resolve));
  const { page, close } = await open('a list in a dark theme');
  const isSeen = () => document.querySelector('news-tag-feed').shadowRoot?.querySelector('.shapes')?.checkVisibility();
  await page.waitForFunction(isSeen);
  await page.waitForFunction(() => document.querySelector('news-tag-feed').matches(':defined'));
  await page.emulateMediaType('print');
  assert.equal(await page.evaluate(isSeen), false);
  answer();
  await close();
});
