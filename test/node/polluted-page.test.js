/** Pages that have put things of their own on what every object and every list inherits still get news. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const item = (tag) =>
  `<item><title>Of ${tag}</title><link>https://paper.example/${tag}</link><category>${tag}</category></item>`;
const FEED = `<rss version="2.0"><channel><title>Paper</title>${['x', 'y', 'x 2'].map(item).join('')}</channel></rss>`;

/** What libraries have put there, and what options of newsrack are called. */
const NAMES = [
  'extend each clone contains size first last all any isEmpty toQueryString curry watch log remove polluted',
  'include exclude map tag src limit provider relay timeout loading cache dedupe layout heading state reflect type',
].flatMap((names) => names.split(' '));

const pollution = (names) => `for (const name of ${JSON.stringify(names)}) {
  Object.prototype[name] = function () { return this; };
  if (!(name in Array.prototype)) Array.prototype[name] = Object.prototype[name];
}`;

const page = (script, names) => `<!doctype html><html lang="en"><script>${pollution(names)}
  addEventListener('error', ({ message }) => console.error(message));
  addEventListener('unhandledrejection', ({ reason }) => console.error(String(reason)));
</script><script type="module" src="/dist/cdn/${script}"></script><body>
<news-tag-list for="feed"></news-tag-list>
<news-tag-feed id="feed" src="/feed.xml" loading="eager"></news-tag-feed>
<news-tag-feed id="grid" src="/feed.xml" tag="x" exclude="2" layout="grid" loading="eager"></news-tag-feed>
<news-tag-feed id="inline" provider="inline" loading="eager"><script type="application/json">
[{ "title": "Of this page", "url": "https://paper.example/here" }]</script></news-tag-feed>
<news-article-card href="https://paper.example/card" headline="A card"></news-article-card>
<news-app-promo app-store="https://apps.example/" heading="An app"></news-app-promo></body></html>`;

let server;
let browser;

before(async () => {
  server = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, text) => response.writeHead(200, { 'content-type': type }).end(text);
    if (pathname.startsWith('/dist/')) return send('text/javascript', readFileSync(new URL(`.${pathname}`, root)));
    if (pathname === '/feed.xml') return send('text/xml', FEED);
    if (pathname === '/page') return send('text/html', page(searchParams.get('script'), searchParams.getAll('name')));
    response.writeHead(404).end();
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const shown = (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('news-tag-feed, news-tag-list, news-article-card, news-app-promo')].map((element) =>
      [...(element.shadowRoot?.querySelectorAll('[part~=headline], .tag, [part~=heading]') ?? [])]
        .map((one) => one.textContent.trim())
        .join(', '),
    ),
  );

async function newsIn(script, names) {
  const tab = await browser.newPage();
  const said = [];
  tab.on('console', (message) => message.text().includes('404') || said.push(message.text()));
  tab.on('pageerror', (error) => said.push(String(error)));
  const query = new URLSearchParams([['script', script], ...names.map((name) => ['name', name])]);
  await tab.goto(`${server.origin}/page?${query}`);
  const isReady = () =>
    [...document.querySelectorAll('news-tag-feed')].every(({ status }) => status === 'ready') &&
    document.querySelector('news-tag-list').shadowRoot?.querySelector('.tag');
  await tab.waitForFunction(isReady, { timeout: 15_000 }).catch(() => undefined);
  const news = await shown(tab);
  await tab.close();
  return { news, said };
}

for (const script of ['newsrack.js', 'newsrack.all.js']) {
  test(`${script} shows the same news in a page with more on every object`, async () => {
    const expected = await newsIn(script, []);
    assert.match(expected.news.join(), /Of x.*Of this page.*A card.*An app/);
    assert.deepEqual(await newsIn(script, NAMES), expected);
  });
}
