import type { Article } from '../model/article.js';
import { NewsArticleOpenEvent, NewsTagSelectEvent } from './events.js';

/**
 * Tells what a reader's click on a card means: an article opened, or a tag picked. Listeners on the element may cancel
 * both.
 * @param onTag carries out the choice of a tag nobody cancelled
 */
export function pick(
  element: HTMLElement,
  event: MouseEvent,
  picked: { article: Article; index: number },
  onTag: (tag: string) => void = () => {},
): void {
  const target = event.target as Element;
  const tag = target.closest<HTMLElement>('[data-tag]')?.dataset.tag;
  if (tag !== undefined) {
    // Buttons answer to the main mouse button only.
    if (event.button === 0 && element.dispatchEvent(new NewsTagSelectEvent({ tag }))) onTag(tag);
    return;
  }
  // The right button opens a menu, not the article.
  if (!target.closest('a') || event.button > 1) return;
  if (!element.dispatchEvent(new NewsArticleOpenEvent({ ...picked, originalEvent: event }))) event.preventDefault();
}
