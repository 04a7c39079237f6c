/** `npm run size`: measures the size of files that pages load, in bytes of brotli. Fails when a budget is exceeded. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const CDN = new URL('../dist/cdn/', import.meta.url);

/** Files that pages load, by content of the page: the pasted file, and chunks with their imports. */
const BEHIND = ['rest', 'looks', 'skeleton'];
const BUDGETS = [
  { what: 'newsrack.js alone: a page whose feeds are far below', also: [], budget: 1_500 },
  { what: 'to show a JSON Feed', also: ['first', 'json-feed'], budget: 18_530 },
  { what: 'to show an RSS feed', also: ['first', 'rss'], budget: 20_620 },
  { what: 'to show an Atom feed', also: ['first', 'atom'], budget: 21_780 },
  {
    what: 'what defines `<news-tag-feed>`, behind the first story',
    entry: [],
    also: BEHIND,
    without: ['first'],
    budget: 23_390,
  },
  { what: 'all that a page with a JSON Feed loads', also: ['first', 'json-feed', ...BEHIND], budget: 44_000 },
  { what: 'all that a page with an RSS feed loads', also: ['first', 'rss', ...BEHIND], budget: 44_000 },
  {
    what: 'the other elements, on pages that have one',
    entry: [],
    also: ['others'],
    without: ['first', ...BEHIND],
    budget: 6_850,
  },
  {
    what: 'newsrack.all.js: everything in one file, all languages and services',
    entry: ['newsrack.all.js'],
    also: [],
    budget: 85_900,
  },
];

if (!existsSync(new URL('newsrack.js', CDN))) {
  console.error('Nothing is built yet: run `npm run build:cdn` first.');
  process.exit(1);
}

const CHUNKS = readdirSync(new URL('chunks/', CDN));

/** Hash of this build. Its digits change the size of `newsrack.js` by up to 20 bytes, so others are measured. */
const [, HASH] = /-(\d{8})\.js$/.exec(CHUNKS.find((file) => file.startsWith('first-')));
const FIXED_HASH = '01234567';

const read = (path) => readFileSync(new URL(path, CDN), 'utf8').replaceAll(HASH, FIXED_HASH);

/** Returns a file and all its static imports. */
function withImports(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  // Chunks import others by calls of the loader; see `build/loadable-chunks.ts`.
  const [, one, several = ''] =
    /^(?:\/\*!.*?\*\/)?export default\(async function\(\$\$\)\{let.*?=await (?:\$\$\("([^"]+)"\)|Promise\.all\(\[([^\]]+)\])/.exec(
      read(path),
    ) ?? [];
  for (const name of one ? [one] : several.split(',').filter(Boolean)) {
    withImports(chunk(name.replaceAll('"', '')), found);
  }
  return found;
}

/** Returns the path of a chunk by name. */
function chunk(name) {
  const found = CHUNKS.find((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file));
  if (!found) throw new Error(`There is no chunk of the name ${name}.`);
  return `chunks/${found}`;
}

let failed = false;
for (const { what, entry = ['newsrack.js'], also, without = [], budget } of BUDGETS) {
  const files = new Set([...entry, ...also.map(chunk)].flatMap((path) => [...withImports(path)]));
  without.map(chunk).forEach((path) => files.delete(path));
  const bytes = [...files].reduce((sum, path) => sum + brotliCompressSync(read(path)).length, 0);
  const over = bytes > budget;
  failed ||= over;
  console.log(`${over ? '✗' : '✓'} ${what}: ${bytes} of ${budget} bytes (${[...files].join(', ')})`);
}
process.exit(failed ? 1 : 0);
