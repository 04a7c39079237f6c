import { type LoadingSettings, settings } from '../network/settings.js';
import { NewsError } from '../model/error.js';
import type { AllWords } from '../views/languages/language.js';
import { useWords } from '../views/words.js';
import { feedsOnPage } from './feeds-on-page.js';

/** Settings for all newsrack elements of a page, and for `loadFeed`. */
export interface Settings extends LoadingSettings {
  /** Sentences in place of newsrack's own, by language (BCP 47): `{ en: { more: 'More stories' } }`. */
  words?: Record<string, Partial<AllWords>> | undefined;
}

/** Types of the settings; `null` has the type of an object. */
const TYPES: Record<string, string> = { relay: 'string', fetch: 'function', storage: 'object', words: 'object' };

/**
 * Changes settings of the whole page. Other settings stay; elements on the page update at once.
 * @throws NewsError `config` for an unknown name or a wrong type; then nothing is changed
 */
export function configure(given: Settings): void {
  if (typeof given !== 'object' || (given as Settings | null) === null) {
    throw new NewsError('config', 'configure: expected an object of settings.');
  }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || TYPES[name] === typeof value) continue;
    throw new NewsError('config', `configure: ${name} is ${typeof value}; expected one of ${JSON.stringify(TYPES)}.`);
  }
  const { words, ...loading } = given;
  Object.assign(settings, loading);
  if (words) useWords(words);
  for (const feed of feedsOnPage.keys()) feed.requestUpdate();
}
