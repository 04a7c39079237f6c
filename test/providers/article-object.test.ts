import { expect } from 'chai';
import { toFeed } from '../../src/model/feed.js';
import type { Article } from '../../src/model/article.js';
import { articleFromObject } from '../../src/providers/formats/article-object.js';

const PAGE = 'https://town.example/news/today.html';
const LEAST = { url: 'https://town.example/1', title: 'Trams' };

/** The article that is made of an object with a link and a title. */
function made(more: object, base: string | undefined = PAGE): Partial<Article> {
  const draft = articleFromObject({ ...LEAST, ...more }, base);
  const { articles, dropped } = toFeed({ articles: [draft] });
  expect(dropped).to.deep.equal([]);
  return articles[0]!;
}

const reason = (given: unknown) => articleFromObject(given, PAGE);

describe('an article without a title', () => {
  it('uses its text once', () => {
    expect(made({ title: undefined, excerpt: 'Only words' })).to.deep.include({ title: 'Only words' });
    expect(made({ title: '  ', excerpt: 'Only words' })).to.not.have.property('excerpt');
    const { title, excerpt } = made({ title: null, excerpt: 'Words about the lock keeper and his cat. '.repeat(5) });
    expect(title).to.match(/^Words about .{20,80}…$/);
    expect(excerpt).to.match(/^….{20,}cat\.$/);
    expect(title!.slice(0, -1) + ' ' + excerpt!.slice(1)).to.equal(
      'Words about the lock keeper and his cat. '.repeat(5).trim(),
    );
  });

  it('has the text of its picture as title', () => {
    expect(made({ title: '', image: { url: '/a.jpg', alt: 'A cat' } }).title).to.equal('A cat');
  });
});

