import { expect } from 'chai';
import { jsonFeed, read, readOne } from '../support/feeds.js';

const URL_OF_ITEM = 'https://paper.example/a';
const one = (members: object, feed: object = {}) =>
  readOne(jsonFeed([{ id: 'a', url: URL_OF_ITEM, title: 'Title', ...members }], feed));

describe('JSON Feed: the link of an item', () => {
  it('is its url, else its external_url', () => {
    expect(one({ external_url: 'https://elsewhere.example/' }).url).to.equal(URL_OF_ITEM);
    expect(one({ url: undefined, external_url: 'https://elsewhere.example/' }).url).to.equal(
      'https://elsewhere.example/',
    );
    expect(one({ url: '', external_url: 'https://elsewhere.example/' }).url).to.equal('https://elsewhere.example/');
  });
});

describe('JSON Feed: accepts members against the specification that', () => {
  it('are a link called `link` if there is no other', () => {
    expect(one({ url: undefined, link: '/b' }).url).to.equal('https://paper.example/b');
    expect(one({ link: '/b' }).url).to.equal(URL_OF_ITEM);
  });

  it('are a link in the id if it is an absolute URL', () => {
    const linkOf = (id: unknown) => one({ id, url: undefined }).url;
    expect(linkOf('https://paper.example/2024/ice')).to.equal('https://paper.example/2024/ice');
    for (const id of ['7', '/ice', '//paper.example/ice', '?p=7', 'tag:paper.example,2024:7', 7])
      expect(read(jsonFeed([{ id, title: 'Ice' }])).articles, String(id)).to.deep.equal([]);
  });

  it('are tags in one string, and tags that are objects', () => {
    expect(one({ tags: 'Peace, R&amp;D,, peace talks ' }).tags).to.deep.equal(['Peace', 'R&D', 'peace talks']);
    expect(one({ tags: [{ name: 'Peace' }, 'Ice', { label: 'none' }, null] }).tags).to.deep.equal(['Peace', 'Ice']);
    expect(one({ tags: '' }).tags).to.deep.equal([]);
  });

  it('are pictures that are objects', () => {
    for (const image of [{ url: '/a.jpg' }, { url: '/a.jpg', width: 800, alt: 'Ice' }])
      expect(one({ image }).image?.url).to.equal('https://paper.example/a.jpg');
    for (const image of [{}, { url: 7 }, { url: { url: '/a.jpg' } }, [], ['/a.jpg']])
      expect(one({ image }).image).to.equal(undefined);
  });
});

describe('JSON Feed: the id of an item', () => {
  it('is text, also if it is a number', () => {
    expect(one({ id: 7 }).id).to.equal('7');
    expect(one({ id: 0 }).id).to.equal('0');
  });

  it('is the link if it is missing or invalid', () => {
    for (const id of [undefined, null, '', {}, [], true]) expect(one({ id }).id).to.equal(URL_OF_ITEM);
  });
});

describe('JSON Feed: texts', () => {
  it('are the title, else the first words of the text', () => {
    expect(one({ title: undefined, content_text: 'Some words' }).title).to.equal('Some words');
    expect(one({ title: '', summary: 'Some words' }).title).to.equal('Some words');
  });

  it('are the summary, else the plain text, else the text of the HTML', () => {
    const [summary, content_text, content_html] = ['Summary', 'Plain', '<p>Rich</p>'];
    expect(one({ summary, content_text, content_html }).excerpt).to.equal('Summary');
    expect(one({ content_text, content_html }).excerpt).to.equal('Plain');
    expect(one({ content_html }).excerpt).to.equal('Rich');
  });

  it('keep tags in plain text', () => {
    expect(one({ title: 'The <b> tag', content_text: '1 < 2, <b> & &amp;' })).to.include({
      title: 'The <b> tag',
      excerpt: '1 < 2, <b> & &amp;',
    });
  });

  it('have entities decoded in title and summary', () => {
    expect(one({ title: 'R&amp;D', summary: 'And so on &#8230;' })).to.include({
      title: 'R&D',
      excerpt: 'And so on …',
    });
  });
});

