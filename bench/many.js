/** Measures a thousand articles, compared with a handwritten page of the same markup. */
import { readFileSync } from 'node:fs';
import { roomStyle } from '../demo/room.js';
import { handWritten, handWrittenLater } from './by-hand.js';
import { asJsonFeed, stories } from './news.js';
import { serve } from './server.js';
import { table } from './table.js';
import { median } from './visit.js';

export const title = 'A thousand articles';

/** Number of scroll positions at which the page is measured. */
const SCREENS = 40;

/** Limit as a multiple of the time of the handwritten page. */
const TIMES = 1.5;

/** Maximum heap that newsrack may use beyond that page, in bytes. */
const MORE_HEAP = 10e6;

const list = stories(1000).map((story) => ({ ...story, paragraphs: [] }));

/** Numbers of articles that pages show from navigation on. */
const COUNTS = [10, 100, 1000];

const WAYS = ['hand', 'newsrack'];

const PAGES = {
  hand: handWrittenLater,
  newsrack: `<script type="module" src="/dist/cdn/newsrack.all.js"></script>
<news-tag-feed limit="1000" page-size="1000" more="none"></news-tag-feed>`,
  ...Object.fromEntries(
    COUNTS.flatMap((count) => [
      [`hand-${count}`, handWritten(`/feed.json?${count}`, count)],
      [
        `newsrack-${count}`,
        `${roomStyle()}
<script type="module" src="/dist/cdn/newsrack.js"></script>
<news-tag-feed src="/feed.json?${count}" limit="${count}" page-size="${count}"></news-tag-feed>`,
      ],
    ]),
  ),
};

function answer(url, origins) {
  const [path, count = list.length] = url.split('?');
  const body = PAGES[path.slice(1)];
  const head =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title><link rel="icon" href="data:,">';
  if (body) return { type: 'text/html; charset=utf-8', body: `${head}<body>${body}` };
  if (path === '/feed.json') return { type: 'application/json', body: asJsonFeed(list.slice(0, count), origins.news) };
  if (path === '/picture.svg') return { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
  return { type: 'text/javascript', body: readFileSync(new URL(`..${path}`, import.meta.url)) };
}

/** Runs in the page. */
async function measure(who, screens) {
  const { items } = await (await fetch('/feed.json')).json();
  const painted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      requestAnimationFrame(() => port2.postMessage(0));
    });
  const timed = async (act) => {
    await painted();
    const start = performance.now();
    await act();
    await painted();
    return performance.now() - start;
  };
  const feed = document.querySelector('news-tag-feed');
  const articles = items.map((item) => ({
    ...{ id: item.id, url: item.url, title: item.title, excerpt: item.summary, image: { url: item.image } },
    ...{ publisher: { name: item.authors[0].name }, published: item.date_published },
    ...{ tags: item.tags, category: item.tags[0] },
  }));
  if (feed) await customElements.whenDefined('news-tag-feed');
  const first = await timed(async () => {
    if (who === 'hand') return window.write(items);
    feed.articles = articles;
    while (feed.shadowRoot.querySelectorAll('li').length < items.length) await new Promise(requestAnimationFrame);
  });
  const cards = (feed?.shadowRoot ?? document).querySelectorAll('li').length;
  if (cards !== 1000) throw new Error(`${who} shows ${cards} cards`);
  const frames = [];
  let shift = 0;
  const onShift = (entries) => entries.forEach(({ value }) => (shift += value));
  const shifts = new PerformanceObserver((list) => onShift(list.getEntries()));
  shifts.observe({ type: 'layout-shift' });
  const scrolling = await timed(async () => {
    const end = document.documentElement.scrollHeight - innerHeight;
    for (let y = 0; y <= end; y += end / screens) {
      scrollTo(0, y);
      const start = performance.now();
      await painted();
      frames.push(performance.now() - start);
    }
  });
  onShift(shifts.takeRecords());
  shifts.disconnect();
  scrollTo(0, 0);
  const grid = await timed(async () => {
    if (who === 'hand') return document.querySelector('#news').classList.add('grid');
    feed.layout = 'grid';
    while (!feed.shadowRoot.querySelector('.as-grid')) await new Promise(requestAnimationFrame);
  });
  return { first, screen: scrolling / frames.length, longest: Math.max(...frames), grid, shift };
}

