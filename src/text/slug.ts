/** Converts names to URL slugs and hashtags. */
import { inPlainLetters } from './fold.js';

/** Converts a name to a slug, as content management systems do: `Peace Negotiations` → `peace-negotiations`. */
export const slugOf = (tag: string): string =>
  inPlainLetters(
    tag
      .normalize('NFD')
      // In other scripts, marks change the letter.
      .replace(/(?<=\p{Script=Latin})[\u0300-\u036f]+/gu, '')
      .normalize('NFC')
      .toLowerCase(),
  )
    .replace(/[\s./\p{Pd}]+/gu, '-')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');

/** Converts a name to a hashtag, which is a single word: `Peace Negotiations` → `peacenegotiations`. */
export const hashtagOf = (tag: string): string => tag.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_]+/gu, '');
