import { expect } from 'chai';
import { type Feed, toFeed } from '../../src/model/feed.js';
import { feedProvider, readFeed } from '../../src/providers/feed.js';
import type { Decoders } from '../../src/providers/values/decoders.js';
import { URL_OF_FEED, atom, entry, item, jsonFeed, read, rss } from '../support/feeds.js';
import { question } from '../support/replies.js';

/** Decoders that few feeds need load when a feed needs them, and only then. */

/** A feed as a page reads it, and whether the page has to load more for it. */
async function readFirst(body: string): Promise<{ feed: Feed; isMore: boolean }> {
  const reply = { body: new TextEncoder().encode(body), contentType: '', url: URL_OF_FEED };
  const decoders: Decoders = {};
  await readFeed(reply, decoders);
  const { movedTo: _same, ...draft } = await feedProvider.read(question({ src: URL_OF_FEED }), async () => reply);
  return { feed: toFeed(draft), isMore: !!decoders.needsFull };
}

const html = (text: string) => `<description><![CDATA[${text}]]></description>`;
const LATER = '<p>After forty years at the lower lock, she leaves in spring.</p>';
const PHOTO = '<img src="https://img.example/a.jpg" alt="A lock" width="640">';

describe('a usual feed', () => {
  const feeds = {
    RSS: rss(
      item(
        `${html(PHOTO + LATER)}<pubDate>Tue, 03 Jun 2025 10:15:30 GMT</pubDate><category>Boats</category><enclosure url="/b.jpg" type="image/jpeg" length="1"/>`,
      ),
    ),
    Atom: atom(entry(`<summary>${LATER.replace(/<.?p>/g, '')}</summary><category term="Boats"/>`)),
    'JSON Feed': jsonFeed([
      { id: '1', url: '/a', title: 'Title', content_html: PHOTO + LATER, date_published: '2025-06-03T10:15:30Z' },
    ]),
  };
  for (const [kind, body] of Object.entries(feeds)) {
    it(`in ${kind} is read without the full decoders`, async () => {
      const { feed, isMore } = await readFirst(body);
      expect(isMore).to.equal(false);
      expect(feed).to.deep.equal(read(body));
    });
  }
});

describe('a feed that only looks unusual', () => {
  const LONG = 'The keepers of the lower lock, who walked off in spring, now say what they want';
  const items = {
    'ends in a word that invites': html(`${LATER} Some villages want to do more`),
    'speaks of categories': html('<p>She won in the category of narrow boats, and in three other categories.</p>'),
    'speaks of reading on': html(`Children keep reading about the ferry. ${LONG}, and ${LONG}.`),
    'quotes with dots in brackets': html(`The council wrote: “The lock […] is safe.” ${LONG}.`),
    'speaks of comments': html('<p>The council had no comments, and its lawyers had no comments either.</p>'),
    'speaks of emoji': html('<p>Why the smiley and the emoji look alike on every boat of the harbour.</p>'),
    'names its subject late in a long text': html(`${LONG}: ${LONG}. The Title is theirs. ${LONG}, and ${LONG}.`),
    'shows a county in words': html(
      '<img src="https://img.example/a.jpg" alt="A stray dog counts tracks, hidden in the county" width="640">',
    ),
    'has a broken text in a picture': html(
      "<img src='https://img.example/a.jpg' alt='The keeper's country tracks, style: none'>The lock is open again.",
    ),
    'keeps files of a picture beside it': html(
      '<img src="https://img.example/a.jpg" data-large-file="https://img.example/b.jpg" data-orig-size="1,1">A lock that is open again.',
    ),
    'is of a place with such a name': '<media:thumbnail url="https://static1.example/country/UKRAINE_AVATAR-1.jpg"/>',
  };
  for (const [kind, children] of Object.entries(items)) {
    it(`is read without the full decoders if it ${kind}`, async () => {
      const body = rss(item(children));
      const { feed, isMore } = await readFirst(body);
      expect(feed).to.deep.equal(read(body));
      expect(isMore).to.equal(false);
    });
  }
});

