import { expect } from 'chai';
import fc from 'fast-check';
import { filterArticles } from '../../src/select/filter-articles.js';
import { withoutSameLinks } from '../../src/select/repeats.js';
import { selectArticles } from '../../src/select/select-articles.js';
import type { Article } from '../../src/model/article.js';
import { toRequest } from '../../src/model/request.js';

const NOW = Date.parse('2025-06-03T12:00:00Z');

let count = 0;
const article = (members: Partial<Article> = {}): Article => ({
  id: `id-${++count}`,
  url: `https://paper.example/${count}`,
  title: `Title ${count}`,
  authors: [],
  tags: [],
  ...members,
});

const chosen = (articles: Article[], host: object = {}): Article[] =>
  filterArticles(articles, toRequest(host, expect.fail), NOW);
const titles = (articles: Article[], host?: object) => chosen(articles, host).map(({ title }) => title);

/** Returns whether an article is shown. */
const shows = (members: Partial<Article>, host: object) => chosen([article(members)], host).length === 1;

const ago = (hours: number) => new Date(NOW - hours * 36e5).toISOString();

describe('include and exclude', () => {
  it('match whole words in title, excerpt, category and tags, without case and accents', () => {
    const places: Partial<Article>[] = [
      { title: 'FLÓOD in Lindau' },
      { excerpt: 'After the flood.' },
      { category: 'Flood' },
      { tags: ['storm', 'flood'] },
    ];
    for (const place of places) {
      expect(shows(place, { include: 'flood' })).to.equal(true);
      expect(shows(place, { exclude: 'Flood' })).to.equal(false);
    }
    const others: Partial<Article>[] = [
      { title: 'Flooding in Lindau' },
      { publisher: { name: 'Flood' } },
      { authors: [{ name: 'Flood' }] },
      { url: 'https://flood.example/flood' },
    ];
    for (const place of others) {
      expect(shows(place, { include: 'flood' })).to.equal(false);
      expect(shows(place, { exclude: 'flood' })).to.equal(true);
    }
  });

  // Entries, a headline, and whether they are found in it.
  const CASES: [entries: string | string[], title: string, found: boolean][] = [
    ['flood, storm', 'A storm', true],
    ['flood, storm', 'A fire', false],
    [['flood', 'storm'], 'A storm', true],
    ['old harbour', 'In the old harbour', true],
    ['old harbour', 'The harbour is old', false],
    ['flood + rescue', 'Rescue after the flood', true],
    ['flood+rescue', 'Rescue after the flood', true],
    ['flood +rescue', 'Rescue after the flood', true],
    ['+flood +rescue', 'Rescue after the flood', true],
    ['flood＋rescue', 'Rescue after the flood', true],
    ['flood + rescue', 'After the flood', false],
    ['flood+rescue', 'A rescue', false],
    ['flood + old harbour', 'Flood in the old harbour', true],
    ['flood + old harbour', 'Flood in the harbour, old as it is', false],
    ['flood + rescue + Lindau', 'Lindau: rescue after the flood', true],
    ['flood + rescue + Lindau', 'Rescue after the flood', false],
    ['flood + rescue, fire', 'A fire', true],
    ['flood +', 'A flood', true],
    ['+ flood', 'A flood', true],
    ['flood + + rescue', 'Rescue after the flood', true],
    ['flood + !?', 'A flood', true],
    ['C++', 'Learning C++', true],
    ['C++', 'The C language', false],
    ['C#', 'Learning C#', true],
    ['C#', 'The C language', false],
    ['C++ + C#', 'C# or C++', true],
    ['C++ + C#', 'All about C++', false],
    ['C++ +C#', 'C# or C++', true],
    ['C+++rescue', 'A rescue in C++', true],
    ['Disney+', 'Series of Disney+ are back', true],
    ['Disney+', 'Disney is back', false],
    ['Disney+ series', 'A Disney+ series', true],
    ['Disney+ series', 'A series about Disney', false],
    ['Disney+ + series', 'A series of Disney+', true],
    ['Disney+, flood', 'A flood', true],
    ['P5+1', 'Talks of the P5+1', true],
    ['!?', 'Anything', false],
    ['+', 'Anything', false],
    ['🎉', 'Anything 🎉', false],
    ['和平 + 谈判', '和平的谈判', true],
    ['和平 + 港口', '和平的谈判', false],
    ['محادثات + السلام', 'استئناف محادثات السلام', true],
    ['Größe + straße', 'Die Strasse und ihre GROSSE', true],
    ['Hafen', 'Der Hafenmeister', false],
    ['Hafenmeister', 'Der Hafenmeister', true],
    ['a+', 'In a word', false],
  ];
  for (const [entries, title, found] of CASES) {
    it(`${found ? 'find' : 'do not find'} ${JSON.stringify(entries)} in "${title}"`, () => {
      expect(shows({ title }, { include: entries })).to.equal(found);
      expect(shows({ title }, { exclude: entries })).to.equal(!found);
    });
  }

  it('match parts of a combination in different fields, but no phrase across two fields', () => {
    const members = { title: 'Flood', excerpt: 'All of Lindau helps.', tags: ['rescue'] };
    expect(shows(members, { include: 'flood + rescue + lindau' })).to.equal(true);
    expect(shows(members, { include: 'flood rescue' })).to.equal(false);
  });

  it('apply together: excluded articles are removed, included or not', () => {
    const articles = ['Flood', 'Flood: a podcast', 'Podcast', 'Fire'].map((title) => article({ title }));
    expect(titles(articles, { include: 'flood, podcast', exclude: 'podcast' })).to.deep.equal(['Flood']);
  });

  it('keep all articles if they are empty', () => {
    const articles = [article(), article()];
    expect(chosen(articles, { include: ' , ', exclude: '' })).to.deep.equal(articles);
  });
});

