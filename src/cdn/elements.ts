/** Defines the elements. The pasted file loads it after the first story. */
import { loadDeferred } from '../elements/feed-controller.js';
import { localeFor } from '../elements/render-context.js';
import { NewsTagFeed } from '../elements/tag-feed-element.js';
import { loadSideEffects } from '../feed/session.js';
import { settings } from '../network/settings.js';
import { learn } from '../views/words.js';

settings.catalogue = () => import('../providers/catalogue.js');

const FEED = 'news-tag-feed';

let defining: Promise<void> | undefined;

/**
 * Defines `<news-tag-feed>`, once, and the other elements on pages that may have them. What is on screen already stays
 * where it is.
 * @param additions what the starter watches for undefined elements with; not needed afterwards
 */
export const define = (additions: MutationObserver): Promise<void> =>
  (defining ??= defineNeeded(additions).catch((reason: unknown) => {
    defining = undefined;
    throw reason;
  }));

async function defineNeeded(additions: MutationObserver): Promise<void> {
  // Without these modules, a feed would be visible for a moment and then change.
  await Promise.allSettled([learn(localeFor(document.documentElement.lang)), loadDeferred(), loadSideEffects()]);
  NewsTagFeed.define();
  // Few pages have the other elements, whose code is a fifth of the total.
  if (mayHoldOthers(document.documentElement) || !document.querySelector(FEED)) await defineOthers();
  else watchForOthers();
  additions.disconnect();
}

function watchForOthers(): void {
  const changes = new MutationObserver((records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    if (!added.some(mayHoldOthers)) return;
    changes.disconnect();
    defineOthers().catch(watchForOthers);
  });
  changes.observe(document, { childList: true, subtree: true });
}

const defineOthers = () => import('../define.js');

/** Returns whether a part of the page has another element, or may have one in a shadow root: no observer sees into those. */
const mayHoldOthers = (root: Element): boolean =>
  [root, ...root.querySelectorAll('*')].some(
    ({ localName, shadowRoot }) => localName !== FEED && (shadowRoot || localName.includes('-')),
  );
