/**
 * Measures the archive: storing invented articles of a thousand sources, then queries, 50 at once. `--rounds` is the number
 * of thousands of articles, a thousand by default. The package must be built.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArchive } from '../dist/server/node.js';
import { table } from './table.js';

export const title = 'Archive';

const SOURCES = 1000;
const AT_ONCE = 50;
const QUERIES = 2000;
const BATCH = 40;
const LIMITS = { tag: 20, phrase: 50, tags: 50, stored: 4000, memory: 300 };

const WORDS = [...new Set(readFileSync(new URL('../README.md', import.meta.url), 'utf8').match(/\b[a-z]{2,12}\b/g))];

let seed = 1;
const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
/** Few words are frequent and most are rare, as in texts. */
const word = () => {
  const rank = Math.floor(WORDS.length * (random(10_000) / 10_000) ** 3);
  return random(4) ? WORDS[rank] : `${WORDS[rank]}${random(30)}`;
};
const words = (count) => Array.from({ length: count }, word).join(' ');

const TAGS = Array.from({ length: 3000 }, (_, n) => `${WORDS[n % WORDS.length]} ${WORDS[(n * 7) % WORDS.length]}`);
const tag = () => TAGS[Math.floor(TAGS.length * (random(10_000) / 10_000) ** 3)];

const article = (n, total) => ({
  id: `id-${n}`,
  url: `https://source-${n % SOURCES}.example/2026/05/${n}-${words(4).replaceAll(' ', '-')}`,
  title: words(9),
  excerpt: words(35),
  image: { url: `https://pictures.example/${n}.jpg`, width: 1200, height: 675 },
  publisher: { name: `Source ${n % SOURCES}` },
  authors: [{ name: words(2) }],
  published: new Date(Date.now() - (total - n) * Math.floor((90 * 864e5) / total)).toISOString(),
  tags: [tag(), tag(), tag()],
});

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Returns the time of each query in milliseconds, sorted: all of a group begin at once. */
async function timesOf(run) {
  const times = [];
  for (let n = 0; n < QUERIES; n += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, k) => {
        const start = performance.now();
        await run(n + k);
        times.push(performance.now() - start);
      }),
    );
  }
  return times.sort((a, b) => a - b);
}

async function measure(total) {
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-bench-'));
  const file = join(folder, 'news.db');
  const archive = createArchive({ url: `file:${file}` });
  try {
    let used = 0;
    let stored = 0;
    let lasted = 0;
    for (let start = 0; start < total; start += SOURCES * BATCH) {
      const lists = Array.from({ length: SOURCES }, () => []);
      for (let n = start; n < Math.min(start + SOURCES * BATCH, total); n++) lists[n % SOURCES].push(article(n, total));
      const before = [cpuSeconds(), performance.now()];
      const results = await Promise.all(
        lists.map((list, n) => archive.store(`https://source-${n}.example/feed`, list)),
      );
      used += cpuSeconds() - before[0];
      lasted += (performance.now() - before[1]) / 1000;
      stored += results.reduce((sum, { added }) => sum + added, 0);
    }
    const memory = [process.memoryUsage().rss / 1e6];
    const since = Date.now() - 30 * 864e5;
    const queries = {
      tag: () => archive.find({ tag: [tag()], limit: 30 }),
      phrase: () => archive.find({ include: [words(2)], limit: 30 }),
      tags: () => archive.tags({ since, limit: 20 }),
    };
    const rows = [
      ['articles', String(stored)],
      ['stored per second of time, of CPU', `${Math.round(stored / lasted)}, ${Math.round(stored / used)}`],
      ['size of the file', `${Math.round(statSync(file).size / 1e6)} MB`],
    ];
    const faults = stored / used < LIMITS.stored ? [`${Math.round(stored / used)} articles stored per CPU second`] : [];
    for (const [name, run] of Object.entries(queries)) {
      const cpu = cpuSeconds();
      const times = await timesOf(run);
      const [half, most] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)]);
      const each = ((cpuSeconds() - cpu) * 1000) / QUERIES;
      rows.push([`${name}, ${AT_ONCE} at once`, `median ${half.toFixed(1)} ms, 99 of 100 within ${most.toFixed(1)} ms, CPU ${each.toFixed(2)} ms each`]); // prettier-ignore
      if (most > LIMITS[name]) faults.push(`${name}: 99 of 100 within ${most.toFixed(1)} ms`);
    }
    memory.push(process.memoryUsage().rss / 1e6);
    rows.push(['memory after storing, after the queries', memory.map((mb) => `${Math.round(mb)} MB`).join(', ')]);
    return { rows, faults };
  } finally {
    await archive.close();
    rmSync(folder, { recursive: true });
  }
}

export async function run(_browser, { rounds = 1000 } = {}) {
  const { rows, faults } = await measure(rounds * 1000);
  return { markdown: table(['what', 'result'], rows), faults };
}
