/** `takeSnapshot`, and the commands as they are typed: in a process of their own, against a server on this machine. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseFeed } from '../../dist/providers/parse-feed.js';
import { takeSnapshot } from '../../dist/server/node.js';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

/** Responses of the server by path; missing paths are not found. A number of seconds asks for a pause of that length. */
let answers;
let origin;
const server = createServer((request, response) => {
  const body = answers[new URL(request.url, origin).pathname];
  if (typeof body === 'number') return response.writeHead(429, { 'retry-after': body }).end();
  response.writeHead(body ? 200 : 500, { 'content-type': 'application/rss+xml' }).end(body ?? '<b>secret</b>');
});
const folder = mkdtempSync(join(tmpdir(), 'newsrack-'));
const out = join(folder, 'news.json');

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  answers = {
    '/a': rss(item(1, '<category>Peace</category>') + item(2)),
    '/b': rss(item(3, '<category>peace</category>')),
  };
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

/** Runs the command to its end. */
async function newsrack(args, env = {}) {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, cwd: folder });
  const output = { stdout: '', stderr: '' };
  for (const name of Object.keys(output)) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, ...output };
}

const src = (...paths) => paths.flatMap((path) => ['--src', origin + path]);
const titlesIn = (json) => parseFeed({ body: json, url: 'https://x.example/' }).articles.map(({ title }) => title);
const written = () => titlesIn(readFileSync(out));

test('articles are selected, merged and written as JSON Feed', async () => {
  const { code, stdout, stderr } = await newsrack(['snapshot', ...src('/a', '/b'), '--tag', 'peace', '--out', out]);
  assert.deepEqual([code, stderr], [0, '']);
  assert.deepEqual(written(), ['Story 3', 'Story 1']);
  assert.match(
    stdout,
    /✓ http:\/\/127\.0\.0\.1:\d+\/a: 2 articles\n✓ .*\/b: 1 article\n2 articles selected\n.*news\.json: written/,
  );
  assert.deepEqual(readdirSync(folder), ['news.json']);
});

test('an unchanged file is not rewritten', async () => {
  const args = ['snapshot', ...src('/a'), '--out', out];
  await newsrack(args);
  const past = new Date('2020-01-01');
  utimesSync(out, past, past);
  const { code, stdout } = await newsrack(args);
  assert.equal(code, 0);
  assert.match(stdout, /news\.json: unchanged/);
  assert.deepEqual(statSync(out).mtime, past);
});

test('when every source fails, the file stays unchanged', async () => {
  await newsrack(['snapshot', ...src('/a'), '--out', out]);
  const before = readFileSync(out, 'utf8');
  answers = {};
  const { code, stdout, stderr } = await newsrack(['snapshot', ...src('/a', '/b'), '--out', out]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /✗ http: http:\/\/127.*500.*\n.*No articles were written; .*news\.json is unchanged/);
  assert.ok(!stderr.includes('secret'));
  assert.equal(readFileSync(out, 'utf8'), before);
  assert.deepEqual(readdirSync(folder), ['news.json']);
});

test('when one of several sources fails, its earlier articles are used', async () => {
  await newsrack(['snapshot', ...src('/a', '/b'), '--out', out]);
  answers = { '/b': rss(item(3) + item(4)) };
  const { code, stderr } = await newsrack(['snapshot', ...src('/a', '/b'), '--out', out]);
  assert.equal(code, 0);
  assert.match(stderr, /✗ .*\/a: http: /);
  assert.deepEqual(written(), ['Story 4', 'Story 3', 'Story 2', 'Story 1']);
});

test('with --strict, nothing is written when a single source fails', async () => {
  await newsrack(['snapshot', ...src('/a', '/b'), '--out', out]);
  answers = { '/b': rss(item(4)) };
  const { code, stderr } = await newsrack(['snapshot', ...src('/a', '/b'), '--out', out, '--strict']);
  assert.equal(code, 1);
  assert.match(stderr, /No articles were written/);
  assert.deepEqual(written(), ['Story 3', 'Story 2', 'Story 1']);
});

