/** On Node: where connections really go, and what comes back over them. The upstream is a server on this machine. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { after, before, test } from 'node:test';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { createRelay } from '../../dist/server/edge.js';
import { createPinnedFetch } from '../../dist/server/pinned-fetch.js';
import { item, rss } from './support.js';

const pem = readFileSync(new URL('../privacy/certificate.pem', import.meta.url));

/** Requests that have come, by where they were sent to. */
const seen = [];
let answer;
let port;
const server = createServer((request, response) => {
  seen.push({ to: request.socket.localAddress, headers: request.headers });
  answer(response, request);
});
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address());
});
after(() => server.close().closeAllConnections());

/** This machine stands for a host of the world, all else of it for the inside. */
const mayConnect = (address) => address === '127.0.0.1';

const v4 = (address) => ({ address, family: 4 });

/** Resolves names to these, one list after the other; the last again and again. */
function resolver(...answers) {
  const resolve = (hostname, _options, callback) => {
    resolve.names.push(hostname);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next instanceof Error) callback(next);
    else callback(null, next);
  };
  resolve.names = [];
  return resolve;
}

const good = (response) => response.writeHead(200, { 'content-type': 'text/xml' }).end('<rss/>');

async function attempt(resolve, url = `http://a.example:${port}/`) {
  seen.length = 0;
  answer = good;
  try {
    const response = await createPinnedFetch({ resolve, mayConnect })(url, {});
    return await response.text();
  } catch (error) {
    return error.rule ?? error.code ?? error.message;
  }
}

test('connects to the checked address of a name', async () => {
  const resolve = resolver([v4('127.0.0.1')]);
  assert.equal(await attempt(resolve), '<rss/>');
  assert.equal(seen[0].to, '127.0.0.1');
  assert.equal(seen[0].headers.host, `a.example:${port}`);
});

test('a name is not resolved again for its connection', async () => {
  const resolve = resolver([v4('127.0.0.1')], [v4('127.0.0.2')]);
  assert.equal(await attempt(resolve), '<rss/>');
  assert.deepEqual(resolve.names, ['a.example']);
  assert.deepEqual(
    seen.map(({ to }) => to),
    ['127.0.0.1'],
  );
});

test('the addresses for another connection are checked too', async () => {
  const pinned = createPinnedFetch({ resolve: resolver([v4('127.0.0.1')], [v4('127.0.0.2')]), mayConnect });
  seen.length = 0;
  answer = (response) => response.writeHead(200, { connection: 'close' }).end();
  await (await pinned(`http://a.example:${port}/`, {})).text();
  await assert.rejects(pinned(`http://a.example:${port}/`, {}), { rule: 'private-address' });
  assert.equal(seen.length, 1);
});

for (const [what, addresses] of [
  ['this machine', [v4('127.0.0.2')]],
  ['a private network', [v4('10.0.0.1')]],
  ['the metadata of a cloud', [v4('169.254.169.254')]],
  ['this machine over IPv6', [{ address: '::1', family: 6 }]],
  ['a mapped address', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ['a translated address', [{ address: '64:ff9b::7f00:1', family: 6 }]],
  ['the world and the inside', [v4('127.0.0.1'), v4('10.0.0.1')]],
]) {
  test(`a name that resolves to ${what} is rejected`, async () => {
    assert.equal(await attempt(resolver(addresses)), 'private-address');
    assert.deepEqual(seen, []);
  });
}

test('a name without addresses is rejected', async () => {
  assert.match(await attempt(resolver([])), /No address/);
  assert.equal(await attempt(resolver(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))), 'ENOTFOUND');
  assert.deepEqual(seen, []);
});

test('literal IP addresses are checked too', async () => {
  for (const host of ['127.0.0.2', '[::1]', '[::ffff:127.0.0.1]', '2130706434', '127.2']) {
    assert.equal(await attempt(resolver([v4('127.0.0.1')]), `http://${host}:${port}/`), 'private-address', host);
  }
  assert.deepEqual(seen, []);
});

test('by default, names of this machine are rejected', async () => {
  seen.length = 0;
  await assert.rejects(createPinnedFetch()(`http://localhost:${port}/`, {}), { rule: 'private-address' });
  assert.deepEqual(seen, []);
});

