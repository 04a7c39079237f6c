/** The pages of documentation: links lead somewhere, and samples that no browser can run are tried as far as they can be. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { anchorsIn, headingsIn, linksIn, resolved } from '../../scripts/site.js';
import { REFERENCE } from '../../scripts/tables.js';
import { LANGUAGES, samplesIn, whyNotInABrowser } from '../docs/samples.js';
import { sources } from '../support/sources.js';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const isThere = (path) => existsSync(new URL(path, root));

const PAGES = readdirSync(new URL('docs/', root))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const texts = new Map(['README.md', 'CONTRIBUTING.md', ...PAGES].map((path) => [path, read(path)]));

function leadsSomewhere(path, anchor) {
  if (!isThere(path)) return false;
  if (!anchor || statSync(new URL(path, root)).isDirectory()) return true;
  return anchorsIn(read(path)).includes(anchor);
}

describe('links', () => {
  for (const [page, text] of texts) {
    test(`of ${page} have existing targets`, () => {
      const broken = linksIn(text).filter((link) => {
        const [path, anchor] = resolved(link, page);
        return path !== undefined && !leadsSomewhere(path, anchor);
      });
      assert.deepEqual(broken, []);
    });
  }
});

test('every page has one title, and skips no heading level', () => {
  for (const [page, text] of texts) {
    const levels = headingsIn(text).map(({ level }) => level);
    assert.deepEqual([levels[0], levels.filter((level) => level === 1).length], [1, 1], page);
    levels.slice(1).forEach((level, index) => assert.ok(level <= levels[index] + 1, `${page}, heading ${index + 2}`));
  }
});

test('every entry of the tables in the reference is one row', () => {
  const [...tables] = texts.get(REFERENCE).matchAll(/<!-- api:[\w-]+ -->([^]*?)<!-- \/api -->/g);
  assert.ok(tables.length > 3);
  const strays = tables.flatMap(([, rows]) =>
    rows.split('\n').filter((row) => row && !/^(?:\| .* \||<!--.*-->|### .*)$/.test(row)),
  );
  assert.deepEqual(strays, []);
});

/** Folder in which the samples are compiled: there, `newsrack` is this package. */
const folder = fileURLToPath(new URL('test/docs/', root));

const samples = [...texts].flatMap(([page, text]) => samplesIn(page, text));
const nowhere = samples.filter(whyNotInABrowser);
const named = ({ page, heading }) => `${page}, “${heading}”`;

// JavaScript for servers, and for frameworks.
const SCRIPTS = ['js', 'mjs', 'jsx', 'tsx'];

