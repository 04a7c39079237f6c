/** A thousand articles, beside a page written by hand with the same markup. */
import { readFileSync } from 'node:fs';
import { handWrittenLater } from './by-hand.js';
import { asJsonFeed, stories } from './news.js';
import { serve } from './server.js';
import { table } from './table.js';
import { median } from './visit.js';

export const title = 'A thousand articles';

const ROUNDS = Number(process.env.ROUNDS ?? 5);

/** At so many places on the way down. */
const SCREENS = 40;

/** Of the time of the page written by hand. */
const TIMES = 1.5;

/** How much more heap newsrack may hold, in bytes. */
const MORE_HEAP = 10e6;

const list = stories(1000).map((story) => ({ ...story, paragraphs: [] }));

const PAGES = {
  hand: handWrittenLater,
  newsrack: `<script type="module" src="/dist/cdn/newsrack.all.js"></script>
<news-tag-feed limit="1000" page-size="1000" more="none"></news-tag-feed>`,
};

function answer(url, origins) {
  const path = url.split('?')[0];
  const body = PAGES[path.slice(1)];
  const head =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title><link rel="icon" href="data:,">';
  if (body) return { type: 'text/html; charset=utf-8', body: `${head}<body>${body}` };
  if (path === '/feed.json') return { type: 'application/json', body: asJsonFeed(list, origins.news) };
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
    while (!feed.shadowRoot.querySelector('li')) await new Promise(requestAnimationFrame);
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

export async function run(browser) {
  const server = await serve(answer);
  const results = { hand: [], newsrack: [] };
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const who of Object.keys(PAGES)) {
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        await page.setViewport({ width: 1024, height: 768 });
        await page.goto(`${server.origins.page}/${who}`);
        const times = await page.evaluate(measure, who, SCREENS);
        const client = await page.createCDPSession();
        await client.send('HeapProfiler.collectGarbage');
        const { usedSize } = await client.send('Runtime.getHeapUsage');
        if (round) results[who].push({ ...times, heap: usedSize });
        await context.close();
      }
    }
  } finally {
    server.close();
  }
  const of = (who, name) => median(results[who].map((one) => one[name]));
  const faults = [];
  const ms = (value) => `${value.toFixed(1)} ms`;
  const rows = Object.entries({
    first: 'from the articles to the first paint',
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
  return {
    faults,
    markdown: `All on one page, 1,024 px wide; median of ${ROUNDS} rounds in turns. At most ${TIMES} times the time of the page that is
written by hand, and at most ${MB(MORE_HEAP)} more heap.

${table(['', 'by hand', 'newsrack', 'newsrack ÷ by hand'], rows)}`,
  };
}
