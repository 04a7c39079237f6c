import { feedsOnPage } from './feeds-on-page.js';
import { rootsAround } from './language-watch.js';
import { parentOf } from './parent-of.js';
import type { NewsTagFeed } from './tag-feed-element.js';

/**
 * Finds the feed that another element refers to.
 * @param id the `id` of the feed; empty: the nearest
 * @param onInvalid called if the element with this `id` is not a feed, or if the loaded page has none
 */
export function findFeed(element: Element, id: string, onInvalid: () => void): NewsTagFeed | undefined {
  if (!id) return nearestFeed(element);
  const found = rootsAround(element)
    .map((root) => root.getElementById(id))
    .find((one) => one !== null);
  if (feedsOnPage.has(found as NewsTagFeed)) return found as NewsTagFeed;
  // Anything else that is not defined may still become one.
  if (found ? found.matches(':defined') : document.readyState === 'complete') onInvalid();
  return undefined;
}

/** Returns the nearest feed: in the innermost common ancestor, the next one after the element, else the last before it. */
function nearestFeed(element: Element): NewsTagFeed | undefined {
  const feeds = [...feedsOnPage.keys()] as unknown as NewsTagFeed[];
  for (let node: Node | undefined = element, from: Node = element; node; from = node, node = parentOf(node)) {
    const box: Node = node;
    const inside = feeds.filter((feed) => box.contains(feed)).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    if (inside.length) return inside.find((feed) => isBefore(from, feed)) ?? inside.at(-1);
  }
  return feeds.length === 1 ? feeds[0] : undefined;
}

const isBefore = (one: Node, other: Node): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
