/** `npm run bench`: newsrack beside others, in one Chromium run. Prints a table and writes `bench/RESULTS.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, provideChromium } from '../test/browser.js';

const ROUNDS = 15;

/** What parsing may cost at most, beside rss-parser. */
const LIMIT = 1.5;

const FILES = {
  '/newsrack.all.js': '../dist/cdn/newsrack.all.js',
  '/rss-parser.js': '../node_modules/rss-parser/dist/rss-parser.min.js',
};

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><script src="/rss-parser.js"></script>';

/** A feed as publishers write them: markup in the text, a picture, several categories. */
function feed(items) {
  const item = (n) => `<item>
    <title>Story ${n}: what the ${n % 7}th committee wrote down &amp; what it left out</title>
    <link>https://paper.example/${n}?utm_source=rss</link>
    <guid isPermaLink="false">story-${n}</guid>
    <pubDate>${new Date(Date.UTC(2026, 0, 1) + n * 36e5).toUTCString()}</pubDate>
    <dc:creator>Reporter ${n % 40}</dc:creator>
    <category>World</category><category>Committee ${n % 7}</category><category>Long reads</category>
    <media:content url="https://paper.example/${n}.jpg" medium="image" width="1200" height="675"/>
    <description>${'The two position papers share eleven paragraphs almost word for word. '.repeat(4)}</description>
    <content:encoded><![CDATA[<p>${'A <em>paragraph</em> of the article, with a <a href="/x">link</a> &amp; an entity. '.repeat(16)}</p>]]></content:encoded>
  </item>`;
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Paper</title><link>https://paper.example/</link>${Array.from({ length: items }, (_, n) => item(n)).join('')}</channel></rss>`;
}

/** Runs in the page. The two take turns, so that neither has the warmer engine. */
async function measure(body, rounds) {
  const { parseFeed } = await import('/newsrack.all.js');
  const url = 'https://paper.example/feed';
  const readers = {
    newsrack: () => parseFeed({ body, url }).articles.length,
    'rss-parser': async () => (await new window.RSSParser().parseString(body)).items.length,
  };
  const times = { newsrack: [], 'rss-parser': [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, read] of Object.entries(readers)) {
      const start = performance.now();
      const count = await read();
      times[name].push(performance.now() - start);
      if (count !== 1000) throw new Error(`${name} read ${count} items`);
    }
  }
  return times;
}

const server = createServer((request, response) => {
  const file = FILES[request.url];
  response.setHeader('Content-Type', file ? 'text/javascript' : 'text/html');
  response.end(file ? readFileSync(new URL(file, import.meta.url)) : PAGE);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

const browser = await puppeteer.launch({ executablePath: provideChromium(), args: CHROMIUM_ARGS });
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const body = feed(1000);
  const times = await page.evaluate(measure, body, ROUNDS);
  const [ours, theirs] = [median(times.newsrack), median(times['rss-parser'])];
  const ratio = ours / theirs;
  const report = `# Results

${new Date().toISOString().slice(0, 10)}, ${await browser.version()}, ${cpus()[0].model}, ${cpus().length} cores.

## Reading RSS

1,000 items, ${(body.length / 1e6).toFixed(1)} MB, median of ${ROUNDS} rounds in turns, in one page.

| reader | time |
| --- | --- |
| newsrack \`parseFeed\` | ${ours.toFixed(1)} ms |
| rss-parser ${JSON.parse(readFileSync(new URL('../node_modules/rss-parser/package.json', import.meta.url))).version} | ${theirs.toFixed(1)} ms |
| newsrack ÷ rss-parser (at most ${LIMIT}) | ${ratio.toFixed(2)} |
`;
  console.log(report);
  writeFileSync(new URL('RESULTS.md', import.meta.url), report);
  process.exitCode = ratio > LIMIT ? 1 : 0;
} finally {
  await browser.close();
  server.close();
}
