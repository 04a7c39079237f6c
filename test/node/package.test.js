/** The package as Node sees it: built by `npm test` before this runs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('importing newsrack on a server does nothing and fails nothing', async () => {
  const before = Object.keys(globalThis);
  const api = await import('newsrack');
  // What Lit and zod leave for themselves, such as version numbers.
  const added = Object.keys(globalThis).filter(
    (name) => !before.includes(name) && !/^(?:lit|reactive|__zod|customElements$)/.test(name),
  );
  assert.deepEqual(added, []);
  assert.equal(globalThis.customElements?.get('news-tag-feed'), undefined);
  for (const name of ['NewsTagFeed', 'NewsArticleCard', 'NewsAppPromo', 'NewsError', 'parseFeed', 'loadFeed']) {
    assert.equal(typeof api[name], 'function', name);
  }
});

test('parseFeed works on a server', async () => {
  const { parseFeed, NewsError } = await import('newsrack');
  const body = '<rss version="2.0"><channel><item><title>T</title><link>/a</link></item></channel></rss>';
  assert.equal(parseFeed({ body, url: 'https://a.example/feed' }).articles[0].url, 'https://a.example/a');
  assert.throws(() => parseFeed({ body: 'no feed', url: 'https://a.example/' }), NewsError);
});

test('the doors that register can be imported on a server too', async () => {
  await import('newsrack/define');
  await import('newsrack/define/news-tag-feed');
});

test('the lock file names no registry', () => {
  const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  assert.doesNotMatch(lock, /"resolved": "http/);
});
