/**
 * `npm run test:servers [-- PROGRAM …]`: newsrack beside the programs that it reads from and stands behind, as they are:
 * `wordpress`, `ghost`, and `web`, which is nginx and Apache with a site of Eleventy's.
 *
 * For each of them, a module beside this file installs it (Debian packages with apt-get, npm packages by a lock file in the
 * folder of its name, both only where they are missing) and starts it on free ports of this machine; the tests whose
 * names begin with the same word are told where. All of it is stopped at the end, after failures and signals too. What was installed from npm is kept
 * in `node_modules/.cache/newsrack-servers`.
 *
 * It builds the package first; `--built` takes what was built last.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideChromium } from '../browser.js';
import { provideDebianPackages, run } from './packages.js';
import { stopServers, stopServersOnSignals } from './processes.js';
import * as ghost from './ghost.js';
import * as web from './web.js';
import * as wordpress from './wordpress.js';

const PROGRAMS = { ghost, wordpress, web };

const root = fileURLToPath(new URL('../../', import.meta.url));
const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const names = Object.keys(PROGRAMS).filter((name) => !named.length || named.includes(name));

let passed = 0;
let failed = 0;

/** Runs the tests of a program; what failed is printed by the reporter. */
async function test(name, addresses) {
  // The time is that of a whole file, on a machine with other work to do.
  const args = ['--test', '--test-timeout=300000', '--test-reporter=./test/support/node-failures.js'];
  // A program may have several files: `wordpress.test.js`, `wordpress-plugin.test.js`.
  const files = readdirSync(join(root, 'test/servers'))
    .filter((file) => file.startsWith(name) && file.endsWith('.test.js'))
    .map((file) => `test/servers/${file}`);
  const child = spawn(process.execPath, [...args, '--test-reporter-destination=stdout', ...files], {
    cwd: root,
    env: { ...process.env, SERVERS: JSON.stringify(addresses) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const status = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', stop);
  const count = (pattern) => [...said.matchAll(pattern)].reduce((sum, [, found]) => sum + Number(found), 0);
  const [good, bad] = [count(/^ℹ pass (\d+)/gm), count(/^ℹ (?:fail|cancelled) (\d+)/gm)];
  passed += good;
  // Tests that broke before they could count are a failure too.
  failed += status === 0 && good ? bad : Math.max(bad, 1);
  return said.replace(/^ℹ .*\n/gm, '').trimEnd();
}

/** Starts a program, and tries newsrack with it. */
async function tryProgram(name, work) {
  const begin = Date.now();
  const since = () => `${((Date.now() - begin) / 1000).toFixed(0)} s`;
  try {
    const folder = join(work, name);
    mkdirSync(folder);
    const addresses = await PROGRAMS[name].start(folder);
    const ready = since();
    const said = await test(name, addresses);
    console.log(`${said ? '✖' : '✔'} ${name}: started after ${ready}, done after ${since()}${said && `\n${said}`}`);
  } catch (error) {
    failed += 1;
    console.log(`✖ ${name}: ${error.message}`);
  }
}

const work = mkdtempSync(join(tmpdir(), 'newsrack-servers-'));
// Servers read it that give up the rights of root.
chmodSync(work, 0o755);
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
stopServersOnSignals();
try {
  process.env.CHROME_PATH = provideChromium();
  provideDebianPackages(Object.assign({}, ...names.map((name) => PROGRAMS[name].DEBIAN)));
  if (!process.argv.includes('--built')) {
    for (const script of ['build:modules', 'build:cdn']) await run('npm', ['run', '--silent', script], { cwd: root });
  }
  await Promise.all(names.map((name) => tryProgram(name, work)));
} catch (error) {
  failed += 1;
  console.log(error.message);
} finally {
  await stopServers();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
