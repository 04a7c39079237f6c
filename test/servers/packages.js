/** Installs what the tests need besides this repository: programs from Debian, and packages from npm beside it. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/newsrack-servers/', import.meta.url));

// Servers stand where the search path of a user does not lead.
process.env.PATH += [':/usr/sbin', ':/usr/local/sbin', ...[15, 16, 17, 18].map((version) => `:/usr/lib/postgresql/${version}/bin`)].join(''); // prettier-ignore

/** The path of a program, or `undefined`. */
const inPath = (name) =>
  process.env.PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

const isInstalled = (name) =>
  name.includes('/')
    ? existsSync(name)
    : name.startsWith('php:')
      ? spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout?.split('\n').includes(name.slice(4))
      : inPath(name) !== undefined;

/**
 * Installs Debian packages whose program is missing.
 * @param needed packages by what they give: the name of a program, `php:` with that of an extension, or a path
 * @throws Error that says what to do
 */
export function provideDebianPackages(needed) {
  const missing = () => Object.entries(needed).flatMap(([name, debian]) => (isInstalled(name) ? [] : [debian]));
  const names = [...new Set(missing())];
  if (!names.length) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing with apt-get: ${names.join(', ')} …`);
    // With this run level, Debian starts none of the servers that it installs.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const apt = (...args) => spawnSync('apt-get', args, { env, encoding: 'utf8' });
    apt('update');
    const { stdout, stderr } = apt('install', '-y', '--no-install-recommends', ...names);
    if (missing().length) console.log(`${stdout}${stderr}`);
  }
  const lacking = [...new Set(missing())];
  if (lacking.length) throw new Error(`Missing: ${lacking.join(', ')}. Run \`apt-get install ${lacking.join(' ')}\`.`);
}

/** Runs a command to its end. What it said on the way to failing is in the error. */
export const run = (command, args, { cwd, env = {} } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${command} ${args.join(' ')}: ${code}\n${said}`)),
    );
  });

/** `npm ci` in a folder with a package.json and a lock file of its own. */
export const npmCi = (folder, ...args) =>
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', ...args], { cwd: folder });

/**
 * A folder that is made once, and again when one of the files in `source` has changed.
 * @param source a folder; its files are copied first
 * @param make makes the rest of it
 * @param others files that it is made from as well
 */
export async function cached(name, source, make, others = []) {
  const hash = createHash('sha256');
  for (const file of filesIn(source)) hash.update(file).update(readFileSync(join(source, file)));
  for (const file of others) hash.update(readFileSync(file));
  const folder = join(CACHE, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const isOlder = (entry) => entry.startsWith(`${name}-`);
  for (const entry of readdirSync(CACHE).filter(isOlder)) rmSync(join(CACHE, entry), { recursive: true, force: true });
  // Under another name until it is whole: a run that was stopped leaves nothing that the next would take for it.
  const unfinished = `${folder}.unfinished-${process.pid}`;
  try {
    cpSync(source, unfinished, { recursive: true });
    await make(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Paths of the files of a folder. */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
