/** Deletes built modules that no export of the package reaches, such as types of internal modules. */
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const { exports: doors, bin } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));

/** Matches imports of all kinds, including `import()` types, and URLs of workers. */
const IMPORT = /(?:\bfrom|\bimport|\bnew URL)\s*\(?\s*['"](\.[^'"]+)['"]/g;

const targets = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(targets));

/** Returns the files that match a target, in which `*` stands for any name. */
function filesOf(target) {
  if (!target.includes('*')) return [new URL(target, ROOT).href];
  const [before, after] = target.split('*');
  const folder = new URL(before, ROOT);
  return readdirSync(folder).flatMap((name) => (name.endsWith(after) ? [new URL(name, folder).href] : []));
}

const reached = new Set();
const waiting = [...Object.values(doors), ...Object.values(bin)]
  .flatMap(targets)
  .filter((target) => /\.(?:js|d\.ts)$/.test(target) && !target.includes('/cdn/'))
  .flatMap(filesOf);
for (let file = waiting.pop(); file; file = waiting.pop()) {
  if (reached.has(file)) continue;
  reached.add(file);
  const isTypes = file.endsWith('.d.ts');
  for (const [, name] of readFileSync(new URL(file), 'utf8').matchAll(IMPORT)) {
    const found = new URL(isTypes ? name.replace(/(?:\.d\.ts|\.js)$/, '.d.ts') : name, file);
    if (/\.(?:js|ts)$/.test(found.href) && existsSync(found)) waiting.push(found.href);
  }
}

const DIST = new URL('dist/', ROOT);
const modules = readdirSync(DIST, { recursive: true }).filter((name) => /\.(?:js|d\.ts)$/.test(name));
const needless = modules
  .map((name) => new URL(name.replaceAll('\\', '/'), DIST))
  .filter(({ href }) => !href.includes('/dist/cdn/') && !reached.has(href));
for (const file of needless) rmSync(fileURLToPath(file));
