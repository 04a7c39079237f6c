import { expect } from 'chai';
import type { Article } from '../../src/model/article.js';
import { atom, read, readOne, rss } from '../support/feeds.js';

/** Feeds that say what they have in words of other formats. */

const SPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const LINK = '<link>https://paper.example/a</link>';
const inRss = (children: string, channel?: string): Article => readOne(rss(`<item>${children}</item>`, channel));
const inAtom = (children: string, feed?: string): Article => readOne(atom(`<entry>${children}</entry>`, feed, SPACES));
const PAGE = '<id>urn:a</id><link href="https://paper.example/a"/>';

describe('titles in another vocabulary', () => {
  const titles: Record<string, string> = {
    'of Atom in RSS': rss(`<item><atom:title>Ferry resumes</atom:title>${LINK}</item>`),
    'of Atom under a prefix of its own': rss(
      `<item><a:title xmlns:a="http://www.w3.org/2005/Atom">Ferry resumes</a:title>${LINK}</item>`,
    ),
    'of Dublin Core in RSS': rss(`<item><dc:title>Ferry resumes</dc:title>${LINK}</item>`),
    'of Dublin Core in Atom': atom(`<entry>${PAGE}<dc:title>Ferry resumes</dc:title></entry>`, '', SPACES),
    'of RSS in Atom': atom(`<entry>${PAGE}<title xmlns="">Ferry resumes</title></entry>`),
    'of iTunes in RSS': rss(`<item><itunes:title>Ferry resumes</itunes:title>${LINK}</item>`),
    'behind an empty one': rss(`<item><title/><dc:title>Ferry resumes</dc:title>${LINK}</item>`),
  };
  for (const [kind, document] of Object.entries(titles)) {
    it(`are read ${kind}`, () => expect(readOne(document).title).to.equal('Ferry resumes'));
  }

  it('are not used if the format’s own title is present', () => {
    const { title } = inRss(`<atom:title>Other</atom:title><title>Own</title>${LINK}`);
    expect(title).to.equal('Own');
  });
});

