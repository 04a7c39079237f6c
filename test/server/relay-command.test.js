/** The relay as a command: odd requests, signals, and other feeds while hostile ones are read. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

let document = rss(item(1));
/** Given a function that ends a response, in place of an answer. */
let hold;
let upstream;
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/xml' });
  const end = () => response.end(document);
  if (hold) hold(end);
  else end();
});
before(async () => {
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  upstream = `http://localhost:${server.address().port}`;
});
after(() => server.close().closeAllConnections());

async function start(args = [], env = {}) {
  const options = ['--feed', `world=${upstream}/world`, '--local', upstream, '--allow', 'localhost', '--port', '0'];
  const relay = spawn(process.execPath, [CLI, 'relay', ...options, ...args], { env: { ...process.env, ...env } });
  let log = '';
  relay.stderr.on('data', (text) => (log += text));
  const url = await new Promise((resolve, reject) => {
    let output = '';
    relay.on('exit', () => reject(new Error(log)));
    relay.stdout.on('data', (text) => {
      const [, found] = /Listening at (\S+)/.exec((output += text)) ?? [];
      if (found) resolve(found);
    });
  });
  relay.removeAllListeners('exit');
  return { relay, url, log: () => log };
}

/** The first line of what a server answers to bytes. */
const send = async (url, text) => (await sendAll(url, text)).split('\r\n')[0];

/** All that a server answers to bytes, until the connection ends. */
async function sendAll(url, text) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(text.replaceAll('\n', '\r\n'));
  let response = '';
  for await (const chunk of socket) response += chunk;
  return response;
}

test('invalid Host headers are client errors', async (t) => {
  const { relay, url, log } = await start();
  t.after(() => relay.kill());
  const answered = async (host) =>
    (await send(url, `GET /world HTTP/1.1\nHost: ${host}\nConnection: close\n\n`)).split(' ')[1];
  const ODD = [
    '%',
    'a b',
    'a:99999',
    'user@a.example',
    '[::1',
    'a/b',
    'a?b',
    'é',
    'a,b',
    'a\\b',
    'a#b',
    '[::1]x',
    'a:b',
    'a'.repeat(300),
  ];
  for (const host of ODD) assert.equal(await answered(host), '400', host);
  for (const host of ['a.example', '127.0.0.1:', 'a.example:8080', '[::1]:80', 'A.Example'])
    assert.equal(await answered(host), '200', host);
  assert.match(await send(url, 'GET /world HTTP/1.0\n\n'), / 200 /);
  assert.equal(log(), '');
});

test('invalid request targets are client errors', async (t) => {
  const { relay, url, log } = await start();
  t.after(() => relay.kill());
  for (const target of [
    '//evil.example/world',
    'http://[/world',
    'http://a:99999/world',
    '*',
    '/%',
    '/world?url=%',
    'x',
    '/\\',
  ]) {
    const line = await send(url, `GET ${target} HTTP/1.1\nHost: a.example\nConnection: close\n\n`);
    assert.match(line, /^HTTP\/1\.1 (?:200|400|404) /, `${target}: ${line}`);
  }
  assert.equal(log(), '');
});

test('a client may send fewer costly requests', async (t) => {
  const items = Array.from({ length: 1000 }, (_, n) => item(n)).join('');
  t.after(() => (document = rss(item(1))));
  document = rss(items);
  const { relay, url } = await start(['--per-minute', '60']);
  t.after(() => relay.kill());
  const include = Array.from({ length: 20 }, (_, n) => `w${n}`).join();
  await fetch(`${url}world`);
  const statuses = [];
  for (let n = 0; n < 10; n++) statuses.push((await fetch(`${url}world?include=${include}x${n}`)).status);
  const answered = statuses.filter((status) => status === 200).length;
  assert.ok(answered >= 2 && answered <= 6, `${statuses}`);
  assert.equal(statuses.at(-1), 429);
});

for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT']) {
  test(`on ${signal} the relay finishes pending requests, and exits without an error`, async (t) => {
    const { relay, url, log } = await start([], { CI: '1' });
    t.after(() => (hold = undefined));
    const respond = new Promise((resolve) => (hold = resolve));
    const response = fetch(`${url}world`, { headers: { connection: 'close' } });
    const end = await respond;
    const exit = once(relay, 'exit');
    relay.kill(signal);
    end();
    assert.equal((await response).status, 200);
    assert.deepEqual(await exit, [0, null]);
    assert.equal(log(), '');
  });
}

