/** Files with news, and a relay's responses, behind nginx and Apache. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadFeed } from 'newsrack';
import { createRelay } from 'newsrack/server';
import { serve, startChromium } from '../support/chromium.js';
import { PER_MINUTE } from './web.js';

const servers = Object.entries(JSON.parse(process.env.SERVERS));

const CRANE = 'The last crane & its “driver”';
const FERRY = 'Fähre: 5 < 6 Boote 🎉';

const titlesOf = ({ articles }) => articles.map(({ title }) => title);

/** A response as it comes over the wire: nothing is followed, decompressed or kept. */
function ask(address, { method = 'GET', headers = {}, body, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, headers, agent: false, ...options }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const GZIP = { 'Accept-Encoding': 'gzip' };

/** Hands every request on to `origin`, and keeps what both sides said. */
async function listen(origin) {
  const heard = [];
  const server = await serve(async ({ url, headers }, response) => {
    const answer = await ask(origin + url, { headers: { ...headers, host: new URL(origin).host } });
    heard.push({ url, headers, status: answer.status, answered: answer.headers });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return { ...server, heard };
}

describe('a feed that Eleventy has made', () => {
  const [, origin] = servers[0];
  const updated = { '2026-05-26T07:30:00Z': '2026-05-26T07:30:00Z', '2026-01-15T09:30:00Z': '2026-01-15T09:30:00Z' };
  for (const [kind, path] of Object.entries({ RSS: '/feed.xml', Atom: '/feed.atom', 'JSON Feed': '/feed.json' })) {
    it(`has its posts with all fields: ${kind}`, async () => {
      const { articles, ...feed } = await loadFeed({ src: origin + path });
      assert.deepEqual(feed, {
        title: 'Harbour & Times',
        homeUrl: 'https://harbour.example/',
        language: 'en',
        dropped: [],
      });
      const usual = {
        publisher: { name: 'Harbour & Times', url: 'https://harbour.example/' },
        authors: [{ name: 'Ada Łund' }],
        tags: [],
        language: 'en',
      };
      const expected = [
        {
          id: 'https://harbour.example/posts/crane/',
          url: 'https://harbour.example/posts/crane/',
          title: CRANE,
          excerpt: 'It stood there for forty years. See the ferry as well.',
          image: { url: 'https://harbour.example/img/crane.jpg', alt: 'The old harbour' },
          published: '2026-05-26T07:30:00Z',
        },
        {
          id: 'https://harbour.example/posts/ferry/',
          url: 'https://harbour.example/posts/ferry/',
          title: FERRY,
          excerpt: 'The ferry goes again. A map shows where.',
          // Written as `./map.png`.
          image: { url: 'https://harbour.example/posts/ferry/map.png', alt: 'A map' },
          published: '2026-01-15T09:30:00Z',
        },
      ].map((article) => ({
        ...article,
        ...usual,
        // Eleventy's Atom has no other date.
        ...(kind === 'Atom' && { updated: updated[article.published] }),
      }));
      assert.deepEqual(articles, expected);
    });
  }
});

for (const [name, origin] of servers) {
  describe(`a file with news on ${name}`, () => {
    it('is read compressed', async () => {
      const { headers, body } = await ask(`${origin}/feed.xml`, { headers: GZIP });
      assert.equal(headers['content-encoding'], 'gzip');
      assert.match(gunzipSync(body).toString(), /^<\?xml/);
      assert.deepEqual(titlesOf(await loadFeed({ src: `${origin}/feed.xml` })), [CRANE, FERRY]);
    });

    for (const [what, path] of Object.entries({ 'an entity tag': '/feed.xml', 'a date': '/without-etag/feed.xml' })) {
      it(`is sent to a relay once until it changes: by ${what}`, async () => {
        const between = await listen(origin);
        let time = Date.parse('2026-06-01T00:00:00Z');
        const relay = createRelay({
          feeds: { news: between.origin + path },
          local: [between.origin],
          now: () => time,
        });
        try {
          const read = async () => titlesOf(await loadJson(relay));
          assert.deepEqual(await read(), [CRANE, FERRY]);
          time += 6 * 60_000;
          // It is asked again behind the answer.
          const behind = [];
          await relay(new Request('https://relay.example/news'), { waitUntil: (work) => behind.push(work) });
          await Promise.all(behind);
          assert.deepEqual(await read(), [CRANE, FERRY]);
          assert.deepEqual(
            between.heard.map(({ status }) => status),
            [200, 304],
          );
          assert.equal(between.heard[0].answered['content-encoding'], 'gzip');
          assert.equal(between.heard[0].answered.etag !== undefined, what === 'an entity tag');
        } finally {
          await between.stop();
        }
      });
    }

    it('is never requested in part', async () => {
      const part = await ask(`${origin}/bytes/feed.xml`, { headers: { Range: 'bytes=0-9' } });
      assert.equal(part.status, 206);
      const between = await listen(origin);
      try {
        await loadFeed({ src: `${between.origin}/bytes/feed.xml` });
        const relay = createRelay({
          feeds: { news: `${between.origin}/bytes/feed.xml` },
          local: [between.origin],
        });
        assert.deepEqual(titlesOf(await loadJson(relay)), [CRANE, FERRY]);
        for (const { headers, status } of between.heard) {
          assert.equal(headers.range, undefined);
          assert.equal(status, 200);
        }
        assert.equal(between.heard.length, 2);
      } finally {
        await between.stop();
      }
    });

    for (const type of ['bytes', 'page', 'plain', 'picture']) {
      it(`is read with a wrong type: ${type}`, async () => {
        for (const file of ['feed.xml', 'feed.atom', 'feed.json']) {
          assert.deepEqual(titlesOf(await loadFeed({ src: `${origin}/${type}/${file}` })), [CRANE, FERRY]);
        }
      });
    }

    it('is served by a relay with any type, but not as a picture', async () => {
      for (const type of ['bytes', 'page', 'plain']) {
        const relay = createRelay({ feeds: { news: `${origin}/${type}/feed.xml` }, local: [origin] });
        assert.deepEqual(titlesOf(await loadJson(relay)), [CRANE, FERRY]);
      }
      const relay = createRelay({ feeds: { news: `${origin}/picture/feed.xml` }, local: [origin], log: () => {} });
      const refused = await relay(new Request('https://relay.example/news'));
      assert.equal(refused.status, 502);
      assert.equal((await refused.json()).error.code, 'upstream');
    });

    it('is found after a redirect', async () => {
      const feed = await loadFeed({ src: `${origin}/moved.xml` });
      assert.deepEqual(titlesOf(feed), [CRANE, FERRY]);
      assert.equal(feed.movedTo, `${origin}/feed.xml`);
    });

    for (const [path, code, status, retryAfter] of [
      ['no-such-feed.xml', 'http', 404],
      ['gone.xml', 'gone', 410],
      ['busy.xml', 'throttled', 503, 120],
    ]) {
      it(`fails with the status of the server: ${status}`, async () => {
        await assert.rejects(loadFeed({ src: `${origin}/${path}` }), (error) => {
          assert.deepEqual([error.code, error.status, error.retryAfter], [code, status, retryAfter]);
          return true;
        });
      });
    }
  });

  describe(`a relay behind ${name}`, () => {
    const PATHS = ['/news/world', '/news/world/', '/relay/world', '/relay/world/'];
    for (const path of PATHS) {
      it(`is found at ${path}`, async () => {
        assert.deepEqual(titlesOf(await loadFeed({ src: origin + path })), [CRANE, FERRY]);
        assert.deepEqual(titlesOf(await loadFeed({ src: `${origin}${path}?limit=1` })), [CRANE]);
      });
    }

    it('keeps its headers', async () => {
      const { status, headers } = await ask(`${origin}/news/world`);
      assert.equal(status, 200);
      assert.equal(headers['content-type'], 'application/feed+json; charset=utf-8');
      assert.match(headers['cache-control'], /^public, max-age=180, s-maxage=900, stale-while-revalidate=1800/);
      assert.match(headers.etag, /^W\/".+"$/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
      assert.equal(headers['access-control-allow-origin'], '*');
    });

    it('is read compressed', async () => {
      const [plain, compressed] = await Promise.all([
        ask(`${origin}/news/world`),
        ask(`${origin}/news/world`, { headers: GZIP }),
      ]);
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.equal(compressed.headers['content-encoding'], 'gzip');
      assert.deepEqual(gunzipSync(compressed.body), plain.body);
    });

    for (const [what, headers] of [
      ['plain', {}],
      ['compressed', GZIP],
    ]) {
      it(`answers 304 to a client with a current copy: ${what}`, async () => {
        const { etag } = (await ask(`${origin}/news/world`, { headers })).headers;
        const again = await ask(`${origin}/news/world`, { headers: { ...headers, 'If-None-Match': etag } });
        assert.equal(again.status, 304);
        assert.equal(again.body.length, 0);
        assert.match(again.headers['cache-control'], /max-age=180/);
        const other = await ask(`${origin}/news/world`, { headers: { ...headers, 'If-None-Match': '"another"' } });
        assert.equal(other.status, 200);
      });
    }

    it('answers HEAD with headers alone', async () => {
      const [whole, head] = [await ask(`${origin}/news/world`), await ask(`${origin}/news/world`, { method: 'HEAD' })];
      assert.equal(head.status, 200);
      assert.equal(head.body.length, 0);
      for (const header of ['etag', 'content-type', 'cache-control']) {
        assert.equal(head.headers[header], whole.headers[header]);
      }
    });

    it('returns its own error messages', async () => {
      for (const [path, method, status, code] of [
        ['/news/no-such-feed', 'GET', 404, 'not-found'],
        ['/news/', 'GET', 404, 'not-found'],
        ['/news/?url=https://elsewhere.example/', 'GET', 403, 'forbidden'],
        ['/news/world', 'DELETE', 405, 'method-not-allowed'],
      ]) {
        const answer = await ask(origin + path, { method });
        assert.equal(answer.status, status, path);
        assert.equal(JSON.parse(answer.body).error.code, code, path);
        assert.equal(answer.headers['access-control-allow-origin'], '*');
      }
    });

    it('counts the clients of the proxy, whatever they send', async () => {
      const from = (client, claim) =>
        ask(`${origin}/limited/world`, { localAddress: client, headers: { 'X-Forwarded-For': claim } });
      // Addresses of this machine of their own, so that neither server's tests use up what the other's need.
      const [first, second] = name === 'nginx' ? ['127.0.0.2', '127.0.0.3'] : ['127.0.0.4', '127.0.0.5'];
      const statuses = [];
      for (let n = 0; n <= PER_MINUTE; n++) statuses.push((await from(first, `198.51.100.${n}`)).status);
      assert.deepEqual(statuses, [...Array(PER_MINUTE).fill(200), 429]);
      assert.equal((await from(second, '198.51.100.1')).status, 200);
    });
  });
}

describe('a caching proxy', () => {
  it('requests the relay once', async () => {
    const address = `${Object.fromEntries(servers).nginx}/kept/world?limit=1`;
    const answers = [await ask(address), await ask(address)];
    assert.deepEqual(
      answers.map(({ headers }) => headers['x-cache']),
      ['MISS', 'HIT'],
    );
    assert.deepEqual(answers[0].body, answers[1].body);
  });
});

describe('a page of another site', () => {
  const { nginx, apache } = Object.fromEntries(servers);
  let browser;
  let server;
  before(async () => {
    server = await serve((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html>');
    });
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Returns the result of a fetch like newsrack's own: the title of the first article, or why there is none. */
  async function readIn(address) {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const found = await page.evaluate(
      (url) =>
        fetch(url)
          .then((response) => response.json())
          .then(({ items }) => items[0].title)
          .catch(({ name }) => name),
      address,
    );
    await page.close();
    return found;
  }

  const feed = encodeURIComponent(`${nginx.replace('127.0.0.1', 'localhost')}/feed.xml`);

  for (const path of ['/relay', '/relay/', '/news/']) {
    it(`reads a feed through the relay at ${path}`, async () => {
      for (const origin of [nginx, apache]) {
        assert.equal(await readIn(`${origin}${path}?url=${feed}`), CRANE);
      }
    });
  }

  it('fails if nginx redirects to the URL with a slash', async () => {
    assert.equal(await readIn(`${nginx}/news?url=${feed}`), 'TypeError');
  });
});

/** The answer of a relay to a request for its feed `news`, as `loadFeed` would read it. */
async function loadJson(relay) {
  const response = await relay(new Request('https://relay.example/news'));
  assert.equal(response.status, 200);
  return { articles: (await response.json()).items };
}