describe('dates in another vocabulary', () => {
  const moment = '2026-03-04T05:06:07Z';
  const dates: [string, string][] = [
    ['atom:published', 'published'],
    ['atom:issued', 'published'],
    ['atom:created', 'published'],
    ['dcterms:issued', 'published'],
    ['dcterms:created', 'published'],
    ['atom:updated', 'updated'],
    ['atom:modified', 'updated'],
    ['dcterms:modified', 'updated'],
  ];
  for (const [name, field] of dates) {
    it(`are read from ${name} in RSS`, () => {
      const article = readOne(
        rss(`<item><title>Title</title>${LINK}<${name}>${moment}</${name}></item>`).replace('<rss ', `<rss ${SPACES} `),
      );
      expect(article).to.have.property(field, moment);
    });
  }

  it('are read from RSS 1.0 with dates of Atom 0.3', () => {
    const { articles } = read(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:o="http://purl.org/atom/ns#">
      <channel><title>Paper</title></channel><item rdf:about="https://paper.example/a"><title>Title</title>${LINK}<o:issued>${moment}</o:issued></item></rdf:RDF>`,
    );
    expect(articles[0]).to.include({ published: moment, url: 'https://paper.example/a' });
  });

  it('are read from Dublin Core terms in Atom', () => {
    const article = inAtom(`${PAGE}<title>Title</title><dcterms:issued>${moment}</dcterms:issued>`);
    expect(article.published).to.equal(moment);
  });
});

describe('authors in another vocabulary', () => {
  const authors: Record<string, Article> = {
    'of Atom in RSS': inRss(`<title>Title</title>${LINK}<atom:author><atom:name>Ines Duarte</atom:name></atom:author>`),
    'of dc:author': inRss(`<title>Title</title>${LINK}<dc:author>Ines Duarte</dc:author>`),
    'of iTunes': inRss(`<title>Title</title>${LINK}<itunes:author>Ines Duarte</itunes:author>`),
    'of the channel, by iTunes': inRss(`<title>Title</title>${LINK}`, '<itunes:author>Ines Duarte</itunes:author>'),
    'of the channel, by Dublin Core': inRss(`<title>Title</title>${LINK}`, '<dc:creator>Ines Duarte</dc:creator>'),
    'of the channel, by Atom': inRss(
      `<title>Title</title>${LINK}`,
      '<atom:author><atom:name>Ines Duarte</atom:name></atom:author>',
    ),
    'of Dublin Core in Atom': inAtom(`${PAGE}<title>Title</title><dc:creator>Ines Duarte</dc:creator>`),
    'of text alone in Atom': inAtom(`${PAGE}<title>Title</title><author>Ines Duarte</author>`),
    'of the whole feed, by Dublin Core in Atom': inAtom(
      `${PAGE}<title>Title</title>`,
      '<dc:creator>Ines Duarte</dc:creator>',
    ),
  };
  for (const [kind, article] of Object.entries(authors)) {
    it(`are read ${kind}`, () => expect(article.authors).to.deep.equal([{ name: 'Ines Duarte' }]));
  }

  it('do not add to those of the format itself', () => {
    const article = inRss(`<title>Title</title>${LINK}<dc:creator>Own</dc:creator><itunes:author>Show</itunes:author>`);
    expect(article.authors).to.deep.equal([{ name: 'Own' }]);
  });

  const written = [
    'Ines Duarte (ines@paper.example)',
    'ines@paper.example (Ines Duarte)',
    'Ines Duarte (mailto:ines@paper.example)',
    'mailto:ines@paper.example (Ines Duarte)',
    'Ines Duarte &lt;ines@paper.example&gt;',
    '"Ines Duarte" ines@paper.example',
    'ines@paper.example - Ines Duarte',
    'Ines Duarte [ines@paper.example]',
  ];
  for (const name of written) {
    it(`are read by name in ${name}`, () => {
      const person = [{ name: 'Ines Duarte' }];
      expect(inRss(`<title>Title</title>${LINK}<author>${name}</author>`).authors).to.deep.equal(person);
      expect(inAtom(`${PAGE}<title>Title</title><author><name>${name}</name></author>`).authors).to.deep.equal(person);
    });
  }

  it('are missing if there is only a mail address', () => {
    const { authors } = inRss(`<title>Title</title>${LINK}<author>desk@paper.example</author>`);
    expect(authors).to.deep.equal([]);
  });
});

describe('categories in another vocabulary', () => {
  it('are read from iTunes, also nested ones', () => {
    const { tags } = inRss(
      `<title>Title</title>${LINK}<itunes:category text="Society"><itunes:category text="Documentary"/></itunes:category>`,
    );
    expect(tags).to.have.members(['Society', 'Documentary']);
  });

  it('are read from Media RSS, by label rather than by code', () => {
    const { tags } = inRss(
      `<title>Title</title>${LINK}<category>Own</category><media:category label="Rivers">geo/water/rivers</media:category>`,
    );
    expect(tags).to.have.members(['Own', 'Rivers']);
  });

  it('are read from keywords of iTunes', () => {
    const { tags } = inRss(`<title>Title</title>${LINK}<itunes:keywords>tides, eels</itunes:keywords>`);
    expect(tags).to.have.members(['tides', 'eels']);
  });

  it('are read from the terms of Atom in RSS', () => {
    const { tags } = inRss(`<title>Title</title>${LINK}<atom:category term="Harbour"/>`);
    expect(tags).to.deep.equal(['Harbour']);
  });

  it('are read from the text of categories in Atom', () => {
    const { tags } = inAtom(`${PAGE}<title>Title</title><category>Harbour</category>`);
    expect(tags).to.deep.equal(['Harbour']);
  });
});

describe('links in another form', () => {
  it('are read from a second guid that is a permanent link', () => {
    const { url } = inRss(
      '<title>Title</title><guid isPermaLink="false">n-7</guid><guid>https://paper.example/7</guid>',
    );
    expect(url).to.equal('https://paper.example/7');
  });

  it('are read from text in Atom', () => {
    const { url } = inAtom('<id>urn:a</id><title>Title</title><link>https://paper.example/a</link>');
    expect(url).to.equal('https://paper.example/a');
  });

  for (const relation of ['self', 'related', 'enclosure', 'ALTERNATE']) {
    it(`are read in Atom if the only one has the relation ${relation}`, () => {
      const { url } = inAtom(
        `<id>urn:a</id><title>Title</title><link rel="${relation}" href="https://paper.example/a"/>`,
      );
      expect(url).to.equal('https://paper.example/a');
    });
  }

  it('lose control characters, and keep text that looks like an entity', () => {
    const { url } = inRss('<title>Title</title><link>https://paper.example/a\b?one=1&copy=2&two=3\x01</link>');
    expect(url).to.equal('https://paper.example/a?one=1&copy=2&two=3');
  });

  it('of enclosures are resolved against their own base', () => {
    const article = readOne(
      rss(
        '<item xml:base="https://pictures.example/may/"><title>Title</title><link>/a</link><enclosure url="pier.jpg" type="image/jpeg"/></item>',
      ),
    );
    expect(article.image?.url).to.equal('https://pictures.example/may/pier.jpg');
  });
});

describe('broken ampersands', () => {
  it('are kept in titles', () => {
    const { title } = inRss(`<title>Salt &amp Vinegar & Co &amp; Sons \x07B&B</title>${LINK}`);
    expect(title).to.equal('Salt & Vinegar & Co & Sons B&B');
  });
});

describe('unusual element names', () => {
  it('are read in capital letters', () => {
    const { articles, title } = read(
      `<RSS VERSION="2.0"><CHANNEL><TITLE>Paper</TITLE><ITEM><TITLE>Loud</TITLE><LINK>https://paper.example/a</LINK>
      <PUBDATE>Mon, 02 Mar 2026 10:00:00 GMT</PUBDATE><ENCLOSURE URL="https://paper.example/a.png" TYPE="image/png"/></ITEM></CHANNEL></RSS>`,
    );
    expect(title).to.equal('Paper');
    expect(articles[0]).to.deep.include({
      title: 'Loud',
      published: '2026-03-02T10:00:00Z',
      image: { url: 'https://paper.example/a.png' },
    });
  });

  for (const name of ['pubdate', 'PubDate', 'PUBDATE']) {
    it(`are read as ${name}`, () => {
      const { published } = inRss(`<title>Title</title>${LINK}<${name}>Mon, 02 Mar 2026 10:00:00 GMT</${name}>`);
      expect(published).to.equal('2026-03-02T10:00:00Z');
    });
  }

  const prefixed: Record<string, string> = {
    'under a prefix that nobody declares':
      '<rss:rss version="2.0"><rss:channel><rss:title>Paper</rss:title><rss:item><rss:title>Title</rss:title><rss:link>https://paper.example/a</rss:link></rss:item></rss:channel></rss:rss>',
    'under a prefix of RSS 2.0':
      '<rss version="2.0" xmlns:r="http://backend.userland.com/rss2"><channel><title>Paper</title><r:item><r:title>Title</r:title><r:link>https://paper.example/a</r:link></r:item></channel></rss>',
    'under a prefix of RSS 1.0':
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="http://purl.org/rss/1.0/"><p:channel><p:title>Paper</p:title></p:channel><p:item><p:title>Title</p:title><p:link>https://paper.example/a</p:link></p:item></rdf:RDF>',
  };
  for (const [kind, document] of Object.entries(prefixed)) {
    it(`are read ${kind}`, () => expect(readOne(document).url).to.equal('https://paper.example/a'));
  }
});

describe('entities that a document declares', () => {
  const declaring = (declarations: string, title: string) =>
    `<?xml version="1.0"?><!DOCTYPE rss [${declarations}]>${rss(`<item><title>${title}</title>${LINK}</item>`).replace(/^<\?.*?\?>/, '')}`;

  it('are replaced by their text', () => {
    const { title } = readOne(declaring('<!ENTITY town "Salt&amp;Stone">', 'News of &town;'));
    expect(title).to.equal('News of Salt&Stone');
  });

  it('may contain entities declared before', () => {
    const { title } = readOne(declaring(`<!ENTITY a "Stone"><!ENTITY b 'Old &a;'>`, '&b; bridge'));
    expect(title).to.equal('Old Stone bridge');
  });

  it('contain no markup', () => {
    const { title } = readOne(declaring('<!ENTITY x "</title><link>https://other.example/</link>">', 'A &x;'));
    expect(title).to.equal('A https://other.example/');
  });

  it('are never fetched', () => {
    const { title } = readOne(
      declaring('<!ENTITY far SYSTEM "https://other.example/x"><!ENTITY % p "y">', '&far; news'),
    );
    expect(title).to.equal('&far; news');
  });

  it('do not grow endlessly', () => {
    const names = [...'abcdefghijklmnop'];
    const bomb = names
      .map((name, index) => `<!ENTITY ${name} "${`&${names[index - 1] ?? 'amp'};`.repeat(10)}">`)
      .join('');
    const document = declaring(bomb, '&p;'.repeat(1000));
    expect(readOne(document).title.length).to.be.lessThan(2000);
  });
});
