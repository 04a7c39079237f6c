/** Which tests run where: in Node, in Chromium alone, or in every browser. */
import { readdirSync } from 'node:fs';

/** Folders of tests that no engine answers differently: what they test is computed, so Chromium is enough. */
const COMPUTED = ['model', 'providers'];

const testFiles = (ending) =>
  readdirSync('test', { recursive: true })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    // The apps have set-ups of their own: see `test/package/run.js`.
    .filter((path) => path.endsWith(ending) && !path.startsWith('test/package/'))
    .sort();

const isComputed = (path) => COMPUTED.some((folder) => path.startsWith(`test/${folder}/`));

/** Test files for Node; some of them drive Chromium themselves. */
export const nodeTests = () => testFiles('.test.js');

/** Test files for browsers: all of them in Chromium; in others those whose outcome is the engine's doing. */
export const browserTests = (browsers) =>
  testFiles('.test.ts').filter((path) => browsers.includes('chromium') || !isComputed(path));