test('certificates are checked against the name', async () => {
  const secure = createSecureServer({ key: pem, cert: pem }, (_request, response) => good(response));
  await new Promise((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const ask = (host, ca) =>
    createPinnedFetch({ resolve: resolver([v4('127.0.0.1')]), mayConnect, ca })(
      `https://${host}:${secure.address().port}/`,
      {},
    );
  try {
    await assert.rejects(ask('a.example', pem), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    await assert.rejects(ask('page.example'), /self.signed/i);
  } finally {
    secure.close().closeAllConnections();
  }
});

/** The same through a relay, which asks this machine in the place of every host. */
function relayTo(options = {}) {
  const pinned = createPinnedFetch({ resolve: resolver([v4('127.0.0.1')]), mayConnect });
  const log = [];
  const fetch = (url, init) => pinned(url.replace('https://a.example', `http://a.example:${port}`), init);
  const relay = createRelay({
    feeds: { world: 'https://a.example/feed' },
    fetch,
    log: (entry) => log.push(entry),
    ...options,
  });
  return { log, get: () => relay(new Request('https://relay.example/world')) };
}

const FEED = rss(item(1) + item(2));

for (const [encoding, compress] of Object.entries({
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  identity: (text) => text,
})) {
  test(`decodes responses in ${encoding}`, async () => {
    answer = (response, request) => {
      assert.match(request.headers['accept-encoding'], /gzip/);
      response
        .writeHead(200, { 'content-type': 'application/rss+xml', 'content-encoding': encoding })
        .end(compress(FEED));
    };
    const { items } = await (await relayTo().get()).json();
    assert.deepEqual(
      items.map(({ title }) => title),
      ['Story 2', 'Story 1'],
    );
  });
}

const fast = (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
for (const [encoding, compress] of Object.entries({ gzip: gzipSync, br: fast })) {
  test(`a decompression bomb in ${encoding} stops at two megabytes`, async () => {
    const bomb = compress(Buffer.alloc(200e6));
    assert.ok(bomb.length < 1e6);
    const closed = new Promise((resolve) => {
      answer = (response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': encoding }).end(bomb);
      };
    });
    const { get, log } = relayTo();
    const before = process.memoryUsage().arrayBuffers;
    const response = await get();
    assert.equal(response.status, 502);
    assert.equal(log[0].code, 'too-large');
    assert.ok(process.memoryUsage().arrayBuffers - before < 50e6);
    await closed;
  });
}

test('invalid compression is an error', async () => {
  for (const body of [Buffer.from('no gzip'), gzipSync(FEED).subarray(0, 60)]) {
    answer = (response) =>
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' }).end(body);
    const { get, log } = relayTo();
    assert.equal((await get()).status, 502);
    assert.equal(log[0].code, 'format');
  }
});

test('a connection that breaks, or never begins, is an error', async () => {
  for (const breaking of [
    (response) => response.destroy(),
    (response) =>
      response
        .writeHead(200, { 'content-type': 'text/xml', 'content-length': '1000' })
        .write('<rss>', () => response.destroy()),
    (response) => response.socket.end('nonsense\r\n\r\n'),
    (response) => response.socket.end('HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'),
    (response) => response.socket.end('HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n'),
  ]) {
    answer = breaking;
    assert.equal((await relayTo().get()).status, 502);
  }
});

/** Requests an address three times, one after the other, and returns the texts or the codes of errors. */
async function threeTimes() {
  const pinned = createPinnedFetch({ resolve: resolver([v4('127.0.0.1')]), mayConnect });
  const results = [];
  for (let count = 0; count < 3; count++) {
    const result = pinned(`http://a.example:${port}/`, {}).then(
      (response) => response.text(),
      ({ code }) => code,
    );
    results.push(await result.catch(({ message }) => message));
  }
  return results;
}

for (const [how, end] of [
  ['closed', (response) => response.socket.end()],
  ['reset', (response) => response.socket.resetAndDestroy()],
]) {
  test(`a request over a kept connection that the server has just ${how} is sent again`, async () => {
    const sockets = new Set();
    answer = (response) => {
      if (sockets.has(response.socket)) return end(response);
      sockets.add(response.socket);
      good(response);
    };
    assert.deepEqual(await threeTimes(), ['<rss/>', '<rss/>', '<rss/>']);
  });

  test(`a request over a new connection that the server has ${how} is an error, and not repeated`, async () => {
    let requests = 0;
    answer = (response) => {
      requests++;
      end(response);
    };
    assert.deepEqual(await threeTimes(), ['ECONNRESET', 'ECONNRESET', 'ECONNRESET']);
    assert.equal(requests, 3);
  });
}

test('a response that breaks over a kept connection is an error, and not repeated', async () => {
  let requests = 0;
  answer = (response) => {
    if (requests++ !== 1) return good(response);
    response.writeHead(200, { 'content-length': 99 }).write('<rss>');
    setImmediate(() => response.socket.destroy());
  };
  const [first, second, third] = await threeTimes();
  assert.deepEqual([first, third, requests], ['<rss/>', '<rss/>', 3]);
  assert.notEqual(second, '<rss/>');
});

test('an upstream that switches protocols is an error at once', async () => {
  answer = (response) =>
    response.socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nabc');
  const { get, log } = relayTo();
  assert.equal((await get()).status, 502);
  assert.equal(log[0].code, 'network');
});

for (const [what, status] of [
  ['asks to go on', '100 Continue'],
  ['gives hints', '103 Early Hints\r\nLink: </style.css>; rel=preload'],
  ['says that it works on it', '102 Processing'],
]) {
  test(`an upstream that ${what} endlessly is aborted, and its connection closed`, async () => {
    let count = 0;
    const closed = new Promise((resolve) => {
      answer = ({ socket }) => {
        const more = () => {
          count++;
          if (socket.destroyed) resolve();
          else socket.write(`HTTP/1.1 ${status}\r\n\r\n`, () => setImmediate(more));
        };
        socket.on('error', () => undefined);
        more();
      };
    });
    const { get, log } = relayTo();
    assert.equal((await get()).status, 502);
    assert.equal(log[0].code, 'network');
    await closed;
    assert.ok(count < 5000, `${count}`);
  });
}

test('a response after early hints is read', async () => {
  answer = (response) => {
    for (let count = 0; count < 3; count++) response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(FEED);
  };
  assert.equal((await relayTo().get()).status, 200);
});

test('a slow upstream times out, and its connection is closed', async () => {
  const closed = new Promise((resolve) => {
    answer = (response) => {
      response.on('close', resolve);
      response.writeHead(200, { 'content-type': 'text/xml' }).write('<rss>');
    };
  });
  const { get } = relayTo({ feeds: { world: { src: 'https://a.example/feed', timeout: 50 } } });
  assert.equal((await get()).status, 504);
  await closed;
});

test('a 304 has no body', async () => {
  answer = (response) => response.writeHead(304, { etag: '"1"' }).end();
  const response = await createPinnedFetch({ resolve: resolver([v4('127.0.0.1')]), mayConnect })(
    `http://a.example:${port}/`,
    {},
  );
  assert.deepEqual([response.status, response.headers.get('etag'), response.body], [304, '"1"', null]);
});
