import { expect } from 'chai';
import type { Article, ArticleInput, NewsArticleCard, NewsTagFeed, NewsTagList } from '../../src/index.js';
import { clear, headlines, logged, parts, put, reached, settled, textOf, until } from '../support/elements.js';

afterEach(clear);

const good = (n: number, more: ArticleInput = {}): ArticleInput => ({
  url: `https://town.example/${n}`,
  title: `Story ${n}`,
  ...more,
});

/** Results of `loadFeed` and articles in the shape of the model are accepted as well, also by the types. */
export const strict: readonly Partial<Article>[] = [{ url: 'https://town.example/1', title: 'Story 1', authors: [] }];
export const taken: NewsTagFeed['articles'] & ArticleInput[] = [...strict];

/** As an API might answer: nothing of it is as the model has it. */
const LOOSE: readonly (ArticleInput | null)[] = [
  {
    id: 7,
    url: '/loose',
    title: 'Loose',
    excerpt: null,
    image: '/loose.jpg',
    publisher: 'The Ledger',
    authors: ['Ada Lund', null],
    published: Date.UTC(2026, 4, 26) / 1000,
    tags: 'Trams, Trade',
  },
  good(1, { published: new Date('2026-05-25'), image: null }),
  null,
  good(2),
];

describe('articles of the owner, in shapes of APIs', () => {
  it('are shown in order; invalid ones are left out with a warning each', async () => {
    const feed = put('<news-tag-feed fields="image publisher authors tags"></news-tag-feed>');
    const messages = await logged(async () => {
      feed.articles = [...LOOSE, { title: 'Nowhere' }, 'text' as unknown as null, { url: 'https://town.example/x' }];
      await feed.updateComplete;
      await reached(feed, 'ready');
      await settled();
    });
    expect(headlines(feed)).to.deep.equal(['Loose', 'Story 1', 'Story 2']);
    expect(messages).to.deep.equal([
      '<news-tag-feed>: articles[2] is left out: it is null, no object',
      '<news-tag-feed>: articles[4] is left out: url is missing or no http: or https: address',
      '<news-tag-feed>: articles[5] is left out: it is string, no object',
      '<news-tag-feed>: articles[6] is left out: title is missing',
    ]);
    expect(textOf(feed, 'publisher')).to.equal('The Ledger');
    expect(textOf(feed, 'authors')).to.equal('Ada Lund');
    expect(parts(feed, 'tag').map(({ textContent }) => textContent!.trim())).to.include.members(['Trams', 'Trade']);
    expect(parts(feed, 'link').map((link) => (link as HTMLAnchorElement).href)[0]).to.equal(`${location.origin}/loose`);
    expect(feed.feed!.dropped.map(({ index }) => index)).to.deep.equal([2, 4, 5, 6]);
  });

  it('are named by their host where they are only pictures', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = [
      { url: 'https://www.town.example/gallery/IMG_2041.html?size=l&utm_source=x', image: '/1.jpg' },
      { url: 'https://town.example/gallery/IMG_2042.html', image: '/2.jpg' },
      { url: 'https://town.example/3', image: { url: '/3.jpg', alt: 'The harbour at night' } },
    ];
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['town.example', 'town.example', 'The harbour at night']);
    const card = put<NewsArticleCard>(
      '<news-article-card href="https://town.example/a/b.html" image="/b.jpg"></news-article-card>',
    );
    await until(() => parts(card, 'link').length > 0);
    expect(textOf(card, 'link')).to.equal('town.example');
  });

  it('are shown when the update is complete', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = LOOSE;
    await feed.updateComplete;
    expect(feed.status).to.equal('ready');
    expect(headlines(feed)).to.have.length(3);
  });

  it('may come in a Set, a Map or any other iterable', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    for (const list of [
      new Set([good(1), good(2)]),
      new Map([
        ['a', good(1)],
        ['b', good(2)],
      ]),
      new Proxy([good(1), good(2)], {}),
      Object.freeze([good(1), good(2)]),
    ]) {
      feed.articles = list as never;
      await feed.updateComplete;
      expect(headlines(feed)).to.deep.equal(['Story 1', 'Story 2']);
      feed.articles = null;
    }
  });

  it('that are not a list are rejected with a warning', async () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    for (const nonsense of [
      {},
      7,
      true,
      proxy,
      {
        [Symbol.iterator]: () => {
          throw new Error('no');
        },
      },
    ]) {
      const feed = put('<news-tag-feed provider="inline"></news-tag-feed>');
      const messages = await logged(async () => {
        feed.articles = nonsense as never;
        await feed.updateComplete;
      });
      expect(messages.join('\n')).to.include('articles=').and.to.include('an array');
    }
  });

  it('are replaced by a list that is set while they are read', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = LOOSE;
    await Promise.resolve();
    feed.articles = [good(9)];
    await feed.updateComplete;
    await settled();
    expect(headlines(feed)).to.deep.equal(['Story 9']);
  });

  it('keep their cards when the same list is set again', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = LOOSE;
    await feed.updateComplete;
    const [card] = parts(feed, 'card');
    feed.articles = [...LOOSE];
    await feed.updateComplete;
    expect(parts(feed, 'card')[0]).to.equal(card);
  });

  it('can be filtered by their tags', async () => {
    const box = put<HTMLElement>('<div><news-tag-list></news-tag-list><news-tag-feed></news-tag-feed></div>');
    const list = box.querySelector<NewsTagList>('news-tag-list')!;
    const feed = box.querySelector('news-tag-feed')!;
    feed.articles = [...LOOSE, good(3, { tags: 'Trade' })];
    await reached(feed, 'ready');
    await list.updateComplete;
    const tag = () => parts(list, 'tag').find(({ textContent }) => textContent!.trim() === 'Trade')!;
    tag().click();
    await feed.updateComplete;
    expect(headlines(feed)).to.deep.equal(['Loose', 'Story 3']);
    tag().click();
    await feed.updateComplete;
    expect(headlines(feed)).to.deep.equal(['Loose', 'Story 1', 'Story 2', 'Story 3']);
  });
});

