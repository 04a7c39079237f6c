import type { Article } from '../model/article.js';
import type { Feed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import { EXTENSION } from '../providers/formats/json-feed.js';

/** Serializes feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), in plain text only. */

/** Maximum length of an item in characters. Longer ones are left out: a few of them could fill the whole response. */
const MAX_ITEM = 16_000;

/** Approximate maximum size of all items, in bytes. Elements accept at most two megabytes. */
const MAX_TOTAL = 1_800_000;

export interface JsonFeedOptions {
  title: string;
  /** Time of the oldest copy in the feed that is not up to date, in milliseconds since 1970. */
  staleSince?: number | undefined;
}

/**
 * Returns a JSON Feed that `parseFeed` reads back as the same articles. Fields that JSON Feed lacks are in `_newsrack`,
 * such as the publisher of each article.
 */
export function toJsonFeed(feed: Feed, { title, staleSince }: JsonFeedOptions): object {
  const { homeUrl, language, next, expired, attribution } = feed;
  const own = {
    // Elements that load this feed skip the search for near-duplicates.
    selected: true,
    attribution,
    ...(staleSince !== undefined && { staleSince: new Date(staleSince).toISOString() }),
  };
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    language,
    next_url: next,
    expired,
    [EXTENSION]: own,
    items: fitting(feed.articles).map(toItem),
  };
}

function toItem(article: Article): object {
  const { id, url, title, excerpt, image, publisher, authors, published, updated, seen, tags, category, language } =
    article;
  const { url: picture, ...more } = owned<Partial<NonNullable<Article['image']>>>(image);
  return {
    id,
    url,
    title,
    // JSON Feed requires a text in every item.
    content_text: excerpt ?? '',
    image: picture,
    date_published: published,
    date_modified: updated,
    authors: authors.length ? authors : undefined,
    tags: tags.length ? tags : undefined,
    language,
    // Present even when empty: it marks all texts of the item as plain text, whatever they look like.
    [EXTENSION]: { publisher, category, seen, image: Object.keys(more).length ? more : undefined },
  };
}

function fitting(articles: Article[]): Article[] {
  const encoder = new TextEncoder();
  let total = 0;
  return articles.filter((article) => {
    if (sizeOf(article) > MAX_ITEM) return false;
    const size = encoder.encode(JSON.stringify(article)).length;
    if (total + size > MAX_TOTAL) return false;
    total += size;
    return true;
  });
}

/**
 * Estimates the length of a value as JSON without serializing it: a shared string of a megabyte, such as a publisher's
 * name, would be written a thousand times.
 */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 8;
  if (value === null || typeof value !== 'object') return 8;
  return Object.values(value).reduce<number>((sum, member) => sum + sizeOf(member), 8);
}
