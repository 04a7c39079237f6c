/** Measures the time to parse RSS, compared with rss-parser. */
import { readFileSync } from 'node:fs';
import { serve } from './server.js';
import { table } from './table.js';
import { median } from './visit.js';

export const title = 'Reading RSS';

/** Maximum time for parsing, as a multiple of rss-parser's. */
const LIMIT = 1.5;

const FILES = {
  '/newsrack.all.js': '../dist/cdn/newsrack.all.js',
  '/rss-parser.js': '../node_modules/rss-parser/dist/rss-parser.min.js',
};

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><script src="/rss-parser.js"></script>';
const read = (path) => readFileSync(new URL(path, import.meta.url));

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

/** Runs in the page. Alternates the two parsers, so that neither profits from a warmer engine. */
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

const answer = (url) =>
  FILES[url] ? { type: 'text/javascript', body: read(FILES[url]) } : { type: 'text/html', body: PAGE };

export async function run(browser, { rounds = 15 }) {
  const server = await serve(answer);
  const page = await browser.newPage();
  try {
    await page.goto(server.origins.page);
    const body = feed(1000);
    const times = await page.evaluate(measure, body, rounds);
    const [ours, theirs] = [median(times.newsrack), median(times['rss-parser'])];
    const ratio = ours / theirs;
    const { version } = JSON.parse(read('../node_modules/rss-parser/package.json'));
    const markdown = `1,000 items, ${(body.length / 1e6).toFixed(1)} MB, median of ${rounds} rounds in turns, in one page.

${table(
  ['reader', 'time'],
  [
    ['newsrack `parseFeed`', `${ours.toFixed(1)} ms`],
    [`rss-parser ${version}`, `${theirs.toFixed(1)} ms`],
    [`newsrack ÷ rss-parser (at most ${LIMIT})`, ratio.toFixed(2)],
  ],
)}`;
    return { markdown, faults: ratio > LIMIT ? [`${ratio.toFixed(2)} times rss-parser's time, at most ${LIMIT}`] : [] };
  } finally {
    await page.close();
    server.close();
  }
}
