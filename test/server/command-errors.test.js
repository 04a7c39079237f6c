/** Errors of the system in the commands: one line, and an exit code of its own. */
import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const SYSTEM = 3;

let origin;
let requests;
let body;
const server = createServer((_request, response) => {
  requests++;
  response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
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
  requests = 0;
  body = rss(item(1));
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

/** Runs most of the commands, see there. */
const host = fork(new URL('../support/command-host.js', import.meta.url), { cwd: folder });
after(() => host.kill());

/** Runs the command to its end. */
async function newsrack(args, stdio = 'pipe') {
  if (args.includes('--config') || stdio !== 'pipe') return newsrackAlone(args, stdio);
  host.send(args);
  const [result] = await once(host, 'message');
  return result;
}

/** Runs the command in a process of its own: a configuration is loaded once in each. */
async function newsrackAlone(args, stdio = 'pipe') {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ['ignore', stdio, 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, ...output };
}

const snapshot = (...args) => newsrack(['snapshot', '--src', `${origin}/a`, ...args]);

function assertRefused({ code, stderr }, pattern) {
  assert.equal(code, SYSTEM, stderr);
  assert.match(stderr, pattern);
  assert.match(stderr, /^newsrack \w+: [^\n]+\n$/);
}

const isRoot = process.getuid?.() === 0;
const hasFullDisk = existsSync('/dev/full');

test('a missing folder is reported before any request', async () => {
  for (const [option, path] of [
    ['--out', 'missing/news'],
    ['--html', 'missing/news'],
    ['--out', 'missing-news/'],
    ['--html', 'missing-news//'],
  ]) {
    const result = await snapshot(option, `${folder}/${path}`);
    assertRefused(result, /Can't write .*news\/*: the folder does not exist \(ENOENT\)\.$/m);
    assert.deepEqual([requests, readdirSync(folder)], [0, []]);
  }
});

test('a folder in place of the file is reported before any request', async () => {
  mkdirSync(out);
  assertRefused(await snapshot('--out', out), /Can't write .*news\.json: it is a folder \(EISDIR\)/);
  assert.deepEqual([requests, readdirSync(folder)], [0, ['news.json']]);
});

test('a file in place of the folder is reported', async () => {
  writeFileSync(join(folder, 'file'), '');
  assertRefused(
    await snapshot('--out', join(folder, 'file', 'news.json')),
    /a part of the path is not a folder \(ENOTDIR\)/,
  );
});

test('circular links are reported', async () => {
  symlinkSync('news.json', out);
  assertRefused(await snapshot('--out', out), /symbolic links run in a circle \(ELOOP\)/);
});

test('a full disk is reported, and leaves no files behind', async () => {
  if (!hasFullDisk) return;
  symlinkSync('/dev/full', out);
  assertRefused(await snapshot('--out', out), /Can't write .*news\.json: the disk is full \(ENOSPC\)/);
  assert.deepEqual(readdirSync(folder), ['news.json']);
});

test('output that can’t be written is reported', async () => {
  if (!hasFullDisk) return;
  const full = openSync('/dev/full', 'w');
  try {
    const result = await newsrack(['snapshot', '--src', `${origin}/a`, '--out', out], full);
    assertRefused(result, /Can't write the output: the disk is full \(ENOSPC\)/);
  } finally {
    closeSync(full);
  }
});

test('a folder without write permission is reported', async () => {
  if (isRoot) return;
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o500 });
  assertRefused(await snapshot('--out', join(closed, 'news.json')), /permission denied \(EACCES\)/);
});

test('a read-only file is reported, and stays as it is', async () => {
  if (isRoot) return;
  writeFileSync(out, '{}', { mode: 0o444 });
  assertRefused(await snapshot('--out', out), /permission denied \(EACCES\)/);
  assert.equal(readFileSync(out, 'utf8'), '{}');
});

test('a file keeps its mode, and a new one has the default mode', async () => {
  await snapshot('--out', out);
  assert.equal(statSync(out).mode & 0o777, 0o666 & ~process.umask());
  for (const mode of [0o640, 0o604, 0o755]) {
    chmodSync(out, mode);
    body = rss(item(1) + item(mode));
    assert.equal((await snapshot('--out', out)).code, 0);
    assert.equal(statSync(out).mode & 0o7777, mode);
  }
});

test('a symbolic link stays one, also through another link or to a missing file', async () => {
  const shared = join(folder, 'shared');
  mkdirSync(join(shared, 'deep'), { recursive: true });
  symlinkSync('shared/deep', join(folder, 'short'));
  // From where it really stands, not from where the other link seems to be.
  symlinkSync('../news.json', join(shared, 'deep', 'link.json'));
  symlinkSync('short/link.json', out);
  for (const stories of [item(1), item(1) + item(2)]) {
    body = rss(stories);
    assert.equal((await snapshot('--out', out)).code, 0);
    assert.ok(lstatSync(out).isSymbolicLink() && readlinkSync(out) === 'short/link.json');
    assert.ok(lstatSync(join(shared, 'deep', 'link.json')).isSymbolicLink());
    assert.ok(lstatSync(join(shared, 'news.json')).isFile());
    assert.deepEqual(readdirSync(shared), ['deep', 'news.json']);
  }
});

for (const [what, name] of [
  ['as long as names may be', `${'n'.repeat(250)}.json`],
  ['as long as names may be, in an alphabet of three bytes a letter', `${'新'.repeat(83)}.json`],
]) {
  test(`a file whose name is ${what} is written, and written again`, async () => {
    for (const items of [item(1), item(2)]) {
      body = rss(items);
      assert.equal((await snapshot('--out', name)).code, 0);
      assert.deepEqual(readdirSync(folder), [name]);
    }
  });
}

test('the HTML file keeps its mode and its link too', async () => {
  const html = join(folder, 'news.html');
  writeFileSync(join(folder, 'real.html'), '', { mode: 0o600 });
  symlinkSync('real.html', html);
  assert.equal((await snapshot('--html', html)).code, 0);
  assert.ok(lstatSync(html).isSymbolicLink());
  assert.equal(statSync(html).mode & 0o777, 0o600);
  assert.match(readFileSync(html, 'utf8'), /Story 1/);
});

test('a pipe is written to, not replaced', async () => {
  if (!existsSync('/dev/stdout')) return;
  const command = `"${process.execPath}" "${CLI}" snapshot --src "${origin}/a" --out /dev/stdout | cat`;
  const child = spawn('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (written += text));
  await new Promise((resolve) => child.on('close', resolve));
  assert.match(written, /"title": "Story 1"/);
});

test('a planted link beside the file is not followed', async () => {
  writeFileSync(join(folder, 'victim'), 'mine');
  for (const pid of [1, 2, 3]) symlinkSync('victim', `${out}.${pid}.tmp`);
  await snapshot('--out', out);
  assert.equal(readFileSync(join(folder, 'victim'), 'utf8'), 'mine');
});

test('a port that is in use is reported', async () => {
  const { port } = server.address();
  const result = await newsrack(['relay', '--feed', `world=${origin}/a`, '--local', origin, '--port', String(port)]);
  assertRefused(result, new RegExp(`Can't listen at 127\\.0\\.0\\.1:${port}: the port is in use \\(EADDRINUSE\\)`));
});

test('an address that the machine does not have is reported', async () => {
  const result = await newsrack(['relay', '--feed', 'world=https://a.example/', '--host', '192.0.2.1', '--port', '0']);
  assertRefused(result, /Can't listen at 192\.0\.2\.1:0: this machine does not have that address \(EADDRNOTAVAIL\)/);
});

for (const [what, text, pattern] of [
  ['is missing', undefined, /Can't read relay\.mjs: there is no such file \(ENOENT\)/],
  ['is no JavaScript', 'export default {\n feeds: { a b }', /Can't load relay\.mjs, line 2: SyntaxError: /],
  ['throws', 'throw new Error("No key\\nhere")', /Can't load relay\.mjs: Error: No key\./],
  ['throws what is no error', 'throw null', /Can't load relay\.mjs: null\./],
  ['imports what is not there', 'import "nothing-of-this-name"', /Can't load relay\.mjs: Error: Cannot find package/],
  [
    'reads a file that is not there',
    'import { readFileSync } from "node:fs"; readFileSync("key.txt")',
    /Can't read .*ENOENT/,
  ],
]) {
  test(`a configuration that ${what} is reported in one line`, async () => {
    if (text !== undefined) writeFileSync(join(folder, 'relay.mjs'), text);
    assertRefused(await newsrack(['relay', '--config', 'relay.mjs']), pattern);
  });
}

const FEEDS = 'feeds: { a: "https://a.example/feed" }';
const ARCHIVE = 'archive: { store() {}, find() {}, tags() {}, async size() {} }';

for (const [what, text, pattern] of [
  ['no options', 'export const feeds = {}', /Invalid --config\. Expected: a module whose default export is an object/],
  ['an unknown option', 'export default { feed: {} }', /--config: Unknown option feed\. Expected: feeds\./],
  ['a name that is like no other', 'export default { xyz: 1 }', /Expected: feeds, .*, fetch, pages, pictures, key\./],
  [
    'an option of the command alone',
    'export default { perMinute: 5 }',
    /Invalid perMinute in --config\. Set it as --per-minute\./,
  ],
  [
    'pages of a wrong type',
    'export default { pages: 1 }',
    /--config: Invalid pages: 1\. Expected: true, false or an object/,
  ],
  [
    'pages without an archive',
    `export default { ${FEEDS}, pages: true }`,
    /: Pages show the articles of an archive\. Set --archive FILE/,
  ],
  [
    'a misspelt option of pages',
    `export default { ${FEEDS}, ${ARCHIVE}, pages: { titel: "x" } }`,
    /Unknown option titel\. Expected: title\./,
  ],
  ['a wrong type', 'export default { http: "no" }', /--config: Invalid http: "no"\. Expected: true or false/],
  [
    'a wrong table',
    'export default { feeds: "https://a.example/" }',
    /--config: Invalid feeds: text\. Expected: an object/,
  ],
  [
    'a wrong feed',
    'export default { feeds: { a: { src: "https://a.example/", tags: "x" } } }',
    /Unknown option feeds\.a\.tags\. Expected: tag\./,
  ],
]) {
  test(`a configuration with ${what} is a usage error`, async () => {
    writeFileSync(join(folder, 'relay.mjs'), text);
    const { code, stderr } = await newsrack(['relay', '--config', 'relay.mjs']);
    assert.equal(code, 2);
    assert.match(stderr, pattern);
    assert.match(stderr, /^newsrack relay: [^\n]+\n$/);
  });
}

test('messages name options of the snapshot as typed', async () => {
  const { code, stderr } = await snapshot('--out', out, '--max-age', 'soon');
  assert.deepEqual([code, requests], [2, 0]);
  assert.match(stderr, /^newsrack snapshot: Invalid --max-age: "soon"\. Expected: a time such as/);
});

test('a feed may have the name of an inherited member', async () => {
  for (const name of ['constructor', 'toString', '__proto__']) {
    const { code, stderr } = await newsrack(['relay', '--feed', `${name}=nothing`]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^newsrack relay: [^\n]+\n$/);
  }
});

const USAGE = 2;

/** Invalid input is rejected in one line that quotes it as it was typed. */
function assertMistyped({ code, stdout, stderr }, pattern) {
  assert.equal(code, USAGE, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, pattern);
  assert.match(stderr, /^newsrack[ \w]*: [^\n]+\n$/);
}

test('newsrack without a command prints its help, and a wrong command lists the right ones', async () => {
  const help = await newsrack(['--help']);
  assert.deepEqual(await newsrack([]), { code: USAGE, stdout: '', stderr: help.stdout });
  assertMistyped(await newsrack(['constructor']), /^newsrack constructor: Unknown command\. Expected one of: relay/);
});

test('an option with one value that is set twice is rejected', async () => {
  const feed = ['--feed', 'world=https://a.example/'];
  assertMistyped(await snapshot('--out', out, '--out', 'other.json'), /: --out is set more than once/);
  assertMistyped(await snapshot('--out', out, '--tag', 'peace', '--tag', 'war'), /: --tag is set more than once/);
  assertMistyped(await newsrack(['relay', ...feed, '--port', '1', '--port', '2']), /: --port is set more than once/);
  assert.deepEqual([requests, readdirSync(folder)], [0, []]);
});

test('attributes for the HTML are checked before any request', async () => {
  const html = ['--html', 'news.html'];
  for (const [args, pattern] of [
    [[...html, '--attr', 'foo=bar'], /: Invalid --attr: "foo"\. Expected: attributes of <news-tag-feed>/],
    [[...html, '--attr', 'onclick=alert(1)'], /: Invalid --attr: "onclick"\. Expected: attributes of/],
    [[...html, '--attr', 'layout=tower'], /: Invalid --attr layout: "tower"\. Expected: list, grid/],
    [[...html, '--attr', 'layout=grid', '--attr', 'layout=list'], /: --attr sets layout more than once/],
    [[...html, '--attr', 'src=https://ann:pw@a.example/'], /: Invalid --attr src: "https:\/\/a\.example\/"/],
    [[...html, '--src', 'https://ann:pw@a.example/'], /: --html would show readers the password in --src/],
    [['--out', out, '--attr', 'layout=grid'], /: --attr and --style-sheet belong to the HTML\. Set --html/],
  ]) {
    assertMistyped(await snapshot(...args), pattern);
  }
  assert.deepEqual([requests, readdirSync(folder)], [0, []]);
  assert.equal((await snapshot(...html, '--attr', 'data-place=1', '--attr', 'layout=grid')).code, 0);
});

test('messages about providers name options and the key as the command line has them', async () => {
  const take = (...args) => newsrack(['snapshot', '--out', out, ...args]);
  const known = ': Invalid --provider: "horoscope"\\. Expected: feed, gdelt, [a-z, -]+\\.\n$';
  assertMistyped(await take('--provider', 'horoscope'), new RegExp(known));
  assertMistyped(await take('--provider', 'guardian'), /: Set NEWSRACK_API_KEY to a key of the Guardian/);
  assertMistyped(await take('--provider', 'ghost', '--src', origin), /: Set NEWSRACK_API_KEY to the Content API key/);
  assertMistyped(await take('--provider', 'wordpress'), /: Set --src to the address of the site/);
  assertMistyped(await take('--provider', 'mastodon', '--src', origin), /Set --tag\./);
  assertMistyped(await take('--provider', 'json', '--src', origin, '--map', 'x'), /: --map can't be read/);
});

test('a host that can’t be reached is reported with the reason', async () => {
  const port = await freePort();
  const { code, stderr } = await newsrack(['snapshot', '--src', `http://127.0.0.1:${port}/feed?key=x`, '--out', out]);
  assert.equal(code, 1);
  const reason = `network: Could not reach http://127.0.0.1:${port}/feed: the connection was refused (ECONNREFUSED).`;
  assert.ok(stderr.includes(reason) && !/CORS|browser/.test(stderr), stderr);
});

test('a file that did not exist is not called unchanged', async () => {
  body = 'no feed';
  const { code, stderr } = await snapshot('--out', out, '--html', 'news.html');
  assert.equal(code, 1);
  assert.match(stderr, /No articles were written; .*news\.json was not created; news\.html was not created\.\n$/);
  writeFileSync(join(folder, 'news.html'), 'old');
  assert.match((await snapshot('--html', 'news.html')).stderr, /written; news\.html is unchanged\.\n$/);
});

test('a URL that the relay may not fetch is rejected with the option that allows it', async () => {
  for (const [url, rule, advice] of [
    ['http://a.example/feed?key=secret', 'scheme', 'To allow http:, set --http.'],
    ['http://localhost:8080/feed', 'scheme', 'If it is your own server, set --local http://localhost:8080.'],
    ['http://cms.internal/feed', 'scheme', 'If it is your own server, set --local http://cms.internal.'],
    ['https://a.example:8443/feed', 'port', 'If it is your own server, set --local https://a.example:8443.'],
    ['https://10.0.0.7/feed', 'ip-literal', 'If it is your own server, set --local https://10.0.0.7.'],
  ]) {
    const { code, stderr } = await newsrack(['relay', '--feed', `world=${url}`, '--port', '0']);
    assert.equal(code, USAGE, stderr);
    assert.equal(
      stderr,
      `newsrack relay: --feed: The feed "world" has a URL that the relay may not fetch: ${rule}. ${advice}\n`,
    );
  }
});

test('newsrack --version prints the version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.deepEqual(await newsrack(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
});

for (const [args, pattern] of [
  [['snapshot', '--tagg', 'a'], /: Unknown option --tagg\. Expected: --tag\./],
  [['snapshot', '--limt', '5'], /: Unknown option --limt\. Expected: --limit\./],
  [['snapshot', '--maxAge', '1d'], /: Unknown option --maxAge\. Expected: --max-age\./],
  [['snapshot', '--layuot=grid'], /: Unknown option --layuot\. Attributes of the element go into --attr NAME=VALUE\./],
  [['snapshot', '-x'], /: Unknown option -x\. .*See newsrack snapshot --help\./],
  [['snapshot', '--output', 'a.json'], /: Unknown option --output\. Expected: --out\./],
  [
    ['relay', '--constructor'],
    /: Unknown option --constructor\. A feed is --feed NAME=URL\. See newsrack relay --help\./,
  ],
  [['relay', '--feed', 'world', 'https://a.example/'], /: Unexpected argument "https:.*A feed is --feed NAME=URL\./],
  [['relay', '--prot', '80'], /: Unknown option --prot\. Expected: --port\./],
  [['mcp', '--locl', 'a'], /: Unknown option --locl\. Expected: --local\./],
  [['snapshot', '--tag'], /: --tag has no value\. One that begins with a hyphen is written --tag=VALUE\./],
  [['snapshot', '--tag', '--out', 'a.json'], /: --tag has no value\./],
  [['snapshot', '--src', '', '--tag', 'a', '--out', 'a.json'], /: --src has no value\./],
  [['snapshot', '--src=', '--tag', 'a', '--out', 'a.json'], /: --src has no value\./],
  [['relay', '--allow', 'a.example', '--host', ''], /: --host has no value\./],
  [['relay', '--allow', 'a.example', '--config', ''], /: --config has no value\./],
  [['relay', '--allow', 'a.example', '--proxy='], /: --proxy has no value\./],
  [['relay', '--allow', 'a.example', '--fresh-for', ''], /: --fresh-for has no value\./],
  [
    ['snapshot', '--src', 'https://a.example/', '--html', 'a.html', '--style-sheet', 'javascript:1'],
    /: Invalid --style-sheet: "javascript:1"\./,
  ],
  [['snapshot', '--strict=no'], /: --strict takes no value\./],
  [
    ['snapshot', '--tag', 'peace', 'talks'],
    /: Unexpected argument "talks"\. Put a value that contains spaces in quotes\./,
  ],
])
  test(`newsrack ${args.join(' ')} is rejected in one line that says what to write`, async () => {
    assertMistyped(await newsrack(args), pattern);
    assert.deepEqual([requests, readdirSync(folder)], [0, []]);
  });

test('a value that begins with a hyphen may follow an equals sign, and options end at --', async () => {
  assert.equal((await snapshot('--out', out, '--exclude=-x', '--')).code, 0);
});

test('a snapshot without a matching article says so', async () => {
  const { code, stdout } = await snapshot('--out', out, '--tag', 'chess');
  assert.equal(code, 0);
  assert.match(stdout, /^0 articles selected: none matches the options$/m);
});

test('values that begin with a hyphen are rejected in one line', async () => {
  assertMistyped(await newsrack(['relay', '--per-minute', '-1']), /--per-minute/);
  assertMistyped(await newsrack(['relay', '--per-minute=-1']), /Invalid --per-minute: "-1"\. Expected: a whole number/);
  assertMistyped(await newsrack(['snapshot', '--limit', '-1']), /--limit/);
});

test('errors name the option as typed', async () => {
  const feed = ['--feed', `world=${origin}/a`];
  const local = ['--local', origin];
  assertMistyped(await newsrack(['relay', ...feed, ...local, '--fresh-for', '5x']), /: Invalid --fresh-for: "5x"/);
  assertMistyped(await newsrack(['relay', ...feed, ...local, '--origin', 'a b']), /: Invalid --origin: "a b"/);
  assertMistyped(await newsrack(['relay', '--allow', 'a b']), /: Invalid --allow: "a b"/);
  assertMistyped(await newsrack(['relay', ...feed, '--local', 'here']), /: Invalid --local: "here"/);
  assertMistyped(await newsrack(['relay', ...feed, ...local, '--contact', 'ü']), /: Invalid --contact/);
  assertMistyped(
    await newsrack(['relay', '--feed', 'world=ftp://a.example']),
    /--feed: Invalid src of the feed "world"/,
  );
  assertMistyped(await snapshot('--out', out, '--local', 'here'), /: Invalid --local: "here"/);
  assertMistyped(await snapshot('--out', out, '--contact', 'ü'), /: Invalid --contact/);
  assertMistyped(await snapshot('--out', out, '--max-age', 'old'), /: Invalid --max-age: "old"/);
});

test('one file for both outputs is rejected, in any spelling', async () => {
  symlinkSync('.', join(folder, 'here'));
  symlinkSync('news.json', join(folder, 'link'));
  writeFileSync(out, '');
  for (const html of [out, './news.json', 'here/news.json', 'link']) {
    assertMistyped(await snapshot('--out', out, '--html', html), /--out and --html name the same file/);
  }
  assertMistyped(await snapshot('--out', 'new', '--html', 'here/new'), /--out and --html name the same file/);
  assert.equal(requests, 0);
});

test('a configuration that never loads, ends the process or has throwing getters is reported', async () => {
  const broken = {
    'await new Promise(() => {})': /never finishes/,
    'process.exit(0)': /ended the process/,
    'setImmediate(() => process.exit(0)); await new Promise(() => {})': /ended the process/,
    'export default { get feeds() { throw new TypeError("no\\nfeeds"); } }': /Can't load .*TypeError: no\.$/m,
  };
  const file = join(folder, 'relay.mjs');
  for (const [code, pattern] of Object.entries(broken)) {
    writeFileSync(file, code);
    assertRefused(await newsrack(['relay', '--config', file]), pattern);
  }
});

test('a configuration that never loads times out, even with active timers', async () => {
  const file = join(folder, 'relay.mjs');
  // The time limit of the command comes at once; everything else keeps its own time.
  const limit =
    '(real => { globalThis.setTimeout = (act, time) => real(act, time === 10_000 ? 0 : time); })(setTimeout);';
  writeFileSync(join(folder, 'limit.mjs'), limit);
  writeFileSync(file, 'setInterval(() => {}, 1000); await new Promise(() => {})');
  const args = ['--import', join(folder, 'limit.mjs'), CLI, 'relay', '--config', file];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (told += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  assertRefused({ code, stderr: told }, /never finishes/);
});