describe('excluded publishers', () => {
  const CASES: [entries: string | string[], members: Partial<Article>, excluded: boolean][] = [
    ['The Paper', { publisher: { name: 'The Paper' } }, true],
    ['the páper', { publisher: { name: 'THE PAPER' } }, true],
    ['Bote, The Paper', { publisher: { name: 'The Paper' } }, true],
    [['Bote', 'The Paper, Inc.'], { publisher: { name: 'The Paper, Inc.' } }, true],
    ['Paper', { publisher: { name: 'The Paper' } }, false],
    ['The Paper', { publisher: { name: 'The Paper Online' } }, false],
    ['The Paper', { title: 'The Paper' }, false],
    ['example.org', { url: 'https://example.org/a' }, true],
    ['example.org', { url: 'https://www.example.org/a' }, true],
    ['example.org', { url: 'https://news.example.org/a' }, true],
    ['example.org', { url: 'http://EXAMPLE.org:8080/a' }, true],
    ['example.org', { url: 'https://example.org./a' }, true],
    ['EXAMPLE.org', { url: 'https://example.org/a' }, true],
    ['www.example.org', { url: 'https://news.example.org/a' }, true],
    ['*.example.org', { url: 'https://news.example.org/a' }, true],
    ['.example.org', { url: 'https://news.example.org/a' }, true],
    ['https://www.example.org/news?x=1', { url: 'https://news.example.org/a' }, true],
    ['example.org/news', { url: 'https://example.org/a' }, true],
    ['example.org', { publisher: { name: 'X', url: 'https://news.example.org/' } }, true],
    ['example.org', { publisher: { name: 'example.org' } }, true],
    ['news.example.org', { url: 'https://example.org/a' }, false],
    ['example.org', { url: 'https://notexample.org/a' }, false],
    ['example.org', { url: 'https://example.org.evil.example/a' }, false],
    ['example.org', { url: 'https://paper.example/example.org' }, false],
    ['example', { url: 'https://paper.example/a' }, false],
    ['zürich.example', { url: 'https://xn--zrich-kva.example/a' }, true],
    ['Golem.example', { publisher: { name: 'golem.example' } }, true],
    ['صحيفة الميناء', { publisher: { name: 'صحيفة الميناء' } }, true],
    ['港口新闻网', { publisher: { name: '港口新闻网' } }, true],
    ['!?, https://[, https://, .', { publisher: { name: '!?' } }, false],
    ['paper.example', { url: 'https://[' }, false],
  ];
  for (const [entries, members, excluded] of CASES) {
    it(`${JSON.stringify(entries)} ${excluded ? 'hides' : 'leaves'} ${JSON.stringify(members)}`, () => {
      expect(shows(members, { excludePublisher: entries })).to.equal(!excluded);
    });
  }
});

