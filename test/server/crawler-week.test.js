/**
 * A thousand sources over a week on a fake clock: few requests, many of them answered 304, one connection to a host, and
 * none sooner than a source allows. `npm test` has a hundred. The table in `docs/desk-crawl.md` comes from here:
 * `THOROUGH=1 UPDATE_DOCS=1` writes it.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { format, resolveConfig } from 'prettier';
import { isThorough } from '../support/thorough.js';

const FILE = new URL('../../docs/desk-crawl.md', import.meta.url);

function tableOf(kinds) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const sum = (name) => kinds.reduce((total, kind) => total + kind[name], 0);
  const all = { name: '**all**', count: sum('count'), requests: sum('requests'), unchanged: sum('unchanged') };
  const rows = [...kinds, all].map(({ name, count, requests, unchanged }) =>
    row([name, count, (requests / count / 7).toFixed(1), `${Math.round((100 * unchanged) / requests)} %`]),
  );
  return [row(['sources', 'number', 'requests per source and day', 'answered 304']), row(['---', '--:', '--:', '--:'])]
    .concat(rows)
    .join('\n');
}

const page = (table) => `# How often the crawler asks

A relay with an archive requests each source when it is due. That is after half the median time between its last articles,
between 15 minutes and 24 hours. It is never sooner than its \`Cache-Control\`, \`Expires\`, \`<ttl>\`, \`sy:updatePeriod\`,
\`skipHours\`, \`skipDays\` or \`Retry-After\` allow. There is one connection to a host at a time.

A test requests a thousand sources of a hundred hosts. It runs a week, on a clock of its own:

${table}
`;

/** Runs the simulation. Its failures are those of the test. */
async function crawlWeek() {
  const worker = new Worker(new URL('./crawler-week.js', import.meta.url));
  const [result] = await once(worker, 'message');
  await worker.terminate();
  return result;
}

/** Returns the number of requests per source and day in the table, by kind. */
const ratesIn = (table) =>
  new Map([...table.matchAll(/^\| (.+?) +\| +\d+ \| +([\d.]+) \|/gm)].map(([, name, rate]) => [name, Number(rate)]));

test(`${isThorough ? 'a thousand' : 'a hundred'} sources get few requests in a week, and none that they do not allow`, async () => {
  const { kinds, stored } = await crawlWeek();
  assert.ok(stored.every(({ fails, size }) => fails || size >= 5));
  // Each article of a daily paper was stored, none twice.
  const { size } = stored.find(({ kind }) => kind === kinds[1].name);
  assert.ok(size >= 7 * 24 && size <= 7 * 24 + 5, `${size} articles`);
  const table = await readFile(FILE, 'utf8');
  if (!isThorough) {
    const rates = ratesIn(table);
    for (const { name, count, requests } of kinds) {
      const rate = requests / count / 7;
      assert.ok(rate < rates.get(name) * 1.1, `${name}: ${rate} requests per source and day`);
    }
    return;
  }
  const options = { ...(await resolveConfig(FILE)), parser: 'markdown' };
  const made = await format(page(tableOf(kinds)), options);
  if (process.env.UPDATE_DOCS) return writeFile(FILE, made);
  assert.equal(table, made, 'Run THOROUGH=1 UPDATE_DOCS=1 node --test test/server/crawler-week.test.js.');
});
