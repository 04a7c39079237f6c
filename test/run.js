/**
 * `npm test`: builds, then runs the tests in Chromium and those in Node, and counts all of them. `npm run test:all` adds
 * Firefox and WebKit where they can be had. `node test/run.js firefox webkit` names browsers, which must be there; Node's
 * tests run where Chromium does.
 */
import { spawn } from 'node:child_process';
import { provideBrowsers, provideChromium } from './browser.js';
import { nodeTests } from './groups.js';

/** Runs a command to its end. What it says is shown at once, or kept. */
function run(command, args, { isShown = true } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said.push(data);
      if (isShown) process.stdout.write(data);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (status) => resolve({ ok: status === 0, output: Buffer.concat(said).toString() }));
  });
}

const asked = process.argv.slice(2);
process.env.BROWSERS = asked.includes('all') ? '' : asked.join() || process.env.BROWSERS || 'chromium';
const browsers = Object.entries(provideBrowsers());
for (const [name, { path, advice }] of browsers) {
  console.log(path ? `Found ${name}: ${path}` : `No ${name}: not tested in it. ${advice}`);
}
process.env.BROWSERS = browsers.flatMap(([name, { path }]) => (path ? name : [])).join();
// Some of the tests in Node drive a page themselves.
process.env.CHROME_PATH = provideChromium();
if (process.stdout.isTTY) process.env.PROGRESS_IN_PLACE = 'yes';

for (const script of ['build:modules', 'build:cdn', 'docs:manifest']) {
  const built = await run('npm', ['run', '--silent', script], { isShown: false });
  if (!built.ok) {
    console.error(`${built.output}\nnpm run ${script} failed.`);
    process.exit(1);
  }
}

const NOTHING = { ok: true, output: '' };
// Those in Node wait for much of their time, one after the other: browsers need what that leaves.
const [inBrowsers, inNode] = await Promise.all([
  run('npx', ['web-test-runner']),
  process.env.BROWSERS.includes('chromium')
    ? run(
        process.execPath,
        [
          ...['--test', '--test-concurrency=1', '--test-reporter=./test/support/node-failures.js'],
          ...['--test-reporter-destination=stdout', ...nodeTests()],
        ],
        { isShown: false },
      )
    : NOTHING,
]);
process.stdout.write(inNode.output);

const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
const ofBrowsers = inBrowsers.output.match(/^.+: \d+ passed, \d+ failed, \d+ left out$[^]*/m)?.[0] ?? '';
const passed = sum(ofBrowsers, /: (\d+) passed, /g) + sum(inNode.output, /^ℹ pass (\d+)/gm);
const counted = sum(ofBrowsers, / passed, (\d+) failed, /g) + sum(inNode.output, /^ℹ fail (\d+)/gm);
const ok = inBrowsers.ok && inNode.ok;
// A run that broke before it could count is a failure too.
const failed = ok ? counted : Math.max(counted, 1);
console.log(`\n${passed} passed, ${failed} failed`);
// Not `exit`: what a pipe has not taken yet would be lost.
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
