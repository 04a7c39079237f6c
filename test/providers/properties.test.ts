import { expect } from 'chai';
import { fullDecoders } from '../../src/providers/values/full-decoders.js';
import fc from 'fast-check';
import { selectArticles } from '../../src/select/select-articles.js';
import { Article } from '../../src/model/article-schema.js';
import { NewsError } from '../../src/model/error.js';
import type { Feed } from '../../src/model/feed.js';
import { toRequest } from '../../src/model/request.js';
import { parseDate } from '../../src/text/dates.js';
import { cut } from '../../src/text/clean.js';
import { htmlText } from '../../src/text/coerce.js';
import { atom, entry, item, jsonFeed, read, rss } from '../support/feeds.js';

/** Checks that must hold for any document at all. */
function holds(body: string | Uint8Array, contentType?: string): Feed | undefined {
  let feed: Feed;
  try {
    feed = read(body, contentType);
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    expect(error.code).to.equal('format');
    return undefined;
  }
  for (const article of feed.articles) {
    expect(Article.parse(article)).to.deep.equal(article);
    expect((article.excerpt ?? '').length).to.be.at.most(1000);
    for (const text of [article.title, article.excerpt ?? '', ...article.tags]) {
      expect(text).to.equal(text.trim());
      expect(text.isWellFormed()).to.equal(true);
      // eslint-disable-next-line no-control-regex
      expect(text).not.to.match(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    }
    for (const { url } of [article, article.image, article.publisher, ...article.authors].filter((one) => one?.url) as {
      url: string;
    }[]) {
      expect(URL.canParse(url), url).to.equal(true);
    }
  }
  expect(new Set(feed.articles.map(({ id }) => id)).size).to.equal(feed.articles.length);
  selectArticles(feed.articles, toRequest({ tag: 'a' }, expect.fail));
  return feed;
}

// prettier-ignore
const TOKENS = [
  '<', '>', '</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '<?xml version="1.0"?>', '<!DOCTYPE x [', '&', ';',
  '&amp;', '&#x', '&#65;', '"', "'", '=', ' ', '\n', '\0', '<rss>', '</rss>', '<rss version="2.0" xml:base="b/">',
  '<rdf:RDF>', '<channel>', '</channel>', '<feed xmlns="http://www.w3.org/2005/Atom">', '<feed>', '</feed>',
  '<item>', '</item>', '<item', '<entry>', '</entry>', '<title>', '</title>', '<title type="html">', '<link>',
  '</link>', '<link href="', '<link href="/a"/>', '<guid>', '</guid>', '<id>', '</id>', '<description>',
  '</description>', '<content type="xhtml">', '<content:encoded>', '<pubDate>', '<updated>', '<author>', '<name>',
  '<dc:creator>', '<category term="', '<category>', '<media:content url="', '<media:group>',
  '<enclosure type="image/png" url="a.png"/>', '<source>', '<img src="a.png">', '<b>', '</b>',
  '<div xmlns="http://www.w3.org/1999/xhtml">', '<html>', ' xmlns:', ' xmlns=""', ' xml:base="', ' xml:lang="de"',
  'https://paper.example/a', 'javascript:alert(1)', '//', '2025-06-03T10:15:30Z', '31 Feb 2025', 'word', 'ü',
  '\ud800', '\u202e', '\ufeff', '__proto__', 'constructor',
];

const xmlSoup = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...TOKENS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
    ),
    { maxLength: 80 },
  )
  .map((pieces) => pieces.join(''));

// prettier-ignore
const MEMBERS = [
  'version', 'title', 'items', 'id', 'url', 'external_url', 'summary', 'content_html', 'content_text', 'image',
  'date_published', 'authors', 'author', 'name', 'tags', 'language', 'attachments', 'mime_type', '__proto__',
  'toString',
];
const { value: jsonValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      7,
      -1e300,
      '',
      'text',
      '/a',
      'https://paper.example/a',
      'javascript:x',
      '2025-06-03T10:15:30Z',
      '<img src="a.png">',
      '\ud800',
    ),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...MEMBERS), tie('value'), { maxKeys: 8 }),
  ),
}));

const GOOD = 'https://paper.example/good';
const VALID = [
  rss(
    item(
      '<description>&lt;p&gt;Text&lt;/p&gt;</description><pubDate>Tue, 03 Jun 2025 10:15:30 GMT</pubDate><category>A</category>',
    ) + item('<media:content url="a.jpg" width="9"/>', '/b'),
  ),
  atom(
    entry('<summary type="xhtml"><div>Text</div></summary><author><name>Ada</name></author>') +
      entry('<content type="html">&lt;img src="a.png"&gt;</content>'),
  ),
  jsonFeed([
    { id: 1, url: '/a', title: 'A', content_html: '<p>Text</p>' },
    { id: 2, url: '/b', title: 'B', tags: ['x'] },
  ]),
];

/** A valid document with pieces of it taken out, doubled, or replaced by something else. */
const mutated = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(30),
        fc.oneof(fc.constantFrom('', ...TOKENS), fc.string({ unit: 'binary', maxLength: 4 })),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([document, changes]) =>
    changes.reduce((text, [where, length, insert]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + insert + text.slice(at + length);
    }, document),
  );

