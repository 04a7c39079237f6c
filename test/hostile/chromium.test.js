/** CPU time of hostile feeds in Chromium, which counts it for the thread of the page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';
import { PIECES, wide } from './hard-strings.js';

/** Milliseconds of CPU for a feed of 2 MB: what is promised, and twice that for machines that do much else. */
const ENOUGH = 500;
const MOST = 2 * ENOUGH;

const MODULE = readFileSync(new URL('../../dist/cdn/newsrack.all.js', import.meta.url));

let browser, server, page, session;

before(async () => {
  server = await serve(({ url }, response) => {
    response.setHeader('Content-Type', url === '/newsrack.js' ? 'text/javascript' : 'text/html');
    response.end(url === '/newsrack.js' ? MODULE : '<!doctype html>');
  });
  browser = await startChromium();
  page = await browser.newPage();
  await page.goto(server.origin);
  session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
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
const readInPage = (body) =>
  page.evaluate(async (text) => {
    const { configure, loadFeed } = await import('/newsrack.js');
    configure({ fetch: async () => new Response(text) });
    // Of some, no item is readable.
    await loadFeed({
      src: 'https://paper.example/feed',
      tag: 'climate, a b, x',
      include: 'heat + harvest, x',
      exclude: 'podcast',
      limit: 1000,
    }).catch(() => {});
  }, body);

describe('a feed of 2 MB of the hardest texts in Chromium', () => {
  for (const length of [120, 2900]) {
    it(`is read and filtered in limited time where each has ${length} characters`, async () => {
      const slow = [];
      for (const [index, piece] of PIECES.entries()) {
        if (!process.env.ALL_LENGTHS && index % 6) continue;
        const body = wide(piece, 1_900_000, length).slice(0, 2_000_000);
        if (Buffer.byteLength(body) > 2 * 1024 * 1024) continue;
        let least = Infinity;
        for (let attempts = 0; attempts < 3 && least > ENOUGH; attempts++) {
          const start = await spent();
          await readInPage(body);
          least = Math.min(least, (await spent()) - start);
        }
        if (process.env.SHOW_COST) console.log(Math.round(least), length, JSON.stringify(piece));
        if (least > MOST) slow.push(`${JSON.stringify(piece)}: ${Math.round(least)} ms`);
      }
      assert.deepEqual(slow, []);
    });
  }
});
