import { type LoadingSettings, settings } from '../loading/settings.js';
import { type WordsByLanguage, useWords } from '../views/words.js';
import { feedsOnPage } from './feeds-on-page.js';

/** What holds for all newsrack elements of a page, and for `loadFeed`. */
export interface Settings extends LoadingSettings {
  /** Sentences in place of newsrack's own, by language: `{ en: { more: 'More stories' } }`. */
  words?: WordsByLanguage | undefined;
}

/** Changes what holds for the whole page. What is not named stays; elements on the page follow at once. */
export function configure({ words, ...loading }: Settings): void {
  Object.assign(settings, loading);
  if (words) useWords(words);
  feedsOnPage.forEach((feed) => feed.requestUpdate());
}
