/**
 * Nothing moves on the owner's page, however late the news, its pictures and the rest of newsrack come: Chromium counts
 * what moves (https://wicg.github.io/layout-instability/).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const WIDTHS = [320, 768, 1280];
const LAYOUTS = ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'];

/** As feeds have them: of every length, with and without what a card can show. */
const STORIES = [
  ['Delegations agree an order of business in Averholm, and little else', 'World', 'The Meridian', 60, true],
  ['A headline without any end, '.repeat(11), 'World', 'The Meridian', 900, true],
  ['No', '', 'The Meridian', 0, false],
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 'Verkehr', 'Bote', 30, true],
  [
    'Trams that nobody else wanted',
    'Verkehrsinfrastrukturfinanzierungsgesellschaft'.repeat(3),
    'P'.repeat(90),
    8,
    true,
  ],
  ['Grain ships leave Senn', 'Trade', 'A publisher with a name that takes its time to say', 300, false],
  ...Array.from({ length: 8 }, (_, n) => [`Story ${n} about the harbour`, 'World', 'The Meridian', 120, n % 3 > 0]),
];

const feed = (count) => `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Paper</title>${STORIES.slice(0, count)
  .map(
    (
      [title, category, publisher, words, picture],
      n,
    ) => `<item><title>${title}</title><link>https://paper.example/${n}</link>
    <category>${category}</category><source url="https://paper.example/">${publisher}</source>
    <pubDate>${new Date(Date.UTC(2026, 0, 20 - n)).toUTCString()}</pubDate><description>${'word '.repeat(words)}</description>
    ${picture ? `<enclosure url="/picture/${n}.svg" type="image/svg+xml" length="1"/>` : ''}</item>`,
  )
  .join('')}</channel></rss>`;

/** A feed of one publisher: stories that fit on the screen are painted first, the rest a moment later. */
const oneFeed = (count) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>${Array.from(
    { length: count },
    (_, n) => `<item><title>Story ${n} about the harbour and its ferries</title><link>https://paper.example/${n}</link>
    <description>${'word '.repeat(80)}</description><enclosure url="/picture/${n}.svg" type="image/svg+xml" length="1"/></item>`,
  ).join('')}</channel></rss>`;

/** The snippet to paste, in the middle of a page. */
const pageOf = (layout, count) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>
<script>
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
</script>
<p>Text before.</p>
<style>news-tag-feed:not(:defined) { display: block; min-height: 100vh }</style>
<script type="module" src="/dist/cdn/newsrack.js"></script>
<news-tag-feed src="/${count}.xml" layout="${layout}"></news-tag-feed>
<p>${'Text after it. '.repeat(40)}</p></html>`;

/** Doors that the test opens when the reader has seen what is there without what waits behind them. */
function doors() {
  const waiting = new Map();
  const door = (name) => waiting.get(name) ?? waiting.set(name, Promise.withResolvers?.() ?? resolvers()).get(name);
  return { pass: (name) => door(name).promise, open: (name) => door(name).resolve() };
}
function resolvers() {
  const all = {};
  all.promise = new Promise((resolve) => (all.resolve = resolve));
  return all;
}

let server;
let browser;
let gates = doors();

before(async () => {
  server = await serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, body) =>
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (pathname === '/') return send('text/html', pageOf(searchParams.get('layout'), searchParams.get('count')));
    const [, kind, count] = /^\/(feed|one)-(\d+)\.xml/.exec(pathname) ?? [];
    const xml = { feed, one: oneFeed }[kind]?.(Number(count));
    if (xml) return gates.pass('feed').then(() => send('text/xml', xml));
    if (pathname.startsWith('/picture/')) {
      const svg =
        '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="400"><path d="M0 0h1600v400H0z"/></svg>';
      return gates.pass('pictures').then(() => send('image/svg+xml', svg));
    }
    if (pathname.includes('/rest-')) await gates.pass('rest');
    send('text/javascript', readFileSync(new URL(pathname.slice(1), root)));
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** In the page: until two frames have been drawn. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/**
 * @param early whether what defines the element comes before the news: what is of several publishers waits for it
 * @returns what Chromium saw move, in the order of the page's life
 */
async function shiftsOf(layout, width, count, early) {
  gates = doors();
  // A first visit: nothing is kept of an earlier one.
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  try {
    await page.setViewport({ width, height: 800 });
    await page.goto(`${server.origin}/?layout=${layout}&count=feed-${count}`, {
      waitUntil: 'domcontentloaded',
    });
    if (early) gates.open('rest');
    await page.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot?.querySelector('.shapes'));
    if (early) await page.waitForFunction(() => document.querySelector('news-tag-feed').matches(':defined'));
    await page.evaluate(drawn);
    gates.open('feed');
    await page.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot.querySelector('li'));
    await page.evaluate(drawn);
    gates.open('rest');
    await page.waitForFunction(() => document.querySelector('news-tag-feed').status === 'ready');
    await page.evaluate(drawn);
    gates.open('pictures');
    await page.waitForFunction(() =>
      [...document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('img')].every((image) => {
        const { top, right } = image.getBoundingClientRect();
        return image.complete || top > innerHeight || right > innerWidth;
      }),
    );
    await page.evaluate(drawn);
    return await page.evaluate(() =>
      window.shifts.map(({ value, sources }) => ({
        value,
        moved: sources.map(({ node, previousRect, currentRect }) => [
          node?.localName ?? node?.nodeName,
          node?.className,
          previousRect.y,
          currentRect.y,
        ]),
      })),
    );
  } finally {
    for (const name of ['rest', 'feed', 'pictures']) gates.open(name);
    await visit.close();
  }
}

