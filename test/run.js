/** `npm test`: builds, then runs the tests in a real browser and those in Node, and counts both. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { provideChromium, versionOf } from './browser.js';

const run = (command, args) => {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
  });
  process.stdout.write(stdout);
  return { ok: status === 0, stdout };
};

const browser = provideChromium();
process.env.CHROME_PATH = browser;
console.log(`Browser: ${versionOf(browser)} (${browser})\n`);

for (const script of ['build:modules', 'build:cdn', 'docs:manifest']) {
  const built = run('npm', ['run', '--silent', script]);
  if (!built.ok) {
    console.error(`npm run ${script} failed.`);
    process.exit(1);
  }
}

const inBrowser = run('npx', ['web-test-runner']);
const nodeTests = ['test/node', 'test/privacy', 'test/server'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => `${folder}/${name}`),
);
const inNode = run(process.execPath, ['--test', '--test-reporter=spec', ...nodeTests]);

const number = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);
const passed = number(inBrowser.stdout, /browser: (\d+) passed/) + number(inNode.stdout, /^ℹ pass (\d+)/m);
const counted = number(inBrowser.stdout, /passed, (\d+) failed/) + number(inNode.stdout, /^ℹ fail (\d+)/m);
const ok = inBrowser.ok && inNode.ok;
// A run that broke before it could count is a failure too.
console.log(`\n${passed} passed, ${ok ? counted : Math.max(counted, 1)} failed`);
process.exit(ok && counted === 0 && passed > 0 ? 0 : 1);
