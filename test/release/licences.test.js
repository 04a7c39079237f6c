/** The code of others in the files to paste goes along with its licence. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const CDN = new URL('../../dist/cdn/', import.meta.url);
const MODULES = new URL('../../node_modules/', import.meta.url);
const read = (name, base = CDN) => readFileSync(new URL(name, base), 'utf8');

const files = readdirSync(CDN, { recursive: true }).filter((name) => name.endsWith('.js'));

/** Texts that minified code of Lit and its relatives keeps. */
const OF_LIT = /_\$litType\$|\blit\$|\.finalizeStyles|taskComplete|createTreeWalker/;

test('exactly the files with code of Lit name its licence at the beginning', () => {
  const [withLit, without] = [true, false].map((isIn) => files.filter((name) => OF_LIT.test(read(name)) === isIn));
  assert.ok(withLit.length >= 3, withLit.join());
  for (const name of withLit) assert.match(read(name), /^(?:\/\/# \w+\n)?\/\*! Lit, BSD-3-Clause \*\//, name);
  for (const name of without) assert.doesNotMatch(read(name), /BSD-3-Clause/, name);
});

test('the full text of each licence is next to the files', () => {
  const text = read('LICENSES.txt');
  for (const name of ['lit-html', 'lit-element', '@lit/reactive-element', '@lit/task']) {
    assert.ok(text.includes(`\n${name}\n`), name);
    assert.ok(text.includes(read(`${name}/LICENSE`, MODULES).trim()), name);
  }
  assert.ok(
    !existsSync(new URL('zod/LICENSE', CDN)) && !/\n(?:zod|srvx)\n/.test(text),
    'what is not in them is not named',
  );
});

const BUNDLED = new URL('../../dist/server/bundled/', import.meta.url);

test('each bundled file of the server names the licences of its packages at its beginning', () => {
  const first = (name) => read(`${name}.js`, BUNDLED).slice(0, 100);
  assert.match(first('lit-ssr'), /^\/\*! (?=.*Lit, BSD-3-Clause)(?=.*parse5, MIT)(?=.*entities, BSD-2-Clause).* \*\//);
  assert.match(first('srvx'), /^\/\*! srvx, MIT \*\//);
  assert.match(first('zod'), /^\/\*! zod, MIT \*\//);
});

test('the full text of each licence is next to the bundled files of the server', () => {
  const text = read('LICENSES.txt', BUNDLED);
  for (const name of ['lit', 'lit-html', '@lit-labs/ssr', 'parse5', 'srvx', 'zod']) {
    assert.ok(text.includes(`\n${name}\n\n${read(`${name}/LICENSE`, MODULES).trim()}`), name);
  }
  assert.match(text, /\n@parse5\/tools\n\nJames Garbutt [^]*?Permission is hereby granted/);
});

test('the licences are part of the package', () => {
  const { files } = JSON.parse(read('../../package.json'));
  assert.ok(files.includes('dist'));
});
