import type { Article } from '../model/article.js';
import type { FeedController } from './feed-controller.js';

/** Returns the entries of a list, in order. */
export const itemsIn = (host: Element): HTMLElement[] => [...host.shadowRoot!.querySelectorAll<HTMLElement>('li.item')];

/** Returns the article of an entry of the list, and its position. */
export function articleIn(
  { host, state }: FeedController,
  item: Element | undefined,
): { article: Article; index: number } | undefined {
  const index = itemsIn(host).indexOf(item as HTMLElement);
  const article = state.feed?.articles[index];
  return article && { article, index };
}