describe('the greatest age', () => {
  it('leaves out older articles', () => {
    const articles = [ago(1), ago(36), ago(37)].map((published) => article({ published }));
    expect(chosen(articles, { maxAge: '36h' })).to.deep.equal(articles.slice(0, 2));
    expect(chosen(articles, { maxAge: 36e5 })).to.deep.equal(articles.slice(0, 1));
    expect(chosen(articles)).to.have.length(3);
  });

  it('uses the date of publication, else of the first sight, else of the update', () => {
    expect(shows({ published: ago(48), updated: ago(1) }, { maxAge: '1d' })).to.equal(false);
    expect(shows({ seen: ago(48) }, { maxAge: '1d' })).to.equal(false);
    expect(shows({ updated: ago(1) }, { maxAge: '1d' })).to.equal(true);
  });

  it('keeps articles without a date, and treats the future as now', () => {
    expect(shows({}, { maxAge: '1h' })).to.equal(true);
    expect(shows({ published: ago(-1000) }, { maxAge: 1 })).to.equal(true);
  });
});

describe('articles of one publisher', () => {
  it('are the newest, at most the limit', () => {
    const articles = ['A', 'B', 'A', 'a', 'A', 'B'].map((name, index) =>
      article({ publisher: { name }, published: ago(index) }),
    );
    expect(chosen(articles, { perPublisher: 2 })).to.deep.equal([0, 1, 2, 5].map((index) => articles[index]));
    expect(chosen(articles, { perPublisher: 1 })).to.deep.equal(articles.slice(0, 2));
    expect(chosen(articles)).to.have.length(6);
  });

  it('are those of one host if no publisher is named', () => {
    const articles = ['https://a.example/1', 'https://www.a.example/2', 'https://b.example/1', 'https://['].map((url) =>
      article({ url }),
    );
    expect(chosen(articles, { perPublisher: 1 })).to.deep.equal([0, 2, 3].map((index) => articles[index]));
  });

  it('are counted after repeats and filters', () => {
    const publisher = { name: 'The Paper' };
    const articles = ['Storm', 'Storm', 'Flood', 'Fire'].map((title) => article({ title, publisher }));
    expect(titles(articles, { perPublisher: 2, exclude: 'flood' })).to.deep.equal(['Storm', 'Fire']);
  });
});

describe('one of each story', () => {
  const [first, second, third] = ['The Paper', 'Harbour Times', 'Bote'].map((name) => ({ name }));
  const title = 'Envoys resume talks in the old harbour';
  const image = { url: 'https://paper.example/picture.jpg' };

  it('is shown, the best of several publishers', () => {
    const articles = [
      article({ title: `${title} - Bote`, publisher: third!, published: ago(1) }),
      article({ title, publisher: second!, published: ago(2), image }),
      article({ title, publisher: first!, published: ago(3) }),
    ];
    expect(chosen(articles)).to.deep.equal([articles[1]]);
  });

  it('is the newest of a single publisher', () => {
    const articles = [
      article({ title, publisher: first!, published: ago(1) }),
      article({ title, publisher: first!, published: ago(2), image }),
    ];
    expect(chosen(articles)).to.deep.equal([articles[0]]);
  });

  it('is one that passes the filters', () => {
    const articles = [
      article({ title, publisher: first!, published: ago(1) }),
      article({ title, publisher: second!, published: ago(2), image }),
      article({ title, publisher: third!, published: ago(60), image }),
    ];
    expect(chosen(articles, { excludePublisher: 'harbour times', maxAge: '1d' })).to.deep.equal([articles[0]]);
  });

  it('is not left out as the repeat of a filtered one', () => {
    // One link in two feeds: the older has the headline of another story.
    const url = 'https://paper.example/live';
    const articles = [
      article({ url, title: 'The harbour, live', publisher: first!, published: ago(1) }),
      article({ url, title, publisher: first!, published: ago(2), image }),
      article({ title, publisher: second!, published: ago(3) }),
    ];
    expect(chosen(articles)).to.deep.equal([articles[0], articles[2]]);
  });

  it('ignores other publishers', () => {
    const articles = [
      article({ title: 'Weather', publisher: first! }),
      article({ title: 'Sport', publisher: second! }),
    ];
    expect(chosen(articles)).to.deep.equal(articles);
  });
});

