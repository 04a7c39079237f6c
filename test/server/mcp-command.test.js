/** `newsrack mcp` as a client of the official SDK sees it, over standard input and output. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { item, rss } from './support.js';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

const FEED = rss(item(1));
const PATHS = {
  '/open.xml': [200, { 'access-control-allow-origin': '*' }, FEED],
  '/closed.xml': [200, {}, FEED],
  '/moved.xml': [301, { location: '/open.xml' }, ''],
  '/page.html': [
    200,
    { 'content-type': 'text/html' },
    '<!doctype html><title>Paper</title><link rel="alternate" type="application/rss+xml" href="/open.xml">',
  ],
  '/gone.xml': [410, {}, ''],
};

let client;
let origin;
const server = createServer(({ url }, response) => {
  const [status, headers, body] = PATHS[url];
  response.writeHead(status, { 'content-type': 'text/xml', ...headers }).end(body);
});

before(async () => {
  await once(server.listen(0, 'localhost'), 'listening');
  origin = `http://localhost:${server.address().port}`;
  client = new Client({ name: 'test', version: '1.0.0' });
  const args = [CLI, 'mcp', '--local', origin];
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
});
after(async () => {
  await client.close();
  server.close().closeAllConnections();
});

async function call(name, input) {
  const { content, isError } = await client.callTool({ name, arguments: input });
  return { text: content[0].text, isError: Boolean(isError) };
}

const snippet = async (wish) => (await call('make_snippet', { wish })).text;
const element = async (wish) => /<news-tag-feed.*?>/.exec(await snippet(wish))[0];

describe('newsrack mcp', () => {
  it('lists its tools with their input', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['search_docs', 'describe_element', 'make_snippet', 'check_feed'],
    );
    for (const { description, inputSchema, annotations } of tools) {
      assert.ok(description && Object.keys(inputSchema.properties).length > 0);
      assert.equal(annotations.readOnlyHint, true);
    }
  });

  it('says its name and version', () => assert.equal(client.getServerVersion().name, 'newsrack'));

  it('finds sections of the docs', async () => {
    const { text } = await call('search_docs', { query: 'consent before loading' });
    assert.match(text, /^<!-- docs\/[\w-]+\.md · /);
    assert.match(text, /loading="click"/);
    assert.match((await call('search_docs', { query: 'zyxwv' })).text, /No section .* Pages: docs\//);
  });

  it('describes an element, or its members with a name', async () => {
    const all = (await call('describe_element', { element: 'news-tag-list' })).text;
    for (const name of ['- for', '- mode (buttons | links)', '- news-tag-select', '- --news-radius'])
      assert.ok(all.includes(`${name}: `), name);
    const some = (await call('describe_element', { name: 'image' })).text;
    assert.match(some, /^<news-tag-feed>/);
    assert.doesNotMatch(some, /^- tag: /m);
  });

  it('writes a snippet for a wish', async () => {
    assert.equal(
      await element('show my WordPress posts of https://blog.example.org under #travel in a sidebar, dark'),
      '<news-tag-feed src="https://blog.example.org" provider="wordpress" theme="dark" page-size="5" tag="travel">',
    );
    assert.equal(
      await element(
        'Six articles about climate change as a grid, from the last 2 weeks, without pictures, after consent',
      ),
      '<news-tag-feed fields="publisher time category excerpt" limit="6" max-age="14d" loading="click" layout="grid" tag="climate change">',
    );
    assert.equal(
      await element('a carousel titled "Our news" of https://a.example/feed.xml, excluding sport, every 10 minutes'),
      '<news-tag-feed src="https://a.example/feed.xml" heading="Our news" exclude="sport" refresh-every="10m" layout="carousel">',
    );
    assert.match(await snippet('https://a.example/feed.xml in the tabloid look'), /presets\/tabloid\.css/);
  });

  it('uses only attributes and values that exist', async () => {
    const wish =
      'ten posts of Mastodon https://m.example about "peace", infinite scrolling, new tab, light theme, magazine';
    const { text } = await call('describe_element', {});
    for (const [, name] of (await element(wish)).matchAll(/ ([\w-]+)="/g))
      assert.match(text, new RegExp(`^- ${name}\\b`, 'm'));
  });

  it('lists the unused words of a wish', async () => {
    const text = await snippet('headlines about peace with marquee sparkles');
    assert.match(text, /Words that were not used: marquee, sparkles\./);
    assert.match(await snippet('something nice'), /names no feed and no tag/);
  });

  it('escapes the text of a wish', async () => {
    assert.match(await snippet('news titled "<img onerror=x> & co"'), /heading="&lt;img onerror=x&gt; &amp; co"/);
  });

  it('checks a feed with the parser of the package', async () => {
    const { text } = await call('check_feed', { url: `${origin}/open.xml` });
    assert.match(text, /^HTTP 200, content type text\/xml\.\nEvery page may fetch it/);
    assert.match(text, /1 articles/);
    assert.match(
      (await call('check_feed', { url: `${origin}/closed.xml` })).text,
      /No page of another origin may fetch it/,
    );
    assert.match((await call('check_feed', { url: `${origin}/moved.xml` })).text, /redirects to .*open\.xml/);
    assert.match(
      (await call('check_feed', { url: `${origin}/page.html` })).text,
      /rejects it: .*names these feeds:\n- http.*\/open\.xml$/s,
    );
    assert.match((await call('check_feed', { url: `${origin}/gone.xml` })).text, /HTTP 410/);
    assert.match((await call('check_feed', { body: FEED })).text, /^Feed “.*1 articles/);
  });

  it('fetches no private address without --local', async () => {
    const { text, isError } = await call('check_feed', { url: 'http://127.0.0.1:9/feed.xml' });
    assert.ok(isError);
    assert.match(text, /private address.*--local http:\/\/127\.0\.0\.1:9/);
  });

  it('rejects invalid calls with an error that says what is expected', async () => {
    assert.deepEqual(await call('search_docs', {}), { text: 'query is missing. Expected text.', isError: true });
    assert.match((await call('describe_element', { element: 'b' })).text, /Expected one of: .*news-tag-feed/);
    assert.match((await call('check_feed', { url: 'file:///etc/passwd' })).text, /Expected: an http: or https: URL/);
    assert.match((await call('other', {})).text, /Expected one of: search_docs/);
  });
});
