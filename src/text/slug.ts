/** Names as parts of addresses and as hashtags. */
import { inPlainLetters } from './fold.js';

/** `Peace Negotiations` → `peace-negotiations`, as content management systems make names part of addresses. */
export const slugOf = (tag: string): string =>
  inPlainLetters(
    tag
      .normalize('NFD')
      // In other scripts the marks make other letters.
      .replace(/(?<=\p{Script=Latin})[\u0300-\u036f]+/gu, '')
      .normalize('NFC')
      .toLowerCase(),
  )
    .replace(/[\s./\p{Pd}]+/gu, '-')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');

/** `Peace Negotiations` → `peacenegotiations`: where tags are single words. */
export const hashtagOf = (tag: string): string => tag.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_]+/gu, '');
