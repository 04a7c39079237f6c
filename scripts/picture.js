/**
 * `npm run docs:picture`: takes the picture at the top of the README, `docs/pictures/newsrack.webp`, of the demo's own
 * invented news. Needs `npm run build:cdn`.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshen } from '../demo/freshen.js';
import { serve, startChromium } from '../test/support/chromium.js';

const root = new URL('../', import.meta.url);
const OUT = fileURLToPath(new URL('docs/pictures/', root));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

const feeds = (names) => names.map((name) => `/demo/feeds/${name}`).join(' ');
const ALL = feeds([
  'meridian.rss.xml',
  'northern-ledger.atom.xml',
  'harbour-wire.rdf.xml',
  'evening-courier.feed.json',
]);

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>newsrack</title>
<style>
  body { margin: 0; display: grid; grid-template-columns: 1fr 340px; color: #17191d; background: #fff; font: 16px/1.5 'Liberation Sans', sans-serif }
  main, aside { padding: 28px 32px }
  aside { color: #e8e9eb; background: #16222e }
</style>
<link rel="icon" href="data:,">
<script type="module" src="/dist/cdn/newsrack.js"></script>
<main style="--news-columns: 3"><news-tag-feed src="${ALL}" tag="peace negotiations" layout="grid" limit="6" more="none" fields="image category publisher time" loading="eager"></news-tag-feed></main>
<aside><news-tag-feed src="${ALL}" heading="In brief" limit="4" more="none" fields="image time" loading="eager"></news-tag-feed></aside>`;

const { origin, stop } = await serve((request, response) => {
  const { pathname } = new URL(request.url, 'http://page');
  if (pathname === '/') return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  const isFeed = /^\/demo\/feeds\/[\w.-]+\.(?:xml|json)$/.test(pathname);
  const file = new URL(`.${pathname}`, root);
  const type = TYPES[extname(pathname)] ?? 'application/xml';
  response
    .writeHead(200, { 'content-type': type })
    .end(isFeed ? freshen(readFileSync(file, 'utf8')) : readFileSync(file));
});
const browser = await startChromium();
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1280, height: 764, deviceScaleFactor: 1.5 });
  await tab.goto(origin, { waitUntil: 'networkidle0' });
  await tab.evaluate(async () => {
    for (const { shadowRoot } of document.querySelectorAll('news-tag-feed')) {
      const pictures = [...shadowRoot.querySelectorAll('img')];
      for (const picture of pictures) picture.loading = 'eager';
      await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    }
  });
  mkdirSync(OUT, { recursive: true });
  await tab.screenshot({ path: `${OUT}newsrack.webp`, type: 'webp', quality: 70 });
} finally {
  await browser.close();
  await stop();
}
