/** An app that installs newsrack and nothing else: every import and command works there. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

const MODULES = new URL('node_modules/', import.meta.url).pathname;
const FEED =
  '<rss version="2.0"><channel><item><title>Rain</title><link>https://paper.example/1</link></item></channel></rss>';

/** In megabytes of bytes, as npm counts them; the blocks of a disk depend on the disk. */
const LIMIT = 6;

/** Packages that npm may install with newsrack. */
const PACKAGES = [
  '@lit-labs/ssr-dom-shim',
  '@lit/reactive-element',
  '@lit/task',
  '@types/trusted-types',
  'lit',
  'lit-element',
  'lit-html',
  'newsrack',
];

const newsrack = (...args) =>
  execFileSync(process.execPath, [join(MODULES, 'newsrack/dist/server/cli.js'), ...args], { encoding: 'utf8' });

test('npm installs newsrack, lit, @lit/task and what these two need', () => {
  const { packages } = JSON.parse(readFileSync(join(MODULES, '.package-lock.json'), 'utf8'));
  assert.deepEqual(
    Object.keys(packages)
      .map((path) => path.replace('node_modules/', ''))
      .sort(),
    PACKAGES,
  );
});

test(`the installed files hold at most ${LIMIT} MB`, (t) => {
  const files = readdirSync(MODULES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const size = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e6;
  t.diagnostic(`${size.toFixed(2)} MB in ${files.length} files`);
  assert.ok(size <= LIMIT, `${size.toFixed(2)} MB`);
});

test('every import of the package can be resolved', async () => {
  const doors = ['newsrack', 'newsrack/define', 'newsrack/server', 'newsrack/define/news-tag-list'];
  for (const door of [...doors, 'newsrack/providers/gdelt']) assert.ok(Object.keys(await import(door)), door);
  createRequire(import.meta.url).resolve('newsrack/presets/plain.css');
});

test('a server renders a feed', async () => {
  const { parseFeed } = await import('newsrack');
  const { renderFeed, feedStyleSheet } = await import('newsrack/server');
  const html = await renderFeed(parseFeed({ body: FEED, url: 'https://paper.example/feed' }));
  assert.match(html, /^<news-tag-feed><template shadowrootmode="open">.*Rain/);
  assert.match(await feedStyleSheet(), /:host/);
});

test('a server renders a feed beside elements that were imported before', async () => {
  await import('newsrack/define');
  const { renderFeed } = await import('newsrack/server');
  const articles = [{ title: 'Hail', url: 'https://paper.example/2' }];
  assert.match(await renderFeed({ articles }, { layout: 'carousel' }), /Hail/);
});

test('the options of a relay are checked', async () => {
  const { createRelay } = await import('newsrack/server');
  assert.throws(() => createRelay({ feed: {} }), /Unknown option feed\. Expected: feeds/);
});

test('the commands start', () => {
  assert.match(newsrack('--version'), /^\d+\.\d+\.\d+/);
  assert.match(newsrack('relay', '--help'), /--port/);
  assert.match(newsrack('snapshot', '--help'), /--out|FILE/);
});

test('newsrack mcp says what to install', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(MODULES, 'newsrack/dist/server/cli.js'), 'mcp'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^newsrack mcp: @modelcontextprotocol\/sdk is not installed\. Run: npm install @modelcontextprotocol\/sdk\n$/,
  );
});

test('the licences of bundled packages are in the package', () => {
  const text = readFileSync(join(MODULES, 'newsrack/dist/server/bundled/LICENSES.txt'), 'utf8');
  for (const name of ['@lit-labs/ssr', '@parse5/tools', 'lit-html', 'parse5', 'srvx', 'zod'])
    assert.ok(text.includes(`\n${name}\n`), name);
});
