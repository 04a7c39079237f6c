import { expect } from 'chai';
import { URL_OF_FEED, atom, item, read, readOne, rss } from '../support/feeds.js';

const one = (children: string, channel = '') => readOne(rss(item(children), channel));
const bare = (children: string) => readOne(rss(`<item><title>Title</title>${children}</item>`));

describe('RSS: the link of an item', () => {
  it('is the text of its link element', () => {
    expect(bare('<link> https://paper.example/a </link>').url).to.equal('https://paper.example/a');
  });

  it('is an Atom link if there is no other', () => {
    const links =
      '<atom:link rel="self" href="https://paper.example/self"/><atom:link rel="alternate" href="https://paper.example/b"/>';
    expect(bare(links).url).to.equal('https://paper.example/b');
  });

  it('is an Atom link beside an empty link element', () => {
    expect(bare('<link/><atom:link href="https://paper.example/b"/>').url).to.equal('https://paper.example/b');
  });

  it('is not mistaken for an Atom link that comes first', () => {
    const links = '<atom:link href="https://paper.example/atom"/><link>https://paper.example/rss</link>';
    expect(bare(links).url).to.equal('https://paper.example/rss');
  });

  it('is the guid, which is a permalink unless it says otherwise', () => {
    expect(bare('<guid>https://paper.example/g</guid>').url).to.equal('https://paper.example/g');
    expect(bare('<guid isPermaLink="true">https://paper.example/g</guid>').url).to.equal('https://paper.example/g');
  });

  it('is never a guid that is not a permalink, or not a URL', () => {
    for (const guid of ['<guid isPermaLink="false">https://paper.example/g</guid>', '<guid>4711</guid>']) {
      expect(read(rss(`<item><title>Title</title>${guid}</item>`)).dropped).to.have.length(1);
    }
  });
});

describe('RSS: the id of an item', () => {
  it('is the guid, also if it is not a URL', () => {
    expect(one('<guid isPermaLink="false"> 4711 </guid>').id).to.equal('4711');
  });

  it('is the link if there is no guid', () => {
    expect(one('').id).to.equal('https://paper.example/a');
    expect(one('<guid></guid>').id).to.equal('https://paper.example/a');
  });
});

describe('RSS: the title of an item', () => {
  it('is the first words of the text if there is no title', () => {
    const description = 'word '.repeat(60).trim();
    const { title } = readOne(
      rss(`<item><link>https://paper.example/a</link><description>${description}</description></item>`),
    );
    expect(title).to.match(/^(?:word )+word…$/);
    expect(title.length).to.be.at.most(90);
  });

  it('is the first words of the text if the title is empty or only markup', () => {
    for (const title of ['<title/>', '<title> </title>', '<title>&lt;b&gt;&lt;/b&gt;</title>']) {
      const document = rss(
        `<item>${title}<link>https://paper.example/a</link><description>Some words</description></item>`,
      );
      expect(readOne(document).title).to.equal('Some words');
    }
  });

  it('is that of the item, not that of its media', () => {
    expect(
      one('<media:content url="https://paper.example/a.jpg"><media:title>Other</media:title></media:content>').title,
    ).to.equal('Title');
  });
});

describe('the title of an item about markup', () => {
  const titles = (markup: string) => {
    const [cdata, escaped] = [`<![CDATA[${markup}]]>`, markup.replaceAll('<', '&lt;')];
    return [
      rss(`<item><title>${cdata}</title><link>https://paper.example/a</link></item>`),
      rss(`<item><title>${escaped}</title><link>https://paper.example/a</link></item>`),
      atom(`<entry><id>a:1</id><title type="html">${escaped}</title><link href="/a"/></entry>`),
    ].map((source) => readOne(source).title);
  };

  it('keeps tags that are never closed', () => {
    for (const title of [
      'The <script> tag explained',
      'Why <style> goes into <head>',
      '<iframe> is bad',
      'Meet <dialog>',
      'When to use Array<number>',
      'Hello <your name here>',
    ])
      expect(titles(title), title).to.deep.equal([title, title, title]);
  });

  it('loses markup', () => {
    for (const markup of [
      'Rain <b>again</b>',
      'Rain<br>again',
      '<p class="x">Rain again',
      'Rain <blink>again</blink>',
      'Rain <script>alert(1)</script>again',
      'Rain <!-- soon -->again',
      '<nobr>Rain</nobr> <img src="/a.jpg">again',
    ])
      expect(new Set(titles(markup)), markup).to.deep.equal(new Set(['Rain again']));
  });
});

