/**
 * The page round a feed stays still from its first byte on, and has no hole in the end: any number of sources, each fast
 * or late, in every layout. Chromium counts what moves (https://wicg.github.io/layout-instability/).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { reservedHeight } from '../../demo/reserved-height.js';
import { roomRule } from '../../demo/room.js';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const LAYOUTS = ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'];
const WIDTHS = [320, 768, 1280];

/** A movement of the whole page by a single pixel would be more. */
const STILL = 0.001;

/** Kinds of sources: `f`ast, `l`ate, and late ones that are `e`mpty or `b`roken. */
const MIXES = ['f', 'l', 'fl', 'flb', 'ffle'];

/** Stories of a source, of every length. */
const storiesOf = (source) =>
  Array.from({ length: 3 }, (_, n) => ({
    title: ['Ferry to Osk runs again', 'A headline that goes on and on, '.repeat(n * 4)]
      .join(' ')
      .slice(0, 20 + 90 * n),
    link: `https://paper-${source}.example/${n}`,
    text: 'Words about it. '.repeat(n * 20),
    date: new Date(Date.UTC(2026, 0, 20, 12 - n, Number(source))),
  }));

const FORMATS = [
  (source, stories) => [
    'application/rss+xml',
    `<rss version="2.0"><channel><title>Paper ${source}</title>${stories
      .map(
        ({ title, link, text, date }) =>
          `<item><title>${title}</title><link>${link}</link><category>Coast</category><description>${text}</description><pubDate>${date.toUTCString()}</pubDate></item>`,
      )
      .join('')}</channel></rss>`,
  ],
  (source, stories) => [
    'application/atom+xml',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper ${source}</title>${stories
      .map(
        ({ title, link, text, date }) =>
          `<entry><id>${link}</id><title>${title}</title><link href="${link}"/><summary>${text}</summary><updated>${date.toISOString()}</updated></entry>`,
      )
      .join('')}</feed>`,
  ],
  (source, stories) => [
    'application/feed+json',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: `Paper ${source}`,
      items: stories.map(({ title, link, text, date }) => ({
        id: link,
        url: link,
        title,
        content_text: text,
        date_published: date.toISOString(),
      })),
    }),
  ],
];

/** @param feeds the markup of the feeds of a page; between them and after them stands text */
const pageOf = (feeds, height) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 16px } p { margin: 16px 0 } ${roomRule(height)}</style>
<script>
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
</script>
<p>Text before.</p>
<script type="module" src="/dist/cdn/newsrack.js"></script>
<main>${feeds}</main>
<p id="after">${'Text after it. '.repeat(40)}</p></html>`;

let server;
let origin;
const browsers = [];
/** By the number of a visit: the page it gets, and what holds its late answers. */
const visits = new Map();

before(async () => {
  server = await serve(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (type, body, status = 200) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    const [, number, what] = /^\/visit\/(\d+)\/(.*)/.exec(pathname) ?? [];
    if (!number) {
      return response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=600' })
        .end(readFileSync(new URL(pathname.slice(1), root)));
    }
    const visit = visits.get(number);
    if (what === '') return send('text/html', visit.html);
    // `l1`: a late source, the second.
    const [kind, index] = what;
    if (kind !== 'f') await visit.late;
    if (kind === 'b') return send('text/plain', 'Broken', 500);
    send(...FORMATS[index % FORMATS.length](index, kind === 'e' ? [] : storiesOf(index)));
  });
  origin = server.origin;
});
after(async () => {
  await Promise.all(browsers.map(async (browser) => (await browser).close()));
  await server?.stop();
});

/** Pages that are free: a page behind another of the same browser would get no frames. */
const free = [];
async function borrowPage() {
  if (free.length) return free.pop();
  const browser = startChromium();
  browsers.push(browser);
  return (await (await browser).pages())[0];
}

/** In the page: until two frames have been drawn. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

const SETTLED = ['ready', 'empty', 'error', 'stale'];

/**
 * Opens a page, and lets late news come when the reader has seen what is there without.
 * @param feeds markup of feeds; `{f0}`, `{l1}`, … stand for sources
 * @returns how much moved, and how far what follows is from the end of each feed, too much
 */
async function visit(feeds, { width = 768, height = '100vh' } = {}) {
  const number = String(visits.size);
  let open;
  const late = new Promise((resolve) => (open = resolve));
  const html = pageOf(
    feeds.replace(/\{(\w\d)\}/g, (_all, source) => `/visit/${number}/${source}`),
    height,
  );
  visits.set(number, { html, late });
  const page = await borrowPage();
  try {
    await page.setViewport({ width, height: 800 });
    await page.goto(`${origin}/visit/${number}/`, { waitUntil: 'domcontentloaded' });
    await page.evaluate(() => localStorage.clear());
    await page.evaluate(drawn);
    if (/\/\w+\/[leb]\d/.test(html)) {
      const isWaiting = (feed) => feed.querySelector(':scope>:not([slot])') || feed.shadowRoot?.querySelector('.kept');
      await page.waitForFunction(`[...document.querySelectorAll('news-tag-feed')].some(${isWaiting})`);
      await page.evaluate(drawn);
    }
    open();
    await page.waitForFunction(
      (SETTLED) => [...document.querySelectorAll('news-tag-feed')].every(({ status }) => SETTLED.includes(status)),
      {},
      SETTLED,
    );
    await page.evaluate(drawn);
    // What eases up is in its place; a ticker goes on for ever.
    await page.evaluate(() => {
      for (const animation of document.getAnimations())
        if (document.contains(animation.effect.target)) animation.finish();
    });
    await page.evaluate(drawn);
    return await page.evaluate(() => ({
      moved: window.shifts.reduce((sum, { value }) => sum + value, 0),
      what: window.shifts.flatMap(({ value, sources }) =>
        sources.map(
          ({ node, previousRect: was, currentRect: is }) =>
            `${value.toFixed(4)} ${node?.localName ?? node?.nodeName}#${node?.id}.${node?.className} ${was.x},${was.y} ${was.width}x${was.height} -> ${is.x},${is.y} ${is.width}x${is.height}`,
        ),
      ),
      holes: [...document.querySelectorAll('news-tag-feed')].map(
        (feed) =>
          feed.getBoundingClientRect().bottom - feed.shadowRoot.querySelector('.root').getBoundingClientRect().bottom,
      ),
      gap:
        document.querySelector('#after').getBoundingClientRect().top -
        document.querySelector('main').getBoundingClientRect().bottom,
    }));
  } finally {
    open();
    free.push(page);
  }
}

function expectStill({ moved, what, holes, gap }) {
  assert.ok(moved <= STILL, `moved by ${moved}: ${what.join('; ')}`);
  assert.deepEqual(
    holes.map((hole) => Math.round(hole)),
    holes.map(() => 0),
  );
  assert.ok(Math.abs(gap - 16) < 1, `what follows is ${gap} px below`);
}

const srcOf = (mix) => [...mix].map((kind, index) => `{${kind}${index}}`).join(' ');
const feed = (attributes, inside = '') => `<news-tag-feed cache="none" ${attributes}>${inside}</news-tag-feed>`;

describe('the page has no layout shift and no overflow', { concurrency: 3 }, () => {
  for (const layout of LAYOUTS) {
    for (const width of WIDTHS) {
      for (const mix of MIXES) {
        test(`around a ${layout} of sources ${mix} at ${width} px`, async () =>
          expectStill(
            await visit(feed(`layout="${layout}" src="${srcOf(mix)}"`), { width, height: reservedHeight({ layout }) }),
          ));
      }
    }
  }

  const OTHERS = {
    'with nothing but an empty feed': [feed(`src="${srcOf('e')}"`)],
    'with several empty feeds': [feed(`src="${srcOf('eee')}"`)],
    'with nothing but errors': [feed(`src="${srcOf('bb')}"`)],
    'with content of the owner': [feed(`src="${srcOf('ll')}"`, '<div>Our own news</div>')],
    'with content of the owner, and an error': [feed(`src="${srcOf('b')}"`, '<div>Our own news</div>')],
    'with a limit': [feed(`limit="3" src="${srcOf('ll')}"`), { limit: '3' }],
    'with a single headline': [
      feed(`layout="headlines" limit="1" src="${srcOf('l')}"`),
      { layout: 'headlines', limit: '1' },
    ],
    'with a heading of the owner': [feed(`src="${srcOf('fl')}"`, '<h2 slot="heading">Our heading</h2>')],
    'with a heading of the owner in a grid, and its margins': [
      feed(`layout="grid" src="${srcOf('ll')}"`, '<h1 slot="heading" style="margin: 40px 0">Our heading</h1>'),
      { layout: 'grid' },
    ],
    'with content of the owner that has margins': [feed(`src="${srcOf('ll')}"`, '<p>Our own news</p>')],
    'with something above the list': [feed(`src="${srcOf('fl')}"`, '<p slot="before">Above the list</p>')],
    'without a heading': [feed(`layout="ticker" heading="" src="${srcOf('l')}"`), { layout: 'ticker', heading: '' }],
    'with a long heading': [
      feed(`layout="ticker" heading="${'News about the sea '.repeat(3)}" src="${srcOf('l')}"`),
      { layout: 'ticker', heading: 'News about the sea '.repeat(3) },
    ],
    'with a theme': [feed(`theme="dark" layout="carousel" src="${srcOf('l')}"`), { theme: 'dark', layout: 'carousel' }],
    'with a service': [feed(`provider="wordpress" src="${srcOf('b')}"`)],
    'with several feeds': [
      `${feed(`limit="1" layout="headlines" src="${srcOf('l')}"`)}<p>Between.</p>${feed(`limit="2" layout="headlines" src="${srcOf('fl')}"`)}`,
      { layout: 'headlines', limit: '2' },
    ],
    'with a feed below the fold': [`<div style="height: 1200px"></div>${feed(`src="${srcOf('ll')}"`)}`],
    'within a column of flex items': [
      `<div style="display: flex; flex-direction: column">${feed(`src="${srcOf('fl')}"`)}<p>Beside it.</p></div>`,
    ],
  };
  for (const [what, [feeds, attributes = {}]] of Object.entries(OTHERS)) {
    for (const width of [320, 1280]) {
      test(`${what} at ${width} px`, async () =>
        expectStill(await visit(feeds, { width, height: reservedHeight(attributes) })));
    }
  }
});