describe('JSON Feed: authors', () => {
  it('are those of the item, else those of the feed', () => {
    expect(one({ authors: [{ name: 'Ada', url: '/ada' }] }, { authors: [{ name: 'Feed' }] }).authors).to.deep.equal([
      { name: 'Ada', url: 'https://paper.example/ada' },
    ]);
    expect(one({}, { authors: [{ name: 'Feed' }] }).authors).to.deep.equal([{ name: 'Feed' }]);
  });

  it('are the one author of version 1.0', () => {
    expect(one({ author: { name: 'Ada' } }).authors).to.deep.equal([{ name: 'Ada' }]);
    expect(one({}, { author: { name: 'Feed' } }).authors).to.deep.equal([{ name: 'Feed' }]);
  });

  it('are not repeated by a feed with both `author` and `authors`', () => {
    expect(one({ author: { name: 'Ada' }, authors: [{ name: 'Ada' }, { name: 'Bo' }] }).authors).to.deep.equal([
      { name: 'Ada' },
      { name: 'Bo' },
    ]);
  });

  it('leave out those who have no name', () => {
    expect(one({ authors: [{}, null, { name: ' ' }, 7, 'Ada'] }).authors).to.deep.equal([
      { name: '7' },
      { name: 'Ada' },
    ]);
  });
});

describe('JSON Feed: pictures', () => {
  const [image, banner_image] = ['https://paper.example/i.jpg', 'https://paper.example/b.jpg'];
  const attachments = [
    { url: 'https://paper.example/a.mp3', mime_type: 'audio/mpeg' },
    { url: 'https://paper.example/a.png', mime_type: 'image/png' },
  ];

  it('are the image, else the banner, else an attached picture, else the first in the HTML', () => {
    const content_html = '<img src="/h.jpg" alt="H">';
    expect(one({ image, banner_image, attachments, content_html }).image).to.deep.equal({ url: image });
    expect(one({ banner_image, attachments, content_html }).image).to.deep.equal({ url: banner_image });
    expect(one({ attachments, content_html }).image).to.deep.equal({ url: 'https://paper.example/a.png' });
    expect(one({ content_html }).image).to.deep.equal({ url: 'https://paper.example/h.jpg', alt: 'H' });
  });
});

describe('JSON Feed: values of the wrong kind', () => {
  const WRONG: unknown[] = [null, 7, true, [], {}, [[]], 'text', { toString: 0 }, { name: { name: {} } }];
  const MEMBERS = [
    'title',
    'summary',
    'content_text',
    'content_html',
    'image',
    'banner_image',
    'date_published',
    'date_modified',
    'authors',
    'author',
    'tags',
    'language',
    'attachments',
    'external_url',
  ];

  for (const member of MEMBERS) {
    it(`as ${member} affect only that member`, () => {
      for (const value of [...WRONG, [{ mime_type: { toString: 0 }, url: {} }], [{ name: {} }]]) {
        const document = jsonFeed([
          { id: 'a', url: URL_OF_ITEM, title: 'Title', summary: 'Text', [member]: value },
          { id: 'b', url: '/b', title: 'B' },
        ]);
        expect(read(document).articles, JSON.stringify(value)).to.have.length(2);
      }
    });
  }

  it('as items affect only themselves', () => {
    const { articles, dropped } = read(jsonFeed([...WRONG, { url: URL_OF_ITEM, title: 'Title' }]));
    expect(articles.map(({ title }) => title)).to.deep.equal(['Title']);
    expect(dropped.map(({ index }) => index)).to.deep.equal(WRONG.map((_value, index) => index));
  });

  it('in the feed affect only their own member', () => {
    for (const value of WRONG) {
      const feed = {
        title: value,
        home_page_url: value,
        next_url: value,
        icon: value,
        favicon: value,
        language: value,
        authors: value,
        author: value,
      };
      expect(
        read(jsonFeed([{ url: URL_OF_ITEM, title: 'Title' }], feed)).articles,
        JSON.stringify(value),
      ).to.have.length(1);
    }
  });
});

describe('JSON Feed: the feed', () => {
  it('keeps the order of the document', () => {
    const items = ['c', 'a', 'b'].map((id) => ({ id, url: `/${id}`, title: id }));
    expect(read(jsonFeed(items)).articles.map(({ id }) => id)).to.deep.equal(['c', 'a', 'b']);
  });

  it('is read without a version', () => {
    expect(read('{"items":[]}')).to.deep.equal({ articles: [], dropped: [] });
  });

  it('has its favicon, else its icon', () => {
    const icon = (feed: object) => one({}, feed).publisher?.icon;
    expect(icon({ icon: '/i.png', favicon: '/f.png' })).to.equal('https://paper.example/f.png');
    expect(icon({ icon: '/i.png' })).to.equal('https://paper.example/i.png');
  });
});
