/** What the file to paste loads behind the first story: all that defines the elements. */
import { loadLater } from './elements/news-controller.js';
import { localeFor } from './elements/surroundings.js';
import { NewsTagFeed } from './elements/tag-feed-element.js';
import { settings } from './loading/settings.js';
import { learn } from './views/words.js';

settings.catalogue = () => import('./providers/catalogue.js');

/** Defines every element. What is on screen already stays where it is. */
export async function define(): Promise<void> {
  // Without these a feed would be shown for a moment only, to change under the eyes of the reader then.
  await Promise.allSettled([learn(localeFor(document.documentElement.lang)), loadLater()]);
  NewsTagFeed.define();
  await import('./define.js');
}
