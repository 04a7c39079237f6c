/**
 * `npm test`: builds, then runs the tests in Chromium and those in Node, and counts all of them. `npm run test:all` adds
 * Firefox and WebKit where they can be had. `node test/run.js firefox webkit` names browsers, which must be there; Node's
 * tests run where Chromium does. With `all`, or `thorough`, tests in Node that repeat something many times do so more often;
 * without Chromium, `thorough` runs those alone. `npm test -- test/elements test/node/docs.test.js` runs the files whose paths begin so, and
 * takes what was built last, as `--built` does.
 */
import { spawn } from 'node:child_process';
import { provideBrowsers, provideChromium } from './browser.js';
import { browserTests, engineTests, pureTests, nodeTests, thoroughTests } from './groups.js';
import { bundleForNode } from './support/bundle.js';
import { Progress } from './support/progress.js';

/** In milliseconds, for a file: what hangs is ended. Beside two browsers, the files that repeat something more often take long. */
const TIMEOUT = { usual: 600_000, thorough: 1_500_000 };

const progress = new Progress();

/** Runs a command to its end; failures and progress of tests are shown at once. */
function run(command, args, { env = {}, isShown = true } = {}) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    const show = progress.reader();
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      said.push(text);
      if (isShown) show(text);
    });
    stream.on('end', () => isShown && show());
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (status) => resolve({ ok: status === 0, output: said.join('') }));
  });
}

async function runScript(script) {
  const built = await run('npm', ['run', '--silent', script], { isShown: false });
  if (built.ok) return;
  progress.print(`${built.output}\nnpm run ${script} failed.`);
  process.exit(1);
}

const NOTHING = { ok: true, output: '' };

const inBrowsers = async (files) =>
  files.length
    ? run('npx', ['web-test-runner'], {
        env: {
          TEST_FILES: files.join(),
          // A file named on the command line runs in the browsers named there.
          ENGINE_FILES: (paths.length ? files : engineTests()).join(),
          SHOWS_PROGRESS: 'test files in browsers',
        },
      })
    : NOTHING;

const inNode = (files, group = '') =>
  files.length
    ? run(
        process.execPath,
        [
          // With little room for what is new, collecting it takes a quarter of the time.
          ...[
            '--test',
            '--test-concurrency=1',
            `--test-timeout=${process.env.THOROUGH ? TIMEOUT.thorough : TIMEOUT.usual}`,
            '--max-semi-space-size=128',
          ],
          ...['--test-reporter=./test/support/node-failures.js', '--test-reporter-destination=stdout', ...files],
        ],
        { env: { SHOWS_PROGRESS: group } },
      )
    : NOTHING;

const asked = process.argv.slice(2);
const paths = asked.filter((word) => word.includes('/')).map((path) => path.replace(/^\.\//, ''));
const names = asked.filter((word) => /^\w+$/.test(word) && word !== 'thorough');
if (asked.includes('thorough') || names.includes('all')) process.env.THOROUGH = 'yes';
const isBuilt = paths.length > 0 || asked.includes('--built');
const isChosen = (file) => !paths.length || paths.some((path) => file.startsWith(path));

process.env.BROWSERS = names.includes('all') ? '' : names.join() || process.env.BROWSERS || 'chromium';
const browsers = Object.entries(provideBrowsers());
for (const [name, { path, advice }] of browsers) {
  console.log(path ? `Found ${name}: ${path}` : `No ${name}: not tested in it. ${advice}`);
}
process.env.BROWSERS = browsers.flatMap(([name, { path }]) => (path ? name : [])).join();
// Some of the tests in Node drive a page themselves.
process.env.CHROME_PATH = provideChromium();

const isWithNode = process.env.BROWSERS.includes('chromium');
const filesOfNode = isWithNode ? nodeTests() : process.env.THOROUGH ? thoroughTests() : [];
const [forBrowsers, pure, forNode] = [browserTests(), pureTests(), filesOfNode].map((files) => files.filter(isChosen));

/** Both write into a folder of their own. */
const build = () => Promise.all(['build:modules', 'build:cdn'].map(runScript)).then(() => runScript('docs:manifest'));

/**
 * Runs files in Node one by one, and two at a time when the browser, which has two windows, is done.
 * @param browsers settles when it is
 */
async function inLanes(files, browsers) {
  const waiting = [...files];
  const results = [];
  async function work() {
    while (waiting.length) {
      results.push(await inNode([waiting.shift()]));
      progress.update('test files in Node', results.length, files.length);
    }
  }
  await Promise.all([work(), browsers.then(work)]);
  return results;
}

async function runTests() {
  const browsers = inBrowsers(forBrowsers);
  const results = await inLanes(forNode, browsers);
  return [await browsers, ...results];
}

/** Tests of pure code don't import what is built: they run in the time that builds leave. */
const [results, ofPure] = await Promise.all([
  (isBuilt ? Promise.resolve() : build()).then(runTests),
  isWithNode && pure.length ? bundleForNode(pure).then((files) => inNode(files, 'tests of pure code')) : NOTHING,
]);
progress.end();

const [ofBrowsers, ...ofNode] = [...results, ofPure];
const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
const nodeOutput = ofNode.map(({ output }) => output).join('\n');
const passed =
  sum(ofBrowsers.output, /: (\d+) passed, \d+ failed, \d+ left out$/gm) + sum(nodeOutput, /^ℹ pass (\d+)/gm);
const counted =
  sum(ofBrowsers.output, /: \d+ passed, (\d+) failed, \d+ left out$/gm) +
  sum(nodeOutput, /^ℹ (?:fail|cancelled) (\d+)/gm);
const ok = [ofBrowsers, ...ofNode].every((result) => result.ok);
// A run that broke before it could count is a failure too.
const failed = ok ? counted : Math.max(counted, 1);
console.log(`\n${passed} passed, ${failed} failed`);
// Not `exit`: what a pipe has not taken yet would be lost.
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
