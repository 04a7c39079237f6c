import { expect } from 'chai';
import { LOOKS, sheetOf } from '../../stories/looks.js';
import type { ArticleInput, NewsTagFeed } from '../../src/index.js';
import { LANGUAGES } from '../../src/views/languages/languages.js';
import { clear, next, parts, put, settled, until } from '../support/elements.js';
import { articles } from './articles.js';

/** Compositions as a reader sees them: full rows, no empty place, no name and no time that is cut. */

const COMPOSED = ['list', 'grid', 'magazine', 'headlines'] as const;
const WIDTHS = [320, 760, 1024, 1440];

/** Those whose words for times take the most room. */
const LONGEST = Object.keys(LANGUAGES)
  .toSorted((a, b) => timeIn(b).length - timeIn(a).length)
  .slice(0, 10);

function timeIn(language: string): string {
  return new Intl.RelativeTimeFormat(language).format(-23, 'hour');
}

const HOUR = 36e5;

/** As many as fill a first page, some without picture, excerpt or category. */
const stories = (count: number): ArticleInput[] =>
  Array.from({ length: count }, (_, n) => ({
    ...articles[n % articles.length]!,
    id: String(n),
    url: `https://paper.example/${n}`,
    publisher: { name: ['The Quayside Gazette', 'Bote'][n % 2]! },
    published: new Date(Date.now() - (n * 5 + 18) * HOUR).toISOString(),
  }));

let sheets: HTMLLinkElement[] = [];
afterEach(async () => {
  sheets.forEach((sheet) => sheet.remove());
  sheets = [];
  await clear();
});

async function stage(attributes: (layout: string) => string, count: number, language = 'en') {
  const html = COMPOSED.flatMap((layout) =>
    WIDTHS.map(
      (width) =>
        `<div style="inline-size: ${width}px"><news-tag-feed layout="${layout}" ${attributes(layout)}></news-tag-feed></div>`,
    ),
  );
  const dir = ['ar', 'fa', 'he'].includes(language) ? 'rtl' : 'ltr';
  const all = put(`<div lang="${language}" dir="${dir}">${html.join('')}</div>`);
  const feeds = [...all.querySelectorAll<NewsTagFeed>('news-tag-feed')];
  for (const feed of feeds) feed.articles = stories(count);
  await until(() => feeds.every((feed) => parts(feed, 'card').length > 0));
  await settled();
  return feeds;
}

const nameOf = (feed: NewsTagFeed) => `${feed.layout} of ${feed.clientWidth} px`;

/** Names and times that are cut. */
const cutIn = (feed: NewsTagFeed): string[] =>
  ['publisher', 'time'].flatMap((part) =>
    parts(feed, part)
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ textContent }) => `${nameOf(feed)}: ${textContent} is cut`),
  );

/** Rows that end before the list does, and places below a card that are higher than the cards beside it. */
function emptyPlacesIn(feed: NewsTagFeed): string[] {
  const items = parts(feed, 'item').map((item) => ({
    box: item.getBoundingClientRect(),
    content: item.querySelector('[part=card]')!.getBoundingClientRect(),
  }));
  const list = parts(feed, 'list')[0]!.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(feed).direction === 'rtl';
  return items.flatMap(({ box, content }) => {
    const isInRow = (other: DOMRect) => other.top < box.bottom - 1 && other.bottom > box.top + 1;
    const row = items.map((item) => item.box).filter(isInRow);
    const isFull = isRightToLeft
      ? row.some((other) => other.left <= list.left + 1)
      : row.some((other) => other.right >= list.right - 1);
    const highest = Math.max(...items.map((item) => item.content.height));
    const beside = Math.max(...row.map(({ bottom }) => bottom)) - content.bottom;
    return [
      ...(isFull ? [] : [`${nameOf(feed)}: a row is not full`]),
      ...(beside > highest ? [`${nameOf(feed)}: ${beside} px are empty below a card`] : []),
    ];
  });
}

const faultsIn = (feeds: NewsTagFeed[]) => [
  ...new Set(feeds.flatMap((feed) => [...cutIn(feed), ...emptyPlacesIn(feed)])),
];

describe('a composition', () => {
  for (const count of [1, 2, 3, 4, 9, 14]) {
    it(`of ${count} articles has full rows and whole names`, async () => {
      expect(faultsIn(await stage(() => '', count)).join('\n')).to.equal('');
    });
  }

  for (const name of LOOKS) {
    it(`in the look ${name} has full rows and whole names`, async () => {
      const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheetOf(name) });
      sheets.push(sheet);
      document.head.append(sheet);
      await next(sheet, 'load');
      expect(faultsIn(await stage(() => '', 12)).join('\n')).to.equal('');
    });
  }

  for (const language of LONGEST) {
    it(`in ${language} has whole names and times`, async () => {
      const feeds = await stage(() => 'time-format="relative"', 12, language);
      await until(() => parts(feeds[0]!, 'heading')[0]!.textContent !== 'Latest news');
      await settled();
      expect(faultsIn(feeds).join('\n')).to.equal('');
    });
  }
});
