import { expect } from 'chai';
import { toArticle } from '../../src/model/article.js';
import { toFeed, withUniqueId } from '../../src/model/feed.js';
import type { Article } from '../../src/model/article.js';

const URL_OF_ARTICLE = 'https://paper.example/a';
const least = { id: 'a', url: URL_OF_ARTICLE, title: 'Title', authors: [], tags: [] };
const whole: Article = {
  id: 'a',
  url: URL_OF_ARTICLE,
  title: 'Title',
  excerpt: 'Excerpt',
  image: { url: 'https://img.example/a.jpg', alt: 'A', width: 640, height: 360 },
  publisher: { name: 'Paper', url: 'https://paper.example/', icon: 'https://paper.example/icon.png' },
  authors: [{ name: 'Ada', url: 'https://paper.example/ada' }, { name: 'Bo' }],
  published: '2025-06-03T10:15:00+02:00',
  updated: '2025-06-03T10:15:30.5Z',
  seen: '2025-06-03T10:15Z',
  tags: ['A', 'B'],
  category: 'A',
  language: 'en-GB',
};

const articleOf = (draft: unknown) => {
  const checked = toArticle(draft);
  if (typeof checked === 'string') throw new Error(checked);
  return checked;
};
const reasonOf = (draft: unknown) => {
  const checked = toArticle(draft);
  return typeof checked === 'string' ? checked : undefined;
};

describe('an article', () => {
  it('is accepted with all members, or with the required ones', () => {
    expect(articleOf(whole)).to.deep.equal(whole);
    expect(articleOf(least)).to.deep.equal(least);
  });

  it('may lack id, authors and tags', () => {
    const { url, title } = least;
    for (const gap of [
      {},
      { id: undefined, authors: undefined, tags: undefined },
      { id: null, authors: null, tags: null },
    ]) {
      expect(articleOf({ url, title, ...gap })).to.deep.equal({ ...least, id: URL_OF_ARTICLE });
    }
  });

  it('loses unknown members on every level', () => {
    const extra = { more: 1, onclick: 'x' };
    const draft = {
      ...whole,
      ...extra,
      image: { ...whole.image, ...extra },
      publisher: { ...whole.publisher, ...extra },
      authors: [{ name: 'Ada', ...extra }],
    };
    expect(articleOf(draft)).to.deep.equal({ ...whole, authors: [{ name: 'Ada' }] });
  });

  it('has no member that is undefined', () => {
    const gaps = {
      excerpt: undefined,
      image: undefined,
      published: undefined,
      publisher: { name: 'Paper', url: undefined },
    };
    expect(Object.keys(articleOf({ ...least, ...gaps }))).to.have.members([...Object.keys(least), 'publisher']);
    expect(Object.keys(articleOf({ ...least, ...gaps }).publisher!)).to.deep.equal(['name']);
  });

  it('is a copy', () => {
    const article = articleOf(whole);
    expect(article).not.to.equal(whole);
    expect(article.tags).not.to.equal(whole.tags);
    expect(article.image).not.to.equal(whole.image);
  });

  for (const address of [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' https://a.example',
    'data:text/html,x',
    'mailto:a@b.example',
    '/a',
    'a',
    '//a.example',
    'http:',
    'https:/a',
    'https:///a',
    'https:// a',
    'ftp://a.example',
    '',
    7,
    null,
    {},
    new URL('https://a.example'),
  ]) {
    it(`rejects the link ${JSON.stringify(address)}`, () => {
      expect(reasonOf({ ...least, url: address })).to.equal('url is missing or not valid');
      expect(reasonOf({ ...least, image: { url: address } })).to.equal('image.url is missing or not valid');
      expect(reasonOf({ ...least, publisher: { name: 'P', url: address } })).to.equal(
        'publisher.url is missing or not valid',
      );
      expect(reasonOf({ ...least, publisher: { name: 'P', icon: address } })).to.equal(
        'publisher.icon is missing or not valid',
      );
      expect(reasonOf({ ...least, authors: [{ name: 'A' }, { name: 'B', url: address }] })).to.equal(
        'authors.1.url is missing or not valid',
      );
    });
  }

  const TIMES = [
    '2025-06-03',
    '2025-06-03T10:15:00',
    '2025-06-03 10:15:00Z',
    '2025-06-31T10:15:00Z',
    '2025-02-30T10:15:00Z',
    '2025-13-01T10:15:00Z',
    '2025-00-01T10:15:00Z',
    '2025-06-00T10:15:00Z',
    '2025-06-03T24:00:00Z',
    '2025-06-03T10:60:00Z',
    '2025-06-03T10:15:60Z',
    '2025-06-03T10:15:00+24:00',
    '2025-06-03T10:15:00+0200',
    '2025-06-03T10:15:00z',
    '25-06-03T10:15:00Z',
    'Tue, 03 Jun 2025 10:15:00 GMT',
    '',
    0,
    1748945730000,
    new Date(0),
  ];
  for (const time of TIMES) {
    it(`rejects the date ${JSON.stringify(time)}`, () => {
      for (const name of ['published', 'updated', 'seen']) {
        expect(reasonOf({ ...least, [name]: time })).to.equal(`${name} is missing or not valid`);
      }
    });
  }

  it('has dates that a browser reads', () => {
    const times = [
      '2025-06-03T10:15Z',
      '2025-06-03T10:15:30.123456789Z',
      '2024-02-29T23:59:59-23:59',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59+14:00',
    ];
    for (const published of times) {
      expect(articleOf({ ...least, published }).published).to.equal(published);
      expect(Date.parse(published), published).to.be.a('number').and.not.NaN;
    }
  });

  const WRONG: [string, unknown][] = [
    ['id', ''],
    ['id', 7],
    ['title', ''],
    ['title', undefined],
    ['title', ['Title']],
    ['excerpt', 7],
    ['excerpt', null],
    ['image', 'https://img.example/a.jpg'],
    ['image', []],
    ['publisher', 'Paper'],
    ['authors', 'Ada'],
    ['authors', {}],
    ['tags', 'A, B'],
    ['category', ''],
    ['language', ''],
    ['language', 7],
  ];
  for (const [name, value] of WRONG) {
    it(`rejects the ${name} ${JSON.stringify(value)}`, () => {
      expect(reasonOf({ ...least, [name]: value })).to.equal(`${name} is missing or not valid`);
    });
  }

  it('names the invalid member inside a list or an object', () => {
    expect(reasonOf({ ...least, tags: ['A', ''] })).to.equal('tags.1 is missing or not valid');
    expect(reasonOf({ ...least, authors: ['Ada'] })).to.equal('authors.0 is missing or not valid');
    expect(reasonOf({ ...least, authors: [{ url: URL_OF_ARTICLE }] })).to.equal(
      'authors.0.name is missing or not valid',
    );
    expect(reasonOf({ ...least, publisher: {} })).to.equal('publisher.name is missing or not valid');
    for (const width of [0, -1, NaN, Infinity, '640', null]) {
      expect(reasonOf({ ...least, image: { url: URL_OF_ARTICLE, width } })).to.equal(
        'image.width is missing or not valid',
      );
      expect(reasonOf({ ...least, image: { url: URL_OF_ARTICLE, height: width } })).to.equal(
        'image.height is missing or not valid',
      );
    }
  });

  for (const draft of [undefined, null, 'text', 7, true, Symbol('x'), () => whole]) {
    it(`can’t be ${String(draft)}`, () => {
      expect(reasonOf(draft)).to.equal('article is missing or not valid');
    });
  }

  it('takes no members from a prototype in JSON', () => {
    const draft: unknown = JSON.parse(`{"__proto__":{"title":"Stolen","excerpt":"Stolen"},"url":"${URL_OF_ARTICLE}"}`);
    expect(reasonOf(draft)).to.equal('title is missing or not valid');
    const article = articleOf({ ...(draft as object), title: 'Own' });
    expect(article).not.to.have.property('excerpt');
    expect(Object.getPrototypeOf(article)).to.equal(Object.prototype);
  });

  it('is the same after conversion to JSON and back', () => {
    expect(articleOf(JSON.parse(JSON.stringify(whole)))).to.deep.equal(whole);
  });
});

