import type { Article } from '../model/article.js';
import { LINK } from './card-in.js';
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
  // An owner's own card stands in the page: what is round the element there is none of its business.
  const path = event.composedPath();
  const within = path.slice(0, path.indexOf(event.currentTarget!)).filter((one) => 'dataset' in one) as HTMLElement[];
  const tag = within.find(({ dataset }) => dataset.tag !== undefined)?.dataset.tag;
  if (tag !== undefined) {
    // Buttons answer to the main mouse button only.
    if (event.button === 0 && element.dispatchEvent(new NewsTagSelectEvent({ tag }))) onTag(tag);
    return;
  }
  // The right button opens a menu, not the article.
  if (!within.some((one) => one.matches(LINK)) || event.button > 1) return;
  if (!element.dispatchEvent(new NewsArticleOpenEvent({ ...picked, originalEvent: event }))) event.preventDefault();
}
