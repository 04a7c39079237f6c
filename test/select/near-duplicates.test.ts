import { expect } from 'chai';
import fc from 'fast-check';
import { publisherKey, withoutSameStories } from '../../src/select/near-duplicates.js';
import type { Article } from '../../src/model/article.js';

let count = 0;
/** An article of a publisher of its own. */
function article(members: Partial<Article> = {}): Article {
  const name = `paper${++count}`;
  return {
    id: `id-${count}`,
    url: `https://${name}.example/${count}`,
    title: `Title ${count}`,
    publisher: { name },
    authors: [],
    tags: [],
    published: '2025-06-03T10:00:00Z',
    ...members,
  };
}
const told = (...headlines: (string | Partial<Article>)[]): Article[] =>
  headlines.map((one) => article(typeof one === 'string' ? { title: one } : one));
const titles = (articles: Article[]) => withoutSameStories(articles).map(({ title }) => title);

const HEADLINE = 'Envoys resume talks in the old harbour of Lindau';
const PICTURE = { url: 'https://paper.example/picture.jpg' };

describe('headlines of one story', () => {
  const SAME: [string, string][] = [
    [HEADLINE, HEADLINE],
    [HEADLINE, 'ENVOYS “resumé” talks in the old harbour of Lindau!'],
    [HEADLINE, 'Envoys resume talks in the old harbour of Lindau – again'],
    ['Envoys resume talks in Lindau after a long break', 'After a long break, envoys resume talks in Lindau'],
    ['Envoys resume peace talks', 'Envoys resume peace talks - Harbour Times'],
    ['Envoys resume peace talks | The Morning Paper', 'Envoys resume peace talks - Harbour Times'],
    ['Envoys resume peace talks', 'Envoys resume peace talks | World News | The Morning Paper'],
    ['Envoys resume peace talks', 'Envoys resume peace talks - harbour.example'],
    ['Flood hits three towns, 12 dead', 'Flood hits three towns, 12 dead'],
    ['12 dead and 30 missing in northern towns', 'In northern towns, 30 missing and 12 dead'],
    [`Today: ${HEADLINE.replace(' the', '')}`, `Again: ${HEADLINE.replace(' the', '')}`],
    [HEADLINE, 'Envoys resume talks in the…'],
    [HEADLINE, 'Envoys resume talks in the old - …'],
    [HEADLINE, 'Envoys resume talks in the ol…'],
    [HEADLINE, 'Envoys resume talks in the old [...]'],
    [HEADLINE, 'Envoys resume talks in the old harb ...'],
    [HEADLINE, 'Envoys resume talks in the old harb... - Harbour Times'],
    ['Envoys resume talks in the old har…', 'Envoys resume talks in the old harbour o…'],
    ['Envoys resume talks on 12 May in…', 'Envoys resume talks on 12 May in the town hall'],
    ['Friedensgespräche in Lindau fortgesetzt', 'FRIEDENSGESPRÄCHE in Lindau fortgesetzt | Hafenbote'],
    ['Bürgermeisterwahl: Stichwahl in Großdorf nötig', 'Bürgermeisterwahl: Stichwahl in Grossdorf nötig'],
    ['استئناف محادثات السلام في المدينة القديمة', 'استئناف محادثات السلام في المدينة القديمة | صحيفة الميناء'],
    ['和平谈判在旧港口城市重新开始', '和平谈判在旧港口城市重新开始-港口新闻网'],
    ['和平谈判在旧港口城市重新开始', '和平谈判在旧港口城市重新开始_港口新闻网'],
    ['和平谈判在旧港口城市重新开始', '和平谈判在旧港口城市重新开始了'],
    ['和平谈判在旧港口城市重新开始', '和平谈判在旧港口城…'],
    ['港町で和平交渉が再開された', '港町で和平交渉が再開された｜港日報'],
    ['평화협상이 항구 도시에서 재개되었다', '평화협상이 항구 도시에서 재개되었다 - 항구일보'],
    ['การเจรจาสันติภาพเริ่มขึ้นอีกครั้ง', 'การเจรจาสันติภาพเริ่มขึ้นอีกครั้ง | ข่าวท่าเรือ'],
  ];
  for (const [first, second] of SAME) {
    it(`are "${first}" and "${second}"`, () => {
      expect(titles(told(first, second))).to.have.length(1);
      expect(titles(told(second, first))).to.have.length(1);
    });
  }

  const OTHER: [string, string][] = [
    [HEADLINE, 'Envoys break off talks in the new harbour of Lindau'],
    ['Envoys resume talks', 'Envoys resume talks'],
    ['Results of the third round: 3 May', 'Results of the third round: 4 May'],
    ['Flood hits three towns in the north, 12 dead', 'Flood hits three towns in the north, 15 dead'],
    ['The harbour of Lindau in the year 2025', 'The harbour of Lindau in the year'],
    ['Mayor of Lindau will resign over the harbour deal', 'Mayor of Lindau will not resign over the harbour deal'],
    ["Mayor of Lindau won't resign over the harbour deal", 'Mayor of Lindau will resign over the harbour deal'],
    ['Bürgermeister von Lindau tritt nun doch zurück', 'Bürgermeister von Lindau tritt nun doch nicht zurück'],
    ['Wahl der Oberbürgermeisterin in Lindau', 'Wahl des Kreisvorstands in Lindau'],
    ['Envoys resume talks in the old harbour', 'Envoys resume talks in the old harbour of Lindau with new demands'],
    [HEADLINE, 'Envoys resume…'],
    [HEADLINE, 'Envoys resume talks in…'],
    ['Envoys resume talks in the harbour on 1…', 'Envoys resume talks in the harbour on 12 May with new demands'],
    ['Storm over the coast - 12 dead', 'Storm over the coast - 30 dead'],
    ['Storm over the northern coast – harbour closed', 'Storm over the northern coast – trains stopped'],
    ['Storm over the coast - what we know', 'Storm over the coast - how to help'],
    ['Lindau | Harbour Times', 'Lindau | The Morning Paper'],
    ['中国队三比零获胜晋级决赛全场欢呼雀跃', '中国队四比零获胜晋级决赛全场欢呼雀跃'],
    ['市长表示将会因为港口合同问题辞去职务了', '市长表示将不会因为港口合同问题辞去职务了'],
    ['🎉🎉🎉🎉🎉', '🎉🎉🎉🎉🎉'],
    ['— … — … —', '— … — … —'],
  ];
  for (const [first, second] of OTHER) {
    it(`are not "${first}" and "${second}"`, () => {
      expect(titles(told(first, second))).to.have.length(2);
      expect(titles(told(second, first))).to.have.length(2);
    });
  }

  it('end with the name of the publisher, however it is written', () => {
    const publisher = { name: 'The Paper 24', url: 'https://www.harbourtimes.example/' };
    for (const source of ['– The Paper 24', '— paper 24', '· The Paper 24 Online', '– Harbour Times']) {
      const title = `Envoys resume peace talks ${source}`;
      expect(titles([article({ title: 'Envoys resume peace talks' }), article({ title, publisher })])).to.have.length(
        1,
      );
    }
  });

  it('are only compared with those of other publishers', () => {
    const publisher = { name: 'The Paper' };
    const own = told({ title: HEADLINE, publisher }, { title: `${HEADLINE} – again`, publisher });
    expect(titles(own)).to.have.length(2);
    expect(titles([...own, article({ title: HEADLINE, publisher: { name: 'THE PAPER' } })])).to.have.length(3);
  });

  it('are compared by host if no publisher is named', () => {
    const publisher = undefined;
    const at = (url: string) => article({ title: HEADLINE, publisher, url });
    expect(titles([at('https://a.example/1'), at('https://www.a.example/2')])).to.have.length(2);
    expect(titles([at('https://a.example/1'), at('https://b.example/1')])).to.have.length(1);
  });

  it('match one story of each publisher', () => {
    const [first, second] = ['The Paper', 'Harbour Times'].map((name) => ({ name }));
    const articles = [
      article({ title: `${HEADLINE} on Monday`, publisher: first! }),
      article({ title: `${HEADLINE} on Tuesday`, publisher: first! }),
      article({ title: `${HEADLINE} on Friday`, publisher: second!, image: PICTURE }),
    ];
    expect(withoutSameStories(articles).map(({ publisher }) => publisher!.name)).to.deep.equal([
      'The Paper',
      'Harbour Times',
    ]);
  });

  it('appear within three days', () => {
    const on = (published?: string) => article({ title: HEADLINE, published });
    expect(titles([on('2025-06-04T10:00:00Z'), on('2025-06-01T10:00:00Z')])).to.have.length(1);
    expect(titles([on('2025-06-04T10:00:01Z'), on('2025-06-01T10:00:00Z')])).to.have.length(2);
    expect(titles([on('2025-06-04T10:00:00Z'), on()])).to.have.length(1);
    expect(titles([on(), on()])).to.have.length(1);
  });
});

