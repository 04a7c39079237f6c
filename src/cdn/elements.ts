/** What the file to paste loads behind the first story: all that defines the elements. */
import { loadDeferred } from '../elements/feed-controller.js';
import { localeFor } from '../elements/surroundings.js';
import { NewsTagFeed } from '../elements/tag-feed-element.js';
import { loadSideEffects } from '../feed/session.js';
import { settings } from '../network/settings.js';
import { learn } from '../views/words.js';

settings.catalogue = () => import('../providers/catalogue.js');

let defining: Promise<void> | undefined;

/**
 * Defines every element, once. What is on screen already stays where it is.
 * @param additions what the starter watches for undefined elements with; not needed afterwards
 */
export const define = (additions: MutationObserver): Promise<void> =>
  (defining ??= defineAll().then(
    () => additions.disconnect(),
    (reason: unknown) => {
      defining = undefined;
      throw reason;
    },
  ));

async function defineAll(): Promise<void> {
  // Without these a feed would be shown for a moment only, to change under the eyes of the reader then.
  await Promise.allSettled([learn(localeFor(document.documentElement.lang)), loadDeferred(), loadSideEffects()]);
  NewsTagFeed.define();
  await import('../define.js');
}
