/** Pages before a relay: one server, one rate limit, one address for HTML and JSON. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relayWithPages } from '../../dist/server/pages/mount-pages.js';
import { createMemoryArchive } from '../support/memory-archive.js';
import { articles } from './pages-news.js';

const ADDRESS = 'http://127.0.0.1:8787/';

function setUp({
  config,
  flags = {},
  feeds = {},
  archive = createMemoryArchive({ 'https://a.example/feed': articles(3) }),
  admit,
} = {}) {
  const asked = [];
  const relay = async (request) => {
    asked.push(new URL(request.url).pathname);
    return new Response('{}', { headers: { 'content-type': 'application/feed+json', vary: 'Origin' } });
  };
  const both = relayWithPages({ archive, feeds, config, flags, address: ADDRESS, admit }, relay);
  const get = (path, accept = 'text/html') => both(new Request(new URL(path, ADDRESS), { headers: { accept } }));
  return { get, asked };
}

test('pages answer first, and the relay answers the rest', async () => {
  const { get, asked } = setUp();
  assert.equal((await get('/tag/peace-negotiations')).headers.get('content-type'), 'text/html; charset=utf-8');
  assert.deepEqual(asked, []);
  assert.equal((await get('/world')).headers.get('content-type'), 'application/feed+json');
  assert.equal((await get('/tag/peace-negotiations.json')).headers.get('vary'), 'Origin');
  assert.deepEqual(asked, ['/world', '/tag/peace-negotiations.json']);
});

test('the root is HTML or JSON, as its caches are told', async () => {
  const { get } = setUp();
  const html = await get('/');
  const json = await get('/', 'application/json');
  assert.match(html.headers.get('content-type'), /^text\/html/);
  assert.deepEqual([html.headers.get('vary'), json.headers.get('vary')], ['Accept', 'Origin, Accept']);
  assert.equal(await json.text(), '{}');
});

test('the base URL is that of the flag, else that of the file, else that of the relay', async () => {
  const canonical = async (options) =>
    /rel="canonical" href="([^"]*)tag/.exec(await (await setUp(options).get('/tag/peace-negotiations')).text())[1];
  assert.equal(await canonical({}), ADDRESS);
  const config = { baseUrl: 'https://a.example/' };
  assert.equal(await canonical({ config }), 'https://a.example/');
  assert.equal(
    await canonical({ config, flags: { baseUrl: 'https://b.example/', title: undefined } }),
    'https://b.example/',
  );
});

test('feeds of the table can be embedded', async () => {
  const feeds = {
    world: 'https://a.example/feed',
    both: { src: 'https://b.example/x https://a.example/feed', title: 'Both' },
    guardian: { provider: 'guardian', apiKey: 'k' },
  };
  const { get } = setUp({ feeds });
  assert.match(await (await get('/embed/world')).text(), /Story 0<\/a>/);
  assert.match(await (await get('/embed/both')).text(), /Both/);
  assert.equal((await get('/embed/guardian')).status, 404);
});

test('the rate limit of the relay holds for pages', async () => {
  assert.equal((await setUp({ admit: () => false }).get('/tag/peace-negotiations')).status, 429);
});

test('invalid options are errors of the configuration', () => {
  const create = (options) => () =>
    relayWithPages({ feeds: {}, flags: {}, address: ADDRESS, archive: createMemoryArchive(), ...options });
  for (const [options, message] of [
    [{ archive: undefined }, /Pages show the articles of an archive\. Set --archive FILE as well\./],
    [{ config: [] }, /Invalid pages in --config/],
    [{ config: { titel: 'x' } }, /Unknown option titel/],
    [{ flags: { baseUrl: 'news.example.org' } }, /Invalid baseUrl: "news\.example\.org"/],
  ])
    assert.throws(create(options), (error) => error.code === 'config' && message.test(error.message));
});