describe('RSS: the excerpt of an item', () => {
  it('is its description as plain text', () => {
    expect(one('<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</description>').excerpt).to.equal('One two');
  });

  it('is its content if the description is missing or has no text', () => {
    const content = '<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>';
    expect(one(content).excerpt).to.equal('All of it.');
    expect(one(`<description>&lt;img src="a.jpg"&gt;</description>${content}`).excerpt).to.equal('All of it.');
  });

  it('is read from unescaped markup', () => {
    expect(one('<description><p>One <b>bold</b> word &amp; two</p></description>').excerpt).to.equal(
      'One bold word & two',
    );
  });

  it('is read from markup beside a CDATA section', () => {
    expect(one('<description><b>One</b> <![CDATA[<i>two</i>]]></description>').excerpt).to.equal('One two');
  });

  it('is missing if there is no text', () => {
    expect(one('')).not.to.have.property('excerpt');
  });

  it('is cut at a word to 1,000 characters', () => {
    const { excerpt = '' } = one(`<description>${'letters '.repeat(500)}</description>`);
    expect(excerpt.length).to.be.within(900, 1000);
    expect(excerpt).to.match(/letters…$/);
  });
});

describe('RSS: the authors of an item', () => {
  it('are all its creators, each once', () => {
    const creators = ['Ada', 'Bo', 'Ada'].map((name) => `<dc:creator>${name}</dc:creator>`).join('');
    expect(one(creators).authors).to.deep.equal([{ name: 'Ada' }, { name: 'Bo' }]);
  });

  it('are the name in brackets after a mail address', () => {
    expect(one('<author>ada@paper.example (Ada Moor)</author>').authors).to.deep.equal([{ name: 'Ada Moor' }]);
  });

  it('are the whole text of an author without a mail address', () => {
    expect(one('<author>Ada Moor (Reuters)</author>').authors).to.deep.equal([{ name: 'Ada Moor (Reuters)' }]);
  });

  it('are never a mail address', () => {
    expect(one('<author>ada@paper.example</author>').authors).to.deep.equal([]);
  });

  it('are the creators before the author, and the editor of the channel last', () => {
    const editor = '<managingEditor>ed@paper.example (Ed Itor)</managingEditor>';
    expect(one('<author>Ada</author><dc:creator>Bo</dc:creator>', editor).authors).to.deep.equal([{ name: 'Bo' }]);
    expect(one('<author>Ada</author>', editor).authors).to.deep.equal([{ name: 'Ada' }]);
    expect(one('', editor).authors).to.deep.equal([{ name: 'Ed Itor' }]);
  });
});

describe('RSS: the dates of an item', () => {
  it('are pubDate, else dc:date, else the date of Atom', () => {
    const [rssDate, dc, atom] = [
      '<pubDate>3 Jun 2025</pubDate>',
      '<dc:date>2025-06-02</dc:date>',
      '<atom:published>2025-06-01</atom:published>',
    ];
    expect(one(atom + dc + rssDate).published).to.equal('2025-06-03T00:00:00Z');
    expect(one(atom + dc).published).to.equal('2025-06-02T00:00:00Z');
    expect(one(atom).published).to.equal('2025-06-01T00:00:00Z');
  });

  it('skip an empty or impossible one', () => {
    expect(one('<pubDate/><dc:date>2025-06-02</dc:date>').published).to.equal('2025-06-02T00:00:00Z');
    expect(one('<pubDate>31 Feb 2025</pubDate><dc:date>2025-06-02</dc:date>').published).to.equal(
      '2025-06-02T00:00:00Z',
    );
  });

  it('are missing if none is valid', () => {
    expect(one('<pubDate>soon</pubDate>')).not.to.have.property('published');
  });

  it('include the date of the last change', () => {
    expect(one('<atom:updated>2025-06-03T10:15:00Z</atom:updated>').updated).to.equal('2025-06-03T10:15:00Z');
  });
});

