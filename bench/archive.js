/**
 * Measures the archive: storing invented articles of a thousand sources, then queries, 50 at once. `--rounds` is the number
 * of thousands of articles, a thousand by default. `--engine libsql` or `--engine postgres` measures one database. Equal
 * queries share an answer for some seconds, as those of readers do: all of "tags" are equal, a part of the others is. A limit
 * holds for what follows the first thousand queries of a kind, when code is compiled and caches are filled; of those, the
 * longest is shown. The package must be built.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArchive } from '../dist/server/node.js';
import { startPostgres } from '../test/support/postgres.js';
import { table } from './table.js';

export const title = 'Archive';

const SOURCES = 1000;
const AT_ONCE = 50;
const QUERIES = 2000;
const WARM_UP = 1000;
const BATCH = 40;
/** Sources that store at once. The articles of more would take the memory that is measured as that of the archive. */
const STORING = 50;
const LIMITS = { tag: 20, phrase: 50, tags: 50, beginning: 50 };
/** In megabytes. */
const MAX_MEMORY = 300;

const WORDS = [...new Set(readFileSync(new URL('../README.md', import.meta.url), 'utf8').match(/\b[a-z]{2,12}\b/g))];

/** Databases by name: how one is made and removed, and how many articles it must store in a second of CPU, or of time. */
const ENGINES = {
  libsql: {
    title: 'libSQL',
    stored: { 'CPU second': 4000 },
    async create() {
      const folder = mkdtempSync(join(tmpdir(), 'newsrack-bench-'));
      return { url: `file:${join(folder, 'news.db')}`, remove: () => rmSync(folder, { recursive: true }) };
    },
  },
  postgres: {
    title: 'PostgreSQL',
    // Its CPU is that of another process.
    stored: { second: 2000 },
    async create() {
      const server = await startPostgres({ fsync: 'on', full_page_writes: 'on', shared_buffers: '256MB', max_wal_size: '4GB' }); // prettier-ignore
      return { url: await server.create(), remove: server.remove };
    },
  },
};

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

/** Returns the time of each query in milliseconds, sorted: all of a group begin at once. One that fails takes forever. */
async function timesOf(run, count) {
  const times = [];
  for (let n = 0; n < count; n += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, k) => {
        const start = performance.now();
        const isAnswered = await run(n + k).then(() => true, () => false); // prettier-ignore
        times.push(isAnswered ? performance.now() - start : Infinity);
      }),
    );
  }
  return times.sort((a, b) => a - b);
}

/** Stores invented articles. Returns how many, and how long that took. */
async function fill(archive, total) {
  const sum = { stored: 0, cpu: 0, time: 0 };
  for (let start = 0; start < total; start += SOURCES * BATCH) {
    for (let first = 0; first < SOURCES; first += STORING) {
      const sources = Array.from({ length: STORING }, (_, n) => first + n);
      const lists = sources.map((source) => [source, listOf(source, start, total)]);
      const before = [cpuSeconds(), performance.now()];
      const storing = lists.map(([source, list]) => archive.store(`https://source-${source}.example/feed`, list));
      const results = await Promise.all(storing);
      sum.cpu += cpuSeconds() - before[0];
      sum.time += (performance.now() - before[1]) / 1000;
      sum.stored += results.reduce((all, { added }) => all + added, 0);
    }
  }
  return sum;
}

/** Returns the next articles of a source: every thousandth from a number on is its own. */
function listOf(source, start, total) {
  const numbers = Array.from({ length: BATCH }, (_, n) => start + n * SOURCES + source);
  return numbers.filter((n) => n < total).map((n) => article(n, total));
}

async function measure(name, total) {
  seed = 1;
  const { title: engine, stored: least, create } = ENGINES[name];
  const { url, remove } = await create();
  const archive = createArchive({ url });
  try {
    const { stored, time, cpu } = await fill(archive, total);
    const memory = [process.memoryUsage().rss / 1e6];
    const speed = { second: Math.round(stored / time), 'CPU second': Math.round(stored / cpu) };
    const faults = Object.entries(least).flatMap(([per, count]) => speed[per] < count ? [`${engine}: ${speed[per]} articles stored per ${per}`] : []); // prettier-ignore
    const { bytes } = await archive.size();
    const rows = [
      ['articles', String(stored)],
      ['stored per second of time, of CPU of the relay', `${speed.second}, ${speed['CPU second']}`],
      ['size of the database', `${Math.round(bytes / 1e6)} MB`],
    ];
    const since = Date.now() - 30 * 864e5;
    const queries = {
      tag: () => archive.find({ tag: [tag()], limit: 30 }),
      phrase: () => archive.find({ include: [words(2)], limit: 30 }),
      tags: () => archive.tags({ since, limit: 20 }),
      beginning: () => archive.tags({ since, q: word().slice(0, 2), limit: 20 }),
    };
    for (const [kind, run] of Object.entries(queries)) {
      const longest = (await timesOf(run, WARM_UP)).at(-1);
      const before = cpuSeconds();
      const times = await timesOf(run, QUERIES);
      const [half, most] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)]);
      const each = ((cpuSeconds() - before) * 1000) / QUERIES;
      rows.push([`${kind}, ${AT_ONCE} at once`, `median ${half.toFixed(1)} ms, 99 of 100 within ${most.toFixed(1)} ms, CPU of the relay ${each.toFixed(2)} ms each; at first up to ${longest.toFixed(0)} ms`]); // prettier-ignore
      if (most > LIMITS[kind]) faults.push(`${engine}: ${kind}: 99 of 100 within ${most.toFixed(1)} ms`);
    }
    memory.push(process.memoryUsage().rss / 1e6);
    if (Math.max(...memory) > MAX_MEMORY) faults.push(`${engine}: ${Math.round(Math.max(...memory))} MB of memory`);
    rows.push(['memory of the relay after storing, after the queries', memory.map((mb) => `${Math.round(mb)} MB`).join(', ')]); // prettier-ignore
    return { engine, rows, faults };
  } finally {
    await archive.close();
    await remove();
  }
}

export async function run(_browser, { rounds = 1000, engine }) {
  const names = engine ? [engine] : Object.keys(ENGINES);
  if (engine && !Object.hasOwn(ENGINES, engine)) throw new Error(`There is no ${engine}; there are ${Object.keys(ENGINES).join(', ')}.`); // prettier-ignore
  const results = [];
  for (const name of names) results.push(await measure(name, rounds * 1000));
  const [{ rows }] = results;
  const markdown = table(
    ['what', ...results.map((one) => one.engine)],
    rows.map(([what], n) => [what, ...results.map((one) => one.rows[n][1])]),
  );
  return { markdown, faults: results.flatMap(({ faults }) => faults) };
}
