/** `newsrack relay --make-key` and `--key`, as an owner types them. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const DIRECTORY = 'http-message-signatures-directory';

const folders = [];
function folder() {
  folders.push(mkdtempSync(join(tmpdir(), 'newsrack-key-')));
  return folders.at(-1);
}

let upstream;
const asked = [];
const server = createServer(({ headers }, response) => {
  asked.push(headers);
  response.end(rss(item(1)));
});
before(async () => {
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  upstream = `http://localhost:${server.address().port}`;
});
after(() => {
  server.close().closeAllConnections();
  for (const one of folders) rmSync(one, { recursive: true });
});

async function run(args, cwd) {
  const relay = spawn(process.execPath, [CLI, 'relay', ...args], { cwd });
  let output = '';
  for (const stream of [relay.stdout, relay.stderr]) stream.on('data', (text) => (output += text));
  const [code] = await once(relay, 'close');
  return { code, output };
}

test('makes a key that only its owner may read, and its directory, and says what to do', async () => {
  const cwd = folder();
  const { code, output } = await run(['--make-key'], cwd);
  assert.equal(code, 0, output);
  const key = JSON.parse(readFileSync(join(cwd, 'newsrack-key.json'), 'utf8'));
  const { keys } = JSON.parse(readFileSync(join(cwd, DIRECTORY), 'utf8'));
  if (process.platform !== 'win32') assert.equal(statSync(join(cwd, 'newsrack-key.json')).mode & 0o777, 0o600);
  assert.deepEqual(Object.keys(key).sort(), ['crv', 'd', 'kty', 'x']);
  assert.deepEqual(keys.map(({ x, d, use }) => [x, d, use]), [[key.x, undefined, 'sig']]); // prettier-ignore
  for (const part of [keys[0].kid, 'Keep it secret', '--key newsrack-key.json', `/.well-known/${DIRECTORY}`])
    assert.ok(output.includes(part), output);
  assert.ok(!output.includes(key.d));
});

test('never overwrites a key or a directory, and leaves no key without its directory', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'key.json'), 'mine');
  assert.deepEqual(await run(['--make-key', '--key', 'key.json'], cwd), {
    code: 3,
    output: "newsrack relay: Can't write key.json: it exists already (EEXIST).\n",
  });
  assert.equal(readFileSync(join(cwd, 'key.json'), 'utf8'), 'mine');
  writeFileSync(join(cwd, DIRECTORY), 'mine');
  const { code, output } = await run(['--make-key', '--key', 'other.json'], cwd);
  assert.deepEqual([code, output.includes('exists already'), existsSync(join(cwd, 'other.json'))], [3, true, false]);
  assert.equal(readFileSync(join(cwd, DIRECTORY), 'utf8'), 'mine');
});

test('a relay with that key signs its requests, and serves its directory before the pages', async () => {
  const cwd = folder();
  await run(['--make-key'], cwd);
  const feed = ['--feed', `world=${upstream}/feed`, '--local', upstream];
  const args = [...feed, '--key', 'newsrack-key.json', '--base-url', 'https://relay.example/desk/', '--port', '0'];
  const relay = spawn(process.execPath, [CLI, 'relay', ...args, '--archive', 'news.db', '--pages'], { cwd });
  let log = '';
  relay.stderr.on('data', (text) => (log += text));
  try {
    let output = '';
    const url = await new Promise((resolve, reject) => {
      relay.on('exit', () => reject(new Error(log)));
      relay.stdout.on('data', (text) => {
        const [, found] = /Listening at (\S+)\n/.exec((output += text)) ?? [];
        if (found) resolve(found);
      });
    });
    relay.removeAllListeners('exit');
    assert.equal((await (await fetch(`${url}world`)).json()).items.length, 1);
    const { keys } = await (await fetch(`${url}.well-known/${DIRECTORY}`)).json();
    const [headers] = asked;
    const [, params] = /^sig1=(.*)$/.exec(headers['signature-input']);
    const base = `"@authority": ${new URL(upstream).host}\n"signature-agent";key="sig1": "https://relay.example"\n"@signature-params": ${params}`;
    const [, signature] = /^sig1=:(.*):$/.exec(headers.signature);
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    assert.ok(verify(null, Buffer.from(base), key, Buffer.from(signature, 'base64')));
    assert.match(await (await fetch(`${url}metrics`)).text(), /^newsrack_responses_total\{class="2xx"\} 2$/m);
    assert.equal(log, '');
  } finally {
    relay.kill();
  }
});

for (const [what, args, code, message] of [
  ['a missing key', ['--key', 'none.json'], 3, /Can't read none\.json: there is no such file \(ENOENT\)\.$/],
  ['a file that is no key', ['--key', 'no-key'], 2, /no-key is no private Ed25519 key\. Make one with newsrack relay --make-key\.$/], // prettier-ignore
  ['a base URL without https', ['--key', 'key.json', '--base-url', 'http://a.example/'], 2, /Invalid --base-url\. Expected: an https: URL/], // prettier-ignore
  ['a key in a configuration that is no file name', ['--config', 'config.mjs'], 2, /Invalid key in --config/],
])
  test(`${what} ends the relay with one line`, async () => {
    const cwd = folder();
    await run(['--make-key', '--key', 'key.json'], cwd);
    writeFileSync(join(cwd, 'no-key'), 'secret words');
    writeFileSync(join(cwd, 'config.mjs'), "export default { key: { d: 'secret words' } };");
    const ended = await run(['--feed', 'a=https://a.example/', '--port', '0', ...args], cwd);
    assert.equal(ended.code, code, ended.output);
    assert.match(ended.output.trimEnd(), message);
    assert.equal(ended.output.trimEnd().split('\n').length, 1);
    assert.ok(!ended.output.includes('secret words'));
  });

test('warns of a key that others may read', { skip: process.platform === 'win32' }, async () => {
  const cwd = folder();
  await run(['--make-key', '--key', 'key.json'], cwd);
  chmodSync(join(cwd, 'key.json'), 0o644);
  // A list that is missing ends the relay behind the warning.
  const { output } = await run(['--opml', 'none.opml', '--key', 'key.json', '--port', '0'], cwd);
  assert.match(output, /Other users of this machine can read key\.json\. Run chmod 600 key\.json\./);
});
