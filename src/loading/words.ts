/** Comparing words as readers do: without case, accents and punctuation. */

const LETTERS: Record<string, string> = { ß: 'ss', ı: 'i', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };

// `+` and `#` behind a letter are part of a name: C++, C#.
const SEPARATORS = /(?:(?<!\p{L}[+#]{0,2})[+#]|[^\p{L}\p{N}\p{M}+#])+/gu;

/** Lower case, without accents, words divided by single spaces. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßıøłđæœ]/g, (letter) => LETTERS[letter]!)
    .replace(/\u0307/g, '')
    .replace(SEPARATORS, ' ')
    .trim();

// Scripts that put no space between words, and Korean, whose particles join the word before them.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether `text` holds `phrase` as whole words, one after the other. Both are folded. */
export function hasWords(text: string, phrase: string): boolean {
  if (!phrase) return false;
  const start = UNSPACED.test(phrase[0]!) ? '' : ' ';
  const end = UNSPACED.test(phrase.at(-1)!) ? '' : ' ';
  return ` ${text} `.includes(start + phrase + end);
}
