import type { ArticleInput, NewsTagFeed } from '../../src/index.js';
import { parts, put, settled, until } from '../support/elements.js';
import { articles } from './articles.js';

/** Compositions as a reader sees them: full rows, no empty place, no name and no time that is cut. */

const COMPOSED = ['list', 'grid', 'magazine', 'headlines'] as const;
const WIDTHS = [320, 760, 1024, 1440];

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

/** Shows this number of articles in every layout that composes them, at four widths. */
export async function stage(attributes: (layout: string) => string, count: number, language = 'en') {
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

/** Sentences about all that a reader would find wrong. */
export const faultsIn = (feeds: NewsTagFeed[]) => [
  ...new Set(feeds.flatMap((feed) => [...cutIn(feed), ...emptyPlacesIn(feed)])),
];
