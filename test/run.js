/** `npm test`: builds, then runs the tests in real browsers and those in Node, and counts all of them. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { provideBrowsers, provideChromium } from './browser.js';

/** Runs a command to its end. What it says is shown at once, or, of the second of two at a time, at its end. */
function run(command, args, { isShownAtOnce = true } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said.push(data);
      if (isShownAtOnce) process.stdout.write(data);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (status) => resolve({ ok: status === 0, output: Buffer.concat(said).toString() }));
  });
}

const browsers = Object.entries(provideBrowsers());
for (const [name, { path, advice }] of browsers) {
  console.log(path ? `Found ${name}: ${path}` : `No ${name}: not tested in it. ${advice}`);
}
console.log();
process.env.BROWSERS = browsers.flatMap(([name, { path }]) => (path ? name : [])).join();
// Some of the tests in Node drive a page themselves, whatever the others run in.
process.env.CHROME_PATH = provideChromium();

for (const script of ['build:modules', 'build:cdn', 'docs:manifest']) {
  const built = await run('npm', ['run', '--silent', script]);
  if (!built.ok) {
    console.error(`npm run ${script} failed.`);
    process.exit(1);
  }
}

const nodeTests = ['test/node', 'test/privacy', 'test/release', 'test/server'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => `${folder}/${name}`),
);
// Those in Node wait for much of their time, one after the other: browsers need what that leaves.
const [inBrowsers, inNode] = await Promise.all([
  run('npx', ['web-test-runner']),
  run(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...nodeTests], {
    isShownAtOnce: false,
  }),
]);
process.stdout.write(inNode.output);

const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
const ofBrowsers = inBrowsers.output.match(/^.+: \d+ passed, \d+ failed, \d+ left out$[^]*/m)?.[0] ?? '';
const passed = sum(ofBrowsers, /: (\d+) passed, /g) + sum(inNode.output, /^ℹ pass (\d+)/gm);
const counted = sum(ofBrowsers, / passed, (\d+) failed, /g) + sum(inNode.output, /^ℹ fail (\d+)/gm);
const ok = inBrowsers.ok && inNode.ok;
// A run that broke before it could count is a failure too.
const failed = ok ? counted : Math.max(counted, 1);
console.log(`\n${ofBrowsers.trim()}`);
console.log(`\n${passed} passed, ${failed} failed`);
// Not `exit`: what a pipe has not taken yet would be lost.
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
