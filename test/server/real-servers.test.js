/** Responses of real servers that differ from the specifications: encodings, redirects, types and entity tags. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { loadFeed } from '../../dist/index.js';
import { createRelay, takeSnapshot } from '../../dist/server/node.js';
import { createPinnedFetch } from '../../dist/server/pinned-fetch.js';
import { item, rss, setUp, xml } from './support.js';

let answer;
let port;
const server = createServer((request, response) => answer(response, request));
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address());
});
after(() => server.close().closeAllConnections());

/** A relay with Node's own fetch, which connects to this machine in the place of every host. */
function nodeRelay(options = {}) {
  const pinned = createPinnedFetch({
    resolve: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    mayConnect: () => true,
  });
  const log = [];
  const relay = createRelay({
    feeds: { world: 'https://a.example/feed' },
    fetch: (url, init) => pinned(url.replace('https://a.example', `http://a.example:${port}`), init),
    log: (entry) => log.push(entry),
    ...options,
  });
  return { log, get: () => relay(new Request('https://relay.example/world')) };
}

/** A relay that fetches from this machine as its own: with the platform's fetch. */
const platformRelay = () =>
  nodeRelay({ feeds: { world: `http://127.0.0.1:${port}/feed` }, local: [`http://127.0.0.1:${port}`] });

const titlesIn = async (response) => (await response.json()).items?.map(({ title }) => title);

const FEED = rss(Array.from({ length: 40 }, (_, n) => item(n)).join(''));
const ALL = Array.from({ length: 40 }, (_, n) => `Story ${39 - n}`);

/** `bytes` with one of them changed, counted from the end. */
function spoilt(bytes, fromEnd) {
  const copy = Buffer.from(bytes);
  copy[copy.length - fromEnd] ^= 0xff;
  return copy;
}

/** gzip with all that its header may hold: extra field, name, comment and checksum of the header. */
function wordyGzip(text) {
  const bytes = gzipSync(text);
  const header = Buffer.from(bytes.subarray(0, 10));
  header[3] = 2 | 4 | 8 | 16;
  const more = Buffer.from([3, 0, 1, 2, 3, ...Buffer.from('feed.xml\0a feed\0'), 9, 9]);
  return Buffer.concat([header, more, bytes.subarray(10)]);
}

const zipped = gzipSync(FEED);
const deflated = deflateSync(FEED);

for (const [what, encoding, body] of [
  ['gzip without its trailer', 'gzip', zipped.subarray(0, -8)],
  ['gzip with half of its trailer', 'gzip', zipped.subarray(0, -4)],
  ['gzip with a wrong checksum', 'gzip', spoilt(zipped, 7)],
  ['gzip with a wrong length', 'GZip', spoilt(zipped, 1)],
  ['gzip with a wrong checksum behind a long header', 'gzip', spoilt(wordyGzip(FEED), 6)],
  ['gzip with other bytes behind it', 'x-gzip', Buffer.concat([zipped, Buffer.from('\r\n<!-- cached -->')])],
  ['gzip in two parts', 'gzip', Buffer.concat([gzipSync(FEED.slice(0, 900)), gzipSync(FEED.slice(900))])],
  ['a bare deflate stream', 'deflate', deflateRawSync(FEED)],
  ['a stored deflate stream', 'deflate', deflateRawSync(FEED, { level: 0 })],
  ['deflate with a wrong checksum', 'deflate', spoilt(deflated, 1)],
  ['deflate without its checksum', 'deflate', deflated.subarray(0, -4)],
  ['gzip under the name of deflate', 'deflate', zipped],
  ['deflate under the name of gzip', 'gzip', deflated],
  ['brotli in any case', ' BR ', brotliCompressSync(FEED)],
  ['text under the name of gzip', 'gzip', FEED],
  ['text under the name of brotli', 'br', `\ufeff\n${FEED}`],
  ['text under the name of deflate', 'deflate', FEED],
  ['a charset', 'UTF-8', FEED],
  ['another charset', 'iso-8859-1', FEED],
  ['the word none', 'none', FEED],
  ['nothing', '', FEED],
  ['a type', 'application/xml', FEED],
  ['a property of all objects', 'constructor', FEED],
  ['gzip twice', 'gzip, gzip', gzipSync(zipped)],
  ['gzip once under the name of twice', 'gzip, gzip', zipped],
  ['deflate, then gzip', 'deflate, gzip', gzipSync(deflateRawSync(FEED))],
  ['a charset before gzip', 'utf-8, gzip', zipped],
  ['a charset behind gzip', 'gzip,utf-8', zipped],
  ['identity and brotli', 'identity, br', brotliCompressSync(FEED)],
]) {
  test(`a feed encoded as ${what} is read`, async () => {
    answer = (response) =>
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': encoding }).end(body);
    const { get, log } = nodeRelay();
    assert.deepEqual(await titlesIn(await get()), ALL, JSON.stringify(log));
  });
}