describe('<news-article-card>', () => {
  const card = () =>
    put<NewsArticleCard>('<news-article-card fields="image publisher authors time"></news-article-card>');

  it('shows an article as an API gives it', async () => {
    const element = card();
    element.article = LOOSE[0]!;
    await element.updateComplete;
    expect(textOf(element, 'headline')).to.equal('Loose');
    expect(textOf(element, 'publisher')).to.equal('The Ledger');
    expect(parts(element, 'time')[0]!.getAttribute('datetime')).to.equal('2026-05-26T00:00:00Z');
    expect((parts(element, 'image')[0] as HTMLImageElement).src).to.equal(`${location.origin}/loose.jpg`);
  });

  it('accepts values of any type in its properties and attributes', async () => {
    const element = card();
    Object.assign(element, {
      href: new URL('https://town.example/1'),
      headline: 2026,
      image: { src: '/a.jpg' },
      publisher: { name: 'The Ledger' },
      published: new Date('2026-05-26T09:30:00Z'),
      category: null,
      excerpt: null,
    });
    await element.updateComplete;
    expect(textOf(element, 'headline')).to.equal('2026');
    expect(textOf(element, 'publisher')).to.equal('The Ledger');
    expect(parts(element, 'time')[0]!.getAttribute('datetime')).to.match(/^2026-05-26T09:30/);
    const written = put<NewsArticleCard>(
      '<news-article-card href="x/../y" headline="T" image="z.jpg" published="1779787800"></news-article-card>',
    );
    await written.updateComplete;
    expect((parts(written, 'link')[0] as HTMLAnchorElement).href).to.equal(new URL('y', document.baseURI).href);
    expect(parts(written, 'time')[0]!.getAttribute('datetime')).to.match(/^2026-05-26T09:30/);
  });

  it('warns once why it shows nothing', async () => {
    for (const [article, why] of [
      [{ title: 'Nowhere' }, 'url is missing or no http: or https: address'],
      [{ url: '/x', title: null }, 'title is missing'],
      ['text', 'it is string, no object'],
    ]) {
      const element = card();
      const messages = await logged(async () => {
        element.article = article as ArticleInput;
        await element.updateComplete;
        element.requestUpdate();
        await element.updateComplete;
      });
      expect(messages).to.deep.equal([`<news-article-card>: the article can't be shown: ${String(why)}`]);
    }
  });
});
