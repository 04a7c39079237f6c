/** `newsrack relay --opml`, as an owner starts it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createFileReader } from '../../dist/server/opml-file.js';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'newsrack-opml-'));
const opml = (outlines) => `<opml version="2.0"><body>${outlines}</body></opml>`;
const file = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let upstream;
const server = createServer(({ url }, response) => {
  if (url === '/feeds.opml') return response.end(opml(`<outline text="Ledger" xmlUrl="${upstream}/ledger.xml"/>`));
  if (url !== '/ledger.xml') return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(rss(item(1, '<category>Peace</category>')));
});
before(async () => {
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  upstream = `http://localhost:${server.address().port}`;
});
after(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

/** Starts a relay, and calls `act` with its URL and what it wrote. */
async function withRelay(args, act) {
  const relay = spawn(process.execPath, [CLI, 'relay', '--port', '0', ...args], { cwd: folder });
  try {
    let output = '';
    relay.stderr.on('data', (text) => (output += text));
    const ended = once(relay, 'exit').then(() => Promise.reject(new Error(output)));
    const listening = new Promise((resolve) => {
      relay.stdout.on('data', (text) => {
        const [, url] = /Listening at (\S+)\n[^]*\n$/.exec((output += text)) ?? [];
        if (url) resolve(url);
      });
    });
    ended.catch(() => {});
    await act(await Promise.race([listening, ended]), () => output);
  } finally {
    relay.kill();
  }
}

test('a file, an archive and pages are all that a tag site needs', async () => {
  file('feeds.opml', opml(`<outline text="Ledger" xmlUrl="${upstream}/ledger.xml"/>`));
  const args = ['--opml', 'feeds.opml', '--archive', 'news.db', '--pages', '--local', upstream];
  await withRelay(args, async (url, output) => {
    assert.match(output(), /opml lists them all: 1 are of feeds\.opml\n/);
    const { items } = await (await fetch(`${url}ledger?tag=peace`)).json();
    assert.deepEqual(items.map(({ title }) => title), ['Story 1']); // prettier-ignore
    assert.match(await (await fetch(`${url}tag/peace`, { headers: { accept: 'text/html' } })).text(), /Story 1/);
    assert.match(await (await fetch(`${url}embed/ledger`)).text(), /Story 1/);
    assert.equal((await fetch(`${url}embed/nothing`)).status, 404);
  });
});

test('a list may be a URL', async () => {
  await withRelay(['--opml', `${upstream}/feeds.opml`, '--local', upstream], async (url) => {
    assert.match(await (await fetch(`${url}opml`)).text(), /text="Ledger"/);
    assert.equal((await (await fetch(`${url}ledger`)).json()).items.length, 1);
  });
});

for (const [what, args, status, message] of [
  ['a list that is none', () => ['--opml', file('page.html', '<html></html>')], 2, /page\.html is no OPML: it begins with <html>\.$/], // prettier-ignore
  ['half a list', () => ['--opml', file('half.opml', '<opml><body>')], 2, /half\.opml ends before <\/opml>\.$/],
  ['a missing file', () => ['--opml', 'none.opml'], 3, /Can't read none\.opml: there is no such file \(ENOENT\)\.$/],
  ['a folder', () => ['--opml', folder], 3, /it is a folder \(EISDIR\)\.$/],
  ['a missing list', () => ['--opml', `${upstream}/none`], 3, /The list at localhost:\d+ can't be read: http \(404\)\.$/], // prettier-ignore
  ['an invalid URL', () => ['--opml', 'https://'], 2, /Invalid --opml\. Expected: a file, or a URL\.$/],
  ['no value', () => ['--opml'], 2, /--opml has no value/],
])
  test(`${what} ends the relay with one line`, { timeout: 60_000 }, async () => {
    // The server of this process answers meanwhile.
    const relay = spawn(process.execPath, [CLI, 'relay', '--port', '0', ...args()], { cwd: folder });
    let output = '';
    for (const stream of [relay.stdout, relay.stderr]) stream.on('data', (text) => (output += text));
    const [code] = await once(relay, 'close');
    assert.equal(code, status, output);
    assert.match(output.trimEnd(), message);
    assert.equal(output.trimEnd().split('\n').length, 1);
  });

test('a file is read again when its time or its size has changed', async () => {
  const path = file('changing.opml', 'one');
  utimesSync(path, 1, 1);
  const reader = createFileReader(path);
  assert.equal(await reader.read(), 'one');
  assert.equal(await reader.read(), undefined);
  file('changing.opml', 'two');
  assert.equal(await reader.read(), 'two');
  utimesSync(path, 2, 2);
  assert.equal(await reader.read(), 'two');
  rmSync(path);
  await assert.rejects(reader.read(), { message: `Can't read ${path}: there is no such file (ENOENT).` });
});

test('the help names the option', () => {
  const { stdout } = spawnSync(process.execPath, [CLI, 'relay', '--help'], { encoding: 'utf8' });
  assert.match(stdout, /--opml FILE\|URL/);
});
