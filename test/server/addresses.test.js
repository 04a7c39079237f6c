/** Which addresses a relay asks: by what is written, and by what a name leads to. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { isPublic } from '../../dist/server/public-addresses.js';
import { createPinnedFetch } from '../../dist/server/pinned-fetch.js';
import { createRelay } from '../../dist/server/edge.js';
import { createRelay as createNodeRelay } from '../../dist/server/node.js';
import { assertAllowed, ownerLimits } from '../../dist/server/ssrf-guard.js';
import { item, rss, setUp, xml } from './support.js';

const ALLOWED = { allow: ['a.example', 'Zeitung-süd.example'] };

/** Every one of these must be refused, with this code, and nobody asked. */
const REFUSED = {
  'bad-request': [
    '',
    'nothing',
    '//a.example/x',
    'https://',
    'https://a b/',
    'https://[::1',
    'https://a.example:99999/',
  ],
  forbidden: [
    // Schemes.
    'http://a.example/',
    'file:///etc/passwd',
    'ftp://a.example/',
    'gopher://a.example/',
    'data:text/xml,<rss/>',
    'javascript:alert(1)',
    'blob:https://a.example/1',
    'ws://a.example/',
    // Credentials and ports.
    'https://user@a.example/',
    'https://user:secret@a.example/',
    'https://:secret@a.example/',
    'https://a.example:8443/',
    'https://a.example:80/',
    'https://a.example:22/',
    // Other hosts that look alike.
    'https://b.example/',
    'https://a.example.evil.example/',
    'https://evil.a.example/',
    'https://aa.example/',
    'https://a.example@evil.example/',
    'https://evil.example#@a.example/',
    'https://evil.example\\@a.example/',
    'https://www.www.a.example/',
    'https://localhost/',
    'https://localhost./',
    'https://metadata.google.internal/',
    // IP addresses in all notations.
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://127.1/',
    'https://127.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://0/',
    'https://0.0.0.0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0xa9fea9fe/',
    'https://2852039166/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://8.8.8.8/',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
    'https://①②⑦.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[2606:4700:4700::1111]/',
  ],
};

for (const [code, addresses] of Object.entries(REFUSED)) {
  for (const address of addresses) {
    test(`?url=${address} is ${code} without a request`, async () => {
      const { at, asked, log } = setUp(ALLOWED);
      const response = await at(address);
      assert.equal(response.status, code === 'forbidden' ? 403 : 400);
      const { error, ...rest } = await response.json();
      assert.equal(error.code, code);
      assert.deepEqual(rest, {});
      if (address.length > 9) assert.ok(!JSON.stringify(error).includes(address));
      assert.deepEqual(asked, []);
      assert.deepEqual(log, []);
    });
  }
}

test('hosts match exactly, with and without www, in any case, with a trailing dot', async () => {
  const answer = rss(item(1));
  for (const address of [
    'https://a.example/x',
    'https://www.a.example/x',
    'https://A.EXAMPLE/x',
    'https://a.example./x',
    'https://a.example:443/x',
    'https:a.example/x',
    'https://ａ.example/x',
    'https://zeitung-süd.example/x',
  ]) {
    const { at, titles } = setUp({ ...ALLOWED, answers: { [new URL(address).href]: answer } });
    assert.deepEqual(await titles(await at(address)), ['Story 1'], address);
  }
});

test('without a list of hosts, ?url= sends no request', async () => {
  const { at, asked } = setUp({ feeds: { world: 'https://a.example/x' } });
  assert.equal((await at('https://a.example/x')).status, 403);
  assert.deepEqual(asked, []);
});

test('http: is requested if the option allows it, on its own port', async () => {
  const { at } = setUp({ ...ALLOWED, http: true, answers: { 'http://a.example/x': rss(item(1)) } });
  assert.equal((await at('http://a.example/x')).status, 200);
  assert.equal((await at('http://a.example:8080/x')).status, 403);
});

