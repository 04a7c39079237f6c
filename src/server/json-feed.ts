import type { Article } from '../model/article.js';
import type { Feed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import { EXTENSION } from '../providers/formats/json-feed.js';

/** Writes articles as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), in plain text only. */

/** An item of more characters is left out: a few of them could fill an answer that all others share. */
const MAX_ITEM = 16_000;

/** Bytes of all items, about. Elements take no more than two megabytes. */
const MAX_TOTAL = 1_800_000;

export interface JsonFeedOptions {
  title: string;
  /** When a copy in it came from its source, where that is not up to date: milliseconds since 1970. */
  staleSince?: number | undefined;
}

/**
 * What `parseFeed` reads back as the same articles. What JSON Feed has no place for stands in `_newsrack`: the
 * publisher of each article, since a list of several sources has several.
 */
export function toJsonFeed(feed: Feed, { title, staleSince }: JsonFeedOptions): object {
  const { homeUrl, language, next, expired, attribution } = feed;
  const own = {
    // Readers of this feed need not look for near-duplicates again.
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
    // Every item must have a text, if only an empty one.
    content_text: excerpt ?? '',
    image: picture,
    date_published: published,
    date_modified: updated,
    authors: authors.length ? authors : undefined,
    tags: tags.length ? tags : undefined,
    language,
    // Also where it is empty: it says that all texts are plain, whatever they look like.
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

/** Characters in a value, roughly, without writing it: a publisher's name of a megabyte would be written a thousand times. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 8;
  if (value === null || typeof value !== 'object') return 8;
  return Object.values(value).reduce<number>((sum, member) => sum + sizeOf(member), 8);
}
