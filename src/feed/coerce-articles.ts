/** Converts the owner's articles of any shape to the model. In a file of its own, since few pages need it. */
import { toArticle } from '../model/article.js';
import { type Feed, toFeed } from '../model/feed.js';
import { articleFromObject } from '../providers/formats/article-object.js';

/**
 * Creates a feed from values of any shape, in their order. Drops those that are not articles.
 * @param base URL to resolve relative URLs against; without it, relative URLs are invalid
 * @param facts metadata of the feed
 */
export const coerceFeed = (given: readonly unknown[], base?: string, facts?: object): Feed =>
  toFeed({ ...facts, articles: given.map((one) => (isArticle(one) ? one : articleFromObject(one, base))) });

/** Returns valid articles unchanged, and converts others. */
function isArticle(given: unknown): boolean {
  try {
    const checked = toArticle(given);
    return typeof checked !== 'string' && !!checked.title.trim();
  } catch {
    // A getter of the given object threw.
    return false;
  }
}