for (const [encoding, compress] of Object.entries({
  gzip: gzipSync,
  deflate: deflateRawSync,
  br: brotliCompressSync,
})) {
  test(`a feed in ${encoding} that ends early gives its complete items`, async () => {
    const body = compress(FEED);
    answer = (response) =>
      response
        .writeHead(200, { 'content-type': 'text/xml', 'content-encoding': encoding })
        .end(body.subarray(0, body.length >> 1));
    const titles = await titlesIn(await nodeRelay().get());
    assert.ok(titles.length > 0 && titles.length < 40, String(titles));
  });

  test(`a nested decompression bomb of ${encoding} is stopped`, async () => {
    const body = compress(compress(Buffer.alloc(60e6)));
    answer = (response) =>
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': `${encoding}, ${encoding}` }).end(body);
    const { get, log } = nodeRelay();
    assert.equal((await get()).status, 502);
    assert.equal(log[0].code, 'too-large');
  });
}

/** Ways to a source by newsrack's own `fetch` for Node, each of which returns the code of the failure. */
const OWN_WAYS = {
  'a relay': async () => failureOf(nodeRelay()),
  'a relay, from a local origin': async () => failureOf(platformRelay()),
  takeSnapshot: () => takeSnapshot({ src: `http://127.0.0.1:${port}/feed` }).catch(({ code }) => code),
};

/** Ways by Node's `fetch`. */
const NODE_WAYS = {
  "a relay, by an owner's fetch": async () =>
    failureOf(
      nodeRelay({
        fetch: async (_url, init) => {
          const response = await fetch(`http://127.0.0.1:${port}/feed`, init);
          // Without its URL, which a relay may not request.
          return new Response(response.body, response);
        },
      }),
    ),
  loadFeed: () => loadFeed({ src: `http://127.0.0.1:${port}/feed` }).catch(({ code }) => code),
};

async function failureOf({ get, log }) {
  assert.equal((await get()).status, 502);
  return log[0].code;
}

for (const [way, failure, end, how] of [
  ...Object.entries(OWN_WAYS).map((one) => [...one, (response) => response.destroy(), 'breaks']),
  ...Object.entries(OWN_WAYS).map((one) => [...one, (response) => response.socket?.resetAndDestroy(), 'is reset']),
  // Node's own `fetch` survives no broken connection here: docs/security.md says so.
  ...Object.entries(NODE_WAYS).map((one) => [...one, (response) => response.end(), 'ends late']),
]) {
  for (const encodings of [1, 6, 20]) {
    test(`a body of ${encodings} encodings that ${how} fails, and does not end the process: ${way}`, async () => {
      const opened = new Promise((resolve) => {
        answer = (response) => {
          const encoding = Array(encodings).fill('gzip').join(', ');
          response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': encoding }).write('<rss>');
          resolve(response);
        };
      });
      const failed = failure();
      const response = await opened;
      // With more than five encodings, the response fails before its body ends.
      if (encodings < 6) end(response);
      assert.match(await failed, /^(?:network|format)$/);
      await turns();
      if (encodings > 5) end(response);
      await turns();
    });
  }
}

