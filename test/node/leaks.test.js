/** A thousand elements that come and go leave nothing behind. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);
const TYPES = { '.js': 'text/javascript', '.html': 'text/html' };

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>${Array.from(
  { length: 20 },
  (_, n) => `<item><title>Story ${n}</title><link>https://paper.example/${n}</link></item>`,
).join('')}</channel></rss>`;

let server;
let browser;
const open = new Set();

before(async () => {
  server = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/') {
      return response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><link rel="icon" href="data:,">');
    }
    if (pathname.startsWith('/dist/')) {
      return response
        .writeHead(200, { 'content-type': TYPES[extname(pathname)] })
        .end(readFileSync(new URL(pathname.slice(1), root)));
    }
    if (pathname === '/feed.xml') return response.writeHead(200, { 'content-type': 'text/xml' }).end(FEED);
    // Never answers.
    open.add(response);
    response.on('close', () => open.delete(response));
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/**
 * In the page: puts in this number of elements of each kind, lets them live for a moment, and takes them out.
 * @param isLonger whether a reader makes the last list longer
 */
async function mount(times, isLonger) {
  const kinds = [
    '<news-tag-feed loading="eager" src="/hangs.xml"></news-tag-feed>',
    '<news-tag-feed loading="eager" src="/feed.xml" refresh-every="5m" more="scroll" page-size="5"></news-tag-feed>',
    '<news-tag-feed src="/hangs.xml?lazy"></news-tag-feed>',
    '<news-tag-feed loading="click" src="/feed.xml"></news-tag-feed>',
    '<news-tag-feed loading="eager" provider="inline"><a href="https://paper.example/">A link</a></news-tag-feed>',
    '<news-tag-feed loading="eager" src="/feed.xml" page-size="5"><template slot="article"><a data-news="title"></a></template></news-tag-feed>',
    '<news-article-card href="https://paper.example/" headline="T" published="2026-05-26T09:30:00Z"></news-article-card>',
  ];
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (let n = 0; n < times; n++) {
    const stage = document.createElement('div');
    stage.append(document.createRange().createContextualFragment(kinds[n % kinds.length]));
    document.body.append(stage);
    // Some leave before they have begun, some while their request is under way, some with their news.
    if (n % 7) await frame();
    if (n % 5 === 0) {
      const element = stage.firstElementChild;
      if (element.status === 'loading' && !/hangs/.test(element.src)) {
        await new Promise((resolve) => element.addEventListener('news-load', resolve, { once: true }));
      }
      await frame();
    }
    stage.remove();
  }
  for (let n = 0; n < 5; n++) await frame();
  if (!isLonger) return;
  // A list that a reader has made longer is remembered while it is in the page.
  const stage = document.createElement('div');
  stage.innerHTML = '<news-tag-feed loading="eager" src="/feed.xml" page-size="5"></news-tag-feed>';
  document.body.append(stage);
  const [element] = stage.children;
  while (element.status !== 'ready') await frame();
  await element.showMore();
  await frame();
  stage.remove();
  for (let n = 0; n < 5; n++) await frame();
}

test('nodes, listeners, heap and requests level out after a thousand mounts, without console messages', async () => {
  const page = await browser.newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(`${server.origin}/`);
  await page.evaluate(async () => {
    await import('/dist/cdn/newsrack.all.js');
    addEventListener('unhandledrejection', ({ reason }) => console.log('unhandled', String(reason)));
  });
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.enable');
  const count = async () => {
    for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { nodes, listeners: jsEventListeners, heap: usedSize };
  };

  await page.evaluate(mount, 200);
  const early = await count();
  await page.evaluate(mount, 1000, true);
  const late = await count();

  const grown = `from ${JSON.stringify(early)} to ${JSON.stringify(late)}`;
  assert.ok(late.nodes <= early.nodes + 100, grown);
  assert.ok(late.listeners <= early.listeners + 20, grown);
  assert.ok(late.heap <= early.heap + 500_000, grown);
  assert.equal(open.size, 0, 'requests that nobody waits for any more');
  assert.deepEqual(said, []);
});
