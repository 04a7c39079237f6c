import { expect } from 'chai';
import { withoutSameLinks } from '../../src/select/repeats.js';
import { about, selectArticles } from '../../src/select/select-articles.js';
import type { Article } from '../../src/model/article.js';
import { toRequest } from '../../src/model/request.js';

const NOW = Date.parse('2025-06-03T12:00:00Z');

let count = 0;
const article = (members: Partial<Article> = {}): Article => {
  count++;
  return {
    id: `id-${count}`,
    url: `https://paper.example/${count}`,
    title: `Title ${count}`,
    authors: [],
    tags: [],
    ...members,
  };
};

function tidied(articles: Article[], host: object = {}): Article[] {
  const request = toRequest(host, expect.fail);
  return selectArticles(about(articles, request.tag, request.tagMatch), request, NOW, withoutSameLinks);
}
const titles = (articles: Article[], host?: object) => tidied(articles, host).map(({ title }) => title);

describe('articles about a tag', () => {
  const articles = [
    article({ title: 'Peace at last' }),
    article({ title: 'B', excerpt: 'Talks about peace.' }),
    article({ title: 'C', category: 'Peace' }),
    article({ title: 'D', tags: ['war', 'péace'] }),
    article({ title: 'Peaceful', excerpt: 'War and grain' }),
  ];

  it('are those that mention it in title, excerpt, category or tags', () => {
    expect(titles(articles, { tag: 'PEACE' })).to.deep.equal(['Peace at last', 'B', 'C', 'D']);
  });

  it('are all without a tag', () => {
    expect(tidied(articles)).to.have.length(5);
    expect(tidied(articles, { tag: ' , ' })).to.have.length(5);
  });

  it('are none if no article mentions it', () => {
    expect(tidied(articles, { tag: 'football' })).to.deep.equal([]);
    expect(tidied(articles, { tag: '!?' })).to.deep.equal([]);
  });

  it('are those about any of several tags, or about all on request', () => {
    expect(titles(articles, { tag: 'football, war' })).to.deep.equal(['D', 'Peaceful']);
    expect(titles(articles, { tag: 'peace, war', tagMatch: 'all' })).to.deep.equal(['D']);
    expect(titles(articles, { tag: 'war, grain', tagMatch: 'all' })).to.deep.equal(['Peaceful']);
  });

  it('contain a phrase in one field, not across two', () => {
    expect(
      titles(
        [
          article({ title: 'Peace', excerpt: 'negotiations' }),
          article({ title: 'A', tags: ['peace', 'negotiations'] }),
        ],
        { tag: 'peace negotiations' },
      ),
    ).to.deep.equal([]);
  });

  it('are not found by words of the publisher or the author', () => {
    const named = article({ publisher: { name: 'Peace Post' }, authors: [{ name: 'Peace' }] });
    expect(tidied([named], { tag: 'peace' })).to.deep.equal([]);
  });
});

describe('repeats', () => {
  const same: [string, string][] = [
    ['https://paper.example/a', 'https://paper.example/a'],
    ['https://paper.example/a', 'http://paper.example/a'],
    ['https://paper.example/a', 'https://www.paper.example/a'],
    ['https://paper.example/a', 'https://PAPER.example/a/'],
    ['https://paper.example/a', 'https://paper.example/a#comments'],
    ['https://paper.example', 'https://paper.example/?utm_source=rss'],
    ['https://paper.example/a', 'https://paper.example/a?utm_source=rss&utm_medium=feed&UTM_Campaign=x'],
    ['https://paper.example/a?id=1', 'https://paper.example/a?fbclid=x&id=1&gclid=y&mc_cid=z'],
    ['https://paper.example/a?q=b%20c', 'https://paper.example/a?utm_source=rss&q=b%20c'],
    ['https://paper.example/a?at_medium=RSS&at_campaign=KARANGA', 'https://paper.example/a?ns_campaign=x'],
  ];
  for (const [first, second] of same) {
    it(`are ${first} and ${second}`, () => {
      expect(tidied([article({ url: first }), article({ url: second })])).to.have.length(1);
    });
  }

  const different: [string, string][] = [
    ['https://paper.example/a', 'https://paper.example/b'],
    ['https://paper.example/a', 'https://other.example/a'],
    ['https://paper.example/a', 'https://news.paper.example/a'],
    ['https://paper.example/a', 'https://paper.example:8080/a'],
    ['https://paper.example/a?id=1', 'https://paper.example/a?id=2'],
    ['https://paper.example/a', 'https://paper.example/a?page=2'],
    ['https://paper.example/a', 'https://paper.example/A'],
  ];
  for (const [first, second] of different) {
    it(`are not ${first} and ${second}`, () => {
      expect(tidied([article({ url: first }), article({ url: second })])).to.have.length(2);
    });
  }

  it('are articles of the same title, without regard to case, accents and punctuation', () => {
    expect(
      titles([article({ title: 'Envoys resume talks' }), article({ title: 'Envoys “resumé” talks!' })]),
    ).to.deep.equal(['Envoys resume talks']);
  });

  it('are not articles whose titles have no words to compare', () => {
    expect(tidied([article({ title: '🎉' }), article({ title: '🎉' })])).to.have.length(2);
  });

  it('keep the newest', () => {
    const [old, young] = ['2025-06-01T00:00:00Z', '2025-06-02T00:00:00Z'].map((published) =>
      article({ title: 'Same', published }),
    );
    expect(tidied([old!, young!]).map(({ published }) => published)).to.deep.equal(['2025-06-02T00:00:00Z']);
  });

  it('keep the first of equally old ones', () => {
    const [first, second] = [article({ title: 'Same' }), article({ title: 'Same' })];
    expect(tidied([first!, second!])).to.deep.equal([first]);
  });

  it('do not count towards the limit', () => {
    expect(
      titles([article({ title: 'A' }), article({ title: 'A' }), article({ title: 'B' })], { limit: 2 }),
    ).to.deep.equal(['A', 'B']);
  });

  it('are found even if a URL is invalid', () => {
    expect(
      tidied([article({ url: 'https://[' }), article({ url: 'https://[' }), article({ url: 'https://a b' })]),
    ).to.have.length(2);
  });
});

