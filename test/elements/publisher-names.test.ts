import { expect } from 'chai';
import type { ArticleInput, NewsTagFeed } from '../../src/index.js';
import { clear, parts, put, reached, settled } from '../support/elements.js';

/** The names and words around a headline: publisher, category and tags. */

afterEach(clear);

const article = (n: number, more: ArticleInput = {}): ArticleInput => ({
  url: `https://town.example/${n}`,
  title: `Story ${n}`,
  publisher: { name: 'Tidewater Post' },
  published: '2026-05-26T09:30:00Z',
  ...more,
});

async function shown(attributes: string, articles: ArticleInput[], content = ''): Promise<NewsTagFeed> {
  const feed = put(`<news-tag-feed ${attributes}>${content}</news-tag-feed>`);
  feed.articles = articles;
  await reached(feed, 'ready');
  await settled();
  return feed;
}

const texts = (feed: NewsTagFeed, part: string) => parts(feed, part).map((element) => element.textContent!.trim());

describe('the publisher of a card', () => {
  it('is that of the attribute, for articles with and without a publisher', async () => {
    const feed = await shown('publisher="The Post"', [article(1), article(2, { publisher: null })]);
    expect(texts(feed, 'publisher')).to.deep.equal(['The Post', 'The Post']);
    feed.publisher = undefined;
    await feed.updateComplete;
    expect(texts(feed, 'publisher')).to.deep.equal(['Tidewater Post']);
  });

  it('is that of the attribute in own cards too', async () => {
    const own = '<template slot="article"><a data-news="url"><b data-news="publisher"></b></a></template>';
    const feed = await shown('publisher="The Post"', [article(1)], own);
    expect(feed.querySelector('b')!.textContent).to.equal('The Post');
  });

  it('is omitted if the heading names it and all cards share it', async () => {
    const feed = await shown('heading="News of the Tidewater Post"', [article(1), article(2)]);
    expect(texts(feed, 'publisher')).to.deep.equal([]);
    expect(texts(feed, 'time')).to.have.length(2);
    feed.heading = 'News of the town';
    await feed.updateComplete;
    expect(texts(feed, 'publisher')).to.deep.equal(['Tidewater Post', 'Tidewater Post']);
  });

  it('stays if the list has another publisher, or an article without one', async () => {
    for (const publisher of [{ name: 'Ledger' }, null]) {
      const feed = await shown('heading="Tidewater Post"', [article(1), article(2, { publisher })]);
      expect(texts(feed, 'publisher')[0]).to.equal('Tidewater Post');
    }
  });

  it('in the attribute is compared with the heading', async () => {
    const feed = await shown('heading="Latest from The Post" publisher="The Post"', [article(1), article(2)]);
    expect(texts(feed, 'publisher')).to.deep.equal([]);
  });
});

describe('the tags of a card', () => {
  const ALL = 'fields="category tags"';

  it('are distinct in any spelling, and never repeat the category', async () => {
    const tags = ['Trade', 'trams', 'Trams', '#trams', 'TRADE', 'Été', 'été'];
    const feed = await shown(ALL, [article(1, { category: 'trade', tags })]);
    expect(texts(feed, 'tag')).to.deep.equal(['trams', 'Été']);
  });

  it('and the category leave out keywords of an index', async () => {
    const tags = [
      'Lund, Ada',
      'Lund-Berg, Omar K',
      'storytype:standard',
      '104512',
      '1066',
      'O’Hara, Maureen',
      'Trams',
      'Arts, crafts and more',
    ];
    const feed = await shown(ALL, [
      article(1, { category: 'Lund, Ada', tags }),
      article(2, { category: 'kind:brief', tags }),
    ]);
    expect(texts(feed, 'category')).to.deep.equal([]);
    expect([...new Set(texts(feed, 'tag'))]).to.deep.equal(['1066', 'Trams', 'Arts, crafts and more']);
  });

  it('take no space if all of them are keywords', async () => {
    const feed = await shown(ALL, [article(1, { tags: ['Lund, Ada', 'a:b'] })]);
    expect(parts(feed, 'tags')).to.deep.equal([]);
  });
});

describe('the picture of a card', () => {
  const picture = (width?: number) => ({ image: { url: 'https://paper.example/p.png', width, height: width } });

  it('is left out where it is declared as an icon', async () => {
    const articles = [article(1, picture(16)), article(2, picture(63)), article(3, picture(64)), article(4, picture())];
    const feed = await shown('', articles);
    expect(parts(feed, 'card').map((card) => !!card.querySelector('img'))).to.deep.equal([false, false, true, true]);
  });
});
