/** Folds text that is stored. Pages fold few texts, and have the shorter code. */
import { fold } from '../../text/fold.js';
import { narrow } from './narrow.js';

/** ASCII, and the quotes, dashes and ellipses of English, which separate words as spaces do. Also line ends, of `plainWords`. */
const PLAIN = /^[\n -~‘’“”–—…]*$/;

/** Words as `SEPARATORS` of `fold.ts` leaves them, and line ends. */
const WORDS = /(?:[a-z][+#]{0,3}|\d)+|\n/g;

/** Returns whether `plainWords` accepts a text. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** Returns the words of a plain text, folded. Line ends are words. */
export const plainWords = (text: string): string[] => narrow(text).toLowerCase().match(WORDS) ?? [];

/** Returns what `fold` returns, in half the time for English. */
export const foldQuickly = (text: string): string =>
  isPlain(text) && !text.includes('\n') ? plainWords(text).join(' ') : fold(text);
