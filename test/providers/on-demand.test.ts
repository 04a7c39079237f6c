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

describe('a feed in need of more', () => {
  const items = {
    'a picture in the care of a script': html('<img src="/a.gif" data-src="/a.jpg">Text of some length, to be sure.'),
    'a set of pictures': html('<img srcset="/a.jpg 300w">'),
    'sources alone': html('<picture><source srcset="/a.webp"></picture>'),
    'a counter by name': html('<img src="https://a.example/matomo.php?x">'),
    'a counter by size': html('<img src="/a.jpg" width="1" height="1"><img src="/b.jpg">'),
    'a counter by style': html('<img src="/a.jpg" style="height:0"><img src="/b.jpg">'),
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
