import { about } from '../select/select-articles.js';
import { fold } from '../text/fold.js';
import type { ArticleInput } from '../model/article-input.js';
import type { Article } from '../model/article.js';
import { requestAttributes } from '../model/request.js';
import { ownFeed } from './own-articles.js';

/** Properties of a feed that a reader's selection changes. */
export interface BrowsedFeed {
  tag: string | string[];
  articles: readonly (ArticleInput | null | undefined)[] | null;
}

/** A tag that the reader has selected, and the owner's tags before. */
interface TagSelection {
  tag: string;
  set: BrowsedFeed;
  before: BrowsedFeed;
  /** Valid articles of the owner, where the feed shows some. */
  own: Article[] | undefined;
}

const selections = new WeakMap<BrowsedFeed, TagSelection>();

/** Returns the selection. It also ends when the owner sets another tag. */
function selectionOn(feed: BrowsedFeed): TagSelection | undefined {
  const selection = selections.get(feed);
  return selection?.set.tag === feed.tag ? selection : undefined;
}

/** Returns the tag that the reader has selected, in a list of tags or on a card; empty if there is none. */
export const selectedTag = (feed: BrowsedFeed): string => selectionOn(feed)?.tag ?? '';

/** Returns the tags that the owner has set, whatever the reader has selected. */
export const ownTag = (feed: BrowsedFeed): string | string[] => selectionOn(feed)?.before.tag ?? feed.tag;

/** Returns all articles of the owner, while the feed shows only those of the selected tag. */
export const ownArticles = (feed: BrowsedFeed): Article[] | undefined => selectionOn(feed)?.own;

/** Shows the articles about a tag; an empty one, or the owner's own tag, restores the earlier list. */
export function selectTag(feed: BrowsedFeed, tag: string): void {
  restore(feed);
  const owned = requestAttributes.tag.parseValue(feed.tag) ?? [];
  const isOwned = owned.length === 1 && fold(tag) === fold(owned[0]!);
  if (!fold(tag) || isOwned) return;
  const { articles } = feed;
  // A feed applies its tag only to loaded articles, not to the owner's.
  const own = ownFeed(articles)?.articles;
  const before = { tag: feed.tag, articles };
  // A comma would make two tags of it.
  const set = { tag: tag.includes(',') ? [tag] : tag, articles: own ? about(own, [tag], 'any') : articles };
  Object.assign(feed, set);
  selections.set(feed, { tag, set, before, own });
}

/** Selects a tag; selecting it again restores the earlier list. */
export const toggleTag = (feed: BrowsedFeed, tag: string): void =>
  selectTag(feed, fold(tag) === fold(selectedTag(feed)) ? '' : tag);

/** Applies the selection to articles that the owner has set later. */
export function renewSelection(feed: BrowsedFeed): void {
  const selection = selectionOn(feed);
  const isRead = !feed.articles || ownFeed(feed.articles);
  if (selection && isRead && feed.articles !== selection.set.articles) selectTag(feed, selection.tag);
}

function restore(feed: BrowsedFeed): void {
  const selection = selectionOn(feed);
  selections.delete(feed);
  if (!selection) return;
  feed.tag = selection.before.tag;
  if (feed.articles === selection.set.articles) feed.articles = selection.before.articles;
}