for (const layout of LAYOUTS) {
  describe(`nothing moves around a ${layout}`, () => {
    for (const width of WIDTHS) {
      test(`at ${width} px, with a full page of articles`, async () =>
        assert.deepEqual(await shiftsOf(layout, width, 14, true), []));
      test(`at ${width} px, with fewer articles than reserved space`, async () =>
        assert.deepEqual(await shiftsOf(layout, width, 3, false), []));
    }
  });
}

for (const [layout, width, height, count] of [
  ['list', 1280, 700, 9],
  ['list', 1280, 900, 10],
  ['grid', 640, 1000, 6],
  ['grid', 1024, 700, 12],
  ['magazine', 800, 860, 8],
  ['magazine', 800, 900, 6],
  ['magazine', 1280, 760, 11],
]) {
  test(`nothing moves at the fold of a ${layout}, ${width} × ${height} px, with ${count} articles`, async () => {
    gates = doors();
    for (const name of ['rest', 'feed', 'pictures']) gates.open(name);
    const visit = await browser.createBrowserContext();
    const page = await visit.newPage();
    await page.setViewport({ width, height });
    await page.goto(`${server.origin}/?layout=${layout}&count=one-${count}`);
    await page.waitForFunction(() => document.querySelector('news-tag-feed').status === 'ready');
    await page.evaluate(drawn);
    assert.deepEqual(await page.evaluate(() => window.shifts.map(({ value }) => value)), []);
    await visit.close();
  });
}

test('the measurement detects a layout shift', async () => {
  const page = await browser.newPage();
  gates.open('feed');
  await page.goto(`${server.origin}/?layout=list&count=feed-3`);
  await page.waitForFunction(() => document.querySelector('news-tag-feed').status === 'ready');
  await page.evaluate(drawn);
  await page.evaluate(() => (document.querySelector('p').style.blockSize = '200px'));
  await page.waitForFunction(() => window.shifts.length > 0);
  await page.close();
});

test('content below a list that is shorter than its reserved space moves up to it', async () => {
  gates = doors();
  const visit = await browser.createBrowserContext();
  const page = await visit.newPage();
  await page.setViewport({ width: 320, height: 800 });
  await page.goto(`${server.origin}/?layout=headlines&count=feed-3`, {
    waitUntil: 'domcontentloaded',
  });
  await page.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot?.querySelector('.shapes'));
  const after = () => page.evaluate(() => document.querySelector('news-tag-feed + p').getBoundingClientRect().top);
  const before = await after();
  for (const name of ['rest', 'feed', 'pictures']) gates.open(name);
  // On a busy machine the movement may be over before anybody looks.
  await page.waitForFunction(
    (before) => {
      const next = document.querySelector('news-tag-feed + p');
      return next.getBoundingClientRect().top < before && !next.getAnimations().length;
    },
    {},
    before,
  );
  const { end, height } = await page.evaluate(() => {
    const feed = document.querySelector('news-tag-feed');
    return {
      end: feed.getBoundingClientRect().bottom,
      height: feed.offsetHeight - feed.shadowRoot.querySelector('.root').offsetHeight,
    };
  });
  assert.equal(height, 0);
  assert.equal(Math.round((await after()) - end), 16);
  assert.ok((await after()) < before);
  await visit.close();
});