describe('RSS: the tags of an item', () => {
  it('are its categories, subjects and keywords, each once', () => {
    const tags =
      '<category>A</category><category>B</category><dc:subject>C</dc:subject><media:keywords>B, D,,</media:keywords>';
    expect(one(tags).tags).to.deep.equal(['A', 'B', 'C', 'D']);
  });

  it('leave out empty ones', () => {
    expect(one('<category/><category> </category>').tags).to.deep.equal([]);
  });

  it('give its category: the first', () => {
    expect(one('<category>A</category><category>B</category>').category).to.equal('A');
    expect(one('')).not.to.have.property('category');
  });
});

describe('RSS: the language', () => {
  it('of an item is its own, else that of the channel', () => {
    expect(one('<dc:language>de-at</dc:language>', '<language>en</language>').language).to.equal('de-AT');
    expect(one('', '<language>en_us</language>').language).to.equal('en-US');
  });

  it('is missing if it is invalid', () => {
    for (const language of ['English', 'en us', '', '-', 'x', '123']) {
      const feed = read(rss(item(''), `<language>${language}</language>`));
      expect(feed, language).not.to.have.property('language');
      expect(feed.articles[0], language).not.to.have.property('language');
    }
  });

  it('may be xml:lang of an item or the root', () => {
    expect(
      readOne(
        '<rss xml:lang="sv"><channel><item><title>T</title><link>https://paper.example/</link></item></channel></rss>',
      ).language,
    ).to.equal('sv');
    expect(
      readOne(rss('<item xml:lang="da"><title>T</title><link>https://paper.example/</link></item>')).language,
    ).to.equal('da');
  });
});

describe('RSS: the publisher', () => {
  it('is the channel, with its page and picture', () => {
    expect(one('', '<image><url>/logo.png</url><title>No</title></image>').publisher).to.deep.equal({
      name: 'Paper',
      url: 'https://paper.example/',
      icon: 'https://paper.example/logo.png',
    });
  });

  it('is the source of an item that an aggregator took from elsewhere', () => {
    expect(one('<source url="https://origin.example/rss">Origin</source>').publisher).to.deep.equal({
      name: 'Origin',
      url: 'https://origin.example',
    });
  });

  it('is missing if the channel has no title', () => {
    const document = '<rss><channel><item><title>T</title><link>https://paper.example/</link></item></channel></rss>';
    expect(readOne(document)).not.to.have.property('publisher');
  });
});

describe('RSS: the feed', () => {
  it('has title, page, language and next page of the channel', () => {
    const feed = read(rss('', '<language>pl</language><atom:link rel="next" href="?page=2"/>'));
    expect(feed).to.deep.equal({
      title: 'Paper',
      homeUrl: 'https://paper.example/',
      language: 'pl',
      next: `${URL_OF_FEED}?page=2`,
      articles: [],
      dropped: [],
    });
  });

  it('keeps the order of the document', () => {
    const items = ['c', 'a', 'b'].map((id) =>
      item(`<guid isPermaLink="false">${id}</guid>`, `https://paper.example/${id}`),
    );
    expect(read(rss(items.join(''))).articles.map(({ id }) => id)).to.deep.equal(['c', 'a', 'b']);
  });

  it('without items is an empty feed', () => {
    expect(read(rss('')).articles).to.deep.equal([]);
  });

  it('is read without a root around the channel', () => {
    const document =
      '<channel><title>P</title><item><title>T</title><link>https://paper.example/</link></item></channel>';
    expect(readOne(document).publisher?.name).to.equal('P');
  });
});
