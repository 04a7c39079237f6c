/** Which tests run where: in Node or in browsers. */
import { readdirSync } from 'node:fs';

/** Folders of tests of pure code: it needs no page, so they run in Node, without a browser. */
const PURE = ['test/loading/', 'test/model/', 'test/providers/'];

/** Files in these folders that run in browsers all the same, and why. */
const IN_BROWSERS = {
  'test/loading/copies.test.ts': 'keeps copies in localStorage',
  'test/loading/load-feed.test.ts': 'resolves addresses against the page',
  'test/loading/page-stories.test.ts': 'reads documents',
  'test/loading/sources.test.ts': 'has elements in a page',
  'test/providers/charset.test.ts': 'depends on the decoders of the engine',
  'test/providers/date.test.ts': 'depends on how the engine reads dates',
  'test/providers/dialects.test.ts': 'fetches whole documents',
  'test/providers/real-feeds.test.ts': 'fetches whole documents',
  'test/providers/reports.test.ts': 'fetches whole documents',
  'test/providers/text.test.ts': 'depends on the decoders of the engine',
};

const testFiles = (ending) =>
  readdirSync('test', { recursive: true })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    // The apps have set-ups of their own: see `test/package/run.js`.
    .filter((path) => path.endsWith(ending) && !path.startsWith('test/package/'))
    .sort();

const isPure = (path) => PURE.some((folder) => path.startsWith(folder)) && !Object.hasOwn(IN_BROWSERS, path);

/** Test files in JavaScript, for Node; some of them drive Chromium themselves. */
export const nodeTests = () => testFiles('.test.js');

/** Test files in TypeScript that run in Node: those of pure code. */
export const pureTests = () => testFiles('.test.ts').filter(isPure);

/** Test files in TypeScript that run in browsers: in Chromium with `npm test`, in the others as well with `npm run test:all`. */
export const browserTests = () => testFiles('.test.ts').filter((path) => !isPure(path));