describe('a feed', () => {
  it('keeps the order of its articles, and lists the positions of invalid ones', () => {
    const feed = toFeed({ title: 'Paper', articles: [{ ...least, id: 'b' }, null, least, {}, 'cut off'] });
    expect(feed.title).to.equal('Paper');
    expect(feed.articles.map(({ id }) => id)).to.deep.equal(['b', 'a']);
    expect(feed.dropped).to.deep.equal([
      { index: 1, reason: 'article is missing or not valid' },
      { index: 3, reason: 'id is missing or not valid' },
      { index: 4, reason: 'cut off' },
    ]);
  });

  it('has no member that is undefined', () => {
    expect(toFeed({ title: undefined, next: undefined, articles: [] })).to.have.all.keys('articles', 'dropped');
  });

  it('gives each article a unique id: its own, else its link, else a numbered one', () => {
    const { articles } = toFeed({
      articles: [least, least, least, least, { ...least, url: 'https://paper.example/b' }],
    });
    expect(articles.map(({ id }) => id)).to.deep.equal([
      'a',
      URL_OF_ARTICLE,
      `${URL_OF_ARTICLE}#2`,
      `${URL_OF_ARTICLE}#3`,
      'https://paper.example/b',
    ]);
  });

  it('gives no id twice, even if one looks like a numbered one', () => {
    const ids = ['a', `${URL_OF_ARTICLE}#2`, 'a', 'a', `${URL_OF_ARTICLE}#2`, `${URL_OF_ARTICLE}#3`, 'a'];
    const { articles } = toFeed({ articles: ids.map((id) => ({ ...least, id })) });
    expect(new Set(articles.map(({ id }) => id)).size).to.equal(ids.length);
  });

  it('does not change an article with a unique id', () => {
    expect(withUniqueId(whole, new Map())).to.equal(whole);
  });
});