describe('any document', () => {
  const always = (arbitrary: fc.Arbitrary<string>, numRuns: number) =>
    fc.assert(
      fc.property(arbitrary, (body) => void holds(body)),
      { numRuns },
    );

  it('of text is a feed or rejected', () => always(fc.string({ unit: 'binary' }), 500));

  it('of bytes is a feed or rejected', () => {
    const types = fc.oneof(
      fc.constantFrom('', 'text/xml; charset=utf-16', 'application/json; charset=shift_jis', 'charset=iso-2022-jp'),
      fc.string().map((label) => `text/xml; charset=${label}`),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .tuple(fc.constantFrom(...VALID), fc.uint8Array({ maxLength: 20 }))
        .map(([document, noise]) => Uint8Array.from([...noise, ...new TextEncoder().encode(document), ...noise])),
    );
    fc.assert(
      fc.property(bytes, types, (body, type) => void holds(body, type)),
      { numRuns: 500 },
    );
  });

  it('that looks like XML is a feed or rejected', () => always(xmlSoup, 1500));

  it('with a root, and anything inside, is a feed', () => {
    fc.assert(
      fc.property(fc.constantFrom('rss', 'feed', 'channel', 'rdf:RDF'), xmlSoup, (root, inside) => {
        const good =
          root === 'feed'
            ? `<entry><id>${GOOD}</id><title>Good</title></entry>`
            : `<item><title>Good</title><link>${GOOD}</link></item>`;
        const feed = holds(`<${root}>${good}${inside}`);
        expect(feed?.articles[0]).to.include({ url: GOOD, title: 'Good' });
      }),
      { numRuns: 1000 },
    );
  });

  it('of JSON is a feed or rejected', () =>
    always(
      jsonValue.map((value) => JSON.stringify(value)),
      500,
    ));

  it('of JSON with any items is a feed', () => {
    fc.assert(
      fc.property(
        fc.array(jsonValue, { maxLength: 5 }),
        fc.array(jsonValue, { maxLength: 5 }),
        jsonValue,
        (before, after, feed) => {
          const document = JSON.stringify({
            ...(feed as object),
            items: [...before, { url: GOOD, title: 'Good' }, ...after],
          });
          const { articles = [], dropped = [] } = holds(document) ?? {};
          expect(articles.some(({ url, title }) => url === GOOD && title === 'Good')).to.equal(true);
          expect(articles.length + dropped.length).to.equal(before.length + 1 + after.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('that was valid before a change is a feed or rejected', () => always(mutated, 1500));

  it('that ends too early is a feed or rejected, and loses no complete item', () => {
    for (const document of VALID) {
      const second = document.search(/<\/(?:item|entry)>|\},\{/) + 10;
      for (let length = 1; length <= document.length; length++) {
        const feed = holds(document.slice(0, length));
        if (length >= second) expect(feed?.articles.length, document.slice(0, length)).to.be.at.least(1);
      }
    }
  });
});

describe('one item with any content', () => {
  // What ends an item early, and what hides all that follows in any reading of XML, is not inside an item.
  const inside = xmlSoup.map((soup) =>
    soup.replace(/<\/?(?:rss|channel|rdf:RDF|feed)|<\/(?:item|entry)|<!|<\?|\]\]>|-->/g, '').replace(/<[^>]*$/, ''),
  );

  it('does not affect other items of RSS', () => {
    const good = (n: number) => `<item><title>Good ${n}</title><link>${GOOD}/${n}</link></item>`;
    fc.assert(
      fc.property(inside, (bad) => {
        const titles = holds(rss(`${good(1)}<item>${bad}</item>${good(2)}`))?.articles.map(({ title }) => title);
        expect(titles).to.include.members(['Good 1', 'Good 2']);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not affect other entries of Atom', () => {
    const good = (n: number) => `<entry><id>${GOOD}/${n}</id><title>Good ${n}</title></entry>`;
    fc.assert(
      fc.property(inside, (bad) => {
        const titles = holds(atom(`${good(1)}<entry>${bad}</entry>${good(2)}`))?.articles.map(({ title }) => title);
        expect(titles).to.include.members(['Good 1', 'Good 2']);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any text', () => {
  it('as a date is a valid date or dropped', () => {
    const pieces = fc.constantFrom(
      'Tue',
      ',',
      ' ',
      '3',
      '03',
      '31',
      '2025',
      '25',
      '99',
      'Jun',
      'mars',
      'Feb',
      '10:15',
      ':30',
      '10:15:60',
      '24:00',
      'T',
      'Z',
      '+0200',
      '-9',
      'GMT',
      'EST',
      'pm',
      '-',
      '/',
      '.',
      '年',
      '0',
    );
    const dateSoup = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join(' ')),
    );
    let dates = 0;
    fc.assert(
      fc.property(dateSoup, (raw) => {
        const published = parseDate(raw, fullDecoders);
        if (published === undefined) return;
        dates++;
        expect(Article.shape.published.safeParse(published).success, published).to.equal(true);
        expect(Date.parse(published), published).not.to.be.NaN;
      }),
      { numRuns: 2000 },
    );
    expect(dates, 'texts that were dates').to.be.above(20);
  });

  it('of a JavaScript date is read back as that date', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          // Programs count from these days: they are none.
          fc.pre(!/^(?:1970-01-01|19(?:00|04)-01-01|1899-12-3|1601-01-01|1753-01-01)/.test(date.toISOString()));
          const seconds = Math.floor(date.getTime() / 1000) * 1000;
          expect(Date.parse(parseDate(date.toISOString(), fullDecoders)!)).to.equal(date.getTime());
          expect(Date.parse(parseDate(date.toUTCString(), fullDecoders)!)).to.equal(seconds);
          expect(Date.parse(parseDate(date.toString(), fullDecoders)!)).to.equal(seconds);
        },
      ),
    );
  });

  it('escaped as HTML is read back on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
        expect(htmlText(escaped, fullDecoders) ?? '').to.equal(text.replace(/\s+/g, ' ').trim());
      }),
    );
  });

  it('cut to a length is at most that long, and has the same beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (text, length) => {
        const short = cut(text, length)!;
        expect(short.length).to.be.at.most(length);
        expect(text.startsWith(short.replace(/…$/, ''))).to.equal(true);
      }),
    );
  });
});