for (const [when, more, others] of [
  ['every source', [], {}],
  ['a source of a strict snapshot', ['--strict'], { '/b': rss(item(4)) }],
]) {
  test(`when ${when} sends Retry-After, the file keeps its articles and records the time`, async () => {
    const args = ['snapshot', ...src('/a', '/b'), '--out', out];
    await newsrack(args);
    const before = written();
    answers = { '/a': 7200, '/b': 7200, ...others };
    const { code, stderr } = await newsrack([...args, ...more]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /No articles were written; .*news\.json is unchanged, except for the times of the next requests/,
    );
    assert.deepEqual(written(), before);
    answers = { '/a': rss(item(5)), ...others };
    const again = await newsrack([...args, ...more]);
    assert.match(
      again.stderr,
      /✗ throttled: .*\/a allows no requests now|✗ .*\/a: throttled: .*allows no requests now/,
    );
    assert.match(again.stderr, /No articles were written; .*news\.json is unchanged\.\n/);
    assert.deepEqual(written(), before);
    assert.deepEqual(readdirSync(folder), ['news.json']);
  });
}

test('a file that is not a snapshot is replaced', async () => {
  writeFileSync(out, 'nonsense');
  answers = { '/a': answers['/a'] };
  const { code } = await newsrack(['snapshot', ...src('/a', '/b'), '--out', out]);
  assert.equal(code, 0);
  assert.deepEqual(written(), ['Story 2', 'Story 1']);
});

test('a file that can’t be written is an error, and leaves no files behind', async () => {
  const { code, stderr } = await newsrack(['snapshot', ...src('/a'), '--out', join(folder, 'missing', 'news.json')]);
  assert.notEqual(code, 0);
  assert.match(stderr, /ENOENT/);
  assert.deepEqual(readdirSync(folder), []);
});

test('the element is written with its articles, as HTML for a page', async () => {
  const html = join(folder, 'news.html');
  const args = ['snapshot', ...src('/a'), '--tag', 'peace', '--html', html, '--attr', 'src=/news.json', '--out', out];
  const { code, stderr } = await newsrack([...args, '--attr', 'layout=grid', '--style-sheet', '/news.css']);
  assert.deepEqual([code, stderr], [0, '']);
  const before = readFileSync(html, 'utf8');
  assert.match(before, /^<news-tag-feed [^>]*><template shadowrootmode="open">/);
  for (const attribute of ['tag="peace"', 'src="/news.json"', 'layout="grid"'])
    assert.ok(before.slice(0, before.indexOf('>')).includes(attribute), attribute);
  assert.ok(before.includes('Story 1') && !before.includes('Story 2'));
  assert.ok(before.includes('href="/news.css"') && !before.includes('<style'));
  assert.deepEqual(written(), ['Story 1']);
  answers = {};
  assert.equal((await newsrack(args)).code, 1);
  assert.equal(readFileSync(html, 'utf8'), before);
});

