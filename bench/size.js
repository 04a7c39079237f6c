/** `npm run size`: what a page pays, in bytes of brotli. Fails when a budget is passed. */
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const CDN = new URL('../dist/cdn/', import.meta.url);

/** Files that show a feed, by what it is written in: the file to paste, what it imports, and the reader of the dialect. */
const BUDGETS = [
  { what: 'newsrack.js, to show an RSS feed', also: [], budget: 22_000 },
  { what: 'the same, with what comes behind the first story', also: ['later'], budget: 32_000 },
  { what: 'newsrack.js, to show an Atom feed', also: ['atom'], budget: 23_300 },
  { what: 'newsrack.js, to show a JSON Feed', also: ['json-feed'], budget: 23_000 },
  { what: 'newsrack.all.js, everything in one file', entry: 'newsrack.all.js', also: [], budget: 45_000 },
];

if (!existsSync(new URL('newsrack.js', CDN))) {
  console.error('Nothing is built yet: run `npm run build:cdn` first.');
  process.exit(1);
}

const read = (path) => readFileSync(new URL(path, CDN), 'utf8');

/** A file and all that it imports without being asked. */
function withImports(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const folder = new URL(path, CDN);
  for (const [, specifier] of read(path).matchAll(/(?:^|[;}])import(?:[^"'()]*?from)?\s*["'](\.[^"']+)["']/g)) {
    withImports(new URL(specifier, folder).href.slice(CDN.href.length), found);
  }
  return found;
}

/** The chunk of a module that is loaded on demand. */
function chunkOf(name) {
  const chunk = [...withImports('newsrack.js')]
    .map((path) => new RegExp(`["']\\./(${name}-[\\w-]+\\.js)["']`).exec(read(path))?.[1])
    .find(Boolean);
  if (!chunk) throw new Error(`No chunk of the name ${name} is imported anywhere.`);
  return `chunks/${chunk}`;
}

let failed = false;
for (const { what, entry = 'newsrack.js', also, budget } of BUDGETS) {
  const files = new Set([entry, ...also.map(chunkOf)].flatMap((path) => [...withImports(path)]));
  const bytes = [...files].reduce((sum, path) => sum + brotliCompressSync(read(path)).length, 0);
  const over = bytes > budget;
  failed ||= over;
  console.log(`${over ? '✗' : '✓'} ${what}: ${bytes} of ${budget} bytes (${[...files].join(', ')})`);
}
process.exit(failed ? 1 : 0);
