/** Articles written as JSON Feed and read again are the same articles. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshen } from '../../demo/freshen.js';
import { toFeed } from '../../dist/model/feed.js';
import { parseFeed } from '../../dist/providers/parse-feed.js';
import { cleanText } from '../../dist/text/clean.js';
import { toJsonFeed } from '../../dist/server/json-feed.js';

const again = (feed, options = {}) =>
  parseFeed({
    body: JSON.stringify(toJsonFeed(feed, { title: feed.title ?? 'x', ...options })),
    url: 'https://relay.example/world',
  });

const documents = ['replies', '../demo/feeds'].flatMap((folder) => {
  const path = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => /\.(?:xml|json)$/.test(name) && !name.includes('expected'))
    .map((name) => ({ name, body: readFileSync(new URL(name, path)) }));
});

for (const { name, body } of documents) {
  test(`${name} is read back completely`, () => {
    let feed;
    try {
      feed = parseFeed({
        body: name.includes('.') ? freshen(body.toString()) : body,
        url: 'https://a.example/feeds/x',
      });
    } catch {
      // It is there to be refused.
      return;
    }
    const { articles, title, homeUrl, language, next, dropped } = again(feed);
    assert.deepEqual(articles, feed.articles);
    assert.deepEqual(dropped, []);
    assert.equal(title, feed.title ?? 'x');
    assert.deepEqual([homeUrl, language, next], [feed.homeUrl, feed.language, feed.next]);
  });
}

test('there are documents to test', () => assert.ok(documents.length > 10));

const bits = fc.constantFrom(
  '&amp;',
  '&lt;b&gt;',
  '<b>',
  '<script>',
  '</script>',
  '&#39;',
  '"',
  '\\',
  'é',
  '新聞',
  '👪',
  '\u2028',
  ' ',
  'words',
  '\u202e',
);
const line = fc
  .array(bits, { minLength: 1, maxLength: 12 })
  .map((parts) => cleanText(parts.join('')))
  .filter(Boolean);
const url = fc.webUrl({ withQueryParameters: true }).map((address) => new URL(address).href);
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((one) => one.toISOString());
const some = (arbitrary) => fc.option(arbitrary, { nil: undefined });
const article = fc.record({
  id: line,
  url,
  title: line,
  excerpt: some(line),
  image: some(
    fc.record({ url, alt: some(line), width: some(fc.integer({ min: 1 })), height: some(fc.integer({ min: 1 })) }),
  ),
  publisher: some(fc.record({ name: line, url: some(url), icon: some(url) })),
  authors: fc.array(fc.record({ name: line, url: some(url) }), { maxLength: 3 }),
  published: some(date),
  updated: some(date),
  seen: some(date),
  tags: fc.array(line, { maxLength: 3 }),
  category: some(line),
  language: some(fc.constantFrom('en', 'de-AT', 'ar')),
});

test('any article is read back, for any text', () => {
  fc.assert(
    fc.property(fc.array(article, { maxLength: 5 }), (drafts) => {
      const { articles, dropped } = toFeed({ articles: drafts });
      assert.deepEqual(dropped, []);
      assert.deepEqual(
        again({ title: 'Other', language: 'fr', homeUrl: 'https://b.example/', articles, dropped }).articles,
        articles,
      );
    }),
    { numRuns: 300 },
  );
});

test('metadata of the feed is read back too', () => {
  const feed = {
    title: 'A &amp; B',
    articles: [],
    dropped: [],
    expired: true,
    attribution: { name: 'GDELT', url: 'https://gdelt.example/' },
  };
  const { title, expired, attribution } = again({ ...feed, title: 'A' });
  assert.deepEqual([title, expired, attribution], ['A', true, feed.attribution]);
  assert.equal(toJsonFeed(feed, { title: 'A', staleSince: 0 })._newsrack.staleSince, '1970-01-01T00:00:00.000Z');
});

test('the result is a valid JSON Feed', () => {
  const { articles } = toFeed({ articles: [{ url: 'https://a.example/1', title: 'A' }] });
  const written = JSON.parse(JSON.stringify(toJsonFeed({ articles, dropped: [] }, { title: 'T' })));
  assert.deepEqual(written, {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    _newsrack: { selected: true },
    items: [{ id: 'https://a.example/1', url: 'https://a.example/1', title: 'A', content_text: '', _newsrack: {} }],
  });
});

for (const [what, own] of [
  ['a link that is none', { publisher: { name: 'x', url: 'javascript:alert(1)' } }],
  ['a publisher without a name', { publisher: {} }],
  ['a picture of another shape', { image: 'x' }],
  ['a list', []],
  ['a word', 'yes'],
]) {
  test(`${what} in place of newsrack’s members is validated`, () => {
    const body = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        {
          id: '1',
          url: 'https://a.example/1',
          title: `${'long '.repeat(500)}`,
          content_text: 'x',
          image: 'https://a.example/i.png',
          _newsrack: own,
        },
        { id: '2', url: 'https://a.example/2', title: 'Good' },
      ],
    });
    const { articles } = parseFeed({ body, url: 'https://a.example/' });
    assert.equal(articles.at(-1).title, 'Good');
    assert.ok(articles.every(({ title }) => title.length <= 1000));
    assert.ok(!JSON.stringify(articles).includes('javascript'));
  });
}

test('items that are too long, or beyond two megabytes, are left out', () => {
  const one = (n, text) => ({ url: `https://a.example/${n}`, title: 'A', excerpt: text, tags: [text] });
  // The model cuts all else.
  const author = { name: 'Ada', url: `https://a.example/${'x'.repeat(3000)}` };
  const long = { ...one(1, 'Long'), authors: Array(50).fill(author) };
  const { articles } = toFeed({
    articles: [long, ...Array.from({ length: 900 }, (_, n) => one(n + 2, '新'.repeat(1000)))],
  });
  const written = JSON.stringify(toJsonFeed({ articles, dropped: [] }, { title: 'T' }));
  assert.ok(Buffer.byteLength(written) < 2 * 1024 * 1024);
  assert.ok(written.length > 400_000 && !written.includes('xxx'));
});

test('an invalid member of newsrack is dropped without affecting the article', () => {
  const image = 'https://a.example/i.png';
  for (const [own, item] of [
    [{ publisher: { name: 'P', url: 'javascript:1' } }],
    [{ publisher: 5 }],
    [{ seen: 'x' }],
    [{ category: {} }],
    [{}, { image: 'javascript:1' }],
    [{}, { image: 5 }],
    [{ image: { alt: 5 } }, { image }],
    [{ image: { width: -1, height: 'high' } }, { image }],
    [{}, { authors: [{ name: 'Ada', url: 'javascript:1' }] }],
    [{}, { authors: [{ url: 'https://a.example/' }, null, 5] }],
    [{}, { authors: 'Ada' }],
    [{}, { tags: 'peace' }],
    [{}, { tags: [5, null, {}] }],
    [{}, { language: 5 }],
    [{}, { date_published: 'yesterday' }],
    [{}, { id: {} }],
  ]) {
    const body = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: '1', url: 'https://a.example/1', title: 'Kept', ...item, _newsrack: own }],
    });
    const { articles, dropped } = parseFeed({ body, url: 'https://a.example/feed' });
    assert.deepEqual([articles.length, dropped.length], [1, 0], JSON.stringify([own, item]));
    assert.doesNotMatch(JSON.stringify(articles), /javascript/);
  }
});