test('local origins are exempt for feeds of the table', async () => {
  const { get, at } = setUp({ local: ['http://127.0.0.1:1'], feeds: { own: 'http://127.0.0.1:1/x' } });
  // Nobody listens at that port: but it was tried.
  assert.equal((await get('/own')).status, 502);
  assert.equal((await at('http://127.0.0.1:1/x')).status, 403);
  assert.equal((await at('http://127.0.0.1:2/x')).status, 403);
});

/** Two servers on this machine: one that redirects to the other. */
async function twoServers(t) {
  const reached = [];
  const servers = await Promise.all(
    ['outer', 'inner'].map(async (name) => {
      const server = createServer((request, response) => {
        reached.push(`${name} ${request.url}`);
        const location = request.url === '/out' && `http://localhost:${servers[1].address().port}/secret`;
        response.writeHead(location ? 302 : 200, location ? { location } : { 'content-type': 'text/xml' });
        response.end(rss(item(1)));
      });
      await new Promise((resolve) => server.listen(0, 'localhost', resolve));
      t.after(() => server.close().closeAllConnections());
      return server;
    }),
  );
  const [outer, inner] = servers.map((server) => `http://localhost:${server.address().port}`);
  return { reached, outer, inner };
}

for (const [how, end] of [
  ['closes', (socket) => socket.end()],
  ['resets', (socket) => socket.resetAndDestroy()],
]) {
  test(`a local source that ${how} a kept connection is requested again`, async (t) => {
    const sockets = new Set();
    const requested = [];
    const server = createServer(({ url, socket }, response) => {
      requested.push(url);
      if (sockets.has(socket)) return end(socket);
      sockets.add(socket);
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(item(url)));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close().closeAllConnections());
    const origin = `http://127.0.0.1:${server.address().port}`;
    const { get } = setUp({ create: createNodeRelay, local: [origin], feeds: { a: `${origin}/a`, b: `${origin}/b` } });
    assert.deepEqual([(await get('/a')).status, (await get('/b')).status], [200, 200]);
    assert.deepEqual(requested, ['/a', '/b', '/b']);
  });
}

