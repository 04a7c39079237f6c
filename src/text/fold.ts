/** Comparing words as readers do: without case, accents and punctuation. */

const LETTERS: Record<string, string> = { ß: 'ss', ı: 'i', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };

/** Small letters of Latin scripts that no accent makes, as readers without them type them. */
export const inPlainLetters = (text: string): string => text.replace(/[ßıøłđæœ]/g, (letter) => LETTERS[letter]!);

/** Letters and digits alone, in lower case, for names that differ in spaces and signs only. */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

// `+` and `#` behind a letter are part of a name: C++, C#. Single spaces are not matched: each match costs time.
const SEPARATORS = /[^\p{L}\p{N}\p{M}+# ]+|(?<!\p{L}[+#]{0,2})[+#]+/gu;

// Scripts that put no space between words, and Korean, whose particles join the word before them. Script extensions
// (`scx`) hold the signs that several scripts share, such as the Japanese long vowel.
export const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu;

/** Lower case, without accents, words divided by single spaces, and so are scripts that use none from others (`生成 ai の`). */
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

/** Returns whether `text` holds `phrase` as whole words, one after the other. Both are folded. */
export const hasWords = (text: string, phrase: string): boolean => finder(phrase)(` ${text} `);

/** Makes a test for a folded phrase once. The test takes folded text with a space at both ends. */
export function finder(phrase: string): (padded: string) => boolean {
  if (!phrase) return () => false;
  const [start, end] = [phrase[0]!, phrase.at(-1)!].map((edge) => (edge.search(UNSPACED) < 0 ? ' ' : ''));
  const words = start! + phrase + end!;
  return (padded) => padded.includes(words);
}
