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

test('a tag site shows three weeks of the demo’s news, with its pictures', async () => {
  const pages = [];
  let path = '/desk/tag/peace-negotiations';
  while (path) {
    const page = await fetch(origin + path);
    assert.equal(page.status, 200);
    pages.push(await page.text());
    [, path] = /class="action older" rel="next" href="([^"]*)"/.exec(pages.at(-1)) ?? [];
  }
  const html = pages.join('');
  const times = [...html.matchAll(/<time part="time" datetime="([^"]*)"/g)].map(([, time]) => Date.parse(time));
  assert.ok(pages.length > 1);
  assert.ok(Math.max(...times) - Math.min(...times) > 21 * 864e5);
  const [, picture] = /part="image"[^>]* src="([^"]*)"/.exec(html);
  assert.equal((await fetch(picture)).status, 200);
  assert.equal((await fetch(`${origin}/desk/`, { headers: { accept: 'text/html' } })).status, 200);
  assert.equal((await fetch(`${origin}/desk/embed/meridian`)).status, 200);
  assert.equal((await fetch(`${origin}/desk/tag/nothing-at-all`)).status, 404);
});
