import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { freshen } from './demo/freshen.js';
import { CHROMIUM_ARGS, provideBrowsers, versionOf } from './test/browser.js';
import { browserTests, engineTests } from './test/groups.js';
import { bundledTests } from './test/support/bundled-tests.js';
import { counting } from './test/support/counting.js';
import { failures } from './test/support/failures.js';
import { forcedColorsPlugin } from './test/support/forced-colors.js';
import { SideBySide } from './test/support/side-by-side.js';
import { WebKitLauncher } from './test/support/webkit.js';
import { servicesPlugin } from './test/services/server/plugin.js';

const here = new URL('.', import.meta.url);
const FOLDERS = {
  feeds: new URL('demo/feeds/', here),
  'real-feeds': new URL('../shared/feeds/', here),
  reports: new URL('../shared/reports/', here),
};
const isPresent = (folder) => existsSync(fileURLToPath(FOLDERS[folder]));

const TYPES = { xml: 'text/xml', json: 'application/json', svg: 'image/svg+xml' };

/** Serves the embedded feeds with fresh dates, and the captured and reported ones where their folders exist. */
function feeds(context, next) {
  const [, folder, name] = /^\/(feeds|real-feeds|reports)\/([\w./-]+\.(?:xml|json|svg))$/.exec(context.path) ?? [];
  if (!folder || name.includes('..')) return next();
  const file = new URL(name, FOLDERS[folder]);
  if (!existsSync(file)) return next();
  // This one declares no charset of its own: its server said it.
  const charset = name.startsWith('uol-latin') ? '; charset=windows-1252' : '';
  context.type = TYPES[name.split('.').at(-1)] + charset;
  const body = readFileSync(file);
  context.body = folder === 'feeds' && !name.endsWith('.svg') ? freshen(body.toString()) : body;
}

/** Code does not change while tests run once: pages after the first need not ask for it again. */
async function keepCode({ path, response }, next) {
  await next();
  const isOnce = !process.argv.includes('--watch');
  if (isOnce && /^\/(?:src|node_modules|test\/support|__)/.test(path)) response.set('cache-control', 'max-age=3600');
}

/** Lets the test that makes the table of failures write it, when it is asked for with `npm run docs:failures`. */
async function tables(context, next) {
  if (context.method !== 'POST' || context.path !== '/docs/failures.md') return next();
  if (process.env.UPDATE_DOCS) writeFileSync(new URL('docs/failures.md', here), await text(context.req));
  context.status = 204;
}

/** Tells the test of the samples which pages there are. */
async function pages(context, next) {
  if (context.path !== '/docs/pages.json') return next();
  const names = readdirSync(new URL('docs/', here)).filter((name) => name.endsWith('.md'));
  context.body = ['README.md', ...names.map((name) => `docs/${name}`)];
}

/** A page loads a hundred modules: nobody asks to be told of each. */
const inPuppeteer = (executablePath, options) =>
  Object.assign(
    chromeLauncher({ puppeteer: puppeteerCore, launchOptions: { executablePath, networkEnabled: false, ...options } }),
    { version: versionOf(executablePath) },
  );

/** Windows of a browser at a time, where it can have several. */
const WINDOWS = 2;

// Pages that are done would live on, to be gone back to, for a third of the time.
const inChromium = (path) => inPuppeteer(path, { args: [...CHROMIUM_ARGS, '--disable-features=BackForwardCache'] });

const sideBySide = (launch) => new SideBySide(Array.from({ length: WINDOWS }, launch));

const LAUNCHERS = {
  chromium: ({ path }) => sideBySide(() => inChromium(path)),
  // Only from a window of its own can Firefox be told to force its colours.
  firefox: ({ path }) => inPuppeteer(path, { browser: 'firefox', args: ['--remote-allow-system-access'] }),
  webkit: (paths) => sideBySide(() => new WebKitLauncher(paths)),
};

process.env.BROWSERS ||= 'chromium';
const found = Object.entries(provideBrowsers());
const files = process.env.TEST_FILES?.split(',') ?? browserTests();

/** What runs in the browsers found whose name a group takes. */
const groupOf = (name, files, isTaken) => ({
  name,
  files,
  browsers: found.filter(([browser]) => isTaken(browser)).map(([browser, paths]) => LAUNCHERS[browser](paths)),
});
const groups = [
  groupOf('everything', files, (browser) => browser === 'chromium'),
  groupOf(
    'what depends on an engine',
    process.env.ENGINE_FILES?.split(',') ?? engineTests(),
    (browser) => browser !== 'chromium',
  ),
].filter(({ files, browsers }) => files.length && browsers.length);

const modules = esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', here)), target: 'es2022' });
/** This one has samples import modules of `src`, which would be there twice. */
const UNBUNDLED = ['test/docs/samples.test.ts'];
/**
 * `npm test` bundles its files, for Chromium: WebKit's driver has ended in the middle of a bundled run. What is run by hand, and
 * may change meanwhile, is not bundled.
 */
const isBundled = process.env.TEST_FILES && process.env.BROWSERS === 'chromium';
const bundled = isBundled ? files.filter((file) => !UNBUNDLED.includes(file)) : [];

const { reporter: countingReporter, plugin: leftOutPlugin } = counting();

export default {
  nodeResolve: { exportConditions: ['browser', 'development'] },
  groups,
  // Without any here, the test runner would not start.
  browsers: groups.flatMap(({ browsers }) => browsers),
  concurrentBrowsers: found.length,
  // Two pages at once in a browser starve each other of frames, which visibility and focus depend on.
  concurrency: 1,
  plugins: [...bundledTests(bundled, modules), servicesPlugin(), forcedColorsPlugin(), leftOutPlugin],
  middleware: [keepCode, feeds, tables, pages],
  reporters: [failures(), countingReporter],
  // Nothing here is about speed, machines may be busy, and some files hold hundreds of tests.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  testFramework: { config: { timeout: 60_000, forbidOnly: true } },
  testRunnerHtml: (testFramework) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>newsrack tests</title><body>
    <script>window.realFeeds = ${isPresent('real-feeds')}; window.reports = ${isPresent('reports')}; window.process = { env: {} };</script>
    <script type="module" src="${testFramework}"></script></body></html>`,
  filterBrowserLogs: ({ type, args }) => type !== 'debug' && !String(args[0]).startsWith('Lit is in dev mode'),
};
