/** A relay’s answers about itself: its health, and its table as OPML. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRelay } from '../../dist/server/edge.js';
import { parseXml } from '../../dist/providers/formats/xml.js';
import { item, rss, setUp } from './support.js';

const A = 'https://a.example/feed?format=rss&lang=en';
const B = 'https://b.example/feed';

test('a relay that was asked nothing yet is healthy', async () => {
  const { get, asked } = setUp({ feeds: { world: A } });
  const response = await get('/healthz');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual([await response.json(), asked.length], [{ status: 'ok', reasons: [] }, 0]);
});

test('a relay is failing when all feeds that clients requested fail, and tells why', async () => {
  const { get } = setUp({
    feeds: { world: A, local: B },
    answers: { [A]: () => new Response('', { status: 500 }), [B]: rss(item(1)) },
  });
  await get('/world');
  const failing = await get('/healthz');
  assert.equal(failing.status, 503);
  const reasons = ['The feed "world" has no articles: http.'];
  assert.deepEqual(await failing.json(), { status: 'failing', reasons });
  await get('/local');
  const healthy = await get('/healthz');
  assert.deepEqual([healthy.status, await healthy.json()], [200, { status: 'ok', reasons }]);
});

test('the table comes back as OPML, without keys and without services', async () => {
  const { get } = setUp({
    feeds: {
      world: { src: A, title: '"World" & <more>\0' },
      secret: 'https://c.example/feed?token=5',
      both: [B, 'https://b.example/2?apiKey=5'],
      service: { provider: 'guardian', apiKey: 'hidden' },
    },
  });
  const response = await get('/opml');
  assert.match(response.headers.get('content-type'), /^text\/x-opml; charset=utf-8$/);
  const text = await response.text();
  assert.doesNotMatch(text, /token|apiKey|hidden/);
  const outlines = parseXml(text, /(?!)/, {}).first('body').all('outline');
  assert.deepEqual(
    outlines.map(({ attributes }) => [attributes.text, attributes.xmlUrl]),
    [
      ['"World" & <more>', A],
      ['both', B],
    ],
  );
});

test('HEAD has the status without a body', async () => {
  const { get } = setUp({ feeds: { world: A } });
  for (const path of ['/healthz', '/opml']) {
    const response = await get(path, {}, 'HEAD');
    assert.deepEqual([response.status, await response.text()], [200, '']);
  }
});

for (const name of ['healthz', 'metrics', 'opml', 'tags', 'tag'])
  test(`no feed may have the name ${name}`, () => {
    assert.throws(() => createRelay({ feeds: { [name]: A } }), {
      code: 'config',
      message: `createRelay: Invalid feed name "${name}". The relay itself answers at /${name}. Choose another name.`,
    });
  });
