/** Runs a relay with little memory, and clients that request more large feeds than fit into it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url));

const WORDS = 'peace war climate election minister report court city people water fire storm talks record river'.split(
  ' ',
);

/** Returns a feed of about this number of bytes, of whose text the relay keeps nearly all. */
export function largeFeed(bytes) {
  let seed = 1;
  const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const words = (count) => Array.from({ length: count }, () => WORDS[random(WORDS.length)]).join(' ');
  let items = '';
  for (let n = 0; items.length < bytes; n++) {
    items += `<item><title>${n} ${words(9)}</title><link>https://paper.example/${n}</link><guid>${n}</guid>
      <pubDate>${new Date(Date.UTC(2026, 10, 1) - n * 36e5).toUTCString()}</pubDate><category>${words(1)}</category>
      <description>${words(165)}</description></item>`;
  }
  return `<rss version="2.0"><channel><title>Paper</title>${items}</channel></rss>`;
}

const residentMegabytes = (pid) =>
  Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024;

/** Starts a relay for one named feed, `world`, and all addresses at `upstream`. */
export async function startRelay(upstream, megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-memory-'));
  const config = join(folder, 'relay.mjs');
  const options = { feeds: { world: `${upstream}/world` }, allow: ['localhost'], local: [upstream] };
  writeFileSync(config, `export default ${JSON.stringify(options)};`);
  const heap = `--max-old-space-size=${megabytes}`;
  const relay = spawn(process.execPath, [heap, CLI, 'relay', '--port', '0', '--per-minute', '0', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    relay.once('exit', () => reject(new Error('The relay did not start. Is dist/ built?')));
    relay.stdout.on('data', (text) => {
      const [, found] = /Listening at (\S+)/.exec(String(text)) ?? [];
      if (found) resolve(found);
    });
  });
  return { relay, url, folder };
}

/**
 * Requests `requests` times one of `addresses` feeds of `bytes` each, and one feed with `queries` distinct queries.
 * @returns `statuses` of all responses; `memory`: resident megabytes at ten moments; `isAlive`: whether the relay lives
 */
export async function runMemoryLoad({ addresses, requests, queries, bytes, megabytes = 256, atOnce = 20 }) {
  const body = largeFeed(bytes);
  const upstream = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body),
  );
  await new Promise((resolve) => upstream.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${upstream.address().port}`;
  const { relay, url, folder } = await startRelay(origin, megabytes);
  const paths = [
    ...Array.from({ length: requests }, (_, n) => `?url=${encodeURIComponent(`${origin}/${n % addresses}`)}`),
    ...Array.from({ length: queries }, (_, n) => `world?include=${WORDS[n % WORDS.length]},x${n}&limit=1000`),
  ];
  const statuses = {};
  const memory = [];
  try {
    let next = 0;
    const client = async () => {
      while (next < paths.length) {
        const index = next++;
        const status = await fetch(url + paths[index])
          .then(async (response) => (await response.arrayBuffer(), response.status))
          .catch(() => 'broken');
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (index % Math.ceil(paths.length / 10) === 0) memory.push(Math.round(residentMegabytes(relay.pid)));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, client));
    memory.push(Math.round(residentMegabytes(relay.pid)));
    return { statuses, memory, isAlive: relay.exitCode === null && relay.signalCode === null };
  } finally {
    relay.kill();
    upstream.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}