describe('an article of any shape', () => {
  it('may have null, empty text or invalid values in all members but one', () => {
    for (const nothing of [null, undefined, '', '  ', [], {}, NaN, true, () => 'x', Symbol('x'), new Map(), [null]]) {
      const names = [
        'id',
        'excerpt',
        'image',
        'publisher',
        'authors',
        'published',
        'updated',
        'seen',
        'tags',
        'category',
      ];
      expect(made(Object.fromEntries([...names, 'language'].map((name) => [name, nothing])))).to.deep.equal({
        id: LEAST.url,
        ...LEAST,
        authors: [],
        tags: [],
      });
    }
  });

  it('accepts its picture as a URL, an object or a list of either', () => {
    const url = 'https://town.example/a.jpg';
    for (const image of [
      url,
      '/a.jpg',
      '../a.jpg',
      '//town.example/a.jpg',
      new URL(url),
      { url },
      { src: '/a.jpg' },
      [null, 'data:image/png;base64,x', { href: url }],
      new Set([url]),
    ]) {
      expect(made({ image }).image).to.deep.equal({ url });
    }
    expect(made({ image: { url, alt: 'A tram', width: '640', height: null } }).image).to.deep.equal({
      url,
      alt: 'A tram',
      width: 640,
    });
    expect(made({ image: { url, alt: null, width: 0, height: '-1px' } }).image).to.deep.equal({ url });
  });

  it('accepts its authors as names, objects, a single one, or in one text', () => {
    const ada = { name: 'Ada Lund' };
    for (const [authors, expected] of [
      ['Ada Lund', [ada]],
      [' Ada Lund , Bo Ek,', [ada, { name: 'Bo Ek' }]],
      [
        ['Ada Lund', null, '', 'Bo Ek'],
        [ada, { name: 'Bo Ek' }],
      ],
      [{ name: 'Ada Lund', url: '/ada' }, [{ ...ada, url: 'https://town.example/ada' }]],
      [[{ name: 'Ada Lund', url: null }, { name: null }], [ada]],
      [new Set(['Ada Lund']), [ada]],
      [7, [{ name: '7' }]],
    ]) {
      expect(made({ authors }).authors, JSON.stringify(authors)).to.deep.equal(expected);
    }
  });

  it('accepts its publisher as a name, a URL or an object', () => {
    for (const [publisher, expected] of [
      ['The Ledger', { name: 'The Ledger' }],
      [['The Ledger'], { name: 'The Ledger' }],
      [
        { name: 'The Ledger', url: null, icon: '/i.png' },
        { name: 'The Ledger', icon: 'https://town.example/i.png' },
      ],
      [
        { title: 'The Ledger', url: 'https://ledger.example' },
        { name: 'The Ledger', url: 'https://ledger.example/' },
      ],
      ['https://www.ledger.example/x', { name: 'ledger.example', url: 'https://www.ledger.example/' }],
      [{ url: 'https://ledger.example/x' }, { name: 'ledger.example', url: 'https://ledger.example/' }],
    ]) {
      expect(made({ publisher }).publisher, JSON.stringify(publisher)).to.deep.equal(expected);
    }
  });

  it('accepts dates as text with or without a zone, numbers, dates, or objects of libraries', () => {
    const at = Date.UTC(2026, 4, 26, 9, 30);
    const moment = '2026-05-26T09:30:00Z';
    for (const published of [
      at,
      at / 1000,
      String(at),
      String(at / 1000),
      new Date(at),
      moment,
      '2026-05-26T09:30:00',
      '2026-05-26 09:30',
      'Tue, 26 May 2026 09:30:00 +0000',
      'May 26, 2026 9:30 AM',
      { toDate: () => new Date(at) },
      { toISOString: () => '2026-05-26T09:30:00.000Z' },
      { toISO: () => moment },
      { seconds: at / 1000, nanoseconds: 0 },
      { _seconds: at / 1000 },
      { date: '2026-05-26 09:30:00.000000', timezone: 'UTC' },
    ]) {
      const article = made({ published, updated: published, seen: published });
      for (const name of ['published', 'updated', 'seen'] as const)
        expect(new Date(article[name]!).getTime(), String(published)).to.equal(at);
    }
  });

  it('has no date if a program had none', () => {
    for (const published of [
      0,
      '0',
      -1,
      NaN,
      Infinity,
      new Date(NaN),
      new Date(0),
      'soon',
      '0000-00-00 00:00:00',
      '0001-01-01T00:00:00Z',
      false,
    ])
      expect(made({ published }), String(published)).not.to.have.property('published');
  });

  it('accepts its tags in a list, in one text, or as objects', () => {
    for (const tags of [
      ['Trams', 'Trade'],
      'Trams, Trade',
      ' Trams,Trade,,Trams ',
      [{ name: 'Trams' }, { label: 'Trade' }],
      [null, 'Trams', '', 'Trade', undefined],
      new Set(['Trams', 'Trade']),
      (function* () {
        yield 'Trams';
        yield 'Trade';
      })(),
    ]) {
      expect(made({ tags }).tags).to.deep.equal(['Trams', 'Trade']);
    }
    expect(made({ tags: [2026] }).tags).to.deep.equal(['2026']);
    expect(made({ category: [{ name: 'World' }] }).category).to.equal('World');
  });

  it('accepts an id of any type', () => {
    for (const [id, expected] of [
      [7, '7'],
      [0, '0'],
      [7n, '7'],
      ['  a 1 ', 'a 1'],
      [null, LEAST.url],
      [{}, LEAST.url],
    ]) {
      expect(made({ id }).id).to.equal(expected);
    }
  });

  it('resolves its URL against that of the page', () => {
    for (const url of ['/1', '../1', '//town.example/1', new URL('https://town.example/1'), { href: '/1' }, ' /1 '])
      expect(made({ url }).url).to.equal('https://town.example/1');
    expect(articleFromObject({ ...LEAST, url: '/1' }, undefined)).to.be.a('string');
  });

  it('keeps text unchanged, on one line', () => {
    const { title, excerpt } = made({ title: 'How <b> works\n& why &amp;', excerpt: ['It\u0000 does'] });
    expect([title, excerpt]).to.deep.equal(['How <b> works & why &amp;', 'It does']);
    expect(made({ title: { rendered: 'Fish &#038; <em>chips</em>' } }).title).to.equal('Fish & chips');
    expect(made({ title: 2026 }).title).to.equal('2026');
    expect(made({ language: 'de_AT' }).language).to.equal('de-AT');
    expect(made({ language: 'English, mostly' })).not.to.have.property('language');
  });

  it('finds a title in the excerpt, the text of the picture, or the host of a picture alone', () => {
    expect(made({ title: null, excerpt: 'Trams are back.' }).title).to.equal('Trams are back.');
    expect(made({ title: '', image: { url: '/a.jpg', alt: 'A tram' } }).title).to.equal('A tram');
    expect(made({ title: undefined, image: '/a.jpg' }).title).to.equal('town.example');
  });

  it('is invalid without a URL or any text', () => {
    for (const [given, why] of [
      [null, 'it is null, no object'],
      [undefined, 'it is undefined, no object'],
      ['https://town.example/1', 'it is string, no object'],
      [1, 'it is number, no object'],
      [[], 'url is missing or no http: or https: address'],
      [{ title: 'Trams' }, 'url is missing or no http: or https: address'],
      [{ ...LEAST, url: 'javascript:alert(1)' }, 'url is missing or no http: or https: address'],
      [{ ...LEAST, url: 'mailto:a@town.example' }, 'url is missing or no http: or https: address'],
      [{ url: LEAST.url }, 'title is missing'],
      [{ url: LEAST.url, title: ' ', published: 1e9 }, 'title is missing'],
    ] as const) {
      expect(reason(given)).to.equal(why);
    }
  });

  it('may be frozen, a Map, an instance with getters, or wrapped in proxies', () => {
    const deep = (value: object): object =>
      new Proxy(value, {
        get: (target, name) => {
          const found: unknown = Reflect.get(target, name);
          return found !== null && typeof found === 'object' ? deep(found) : found;
        },
      });
    class Story {
      #url = LEAST.url;
      get url() {
        return this.#url;
      }
      get title() {
        return LEAST.title;
      }
      get excerpt() {
        throw new Error('not loaded');
      }
    }
    const frozen = Object.freeze({ ...LEAST, tags: Object.freeze(['Trade']), image: Object.freeze({ url: '/a.jpg' }) });
    for (const given of [
      frozen,
      deep({ ...LEAST, tags: ['Trade'], image: { url: '/a.jpg' } }),
      new Map(Object.entries(frozen)),
      Object.assign(Object.create(null) as object, frozen),
      Object.assign(new Story(), { tags: ['Trade'], image: '/a.jpg' }),
    ]) {
      const { articles } = toFeed({ articles: [articleFromObject(given, PAGE)] });
      expect(articles).to.deep.equal([
        { id: LEAST.url, ...LEAST, authors: [], tags: ['Trade'], image: { url: 'https://town.example/a.jpg' } },
      ]);
    }
  });

  it('survives getters and iterators that throw, cycles, endless lists and revoked proxies', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const round: { name: unknown } = { name: undefined };
    round.name = round;
    const endless = {
      *[Symbol.iterator]() {
        for (let n = 0; ; n++) yield `Tag ${n}`;
      },
    };
    const throwing = {
      get name(): string {
        throw new Error('no');
      },
      [Symbol.iterator](): Iterator<string> {
        throw new Error('no');
      },
    };
    const article = made({
      tags: endless,
      authors: round,
      publisher: throwing,
      image: proxy,
      published: {
        toISOString: () => {
          throw new Error('no');
        },
      },
    });
    expect(article.tags!.length).to.be.within(50, 1000);
    expect(article).to.have.all.keys('id', 'url', 'title', 'authors', 'tags');
    expect(reason(proxy)).to.match(/^url is missing/);
  });
});
