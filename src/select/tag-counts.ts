import { type Article, isKeyword } from '../model/article.js';
import { fold } from '../text/fold.js';

/** A tag, and how much there is about it. */
export interface WeighedTag {
  /** The same for all spellings: folded. */
  key: string;
  /** The spelling that most articles have; of several, the newest. */
  label: string;
  /** BCP 47: the language of the article that the spelling is from, where it is known. */
  language?: string | undefined;
  /** Number of articles that carry it, at least 1. */
  count: number;
}

/** Number of tags with more than one story that is enough to browse by. */
const ENOUGH = 5;

/**
 * The tags of articles, newest first: those that most carry first, of equals the one with the newest article. Codes are
 * left out, and so are tags of a single article where there are enough others.
 */
export function weighTags(articles: Article[]): WeighedTag[] {
  const spellings = new Map<string, WeighedTag[]>();
  for (const article of articles) {
    for (const [key, label] of tagsOf(article)) {
      const known = spellings.get(key) ?? [];
      const same = known.find((one) => one.label === label);
      if (same) same.count++;
      else known.push({ key, label, language: article.language, count: 1 });
      spellings.set(key, known);
    }
  }
  const tags = [...spellings.values()].map(joined).sort((a, b) => b.count - a.count);
  const several = tags.filter(({ count }) => count > 1);
  return several.length < ENOUGH ? tags : several;
}

/** The tags of one article by key, each once. */
function tagsOf({ tags }: Article): Map<string, string> {
  const found = new Map<string, string>();
  for (const tag of tags) {
    const label = tag.trim().replace(/\s+/g, ' ');
    const key = fold(label);
    // Without words, nothing could ever be found about it.
    if (key && !isKeyword(label) && !found.has(key)) found.set(key, label);
  }
  return found;
}

function joined(spellings: WeighedTag[]): WeighedTag {
  const usual = spellings.reduce((best, one) => (one.count > best.count ? one : best));
  return { ...usual, count: spellings.reduce((sum, { count }) => sum + count, 0) };
}
