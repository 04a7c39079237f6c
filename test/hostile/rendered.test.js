/** Hostile feeds that a server renders, or that stand in the store of a relay. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderFeed } from 'newsrack/server';
import { setUp } from '../server/support.js';

const SCRIPT = 'javascript:parent.ran(1)';
const A = 'https://a.example/feed';
const article = { id: 'a', url: 'https://user:secret@a.example/a', title: 'Pay \u202enow', authors: [], tags: [] };
const HOSTILE = {
  title: 'Paper',
  homeUrl: SCRIPT,
  next: SCRIPT,
  attribution: { name: 'Wire', url: SCRIPT },
  articles: [article],
};

test('a rendered feed links to no script for any source', async () => {
  const html = await renderFeed(HOSTILE, { src: A });
  assert.doesNotMatch(html, /javascript:|secret|\u202e/);
  assert.match(html, /Pay now/);
});

test('a feed with metadata of wrong types is rendered without it', async () => {
  const nested = { __proto__: null };
  for (const wrong of [7, {}, [], nested, [[nested]], null, true]) {
    const html = await renderFeed({ ...HOSTILE, title: wrong, homeUrl: wrong, language: wrong, attribution: wrong });
    assert.match(html, /Pay now/);
  }
});

test('rendering white space takes linear time', async () => {
  const start = process.cpuUsage();
  for (const space of [' ', '\n', ' \n', '\t'])
    await renderFeed(HOSTILE, {
      src: A,
      heading: `News${space.repeat(100_000)}!`,
      publisher: `P${space.repeat(100_000)}p`,
    });
  const { user, system } = process.cpuUsage(start);
  // In square time it would be minutes.
  assert.ok(user + system < 5e6, `${user + system} µs of CPU`);
});

test('feeds from the store of a relay are cleaned like any source', async () => {
  const at = Date.UTC(2026, 4, 26, 12);
  const store = { get: async () => JSON.stringify({ at, feed: HOSTILE }), set: async () => {} };
  const { get } = setUp({ feeds: { world: A }, store });
  const body = await (await get('/world')).text();
  assert.doesNotMatch(body, /javascript:|secret|\u202e/);
  assert.match(body, /Pay now/);
});