/** Checks for samples that no browser runs; the reasons stand in `test/docs/samples.js`. */
const TRIED = {
  sh: bash,
  json: ({ source }) => JSON.parse(source),
  yaml: ({ source }) => parseAllDocuments(source).forEach(({ errors }) => assert.deepEqual(errors, [])),
  toml: ({ source }) =>
    source.split('\n').forEach((line) => assert.match(line, /^(?:#.*|\[{1,2}[\w.]+\]{1,2}|[\w.]+ = .+|)$/)),
  php,
  njk: balanced,
  nginx: balanced,
  apache: balanced,
  csp: ({ source }) =>
    assert.deepEqual(
      directivesOf(source).filter(([name]) => !DIRECTIVES.includes(name)),
      [],
    ),
  '': (sample) => {
    if (isPolicy(sample)) TRIED.csp(sample);
    else if (!isDrawing(sample)) standsInSource(sample);
  },
  ...Object.fromEntries(SCRIPTS.map((language) => [language, script])),
};

describe('samples', () => {
  test('are in languages that tests run', () => {
    const used = new Set(samples.map(({ language }) => language));
    assert.deepEqual(
      [...used].filter((one) => !['html', 'css', 'js'].includes(one) && !(one in LANGUAGES)),
      [],
    );
    assert.deepEqual(
      Object.keys(TRIED)
        .filter((one) => one !== 'js')
        .sort(),
      Object.keys(LANGUAGES).sort(),
    );
  });
  nowhere.forEach((sample, n) => {
    test(`${named(sample)} (${n + 1}), not in a browser: ${whyNotInABrowser(sample)}`, async () => {
      await TRIED[sample.language](sample);
    });
  });
});

test('samples in JavaScript use the elements and events as their types say', () => {
  const files = new Map([[`${folder}types.ts`, "import 'newsrack/define';"]]);
  samples
    .filter((sample) => sample.language === 'js' && !whyNotInABrowser(sample))
    .forEach(({ page, source }, n) =>
      files.set(`${folder}${page.replace(/\W/g, '-')}-${n}.ts`, `${source}\nexport {};`),
    );
  const options = {
    strict: true,
    // Samples are JavaScript: parameters have no types, and the element that a selector names is on the page.
    noImplicitAny: false,
    strictNullChecks: false,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  const program = ts.createProgram([...files.keys()], options, host);
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  assert.deepEqual(problems, []);
});

/** Its grammar, and that scripts and files of this package that it names exist. */
function bash({ source }) {
  const { status, stderr, error } = spawnSync('bash', ['-n'], { input: source, encoding: 'utf8' });
  if (error?.code !== 'ENOENT') assert.equal(status, 0, stderr);
  const { scripts, bin = {} } = JSON.parse(read('package.json'));
  for (const [, name] of source.matchAll(/npm run ([\w:-]+)/g)) assert.ok(scripts[name], `npm run ${name}`);
  for (const [, name] of source.matchAll(/npx (newsrack)\b/g)) assert.ok(bin[name], `npx ${name}`);
  for (const [, path] of source.matchAll(/node_modules\/newsrack\/([\w./-]+)/g)) assert.ok(isThere(path), path);
}

function php(sample) {
  const { status, stdout, error } = spawnSync('php', ['-l'], { input: sample.source, encoding: 'utf8' });
  if (!error) assert.equal(status, 0, stdout);
  balanced(sample);
}

/** Brackets outside of texts close in the order in which they were opened. */
function balanced({ source }) {
  const open = [];
  for (const [sign] of source.replace(/'[^'\n]*'|"[^"\n]*"/g, '').matchAll(/[([{)\]}]/g)) {
    if ('([{'.includes(sign)) open.push(sign);
    else assert.equal(open.pop(), { ')': '(', ']': '[', '}': '{' }[sign]);
  }
  assert.deepEqual(open, []);
}

/** Its grammar, and that what it imports of newsrack exists. */
async function script({ source, language }) {
  const { diagnostics } = ts.transpileModule(source, {
    fileName: `sample.${language}`,
    reportDiagnostics: true,
    compilerOptions: { jsx: ts.JsxEmit.Preserve, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext },
  });
  assert.deepEqual(
    diagnostics.map(({ messageText }) => messageText),
    [],
  );
  for (const [, names, from] of source.matchAll(/import (?:\{([^}]*)\} from )?'(newsrack[\w/-]*)'/g)) {
    // What is types only, and style sheets, is no module for Node.
    if (from.startsWith('newsrack/types/')) continue;
    const module = await import(from);
    for (const name of names?.split(',') ?? []) assert.ok(name.trim() in module, `${name.trim()} of ${from}`);
  }
}

const DIRECTIVES = [
  ...['default-src', 'script-src', 'style-src', 'connect-src', 'img-src', 'require-trusted-types-for', 'trusted-types'],
];
const directivesOf = (policy) =>
  policy
    .trim()
    .split(/;\s*/)
    .map((directive) => directive.split(' '));
const isDrawing = ({ source }) => source.includes('─▶');
const isPolicy = ({ source }) => /^(?:default|script)-src /.test(source);

/** All of the library's code, with texts that are put together from pieces as one. */
const code = withConstants(
  sources()
    .map((file) => file.code)
    .join('\n')
    .replace(/['`"] \+\s*['`"]/g, '')
    .replaceAll('\\`', '`')
    .replaceAll("\\'", "'"),
);

function withConstants(source) {
  const constants = [...source.matchAll(/^const ([A-Z]+) = '([^']*)';$/gm)];
  return constants.reduce((text, [, name, value]) => text.replaceAll(`\${${name}}`, value), source);
}

/** A warning is quoted as it is written, sentence by sentence: `…` is what differs from case to case. */
function standsInSource({ source }) {
  for (const piece of source.trim().split(/…|(?<=[.:])\s/))
    assert.ok(code.includes(piece), `“${piece}” is said nowhere in src/`);
}

test('sentences for readers are quoted exactly', () => {
  const quoted = texts.get('docs/empty.md').match(/(?<=^\| .*)“[^”]+”/gm);
  assert.ok(quoted.length > 5);
  for (const sentence of quoted)
    for (const piece of sentence.slice(1, -1).split('…'))
      assert.ok(code.includes(piece.trim()) || texts.get('docs/failures.md').includes(piece.trim()), sentence);
});

test('the page about styling names every language', async () => {
  const { LANGUAGES: languages } = await import('../../dist/views/languages/languages.js');
  const [, count, list] = /newsrack speaks (\d+) languages: ([^]+?)\. /.exec(read('docs/styling.md'));
  const nameOf = new Intl.DisplayNames('en', { type: 'language' });
  const words = list.replaceAll('\n', ' ');
  for (const code of ['en', ...Object.keys(languages)]) {
    // As 'Norwegian Bokmål' and 'Traditional Chinese'.
    const names = nameOf.of(code).split(' ');
    assert.ok(
      names.some((name) => words.includes(name)),
      code,
    );
  }
  assert.equal(Number(count), Object.keys(languages).length + 1);
  assert.equal(words.split(/, | and (?!trad)/).length, Number(count) - 1, 'Chinese is one name for two');
});

test('the sizes on the page about performance are the budgets', () => {
  const budgets = [...read('bench/size.js').matchAll(/budget: ([\d_]+)/g)].map(([, budget]) =>
    Number(budget.replace('_', '')),
  );
  const page = texts.get('docs/performance.md');
  for (const budget of budgets)
    assert.match(page, new RegExp(`\\b${String(budget / 1000).replace('.', '\\.')} KB`), `${budget}`);
});
