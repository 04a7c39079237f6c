import { expect } from 'chai';
import { coerceFeed } from '../../src/feed/coerce-articles.js';
import { copyOf } from '../../src/cache/cached-copies.js';
import { load } from '../../src/feed/load.js';
import type { Source } from '../../src/feed/load-feeds.js';
import { readPrerendered } from '../../src/feed/prerendered.js';
import { settings } from '../../src/network/settings.js';
import { isKeyword } from '../../src/model/article.js';
import { type Feed, toFeed } from '../../src/model/feed.js';
import { toRequest } from '../../src/model/request.js';
import { snapshotOf } from '../../src/providers/inline.js';
import { parseFeed } from '../../src/providers/parse-feed.js';

/** Every way by which a feed comes in leads through the model: what it lets through is the same for all. */

const PAGE = 'https://page.example/';
const SCRIPT = 'javascript:parent.ran(1)';
const request = toRequest({}, expect.fail);

/** A feed in which everything is wrong that a model can mend. */
const HOSTILE = {
  title: 'Pap\u202eer\u0007',
  homeUrl: SCRIPT,
  next: SCRIPT,
  movedTo: 'https://user:secret@paper.example/feed',
  language: 'e\u0000n',
  attribution: { name: 'Wire', url: SCRIPT },
  articles: [
    {
      id: 'a\u202e',
      url: 'https://user:secret@paper.example/a',
      title: `Pay \u2066now\u2069\n\u0000${'word '.repeat(500)}`,
      excerpt: '\u202eover\u202c',
      image: { url: 'https://paper.example@img.example/a.jpg', alt: 'a'.repeat(999) },
      publisher: { name: 'p'.repeat(50_000), url: 'https://paper.example/' },
      authors: Array(500).fill({ name: 'Ada\u202e' }),
      tags: Array.from({ length: 100_000 }, (_, n) => `tag ${n}`),
      category: ':'.repeat(50_000),
    },
  ],
};

function expectClean(feed: Feed): void {
  expect(JSON.stringify(feed)).not.to.match(/javascript:|secret|[\u202a-\u202e\u2066-\u2069]|\\u00/);
  expect(feed.attribution).to.equal(undefined);
  const [article] = feed.articles;
  expect(article!.title)
    .to.match(/^Pay now word .*…$/)
    .and.have.length.at.most(1000);
  expect(article!.url).to.equal('https://paper.example/a');
  expect(article!.excerpt).to.equal('over');
  expect(article!.publisher!.name).to.have.length.at.most(200);
  expect(article!.category ?? '').to.have.length.at.most(200);
  expect(article!.image?.url).to.equal('https://img.example/a.jpg');
  expect(article!.image?.alt ?? '').to.have.length.at.most(200);
  expect(article!.authors).to.have.length.within(1, 50);
  expect(article!.authors[0]!.name).to.equal('Ada');
  expect(article!.tags).to.have.length.within(1, 50);
}

const storage = (kept: string) => ({ getItem: () => kept, setItem() {}, removeItem() {}, length: 0, key: () => null });
const source = (read: () => Promise<never>): Source => ({ provider: { name: 'mine', read }, src: '' });
const [hostile] = HOSTILE.articles;

const DOORS: Record<string, () => Feed | undefined | Promise<Feed | undefined>> = {
  'the model': () => toFeed(HOSTILE),
  'a provider of an owner': async () => {
    const { feeds } = await load([source(async () => HOSTILE as never)], request, {
      signal: new AbortController().signal,
    });
    return feeds[0]!.feed;
  },
  'the storage of a browser': () => {
    settings.storage = storage(JSON.stringify({ at: Date.now(), feed: HOSTILE })) as unknown as Storage;
    try {
      return copyOf(source(expect.fail), request, 1e9)?.feed;
    } finally {
      settings.storage = undefined;
    }
  },
  'the data block of a server': () => {
    const textContent = JSON.stringify({ ...HOSTILE, asked: {}, at: Date.now(), freshFor: 1 });
    return readPrerendered({ querySelector: () => ({ textContent }) } as unknown as Element)?.loaded.feed;
  },
  'a script in the page': () => {
    const draft = snapshotOf({
      url: PAGE,
      scripts: [{ type: 'application/json', text: JSON.stringify(HOSTILE) }],
      links: [],
    });
    return draft && toFeed(draft);
  },
  'the articles of an owner': () => coerceFeed(HOSTILE.articles, PAGE, HOSTILE),
  'a JSON Feed that says it is of newsrack': () => {
    const { excerpt, image, published: _none, ...item } = hostile as typeof hostile & { published?: string };
    const { publisher, category, ...rest } = item;
    return parseFeed({
      url: PAGE,
      body: JSON.stringify({
        title: HOSTILE.title,
        home_page_url: SCRIPT,
        next_url: SCRIPT,
        _newsrack: { attribution: HOSTILE.attribution },
        items: [
          { ...rest, content_text: excerpt, image: image!.url, _newsrack: { publisher, category, image } },
          { ...rest, id: 'b', _newsrack: {} },
        ],
      }),
    });
  },
};

