/** Behaviour that needs a whole browser: tabs that clicks open, time zones, and the languages of readers' browsers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const FEED = `<rss version="2.0"><channel><title>Paper</title>
  <item><title>Ferry crews vote</title><link>/story</link><description>${'Some words. '.repeat(20)}</description>
  <pubDate>Tue, 26 May 2026 23:30:00 GMT</pubDate><enclosure url="/picture.svg" type="image/svg+xml" length="1"/></item>
  </channel></rss>`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
  <body style="margin: 16px"><news-tag-feed src="/feed.xml" loading="eager"></news-tag-feed>
  <script type="module" src="/dist/cdn/newsrack.js"></script>`;
const WRAPPED = PAGE.replace(/<news-tag-feed.*<\/news-tag-feed>/, '<div style="display: flex"><main>$&</main></div>');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>';

let server;
let browser;
let origin;

before(async () => {
  server = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (type, body) => response.writeHead(200, { 'content-type': type }).end(body);
    if (pathname === '/') return send('text/html', PAGE);
    if (pathname === '/wrapped') return send('text/html', WRAPPED);
    if (pathname === '/story')
      return send('text/html', '<!doctype html><link rel="icon" href="data:,"><title>Story</title>');
    if (pathname === '/feed.xml') return send('text/xml', FEED);
    if (pathname === '/picture.svg') return send('image/svg+xml', SVG);
    return send('text/javascript', readFileSync(new URL(pathname.slice(1), root)));
  });
  origin = server.origin;
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the page, acts in it once the news is there, and closes it. */
async function visiting(act, prepare = async () => {}) {
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.setViewport({ width: 760, height: 600 });
    await prepare(page);
    await page.goto(origin);
    await page.waitForFunction(() => document.querySelector('news-tag-feed').status === 'ready');
    await page.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot.adoptedStyleSheets.length > 2);
    await act(page, visit);
    assert.deepEqual(errors, []);
  } finally {
    await visit.close();
  }
}

/** The middle of a part, or its beginning where it is text. */
const placeOf = (page, part) =>
  page.evaluate((name) => {
    const { shadowRoot } = document.querySelector('news-tag-feed');
    const { left, top, width, height } = shadowRoot.querySelector(`[part="${name}"]`).getBoundingClientRect();
    return [left + Math.min(width / 2, 40), top + height / 2];
  }, part);

test('before its definition, an element in a flex item is at most as wide as a phone', async () => {
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  try {
    await page.setViewport({ width: 375, height: 700 });
    await page.setRequestInterception(true);
    // What defines it never comes.
    page.on('request', (request) => request.url().includes('/rest-') || request.continue());
    await page.goto(`${origin}/wrapped`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => document.querySelector('news-tag-feed')?.shadowRoot?.querySelector('li'));
    const [width, scrolls, defined] = await page.evaluate(() => [
      document.querySelector('news-tag-feed').offsetWidth,
      document.documentElement.scrollWidth,
      Boolean(customElements.get('news-tag-feed')),
    ]);
    assert.deepEqual([scrolls, defined], [375, false]);
    assert.ok(width > 320, `${width} pixels`);
  } finally {
    await visit.close();
  }
});

describe('a reader opens an article', () => {
  for (const part of ['media', 'link', 'excerpt', 'meta']) {
    test(`in the same tab, by a click on its ${part}`, () =>
      visiting(async (page) => {
        const [x, y] = await placeOf(page, part);
        await Promise.all([page.waitForNavigation(), page.mouse.click(x, y)]);
        assert.equal(page.url(), `${origin}/story`);
      }));

    test(`in another tab, by the middle button or with Control, on its ${part}`, () =>
      visiting(async (page, visit) => {
        const counted = () =>
          page.evaluate(() => {
            window.opens = 0;
            addEventListener('news-article-open', () => window.opens++);
          });
        await counted();
        const [x, y] = await placeOf(page, part);
        const tab = () => visit.waitForTarget((target) => target.url() === `${origin}/story`);
        await page.mouse.click(x, y, { button: 'middle' });
        const first = await tab();
        await (await first.page()).close();
        await page.bringToFront();
        await page.keyboard.down('Control');
        await page.mouse.click(x, y);
        await page.keyboard.up('Control');
        await tab();
        assert.equal(page.url(), `${origin}/`);
        assert.equal(await page.evaluate(() => window.opens), 2);
      }));
  }

  test('unless the page cancels that, for any button', () =>
    visiting(async (page, visit) => {
      await page.evaluate(() => addEventListener('news-article-open', (event) => event.preventDefault()));
      for (const part of ['media', 'excerpt']) {
        const [x, y] = await placeOf(page, part);
        for (const button of ['left', 'middle']) await page.mouse.click(x, y, { button });
      }
      assert.equal((await visit.pages()).length, 1);
      assert.equal(page.url(), `${origin}/`);
    }));

  test('but not by the right button, whose menu is that of the link, also on the picture', () =>
    visiting(async (page, visit) => {
      await page.evaluate(() =>
        addEventListener('contextmenu', (event) => (window.target = event.composedPath()[0].href)),
      );
      const [x, y] = await placeOf(page, 'media');
      await page.mouse.click(x, y, { button: 'right' });
      assert.equal(await page.evaluate(() => window.target), `${origin}/story`);
      assert.equal((await visit.pages()).length, 1);
    }));
});

describe('the reader’s time zone and language', () => {
  /** The same moment, half an hour before midnight in Greenwich. */
  const ZONES = {
    'Pacific/Pago_Pago': 'May 26, 2026',
    'America/New_York': 'May 26, 2026',
    'Europe/London': 'May 27, 2026',
    'Asia/Kathmandu': 'May 27, 2026',
    'Pacific/Kiritimati': 'May 27, 2026',
  };

  for (const [zone, day] of Object.entries(ZONES)) {
    test(`determine the day in ${zone}`, () =>
      visiting(
        async (page) => {
          const told = await page.evaluate(() => {
            const feed = document.querySelector('news-tag-feed');
            return feed.shadowRoot.querySelector('time').textContent.trim();
          });
          assert.equal(told, day);
        },
        (page) => page.emulateTimezone(zone),
      ));
  }

  for (const languages of [['C'], ['en-US@posix', 'de'], [''], undefined, ['und']]) {
    test(`cause no error if the browser names ${JSON.stringify(languages)}`, () =>
      visiting(
        async (page) => {
          const texts = await page.evaluate(() => {
            const { shadowRoot } = document.querySelector('news-tag-feed');
            return ['link', 'time', 'heading'].map((part) =>
              shadowRoot.querySelector(`[part="${part}"]`).textContent.trim(),
            );
          });
          assert.equal(texts[0], 'Ferry crews vote');
          assert.ok(texts.every(Boolean), texts.join());
        },
        (page) =>
          page.evaluateOnNewDocument(
            (list) => Object.defineProperty(navigator, 'languages', { get: () => list ?? undefined }),
            languages,
          ),
      ));
  }
});
