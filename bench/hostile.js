/** Measures response times of a relay while it reads feeds of two megabytes of the hardest texts. */
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { largeFeed, startRelay } from './memory-load.js';
import { table } from './table.js';

export const title = 'The relay under hostile feeds';

const BYTES = 1.9e6;
const REQUESTS = 2000;

/** Limit in milliseconds for 99 of 100 responses with other feeds. */
const LIMIT = 100;

/** Texts that take parsers the most time, by description. */
const HARD = [
  ':',
  '<img/a=',
  '&amp;',
  '&',
  '<',
  '<![CDATA[',
  '\n',
  ' ',
  'a ',
  '<b>',
  '&#x41;',
  '新',
  'à̀',
  '- ',
  '<category>x</category>',
  '<!--',
];

const hostileFeed = (n) => {
  const part = HARD[n % HARD.length];
  const text = part.repeat(Math.floor(BYTES / Buffer.byteLength(part)));
  const field = ['title', 'description', 'content:encoded', 'category'][Math.floor(n / HARD.length) % 4];
  return `<rss version="2.0"><channel><title>x</title><item><title>x</title><link>https://a.example/${n}</link><${field}>${text}</${field}></item></channel></rss>`;
};

export async function run() {
  const ordinary = largeFeed(5e4);
  const upstream = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.end(url.startsWith('/hostile') ? hostileFeed(Number(url.slice(8))) : ordinary);
  });
  await new Promise((resolve) => upstream.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${upstream.address().port}`;
  const { relay, url, folder } = await startRelay(origin, 256);
  const times = [];
  let isOver = false;
  let hostile = 0;
  const attack = async () => {
    while (!isOver)
      await fetch(`${url}?url=${encodeURIComponent(`${origin}/hostile${hostile++}`)}`).then((one) => one.text());
  };
  try {
    await fetch(`${url}world`);
    const attacks = [attack(), attack()];
    for (let n = 0; n < REQUESTS; n++) {
      const start = performance.now();
      await (await fetch(`${url}world?limit=${(n % 50) + 1}`)).text();
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    isOver = true;
    await Promise.all(attacks);
  } finally {
    relay.kill();
    upstream.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
  times.sort((a, b) => a - b);
  const [median, p99, most] = [0.5, 0.99, 1].map((share) => Math.round(times[Math.ceil(share * times.length) - 1]));
  const rows = [
    ['hostile feeds read meanwhile', String(hostile)],
    [
      `answers of another feed, ${REQUESTS} one after the other`,
      `median ${median} ms; 99 of 100 within ${p99} ms; longest ${most} ms`,
    ],
  ];
  return { markdown: table(['what', 'result'], rows), faults: p99 > LIMIT ? [`99 of 100 answers took ${p99} ms`] : [] };
}
