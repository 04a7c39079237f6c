/** Tag pages in Chromium: what readers see and reach, with and without scripts, alone and in a frame. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { createPages } from '../../dist/server/edge.js';
import { samplesIn } from '../docs/samples.js';
import { serve, startChromium } from '../support/chromium.js';
import { createMemoryArchive } from '../support/memory-archive.js';
import { article } from './pages-news.js';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');

const news = Array.from({ length: 8 }, (_, n) =>
  article(n, {
    category: 'World',
    excerpt: 'Two delegations met for a little under an hour, long enough to agree which names come home. '.repeat(2),
    tags: ['peace negotiations', 'Grain', `Region ${n}`],
    published: new Date(Date.now() - n * 36e5).toISOString(),
  }),
);

/** The receiving snippet of the docs, with a frame of this server. */
const [snippet] = samplesIn('docs/pages.md', read('docs/pages.md'))
  .filter(({ source }) => source.includes('<iframe'))
  .map(({ source }) => source);

let server;
let host;
let browser;
let page;
let asked;
let violations;

before(async () => {
  server = await serve(async (request, response) => {
    asked.push(request.url);
    if (request.url.startsWith('/dist/'))
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(read(request.url.slice(1)));
    const handler = request.url.startsWith('/old/') ? old : pages;
    const answer = await handler(new Request(server.origin + request.url, { headers: request.headers }));
    if (!answer) return response.writeHead(404).end();
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  const options = {
    archive: createMemoryArchive({ paper: news }),
    title: 'The Desk',
    pageSize: 5,
    script: '/dist/cdn/newsrack.js',
    about: [{ text: 'Imprint', url: '/imprint' }],
    banner: { heading: 'Read it on the way', text: 'Offline.', appStore: 'https://apps.example/x' },
  };
  const pages = createPages({ ...options, baseUrl: server.origin });
  // As from a cache that has kept the page for a day, of a site without a relay.
  const old = createPages({
    ...options,
    baseUrl: `${server.origin}/old/`,
    feedLinks: false,
    now: () => Date.now() - 864e5,
  });
  // Another origin, as the page round a frame has.
  host = await serve((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><title>Blog</title>${snippet.replaceAll('https://news.example.org', server.origin)}`),
  );
  browser = await startChromium();
});
after(async () => {
  await browser.close();
  await Promise.all([server.stop(), host.stop()]);
});

beforeEach(async () => {
  asked = [];
  violations = [];
  page = await browser.newPage();
  page.on('console', (message) => /Content Security Policy/i.test(message.text()) && violations.push(message.text()));
  await page.evaluateOnNewDocument(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`Content Security Policy: ${event.violatedDirective}`),
    ),
  );
});
afterEach(() => page.close());

const PAGES = ['/', '/tag/peace-negotiations', '/tag/nothing', '/embed/tag/grain'];

for (const scheme of ['light', 'dark'])
  for (const path of PAGES)
    test(`${path} has no accessibility violation on ${scheme} pages`, async () => {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(server.origin + path);
      await page.evaluate(read('node_modules/axe-core/axe.min.js'));
      const found = await page.evaluate(async () => (await window.axe.run(document)).violations);
      assert.deepEqual(
        found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
    });

test('a page is readable without scripts, in its style', async () => {
  // A browser that has no style sheet yet.
  const context = await browser.createBrowserContext();
  const reader = await context.newPage();
  await reader.setJavaScriptEnabled(false);
  await reader.goto(`${server.origin}/tag/peace-negotiations`);
  const nodes = JSON.stringify(await reader.accessibility.snapshot());
  await context.close();
  assert.match(nodes, /Story 0/);
  assert.match(nodes, /Older articles/);
  assert.ok(asked.some((path) => path.startsWith('/-/feed-')));
  assert.deepEqual(violations, []);
});

test('the element takes the page over without a request, and nothing moves', async () => {
  await page.goto(`${server.origin}/tag/peace-negotiations`);
  await page.waitForFunction(() => document.querySelector('news-tag-feed:defined')?.status === 'ready');
  const shift = await page.evaluate(
    () =>
      new Promise(
        (resolve) =>
          new PerformanceObserver((list) =>
            resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)),
          ).observe({
            type: 'layout-shift',
            buffered: true,
          }) ?? requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))),
      ),
  );
  assert.equal(shift, 0);
  assert.deepEqual(
    asked.filter((path) => path.includes('.json')),
    [],
  );
  assert.deepEqual(violations, []);
});

test('a page from a cache stays as it is where there is no relay to ask', async () => {
  const elsewhere = [];
  page.on('request', (request) => !request.url().startsWith(server.origin) && elsewhere.push(request.url()));
  await page.goto(`${server.origin}/old/tag/peace-negotiations`);
  await page.waitForFunction(() => document.querySelector('news-tag-feed:defined')?.status === 'ready');
  await page.waitForNetworkIdle();
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(
    await page.evaluate(() => {
      const { status, feed } = document.querySelector('news-tag-feed');
      return [status, feed.articles.length];
    }),
    ['ready', 5],
  );
});

for (const width of [320, 375, 760, 1024, 1440])
  test(`nothing is wider than a screen of ${width} pixels`, async () => {
    await page.setViewport({ width, height: 800 });
    for (const path of PAGES) {
      await page.goto(server.origin + path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
    }
  });

test('the keyboard reaches the news first, then everything in reading order, and always sees where it is', async () => {
  await page.goto(`${server.origin}/tag/peace-negotiations`);
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { outlineStyle } = getComputedStyle(element);
      const { top, bottom } = element.getBoundingClientRect();
      return {
        text: element.textContent.trim(),
        isPage: element === document.body,
        isSeen: outlineStyle !== 'none' && bottom > 0 && top < innerHeight,
      };
    });
  const reached = [];
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    const { text, isSeen, isPage } = await focused();
    if (isPage) break;
    assert.ok(isSeen, text);
    reached.push(text);
  }
  assert.deepEqual(reached.slice(0, 5), ['Skip to the news', 'The Desk', 'Topics', 'Story 0', 'Story 1']);
  assert.deepEqual(reached.slice(8, 11), ['Older articles', 'App Store', 'Grain']);
  assert.equal(reached.at(-1), 'Imprint');

  await page.goto(`${server.origin}/tag/peace-negotiations`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal((await focused()).text, 'Story 0');
});

test('a frame gets its height through the snippet of the docs, and from no other page', async () => {
  await page.setViewport({ width: 600, height: 2000 });
  await page.goto(host.origin);
  await page.waitForFunction(() => document.querySelector('iframe').height !== '600');
  const height = await page.evaluate(() => Number(document.querySelector('iframe').height));
  const frame = page.frames().find((one) => one.url().includes('/embed/'));
  assert.equal(height, await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height)));
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', () => resolve());
        postMessage({ type: 'newsrack:height', height: 5 }, '*');
      }),
  );
  assert.equal(await page.evaluate(() => Number(document.querySelector('iframe').height)), height);
  assert.deepEqual(violations, []);
});
