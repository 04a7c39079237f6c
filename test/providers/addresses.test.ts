import { expect } from 'chai';
import { atom, entry, item, jsonFeed, read, readOne, rss } from '../support/feeds.js';

const linked = (link: string) => readOne(rss(item('', link))).url;

describe('relative addresses', () => {
  it('are resolved against the URL of the feed', () => {
    expect(linked('/a')).to.equal('https://paper.example/a');
    expect(linked('a')).to.equal('https://paper.example/feeds/a');
    expect(linked('../a')).to.equal('https://paper.example/a');
    expect(linked('?a=1')).to.equal('https://paper.example/feeds/news.xml?a=1');
    expect(linked('//other.example/a')).to.equal('https://other.example/a');
  });

  it('are resolved against nested xml:base attributes first', () => {
    const document =
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/"><entry xml:base="c/"><id>urn:a</id><title>T</title>' +
      '<link href="d"/><author><name>Ada</name><uri>ada</uri></author><content type="xhtml" xml:base="e/"><div><img src="f.jpg"/></div></content></entry></feed>';
    expect(readOne(document)).to.deep.include({
      url: 'https://a.example/b/c/d',
      authors: [{ name: 'Ada', url: 'https://a.example/b/c/ada' }],
      image: { url: 'https://a.example/b/c/e/f.jpg' },
    });
  });

  it('are resolved against the xml:base of a link itself', () => {
    expect(
      readOne(atom('<entry><id>urn:a</id><title>T</title><link xml:base="https://a.example/b/" href="c"/></entry>'))
        .url,
    ).to.equal('https://a.example/b/c');
  });

  it('are resolved against xml:base in RSS', () => {
    const document = `<rss xml:base="https://a.example/"><channel xml:base="b/"><link>home</link>${item('<enclosure url="c.jpg" type="image/jpeg"/>', 'd')}</channel></rss>`;
    expect(read(document).homeUrl).to.equal('https://a.example/b/home');
    expect(readOne(document)).to.deep.include({
      url: 'https://a.example/b/d',
      image: { url: 'https://a.example/b/c.jpg' },
    });
  });

  it('ignore an invalid xml:base', () => {
    for (const base of ['', 'https://[', 'http://']) {
      expect(
        readOne(atom(entry('').replace('https://paper.example', ''), '', `xml:base="${base}"`)).url,
        base,
      ).to.equal('https://paper.example/a');
    }
  });

  it('are resolved in JSON', () => {
    const article = readOne(
      jsonFeed([{ id: 1, url: '/a', title: 'T', image: 'b.jpg', authors: [{ name: 'Ada', url: '/ada' }] }]),
    );
    expect(article).to.deep.include({
      url: 'https://paper.example/a',
      image: { url: 'https://paper.example/feeds/b.jpg' },
      authors: [{ name: 'Ada', url: 'https://paper.example/ada' }],
    });
  });

  it('of pictures in text are resolved as well', () => {
    expect(readOne(rss(item('<description>&lt;img src="b.jpg"&gt;</description>'))).image?.url).to.equal(
      'https://paper.example/feeds/b.jpg',
    );
  });
});

describe('addresses', () => {
  it('lose spaces and line breaks, and get a scheme if they begin with www.', () => {
    expect(linked('\n  https://paper.example/a\n  ')).to.equal('https://paper.example/a');
    expect(linked('https://paper.example/a b')).to.equal('https://paper.example/a%20b');
    expect(linked('www.paper.example/a')).to.equal('https://www.paper.example/a');
  });

  it('keep non-ASCII characters in a form that works', () => {
    expect(linked('https://münchen.example/größe?ü=ß')).to.equal(
      'https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe?%C3%BC=%C3%9F',
    );
  });

  const UNSAFE = [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'mailto:a@paper.example',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://paper.example/x',
    'ftp://paper.example/',
    'tel:1',
    'about:blank',
    'https://[',
  ];

  for (const address of UNSAFE) {
    it(`like ${JSON.stringify(address)} are dropped in every place`, () => {
      const { articles, ...feed } = read(
        rss(
          item(`<source url="${address}">S</source><enclosure url="${address}" type="image/png"/><media:thumbnail url="${address}"/>
            <description>&lt;img src="${address}"&gt;&lt;a href="${address}"&gt;x&lt;/a&gt;</description>`) +
            item('', address),
          `<image><url>${address}</url></image><atom:link rel="next" href="${address}"/>`,
        ),
      );
      expect(articles).to.have.length(1);
      expect(articles[0]).not.to.have.property('image');
      expect(articles[0]!.publisher).to.deep.equal({ name: 'S' });
      expect(feed).not.to.have.property('next');

      const json = { title: 'T', image: address, authors: [{ name: 'A', url: address }] };
      const document = jsonFeed(
        [
          { ...json, url: '/a' },
          { ...json, url: address },
        ],
        { home_page_url: address, next_url: address, icon: address },
      );
      expect(read(document)).to.deep.include({
        title: 'Paper',
        dropped: [{ index: 1, reason: 'id is missing or not valid' }],
      });
      expect(read(document)).not.to.have.any.keys('homeUrl', 'next');
      expect(readOne(jsonFeed([{ ...json, url: '/a' }])))
        .to.deep.include({ authors: [{ name: 'A' }] })
        .and.not.to.have.property('image');
    });
  }
});
