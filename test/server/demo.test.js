/** `npm start` runs a relay for the demo's feeds. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

let server;
let origin;
before(async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  server = await createServer({ root, logLevel: 'error', server: { port: 0, ws: false } });
  await server.listen();
  ({ origin } = new URL(server.resolvedUrls.local[0]));
});
after(() => server.close());

test('the demo’s feeds are available as one, and by their URLs', async () => {
  const all = await (await fetch(`${origin}/relay/demo?tag=peace%20negotiations`)).json();
  assert.ok(new Set(all.items.map(({ _newsrack }) => _newsrack.publisher.name)).size > 1);
  const address = `${origin}/demo/feeds/harbour-wire.rdf.xml`;
  const one = await fetch(`${origin}/relay?url=${encodeURIComponent(address)}`);
  assert.equal(one.status, 200);
  assert.ok((await one.json()).items.length > 3);
});

test('no other URL is available', async () => {
  for (const address of ['https://a.example/', 'https://127.0.0.1/', 'http://localhost:1/', 'https://localhost/']) {
    const { status } = await fetch(`${origin}/relay?url=${encodeURIComponent(address)}`);
    assert.ok(status === 403 || status === 502, `${address}: ${status}`);
  }
});
