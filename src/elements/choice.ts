import { about } from '../select/select-articles.js';
import { fold } from '../text/fold.js';
import type { ArticleInput } from '../model/article-input.js';
import type { Article } from '../model/article.js';
import { requestReaders } from '../model/request.js';
import { ownFeed } from './own-articles.js';

/** What a reader's choice changes in a feed. */
export interface BrowsedFeed {
  tag: string | string[];
  articles: readonly (ArticleInput | null | undefined)[] | null;
}

/** A tag that a reader has chosen, and what the owner had the feed show before. */
interface Choice {
  tag: string;
  set: BrowsedFeed;
  before: BrowsedFeed;
  /** Those of the owner's articles that are valid, where the feed shows some. */
  own: Article[] | undefined;
}

const choices = new WeakMap<BrowsedFeed, Choice>();

/** A choice ends, too, when the owner has the feed show something else. */
function choiceOn(feed: BrowsedFeed): Choice | undefined {
  const choice = choices.get(feed);
  return choice?.set.tag === feed.tag ? choice : undefined;
}

/** The tag that a reader has chosen, in a list of tags or on a card; empty where none is. */
export const chosenTag = (feed: BrowsedFeed): string => choiceOn(feed)?.tag ?? '';

/** What the owner has the feed be about. */
export const ownTag = (feed: BrowsedFeed): string | string[] => choiceOn(feed)?.before.tag ?? feed.tag;

/** All articles of an owner that a feed shows some of for a reader's choice. */
export const ownArticles = (feed: BrowsedFeed): Article[] | undefined => choiceOn(feed)?.own;

/** Has a feed show what there is about a tag, or, where it is empty or what the owner chose, what it showed before. */
export function chooseTag(feed: BrowsedFeed, tag: string): void {
  giveBack(feed);
  const owned = requestReaders.tag.read(feed.tag) ?? [];
  const isOwned = owned.length === 1 && fold(tag) === fold(owned[0]!);
  if (!fold(tag) || isOwned) return;
  const { articles } = feed;
  // A feed applies its tag to what it loads; the articles of an owner it shows as they are.
  const own = ownFeed(articles)?.articles;
  const before = { tag: feed.tag, articles };
  // A comma would make two tags of it.
  const set = { tag: tag.includes(',') ? [tag] : tag, articles: own ? about(own, [tag], 'any') : articles };
  Object.assign(feed, set);
  choices.set(feed, { tag, set, before, own });
}

/** The same, but choosing a tag again leads back. */
export const toggleTag = (feed: BrowsedFeed, tag: string): void =>
  chooseTag(feed, fold(tag) === fold(chosenTag(feed)) ? '' : tag);

/** Applies a choice to articles that the owner has set since. */
export function renewChoice(feed: BrowsedFeed): void {
  const choice = choiceOn(feed);
  const isRead = !feed.articles || ownFeed(feed.articles);
  if (choice && isRead && feed.articles !== choice.set.articles) chooseTag(feed, choice.tag);
}

function giveBack(feed: BrowsedFeed): void {
  const choice = choiceOn(feed);
  choices.delete(feed);
  if (!choice) return;
  feed.tag = choice.before.tag;
  if (feed.articles === choice.set.articles) feed.articles = choice.before.articles;
}
