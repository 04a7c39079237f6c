/**
 * Compares the public API, and determines the version level that a change of it needs.
 *
 * `npm run api` compares the surface that was built with `api/released.json`, the surface of the last release, and fails
 * when the changesets in `.changeset/` announce less than the change needs. Code that changed behind the same surface needs
 * a patch. `npm run api -- --release` writes that file; `npm run release:version` does so for each release.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { declaredIn } from './tables.js';

const ROOT = new URL('../', import.meta.url);
const RELEASED = 'api/released.json';
const LEVELS = ['none', 'patch', 'minor', 'major'];

const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
const pathOf = (path) => fileURLToPath(new URL(path, ROOT));

/** Returns the surface as a flat table: from keys such as `attribute news-tag-feed tag-match` to types or values. */
export function surfaceOf({ types, manifest, commands, files = [] }) {
  const entries = files.map((name) => [`file ${name}`, '']);
  for (const [door, names] of Object.entries(types)) {
    for (const [name, type] of Object.entries(names)) entries.push([`export ${door} ${name}`, type]);
  }
  for (const element of declaredIn(manifest)) {
    const owner = element.tagName;
    if (!owner) continue;
    const add = (kind, list = [], valueOf = () => '') =>
      list.forEach((one) => entries.push([`${kind} ${owner} ${one.name || '(default)'}`, valueOf(one)]));
    entries.push([`element ${owner}`, element.name]);
    add('attribute', element.attributes, ({ type, default: value = '' }) => `${type.text} = ${value}`);
    add('event', element.events, ({ type }) => type.text);
    add('slot', element.slots);
    add('part', element.cssParts);
    add('custom property', element.cssProperties, ({ default: value = '' }) => value);
    add('state', element.cssStates);
  }
  for (const [name, options] of Object.entries(commands)) {
    entries.push([`command ${name}`, '']);
    for (const option of options) entries.push([`option ${name} ${option}`, '']);
  }
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Compares two surfaces and returns the level that their differences need. Before 1.0 a breaking change is a minor one, as semantic
 * versioning allows.
 * @param isSameCode false where code differs too: then the same surface needs a patch
 */
export function compare(released, current, version, isSameCode = true) {
  const added = Object.keys(current).filter((key) => !Object.hasOwn(released, key));
  const removed = Object.keys(released).filter((key) => !Object.hasOwn(current, key));
  const changed = Object.keys(released).filter((key) => Object.hasOwn(current, key) && current[key] !== released[key]);
  const breaking = changed.filter((key) => !isWider(key, released[key], current[key]));
  const needed =
    removed.length || breaking.length
      ? 'major'
      : added.length || changed.length
        ? 'minor'
        : isSameCode
          ? 'none'
          : 'patch';
  return {
    added,
    removed,
    changed,
    breaking,
    level: needed === 'major' && version.startsWith('0.') ? 'minor' : needed,
  };
}

/**
 * Compares what changesets announce with what a change needs.
 * @param changesets their texts; an empty one says that users notice nothing of the change, so it is enough for a patch
 * @returns what is announced, and whether it is enough
 */
export function verdictOn(level, changesets) {
  const found = announced(changesets);
  const isSilent = level === 'patch' && changesets.length > 0;
  return { found, isEnough: isSilent || highest(found, level) === found };
}

/** Returns whether a change is compatible: added values of an attribute, or added optional members of an interface. */
function isWider(key, before, after) {
  if (key.startsWith('attribute ')) {
    const [[words, value], [now, valueNow]] = [before.split(' = '), after.split(' = ')];
    const known = new Set(now.split(' | '));
    return value === valueNow && words.split(' | ').every((word) => known.has(word));
  }
  if (!/^(?:interface|class) /.test(before)) return false;
  const membersNow = new Set(membersOf(after));
  const members = membersOf(before);
  const isKept = members.every((member) => membersNow.has(member));
  const fresh = [...membersNow].filter((member) => !members.includes(member));
  return isKept && (before.startsWith('class ') || fresh.every((member) => /^(?:readonly )?\w+\?:/.test(member)));
}

const membersOf = (text) =>
  text
    .slice(text.indexOf('{') + 1, text.lastIndexOf('}'))
    .split(/;\s+/)
    .map((one) => one.trim());

/** Returns the level that the changesets announce. */
export function announced(changesets) {
  const levels = changesets.flatMap((text) => [...text.matchAll(/^['"]?newsrack['"]?:\s*(patch|minor|major)/gm)]);
  return levels.map(([, level]) => level).reduce(highest, 'none');
}

const highest = (one, other) => (LEVELS.indexOf(other) > LEVELS.indexOf(one) ? other : one);

/** Returns the exports of each entry point of the package, with their declarations without comments. */
function exportedTypes() {
  const { exports } = JSON.parse(read('package.json'));
  const doors = Object.entries(exports).flatMap(([door, { types }]) => {
    if (!types || door.startsWith('./types')) return [];
    if (!door.includes('*')) return [[door, types]];
    const [before, after] = types.split('*');
    const names = readdirSync(new URL(before, ROOT)).filter((name) => name.endsWith(after));
    return names
      .map((name) => name.slice(0, -after.length))
      .map((name) => [door.replace('*', name), types.replace('*', name)]);
  });
  const program = ts.createProgram(
    doors.map(([, types]) => pathOf(types)),
    { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  );
  const checker = program.getTypeChecker();
  const printer = ts.createPrinter({ removeComments: true });
  const declarationOf = (symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const texts = (own.declarations ?? []).map((node) =>
      printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()),
    );
    return texts
      .join(' ')
      .replace(/\bexport declare |\bexport |\bdeclare /g, '')
      .replace(/\s+/g, ' ')
      .trim();
  };
  return Object.fromEntries(
    doors.map(([door, types]) => {
      const file = checker.getSymbolAtLocation(program.getSourceFile(pathOf(types)));
      const symbols = file ? checker.getExportsOfModule(file) : [];
      return [door, Object.fromEntries(symbols.map((symbol) => [symbol.name, declarationOf(symbol)]))];
    }),
  );
}

/** Returns the options of each command, read from its help. */
function commandOptions() {
  const files = readdirSync(new URL('src/server/', ROOT)).filter((name) => name.endsWith('-command.ts'));
  return Object.fromEntries(
    files.map((file) => {
      const [, help] = /const HELP = `([^]*?)`/.exec(read(`src/server/${file}`));
      const options = help.split('\n').filter((line) => /^ {2}--/.test(line));
      const names = options.flatMap((line) =>
        line
          .trim()
          .split(/ {2,}/)[0]
          .match(/--[\w-]+/g),
      );
      return [file.replace('-command.ts', ''), [...new Set(names)]];
    }),
  );
}

/** Files that pages name: those to paste, and looks. The build gives chunks other names each time. */
const pastedFiles = () =>
  ['', 'presets/'].flatMap((folder) =>
    readdirSync(new URL(`dist/cdn/${folder}`, ROOT))
      .filter((name) => /\.(?:js|css|json)$/.test(name))
      .map((name) => `dist/cdn/${folder}${name}`),
  );

export const currentSurface = () =>
  surfaceOf({
    types: exportedTypes(),
    manifest: JSON.parse(read('custom-elements.json')),
    commands: commandOptions(),
    files: pastedFiles(),
  });

/** A hash of what the package is built from. */
function codeHash() {
  const hash = createHash('sha256');
  const paths = readdirSync(new URL('src/', ROOT), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths) {
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    hash.update(relative(pathOf('src/'), path).replaceAll('\\', '/')).update(text);
  }
  const { dependencies, exports, bin, engines } = JSON.parse(read('package.json'));
  return hash.update(JSON.stringify({ dependencies, exports, bin, engines })).digest('hex');
}

function main() {
  const { version } = JSON.parse(read('package.json'));
  const [current, code] = [currentSurface(), codeHash()];
  if (process.argv.includes('--release')) {
    mkdirSync(new URL('api/', ROOT), { recursive: true });
    writeFileSync(new URL(RELEASED, ROOT), `${JSON.stringify({ version, code, surface: current }, null, 2)}\n`);
    return;
  }
  if (!existsSync(new URL(RELEASED, ROOT))) throw new Error(`${RELEASED} is missing. It holds the last release.`);
  const released = JSON.parse(read(RELEASED));
  const isSameCode = released.code === code;
  const { added, removed, changed, breaking, level } = compare(released.surface, current, released.version, isSameCode);
  const marked = { '+': added, '−': removed, '!': breaking, '~': changed.filter((key) => !breaking.includes(key)) };
  for (const [mark, keys] of Object.entries(marked)) for (const key of keys) console.log(`${mark} ${key}`);
  const changesets = readdirSync(new URL('.changeset/', ROOT))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => read(`.changeset/${name}`));
  const { found, isEnough } = verdictOn(level, changesets);
  console.log(`Since ${released.version} this is a change of level: ${level}. Changesets announce: ${found}.`);
  if (!isEnough) {
    console.error(`The changesets announce less than the change needs. Run npx changeset and choose ${level}.`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