describe('a feed with unusual values', () => {
  const items = {
    'a picture in the care of a script': html('<img src="/a.gif" data-src="/a.jpg">Text of some length, to be sure.'),
    'a set of pictures': html('<img srcset="/a.jpg 300w">'),
    'sources alone': html('<picture><source srcset="/a.webp"></picture>'),
    'a counter by name': html('<img src="https://a.example/matomo.php?x">'),
    'a counter by size': html('<img src="/a.jpg" width="1" height="1"><img src="/b.jpg">'),
    'a counter by style': html('<img src="/a.jpg" style="height:0"><img src="/b.jpg">'),
    'a link to the rest': html(`${LATER}<a href="x">more</a>`),
    'a link to the rest of its headline': html(`${LATER}Continue reading <b>Title</b>`),
    'a link alone': html('<a href="x">Kommentare</a>'),
    'a counter in an address': html('<img src="https://stats.example/a">'),
    'a picture of two pixels': '<media:content url="https://paper.example/a.jpg" width="2" height="2" medium="image"/>',
    'a face by its class': html('<img class="user avatar" src="/a.jpg" width="640"><img src="/b.jpg">'),
    'a face among its media':
      '<media:content url="https://gravatar.com/avatar/a" medium="image"/><enclosure url="/b.jpg"/>',
    'a sign as a picture': html('Off <img class="emoji" src="/1f41f.png" alt="🐟"> we go, and far away from here.'),
    'boilerplate in English': html(`${LATER}<p>The post Title appeared first on Paper.</p>`),
    'boilerplate in another language': html(`${LATER}<p>Het bericht Title verscheen eerst op Paper.</p>`),
    'dots in brackets': html('<p>After forty years […]</p>'),
    'comments only': html('<a href="x">Comments</a>'),
    'the headline again': html('Title'),
    'a post with a password': html('There is no excerpt because this is a protected post.'),
    'a form for a password': `${html(LATER)}<content:encoded><![CDATA[<form action="/wp-login.php?action=postpass">]]></content:encoded>`,
    'no category': '<category>Uncategorized</category>',
    'no category in another language': '<category>Non classé</category><category>Boats</category>',
    'a day in words': '<pubDate>3 juin 2025</pubDate>',
    'a date that is none': '<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>',
  };
  for (const [kind, children] of Object.entries(items)) {
    it(`is read again for ${kind}`, async () => {
      const body = rss(item(children));
      const { feed, isMore } = await readFirst(body);
      expect(isMore).to.equal(true);
      expect(feed).to.deep.equal(read(body));
    });
  }

  it('is read again for posts without titles', async () => {
    const body = jsonFeed([{ id: '1', url: '/a', content_text: 'The heron is back.' }]);
    expect((await readFirst(body)).feed).to.deep.equal(read(body));
  });
});