/** Waits for some turns: an error that nobody handles comes in one of the next ones, and fails the test. */
async function turns() {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('snapshots one after another share a connection', async () => {
  const sockets = new Set();
  answer = (response) => {
    sockets.add(response.socket);
    response.writeHead(200, { 'content-type': 'text/xml' }).end(FEED);
  };
  for (let n = 0; n < 10; n++) await takeSnapshot({ src: `http://127.0.0.1:${port}/feed` });
  assert.ok(sockets.size <= 2, String(sockets.size));
});

test('a compressed body over the limit is not read completely', async () => {
  const closed = new Promise((resolve) => {
    answer = (response) => {
      response.on('close', resolve);
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' });
      const write = () => response.destroyed || response.write(Buffer.alloc(65536, 7), write);
      write();
    };
  });
  const { get, log } = nodeRelay();
  assert.equal((await get()).status, 502);
  assert.equal(log[0].code, 'too-large');
  await closed;
});

for (const [what, encoding, body] of [
  ['broken in the middle', 'gzip', spoilt(zipped, zipped.length >> 1)],
  ['neither compressed nor text', 'br', Buffer.from([7, 7, 7, 7, 7, 7, 7, 7])],
  ['compressed six times', 'gzip,'.repeat(6), [1, 2, 3, 4, 5, 6].reduce((bytes) => gzipSync(bytes), FEED)],
]) {
  test(`a response that is ${what} is rejected`, async () => {
    answer = (response) =>
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': encoding }).end(body);
    const { get, log } = nodeRelay();
    assert.equal((await get()).status, 502);
    assert.equal(log[0].code, 'format');
  });
}

/** Redirects to these bytes, and answers everywhere else with the address that was asked for. */
function redirectTo(location) {
  answer = (response, { url }) => {
    if (url !== '/feed')
      return response
        .writeHead(200, { 'content-type': 'text/xml' })
        .end(rss(`<item><title>${url}</title><link>https://a.example/1</link></item>`));
    response.socket.write('HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: ');
    response.socket.write(location);
    return response.socket.end('\r\n\r\n');
  };
}

for (const [what, location, address] of [
  ['UTF-8', Buffer.from('/café/тест?q=日本'), '/caf%C3%A9/%D1%82%D0%B5%D1%81%D1%82?q=%E6%97%A5%E6%9C%AC'],
  ['a character of four bytes', Buffer.from('/📰.xml'), '/%F0%9F%93%B0.xml'],
  ['UTF-8 beside what is escaped', Buffer.from('/%C3%A9/é'), '/%C3%A9/%C3%A9'],
  ['ASCII', Buffer.from('/plain/%E9'), '/plain/%E9'],
]) {
  test(`a redirect to an address with ${what} is followed as browsers do`, async () => {
    redirectTo(location);
    assert.deepEqual(await titlesIn(await nodeRelay().get()), [address]);
    assert.deepEqual(await titlesIn(await platformRelay().get()), [address]);
  });
}

test('a redirect to a URL in Latin-1 keeps its bytes, as in browsers', async () => {
  redirectTo(Buffer.from('/caf\xe9', 'latin1'));
  assert.deepEqual(await titlesIn(await nodeRelay().get()), ['/caf%E9']);
});

test('a redirect that the platform has decoded is not decoded again', async () => {
  const to = (location) => ({ ok: false, status: 302, headers: { get: () => location }, body: null });
  const A = 'https://a.example/feed';
  const { get, asked } = setUp({ feeds: { world: A }, answers: { [A]: () => to('/é/日') } });
  await get();
  assert.equal(asked[1].url, 'https://a.example/%C3%A9/%E6%97%A5');
});

const A = 'https://a.example/feed';

/** A relay whose source sends this under a type; without one under `undefined`. */
function sending(body, type) {
  const headers = type === undefined ? {} : { 'Content-Type': type };
  return setUp({
    feeds: { world: A },
    answers: { [A]: () => new Response(typeof body === 'string' ? new TextEncoder().encode(body) : body, { headers }) },
  });
}

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1',
  title: 'J',
  items: [{ id: '1', url: 'https://a.example/1', title: 'Story 1' }],
});

for (const type of [
  undefined,
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'text/plain',
  'application/x-download',
  'application/force-download',
  'application/x-rss',
  'application/vnd.rss',
  'xml',
  'rss',
  'text',
  'unknown/unknown',
  'application/x-gzip',
  'httpd/unix-directory',
  'application/x-httpd-php; charset=UTF-8',
  'Application/Octet-Stream; charset=binary',
  '*/*',
  ';charset=utf-8',
]) {
  test(`a feed of the type ${type === undefined ? 'that nobody named' : JSON.stringify(type)} is read`, async () => {
    for (const body of [rss(item(1)), JSON_FEED, `\0\n\ufeff${rss(item(1))}`]) {
      const { get, titles } = sending(body, type);
      assert.deepEqual(await titles(await get()), ['Story 1']);
    }
  });
}

