import type { Article } from '../model/article.js';
import { LINK, linkIn } from './card-in.js';
import { toggleTag } from './tag-selection.js';
import { NewsArticleOpenEvent, NewsTagSelectEvent } from './events.js';
import type { FeedController } from './feed-controller.js';
import { articleIn, itemsIn } from './list-items.js';

/** Elements that open the article by a click anywhere: usual cards, and own cards that opt in. */
const CARD = '[part~="card"], [data-news="url"]:not(a)';

/** A click on one of these means what the owner made it for. */
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
 * @param within contains the card, and nothing round it that is for clicking
 * @param onTag carries out the choice of a tag, unless a listener has cancelled it
 */
export function handleCardClick(
  element: HTMLElement,
  event: MouseEvent,
  clicked: { article: Article; index: number },
  within: EventTarget,
  onTag: (tag: string) => void = () => {},
): void {
  // An owner's own card stands in the page: what is round the element there is none of its business.
  const path = event.composedPath();
  const inCard = path.slice(0, path.indexOf(within)).filter((one) => 'dataset' in one) as HTMLElement[];
  const tag = inCard.find(({ dataset }) => dataset.tag !== undefined)?.dataset.tag;
  if (tag !== undefined) {
    // Buttons answer to the main mouse button only.
    if (event.button === 0 && element.dispatchEvent(new NewsTagSelectEvent({ tag }))) onTag(tag);
    return;
  }
  // The right button opens a menu, not the article.
  if (event.button > 1) return;
  const link = inCard.some((one) => one.matches(LINK)) ? undefined : linkBeside(inCard, event);
  if (link === null) return;
  // It comes back here as a click on the link.
  if (link && isPlain(event)) return link.click();
  if (!element.dispatchEvent(new NewsArticleOpenEvent({ ...clicked, originalEvent: event }))) event.preventDefault();
  // Only a reader's own click on a link opens another tab in every browser.
  else if (link) open(link.href, '_blank', link.relList.contains('noreferrer') ? 'noreferrer' : 'noopener');
}

const isPlain = ({ button, ctrlKey, metaKey, shiftKey }: MouseEvent) => !button && !ctrlKey && !metaKey && !shiftKey;

/** The link that a click on the text of a card is meant for. That text lies above the link, so that it can be selected. */
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
