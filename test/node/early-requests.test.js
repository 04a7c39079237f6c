/** The starter requests a feed and all code for its first story at once: each later request would cost a round trip. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

let server;
let browser;
before(async () => {
  server = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    if (pathname === '/') {
      const feed = `<news-tag-feed ${searchParams.get('attributes')}></news-tag-feed>`;
      const body = `<!doctype html><link rel="icon" href="data:,"><style>news-tag-feed { display: block; min-height: 9em }</style>
        ${feed}<script type="module" src="/dist/cdn/newsrack.js"></script>`;
      return response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    }
    // Chunks and feeds never come, so nothing can ask for more.
    if (pathname !== '/dist/cdn/newsrack.js') return;
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(new URL(pathname.slice(1), root)));
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [attributes, expected] of [
  ['src="/news.json"', ['/news.json', 'first', 'json-feed']],
  ['src="/news.xml"', ['/news.xml', 'first', 'rss']],
  ['src="/news.atom"', ['/news.atom', 'first', 'atom', 'rss']],
  ['src="/a.json /b.rdf"', ['/a.json', '/b.rdf', 'first', 'filter', 'json-feed', 'rss']],
  [
    'src="/a.json /b.atom" layout="grid"',
    ['/a.json', '/b.atom', 'first', 'atom', 'filter', 'json-feed', 'looks', 'rss'],
  ],
  ['src="/a.atom /b.atom"', ['/a.atom', '/b.atom', 'first', 'atom', 'filter', 'rss']],
]) {
  test(`<news-tag-feed ${attributes}> requests what its first story takes at once`, async () => {
    const page = await browser.newPage();
    const requested = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      requested.push(/chunks\/([\w-]+)-\d+\.js$/.exec(pathname)?.[1] ?? pathname);
    });
    const url = `${server.origin}/?${new URLSearchParams({ attributes })}`;
    // The event waits for the starter. Browsers report requests in order, so all that it sent are known by then.
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    assert.deepEqual(requested.sort(), ['/', '/dist/cdn/newsrack.js', ...expected].sort());
    await page.close();
  });
}
