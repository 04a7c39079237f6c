/** The imports that each folder of `src` is allowed, checked by reading its import statements. */
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { sources } from '../support/sources.js';

/** Every folder may import from itself. The package's doors, beside the folders and in `cdn`, may import any. */
const MAY_IMPORT = {
  text: [],
  model: ['text', 'zod/mini'],
  providers: ['text', 'model'],
  // Until sources and what they gave have a type of their own, `feed` declares it for these three.
  network: ['text', 'model', 'providers', 'cache', 'feed'],
  cache: ['text', 'model', 'providers', 'network', 'select', 'feed'],
  select: ['text', 'model'],
  feed: ['text', 'model', 'providers', 'network', 'cache', 'select'],
  views: ['text', 'model', 'lit'],
  server: ['text', 'model', 'providers', 'network', 'cache', 'select', 'feed', 'views', '@lit-labs/ssr', 'zod/mini'],
  elements: ['text', 'model', 'network', 'cache', 'select', 'feed', 'views', 'lit', '@lit/task'],
  tags: ['elements'],
};

/** Files that run on Node only. All others in `server` run on every platform that knows `Request` and `Response`. */
const ON_NODE =
  /^server\/(?:node|pinned-fetch|dns-lookup|client-connections|work-queue|connection-turns|relay-config|opml-file|signing-key|feed-reader|feed-worker|content-decoding|public-addresses|replace-file|command-options|cli|archive\/(?:archive-file|open-engine|copy-archive)|[\w-]+-command)\.ts$/;
const ONLY_ON_NODE = [
  'srvx/node',
  '@modelcontextprotocol/sdk/server/index.js',
  '@modelcontextprotocol/sdk/server/stdio.js',
  '@modelcontextprotocol/sdk/types.js',
];

/** Packages that single files load when they are used. */
const LOADED_BY = {
  'server/archive/libsql-engine.ts': ['@libsql/client'],
  'server/archive/postgres-engine.ts': ['pg'],
};

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

for (const { path, code } of sources()) {
  const [folder, file] = path.split('/');
  test(`src/${path} imports only what its layer may`, () => {
    if (file === undefined || folder === 'cdn') return;
    assert.ok(MAY_IMPORT[folder], `${folder} has no rule`);
    const imported = [...code.matchAll(IMPORT)].map(([, from]) =>
      from.startsWith('.')
        ? posix.join(posix.dirname(path), from).split('/')[0]
        : from.replace(/^(lit|@lit-labs\/ssr)\/.*/, '$1'),
    );
    const isOnNode = ON_NODE.test(path);
    const forbidden = imported.filter(
      (from) =>
        from !== folder &&
        !MAY_IMPORT[folder].includes(from) &&
        !LOADED_BY[path]?.includes(from) &&
        !(isOnNode && (from.startsWith('node:') || ONLY_ON_NODE.includes(from))),
    );
    assert.deepEqual(forbidden, []);
    if (folder !== 'server' || isOnNode) return;
    const onNode = [...code.matchAll(IMPORT)]
      .map(([, from]) => posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts'))
      .filter((from) => ON_NODE.test(from));
    assert.deepEqual(onNode, []);
  });

  test(`src/${path} writes no HTML from text`, () => {
    assert.doesNotMatch(code, /\b(?:innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG)\b/);
  });
}
