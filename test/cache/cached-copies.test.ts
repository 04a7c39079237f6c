import { expect } from 'chai';
import fc from 'fast-check';
import { copyOf, forgetCopy, keepCopy } from '../../src/cache/cached-copies.js';
import type { LoadedFeed, Source } from '../../src/feed/load-feeds.js';
import { settings } from '../../src/network/settings.js';
import { toFeed } from '../../src/model/feed.js';
import { toRequest } from '../../src/model/request.js';
import { feedProvider } from '../../src/providers/feed.js';

/** The last good copies: bounded, versioned, checked when read, and never a reason to fail. */

const WEEK = 604_800_000;
const request = toRequest({ tag: 'peace' }, expect.fail);
const sourceAt = (src: string): Source => ({ provider: feedProvider, src });

const source = sourceAt('https://paper.example/feed');
const article = (title: string, more: object = {}) => ({
  url: `https://paper.example/${title.length}/${title.slice(0, 20)}`,
  title,
  published: '2026-05-26T09:30:00Z',
  tags: ['peace'],
  ...more,
});
const loaded = (from: Source, articles: object[], at = Date.now()): LoadedFeed => ({
  source: from,
  feed: toFeed({ title: 'Paper', articles }),
  at,
});
const titles = (copy: LoadedFeed | undefined) => copy?.feed.articles.map(({ title }) => title);
const names = () => Object.keys(localStorage);

beforeEach(() => localStorage.clear());
afterEach(() => {
  settings.storage = undefined;
  localStorage.clear();
});

describe('a cached copy', () => {
  it('holds the articles that were stored, with their time', () => {
    const at = Date.now() - 5000;
    keepCopy(loaded(source, [article('A'), article('B')], at), request);
    const copy = copyOf(source, request, WEEK)!;
    expect(copy).to.include({ at, isCopy: true, source });
    expect(copy.feed.title).to.equal('Paper');
    expect(titles(copy)).to.deep.equal(['A', 'B']);
  });

  it('is stored per source and tags', () => {
    keepCopy(loaded(source, [article('A')]), request);
    expect(copyOf(sourceAt('https://paper.example/other'), request, WEEK)).to.equal(undefined);
    expect(copyOf(source, toRequest({ tag: 'war' }, expect.fail), WEEK)).to.equal(undefined);
    expect(copyOf(source, toRequest({ tag: 'peace', limit: 5, exclude: 'x' }, expect.fail), WEEK)).not.to.equal(
      undefined,
    );
  });

  it('holds the newest articles about the tags, up to the limit', () => {
    const articles = Array.from({ length: 50 }, (_, n) =>
      article(`Story ${n}`, {
        published: new Date(Date.UTC(2026, 0, 1 + n)).toISOString(),
        tags: [n % 2 ? 'peace' : 'war'],
      }),
    );
    keepCopy(loaded(source, articles), toRequest({ tag: 'peace', limit: 3 }, expect.fail));
    expect(titles(copyOf(source, request, WEEK))).to.deep.equal(['Story 49', 'Story 47', 'Story 45']);
  });

  it('is kept with an unknown age when the clock was set back', () => {
    for (const ahead of [1, 30_000, 400 * 864e5]) {
      keepCopy(loaded(source, [article('A')], Date.now() + ahead + 60_000), request);
      expect(copyOf(source, request, WEEK)).to.include({ at: 0, isCopy: true });
      expect(names()).to.have.length(1);
    }
  });

  it('is removed when it is too old, and on request', () => {
    keepCopy(loaded(source, [article('A')], Date.now() - WEEK - 1), request);
    expect(copyOf(source, request, WEEK)).to.equal(undefined);
    expect(names()).to.be.empty;
    keepCopy(loaded(source, [article('A')]), request);
    forgetCopy(source, request);
    expect(names()).to.be.empty;
  });
});

