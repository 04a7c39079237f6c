/** `newsrack/server` as it is imported, and what docs/server.md tells to write. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import * as edge from '../../dist/server/edge.js';
import * as node from '../../dist/server/node.js';

const docs = readFileSync(new URL('../../docs/server.md', import.meta.url), 'utf8');
const pages = readFileSync(new URL('../../docs/pages.md', import.meta.url), 'utf8');

test('importing newsrack/server has no effect, and exports the Node version', async () => {
  const before = Object.keys(globalThis);
  const api = await import('newsrack/server');
  assert.deepEqual(Object.keys(globalThis), before);
  assert.equal(api.createRelay, node.createRelay);
  assert.notEqual(api.createRelay, edge.createRelay);
  assert.deepEqual(Object.keys(edge), Object.keys(node));
});

test('on Node, addresses are checked by default', async () => {
  const relay = node.createRelay({ feeds: { own: 'https://localhost/feed' }, log: ({ code }) => codes.push(code) });
  const codes = [];
  assert.equal((await relay(new Request('https://relay.example/own'))).status, 502);
  assert.deepEqual(codes, ['private-address']);
});

test('the file of options in the docs makes a relay', async () => {
  const [, source] = /```js\n(\/\/ relay\.mjs\n[^]*?)```/.exec(docs);
  process.env.GUARDIAN_KEY = 'key';
  const { default: options } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  assert.equal(typeof node.createRelay(options), 'function');
});

test('the docs list exactly the options of a relay', () => {
  const source = readFileSync(new URL('../../src/server/relay-options.ts', import.meta.url), 'utf8');
  const [, options] = /export interface RelayOptions \{([^]*?)\n\}/.exec(source);
  const [, table] = /### Options\n([^]*?)\n\n[A-Z]/.exec(docs);
  const documented = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  const declared = [...options.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name).filter((name) => name !== 'now');
  assert.deepEqual(documented.sort(), declared.sort());
});

test('the docs list every option of the command', async () => {
  const source = readFileSync(new URL('../../src/server/relay-command.ts', import.meta.url), 'utf8');
  const [, table] = /### Options\n([^]*?)\n\n[A-Z]/.exec(docs);
  const [, help] = /const HELP = `([^]*?)`/.exec(source);
  for (const [, name] of help.matchAll(/^ {2}(--[\w-]+)/gm)) {
    if (!['--config', '--port', '--host'].includes(name)) assert.ok(`${table}${pages}`.includes(`\`${name}\``), name);
  }
});

test('the command is executable', () => {
  const { bin } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const path = new URL(`../../${bin.newsrack}`, import.meta.url);
  assert.match(readFileSync(path, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  assert.ok(statSync(path).size > 0);
});
