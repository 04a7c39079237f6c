import { expect } from 'chai';
import type { Feed } from '../../src/model/feed.js';
import { parseFeed } from '../../src/providers/parse-feed.js';

/** Documents as publishers served them, and as the demo embeds them. */

async function feedAt(path: string): Promise<Feed> {
  const response = await fetch(path);
  expect(response.ok, path).to.equal(true);
  const contentType = response.headers.get('content-type') ?? '';
  return parseFeed({ body: await response.arrayBuffer(), contentType, url: response.url });
}

/** Checks that hold for every feed that a publisher serves. */
function isClean({ articles, dropped }: Feed): void {
  expect(dropped).to.deep.equal([]);
  expect(new Set(articles.map(({ id }) => id)).size).to.equal(articles.length);
  for (const article of articles) {
    const texts = [
      article.title,
      article.excerpt,
      article.category,
      article.image?.alt,
      article.publisher?.name,
      ...article.tags,
      ...article.authors.map(({ name }) => name),
    ];
    for (const text of texts.filter((one) => one !== undefined)) {
      expect(text).to.match(/\S/);
      expect(text, 'entities and tags left over').not.to.match(/&(?:#\w+|[a-z]+\d*);|<\/?[a-z][^<>]*>|\]\]>|\ufffd/i);
    }
    const links = [
      article.url,
      article.image?.url,
      article.publisher?.url,
      article.publisher?.icon,
      ...article.authors.map(({ url }) => url),
    ];
    for (const link of links.filter((one) => one !== undefined)) expect(new URL(link).protocol).to.match(/^https?:$/);
    expect(Date.parse(article.published!), article.published).to.be.within(
      Date.parse('2000-01-01'),
      Date.parse('2100-01-01'),
    );
  }
}

if ((window as { realFeeds?: boolean }).realFeeds) {
  const FEEDS = {
    'telegraph.rss.xml': { items: 100, pictures: 99, tags: 654, excerpts: 0, language: 'en-GB' },
    'bbc.rss.xml': { items: 16, pictures: 0, tags: 0, excerpts: 16, language: 'en-GB' },
    'npr.rss.xml': { items: 15, pictures: 14, tags: 0, excerpts: 15, language: 'en' },
    'nytimes.rss.xml': { items: 25, pictures: 20, tags: 185, excerpts: 24, language: 'en-US' },
    'skynews.rss.xml': { items: 10, pictures: 10, tags: 0, excerpts: 10, language: 'en-GB' },
    'ft.rss.xml': { items: 31, pictures: 0, tags: 0, excerpts: 30, language: 'en' },
    'theverge.atom.xml': { items: 10, pictures: 10, tags: 0, excerpts: 10, language: 'en' },
    'heise.atom.xml': { items: 15, pictures: 12, tags: 0, excerpts: 15, language: undefined },
    'daringfireball.feed.json': { items: 48, pictures: 0, tags: 0, excerpts: 48, language: undefined },
    'uol-latin.rss.xml': { items: 15, pictures: 4, tags: 0, excerpts: 11, language: undefined },
    'livemint.rss.xml': { items: 25, pictures: 25, tags: 0, excerpts: 25, language: undefined },
  };

  describe('the captured feed', () => {
    for (const [name, { items, pictures, tags, excerpts, language }] of Object.entries(FEEDS)) {
      it(`${name} is read completely and cleanly`, async () => {
        const feed = await feedAt(`/real-feeds/${name}`);
        isClean(feed);
        expect(feed.title).to.match(/\S/);
        expect(feed.homeUrl).to.match(/^https?:\/\//);
        expect(feed.language).to.equal(language);
        expect(feed.articles).to.have.length(items);
        expect(
          feed.articles.filter(({ image }) => image),
          'pictures',
        ).to.have.length(pictures);
        expect(
          feed.articles.filter(({ excerpt }) => excerpt),
          'excerpts',
        ).to.have.length(excerpts);
        expect(
          feed.articles.flatMap((article) => article.tags),
          'tags',
        ).to.have.length(tags);
      });
    }

    it('ft.rss.xml has its relative links resolved', async () => {
      const { articles } = await feedAt('/real-feeds/ft.rss.xml');
      expect(articles.filter(({ url }) => url.startsWith(`${location.origin}/content/`))).not.to.be.empty;
    });

    it('uol-latin.rss.xml is decoded by the charset of its header', async () => {
      const { articles } = await feedAt('/real-feeds/uol-latin.rss.xml');
      const text = articles.map(({ title, excerpt }) => title + (excerpt ?? '')).join('');
      expect(text).to.match(/[ãçõ]/);
      expect(text).not.to.match(/Ã[\x80-\xbf]/);
    });

    it('daringfireball.feed.json links to its own pages first', async () => {
      const { articles } = await feedAt('/real-feeds/daringfireball.feed.json');
      expect(articles.filter(({ url }) => new URL(url).host === 'daringfireball.net')).not.to.be.empty;
    });
  });
}

describe('the embedded feed', () => {
  for (const name of [
    'meridian.rss.xml',
    'brueckenbote.rss.xml',
    'harbour-wire.rdf.xml',
    'northern-ledger.atom.xml',
    'evening-courier.feed.json',
  ]) {
    it(`${name} is read completely, with a text for every article and a picture for most`, async () => {
      const feed = await feedAt(`/feeds/${name}`);
      isClean(feed);
      expect(feed.articles.length).to.be.within(12, 20);
      for (const article of feed.articles) {
        expect(article).to.include.keys('excerpt', 'publisher', 'category', 'language');
        expect(article.tags).not.to.be.empty;
        expect(Date.parse(article.published!)).to.be.most(Date.now());
      }
      expect(feed.articles.filter(({ image }) => image).length).to.be.above(feed.articles.length / 2);
    });
  }
});