describe('of a story', () => {
  const early = '2025-06-03T08:00:00Z';
  const late = '2025-06-03T11:00:00Z';
  /** Which of two is left, in whatever order they came. */
  function best(first: Partial<Article>, second: Partial<Article>): string {
    const articles = [
      article({ title: HEADLINE, ...first, id: 'first' }),
      article({ title: HEADLINE, ...second, id: 'second' }),
    ];
    const left = [articles, articles.toReversed()].map((list) =>
      withoutSameStories(list)
        .map(({ id }) => id)
        .join(),
    );
    expect(left[0]).to.equal(left[1]);
    return left[0]!;
  }

  it('the article with a picture is kept', () => {
    expect(best({ published: early, excerpt: 'They met.' }, { published: late, image: PICTURE })).to.equal('second');
  });

  it('else the one with an excerpt', () => {
    expect(best({ published: early }, { published: late, excerpt: 'They met.' })).to.equal('second');
    expect(best({ published: early, excerpt: '' }, { published: late, excerpt: 'They met.' })).to.equal('second');
  });

  it('else the earliest', () => {
    expect(best({ published: late }, { published: early })).to.equal('second');
    expect(best({ published: undefined }, { published: late })).to.equal('second');
    expect(best({ published: undefined, seen: early }, { published: late })).to.equal('first');
  });

  it('else always the same', () => {
    expect(best({ url: 'https://b.example/' }, { url: 'https://a.example/' })).to.equal('second');
  });

  it('the order of the remaining articles is kept', () => {
    const articles = [
      article({ title: 'A' }),
      article({ title: HEADLINE, published: late }),
      article({ title: 'B' }),
      article({ title: HEADLINE, published: early }),
      article({ title: 'C' }),
    ];
    expect(withoutSameStories(articles)).to.deep.equal([0, 2, 3, 4].map((index) => articles[index]));
  });

  it('one of dozens is kept', () => {
    const articles = Array.from({ length: 60 }, (_one, index) =>
      article({ title: index % 2 ? HEADLINE : `${HEADLINE} | Paper of Town ${index}`.replace(/\d+/, 'Number') }),
    );
    expect(withoutSameStories(articles)).to.deep.equal([articles[0]]);
  });
});

