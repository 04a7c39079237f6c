/**
 * Tells at little cost that no article of a page repeats another, which holds for most pages: finding repeats takes longer than the
 * database.
 */
import type { Article } from '../../model/article.js';
import { BEFORE_SOURCE, wordsOf } from '../../select/near-duplicates.js';
import { fold } from '../../text/fold.js';
import { isPlain, plainWords } from './fold-quickly.js';

/** Maximum number of articles to look through. In longer lists, frequent words make this slower than finding repeats. */
const MOST_ARTICLES = 100;

/**
 * Returns false if no article can be a repeat or near-duplicate of another: links differ, and no two headlines have in common
 * what `near-duplicates.ts` and `repeats.ts` ask for, whatever is cut off at their ends.
 */
export function mayRepeat(articles: readonly Article[]): boolean {
  if (articles.length > MOST_ARTICLES) return true;
  if (new Set(articles.map(({ url }) => url)).size < articles.length) return true;
  const headlines = articles.map(headlineOf);
  const places = new Map<string, number[]>();
  headlines.forEach(({ words }, index) => {
    for (const word of words) {
      const known = places.get(word);
      if (known) known.push(index);
      else places.set(word, [index]);
    }
  });
  return headlines.some((headline, index) => resembles(headline, index, places));
}

interface Headline {
  words: Set<string>;
  /** Number of words that another headline must have in common with this one to be its repeat. */
  needed: number;
}

function headlineOf({ title }: Article): Headline {
  // Names of sources at the end are left out before headlines are compared.
  const divider = title.search(BEFORE_SOURCE);
  const words = wordSet(title);
  const size = divider < 0 ? words.size : wordSet(title.slice(0, divider)).size;
  const needed = Math.ceil((4 * size) / 5);
  // The last word of a headline that was cut off may be another one's beginning.
  return { words, needed: /…|\.\./.test(title) ? Math.min(needed, size - 1) : needed };
}

const wordSet = (text: string): Set<string> =>
  new Set(isPlain(text) && !text.includes('\n') ? plainWords(text) : wordsOf(fold(text)));

function resembles({ words, needed }: Headline, index: number, places: ReadonlyMap<string, number[]>): boolean {
  const shared = [...words].flatMap((word) => {
    const found = places.get(word)!;
    return found.length > 1 ? [found] : [];
  });
  if (shared.length < needed) return false;
  const counts = new Map<number, number>();
  for (const other of shared.flat()) counts.set(other, (counts.get(other) ?? 0) + 1);
  counts.delete(index);
  return needed <= 0 || Math.max(0, ...counts.values()) >= needed;
}
