/** Measures the time from a click to the next paint, with 30 articles on screen, by Chromium's Event Timing. */
import { readFileSync } from 'node:fs';
import { roomStyle } from '../demo/room.js';
import { calibrate, calibrationSentence } from './calibrate.js';
import { asJsonFeed, stories } from './news.js';
import { serve } from './server.js';
import { table } from './table.js';
import { LINE, medians } from './visit.js';

export const title = 'Clicks';

const FEED = 'news-tag-feed';
const ON_SCREEN = 30;

/** Limits in milliseconds from a click to the next paint. */
const LIMIT = 100;

/** Clicks by host, each with a condition that is true in the page once readers see its effect. */
const CLICKS = {
  more: {
    name: '“Show more”: 30 more articles',
    target: [FEED, 'button.more'],
    isDone: (root) => root.querySelectorAll('li.item').length === 60,
  },
  tag: {
    name: 'a tag in `<news-tag-list>`: other articles',
    target: ['news-tag-list', '[data-tag=City]'],
    isDone: (root) =>
      [...root.querySelectorAll('[part~="category"]')].every(
        (one, _, [first]) => one.textContent === first.textContent,
      ),
  },
  layout: {
    name: 'a button that sets `layout="grid"`',
    target: ['#grid'],
    isDone: (root) => !!root.querySelector('.as-grid'),
  },
};

const pageOf = ({ cdn, news }) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>
${roomStyle()}
<script type="module" src="${cdn}/dist/cdn/newsrack.js"></script>
<button id="grid" onclick="document.querySelector('${FEED}').layout = 'grid'">As a grid</button>
<news-tag-list></news-tag-list>
<news-tag-feed tag="" src="${news}/feed.json" limit="60" page-size="${ON_SCREEN}"></news-tag-feed>
</html>`;

function answer(url, origins) {
  const path = url.split('?')[0];
  if (path === '/') return { type: 'text/html; charset=utf-8', body: pageOf(origins) };
  if (path === '/feed.json') return { type: 'application/feed+json', body: asJsonFeed(stories(120), origins.news) };
  if (path === '/picture.svg') return { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
  return { type: 'text/javascript', body: readFileSync(new URL(`..${path}`, import.meta.url)) };
}

/** Runs in the page before anything else. Chromium reports no event that takes less than 16 ms. */
function watchEvents() {
  window.events = [];
  const keep = (entries) =>
    entries.forEach(({ interactionId, processingStart, processingEnd, duration }) => {
      if (interactionId) window.events.push({ processingStart, processingEnd, duration });
    });
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: 'event', durationThreshold: 16 });
  window.takeEvents = () => (keep(observer.takeRecords()), window.events);
}

/** Runs in the page: notes when the effect of a click is painted, in milliseconds from the click. */
function watchEffect(isDone) {
  const { port1, port2 } = new MessageChannel();
  const done = new Function(`return ${isDone}`)();
  addEventListener(
    'click',
    ({ timeStamp }) => {
      port1.onmessage = () => (window.effect = performance.now() - timeStamp);
      const look = () => {
        // A message posted while a frame is rendered arrives after its paint.
        if (done(document.querySelector('news-tag-feed').shadowRoot)) port2.postMessage(0);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { capture: true, once: true },
  );
}

/** Runs in the page: returns an element, or one in its shadow root. */
function find([host, inside]) {
  const element = document.querySelector(host);
  return inside ? element?.shadowRoot?.querySelector(inside) : element;
}

/** Runs in the page. */
const isReady = (count) =>
  document.querySelector('news-tag-feed').shadowRoot?.querySelectorAll('li.item').length === count;

async function click(browser, url, { target, isDone }, cpu) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 412, height: 823 });
    await page.evaluateOnNewDocument(watchEvents);
    await page.emulateCPUThrottling(cpu);
    await page.emulateNetworkConditions(LINE);
    await page.goto(url, { waitUntil: 'load' });
    const handle = await page.waitForFunction(find, { timeout: 60_000 }, target);
    await page.waitForFunction(isReady, { timeout: 60_000 }, ON_SCREEN);
    await handle.scrollIntoView();
    await page.waitForNetworkIdle({ idleTime: 500 });
    await page.evaluate(watchEffect, String(isDone));
    await handle.click();
    await page.waitForFunction(() => window.effect, { timeout: 60_000 });
    // Entries are created after the frame that they describe.
    await page.waitForNetworkIdle({ idleTime: 500 });
    const { events, effect } = await page.evaluate(() => ({ events: window.takeEvents(), effect: window.effect }));
    const handlers = events.reduce((sum, one) => sum + one.processingEnd - one.processingStart, 0);
    return { next: Math.max(0, ...events.map(({ duration }) => duration)), handlers, effect };
  } finally {
    await context.close();
  }
}

export async function run(browser, { rounds = 5 }) {
  const server = await serve(answer);
  const times = Object.fromEntries(Object.keys(CLICKS).map((key) => [key, []]));
  const calibrations = [];
  try {
    // The first round fills the cache of compressed bodies, and does not count.
    for (let round = 0; round <= rounds; round++) {
      const calibration = await calibrate(browser);
      if (round) calibrations.push(calibration);
      for (const [key, one] of Object.entries(CLICKS)) {
        const result = await click(browser, server.origins.page, one, calibration.cpu);
        if (round) times[key].push(result);
      }
    }
  } finally {
    server.close();
  }
  return report(times, calibrations);
}

const ms = (value) => `${Math.round(value)} ms`;

function report(times, calibrations) {
  const results = Object.entries(times).map(([key, list]) => ({ ...CLICKS[key], ...medians(list) }));
  const rows = results.map(({ name, next, handlers, effect }) => [
    name,
    next ? ms(next) : '< 16 ms',
    ms(handlers),
    ms(effect),
  ]);
  return {
    faults: results
      .filter(({ next }) => next > LIMIT)
      .map(({ name, next }) => `${name}: next paint after ${ms(next)}, at most ${ms(LIMIT)}`),
    markdown: `Mouse clicks in a page with ${ON_SCREEN} articles, 412 px wide, with a slow processor; each in a page of its own, median of
${calibrations.length} rounds. The next paint is what Event Timing reports, in steps of 8 ms, for the slowest event of the click.

${calibrationSentence(calibrations)}

${table(['', `next paint (at most ${LIMIT} ms)`, 'of it, handlers', 'effect on screen'], rows)}`,
  };
}
