import type { Article } from '../model/article.js';
import type { FeedController } from './feed-controller.js';

/** The entries of a list, in order. */
export const itemsIn = (host: Element): HTMLElement[] => [...host.shadowRoot!.querySelectorAll<HTMLElement>('li.item')];

/** Returns the article that an entry of the list shows, and its place in the list. */
export function articleIn(
  { host, state }: FeedController,
  item: Element | undefined,
): { article: Article; index: number } | undefined {
  const index = itemsIn(host).indexOf(item as HTMLElement);
  const article = state.feed?.articles[index];
  return article && { article, index };
}
