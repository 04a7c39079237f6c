import { rare } from './rarities.js';

// Signs of what programs add to texts, and of the categories that stand for none.
const ODD =
  /[ck]ateg|n clas|allgem|без р|未分|comments?\W*$|(?:continue|keep) reading|read more|first on|\[…|more\W*$/i;

/** Notes words that only the full decoders read right. */
export const noteOdd = (words = ''): void => void (rare.isMissed ||= ODD.test(words));
