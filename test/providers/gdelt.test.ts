import { expect } from 'chai';
import fc from 'fast-check';
import { gdeltProvider } from '../../src/providers/gdelt.js';
import { gdeltQuery } from '../../src/providers/services/gdelt-query.js';
import { tidyTitle } from '../../src/providers/services/gdelt-title.js';
import { NewsError } from '../../src/model/error.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const API = 'https://api.gdeltproject.org/api/v2/doc/doc';
const TAIL = '&mode=artlist&format=json&maxrecords=20&timespan=7d&sort=datedesc';

const ARTICLE = {
  url: 'https://news.example/talks?utm_source=x',
  url_mobile: '',
  title: 'Envoys resume talks , officials say',
  seendate: '20250603T101500Z',
  socialimage: 'https://images.example/a.jpg',
  domain: 'news.example',
  language: 'Spanish',
  sourcecountry: 'Spain',
};

const tags = ['peace negotiations'];
const one = async (members: object = {}) =>
  (await readAll(gdeltProvider, { tags }, { articles: [{ ...ARTICLE, ...members }] })).articles[0];

describe('GDELT: requests', () => {
  it('sends one request for more than the limit, since many results are repeats', async () => {
    const url = `${API}?query="peace negotiations"${TAIL}`;
    const { addresses } = await ask(gdeltProvider, { tags }, { [url]: {} });
    expect(addresses).to.deep.equal([url]);
  });

  it('requests at most GDELT’s maximum', async () => {
    const url = `${API}?query=peace${TAIL.replace('=20', '=250')}`;
    expect((await ask(gdeltProvider, { tags: ['peace'], limit: 1000 }, { [url]: {} })).addresses).to.deep.equal([url]);
  });

  it('has a longer time limit', () => {
    expect(gdeltProvider).to.include({ name: 'gdelt', searches: true, timeout: 20_000 });
    expect(gdeltProvider.readsSource).to.equal(undefined);
  });

  it('rejects a query without a tag', async () => {
    const error = await failure(readAll(gdeltProvider, {}, {}));
    expect(error.code).to.equal('config');
    expect(error.message).to.contain('GDELT needs a tag');
  });
});

describe('GDELT: queries', () => {
  const query = (...words: string[]) => gdeltQuery(words, 'any');

  it('quote several words, and never one', () => {
    expect(query('peace negotiations')).to.equal('"peace negotiations"');
    for (const word of ['Iran', 'AI', 'CUDA', 'мир', '和平']) expect(query(word)).to.equal(word);
  });

  it('quote one word with a hyphen or full stop in it', () => {
    expect(query('cease-fire')).to.equal('"cease-fire"');
    expect(query('example.org')).to.equal('"example.org"');
  });

  it('lose quotation marks, control characters, parentheses and punctuation at the ends', () => {
    expect(query('"peace"')).to.equal('peace');
    expect(query('peace\0\ntalks')).to.equal('"peace talks"');
    expect(query('(peace)')).to.equal('peace');
    expect(query('peace.,;:')).to.equal('peace');
    expect(query('-peace')).to.equal('peace');
    expect(query('#peace')).to.equal('peace');
    expect(query('“peace” talks!')).to.equal('"peace talks"');
  });

  it('keep marks at the end of a word', () => {
    expect(query('शांति')).to.equal('शांति');
  });

  it('split a word at illegal signs', () => {
    expect(query('AC/DC')).to.equal('"AC DC"');
    expect(query('theme:PEACE')).to.equal('"theme PEACE"');
  });

  it('do not treat a word as an operator', () => {
    expect(query('OR')).to.equal('or');
    expect(query('war OR peace')).to.equal('"war OR peace"');
  });

  it('put alternatives, and only those, in parentheses', () => {
    expect(query('peace', 'peace talks')).to.equal('(peace OR "peace talks")');
    expect(gdeltQuery(['peace', 'peace talks'], 'all')).to.equal('peace "peace talks"');
    expect(query('peace', 'peace')).to.equal('peace');
  });

  it('leave out tags that don’t fit, and single letters', () => {
    expect(query('a', 'peace', '!')).to.equal('peace');
    expect(query('peace', 'x '.repeat(200), 'talks')).to.equal('(peace OR talks)');
    expect(query(...Array.from({ length: 100 }, (_, n) => `word${n}`)).length).to.be.within(230, 250);
  });

  it('without usable tags are rejected', () => {
    for (const words of [[], ['a'], ['C++'], ['"'], [''], [' '], ['x'.repeat(300)], ['x y '.repeat(100)]]) {
      expect(() => query(...words), String(words))
        .to.throw(NewsError)
        .with.property('code', 'config');
    }
  });

  it('follow the rules for any tags', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), fc.boolean(), (words, all) => {
        let built: string;
        try {
          built = gdeltQuery(words, all ? 'all' : 'any');
        } catch (error) {
          expect(error).to.be.instanceOf(NewsError).with.property('code', 'config');
          return;
        }
        expect(built.length).to.be.within(2, 250);
        expect(built).to.not.match(/\p{Cc}/u);
        // Not `{2,}`: WebKit loses its way in letters beyond U+FFFF with it.
        const term = /"[^"()]*[ .-][^"()]*"|[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}]+/u.source;
        expect(built).to.match(
          new RegExp(`^(?:${term}|\\((?:${term})(?: OR (?:${term}))+\\)|(?:${term})(?: (?:${term}))*)$`, 'u'),
        );
      }),
    );
  });
});

