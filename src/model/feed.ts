import { type Article, toArticle } from './article.js';
import { checkFeedFacts } from './check-article.js';
import { owned } from './owned.js';
import { newestOf } from './newest.js';

/** Articles of one source, or of several merged, with metadata of their sources. */
export interface Feed {
  title?: string;
  homeUrl?: string;
  /** BCP 47. */
  language?: string;
  articles: Article[];
  /** Items that are not valid articles: their position in the document (from 0) and the reason. */
  dropped: { index: number; reason: string }[];
  /** URL of the next page, if the source names one. */
  next?: string;
  /** URL that the feed redirects to, to be set instead. */
  movedTo?: string;
  /** True if the source says that it will not change any more (JSON Feed 1.1, `expired`). */
  expired?: true;
  /** Name and link of the service that requires attribution. */
  attribution?: { name: string; url: string };
}

/** Returns a copy of a feed with some members replaced. */
export const changedFeed = (feed: Partial<Feed>, members: Partial<Feed>): Feed =>
  owned({ ...feed, ...members }) as Feed;

/** A feed from a provider, with unvalidated articles. A text in place of an article is the reason why it is missing. */
export type FeedDraft = Omit<Feed, 'articles' | 'dropped'> & {
  articles: unknown[];
  /** True if a relay or a snapshot has left out near-duplicates. */
  isSelected?: true | undefined;
};

/**
 * Feed and publisher of each article. Missing for articles that repeat the id of another one in their feed, or that have
 * no id, date or fragment to distinguish them.
 */
export const originOf = new WeakMap<Article, string>();

export const setOrigin = (article: Article, feed: number): void =>
  void originOf.set(article, `${feed} ${article.publisher?.name}`);

let feeds = 0;

/**
 * Validates a feed from any origin: a source, storage, a page or the site owner. Cleans and limits its metadata, validates
 * every draft of an article, and makes ids unique. Invalid items are dropped without affecting the others.
 */
export function toFeed({ articles: drafts, ...facts }: FeedDraft): Feed {
  const feed: Feed = Object.assign(checkFeedFacts(facts), { articles: [], dropped: [] });
  const ids = new Map<string, number>();
  const identities = new Set<string>();
  feeds++;
  newestOf(drafts, (draft) => (draft as Partial<Article> | undefined)?.published).forEach((draft, index) => {
    const checked = typeof draft === 'string' ? draft : toArticle(draft);
    if (typeof checked === 'string') feed.dropped.push({ index, reason: checked });
    else {
      const { id, url, title, published } = checked;
      // A link in place of a missing id marks a repeat only if the headline is the same too.
      const isOwnId = id !== url;
      const identity = isOwnId ? id : id + title;
      const article = withUniqueId(checked, ids);
      feed.articles.push(article);
      if ((isOwnId || published || url.includes('#')) && !identities.has(identity)) setOrigin(article, feeds);
      identities.add(identity);
    }
  });
  return feed;
}

/**
 * Returns an article with an id that `ids` does not contain: its own, else its link, else a numbered one. Adds the id to
 * `ids` with the last number used, so that thousands of equal items don't each count from the start.
 */
export function withUniqueId(article: Article, ids: Map<string, number>): Article {
  const wanted = ids.has(article.id) ? article.url : article.id;
  let number = ids.get(wanted) ?? 1;
  let id = wanted;
  while (ids.has(id)) id = `${wanted}#${++number}`;
  ids.set(id, 1).set(wanted, number);
  return id === article.id ? article : owned({ ...article, id });
}