describe('the storage', () => {
  it('holds the newest twenty copies', () => {
    for (let n = 0; n < 30; n++) {
      keepCopy(loaded(sourceAt(`https://paper.example/${n}`), [article('A')], Date.now() - 100_000 + n), request);
    }
    expect(names()).to.have.length(20);
    expect(copyOf(sourceAt('https://paper.example/9'), request, WEEK)).to.equal(undefined);
    expect(copyOf(sourceAt('https://paper.example/10'), request, WEEK)).not.to.equal(undefined);
  });

  it('drops copies from the future first', () => {
    const year = 365 * 86_400_000;
    for (let n = 0; n < 25; n++) {
      keepCopy(loaded(sourceAt(`https://ahead.example/${n}`), [article('A')], Date.now() + year), request);
    }
    for (let n = 0; n < 20; n++) keepCopy(loaded(sourceAt(`https://paper.example/${n}`), [article('A')]), request);
    expect(names()).to.have.length(20);
    for (let n = 0; n < 20; n++) {
      expect(copyOf(sourceAt(`https://paper.example/${n}`), request, WEEK), String(n)).not.to.equal(undefined);
    }
  });

  it('limits the size of one copy and of all copies', () => {
    const long = (n: number) => article(`Story ${n}`, { excerpt: 'word '.repeat(190), id: String(n) });
    for (let n = 0; n < 12; n++) {
      const articles = Array.from({ length: 300 }, (_, index) => long(1000 * n + index));
      keepCopy(loaded(sourceAt(`https://paper.example/${n}`), articles), toRequest({ limit: 1000 }, expect.fail));
    }
    const sizes = names().map((name) => localStorage.getItem(name)!.length);
    expect(Math.max(...sizes)).to.be.at.most(100_000);
    expect(Math.max(...sizes)).to.be.greaterThan(30_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.at.most(500_000);
  });

  it('holds no copy if no article fits', () => {
    keepCopy(
      loaded(source, [
        article('A', {
          tags: ['peace'],
          authors: Array(50).fill({ name: 'Ada', url: `https://a.example/${'a'.repeat(2900)}` }),
        }),
      ]),
      request,
    );
    expect(names()).to.be.empty;
  });

  it('keeps entries of other scripts, and removes copies of other versions', () => {
    localStorage.setItem('cart', '3 apples');
    localStorage.setItem('newsrack:copy:0:old', '{}');
    localStorage.setItem('newsrack:turn:gdelt', '1');
    keepCopy(loaded(source, [article('A')]), request);
    expect(names().sort().slice(0, 1)).to.deep.equal(['cart']);
    expect(names()).not.to.include('newsrack:copy:0:old');
    expect(names()).to.include('newsrack:turn:gdelt');
  });
});

describe('content of the storage is validated:', () => {
  const put = (text: string) => {
    keepCopy(loaded(source, [article('A')]), request);
    localStorage.setItem(names()[0]!, text);
  };

  for (const text of [
    '',
    'null',
    '[]',
    '{"at":1',
    '{"at":"soon","feed":{"articles":[]}}',
    '{"at":null}',
    '"x"',
    '{"at":-1,"feed":7}',
  ]) {
    it(`${JSON.stringify(text)} is removed`, () => {
      put(text);
      expect(copyOf(source, request, WEEK)).to.equal(undefined);
      expect(names()).to.be.empty;
    });
  }

  it('articles with non-web links and members that pollute prototypes are dropped', () => {
    const articles = `[{"url":"javascript:alert(1)","title":"Bad"},{"__proto__":{"polluted":1},"url":"https://a.example/","title":"Good"}]`;
    put(
      `{"at":${Date.now()},"feed":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"articles":${articles}}}`,
    );
    expect(titles(copyOf(source, request, WEEK))).to.deep.equal(['Good']);
    expect(({} as { polluted?: number }).polluted).to.equal(undefined);
  });

  it('any text is either a feed or removed', () => {
    const json = fc.jsonValue().map((feed) => JSON.stringify({ at: Date.now(), feed }));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), json), (text) => {
        put(text);
        const copy = copyOf(source, request, WEEK);
        for (const { url } of copy?.feed.articles ?? []) expect(url).to.match(/^https?:/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('storage that fails causes no error', () => {
  const failing = (...methods: string[]) =>
    new Proxy(localStorage, {
      get(target, name) {
        if (methods.includes(String(name))) throw new DOMException('No', 'SecurityError');
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });

  for (const methods of [
    ['getItem'],
    ['setItem'],
    ['removeItem'],
    ['key'],
    ['length'],
    ['getItem', 'setItem', 'removeItem', 'key', 'length'],
  ]) {
    it(`when ${methods.join(', ')} throw`, () => {
      settings.storage = failing(...methods);
      keepCopy(loaded(source, [article('A')]), request);
      copyOf(source, request, WEEK);
      forgetCopy(source, request);
    });
  }

  it('when it is full, and older copies are dropped for the newest', () => {
    let room = 3;
    settings.storage = new Proxy(localStorage, {
      get(target, name) {
        if (name === 'setItem')
          return (key: string, value: string) => {
            if (target.length >= room) throw new DOMException('Full', 'QuotaExceededError');
            target.setItem(key, value);
          };
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    for (let n = 0; n < 5; n++) keepCopy(loaded(sourceAt(`https://paper.example/${n}`), [article('A')]), request);
    expect(copyOf(sourceAt('https://paper.example/4'), request, WEEK)).not.to.equal(undefined);
    room = 0;
    keepCopy(loaded(source, [article('A')]), request);
    expect(copyOf(source, request, WEEK)).to.equal(undefined);
  });

  it('when it is switched off', () => {
    settings.storage = null;
    keepCopy(loaded(source, [article('A')]), request);
    expect(copyOf(source, request, WEEK)).to.equal(undefined);
    expect(names()).to.be.empty;
  });
});
