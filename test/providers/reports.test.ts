import { expect } from 'chai';
import { filterArticles } from '../../src/select/filter-articles.js';
import { selectArticles } from '../../src/select/select-articles.js';
import type { Article } from '../../src/model/article.js';
import { toRequest } from '../../src/model/request.js';
import { fullDecoders } from '../../src/providers/values/full-decoders.js';
import { parseDate } from '../../src/text/dates.js';
import { parseFeed } from '../../src/providers/parse-feed.js';
import { tellTime } from '../../src/views/time.js';

/** Small feeds, one for each kind of trouble that people have reported of readers and widgets. */

const NOW = Date.parse('2026-11-26T12:00:00Z');

/** Returns the articles shown of a report, as a list with one publisher and as one with several. */
async function shownOf(name: string): Promise<Article[]> {
  const response = await fetch(`/reports/${name}`);
  expect(response.ok, name).to.equal(true);
  const { articles, dropped } = parseFeed({ body: await response.arrayBuffer(), url: 'https://feed.example/feed' });
  expect(dropped).to.deep.equal([]);
  const request = toRequest({}, expect.fail);
  const [plain, chosen] = [undefined, filterArticles].map((way) => selectArticles(articles, request, NOW, way));
  expect(plain).to.deep.equal(chosen);
  return plain!;
}

type Check = (articles: Article[]) => void;

const all =
  (count: number, check: (article: Article) => void = () => {}): Check =>
  (articles) => {
    expect(articles).to.have.length(count);
    articles.forEach(check);
  };
const pictured = (pattern: RegExp) => (article: Article) => expect(article.image?.url, article.title).to.match(pattern);
const without = (pattern: RegExp) => (article: Article) =>
  expect(
    `${article.title} ${article.excerpt} ${article.url} ${article.image?.url} ${article.tags.join()}`,
  ).not.to.match(pattern);
const told = ({ published }: Article) => tellTime(published!, NOW, 'en-GB', 'auto');

const REPORTS: Record<string, Check> = {
  '01-same-link.xml': all(4),
  '02-fragment-links.xml': all(3),
  '03-same-title.xml': all(4),
  '04-item-image.xml': all(2, pictured(/\/img\/\w+\.jpg$/)),
  '05-enclosure-types.xml': all(8, pictured(/\/\d(?:\.\w+)?(?:\?.*)?$/)),
  '06-srcset-only.xml': all(4, pictured(/(?:-800\.jpg|weir\.jpg|swan\.webp)$/)),
  '07-lazy-placeholder.xml': all(2, pictured(/\/photos\//)),
  '08-podcast-no-link.xml': all(2, ({ url }) => expect(url).to.match(/\/audio\/\d\.mp3$/)),
  '09-appeared-first.xml': all(1, ({ excerpt }) => expect(excerpt).to.match(/^Forty \S+ so far\.?…?$/)),
  '10-youtube-description.xml': all(1, ({ excerpt, image }) => {
    expect(excerpt).to.match(/^How we .+ next week\.$/);
    expect(image?.url).to.match(/hq\.jpg$/);
  }),
  '11-tracking-image.xml': all(3, ({ image }) => expect(image?.url ?? 'ramp.jpg').to.match(/ramp\.jpg$/)),
  '12-titleless.xml': all(2, ({ title, excerpt }) => expect(excerpt ?? '').not.to.include(title.slice(0, 30))),
  '13-wp-smiley.xml': all(1, ({ excerpt }) => expect(excerpt).to.match(/\u{1f35e}.+\u{1f370}/u)),
  '14-date-only.xml': all(1, (article) => expect(told(article)).to.equal('10 Nov 2026')),
  '16-future-date.xml': all(2, (article) => expect(told(article)).to.match(/^(?:19 Dec 2026|20 Feb 2027)$/)),
  '17-cdata-amp.xml': all(2, without(/&amp;/)),
  '38-uncategorized.xml': all(2, without(/uncategor/i)),
  '40-lowercase-pubdate.xml': (articles) =>
    expect(articles.map(({ title }) => title)).to.deep.equal(['Newer', 'Capital', 'Older']),
  '41-comments-excerpt.xml': all(3, (article) => expect(article).not.to.have.property('excerpt')),
  '43-double-escaped-image.xml': all(1, pictured(/\?width=640&crop=smart&s=09e4$/)),
  '44-thumbnail-text.xml': all(2, pictured(/\/p\d\.png/)),
  '47-picture-only-posts.xml': all(2),
  '48-xhtml-prefix-picture.xml': all(1, pictured(/1\.jpg$/)),
};

if ((window as { reports?: boolean }).reports) {
  describe('the reported feed', () => {
    for (const [name, check] of Object.entries(REPORTS)) {
      it(`${name} is read as expected`, async () => check(await shownOf(name)));
    }

    it('15-odd-dates.json has only correct dates, or none', async () => {
      const dates = (await (await fetch('/reports/15-odd-dates.json')).json()) as string[];
      const DAYS = /^(?:2018-01-23|2020-05-16|2024-12-15|2019-08-15|2013-06-30)T/;
      const found = dates.map((date) => parseDate(date, fullDecoders)).filter((date) => date !== undefined);
      expect(found.filter((date) => !DAYS.test(date))).to.deep.equal([]);
      expect(found.length).to.be.above(12);
    });
  });
}
