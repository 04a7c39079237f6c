import { expect } from 'chai';
import { NewsError } from '../../src/model/error.js';
import { atom, entry, item, jsonFeed, read, readOne, rss } from '../support/feeds.js';

const url = (name: string) => `https://paper.example/${name}`;
const named = (name: string, children = '') =>
  `<item><title>${name}</title><link>${url(name)}</link>${children}</item>`;
const titles = (body: string) => read(body).articles.map(({ title }) => title);

describe('XML that is not well-formed', () => {
  it('keeps undeclared entities', () => {
    expect(
      readOne(rss(item('<description>Caf&eacute;&nbsp;&ndash; &shy;&Uuml;ber&hellip; &unknown; &euro;5</description>')))
        .excerpt,
    ).to.equal('Café – \xadÜber… &unknown; €5');
  });

  it('keeps a bare ampersand', () => {
    const link = 'https://paper.example/?a=1&b=2&copy=3';
    const article = readOne(rss(`<item><title>Q & A & R&D</title><link>${link}</link></item>`));
    expect(article).to.include({ title: 'Q & A & R&D', url: link });
  });

  it('keeps a bare less-than sign', () => {
    expect(readOne(rss(named('a', '<description>1 < 2, <3 and a<</description>'))).excerpt).to.equal(
      '1 < 2, <3 and a<',
    );
  });

  it('loses control characters and halves of surrogate pairs', () => {
    const { title } = readOne(
      rss(`<item><title>A\0\x08\x1f b\ud800 &#0;&#x1;&#xD800;c \udc00</title><link>${url('a')}</link></item>`),
    );
    expect(title).to.equal('A b\ufffd \ufffd\ufffdc \ufffd');
    expect(title.isWellFormed()).to.equal(true);
  });

  it('keeps an item whose end tag is missing', () => {
    const unclosed = (name: string) => named(name).replace('</item>', '');
    expect(titles(rss(unclosed('a') + unclosed('b') + named('c') + unclosed('d')))).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('keeps an entry whose end tag is missing', () => {
    const unclosed = (id: string) => `<entry><id>${url(id)}</id><title>${id}</title>`;
    expect(titles(atom(unclosed('a') + unclosed('b')))).to.deep.equal(['a', 'b']);
  });

  it('keeps the items after an element of the channel whose end tag is missing or misspelt', () => {
    for (const channel of [
      '<description>Never closed',
      '<description>Misspelt</descripton>',
      '<image><url>/a.png</image>',
      '<items>',
    ]) {
      expect(titles(rss(named('a') + named('b'), channel)), channel).to.deep.equal(['a', 'b']);
    }
  });

  it('keeps the rest of an item if an inner end tag is missing', () => {
    const article = readOne(rss(named('a', '<description>Text <b>bold</description><category>C</category>')));
    expect(article).to.deep.include({ excerpt: 'Text bold', tags: ['C'] });
  });

  it('keeps what follows a text of thousands of tags', () => {
    const html = '<p>A <em>long</em> report.<br/></p>'.repeat(2000);
    const later = '<category>C</category><pubDate>Thu, 05 Nov 2026 08:00:00 GMT</pubDate>';
    const article = readOne(rss(named('a', `<description>${html}</description>${later}`)));
    expect(article).to.deep.include({ tags: ['C'], published: '2026-11-05T08:00:00Z' });
    expect(article.excerpt).to.match(/^A long report. A long report. /);
  });

  it('keeps what follows XHTML that holds elements named like those of the feed', () => {
    const html = '<div><title>T</title><link>no</link><category>no</category><p>Text <summary>S</summary></p></div>';
    const article = readOne(
      atom(
        entry(`<content type="xhtml">${html}</content><category term="C"/><published>2026-11-05T08:00:00Z</published>`),
      ),
    );
    expect(article).to.deep.include({ tags: ['C'], published: '2026-11-05T08:00:00Z' });
    expect(article.excerpt).to.match(/Text S$/);
  });

  it('reads items whose text is never closed, and those after them', () => {
    const items = `<item><link>${url('a')}</link><title>a <b>b</item><item><link>${url('c')}</link><title>c`;
    expect(titles(rss(`${items}</item>${named('d')}`))).to.deep.equal(['a b', 'c', 'd']);
  });

  it('keeps the links of items behind thousands of other elements', () => {
    const behind = (count: number) => (_: unknown, n: number) =>
      `<item><title>n${n}</title>${'<psc:chapter start="0"/>'.repeat(count)}<link>${url(`n${n}`)}</link></item>`;
    for (const [items, count] of [
      [3, 3000],
      [60, 200],
      [110, 150],
      [300, 60],
    ] as const) {
      const body = rss(Array.from({ length: items }, behind(count)).join(''));
      expect(titles(body), `${items} items`).to.have.lengthOf(items);
    }
  });

  it('keeps links whose query, path or name is long, but none whose host has a label of 64 characters', () => {
    const long = 'a'.repeat(64);
    const reads = (link: string) =>
      read(rss(`${named('b')}<item><title>a</title><link>${link}</link></item>`)).articles[1]?.url;
    for (const link of [
      `https://paper.example/?q=${long}`,
      `https://paper.example/${long}`,
      `https://a.example/x//${long}`,
    ])
      expect(reads(link)).to.equal(link);
    expect(reads(`https://paper.example?q=${long}`)).to.equal(`https://paper.example/?q=${long}`);
    expect(reads(`x?u=//${long}`)).to.match(/\/x\?u=/);
    for (const host of [`https://${long}.example/`, `//b.${long}/`, `https:/${long}/`])
      expect(reads(host)).to.equal(undefined);
  });

  it('reads addresses without quotation marks to their end', () => {
    const picture = '<enclosure url=https://paper.example/a/b.jpg type=image/jpeg />';
    expect(readOne(rss(named('a', picture))).image?.url).to.equal('https://paper.example/a/b.jpg');
    const link = '<entry><id>urn:a</id><title>A</title><link href=https://paper.example/a /></entry>';
    expect(readOne(atom(link)).url).to.equal('https://paper.example/a');
  });

  it('ignores end tags that close nothing', () => {
    expect(titles(rss(`</b>${named('a', '</p></description>')}</image>${named('b')}`))).to.deep.equal(['a', 'b']);
  });

  it('keeps the other items if one has crossing tags', () => {
    expect(
      titles(rss(named('a') + `<item><title>b<link></title>${url('b')}</link></item>` + named('c'))),
    ).to.include.members(['a', 'c']);
  });

  it('keeps the items after an attribute whose quotation mark is missing', () => {
    expect(
      titles(
        rss(
          named('a', '<enclosure url="x.jpg type="image/jpeg/>') +
            named('b', '<category domain="x>C</category>') +
            named('c'),
        ),
      ),
    ).to.deep.equal(['a', 'b', 'c']);
  });

  it('reads attributes without quotation marks, with spaces around the sign, and repeated ones once', () => {
    expect(readOne(rss(named('a', `<enclosure url = '/a.jpg' type=image/jpeg url="/b.jpg" />`))).image?.url).to.equal(
      'https://paper.example/a.jpg',
    );
    expect(
      readOne(rss(named('a', `<enclosure url = '/a.jpg' type = "image/jpeg" url="/b.jpg" />`))).image?.url,
    ).to.equal(url('a.jpg'));
  });

  it('reads HTML to its end where an element in it has the name of the one around it', () => {
    const folded =
      '<div xmlns="http://www.w3.org/1999/xhtml"><details><summary>A b</summary><p>c</p></details> d</div>';
    const article = readOne(
      atom(`<entry><title>T</title><link href="/a"/><summary type="xhtml">${folded}</summary></entry>`),
    );
    expect(article).to.include({ url: url('a'), excerpt: 'A b c d' });
    const drawn = '<svg><title>Chart</title></svg> <b>Rain</b> in May';
    expect(readOne(rss(`<item><title><i>A</i> ${drawn}</title><link>${url('b')}</link></item>`))).to.include({
      title: 'A Rain in May',
      url: url('b'),
    });
    const inner = '<p>x</p><description>y</description><description>z</description>';
    expect(readOne(rss(named('c', `<description>${inner}</description>`))).excerpt).to.equal('x y z');
  });

  it('keeps the next item where an element in a text has the same name and no end', () => {
    expect(titles(rss(`<item><title><b>A</b><title>B</title><link>${url('a')}</link></item>${named('c')}`))).to.include(
      'c',
    );
  });

  it('leaves out comments and processing instructions anywhere', () => {
    expect(titles(rss(`<!-- <item> --><?php <item> ?>${named('a<!-- b --><?c d?>')}`))).to.deep.equal(['a']);
  });

  it('reads CDATA as it is written', () => {
    expect(
      readOne(
        rss(
          `<item><title><![CDATA[A & B]]> &amp; <![CDATA[C]]></title><link><![CDATA[${url('?a=1&b=2')}]]></link></item>`,
        ),
      ),
    ).to.include({
      title: 'A & B & C',
      url: url('?a=1&b=2'),
    });
  });

  it('reads elements under any prefix of their namespace', () => {
    const document =
      '<p0:feed xmlns:p0="http://www.w3.org/2005/Atom" xmlns:m="https://search.yahoo.com/mrss"><p0:entry><p0:id>urn:a</p0:id>' +
      '<p0:title>T</p0:title><p0:link href="/a"/><m:thumbnail url="/a.jpg"/></p0:entry></p0:feed>';
    expect(readOne(document)).to.deep.include({ url: url('a'), title: 'T', image: { url: url('a.jpg') } });
  });

  it('reads RSS 1.0 under a prefix', () => {
    const document =
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel><s:title>P</s:title></s:channel>' +
      `<s:item r:about="urn:a"><s:title>T</s:title><s:link>${url('a')}</s:link></s:item></r:RDF>`;
    expect(readOne(document)).to.deep.include({ id: 'urn:a', title: 'T', url: url('a'), publisher: { name: 'P' } });
  });

  it('reads elements with undeclared namespaces', () => {
    expect(readOne('<feed><entry><id>urn:a</id><title>T</title><link href="/a"/></entry></feed>').url).to.equal(
      url('a'),
    );
    const undeclared = `<rss><channel>${named('a', '<dc:creator>Ada</dc:creator><media:thumbnail url="/a.jpg"/>')}</channel></rss>`;
    expect(readOne(undeclared)).to.deep.include({ authors: [{ name: 'Ada' }], image: { url: url('a.jpg') } });
  });

  it('reads RSS with the default namespace of Atom, or of its own', () => {
    for (const namespace of [
      'http://www.w3.org/2005/Atom',
      'http://backend.userland.com/rss2',
      'http://blogs.law.harvard.edu/tech/rss',
    ]) {
      expect(titles(`<rss xmlns="${namespace}"><channel>${named('a')}</channel></rss>`), namespace).to.deep.equal([
        'a',
      ]);
    }
  });

  it('reads namespaces that are declared on the element itself', () => {
    expect(
      readOne(rss(named('a', '<c:creator xmlns:c="http://purl.org/dc/elements/1.1/">Ada</c:creator>'))).authors,
    ).to.deep.equal([{ name: 'Ada' }]);
  });

  it('keeps two elements of different namespaces and the same name apart', () => {
    expect(
      readOne(
        rss(
          `<item><x:title xmlns:x="urn:x">No</x:title><title>Yes</title><x:link xmlns:x="urn:x">no</x:link><link>${url('a')}</link></item>`,
        ),
      ).title,
    ).to.equal('Yes');
  });
});

describe('text in XML that was escaped twice', () => {
  const titled = (title: string) => readOne(rss(`<item><title>${title}</title><link>${url('a')}</link></item>`)).title;

  it('is decoded twice', () => {
    expect(titled('R&amp;amp;D')).to.equal('R&D');
    expect(titled('Ada&amp;#8217;s &amp;quot;day&amp;quot;')).to.equal('Ada’s "day"');
    expect(titled('<![CDATA[R&amp;D &#8230;]]>')).to.equal('R&D …');
  });

  it('is never decoded until its tags are real', () => {
    expect(titled('&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;')).to.equal('<script>x</script>');
  });

  it('loses the HTML that was escaped into a title', () => {
    expect(titled('&lt;b&gt;Bold&lt;/b&gt; &lt;!-- c --&gt;and&lt;br/&gt;plain')).to.equal('Bold and plain');
    expect(titled('<b>Bold</b> and plain')).to.equal('Bold and plain');
  });
});

describe('XML that ends too early', () => {
  const whole = rss(named('a') + named('b') + named('c'));
  const cutAt = (text: string, from = 0) => whole.slice(0, whole.indexOf(text, from));

  it('keeps the complete items and lists the one that is cut', () => {
    for (const cut of [cutAt('</item></channel>'), cutAt('c</link>'), cutAt('tle>c</title>'), cutAt('title>c')]) {
      const { articles, dropped } = read(cut);
      expect(
        articles.map(({ title }) => title),
        cut,
      ).to.deep.equal(['a', 'b']);
      expect(dropped, cut).to.deep.equal([{ index: 2, reason: 'cut off' }]);
    }
  });

  it('keeps all items where only the end of the channel is missing', () => {
    for (const cut of [cutAt('</channel>'), cutAt('</rss>'), cutAt('channel></rss>'), `${cutAt('</channel>')}<ite`]) {
      expect(titles(cut), cut).to.deep.equal(['a', 'b', 'c']);
    }
  });

  it('keeps the complete entries of Atom', () => {
    const { articles, dropped } = read(atom(entry('') + entry('')).replace(/<\/entry><\/feed>$/, ''));
    expect(articles).to.have.length(1);
    expect(dropped).to.deep.equal([{ index: 1, reason: 'cut off' }]);
  });

  it('is rejected if no item is complete', () => {
    const end = whole.indexOf('</item>');
    for (let length = whole.indexOf('<rss') + 5; length < end; length += 7) {
      expect(() => read(whole.slice(0, length)), whole.slice(0, length))
        .to.throw(NewsError)
        .with.property('code', 'format');
    }
  });
});

describe('JSON that is not well-formed', () => {
  const items = ['a', 'b', 'c'].map((name) => ({
    id: name,
    url: url(name),
    title: name,
    content_text: 'Braces } ] { [ " \\ in text',
  }));
  const whole = jsonFeed(items);

  it('keeps the complete items and lists the one that is cut if it ends too early', () => {
    const begin = whole.indexOf('{"id":"c"') + 1;
    for (let length = begin; length < whole.length - 2; length++) {
      const { articles, dropped } = read(whole.slice(0, length));
      expect(
        articles.map(({ title }) => title),
        whole.slice(begin, length),
      ).to.deep.equal(['a', 'b']);
      expect(dropped).to.deep.equal([{ index: 2, reason: 'cut off' }]);
    }
  });

  it('keeps all items if only its end is missing', () => {
    expect(titles(whole.slice(0, -1))).to.deep.equal(['a', 'b', 'c']);
    expect(titles(whole.slice(0, -2))).to.deep.equal(['a', 'b', 'c']);
    expect(titles(`${whole.slice(0, -1)},"home_page_url":"https://pap`)).to.deep.equal(['a', 'b', 'c']);
  });

  it('is rejected if no item is complete', () => {
    const end = whole.indexOf('},');
    for (let length = 1; length < end; length++) {
      expect(() => read(whole.slice(0, length)), whole.slice(0, length))
        .to.throw(NewsError)
        .with.property('code', 'format');
    }
  });

  it('loses unescaped control characters', () => {
    expect(titles(whole.replace('"title":"a"', '"title":"a\nb\x01\tc"'))).to.deep.equal(['a b c', 'b', 'c']);
  });

  it('keeps all items if something follows it', () => {
    for (const more of ['\n<!-- cached -->', '}', ']', '\0', '<br>{']) {
      expect(titles(whole + more), more).to.deep.equal(['a', 'b', 'c']);
    }
  });

  it('keeps the complete items if it ends too early and has unescaped control characters', () => {
    const body = whole.replace('"title":"a"', '"title":"a\nb"').slice(0, whole.indexOf('{"id":"c"') + 20);
    expect(titles(body)).to.deep.equal(['a b', 'b']);
  });

  it('loses halves of surrogate pairs', () => {
    expect(titles('{"items":[{"url":"/a","title":"a \\ud83d b"}]}')).to.deep.equal(['a \ufffd b']);
  });
});

describe('one invalid item', () => {
  const bad = {
    'without a link': '<item><title>T</title></item>',
    'without title and text': `<item><link>${url('x')}</link></item>`,
    'without anything': '<item/>',
    'with a script as its link': '<item><title>T</title><link>javascript:alert(1)</link></item>',
    'with a title of blanks and control characters': `<item><title> \x01 &#8238; </title><link>${url('x')}</link></item>`,
    'with an address that cannot be read': '<item><title>T</title><link>https://[</link></item>',
  };

  for (const [fault, document] of Object.entries(bad)) {
    it(`${fault} is dropped with its position and the reason, without affecting others`, () => {
      const { articles, dropped } = read(rss(named('a') + document + named('b')));
      expect(articles.map(({ title }) => title)).to.deep.equal(['a', 'b']);
      expect(dropped).to.have.length(1);
      expect(dropped[0]).to.have.property('index', 1);
      expect(dropped[0]!.reason).to.match(/^(?:id|url|title) is missing or not valid$/);
    });
  }
});