/** Runs in the page before anything else: notes when the last of this number of cards is painted, in milliseconds from navigation. */
function watchLast(count) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => (window.lastPainted = performance.now());
  const look = () => {
    const root = document.querySelector('news-tag-feed')?.shadowRoot ?? document;
    const last = root.querySelectorAll('li')[count - 1];
    // A message posted while a frame is rendered arrives after its paint.
    if (last?.textContent.trim()) port2.postMessage(0);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function inNewPage(browser, act) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 1024, height: 768 });
    return await act(page);
  } finally {
    await context.close();
  }
}

const measureAt = (browser, url, who) =>
  inNewPage(browser, async (page) => {
    await page.goto(url);
    const times = await page.evaluate(measure, who, SCREENS);
    const client = await page.createCDPSession();
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    return { ...times, heap: usedSize };
  });

const timeToLast = (browser, url, count) =>
  inNewPage(browser, async (page) => {
    await page.evaluateOnNewDocument(watchLast, count);
    await page.goto(url);
    await page.waitForFunction(() => window.lastPainted, { timeout: 60_000 });
    return page.evaluate(() => window.lastPainted);
  });

export async function run(browser, { rounds = 5 }) {
  const server = await serve(answer);
  const results = { hand: [], newsrack: [] };
  const toLast = Object.fromEntries(COUNTS.map((count) => [count, { hand: [], newsrack: [] }]));
  try {
    // The first round fills the cache of compressed bodies, and does not count.
    for (let round = 0; round <= rounds; round++) {
      for (const who of WAYS) {
        const result = await measureAt(browser, `${server.origins.page}/${who}`, who);
        if (round) results[who].push(result);
      }
      for (const [count, times] of Object.entries(toLast)) {
        for (const who of WAYS) {
          const time = await timeToLast(browser, `${server.origins.page}/${who}-${count}`, count);
          if (round) times[who].push(time);
        }
      }
    }
  } finally {
    server.close();
  }
  const of = (who, name) => median(results[who].map((one) => one[name]));
  const faults = [];
  const ms = (value) => `${value.toFixed(1)} ms`;
  const rows = Object.entries({
    first: 'from the articles to the last card',
    screen: 'on scrolling further, to the next paint',
    longest: 'the longest of these',
    grid: 'from list to grid',
  }).map(([name, what]) => {
    const [hand, ours] = [of('hand', name), of('newsrack', name)];
    if (ours > hand * TIMES) faults.push(`${what}: ${(ours / hand).toFixed(2)} times, at most ${TIMES}`);
    return [what, ms(hand), ms(ours), (ours / hand).toFixed(2)];
  });
  const shift = of('newsrack', 'shift');
  if (shift) faults.push(`layout shift ${shift} on scrolling`);
  rows.push(['layout shift on scrolling', of('hand', 'shift').toFixed(3), shift.toFixed(3), '']);
  const [hand, ours] = [of('hand', 'heap'), of('newsrack', 'heap')];
  const MB = (value) => `${(value / 1e6).toFixed(1)} MB`;
  if (ours - hand > MORE_HEAP) faults.push(`${MB(ours - hand)} more heap, at most ${MB(MORE_HEAP)}`);
  rows.push(['heap after collection', MB(hand), MB(ours), `${MB(ours - hand)} more`]);
  const growth = growthOf(toLast);
  return {
    faults: [...faults, ...growth.faults],
    markdown: `All on one page, 1,024 px wide; median of ${rounds} rounds in turns. At most ${TIMES} times the time of the page that is
written by hand, and at most ${MB(MORE_HEAP)} more heap.

${table(['', 'by hand', 'newsrack', 'newsrack ÷ by hand'], rows)}

${growth.markdown}`,
  };
}

/** Measures how the time from navigation to the last card grows with the number of articles. */
function growthOf(toLast) {
  const faults = [];
  const rows = Object.entries(toLast).map(([count, times]) => {
    const [hand, ours] = WAYS.map((who) => median(times[who]));
    const isLimited = Number(count) === list.length;
    if (isLimited && ours > hand * TIMES)
      faults.push(`${count} articles from navigation: ${(ours / hand).toFixed(2)} times, at most ${TIMES}`);
    const ratio = (ours / hand).toFixed(2) + (isLimited ? ` (at most ${TIMES})` : '');
    return [count, `${Math.round(hand)} ms`, `${Math.round(ours)} ms`, ratio];
  });
  return {
    faults,
    markdown: `The same from navigation until the last card is painted: \`newsrack.js\` and \`src\`, with \`limit\` and \`page-size\` of so
many articles, beside the page that is written by hand and reads the same JSON Feed.

${table(['articles', 'by hand', 'newsrack', 'newsrack ÷ by hand'], rows)}`,
  };
}
