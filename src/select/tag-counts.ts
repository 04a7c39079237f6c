import { type Article, isKeyword } from '../model/article.js';
import { fold } from '../text/fold.js';

/** A tag, and the number of articles with it. */
export interface WeighedTag {
  /** Folded name, equal for all spellings. */
  key: string;
  /** The most frequent spelling; of equally frequent ones, the newest. */
  label: string;
  /** BCP 47: language of the article with that spelling, if known. */
  language?: string | undefined;
  /** Number of articles with the tag, at least 1. */
  count: number;
}

/** Number of tags with two or more articles from which on tags with one article are left out. */
const ENOUGH = 5;

/**
 * Counts the tags of articles, which must be sorted newest first. Returns the most frequent tags first; of equally
 * frequent ones, the one with the newest article. Leaves out codes, and tags of one article if there are enough others.
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

/** Returns the distinct tags of one article by key. */
function tagsOf({ tags }: Article): Map<string, string> {
  const found = new Map<string, string>();
  for (const tag of tags) {
    const label = tag.trim().replace(/\s+/g, ' ');
    const key = fold(label);
    // A tag without words matches no article.
    if (key && !isKeyword(label) && !found.has(key)) found.set(key, label);
  }
  return found;
}

function joined(spellings: WeighedTag[]): WeighedTag {
  const usual = spellings.reduce((best, one) => (one.count > best.count ? one : best));
  return { ...usual, count: spellings.reduce((sum, { count }) => sum + count, 0) };
}
