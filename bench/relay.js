/**
 * Measures the relay under load: 10,000 requests, 100 in parallel, while one of its sources hangs. All sources are on this
 * machine. The package must be built.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { table } from './table.js';

export const title = 'Relay';

const REQUESTS = 10_000;
const AT_ONCE = 100;

const CLI = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url));

// Common words in random order, since repetitive text would compress too well.
const WORDS = [...new Set(readFileSync(new URL('../README.md', import.meta.url), 'utf8').match(/\b[a-z]{2,12}\b/g))];

/** Returns a feed of 40 articles of typical length: an excerpt, a picture, some categories. */
function feed(name) {
  let seed = name.length;
  const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const words = (count) => Array.from({ length: count }, () => WORDS[random(WORDS.length)]).join(' ');
  const item = (n) => `<item>
    <title>${words(9)}</title>
    <link>https://${name}.example/2026/05/${words(6).replaceAll(' ', '-')}</link><guid isPermaLink="false">${random(1e9)}</guid>
    <pubDate>${new Date(Date.now() - n * 36e5).toUTCString()}</pubDate><dc:creator>${words(2)}</dc:creator>
    <category>World</category><category>${words(2)}</category>
    <media:content url="https://pictures.${name}.example/${random(1e9)}.jpg" medium="image" width="1200" height="675"/>
    <description>${words(35)}.</description>
  </item>`;
  const items = Array.from({ length: 40 }, (_, n) => item(n)).join('');
  return `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The ${name}</title><link>https://${name}.example/</link><language>en</language>${items}</channel></rss>`;
}

const rss = (pid) => Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024;

async function load(url, { requests = REQUESTS, headers = {} } = {}) {
  const {
    latency,
    statusCodeStats,
    errors,
    timeouts,
    requests: rate,
  } = await autocannon({
    url,
    headers,
    connections: AT_ONCE,
    amount: requests,
    // A long time limit, since failures should come from the relay, not from a busy machine.
    timeout: 60,
  });
  const statuses = Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]);
  return { latency, statuses: Object.fromEntries(statuses), failed: errors + timeouts, rate: rate.average };
}

/** Starts a relay in another process; `world` has two sources, `mixed` one of these and one that hangs. */
async function startRelay(upstream) {
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-bench-'));
  const config = join(folder, 'relay.mjs');
  const feeds = {
    world: ['ledger', 'courier'].map((name) => `${upstream}/${name}`),
    mixed: { src: ['wire', 'hangs'].map((name) => `${upstream}/${name}`), timeout: '2s' },
  };
  writeFileSync(config, `export default ${JSON.stringify({ feeds, local: [upstream] })};`);
  const relay = spawn(process.execPath, [CLI, 'relay', '--port', '0', '--per-minute', '0', '--config', config], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise((resolve, reject) => {
    relay.on('exit', () => reject(new Error('The relay did not start. Is dist/ built?')));
    relay.stdout.on('data', (text) => {
      const [, found] = /Listening at (\S+)/.exec(String(text)) ?? [];
      if (found) resolve(found);
    });
  });
  relay.removeAllListeners('exit');
  return { relay, url, folder };
}

/**
 * @returns `rows`: pairs of a measurement and its result; `failures`: sentences about missed limits; `sizes`: bytes of a
 * response
 */
async function measureRelay() {
  const asked = {};
  const upstream = createServer((request, response) => {
    const name = request.url.slice(1);
    asked[name] = (asked[name] ?? 0) + 1;
    if (name === 'hangs') return;
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag: '"1"' }).end(feed(name));
  });
  await new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { relay, url, folder } = await startRelay(`http://127.0.0.1:${upstream.address().port}`);
  try {
    const memory = [];
    const warm = await fetch(`${url}world?limit=30`);
    const body = await warm.text();
    const etag = warm.headers.get('etag');
    await (await fetch(`${url}mixed?limit=30`)).text();
    const hungBefore = asked.hangs;
    memory.push(rss(relay.pid));
    const plain = await load(`${url}world?limit=30`);
    memory.push(rss(relay.pid));
    const known = await load(`${url}world?limit=30`, { headers: { 'if-none-match': etag } });
    memory.push(rss(relay.pid));
    const mixed = await load(`${url}mixed?limit=30`);
    memory.push(rss(relay.pid));
    // A client that requests something else each time must not fill the memory.
    for (let n = 0; n < 2000; n += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, k) => (await fetch(`${url}world?tag=tag-${n + k}`)).text()),
      );
    }
    memory.push(rss(relay.pid));

    const sizes = {
      plain: Buffer.byteLength(body),
      gzip: gzipSync(body).length,
      brotli: brotliCompressSync(body).length,
      headers: [...warm.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 17),
    };
    const figures = ({ rate, latency }) =>
      `${Math.round(rate)} per second; median ${latency.p50} ms, 99 of 100 within ${latency.p99} ms`;
    const failures = [
      [plain.failed || plain.statuses[200] !== REQUESTS, 'a request to the warm relay failed'],
      [known.failed || known.statuses[304] !== REQUESTS, 'a conditional request failed'],
      [mixed.failed || mixed.statuses[200] !== REQUESTS, 'a request failed beside a source that hangs'],
      [asked.ledger !== 1 || asked.courier !== 1 || asked.wire !== 1, 'a source was asked more than once in a period'],
    ]
      .filter(([isSo]) => isSo)
      .map(([, what]) => what);
    const rows = [
      [`warm, ${REQUESTS} requests, ${AT_ONCE} at once`, figures(plain)],
      ['of them failed', String(REQUESTS - (plain.statuses[200] ?? 0))],
      ['the same with `If-None-Match`, answered with 304', figures(known)],
      ['the same for a feed one of whose two sources hangs', figures(mixed)],
      ['requests to each source that answers', `${asked.ledger}, ${asked.courier}, ${asked.wire}`],
      ['requests to the source that hangs, meanwhile', String(asked.hangs - hungBefore)],
      [
        'memory of the relay: warm, after each of the three runs, after 2,000 different tags',
        memory.map((mb) => `${Math.round(mb)} MB`).join(', '),
      ],
      [
        'an answer of 30 articles',
        `${sizes.plain} bytes; gzip ${sizes.gzip}; brotli ${sizes.brotli}; headers about ${sizes.headers}`,
      ],
    ];
    return { rows, failures, sizes };
  } finally {
    relay.kill();
    upstream.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

export async function run() {
  const { rows, failures } = await measureRelay();
  const about = '`newsrack relay` in a process of its own; who asks and who plays the sources share the cores with it.';
  return { markdown: `${about}\n\n${table(['what', 'result'], rows)}`, faults: failures };
}
