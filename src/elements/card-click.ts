import type { Article } from '../model/article.js';
import { LINK, linkIn } from './card-in.js';
import { toggleTag } from './tag-selection.js';
import { NewsArticleOpenEvent, NewsTagSelectEvent } from './events.js';
import type { FeedController } from './feed-controller.js';
import { articleIn, itemsIn } from './list-items.js';

/** Elements that open the article by a click anywhere: usual cards, and own cards that opt in. */
const CARD = '[part~="card"], [data-news="url"]:not(a)';

/** Interactive elements, whose own clicks are left alone. */
const CONTROL =
  'a, button, input, select, textarea, label, summary, audio, video, [contenteditable], [role="button"], [tabindex]';

/** Handles a click anywhere in the list of a feed. */
export function handleListClick(feed: FeedController, event: MouseEvent, list: EventTarget): void {
  const { host } = feed;
  // An owner's own card is not inside its entry, but in the slot there.
  const path = event.composedPath();
  const clicked = articleIn(
    feed,
    itemsIn(host).find((item) => path.includes(item)),
  );
  if (clicked) handleCardClick(host, event, clicked, list, (tag) => toggleTag(host, tag));
}

/**
 * Dispatches an event for a click on a card: the reader opens the article, or picks a tag. Listeners may cancel both.
 * @param within element that contains the card, and no other interactive elements around it
 * @param onTag carries out the choice of a tag, unless a listener has cancelled it
 */
export function handleCardClick(
  element: HTMLElement,
  event: MouseEvent,
  clicked: { article: Article; index: number },
  within: EventTarget,
  onTag: (tag: string) => void = () => {},
): void {
  // An own card is in the page. Interactive elements around the feed do not count.
  const path = event.composedPath();
  const inCard = path.slice(0, path.indexOf(within)).filter((one) => 'dataset' in one) as HTMLElement[];
  const tag = inCard.find(({ dataset }) => dataset.tag !== undefined)?.dataset.tag;
  if (tag !== undefined) {
    // Buttons react only to the main mouse button.
    if (event.button === 0 && element.dispatchEvent(new NewsTagSelectEvent({ tag }))) onTag(tag);
    return;
  }
  // The right button opens a menu, not the article.
  if (event.button > 1) return;
  const link = inCard.some((one) => one.matches(LINK)) ? undefined : linkBeside(inCard, event);
  if (link === null) return;
  // This click arrives here again, as a click on the link.
  if (link && isPlain(event)) return link.click();
  if (!element.dispatchEvent(new NewsArticleOpenEvent({ ...clicked, originalEvent: event }))) event.preventDefault();
  // Only a reader's own click on a link opens another tab in every browser.
  else if (link) open(link.href, '_blank', link.relList.contains('noreferrer') ? 'noreferrer' : 'noopener');
}

const isPlain = ({ button, ctrlKey, metaKey, shiftKey }: MouseEvent) => !button && !ctrlKey && !metaKey && !shiftKey;

/** Returns the link below the clicked text of a card. The text lies above the link so that it can be selected. */
function linkBeside(within: HTMLElement[], event: MouseEvent): HTMLAnchorElement | null {
  const card = within.find((one) => one.matches(CARD));
  const isMeant =
    card &&
    !event.defaultPrevented &&
    // The second click of two selects a word, and so does one at the end of a drag.
    event.detail < 2 &&
    card.ownerDocument.getSelection()?.type !== 'Range' &&
    !within.some((one) => one.matches(CONTROL));
  return isMeant ? linkIn(card) : null;
}
