import { expect } from 'chai';
import { URL_OF_FEED, atom, entry, read, readOne } from '../support/feeds.js';

const one = (children: string, feed = '', attributes = '') => readOne(atom(entry(children), feed, attributes));
const titled = (title: string) =>
  readOne(atom(`<entry><id>urn:a</id><link href="https://paper.example/a"/>${title}</entry>`)).title;

describe('Atom: text constructs', () => {
  it('of type text, which is the default, keep what looks like tags and entities', () => {
    for (const type of ['', ' type="text"']) {
      expect(titled(`<title${type}>How &lt;b&gt; and &amp;amp; work</title>`)).to.equal('How <b> and &amp; work');
    }
  });

  it('of type html lose their tags', () => {
    expect(titled('<title type="html">An &lt;em&gt;odd&lt;/em&gt; R&amp;amp;D day</title>')).to.equal('An odd R&D day');
    expect(titled('<title type="html"><![CDATA[An <em>odd</em> R&amp;D day]]></title>')).to.equal('An odd R&D day');
  });

  it('of type html show what was escaped twice', () => {
    expect(titled('<title type="html">The &amp;lt;b&amp;gt; tag</title>')).to.equal('The <b> tag');
  });

  it('of type xhtml lose their elements', () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml">An <em>odd</em> R&amp;D day</div>';
    expect(titled(`<title type="xhtml">${div}</title>`)).to.equal('An odd R&D day');
  });

  it('of type xhtml may use a prefix', () => {
    const div = '<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>One</x:p><x:p>two</x:p></x:div>';
    expect(one(`<summary type="xhtml">${div}</summary>`).excerpt).to.equal('One two');
  });

  it('with elements in them are markup, for any type', () => {
    expect(titled('<title>An <b>odd</b> day</title>')).to.equal('An odd day');
  });
});

describe('Atom: the link of an entry', () => {
  const linked = (links: string) => readOne(atom(`<entry><id>urn:a</id><title>T</title>${links}</entry>`)).url;

  it('is the alternate one; no relation means alternate', () => {
    expect(
      linked('<link rel="self" href="https://paper.example/self"/><link href="https://paper.example/a"/>'),
    ).to.equal('https://paper.example/a');
    expect(
      linked('<link rel="edit" href="https://paper.example/e"/><link rel="alternate" href="https://paper.example/a"/>'),
    ).to.equal('https://paper.example/a');
  });

  it('is a web page before other documents', () => {
    const links =
      '<link type="application/json" href="https://paper.example/a.json"/><link type="text/html" href="https://paper.example/a"/>';
    expect(linked(links)).to.equal('https://paper.example/a');
  });

  it('may name its relation by its IANA URL', () => {
    expect(
      linked('<link rel="http://www.iana.org/assignments/relation/alternate" href="https://paper.example/a"/>'),
    ).to.equal('https://paper.example/a');
  });

  it('is the id if there is no link and the id is a URL', () => {
    expect(readOne(atom('<entry><id>https://paper.example/a b</id><title>T</title></entry>'))).to.include({
      id: 'https://paper.example/a b',
      url: 'https://paper.example/a%20b',
    });
  });

  it('is missing, and the entry dropped, if the id is not a web URL', () => {
    for (const id of ['urn:a', 'tag:paper.example,2025:a', 'https://[', 'http://']) {
      const { articles, dropped } = read(atom(`<entry><id>${id}</id><title>T</title></entry>`));
      expect(articles, id).to.deep.equal([]);
      expect(dropped, id).to.deep.equal([{ index: 0, reason: 'url is missing or not valid' }]);
    }
  });
});

describe('Atom: the dates of an entry', () => {
  it('are published, else updated', () => {
    expect(one('<published>2025-06-01T00:00:00Z</published>')).to.include({
      published: '2025-06-01T00:00:00Z',
      updated: '2025-06-03T10:15:00Z',
    });
    expect(one('').published).to.equal('2025-06-03T10:15:00Z');
  });

  it('skip an invalid published date', () => {
    expect(one('<published>never</published>').published).to.equal('2025-06-03T10:15:00Z');
  });
});

