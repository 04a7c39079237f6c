/** CPU time of hostile feeds in Chromium, which counts it for the thread of the page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';
import { calibrate, referenceWork } from './calibrated-cost.js';
import { FLOODS, PIECES, wide } from './hard-strings.js';

/** Milliseconds of CPU for a feed of 2 MB, as promised. */
const MOST = 500;

const MODULE = readFileSync(new URL('../../dist/cdn/newsrack.all.js', import.meta.url));

let browser, server, page, session, leastCost;

/** The response that the feed's host sends. */
let sent;

before(async () => {
  server = await serve(({ url }, response) => {
    const [type, content] = { '/newsrack.js': ['text/javascript', MODULE], '/feed': ['text/xml', sent] }[url] ?? [
      'text/html',
      '',
    ];
    response.setHeader('Content-Type', type);
    response.end(content);
  });
  browser = await startChromium();
  page = await browser.newPage();
  await page.goto(server.origin);
  session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(`globalThis.referenceWork = ${referenceWork}`);
  leastCost = await calibrate(costOf, () => page.evaluate(() => void globalThis.referenceWork()));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Milliseconds of CPU that tasks of the page have taken so far. */
async function spent() {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** Has the page read a feed, choose among its articles, and forget it. */
const readInPage = () =>
  page.evaluate(async () => {
    const { configure, loadFeed } = await import('/newsrack.js');
    configure({ fetch: () => fetch('/feed') });
    // Of some, no item is readable.
    await loadFeed({
      src: 'https://paper.example/feed',
      tag: 'climate, a b, x',
      include: 'heat + harvest, x',
      exclude: 'podcast',
      limit: 1000,
    }).catch(() => {});
  });

/** Milliseconds of CPU that the page takes for a piece of work. */
async function costOf(work) {
  const start = await spent();
  await work();
  return (await spent()) - start;
}

/** A text in the charset that takes fewer bytes: UTF-8, or UTF-16 with its mark. */
const encoded = (text) => {
  const encodings = [Buffer.from(text), Buffer.from(`\ufeff${text}`, 'utf16le')];
  return encodings.reduce((one, other) => (other.length < one.length ? other : one));
};

describe('a feed of 2 MB of the hardest texts in Chromium', () => {
  for (const length of [120, 2900]) {
    it(`is read and filtered in limited time where each has ${length} characters`, async () => {
      const slow = [];
      for (const [index, piece] of PIECES.entries()) {
        if (!process.env.ALL_LENGTHS && index % 6) continue;
        sent = encoded(wide(piece, 2_000_000, length, (text) => encoded(text).length));
        const least = await leastCost(readInPage, MOST);
        if (process.env.SHOW_COST) console.log(Math.round(least), length, JSON.stringify(piece));
        if (least > MOST) slow.push(`${JSON.stringify(piece)}: ${Math.round(least)} ms`);
      }
      assert.deepEqual(slow, []);
    });
  }
});

describe('a feed of 2 MB in Chromium of nothing but', () => {
  for (const [what, body] of Object.entries(FLOODS)) {
    it(`${what} is read in limited time`, async () => {
      sent = encoded(body);
      const cost = await leastCost(readInPage, MOST);
      if (process.env.SHOW_COST) console.log(Math.round(cost), what);
      assert.ok(cost < MOST, `${Math.round(cost)} ms`);
    });
  }
});
