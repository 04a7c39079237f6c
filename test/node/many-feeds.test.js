/** Many feeds on one page: each address is asked once, and all share their style sheets. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { asRss, stories } from '../../bench/news.js';
import { serve } from '../../bench/server.js';
import { startChromium } from '../support/chromium.js';

const FEEDS = Array.from({ length: 20 }, (_, n) => `/feed.xml?${n % 5}`);

let server;
let browser;
before(async () => {
  server = await serve((url, { cdn, news }) => {
    const path = url.split('?')[0];
    const feeds = FEEDS.map((feed) => `<news-tag-feed src="${news}${feed}" loading="eager"></news-tag-feed>`).join('');
    const script = `<script type="module" src="${cdn}/dist/cdn/newsrack.js"></script>`;
    if (path === '/')
      return { type: 'text/html', body: `<!doctype html><link rel="icon" href="data:,">${script}${feeds}` };
    if (path === '/feed.xml') return { type: 'application/rss+xml', body: asRss(stories(12), news) };
    if (path === '/picture.svg') return { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
    return { type: 'text/javascript', body: readFileSync(new URL(`../..${path}`, import.meta.url)) };
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  server?.close();
});

test('twenty feeds request each URL once, and share their style sheets', async () => {
  const page = await browser.newPage();
  await page.goto(server.origins.page);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('news-tag-feed')].every((one) => one.status === 'ready'),
  );
  for (const feed of new Set(FEEDS)) assert.equal(server.asked.get(feed), 1, feed);
  // An element that has just rendered keeps its height until the next frame, by a style sheet of its own.
  await page.waitForFunction(() => {
    const [first, ...others] = [...document.querySelectorAll('news-tag-feed')].map(
      ({ shadowRoot }) => shadowRoot.adoptedStyleSheets,
    );
    const isSame = (list) => list.length === first.length && first.every((sheet, n) => sheet === list[n]);
    return first.length > 0 && others.every(isSame);
  });
});
