/** What the file to paste loads behind the first story: all that defines the elements. */
import { loadLater } from './elements/news-controller.js';
import { keepRoom } from './elements/room.js';
import { localeFor } from './elements/surroundings.js';
import { NewsTagFeed } from './elements/tag-feed-element.js';
import { firstLoads } from './loading/first-loads.js';
import { settings } from './loading/settings.js';
import { learn } from './views/words.js';

settings.catalogue = () => import('./providers/catalogue.js');

/** Defines every element. What is on screen already stays where it is. */
export async function define(): Promise<void> {
  // Without these a feed would be shown for a moment only, to change under the eyes of the reader then.
  await Promise.allSettled([learn(localeFor(document.documentElement.lang)), loadLater()]);
  const painted = [...document.querySelectorAll<NewsTagFeed>(NewsTagFeed.tag)]
    .filter((feed) => firstLoads.has(feed))
    .map((feed) => ({ feed, height: feed.offsetHeight }));
  NewsTagFeed.define();
  for (const { feed, height } of painted) {
    await feed.updateComplete;
    // The page's own rule for undefined elements kept this room.
    const missing = height - feed.offsetHeight;
    const content = feed.shadowRoot!.querySelector<HTMLElement>('.content');
    if (missing > 0 && content) keepRoom(feed.shadowRoot!, content, content.offsetHeight + missing);
  }
  await import('./define.js');
}