describe('a hostile feed', () => {
  for (const [door, open] of Object.entries(DOORS)) {
    it(`is cleaned and limited when it comes from ${door}`, async () => {
      const feed = await open();
      expectClean(feed!);
    });
  }

  it('does not spread text in place of an object', () => {
    const body = JSON.stringify({
      items: [
        {
          id: 'a',
          url: 'https://a.example/',
          title: 'A',
          image: 'https://a.example/a.jpg',
          _newsrack: { image: 'x'.repeat(1e6) },
        },
      ],
    });
    expect(parseFeed({ url: PAGE, body }).articles[0]!.image).to.deep.equal({ url: 'https://a.example/a.jpg' });
  });
});

describe('a feed of more than 1,000 items', () => {
  const articles = Array.from({ length: 1500 }, (_, n) => ({
    id: `${n}`,
    url: `https://a.example/${n}`,
    title: `T${n}`,
    published: new Date(Date.UTC(2026, 0, 1) + n * 36e5).toISOString(),
  }));
  const items = articles.map(({ title, url, published }) => ({ title, url, date_published: published }));
  const xml = articles.map(
    ({ title, url, published }) =>
      `<item><title>${title}</title><link>${url}</link><pubDate>${new Date(published).toUTCString()}</pubDate></item>`,
  );
  const entries = articles.map(
    ({ title, url, published }) =>
      `<entry><title>${title}</title><link href="${url}"/><updated>${published}</updated></entry>`,
  );
  const LONG: Record<string, () => Feed> = {
    'a list of articles': () => toFeed({ articles }),
    'JSON Feed': () => parseFeed({ url: PAGE, body: JSON.stringify({ items }) }),
    RSS: () => parseFeed({ url: PAGE, body: `<rss><channel>${xml.join('')}</channel></rss>` }),
    Atom: () => parseFeed({ url: PAGE, body: `<feed>${entries.join('')}</feed>` }),
  };

  for (const [shape, read] of Object.entries(LONG)) {
    it(`gives the newest 1,000 in order, even if it begins with the oldest (${shape})`, () => {
      expect(read().articles.map(({ title }) => title)).to.deep.equal(articles.slice(500).map(({ title }) => title));
    });
  }
});

describe('a link', () => {
  const linkOf = (url: unknown) =>
    toFeed({ articles: [{ url: url as string, title: 'T' }] }).articles.map((article) => [article.url, article.id])[0];

  it('loses its credentials, and so does the id that it replaces', () => {
    for (const address of ['https://user:secret@a.example/x', 'https://paper.example@a.example/x'])
      expect(linkOf(address)).to.deep.equal(['https://a.example/x', 'https://a.example/x']);
  });

  it('has a host or is dropped', () => {
    for (const address of [
      'https://[',
      'https://...',
      'https://%00/',
      'https://a b/',
      `https://a.example/${'a'.repeat(9000)}`,
    ])
      expect(linkOf(address), address).to.equal(undefined);
  });

  it('stays as the owner wrote it if it is valid', () => {
    for (const address of ['https://a.example', 'https://a.example/@name', 'http://localhost:8080/a'])
      expect(linkOf(address)).to.deep.equal([address, address]);
  });
});

describe('an index keyword', () => {
  it('is distinguished from a tag for readers', () => {
    for (const tag of ['structure:news/uk', '::x', 'world/europe', 'us-news/us-politics', 'uk/uk', 'Lund, Ada'])
      expect(isKeyword(tag), tag).to.equal(true);
    for (const tag of [
      'climate',
      'AC/DC',
      'a/b',
      '24/7',
      '2025/26',
      'Politik/Ausland',
      'ข่าว/ไทย',
      'a: b',
      ':a',
      'a:',
      ':',
      '::',
    ])
      expect(isKeyword(tag), tag).to.equal(false);
  });
});