for (const [what, args] of [
  ['no place to write to', ['snapshot', '--src', 'https://a.example/']],
  ['an unknown option', ['snapshot', '--nonsense', '--out', 'x']],
  ['an argument of its own', ['snapshot', 'https://a.example/', '--out', 'x']],
  ['an invalid limit', ['snapshot', '--src', 'https://a.example/', '--limit', '0', '--out', 'x']],
  ['an address that is none', ['snapshot', '--src', 'nothing', '--out', 'x']],
  ['an unknown provider', ['snapshot', '--provider', 'horoscope', '--out', 'x']],
  ['an attribute without a name', ['snapshot', '--src', 'https://a.example/', '--html', 'x', '--attr', '=1']],
  ['no command', []],
  ['an unknown command', ['constructor']],
  ['a relay of nothing', ['relay']],
  ['a feed without an address', ['relay', '--feed', 'world']],
  ['a feed that may not be asked', ['relay', '--feed', 'world=http://127.0.0.1/']],
  ['a port that is none', ['relay', '--feed', 'world=https://a.example/', '--port', 'x']],
]) {
  test(`${what} is a usage error with exit code 2 and one line`, async () => {
    const { code, stdout, stderr } = await newsrack(args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.ok(stderr.length > 10 && !/\n\s+at /.test(stderr), stderr);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test('every command prints its help', async () => {
  for (const args of [['--help'], ['relay', '--help'], ['snapshot', '-h']]) {
    const { code, stdout, stderr } = await newsrack(args);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /newsrack (?:relay|snapshot)/);
  }
});

test('API keys are read from the environment, and never printed', async () => {
  const { stdout, stderr } = await newsrack(
    ['snapshot', '--provider', 'ghost', '--tag', 'x', '--src', origin, '--out', out],
    { NEWSRACK_API_KEY: 'secret-key' },
  );
  assert.match(stderr, /✗/);
  assert.ok(!(stdout + stderr).includes('secret-key'));
});

test('keys in URLs are never printed', async () => {
  const failing = await newsrack(['snapshot', '--src', `${origin}/x?key=secret`, '--out', out]);
  const well = await newsrack(['snapshot', '--src', `${origin}/a?key=secret`, '--out', out]);
  assert.deepEqual([failing.code, well.code], [1, 0]);
  assert.ok(!(failing.stdout + failing.stderr + well.stdout + well.stderr + readFileSync(out)).includes('secret'));
});

test('takeSnapshot has the same result without files', async () => {
  const { feed, json, sources } = await takeSnapshot({
    src: [`${origin}/a`, `${origin}/x`],
    tag: 'peace',
    title: 'Peace',
  });
  assert.deepEqual(titlesIn(json), ['Story 1']);
  assert.equal(feed.title, 'Peace');
  assert.deepEqual(
    sources.map(({ articles, error }) => [articles, error?.code]),
    [
      [2, undefined],
      [0, 'http'],
    ],
  );
  await assert.rejects(takeSnapshot({ src: `${origin}/x` }), { code: 'http' });
  await assert.rejects(takeSnapshot({ src: 'nothing' }), { code: 'config' });
});

/** Starts a relay on a free port; `stop` ends it. */
async function startRelay(...args) {
  const child = spawn(process.execPath, [CLI, 'relay', '--port', '0', ...args], { cwd: folder });
  const errors = [];
  child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text));
  const url = await new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(errors.join(''))));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const [, found] = /Listening at (\S+)/.exec(text) ?? [];
      if (found) resolve(found);
    });
  });
  const stop = () => new Promise((resolve) => child.removeAllListeners('exit').on('exit', resolve) && child.kill());
  return { url, errors, stop };
}

test('a relay starts by one line', async () => {
  const relay = await startRelay(
    '--feed',
    `world=${origin}/a`,
    '--feed',
    `world=${origin}/b`,
    '--local',
    origin,
    '--per-minute',
    '3',
  );
  try {
    const response = await fetch(`${relay.url}world?limit=2`, { headers: { origin: 'https://page.example' } });
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.deepEqual(titlesIn(await response.text()), ['Story 3', 'Story 2']);
    assert.equal((await fetch(`${relay.url}world`, { headers: { 'if-none-match': '*' } })).status, 304);
    assert.equal((await fetch(`${relay.url}nothing`)).status, 404);
    assert.equal((await fetch(`${relay.url}world`)).status, 429);
  } finally {
    await relay.stop();
  }
});

test('a trusted proxy names the clients, whatever they send themselves', async () => {
  const args = ['--feed', `world=${origin}/a`, '--local', origin, '--per-minute', '1'];
  const ask = async ({ url }, forwarded) =>
    (await fetch(`${url}world`, { headers: { 'x-forwarded-for': forwarded } })).status;
  const relay = await startRelay(...args, '--proxy', '127.0.0.1');
  const alone = await startRelay(...args);
  try {
    assert.equal(await ask(relay, '192.0.2.1'), 200);
    assert.equal(await ask(relay, '192.0.2.2'), 200);
    assert.equal(await ask(relay, '198.51.100.1, 192.0.2.1'), 429);
    assert.equal(await ask(alone, '192.0.2.1'), 200);
    assert.equal(await ask(alone, '192.0.2.2'), 429);
  } finally {
    await relay.stop();
    await alone.stop();
  }
});

test('a file holds options that the command line can’t', async () => {
  writeFileSync(
    join(folder, 'relay.mjs'),
    `export default { local: ['${origin}'], feeds: { peace: { src: '${origin}/a', tag: 'peace', title: 'Peace' } } };`,
  );
  const relay = await startRelay('--config', 'relay.mjs');
  try {
    const feed = await (await fetch(`${relay.url}peace`)).json();
    assert.deepEqual([feed.title, feed.items.length], ['Peace', 1]);
  } finally {
    await relay.stop();
  }
});