describe('choosing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(
        fc.constantFrom(
          'flood',
          'storm',
          'in',
          'Lindau',
          'C++',
          '+',
          '3',
          '4',
          '|',
          '…',
          '和平谈判',
          '\0',
          '\u202e',
          '\ud800',
        ),
        {
          maxLength: 9,
        },
      )
      .map((words) => words.join(' ')),
  );
  const articlesLike = fc
    .array(
      fc.record({
        title: text,
        excerpt: fc.option(text, { nil: undefined }),
        category: fc.option(text, { nil: undefined }),
        tags: fc.array(text, { maxLength: 2 }),
        url: fc.oneof(fc.webUrl(), fc.constantFrom('https://paper.example/a', 'https://[', 'https://a.example./')),
        publisher: fc.option(fc.record({ name: fc.oneof(text, fc.constantFrom('The Paper', 'Bote')) }), {
          nil: undefined,
        }),
        published: fc.option(fc.constantFrom(ago(-5), ago(1), ago(2), ago(90), 'never'), { nil: undefined }),
      }),
      { maxLength: 25 },
    )
    .map((members) => members.map(article));
  const hosts = fc.record(
    {
      include: fc.array(text, { maxLength: 3 }),
      exclude: fc.array(text, { maxLength: 3 }),
      excludePublisher: fc.array(fc.oneof(text, fc.webUrl(), fc.domain(), fc.constant('The Paper')), { maxLength: 3 }),
      maxAge: fc.constantFrom('1h', '3d', 1),
      perPublisher: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: [] },
  );

  it('returns a subset of the articles, in order, for any content and any filters', () => {
    fc.assert(
      fc.property(articlesLike, hosts, (articles, host) => {
        const before = structuredClone(articles);
        const left = chosen(articles, host);
        expect(left).to.deep.equal(articles.filter((one) => left.includes(one)));
        expect(new Set(left).size).to.equal(left.length);
        expect(articles).to.deep.equal(before);
        expect(chosen(left, host).length).to.be.at.most(left.length);
      }),
    );
  });

  it('removes repeats, and nothing else of a single publisher', () => {
    fc.assert(
      fc.property(articlesLike, (articles) => {
        const left = chosen(articles);
        expect(withoutSameLinks(left)).to.deep.equal(left);
        const own = articles.map((one) => ({ ...one, publisher: { name: 'The Paper' } }));
        expect(chosen(own)).to.deep.equal(withoutSameLinks(own));
      }),
    );
  });

  it('splits the articles: each is either included or excluded by the same words', () => {
    fc.assert(
      fc.property(articlesLike, fc.array(text, { minLength: 1, maxLength: 3 }), (articles, entries) => {
        // One publisher and links of their own, so that only the words decide.
        const own = articles.map((one, index) => ({
          ...one,
          title: `${one.title} t${index}x`,
          url: `https://paper.example/${index}`,
          publisher: { name: 'The Paper' },
        }));
        fc.pre(entries.some((entry) => entry.trim()));
        const both = [...chosen(own, { include: entries }), ...chosen(own, { exclude: entries })];
        expect(both).to.have.members(own);
        expect(both).to.have.length(own.length);
      }),
    );
  });

  it('never returns more than the limit per publisher', () => {
    fc.assert(
      fc.property(articlesLike, fc.integer({ min: 1, max: 3 }), (articles, perPublisher) => {
        const counts = new Map<string, number>();
        for (const { publisher } of chosen(articles, { perPublisher })) {
          if (publisher) counts.set(publisher.name, (counts.get(publisher.name) ?? 0) + 1);
        }
        for (const [name, times] of counts) if (/\p{L}/u.test(name)) expect(times, name).to.be.at.most(perPublisher);
      }),
    );
  });

  it('works in selectArticles, newest first and within the limit', () => {
    fc.assert(
      fc.property(articlesLike, hosts, (articles, host) => {
        const request = toRequest({ ...host, limit: 5 }, expect.fail);
        const shown = selectArticles(articles, request, NOW, filterArticles);
        expect(shown.length).to.be.at.most(5);
        expect(new Set(shown.map(({ id }) => id)).size).to.equal(shown.length);
      }),
    );
  });

  it('handles titles of a megabyte, and ten thousand equal articles', () => {
    const long = ['a'.repeat(1 << 20), 'a b + '.repeat(1 << 17), '和平'.repeat(1 << 19)].map((title) =>
      article({ title }),
    );
    const host = { include: 'a, 和平', exclude: 'c + d', excludePublisher: 'x.example' };
    expect(chosen(long, host)).to.have.length(2);
    const same = Array.from({ length: 10_000 }, (_one, index) =>
      article({ title: 'Envoys resume talks in Lindau', publisher: { name: `Paper ${index}` } }),
    );
    expect(chosen(same)).to.have.length(1);
  });
});
