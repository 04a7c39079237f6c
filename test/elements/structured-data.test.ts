import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, logged, put, reached, settled } from '../support/elements.js';

/** Structured data for crawlers; for that of a server, see `test/server`. */

const articles = [
  {
    url: 'https://paper.example/1',
    title: 'One </script><script>alert(1)</script>',
    excerpt: 'An excerpt',
    image: { url: 'https://paper.example/1.jpg' },
    publisher: { name: 'Paper', url: 'https://paper.example/' },
    authors: [{ name: 'Ada' }],
    published: '2026-01-02T03:04:05Z',
    tags: ['World'],
    category: 'World',
    language: 'en',
  },
  { url: 'https://paper.example/2', title: 'Two' },
];

const blocks = (feed: NewsTagFeed) => [...feed.querySelectorAll('script')];

afterEach(clear);

it('writes no structured data unless the attribute is set', async () => {
  const feed = put('<news-tag-feed></news-tag-feed>');
  feed.articles = articles;
  await reached(feed, 'ready');
  expect(blocks(feed)).to.have.length(0);
});

it('writes structured data of the articles on screen, and removes it', async () => {
  const feed = put('<news-tag-feed structured-data page-size="1" heading="From our desk"></news-tag-feed>');
  feed.articles = articles;
  await reached(feed, 'ready');
  const [block, ...others] = blocks(feed);
  expect(others).to.have.length(0);
  expect(block!.type).to.equal('application/ld+json');
  expect(JSON.parse(block!.text)).to.deep.equal({
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    name: 'From our desk',
    itemListElement: [
      {
        '@type': 'ListItem',
        position: 1,
        item: {
          '@type': 'NewsArticle',
          url: 'https://paper.example/1',
          headline: articles[0]!.title,
          description: 'An excerpt',
          image: 'https://paper.example/1.jpg',
          datePublished: '2026-01-02T03:04:05Z',
          author: [{ '@type': 'Person', name: 'Ada' }],
          publisher: { '@type': 'Organization', name: 'Paper', url: 'https://paper.example/' },
          articleSection: 'World',
          keywords: ['World'],
          inLanguage: 'en',
        },
      },
    ],
  });
  await feed.showMore();
  expect(JSON.parse(blocks(feed)[0]!.text).itemListElement).to.have.length(2);
  feed.removeAttribute('structured-data');
  await settled();
  expect(blocks(feed)).to.have.length(0);
});

it('is neither read as inline articles nor as fallback content', async () => {
  const feed = put(`<news-tag-feed structured-data provider="inline">
    <script type="application/ld+json">{"@type":"NewsArticle","url":"https://paper.example/3","headline":"Three"}</script>
  </news-tag-feed>`);
  await reached(feed, 'ready');
  expect(blocks(feed)).to.have.length(2);
  await feed.refresh();
  await reached(feed, 'ready');
  expect(feed.feed!.articles.map(({ title }) => title)).to.deep.equal(['Three']);
  expect(blocks(feed)).to.have.length(2);
});

for (const [value, isOn] of [
  [true, true],
  ['', true],
  ['true', true],
  [false, false],
  [undefined, false],
] as const) {
  it(`the property takes ${JSON.stringify(value)} for ${isOn ? 'on' : 'off'}`, async () => {
    const messages = await logged(async () => {
      const feed = put('<news-tag-feed></news-tag-feed>');
      Object.assign(feed, { articles, structuredData: value });
      await reached(feed, 'ready');
      expect(blocks(feed).length).to.equal(isOn ? 1 : 0);
    });
    expect(messages).to.deep.equal([]);
  });
}

it('an invalid value counts as off, with a warning', async () => {
  const messages = await logged(async () => {
    const feed = put('<news-tag-feed structured-data="perhaps"></news-tag-feed>');
    feed.articles = articles;
    await reached(feed, 'ready');
    expect(blocks(feed).length).to.equal(0);
  });
  expect(messages.join()).to.include('Invalid structured-data="perhaps"');
});
