import { type LoadingSettings, settings } from '../network/settings.js';
import type { AllWords } from '../views/languages/language.js';
import { useWords } from '../views/words.js';
import { feedsOnPage } from './feeds-on-page.js';

/** What holds for all newsrack elements of a page, and for `loadFeed`. */
export interface Settings extends LoadingSettings {
  /** Sentences in place of newsrack's own, by language (BCP 47): `{ en: { more: 'More stories' } }`. */
  words?: Record<string, Partial<AllWords>> | undefined;
}

/** Changes what holds for the whole page. What is not named stays; elements on the page follow at once. */
export function configure({ words, ...loading }: Settings): void {
  Object.assign(settings, loading);
  if (words) useWords(words);
  for (const feed of feedsOnPage.keys()) feed.requestUpdate();
}
