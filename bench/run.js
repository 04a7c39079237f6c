/**
 * `npm run bench`: compares newsrack with others in one Chromium run. Prints the results and writes them to
 * `bench/RESULTS.md`. `npm run bench -- many` runs one of the measurements, and keeps the other sections. Exits non-zero
 * when a limit is missed.
 *
 * For a quick look, `npm run bench -- first-story --rounds 2 --only six` measures in 2 rounds the pages whose names contain
 * "six", and the pages that they are compared with. It only prints: figures of few rounds are no results.
 *
 * A measurement is a file of this folder with a `title` and `run(browser, { rounds, only, engine })`, which returns `markdown` for
 * its section and `faults`, a line for each limit that is missed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, provideChromium } from '../test/browser.js';

const ALL = ['first-story', 'twenty-feeds', 'many', 'interactions', 'parse', 'relay', 'archive', 'memory', 'hostile'];

const results = new URL('RESULTS.md', import.meta.url);
const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, only: { type: 'string' }, engine: { type: 'string' } },
});
const isQuickLook = Object.keys(values).length > 0;
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && !(rounds >= 1))
  throw new Error(`Invalid --rounds ${values.rounds}. Expected a number from 1.`);
const unknown = wanted.filter((name) => !ALL.includes(name));
if (unknown.length) throw new Error(`There is no ${unknown.join(', ')}; there are ${ALL.join(', ')}.`);
if (!existsSync(new URL('../dist/cdn/newsrack.all.js', import.meta.url)))
  throw new Error('Nothing is built yet: run `npm run build` first.');

/** The sections of the last results, by title. */
const sections = new Map(
  (existsSync(results) ? readFileSync(results, 'utf8') : '')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0], section.slice(section.indexOf('\n')).trim()]),
);

const browser = await puppeteer.launch({ executablePath: provideChromium(), args: CHROMIUM_ARGS });
// Asked at the start: an hour's results are kept even if the browser has gone by then.
const version = await browser.version();
try {
  for (const name of wanted.length ? wanted : ALL) {
    const { title, run } = await import(`./${name}.js`);
    const { markdown, faults } = await run(browser, { rounds, only: values.only, engine: values.engine });
    const machine = `${version}, ${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`;
    const passed = faults.map((fault) => `- Missed a limit: ${fault}`).join('\n');
    const section = [`${new Date().toISOString().slice(0, 10)}, ${machine}.`, markdown, passed].filter(Boolean);
    sections.set(title, section.join('\n\n'));
    console.log(`\n## ${title}\n\n${section.join('\n\n')}`);
    if (faults.length) process.exitCode = 1;
  }
} finally {
  await browser.close();
}
if (!isQuickLook) {
  const written = [...sections].map(([title, section]) => `## ${title}\n\n${section}\n`);
  writeFileSync(results, ['# Results\n', ...written].join('\n'));
}