describe('Atom: the authors of an entry', () => {
  const author = (name: string, uri = '') =>
    `<author><name>${name}</name>${uri && `<uri>${uri}</uri>`}<email>a@paper.example</email></author>`;

  it('are all its own, with their pages', () => {
    expect(one(author('Ada', '/ada') + author('Bo'), author('Feed')).authors).to.deep.equal([
      { name: 'Ada', url: 'https://paper.example/ada' },
      { name: 'Bo' },
    ]);
  });

  it('are those of its source, else those of the feed', () => {
    expect(one(`<source>${author('Source')}</source>`, author('Feed')).authors).to.deep.equal([{ name: 'Source' }]);
    expect(one('', author('Feed')).authors).to.deep.equal([{ name: 'Feed' }]);
  });

  it('are empty if there are no names', () => {
    expect(one('<author><email>a@paper.example</email></author>').authors).to.deep.equal([]);
  });
});

describe('Atom: the tags of an entry', () => {
  it('are the labels of its categories, else their terms', () => {
    const categories = '<category term="sea" label="The Sea"/><category term="tides"/><category/>';
    expect(one(categories)).to.deep.include({ tags: ['The Sea', 'tides'], category: 'The Sea' });
  });
});

describe('Atom: languages', () => {
  it('are inherited from the feed', () => {
    const feed = read(
      atom(
        entry('') + '<entry xml:lang="fr"><id>urn:b</id><title>T</title><link href="/b"/></entry>',
        '',
        'xml:lang="de-ch"',
      ),
    );
    expect(feed.language).to.equal('de-CH');
    expect(feed.articles.map(({ language }) => language)).to.deep.equal(['de-CH', 'fr']);
  });
});

describe('Atom: the publisher', () => {
  it('is the feed, with its page and icon', () => {
    expect(one('', '<icon>/icon.png</icon><logo>/logo.png</logo>').publisher).to.deep.equal({
      name: 'Paper',
      url: 'https://paper.example/',
      icon: 'https://paper.example/icon.png',
    });
    expect(one('', '<logo>/logo.png</logo>').publisher?.icon).to.equal('https://paper.example/logo.png');
  });

  it('is the source of an entry taken from elsewhere', () => {
    const source = '<source><id>urn:o</id><title>Origin</title><link href="https://origin.example/"/></source>';
    expect(one(source).publisher).to.deep.equal({ name: 'Origin', url: 'https://origin.example/' });
  });
});

describe('Atom: the feed', () => {
  it('has title, page, language and next page', () => {
    expect(read(atom('', '<link rel="next" href="?page=2"/>', 'xml:lang="en"'))).to.deep.equal({
      title: 'Paper',
      homeUrl: 'https://paper.example/',
      language: 'en',
      next: `${URL_OF_FEED}?page=2`,
      articles: [],
      dropped: [],
    });
  });

  it('has as excerpt the summary, else the content, else the media description', () => {
    const media = '<media:group><media:description>Media</media:description></media:group>';
    expect(one('<content>Content</content><summary>Summary</summary>').excerpt).to.equal('Summary');
    expect(one('<summary/><content type="html">&lt;p&gt;Content&lt;/p&gt;</content>').excerpt).to.equal('Content');
    expect(one(media).excerpt).to.equal('Media');
    expect(one('<media:description>Media</media:description>').excerpt).to.equal('Media');
  });
});

describe('Atom: a relative xml:base', () => {
  const feed = (children: string) =>
    readOne(
      atom(`<entry><id>urn:a</id><title>Title</title><link href="a"/>${children}</entry>`, '', 'xml:base="sub/"'),
    );
  const AT = 'https://paper.example/feeds/sub/';

  it('counts once for a link, and for the pictures of a text', () => {
    const kinds = ['content', 'summary'];
    for (const kind of kinds) {
      const { url, image } = feed(`<${kind} type="html">&lt;img src="a.jpg"> A lock, open.</${kind}>`);
      expect([url, image?.url]).to.deep.equal([`${AT}a`, `${AT}a.jpg`]);
    }
  });

  it('counts once for offered pictures and for a source', () => {
    expect(feed('<link rel="enclosure" type="image/jpeg" href="a.jpg"/>').image?.url).to.equal(`${AT}a.jpg`);
    expect(feed('<media:thumbnail url="a.jpg"/>').image?.url).to.equal(`${AT}a.jpg`);
    const { publisher } = feed('<source><title>Other</title><link href="other"/></source>');
    expect(publisher?.url).to.equal(`${AT}other`);
  });

  it('adds to those of its parents', () => {
    const { image } = feed('<content type="html" xml:base="more/">&lt;img src="a.jpg"></content>');
    expect(image?.url).to.equal(`${AT}more/a.jpg`);
  });
});
