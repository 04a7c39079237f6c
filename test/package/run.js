/**
 * `npm run test:apps [-- APP …]`: the package as those see it who install it.
 *
 * It packs the package, and looks at the tarball with publint and attw. Each folder beside this file is a small app with a
 * package.json and a lock file of its own. A copy of it, outside of this repository so that nothing is found by accident,
 * gets the tarball with `npm ci`, is type-checked, tested and built as its own scripts say, and is then tried in Chromium
 * (`bundlers.js`, `frameworks.js`, `server-apps.js`). What apps share is in `shared/`. `registry` is no app: it rehearses two
 * releases with a registry on this machine (`registry.js`).
 *
 * After a change of an app's dependencies, or of newsrack's own: `npm run test:apps -- --lock [APP …]`.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { checkBundler } from './bundlers.js';
import { checkFramework } from './frameworks.js';
import { openBrowser } from './pages.js';
import { checkRegistry } from './registry.js';
import { SERVER_APPS, checkServerApp } from './server-apps.js';

const BUNDLERS = ['webpack', 'vite', 'rollup', 'esbuild'];
/** The slowest first: two are built at a time. */
const APPS = [
  'next',
  'angular',
  'react',
  'svelte',
  'vue',
  'solid',
  'preact',
  'eleventy',
  ...BUNDLERS,
  'vitest',
  'bare',
];
/** Apps that show no page and are tried by their own tests alone. `bare` holds how much npm installs. */
const TESTED = ['vitest', 'bare'];
const REGISTRY = 'registry';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'newsrack-apps-'));
const tarball = join(work, 'newsrack.tgz');

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const writeJson = (data, ...path) => writeFileSync(join(...path), `${JSON.stringify(data, null, 2)}\n`);

/** Returns the output of a command; if it fails, its output is in the error. */
const run = (command, args, cwd, env = {}) =>
  new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, timeout: 300_000, shell: process.platform === 'win32' };
    execFile(command, args, { ...options, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${error.code ?? error.signal}\n${stdout}${stderr}`));
      else resolve({ stdout, stderr });
    });
  });
const npm = (args, cwd) =>
  run('npm', [...args, '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'], cwd);

let passed = 0;
let failed = 0;

/** Does what is to be checked, counts it, and says whether it went well. */
async function check(what, act) {
  try {
    await act();
    passed += 1;
    console.log(`✔ ${what}`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`✖ ${what}\n${error.message.trimEnd().replace(/^/gm, '    ')}`);
    return false;
  }
}

/** Packs to the place that apps name in their package.json. */
async function pack() {
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', work], root);
  renameSync(join(work, stdout.trim().split('\n').at(-1)), tarball);
}

async function checkTarball() {
  await check('tarball: publint finds nothing', async () => {
    const bytes = new Uint8Array(readFileSync(tarball));
    const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer } });
    assert.equal(messages.map((message) => formatMessage(message, pkg, { color: false })).join('\n'), '');
  });
  // Of what stands for many, it looks at those it is told of. `require` of Node versions without ES modules is left out.
  const doors = Object.entries({ define: 'dist/tags', providers: 'dist/providers/register', types: 'types' });
  const entries = doors.flatMap(([door, folder]) =>
    readdirSync(join(root, folder)).flatMap((file) => (file.endsWith('.d.ts') ? `${door}/${file.slice(0, -5)}` : [])),
  );
  await check('tarball: types lead to what is imported', () =>
    run('npx', ['attw', tarball, '--profile', 'esm-only', '--no-color', '--include-entrypoints', ...entries], root),
  );
}

/** A copy of an app, with what apps share. */
function copy(app) {
  const folder = join(work, app);
  cpSync(join(here, app), folder, { recursive: true, filter: (path) => !/[/\\](?:node_modules|dist)$/.test(path) });
  if (BUNDLERS.includes(app)) cpSync(join(here, 'shared/bundled'), join(folder, 'src'), { recursive: true });
  else if (![...SERVER_APPS, ...TESTED].includes(app))
    copyFileSync(join(here, 'shared/articles.ts'), join(folder, 'src/articles.ts'));
  // The example of the docs is checked with it.
  if (app === 'react') {
    const [, example] = /```tsx\n([^]*?)```/.exec(readFileSync(join(root, 'docs/npm.md'), 'utf8'));
    writeFileSync(join(folder, 'src/example.tsx'), example);
  }
  return folder;
}

/** Installs and builds an app; whether there is something to try then. */
async function build(app) {
  const folder = copy(app);
  const step = (what, args, env) => check(`${app}: ${what}`, () => run('npm', args, folder, env));
  if (!(await check(`${app}: installs`, () => npm(['ci'], folder)))) return false;
  const { scripts } = readJson(folder, 'package.json');
  if (scripts.check) await step('types hold', ['run', 'check']);
  if (scripts.test) await step('its own tests pass', ['test']);
  if (!scripts.build) return false;
  const built = await step('builds', ['run', 'build']);
  // What is built for production says nothing when a page and its server disagree.
  const development = { NODE_ENV: 'development' };
  const onServer =
    !scripts['build:server'] || (await step('builds for a server', ['run', 'build:server'], development));
  return built && onServer;
}

/** Returns the test of an app of this kind. */
const checkOf = (app) =>
  BUNDLERS.includes(app) ? checkBundler : SERVER_APPS.includes(app) ? checkServerApp : checkFramework;

/** Writes the lock file of an app: without hosts, and without what changes with every tarball. */
async function lock(app) {
  const folder = copy(app);
  rmSync(join(folder, 'package-lock.json'), { force: true });
  await npm(['install', '--package-lock-only', '--omit-lockfile-registry-resolved'], folder);
  const locked = readJson(folder, 'package-lock.json');
  for (const field of ['version', 'integrity']) delete locked.packages['node_modules/newsrack'][field];
  writeJson(locked, here, app, 'package-lock.json');
  console.log(`${app}: locked`);
}

const named = process.argv.slice(2).filter((name) => name !== '--lock');
const apps = named.length ? named.filter((name) => name !== REGISTRY) : APPS;
const withRegistry = !named.length || named.includes(REGISTRY);
console.log('npm pack');
await pack();

if (process.argv.includes('--lock')) {
  for (const app of apps) await lock(app);
} else {
  await checkTarball();
  const waiting = [...apps];
  const built = new Set();
  const builder = async () => {
    for (let app = waiting.shift(); app; app = waiting.shift()) if (await build(app)) built.add(app);
  };
  await Promise.all([builder(), builder()]);
  // One page at a time: those behind others get no frames.
  const browser = await openBrowser(work);
  for (const app of apps.filter((one) => built.has(one))) {
    const on = { check: (what, act) => check(`${app}: ${what}`, act), folder: join(work, app), run, ...browser, app };
    await checkOf(app)(on);
  }
  await browser.close();
  if (withRegistry) {
    const on = { check: (what, act) => check(`${REGISTRY}: ${what}`, act), run, tarball, work: join(work, REGISTRY) };
    await checkRegistry(on).catch((error) => check(`${REGISTRY}: runs`, () => Promise.reject(error)));
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
}
rmSync(work, { recursive: true, force: true });