for (const signals of [['SIGTERM'], ['SIGINT', 'SIGINT'], ['SIGHUP', 'SIGTERM']]) {
  test(`on ${signals.join(' and ')} the relay exits though sources never answer`, { timeout: 60_000 }, async (t) => {
    const requested = [];
    const source = createServer(({ url }) => requested.push(url));
    await new Promise((resolve) => source.listen(0, '127.0.0.1', resolve));
    t.after(() => source.close().closeAllConnections());
    const origin = `http://127.0.0.1:${source.address().port}`;
    const names = Array.from({ length: 8 }, (_, n) => `slow${n}`);
    const feeds = names.flatMap((name) => ['--feed', `${name}=${origin}/${name}`]);
    const { relay, url } = await start([...feeds, '--local', origin]);
    const responses = names.map((name) => fetch(url + name).catch(() => undefined));
    while (requested.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const exit = once(relay, 'exit');
    for (const signal of signals) relay.kill(signal);
    assert.deepEqual(await exit, [0, null]);
    await Promise.all(responses);
    assert.equal(requested.length, 2);
  });
}

test('a client that never reads responses is disconnected, and occupies no memory', async (t) => {
  t.after(() => (document = rss(item(1))));
  document = rss(Array.from({ length: 1000 }, (_, n) => item(n)).join(''));
  const { relay, url } = await start(['--per-minute', '0']);
  t.after(() => relay.kill());
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write('GET /world?limit=1000 HTTP/1.1\r\nHost: a.example\r\n\r\n'.repeat(100));
  // The end of a connection is noticed by who reads.
  setImmediate(() => socket.resume());
  await once(socket, 'close');
  assert.equal((await fetch(`${url}world`)).status, 200);
});

for (const [what, head] of [
  ['in a method that is not answered', 'POST /world HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ['behind a request that is answered', 'GET /world HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ['that is announced, and never ends', 'GET /world HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000\r\n\r\n'],
]) {
  test(`a body ${what} is not read after the response`, { timeout: 60_000 }, async (t) => {
    const { relay, url } = await start();
    t.after(() => relay.kill());
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    // A connection may end by an error as well.
    const isOver = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
    const chunk = head.includes('chunked') ? `10000\r\n${'x'.repeat(65_536)}\r\n` : 'x'.repeat(65_536);
    const write = () => socket.destroyed || socket.write(chunk, () => setImmediate(write));
    socket.write(head, write);
    const first = await new Promise((resolve) => socket.once('data', resolve));
    assert.match(String(first), /^HTTP\/1\.1 (?:200|405)/);
    await isOver;
    assert.equal((await fetch(`${url}world`)).status, 200);
  });
}

test('a request with a complete body keeps its connection', async (t) => {
  const { relay, url } = await start();
  t.after(() => relay.kill());
  const request = 'GET /world HTTP/1.1\nHost: a\nContent-Length: 4\n\nbody';
  const answers = await sendAll(url, `${request}${request.replace('Host: a', 'Host: a\nConnection: close')}`);
  assert.equal(answers.match(/^HTTP\/1\.1 200/gm).length, 2);
});

test('proxies must be IP addresses', async () => {
  const relay = spawn(process.execPath, [CLI, 'relay', '--allow', 'a.example', '--proxy', 'nope']);
  const [said, [code]] = await Promise.all([text(relay.stderr), once(relay, 'exit')]);
  assert.deepEqual([code, said.trim().split('\n').length], [2, 1], said);
  assert.match(said, /Invalid --proxy: "nope"\. Expected: an IP address/);
});

test('--log json writes one JSON object per line', async (t) => {
  const before = document;
  document = '<html>';
  const { relay, url, log } = await start(['--log', 'json']);
  t.after(() => (relay.kill(), (document = before)));
  assert.equal((await fetch(`${url}world`)).status, 502);
  while (!log()) await once(relay.stderr, 'data');
  const entries = log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const [{ time, feed, code, message }] = entries;
  assert.equal(entries.length, 1);
  assert.equal(new Date(time).toISOString(), time);
  assert.deepEqual([feed, code], ['world', 'format']);
  assert.match(message, /^localhost:\d+ failed: format/);
});

test('a log has one of two formats', async () => {
  await assert.rejects(start(['--log', 'xml']), /Invalid --log: "xml"\. Expected: text or json\./);
});
