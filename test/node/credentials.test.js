/** A page that was opened with a name and a password in its address shows its news, and tells them to nobody. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const feedOf = (name) =>
  `<rss version="2.0"><channel><title>Paper</title><item><title>Of ${name}</title><link>/story-${name}</link></item></channel></rss>`;

/** All ways by which an address of the page, or one with a password of its own, gets into an element. */
const body = (host) => `<news-tag-feed id="relative" src="/feed.xml?a" loading="eager"></news-tag-feed>
<news-tag-feed id="cards" src="feed.xml?b" loading="eager" structured-data><template slot="article"><a data-news="title"></a></template></news-tag-feed>
<news-tag-feed id="absolute" src="http://someone:s3cret@${host}/feed.xml?c" loading="eager"></news-tag-feed>
<news-tag-feed id="relayed" relay="http://someone:s3cret@${host}/relay" src="https://paper.example/feed.xml" loading="eager"></news-tag-feed>
<news-tag-feed id="missing" src="/missing.xml" loading="eager"></news-tag-feed>
<news-tag-feed id="refused" src="ftp://someone:s3cret@${host}/feed.xml" loading="eager"></news-tag-feed>
<news-tag-feed id="inside" provider="inline" loading="eager"><a href="/own">Own</a></news-tag-feed>
<news-article-card href="/story" headline="Alone" image="/a.svg"></news-article-card>
<news-app-promo app-store="/app"></news-app-promo>
<news-tag-list for="relative" mode="links" url-param="topic"></news-tag-list>`;

let server;
let browser;
let host;
let asked = [];

before(async () => {
  server = await serve((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const send = (type, text) => response.writeHead(200, { 'content-type': type }).end(text);
    if (url.pathname.startsWith('/dist/'))
      return send('text/javascript', readFileSync(new URL(`.${url.pathname}`, root)));
    if (!request.headers.authorization)
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="staging"' }).end();
    asked.push(request.url);
    const script = url.searchParams.get('script');
    if (url.pathname === '/')
      return send(
        'text/html',
        `<!doctype html><html lang="en"><link rel="icon" href="data:,"><script type="module" src="/dist/cdn/${script}"></script>${body(host)}`,
      );
    if (/feed\.xml|relay/.test(url.pathname)) return send('text/xml', feedOf(url.search.slice(1, 2)));
    response.writeHead(404).end();
  });
  host = `127.0.0.1:${server.port}`;
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** In the page: all that elements show, say and keep. */
function collect() {
  const inside = (root) =>
    [...root.querySelectorAll('*')].flatMap((one) => [
      ...[...one.attributes].map(({ value }) => value),
      ...(one.localName === 'a' ? [one.getAttribute('href')] : []),
      ...(one.shadowRoot ? inside(one.shadowRoot) : []),
      ...(one.localName === 'script' ? [one.text] : []),
    ]);
  // What the owner has written stands in the page anyway.
  const written = [...document.body.querySelectorAll('[src],[relay]')].flatMap((one) => [
    one.getAttribute('src'),
    one.getAttribute('relay'),
  ]);
  return [
    ...inside(document.body).filter((text) => !written.includes(text)),
    ...window.heard,
    JSON.stringify(localStorage),
    JSON.stringify(history.state),
  ];
}

for (const script of ['newsrack.js', 'newsrack.all.js']) {
  test(`${script}: shows articles, and sends neither user name nor password`, async () => {
    asked = [];
    const visit = await browser.createBrowserContext();
    const page = await visit.newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.evaluateOnNewDocument(() => {
      window.heard = [];
      for (const type of ['news-load', 'news-error', 'news-status'])
        addEventListener(type, (event) => {
          const { message, source, cause } = event.error ?? {};
          window.heard.push(JSON.stringify([event.feed, message, source, String(cause)]));
        });
    });
    // Chromium forgets them in the address of a page; other browsers don't.
    await page.evaluateOnNewDocument(() => {
      const { get } = Object.getOwnPropertyDescriptor(Node.prototype, 'baseURI');
      Object.defineProperty(Node.prototype, 'baseURI', {
        get() {
          return get.call(this).replace(/^http:\/\/(?!someone)/, 'http://someone:s3cret@');
        },
      });
    });
    await page.goto(`http://someone:s3cret@${host}/?script=${script}`);
    await page.waitForFunction(
      () =>
        ['relative', 'cards', 'absolute', 'relayed', 'inside'].every(
          (id) => document.getElementById(id).status === 'ready',
        ) && ['missing', 'refused'].every((id) => document.getElementById(id).status === 'error'),
    );
    await page.waitForFunction(() => document.querySelector('#cards a') && document.querySelector('#cards script'));
    const found = await page.evaluate(collect);
    assert.ok(
      found.some((text) => text === `http://${page.url().split('/')[2].split('@').at(-1)}/story-a`),
      found.join('\n'),
    );
    assert.deepEqual(
      [...found, ...said].filter((text) => /someone|s3cret/.test(text)),
      [],
    );
    assert.equal(asked.filter((url) => url.includes('feed.xml?a')).length, 1);
    assert.ok(
      said.some((text) => text.includes('src="ftp://127.0.0.1')),
      said.join('\n'),
    );
    await visit.close();
  });
}
