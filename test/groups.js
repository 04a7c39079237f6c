/** Which tests run where: in Node or in browsers. */
import { readFileSync, readdirSync } from 'node:fs';

/** Folders of tests of pure code: it needs no page, so they run in Node, without a browser. */
const PURE = ['build', 'text', 'model', 'providers', 'network', 'cache', 'select', 'feed'].map(
  (folder) => `test/${folder}/`,
);

/** Files in these folders that run in browsers all the same, and why. */
const IN_BROWSERS = {
  'test/cache/cached-copies.test.ts': 'keeps copies in localStorage',
  'test/feed/load-feed.test.ts': 'resolves addresses against the page',
  'test/feed/sources.test.ts': 'has elements in a page',
  'test/providers/charset.test.ts': 'depends on the decoders of the engine',
  'test/text/dates.test.ts': 'depends on how the engine reads dates',
  'test/providers/dialects.test.ts': 'fetches whole documents',
  'test/providers/real-feeds.test.ts': 'fetches whole documents',
  'test/providers/reports.test.ts': 'fetches whole documents',
  'test/text/html-text.test.ts': 'depends on the decoders of the engine',
  'test/select/page-dedupe.test.ts': 'reads documents',
};

/** Files that run in Chromium alone, of those that run in browsers, and why: what depends on an engine is tried in others by these. */
const IN_CHROMIUM_ALONE = {
  'test/docs/samples.test.ts': 'shows with the samples of the docs what the tests of elements try',
  'test/hostile/bounds.test.ts': 'tries limits of our own code, on what `hostile.test.ts` reads in every engine',
  'test/hosts/composition-languages.test.ts':
    'measures words in ten languages, whose widths depend on fonts, in what `compositions.test.ts` lays out in every engine',
  'test/matrix/matrix.test.ts': 'shows in elements what `test/services/scenarios.test.ts` loads in every engine',
  ...Object.fromEntries(
    [
      'forem',
      'ghost',
      'gdelt',
      'guardian',
      'hacker-news',
      'mastodon',
      'spaceflight-news',
      'wordpress',
      'wordpress-com',
    ].map((service) => [`test/services/${service}.test.ts`, 'reads JSON, which our own code does']),
  ),
};

const testFiles = (ending) =>
  readdirSync('test', { recursive: true })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    // Apps and servers have set-ups of their own: see `run.js` in these folders.
    .filter((path) => path.endsWith(ending) && !/^test\/(?:package|servers)\//.test(path))
    .sort();

const isPure = (path) => PURE.some((folder) => path.startsWith(folder)) && !Object.hasOwn(IN_BROWSERS, path);

/** Test files in JavaScript, for Node; some of them drive Chromium themselves. */
export const nodeTests = () => testFiles('.test.js');

/** Test files in JavaScript that repeat something many times, and less often with `npm test`. */
export const thoroughTests = () =>
  nodeTests().filter((path) => readFileSync(path, 'utf8').includes('/support/thorough.js'));

/** Test files in TypeScript that run in Node: those of pure code. */
export const pureTests = () => testFiles('.test.ts').filter(isPure);

/** Test files in TypeScript that run in browsers: all in Chromium with `npm test`, and `engineTests` in the others with `npm run test:all`. */
export const browserTests = () => testFiles('.test.ts').filter((path) => !isPure(path));

/** Test files in TypeScript that run in browsers and depend on the engine. */
export const engineTests = () => browserTests().filter((path) => !Object.hasOwn(IN_CHROMIUM_ALONE, path));