describe('the order', () => {
  it('is newest first in any time zone', () => {
    const published = [
      '2025-06-03T08:00:00Z',
      '2025-06-03T11:00:00+02:00',
      '2025-06-03T03:00:00-07:00',
      '2025-05-31T23:00:00Z',
    ];
    expect(tidied(published.map((time) => article({ published: time }))).map((one) => one.published)).to.deep.equal([
      '2025-06-03T03:00:00-07:00',
      '2025-06-03T11:00:00+02:00',
      '2025-06-03T08:00:00Z',
      '2025-05-31T23:00:00Z',
    ]);
  });

  it('puts articles without a date last, in their order', () => {
    const articles = [
      article({ title: 'a' }),
      article({ title: 'b', published: '1999-01-01T00:00:00Z' }),
      article({ title: 'c' }),
    ];
    expect(titles(articles)).to.deep.equal(['b', 'a', 'c']);
  });

  it('treats the future as now, and keeps the order there', () => {
    const articles = [
      article({ title: 'next year', published: '2026-01-01T00:00:00Z' }),
      article({ title: 'an hour ago', published: '2025-06-03T11:00:00Z' }),
      article({ title: 'now', published: '2025-06-03T12:00:00Z' }),
      article({ title: 'in ten years', published: '2035-01-01T00:00:00Z' }),
    ];
    expect(titles(articles)).to.deep.equal(['next year', 'now', 'in ten years', 'an hour ago']);
    expect(tidied(articles)[0]!.published).to.equal('2026-01-01T00:00:00Z');
  });

  it('uses the date of publication, else of the first sight, else of the update', () => {
    const articles = [
      article({ title: 'updated', updated: '2025-06-03T09:00:00Z' }),
      article({ title: 'seen', seen: '2025-06-03T10:00:00Z', updated: '2025-06-03T01:00:00Z' }),
      article({ title: 'published', published: '2025-06-03T11:00:00Z', updated: '2025-06-03T01:00:00Z' }),
    ];
    expect(titles(articles)).to.deep.equal(['published', 'seen', 'updated']);
  });

  it('keeps that of the source for equally old articles', () => {
    const published = '2025-06-03T11:00:00Z';
    expect(titles(['c', 'a', 'b'].map((title) => article({ title, published })))).to.deep.equal(['c', 'a', 'b']);
  });
});

describe('selectArticles', () => {
  it('returns the newest articles up to the limit', () => {
    const articles = Array.from({ length: 40 }, (_one, day) =>
      article({ published: new Date(NOW - day * 864e5).toISOString() }),
    );
    expect(tidied(articles.toReversed(), { limit: 3 }).map(({ id }) => id)).to.deep.equal(
      articles.slice(0, 3).map(({ id }) => id),
    );
    expect(tidied(articles)).to.have.length(30);
  });

  it('makes ids unique across several sources', () => {
    const merged = tidied([article({ id: '1' }), article({ id: '1' }), article({ id: '2' }), article({ id: '1' })]);
    expect(new Set(merged.map(({ id }) => id)).size).to.equal(4);
    expect(merged[0]!.id).to.equal('1');
    expect(merged[1]!.id).to.equal(merged[1]!.url);
  });

  it('does not mutate the given list', () => {
    const articles = [
      article(),
      article({ published: '2025-06-03T11:00:00Z' }),
      article({ id: 'x' }),
      article({ id: 'x' }),
    ];
    const before = structuredClone(articles);
    tidied(articles);
    expect(articles).to.deep.equal(before);
  });
});