test('a local source that closes each new connection is requested once', async (t) => {
  let requests = 0;
  const server = createServer(({ socket }) => {
    requests++;
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${server.address().port}`;
  const { get } = setUp({ create: createNodeRelay, local: [origin], feeds: { a: `${origin}/a` } });
  assert.equal((await get('/a')).status, 502);
  assert.equal(requests, 1);
});

test('a redirect to a local origin that the feed does not name is blocked', async (t) => {
  const { reached, outer, inner } = await twoServers(t);
  const options = { local: [outer, inner], allow: ['localhost'] };
  const { get, at } = setUp({ ...options, feeds: { own: `${outer}/out`, both: [`${outer}/x`, `${inner}/x`] } });
  assert.equal((await get('/own')).status, 502);
  assert.equal((await at(`${outer}/out`)).status, 502);
  assert.deepEqual(reached, ['outer /out', 'outer /out']);
  assert.equal((await get('/both')).status, 200);
});

test('a redirect from a public host to a local origin is blocked', async (t) => {
  const { reached, inner } = await twoServers(t);
  const answers = {
    'https://a.example/x': () => new Response(null, { status: 302, headers: { location: `${inner}/secret` } }),
  };
  const options = { answers, local: [inner], allow: ['a.example', 'localhost'] };
  const { get, at, log } = setUp({ ...options, feeds: { world: 'https://a.example/x', own: `${inner}/x` } });
  assert.equal((await get('/world')).status, 502);
  assert.equal((await at('https://a.example/x')).status, 502);
  assert.equal(log[0].code, 'scheme');
  assert.deepEqual(reached, []);
});

test('a redirect to a local origin that the feed itself names is followed', async (t) => {
  const { reached, outer, inner } = await twoServers(t);
  const { get } = setUp({ local: [outer, inner], feeds: { own: [`${outer}/out`, `${inner}/x`] } });
  assert.equal((await get('/own')).status, 200);
  assert.ok(reached.includes('inner /secret'));
});

test('a snapshot follows redirects only to public addresses, besides the typed origin', () => {
  const allowed = (typed, to) => {
    try {
      return !!assertAllowed(to, ownerLimits(typed), typed);
    } catch {
      return false;
    }
  };
  for (const [typed, to, expected] of [
    ['https://a.example/x', 'https://b.example/x', true],
    ['https://a.example/x', 'http://b.example/x', true],
    ['https://a.example:8443/x', '/y', true],
    ['https://a.example/x', 'https://b.example:8443/', false],
    ['https://a.example/x', 'http://127.0.0.1/', false],
    ['https://a.example/x', 'http://[::1]/', false],
    ['https://a.example/x', 'https://u:p@b.example/', false],
    ['https://a.example/x', 'file:///etc/passwd', false],
    ['http://127.0.0.1:8080/x', '/y', true],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:9090/', false],
    ['http://localhost:8080/x', '/y', true],
  ]) {
    assert.equal(allowed(typed, to), expected, `${typed} → ${to}`);
  }
  // Only names of one's own network are exempt from the check of their address.
  for (const [typed, isLocal] of [
    ['http://cms.internal/x', true],
    ['http://cms:8080/x', true],
    ['https://a.example:8443/x', false],
    ['https://a.example./x', false],
  ]) {
    assert.equal(ownerLimits(typed).local.size, isLocal ? 1 : 0, typed);
  }
});

test('an owner’s fetch that follows redirects itself is checked afterwards', async () => {
  for (const url of ['https://evil.example/', 'http://a.example/', 'https://127.0.0.1/']) {
    const fetch = async () => Object.defineProperty(xml(rss(item(1))), 'url', { value: url });
    const { get } = setUp({ feeds: { world: 'https://a.example/x' }, fetch });
    assert.equal((await get()).status, 502, url);
  }
});

test('an owner’s fetch that ignores signals has the same time limit', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let begun = 0;
  let cancelled = 0;
  for (const fetch of [
    () => (begun++, new Promise(() => undefined)),
    async () => (begun++, xml(new ReadableStream({ cancel: () => void cancelled++ }))),
  ]) {
    const { get } = setUp({ feeds: { world: 'https://a.example/x' }, fetch });
    const response = get();
    const before = begun;
    while (begun === before) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    for (let second = 0; second <= 10; second++) t.mock.timers.tick(1000);
    assert.equal((await response).status, 504);
  }
  assert.equal(cancelled, 1);
});

test('an endless response of an owner’s fetch is read up to two megabytes', async () => {
  let isCancelled = false;
  const endless = () =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1e5).fill(32)),
      cancel: () => void (isCancelled = true),
    });
  const { get, log } = setUp({ feeds: { world: 'https://a.example/x' }, fetch: async () => xml(endless()) });
  assert.equal((await get()).status, 502);
  assert.equal(log[0].code, 'too-large');
  assert.equal(isCancelled, true);
});

for (const [what, response] of [
  ['nothing', undefined],
  ['an object', {}],
  ['a text', 'text'],
  ['no headers', { ok: true, status: 200, body: null, text: async () => rss(item(1)) }],
]) {
  test(`an owner’s fetch that returns ${what} is a failed source`, async () => {
    const { get, log } = setUp({ feeds: { world: 'https://a.example/x' }, fetch: async () => response });
    assert.equal((await get()).status, 502);
    assert.ok(['network', 'http'].includes(log[0].code));
  });
}

for (const [what, location, status, asksMore] of [
  ['another host', 'https://evil.example/', 502, false],
  ['this machine', 'https://127.0.0.1/', 502, false],
  ['the metadata of a cloud', 'https://169.254.169.254/latest', 502, false],
  ['plain http', 'http://a.example/y', 502, false],
  ['another port', 'https://a.example:8443/y', 502, false],
  ['credentials', 'https://u:p@a.example/y', 502, false],
  ['another scheme', 'file:///etc/passwd', 502, false],
  ['nothing', 'https://', 502, false],
  ['itself with www', 'https://www.a.example/y', 200, true],
  ['another path', '/y', 200, true],
]) {
  test(`a redirect to ${what} is ${asksMore ? 'followed' : 'blocked'}`, async () => {
    const { at, asked, log } = setUp({
      ...ALLOWED,
      answers: {
        'https://a.example/x': () => new Response('secret', { status: 302, headers: { location } }),
        [URL.canParse(location, 'https://a.example/') ? new URL(location, 'https://a.example/').href : '']: rss(
          item(1),
        ),
      },
    });
    const response = await at('https://a.example/x');
    const body = await response.text();
    assert.equal(response.status, status);
    assert.equal(asked.length, asksMore ? 2 : 1);
    assert.ok(asked.every(({ redirect }) => redirect === 'manual'));
    if (asksMore) return;
    assert.equal(JSON.parse(body).error.code, 'upstream');
    for (const secret of ['evil', '127.0.0.1', '169.254', 'secret', '8443', 'passwd'])
      assert.ok(!body.includes(secret));
    assert.equal(log.length, 1);
  });
}

test('five redirects are followed, a sixth is not', async () => {
  const leading = (to) => () => new Response(null, { status: 307, headers: { location: to } });
  const answers = {
    'https://a.example/0': leading('/1'),
    'https://a.example/1': leading('/2'),
    'https://a.example/2': leading('/3'),
    'https://a.example/3': leading('/4'),
    'https://a.example/4': leading('/5'),
    'https://a.example/5': leading('/6'),
    'https://a.example/6': rss(item(1)),
  };
  const { at, log } = setUp({ ...ALLOWED, answers });
  assert.equal((await at('https://a.example/1')).status, 200);
  assert.equal((await at('https://a.example/0')).status, 502);
  assert.equal(log[0].code, 'redirects');
});

test('a feed of the table may redirect to hosts that the owner has named', async () => {
  const answers = {
    'https://a.example/x': () => new Response(null, { status: 301, headers: { location: 'https://b.example/x' } }),
    'https://b.example/x': rss(item(1)),
  };
  const feeds = { world: 'https://a.example/x' };
  assert.equal((await setUp({ feeds, answers }).get()).status, 502);
  const { get, log } = setUp({ feeds, answers, allow: ['b.example'] });
  assert.equal((await get()).status, 200);
  assert.match(log[0].message, /redirects permanently.*b\.example/);
});

test('private, loopback, link-local, shared, reserved and translated addresses are not public', () => {
  for (const address of [
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1',
    '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1',
    '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8',
    '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::1',
    '3fff::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', 'fe80::1%eth0', '', 'a.example', '127.1', '2130706433',
  ]) assert.equal(isPublic(address), false, address); // prettier-ignore
});

test('addresses of cloud metadata services are not public', () => {
  for (const address of [
    // Azure, AWS and most others, AWS over IPv6, Alibaba, Oracle, IBM, Google over IPv6.
    '168.63.129.16', '169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192',
    '161.26.0.1', '166.9.0.1', 'fd20:ce::254',
    // The same mapped, and translated.
    '::ffff:168.63.129.16', '64:ff9b::a83f:8110',
  ]) assert.equal(isPublic(address), false, address); // prettier-ignore
  for (const address of ['168.63.129.15', '168.63.129.17', '161.25.0.1', '166.12.0.1']) {
    assert.equal(isPublic(address), true, address);
  }
});

test('other addresses are public', () => {
  for (const address of [
    '1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.167.0.1', '223.255.255.254',
    '2606:4700:4700::1111', '2a00:1450::1', '2003::1',
  ]) assert.equal(isPublic(address), true, address); // prettier-ignore
});

test('invalid options are rejected before any request', () => {
  for (const options of [
    { feeds: { 'a/b': 'https://a.example/' } },
    { feeds: { world: '' } },
    { feeds: { world: ' ' } },
    { feeds: { world: {} } },
    { feeds: { world: 'nothing' } },
    { feeds: { world: 'http://a.example/' } },
    { feeds: { world: 'https://127.0.0.1/' } },
    { feeds: { world: 'https://u:secret@a.example/' } },
    { feeds: { world: { src: 'https://a.example/', limit: 0 } } },
    { allow: ['https://a.example'] },
    { allow: ['*'] },
    { allow: ['*.example'] },
    { allow: ['a.example/x'] },
    { allow: ['a.example:8080'] },
    { allow: ['127.0.0.1'] },
    { allow: ['[::1]'] },
    { allow: [''] },
    { origins: ['*'] },
    { origins: ['a.example'] },
    { origins: ['https://a.example/x'] },
    { local: ['localhost:80'] },
    { freshFor: '1s' },
    { freshFor: 'soon' },
    { patience: -1 },
    { contact: 'a\r\nX-Evil: 1' },
  ]) {
    assert.throws(
      () => createRelay(options),
      (error) => error.code === 'config' && !error.message.includes('secret'),
      JSON.stringify(options),
    );
  }
});

test('GDELT is requested only if the table names it, with a warning', async () => {
  assert.throws(() => createRelay({ feeds: { world: { tag: 'peace' } } }), { code: 'config' });
  const { log } = setUp({ feeds: { world: { provider: 'gdelt', tag: 'peace' } } });
  assert.match(log[0].message, /GDELT/);
});

test('services are requested only at their own hosts', async () => {
  const { get, asked } = setUp({
    feeds: { hn: { provider: 'hacker-news', tag: 'peace' } },
    answers: {
      'https://hn.algolia.com/api/v1/search_by_date': () => xml('{}'),
    },
  });
  await get('/hn');
  assert.ok(asked.length > 0 && asked.every(({ url }) => new URL(url).host === 'hn.algolia.com'));
});

for (const [target, advice] of [
  ['http://a.example/', 'It redirects to http://a.example. To allow http:, set http: true.'],
  ['https://b.example/x', 'It redirects to https://b.example. If you trust that host, add "b.example" to allow.'],
  [
    'https://a.example:8443/',
    'It redirects to https://a.example:8443. If that is your own server, name its URL as the source, and add "https://a.example:8443" to local.',
  ],
  ['https://user:secret@a.example/', 'It redirects to https://a.example.'],
  ['gopher://a.example/', ''],
]) {
  test(`the log says how to allow a redirect to ${target}, and clients learn nothing of it`, async () => {
    const redirect = () => new Response(null, { status: 302, headers: { Location: target } });
    const { get, log } = setUp({
      feeds: { world: 'https://a.example/feed' },
      answers: { 'https://a.example/feed': redirect },
    });
    const body = await (await get()).text();
    const { error } = JSON.parse(body);
    const known = 'The relay is not allowed to fetch this URL, or one that it redirects to.';
    assert.deepEqual([error.code, error.message], ['upstream', known]);
    const { code, message } = log[0];
    assert.equal(message, `a.example failed: ${code}.${advice && ` ${advice}`} Failures in a row: 1.`);
  });
}

test('the log says how to allow a name that resolves to a private address', async () => {
  const privateFetch = createPinnedFetch({
    resolve: (_name, _options, callback) => callback(null, [{ address: '10.0.0.7', family: 4 }]),
  });
  const { get, log } = setUp({ feeds: { world: 'https://cms.example/feed' }, fetch: privateFetch });
  assert.ok(!/cms|local/.test(await (await get()).text()));
  assert.equal(
    log[0].message,
    'cms.example failed: private-address. If it is your own server, add "https://cms.example" to local. Failures in a row: 1.',
  );
});

test('createRelay names the option that allows a URL', () => {
  const messageOf = (url) => {
    try {
      createRelay({ feeds: { world: url } });
      return '';
    } catch ({ message }) {
      return message;
    }
  };
  assert.match(messageOf('http://a.example/secret'), /: scheme\. To allow http:, set http: true\.$/);
  assert.match(messageOf('http://localhost/secret'), /: scheme\. .*, add "http:\/\/localhost" to local\.$/);
});