test('a feed in UTF-16 is read under any type', async () => {
  const wide = (text) => new Uint8Array(Buffer.from(text, 'utf16le'));
  for (const [body, type] of [
    [wide(`\ufeff${rss(item(1))}`), 'application/octet-stream'],
    [wide(rss(item(1))), 'application/octet-stream; charset="UTF-16LE"'],
  ]) {
    const { get, titles } = sending(body, type);
    assert.deepEqual(await titles(await get()), ['Story 1']);
  }
});

const RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>';
for (const [what, body] of [
  ['a web page', `<!DOCTYPE html><html><body>${RDF}</body></html>`],
  ['a page without a doctype', `<!-- cached --><html lang="en"><head><title>Sign in</title></head></html>`],
  ['a picture with metadata', `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${RDF}`],
  ['a photo with metadata', `\xff\xd8\xff\xe1\0\x10${RDF}`],
  ['a PDF file with metadata', `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n${RDF}`],
  ['an archive with a feed in it', `PK\x03\x04\x14\0\0\0${rss(item(1))}`],
  ['a text', 'Nothing to see here.'],
  ['nothing at all', ''],
]) {
  test(`${what} is rejected under any type`, async () => {
    for (const type of [undefined, 'application/octet-stream', 'text/plain', 'application/rss+xml']) {
      const { get, log } = sending(new Uint8Array(Buffer.from(body, 'latin1')), type);
      assert.equal((await get()).status, 502);
      assert.equal(log[0].code, 'format', String(type));
    }
  });
}

test('media are rejected by their type, before they are read', async () => {
  for (const type of ['image/png', 'audio/mpeg', 'Video/mp4', 'font/woff2']) {
    let isCancelled = false;
    const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
    const { get, log } = sending(body, type);
    assert.equal((await get()).status, 502);
    assert.deepEqual([log[0].code, isCancelled], ['format', true]);
  }
});

test('a client with an ETag that a proxy has changed gets a 304', async () => {
  const { get } = setUp({ feeds: { world: A }, answers: { [A]: rss(item(1)) } });
  const tag = (await get()).headers.get('etag');
  const bare = tag.replace('W/', '');
  const marked = (mark) => bare.replace(/"$/, `${mark}"`);
  for (const sent of [
    tag,
    bare,
    marked('-gzip'),
    marked(';gzip'),
    `W/${marked('-gzip')}`,
    marked('--gzip'),
    marked('-br'),
    marked(';br'),
    marked('-zstd'),
    `"other", ${marked('-gzip')}`,
    `W/"a,b" ,${tag}`,
    `"x"\t,\t${bare},"y"`,
    bare.replaceAll('"', ''),
    '*',
  ]) {
    const response = await get('/world', { 'If-None-Match': sent });
    assert.deepEqual([response.status, await response.text()], [304, ''], sent);
  }
  for (const sent of ['"other"', '', '""', marked('-other'), marked('x'), `"${bare.slice(1, -3)}"`, '"*"', ',,,']) {
    assert.equal((await get('/world', { 'If-None-Match': sent })).status, 200, sent);
  }
});

for (const [given, sent] of [
  ['"x-gzip"', '"x-gzip", "x"'],
  ['"x;gzip"', '"x;gzip", "x"'],
  ['W/"x--gzip"', 'W/"x--gzip", W/"x"'],
  ['"x-br"', '"x-br", "x"'],
  ['x-gzip', 'x-gzip, x'],
  ['"x"', '"x"'],
  ['W/"gzip-x"', 'W/"gzip-x"'],
]) {
  test(`a source with the ETag ${given} is requested with ${sent}`, async () => {
    const { get, asked, clock, log } = setUp({
      feeds: { world: A },
      answers: {
        [A]: ({ headers }) =>
          headers['If-None-Match'] === sent ? new Response(null, { status: 304 }) : xml(rss(item(1)), { ETag: given }),
      },
    });
    await get();
    clock.now += 36e5;
    assert.equal((await get()).status, 200);
    assert.equal(asked.at(-1).headers['If-None-Match'], sent);
    assert.deepEqual(log, []);
  });
}
