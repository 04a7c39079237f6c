import { expect } from 'chai';
import { type Feed, toFeed } from '../../src/model/feed.js';
import { feedProvider } from '../../src/providers/feed.js';
import { rare } from '../../src/providers/values/rarities.js';
import { useRarities } from '../../src/providers/values/rare.js';
import { URL_OF_FEED, atom, entry, item, jsonFeed, read, rss } from '../support/feeds.js';
import { question } from '../support/replies.js';

/** What few feeds need comes when one needs it, and is not asked for by one that does not. */

/** A feed as a page reads it that has met no other, and whether it had to load more for it. */
async function readFirst(body: string): Promise<{ feed: Feed; isMore: boolean }> {
  for (const name of Object.keys(rare)) if (name !== 'isMissed') delete rare[name as 'date'];
  rare.isMissed = false;
  try {
    const get = async () => ({ body: new TextEncoder().encode(body), contentType: '', url: URL_OF_FEED });
    const { movedTo: _same, ...draft } = await feedProvider.read(question({ src: URL_OF_FEED }), get);
    return { feed: toFeed(draft), isMore: Boolean(rare.date) };
  } finally {
    useRarities();
  }
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
    it(`in ${kind} is read without anything more`, async () => {
      const { feed, isMore } = await readFirst(body);
      expect(isMore).to.equal(false);
      expect(feed).to.deep.equal(read(body));
    });
  }
});

describe('a feed that only sounds like one in need of more', () => {
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
    it(`is read without anything more where it ${kind}`, async () => {
      const body = rss(item(children));
      const { feed, isMore } = await readFirst(body);
      expect(feed).to.deep.equal(read(body));
      expect(isMore).to.equal(false);
    });
  }
});

describe('a feed in need of more', () => {
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
    'no category': '<category>Uncategorized</category>',
    'no category in another language': '<category>Non classé</category><category>Boats</category>',
    'a day in words': '<pubDate>3 juin 2025</pubDate>',
    'a date that is none': '<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>',
  };
  for (const [kind, children] of Object.entries(items)) {
    it(`is read anew for ${kind}`, async () => {
      const body = rss(item(children));
      const { feed, isMore } = await readFirst(body);
      expect(isMore).to.equal(true);
      expect(feed).to.deep.equal(read(body));
    });
  }

  it('is read anew for posts without titles', async () => {
    const body = jsonFeed([{ id: '1', url: '/a', content_text: 'The heron is back.' }]);
    expect((await readFirst(body)).feed).to.deep.equal(read(body));
  });
});
