import { expect } from 'chai';
import { withNextPages } from '../../src/feed/pagination.js';
import { filterArticles } from '../../src/select/filter-articles.js';
import { merged } from '../../src/feed/load-feeds.js';
import { withoutSameLinks } from '../../src/select/repeats.js';
import { selectArticles } from '../../src/select/select-articles.js';
import { type Feed, toFeed } from '../../src/model/feed.js';
import { toRequest } from '../../src/model/request.js';
import type { Provider } from '../../src/providers/provider.js';
import { atom, jsonFeed, read, rss } from '../support/feeds.js';

/** Which articles of one feed, or of several, are the same. */

const NOW = Date.parse('2026-11-26T12:00:00Z');
const request = toRequest({}, expect.fail);

/** The headlines shown of several feeds, chosen as a page with one publisher and as one with several does. */
function shown(...feeds: Feed[]): string[] {
  const provider: Provider = { name: 'feed', read: expect.fail };
  const loaded = feeds.map((feed) => ({ source: { provider, src: '' }, feed, at: 0 }));
  const lists = [feeds.length > 1 ? withoutSameLinks : undefined, filterArticles].map((way) =>
    selectArticles(merged(loaded, request).articles, request, NOW, way).map(({ title }) => title),
  );
  expect(lists[0]).to.deep.equal(lists[1]);
  return lists[0]!;
}

const item = (title: string, link: string, more = '') =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`;
const dated = (day: number) => `<pubDate>${day} Nov 2026 08:00:00 GMT</pubDate>`;
const PAGE = 'https://paper.example/notices';

describe('within one feed', () => {
  it('notices that all link to one page are different, with ids or without', () => {
    const guid = (id: string) => `<guid isPermaLink="false">${id}</guid>`;
    for (const withId of [guid, () => '']) {
      const items = ['Sluice shut', 'Sluice open', 'Sluice painted'].map((title, n) =>
        item(title, PAGE, withId(`n${n}`) + dated(20 - n)),
      );
      expect(shown(read(rss(items.join(''))))).to.have.length(3);
    }
  });

  it('items of JSON Feed without dates differ by their ids, for any links', () => {
    const items = [1, 2, 3].map((id) => ({ id, url: PAGE, title: `Notice ${id}`, content_text: 'Text' }));
    expect(shown(read(jsonFeed(items)))).to.have.length(3);
  });

  it('entries that differ in the fragment of their link are different, even with one headline', () => {
    const entries = [1, 2, 3].map(
      (n) =>
        `<entry><id>${PAGE}#n${n}</id><title>New version</title><link href="${PAGE}#n${n}"/><updated>2026-11-0${n}T10:00:00Z</updated></entry>`,
    );
    expect(shown(read(atom(entries.join(''))))).to.have.length(3);
    const undated = [1, 2].map((n) => item('New version', `${PAGE}#${n}`));
    expect(shown(read(rss(undated.join(''))))).to.have.length(2);
  });

  it('a daily column is one article each day, though its headline is always the same', () => {
    const days = [20, 21, 22].map((day) => item('Letter from the lock', `https://paper.example/${day}`, dated(day)));
    expect(shown(read(rss(days.join(''))))).to.have.length(3);
    const texts = ['Fog.', 'Sun.'].map((text) =>
      item('Weather', PAGE, `<guid>${text}</guid><description>${text}</description>`),
    );
    expect(shown(read(rss(texts.join(''))))).to.have.length(2);
  });

  it('an item that is listed twice is one article', () => {
    const one = item('Ferry delayed', 'https://paper.example/a', `<guid>https://paper.example/a</guid>${dated(20)}`);
    expect(shown(read(rss(one + one)))).to.have.length(1);
    const tracked = item('Ferry delayed', 'https://paper.example/a?utm_source=rss', dated(20));
    expect(shown(read(rss(one + tracked)))).to.have.length(1);
    const told = item('Ferry delayed', 'https://go.example/to/a', `<description>Text</description>${dated(20)}`);
    expect(shown(read(rss(one + told)))).to.have.length(1);
    const again = item('Ferry much delayed', 'https://paper.example/a', `<guid>7</guid>${dated(21)}`);
    const before = item('Ferry delayed', 'https://paper.example/a', `<guid>7</guid>${dated(20)}`);
    expect(shown(read(rss(before + again)))).to.deep.equal(['Ferry much delayed']);
    const updated = item(
      'Ferry delayed',
      'https://paper.example/a',
      `<guid>https://paper.example/a</guid>${dated(21)}`,
    );
    expect(shown(read(rss(one + updated)))).to.have.length(1);
  });

  it('one headline of two publishers is one story', () => {
    const from = (name: string, link: string) =>
      item('Dike holds', link, `<source url="https://${name}.example/feed">${name}</source>${dated(20)}`);
    const feed = read(rss(from('gazette', 'https://gazette.example/1') + from('courier', 'https://courier.example/2')));
    expect(shown(feed)).to.have.length(1);
  });

  it('next pages are compared as if all were one document', async () => {
    const [first, second] = [
      [20, 19],
      [19, 18],
    ].map((days) =>
      days.map((day) => ({
        id: `${PAGE}/${day}`,
        url: PAGE,
        title: 'Level of the river',
        authors: [],
        tags: [],
        published: `2026-11-${day}T08:00:00Z`,
      })),
    );
    const next = 'https://paper.example/feed?page=2';
    const provider: Provider = { name: 'feed', read: async () => ({ articles: second! }) };
    const loaded = [{ source: { provider, src: PAGE }, feed: toFeed({ next, articles: first! }), at: 0 }];
    const { longer, problems } = await withNextPages(loaded, request, new AbortController().signal);
    const [whole] = longer;
    expect(problems).to.deep.equal([]);
    expect(shown(whole!.feed)).to.have.length(3);
  });
});

describe('between two feeds', () => {
  it('the same link is one article, with any tracking parameters and headlines', () => {
    const [one, other] = [
      item('Ferry delayed', 'https://paper.example/a?at_medium=rss', `<guid>1</guid>${dated(20)}`),
      item('Ferry is delayed again', 'http://www.paper.example/a/#top', `<guid>x</guid>${dated(21)}`),
    ];
    expect(shown(read(rss(one)), read(rss(other)))).to.have.length(1);
  });

  it('the same headline is one article', () => {
    const [one, other] = [item('Ferry delayed', 'https://a.example/1'), item('Ferry delayed!', 'https://b.example/2')];
    expect(shown(read(rss(one)), read(rss(other)))).to.have.length(1);
  });

  it('several articles of one of them stay several', () => {
    const notices = (...titles: string[]) =>
      read(rss(titles.map((title, n) => item(title, PAGE, dated(20 - n))).join('')));
    expect(
      shown(notices('Sluice shut', 'Sluice open'), read(rss(item('Bridge up', 'https://b.example/1')))),
    ).to.have.length(3);
  });
});
