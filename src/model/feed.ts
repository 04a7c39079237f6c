import { type Article, toArticle } from './article.js';
import { checkFeedFacts } from './check-article.js';
import { owned } from './owned.js';
import { newestOf } from './newest.js';

/** Articles of one source, or of several merged, and what is known about where they come from. */
export interface Feed {
  title?: string;
  homeUrl?: string;
  /** BCP 47. */
  language?: string;
  articles: Article[];
  /** Items that could not be made articles: their position in the document (from 0) and the reason. */
  dropped: { index: number; reason: string }[];
  /** URL of the next page, where the source names one. */
  next?: string;
  /** Address that a request for the feed was redirected to: the one to set from now on. */
  movedTo?: string;
  /** True if the source says that it will not change any more (JSON Feed 1.1, `expired`). */
  expired?: true;
  /** Whom the source asks to name, with a link. */
  attribution?: { name: string; url: string };
}

/** A feed with other members. */
export const changedFeed = (feed: Partial<Feed>, members: Partial<Feed>): Feed =>
  owned({ ...feed, ...members }) as Feed;

/** A feed whose articles nobody has checked yet: what a provider gives. Text in the place of an article says why there is none. */
export type FeedDraft = Omit<Feed, 'articles' | 'dropped'> & {
  articles: unknown[];
  /** True if a relay or a snapshot has left out near-duplicates. */
  isSelected?: true | undefined;
};

/**
 * The feed and the publisher that an article came from. None for articles that repeat the id of another one in that feed,
 * or have neither id nor date nor fragment to tell them from others.
 */
export const originOf = new WeakMap<Article, string>();

export const setOrigin = (article: Article, feed: number): void =>
  void originOf.set(article, `${feed} ${article.publisher?.name}`);

let feeds = 0;

/**
 * The one door for feeds, wherever they come from: a source, storage, a page, an owner. Cleans and bounds all that is
 * known of a feed, and checks every draft of an article. One bad item never costs the others; ids are made unique.
 */
export function toFeed({ articles: drafts, ...facts }: FeedDraft): Feed {
  const feed: Feed = Object.assign(checkFeedFacts(facts), { articles: [], dropped: [] });
  const ids = new Map<string, number>();
  const identities = new Set<string>();
  feeds++;
  newestOf(drafts, (draft) => (draft as Partial<Article> | undefined)?.published).forEach((draft, index) => {
    const checked = typeof draft === 'string' ? { reason: draft } : toArticle(draft);
    if ('reason' in checked) feed.dropped.push({ index, reason: checked.reason });
    else {
      const { id, url, title, published } = checked.article;
      // The link stands in for a missing id: only with the same headline does it mark a repeat.
      const isOwnId = id !== url;
      const identity = isOwnId ? id : id + title;
      const article = withUniqueId(checked.article, ids);
      feed.articles.push(article);
      if ((isOwnId || published || url.includes('#')) && !identities.has(identity)) setOrigin(article, feeds);
      identities.add(identity);
    }
  });
  return feed;
}

/**
 * An article under an id that `ids` does not hold yet: its own, else its link, else numbered. Adds it to `ids`, which
 * remember the last number given, so that thousands of equal items don't count from the start each time.
 */
export function withUniqueId(article: Article, ids: Map<string, number>): Article {
  const wanted = ids.has(article.id) ? article.url : article.id;
  let number = ids.get(wanted) ?? 1;
  let id = wanted;
  while (ids.has(id)) id = `${wanted}#${++number}`;
  ids.set(id, 1).set(wanted, number);
  return id === article.id ? article : owned({ ...article, id });
}
