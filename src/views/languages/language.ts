import type { ExtraWords } from '../interaction-words.js';
import type { Words } from '../words.js';

/** Every sentence that readers see or hear. */
export type AllWords = Words & ExtraWords;

export interface Language {
  /** True if somebody who grew up with the language has read the sentences. */
  reviewed: boolean;
  words: AllWords;
}
