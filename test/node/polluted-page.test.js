/** Pages that have put things of their own on what every object and every list inherits still get news. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { renderFeed } from '../../dist/server/node.js';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const item = (tag) =>
  `<item><title>Of ${tag}</title><link>https://paper.example/${tag}</link><category>${tag}</category></item>`;
const FEED = `<rss version="2.0"><channel><title>Paper</title>${['x', 'y', 'x 2'].map(item).join('')}</channel></rss>`;

/** Names that libraries have put there, and names of newsrack's options. */
const NAMES = [
  'extend each clone contains size first last all any isEmpty toQueryString curry watch log remove polluted',
  'include exclude map tag src limit provider relay timeout loading cache dedupe layout heading state reflect type',
].flatMap((names) => names.split(' '));

/** Names of members of the model and of options that pages set. */
const MODEL = (
  'id url title excerpt published updated seen language image alt width height authors name avatar publisher icon logo ' +
  'tags category articles homeUrl attribution next movedTo expired dropped feeds sources at selected words storage ' +
  'src provider relay tag include limit apiKey href headline'
).split(' ');

/** Members that the platform itself or Lit reads, inherited ones included: with these, no component works. */
const PLATFORM = 'get set value signal root threshold mode headers body style renderRoot'.split(' ');

/** All members that classes and interfaces of the code in pages declare. */
const DECLARED = [
  ...new Set(
    ['cache', 'elements', 'feed', 'model', 'network', 'providers', 'select', 'views']
      .flatMap((folder) =>
        readdirSync(new URL(`src/${folder}`, root), { recursive: true })
          .filter((file) => file.endsWith('.ts'))
          .flatMap((file) => [
            ...readFileSync(new URL(`src/${folder}/${file}`, root), 'utf8').matchAll(
              /^ {2,4}(?:(?:readonly|protected|declare|override) )*([a-z]\w*)[?!]?: /gm,
            ),
          ]),
      )
      .map(([, name]) => name),
  ),
].filter((name) => !PLATFORM.includes(name));

const LEAK = 'leak.example';

/** Values put there, by kind. A getter lets objects have members of their own, as those of libraries do. */
const KINDS = {
  function: '{ value: function () { return this; }, writable: true }',
  text: `{ value: 'https://${LEAK}/polluted', writable: true }`,
  getter: `{
    get: () => 'https://${LEAK}/polluted',
    set(value) { Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }); },
  }`,
};

const pollution = (names, kind = 'function') => `for (const name of ${JSON.stringify(names)}) {
  for (const prototype of [Object.prototype, Array.prototype]) {
    const found = ${KINDS[kind]};
    if (!Object.hasOwn(prototype, name)) Object.defineProperty(prototype, name, { ...found, enumerable: true, configurable: true });
  }
}`;

/** Everything that events say. */
const LISTENING = `var told = [];
  for (const name of ['news-load', 'news-error', 'news-article-view', 'news-article-open', 'news-status'])
    addEventListener(name, (event) => told.push(JSON.stringify(Object.entries(event))), true);`;

const page = (script, names, kind) => `<!doctype html><html lang="en"><script>${pollution(names, kind)}
  ${LISTENING}
  addEventListener('error', ({ message }) => console.error(message));
  addEventListener('unhandledrejection', ({ reason }) => console.error(String(reason)));
</script><script type="module" src="/dist/cdn/${script}"></script><body>
<news-tag-list for="feed"></news-tag-list>
<news-tag-feed id="feed" src="/feed.xml" loading="eager"></news-tag-feed>
<news-tag-feed id="grid" src="/feed.xml" tag="x" exclude="2" layout="grid" loading="eager"></news-tag-feed>
<news-tag-feed id="inline" provider="inline" loading="eager"><script type="application/json">
[{ "title": "Of this page", "url": "https://paper.example/here" }]</script></news-tag-feed>
${served.replace('<news-tag-feed', '<news-tag-feed id="served" loading="eager"')}
<news-article-card href="https://paper.example/card" headline="A card"></news-article-card>
<news-app-promo app-store="https://apps.example/" heading="An app"></news-app-promo></body></html>`;

let served;
let server;
let browser;

before(async () => {
  const articles = [{ title: 'Of the server', url: 'https://paper.example/served', authors: ['Ann'], tags: ['x'] }];
  served = await renderFeed({ articles }, { src: '/feed.xml', fields: 'authors tags' });
  server = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, text) => response.writeHead(200, { 'content-type': type }).end(text);
    if (pathname.startsWith('/dist/')) return send('text/javascript', readFileSync(new URL(`.${pathname}`, root)));
    if (pathname === '/feed.xml') return send('text/xml', FEED);
    if (pathname === '/page') {
      return send('text/html', page(searchParams.get('script'), searchParams.getAll('name'), searchParams.get('kind')));
    }
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

/** Runs in the page. The driver's own way of waiting takes what all objects inherit for its own. */
const waitForNews = () =>
  new Promise((resolve) => {
    const end = performance.now() + 15_000;
    const isReady = () =>
      [...document.querySelectorAll('news-tag-feed')].every(({ status }) => status === 'ready') &&
      document.querySelector('news-tag-list').shadowRoot?.querySelector('.tag');
    const look = () => (isReady() || performance.now() > end ? resolve() : requestAnimationFrame(look));
    look();
  });

async function newsIn(script, names, kind = 'function') {
  const tab = await browser.newPage();
  const said = [];
  const requested = new Set();
  tab.on('console', (message) => message.text().includes('404') || said.push(message.text()));
  tab.on('pageerror', (error) => said.push(String(error)));
  tab.on('request', (request) => requested.add(new URL(request.url()).host));
  const query = new URLSearchParams([['script', script], ['kind', kind], ...names.map((name) => ['name', name])]);
  await tab.goto(`${server.origin}/page?${query}`);
  await tab.evaluate(waitForNews);
  const news = await shown(tab);
  const told = await tab.evaluate(() => globalThis.told.join());
  const links = await tab.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('a, img') ?? [])].map(({ href, src }) => href ?? src),
    ),
  );
  await tab.close();
  // How many events there were by now, depends on the machine.
  const leaks = told.includes(LEAK);
  return { news, said, leaks, links, requested: [...requested].toSorted() };
}

for (const script of ['newsrack.js', 'newsrack.all.js']) {
  test(`${script} shows the same articles in a page with a polluted Object.prototype`, async () => {
    const expected = await newsIn(script, []);
    assert.match(expected.news.join(), /Of x.*Of this page.*A card.*An app/);
    assert.deepEqual(await newsIn(script, NAMES), expected);
  });

  for (const kind of Object.keys(KINDS)) {
    test(`${script} takes no inherited ${kind} for a member of an article`, async () => {
      const expected = await newsIn(script, []);
      assert.deepEqual(await newsIn(script, MODEL, kind), expected);
    });

    test(`${script} takes no inherited ${kind} for a member of its own`, async () => {
      const expected = await newsIn(script, []);
      assert.deepEqual(await newsIn(script, DECLARED, kind), expected);
    });
  }
}
