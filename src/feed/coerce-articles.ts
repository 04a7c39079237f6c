/** Reads an owner's articles that are not quite as the model has them. Apart, since few pages need it. */
import { toArticle } from '../model/article.js';
import { type Feed, toFeed } from '../model/feed.js';
import { articleFromObject } from '../providers/formats/article-object.js';

/**
 * A feed of what can be made articles, in order.
 * @param base relative addresses are resolved against it; without one, they are none
 * @param facts what else is known of the feed
 */
export const coerceFeed = (given: readonly unknown[], base?: string, facts?: object): Feed =>
  toFeed({ ...facts, articles: given.map((one) => (isArticle(one) ? one : articleFromObject(one, base))) });

/** Leaves articles that are valid already as they are. */
function isArticle(given: unknown): boolean {
  try {
    const checked = toArticle(given);
    return 'article' in checked && !!checked.article.title.trim();
  } catch {
    // A getter of somebody's own object threw.
    return false;
  }
}