describe('GDELT: articles', () => {
  it('have all fields of the response, and no others', async () => {
    expect(await one()).to.deep.equal({
      id: ARTICLE.url,
      url: ARTICLE.url,
      title: 'Envoys resume talks, officials say',
      image: { url: ARTICLE.socialimage },
      publisher: { name: 'news.example', url: 'https://news.example/' },
      authors: [],
      seen: '2025-06-03T10:15:00Z',
      tags: [],
      language: 'es',
    });
  });

  it('have no picture if it is empty', async () => {
    expect(await one({ socialimage: '' })).to.not.have.property('image');
  });

  it('have the host of the link as publisher if none is named', async () => {
    expect((await one({ domain: '' }))!.publisher!.name).to.equal('news.example');
  });

  it('have no unknown language', async () => {
    expect(await one({ language: 'Klingon' })).to.not.have.property('language');
    expect((await one({ language: 'english' }))!.language).to.equal('en');
  });

  it('have GDELT as attribution', async () => {
    const { attribution } = await readAll(gdeltProvider, { tags }, {});
    expect(attribution).to.deep.equal({ name: 'GDELT', url: 'https://www.gdeltproject.org/' });
  });
});

describe('GDELT: titles', () => {
  const TIDY = {
    'Will it hold ?': 'Will it hold?',
    'Talks : a guide ; part 2 .': 'Talks: a guide; part 2.',
    'Acht - Stunden - Tag': 'Acht-Stunden-Tag',
    'A self - driving car': 'A self-driving car',
    'COVID - 19 rules': 'COVID-19 rules',
    'Talks resume - The Paper': 'Talks resume - The Paper',
    'The deal ( in short )': 'The deal (in short)',
    'The " deal " is off': 'The "deal" is off',
    "Envoy ' s visit , 1 , 000 guests": "Envoy's visit, 1,000 guests",
    'Up 3 . 25 % at 10 : 30': 'Up 3.25% at 10:30',
    "L ' accord": "L'accord",
    'Already tidy, it stays; so.': 'Already tidy, it stays; so.',
    'On .NET': 'On .NET',
    'In 2024 , 30 came ; in 2025 , 300': 'In 2024, 30 came; in 2025, 300',
  };
  for (const [given, tidy] of Object.entries(TIDY)) {
    it(`are cleaned: ${given}`, () => expect(tidyTitle(given)).to.equal(tidy));
  }

  it('lose entities and control characters', async () => {
    expect((await one({ title: 'R&amp;D \u202e<b>' }))!.title).to.equal('R&D <b>');
  });
});

describe('GDELT: responses with invalid JSON', () => {
  const body = (title: string) => JSON.stringify({ articles: [{ ...ARTICLE, title: '%' }] }).replace('%', title);

  it('are read with a byte order mark and spaces', async () => {
    expect((await readAll(gdeltProvider, { tags }, `\ufeff\n ${body('A')}`)).articles).to.have.length(1);
  });

  it('are read with invalid escapes and raw control characters', async () => {
    for (const [given, title] of [
      ["It\\'s", "It\\'s"],
      ['A\\x41', 'A\\x41'],
      ['A\\u12', 'A\\u12'],
      ['Both \\" and \\q', 'Both " and \\q'],
      ['End \\\\', 'End \\'],
      ['A\tb\nc\x01', 'A b c'],
    ] as const) {
      expect((await readAll(gdeltProvider, { tags }, body(given))).articles[0]!.title, given).to.equal(title);
    }
  });

  it('that end too early are an error', async () => {
    expect((await failure(readAll(gdeltProvider, { tags }, body('A').slice(0, -3)))).code).to.equal('format');
  });

  it('with no matches are empty', async () => {
    expect((await readAll(gdeltProvider, { tags }, '{}')).articles).to.deep.equal([]);
  });

  it('with other content are an error, not empty', async () => {
    expect((await failure(readAll(gdeltProvider, { tags }, { error: 'Down' }))).message).to.contain('Down');
  });
});

describe('GDELT: refusals', () => {
  const refusal = (text: string) => failure(readAll(gdeltProvider, { tags }, text));

  it('of the query are config errors with a quote', async () => {
    for (const text of [
      'The specified phrase is too short.',
      'One or more of your keywords contained an illegal character',
      "Queries containing OR'd terms must be surrounded by ().",
      "Parentheses may only be used around OR'd statements.",
      'Your query was too short or too long.',
      'STARTDATETIME must be within the last 3 months',
      'Invalid/Unsupported Country.',
    ]) {
      const error = await refusal(text);
      expect(error.code).to.equal('config');
      expect(error.message).to.contain(text.replace(/\.$/, ''));
    }
  });

  it('of too many requests are throttled errors, also with status 200', async () => {
    expect(
      (await refusal('Please limit requests to one every 5 seconds or contact us for larger queries.')).code,
    ).to.equal('throttled');
  });

  it('of other kinds are errors', async () => {
    expect((await refusal('Something else went wrong')).message).to.contain('Something else went wrong');
    expect((await refusal('<html>Your query timed out')).code).to.equal('format');
  });

  it('without CORS headers have a message that they look like a failed network', async () => {
    const cause = failed('network');
    const error = await failure(readAll(gdeltProvider, { tags }, cause));
    expect(error).to.include({ code: 'network', source: cause.source, cause });
    expect(error.message).to.contain('too busy');
  });
});

describe('GDELT: hostile answers', () => itSurvives(gdeltProvider, { tags }, { articles: [ARTICLE, ARTICLE] }));