describe('clustering', () => {
  it('finds every similar pair among thousands', () => {
    const word = (number: number) => `w${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
    const headlines = Array.from({ length: 2000 }, (_one, index) =>
      Array.from({ length: 9 }, (_word, place) => word((index * 7919 + place * place * 104729) % 997)).join(' '),
    );
    const articles = headlines.flatMap((title) => told(title, `Breaking: ${title}`));
    const left = withoutSameStories(articles);
    expect(left.length).to.be.at.most(2000);
    expect(new Set(left.map(({ title }) => title.replace('Breaking: ', ''))).size).to.equal(left.length);
  });

  it('finds the full version of a headline that was cut off', () => {
    const others = 'abcdefghijklmnopqrstuvwxyz'
      .split('')
      .flatMap((letter) => [
        `${letter} storm passed over the hills`,
        `${letter} mill by the lake burnt down`,
        `${letter} bell rang all night long`,
      ]);
    expect(titles(told(...others, HEADLINE, 'Envoys resume talks in the…'))).to.have.length(others.length + 1);
  });

  it('handles ten thousand articles with one headline, or nearly one', () => {
    const same = Array.from({ length: 10_000 }, () => article({ title: HEADLINE }));
    expect(withoutSameStories(same)).to.have.length(1);
    const publisher = { name: 'The Paper' };
    const own = Array.from({ length: 10_000 }, (_one, index) =>
      article({ title: `${HEADLINE} ${String.fromCodePoint(0x1000 + index)}`, publisher }),
    );
    expect(withoutSameStories(own)).to.have.length(10_000);
  });

  const HOSTILE = {
    'a megabyte of letters': 'a'.repeat(1 << 20),
    'a megabyte of words': 'a b '.repeat(1 << 18),
    'a megabyte of dividers': ' | '.repeat(1 << 18) + 'a',
    'a megabyte of dots': 'a b c d e ' + '. '.repeat(1 << 19),
    'a megabyte of Chinese': '和平谈判'.repeat(1 << 18),
    spaces: `a${' '.repeat(1 << 20)}b c d`,
    'null bytes': 'Envoys\0resume\0talks\0in\0Lindau',
    'marks of direction': '\u202eEnvoys resume\u2066 talks in Lindau\u2069',
    'lone surrogates': '\ud800 Envoys \udc00resume\udfff talks in Lindau \ud83d',
    'names of members': '__proto__ constructor toString hasOwnProperty valueOf',
    'accents without end': `Envoys resume talks in Lindau ${'e\u0301\u0302\u0303'.repeat(1 << 12)}`,
  };
  for (const [what, title] of Object.entries(HOSTILE)) {
    it(`handles ${what}`, () => {
      const articles = told(title, 'Something else that happened here', title);
      expect(articles).to.include.members(withoutSameStories(articles));
    });
  }

  const headline = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          'envoys',
          'resume',
          'talks',
          'in',
          'Lindau',
          '3',
          '4',
          'not',
          '…',
          '...',
          '|',
          ' - ',
          '和平谈判',
          'السلام',
          '\ud800',
        ),
        { maxLength: 12 },
      )
      .map((words) => words.join(' ')),
  );
  const articlesLike = fc
    .array(
      fc.record({
        title: headline,
        paper: fc.constantFrom('', 'The Paper', 'Harbour Times', 'Bote', '🎉'),
        url: fc.constantFrom('https://a.example/', 'https://b.example/', 'https://['),
        published: fc.option(
          fc.constantFrom('2025-06-01T00:00:00Z', '2025-06-03T00:00:00Z', '2025-06-20T00:00:00Z', 'never'),
        ),
        image: fc.boolean(),
      }),
      { maxLength: 25 },
    )
    .map((drafts) =>
      drafts.map(({ title, paper, url, published, image }, index) =>
        article({
          title,
          // Of the same host, and never twice.
          url: `${url}${index}`,
          publisher: paper ? { name: paper } : undefined,
          published: published ?? undefined,
          image: image ? PICTURE : undefined,
        }),
      ),
    );

  it('returns a subset of the articles, in order, for any text', () => {
    fc.assert(
      fc.property(articlesLike, (articles) => {
        const before = structuredClone(articles);
        const left = withoutSameStories(articles);
        expect(left).to.deep.equal(articles.filter((one) => left.includes(one)));
        expect(articles).to.deep.equal(before);
        expect(left.length > 0).to.equal(articles.length > 0);
      }),
    );
  });

  it('returns the same articles for any order', () => {
    fc.assert(
      fc.property(
        articlesLike.chain((articles) =>
          fc.tuple(fc.constant(articles), fc.shuffledSubarray(articles, { minLength: articles.length })),
        ),
        ([articles, shuffled]) => {
          const ids = (list: Article[]) =>
            withoutSameStories(list)
              .map(({ id }) => id)
              .sort();
          expect(ids(shuffled)).to.deep.equal(ids(articles));
        },
      ),
    );
  });

  it('keeps all articles of a single publisher', () => {
    fc.assert(
      fc.property(articlesLike, (articles) => {
        const own = articles.map((one) => ({ ...one, publisher: { name: 'The Paper' } }));
        expect(withoutSameStories(own)).to.deep.equal(own);
      }),
    );
  });

  it('drops an article only for one of another publisher that is kept', () => {
    fc.assert(
      fc.property(articlesLike, (articles) => {
        const left = withoutSameStories(articles);
        for (const dropped of articles.filter((one) => !left.includes(one))) {
          expect(left.some((one) => publisherKey(one) !== publisherKey(dropped))).to.equal(true);
        }
      }),
    );
  });
});
