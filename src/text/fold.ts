/** Folds text for comparison without case, accents and punctuation. */

const LETTERS: Record<string, string> = { ß: 'ss', ı: 'i', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };

/** Replaces Latin letters that are not a base letter with an accent by those that readers type instead: `ø` → `o`. */
export const inPlainLetters = (text: string): string => text.replace(/[ßıøłđæœ]/g, (letter) => LETTERS[letter]!);

/** Returns only letters and digits, in lower case, to compare names that differ in spaces and signs. */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

// `+` and `#` behind a letter are part of a name: C++, C#. Single spaces are not matched: each match costs time.
export const SEPARATORS = /[^\p{L}\p{N}\p{M}+# ]+|(?<!\p{L}[+#]{0,2})[+#]+/gu;

// Scripts that put no space between words, and Korean, whose particles join the word before them. Script extensions
// (`scx`) hold the signs that several scripts share, such as the Japanese long vowel.
export const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu;

/** Folds text: lower case, no accents, single spaces between words and around scripts without spaces (`生成 ai の`). */
export const fold = (text: string): string =>
  inPlainLetters(
    text
      .normalize('NFKD')
      // Some signs become eighteen letters; syllables of Korean become three. Above some 4,000 characters that match
      // at once, engines take ten times as long for each.
      .slice(0, 3 * text.length + 99)
      // Accents and soft hyphens.
      .replace(/[\u0300-\u036f\xad]/g, '')
      .normalize('NFC')
      .toLowerCase(),
  )
    .replace(/\u0307/g, '')
    .replace(UNSPACED, ' $& ')
    .replace(SEPARATORS, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Returns whether `text` contains `phrase` as whole consecutive words. Both must be folded. */
export const hasWords = (text: string, phrase: string): boolean => finder(phrase)(` ${text} `);

/** Creates a reusable test for a folded phrase. The test takes folded text with a space at both ends. */
export function finder(phrase: string): (padded: string) => boolean {
  if (!phrase) return () => false;
  const [start, end] = [phrase[0]!, phrase.at(-1)!].map((edge) => (edge.search(UNSPACED) < 0 ? ' ' : ''));
  const words = start! + phrase + end!;
  return (padded) => padded.includes(words);
}