describe('a feed in an unusual vocabulary', () => {
  const MOMENT = '2026-03-04T05:06:07Z';
  const own = (children: string, channel?: string) =>
    rss(`<item><title>Title</title><link>https://paper.example/a</link>${children}</item>`, channel);
  const bare = (children: string) => rss(`<item><title>Title</title>${children}</item>`);
  const PAGE = { url: 'https://paper.example/a' };
  const PICTURE = { image: { url: 'https://paper.example/a.jpg' } };
  const AUTHOR = { authors: [{ name: 'Ines Duarte' }] };
  const feeds: Record<string, [string, object]> = {
    'dates of published': [own(`<published>${MOMENT}</published>`), { published: MOMENT }],
    'dates of created': [own(`<created>${MOMENT}</created>`), { published: MOMENT }],
    'dates of date alone': [own(`<date>${MOMENT}</date>`), { published: MOMENT }],
    'texts of summary': [
      own('<summary>She leaves in spring, at last.</summary>'),
      { excerpt: 'She leaves in spring, at last.' },
    ],
    'texts of content': [
      own('<content>She leaves in spring, at last.</content>'),
      { excerpt: 'She leaves in spring, at last.' },
    ],
    'texts of body': [
      own('<body>She leaves in spring, at last.</body>'),
      { excerpt: 'She leaves in spring, at last.' },
    ],
    'texts of iTunes': [
      own('<description/><itunes:summary>She leaves in spring, at last.</itunes:summary>'),
      { excerpt: 'She leaves in spring, at last.' },
    ],
    'an author of the channel': [own('', '<dc:creator>Ines Duarte</dc:creator>'), AUTHOR],
    'dc:Creator': [own('<dc:Creator>Ines Duarte</dc:Creator>'), AUTHOR],
    'DC:creator': [own('<DC:creator>Ines Duarte</DC:creator>'), AUTHOR],
    'media:Thumbnail': [own('<media:Thumbnail url="/a.jpg"/>'), PICTURE],
    'content:Encoded': [own('<content:Encoded>&lt;img src="/a.jpg"></content:Encoded>'), PICTURE],
    'attributes in capitals': [own('<enclosure URL="/a.jpg" TYPE="image/jpeg"/>'), PICTURE],
    'attributes with a capital': [own('<media:content Url="/a.jpg" Medium="image"/>'), PICTURE],
    isPermalink: [bare('<guid isPermalink="false">https://paper.example/x</guid><link/><enclosure url="/a"/>'), PAGE],
    'a link of Atom': [bare('<atom:link href="/a"/>'), PAGE],
    'a link of Atom with a relation in capitals': [
      bare('<atom:link rel="self" href="/x"/><atom:link rel="Alternate" href="/a"/>'),
      PAGE,
    ],
    'a link in an attribute': [bare('<link href="/a"/>'), PAGE],
    'a link of a permanent guid': [bare('<guid>https://paper.example/a</guid>'), PAGE],
    'a link of a recording, though a picture comes first': [
      bare('<enclosure url="/a.jpg" type="image/jpeg"/><enclosure url="/a" type="audio/mpeg"/>'),
      { ...PAGE, ...PICTURE },
    ],
    'a link of a recording before a picture': [
      bare('<enclosure url="/a" type="audio/mpeg"/><enclosure url="/a.jpg" type="image/jpeg"/>'),
      { ...PAGE, ...PICTURE },
    ],
    'a link of Media RSS': [bare('<media:content url="/a" type="video/mp4"/>'), PAGE],
    'a relation in capitals beside an id that is an address': [
      atom(
        '<entry><id>https://paper.example/id</id><title>Title</title><link rel="Alternate" href="/a"/><link rel="Enclosure" type="image/jpeg" href="/a.jpg"/></entry>',
      ),
      { ...PAGE, ...PICTURE },
    ],
    'an entry of Atom in RSS': [
      rss(
        `<atom:entry><atom:title>Title</atom:title><atom:link href="/a"/><atom:updated>${MOMENT}</atom:updated></atom:entry>`,
      ),
      { ...PAGE, title: 'Title', updated: MOMENT },
    ],
    'an entry in RSS': [rss('<entry><title>Title</title><link href="/a"/></entry>'), { ...PAGE, title: 'Title' }],
    'an item in Atom': [
      atom(`<item><title>Title</title><link>/a</link><pubDate>${MOMENT}</pubDate></item>`),
      { ...PAGE, title: 'Title', published: MOMENT },
    ],
    'an item of RSS in Atom': [
      atom('<item xmlns=""><title>Title</title><link>/a</link></item>'),
      { ...PAGE, title: 'Title' },
    ],
  };
  for (const [kind, [body, expected]] of Object.entries(feeds)) {
    it(`is read completely as the first feed of a page: ${kind}`, async () => {
      const { feed } = await readFirst(body);
      expect(feed).to.deep.equal(read(body));
      expect(feed.articles[0]).to.deep.include(expected);
    });
  }

  it('keeps all its channels', async () => {
    const second = '<channel><title>Other</title><item><title>Two</title><link>/b</link></item></channel></rss>';
    const { feed } = await readFirst(rss(item('')).replace('</rss>', second));
    expect(feed.articles.map(({ title }) => title)).to.deep.equal(['Title', 'Two']);
  });
});
