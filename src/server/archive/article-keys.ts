/** Keys by which an archive recognizes an article that it has. */
import type { Article } from '../../model/article.js';
import { addressKey } from '../../select/repeats.js';
import { timeOf } from '../../select/select-articles.js';
import { foldQuickly } from './fold-quickly.js';

/** Returns a number of 53 bits for a text. Among a million texts, two are equal with a probability of 1 in 20,000. */
export function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** The keys of an article. */
export interface ArticleKeys {
  /** Any common key makes two articles one: the link, in all sources, or headline and date, in one source. */
  keys: number[];
  /** That of the link, which is no key of articles that share it in a list: notices link to one page. */
  link: number;
}

/** Returns the keys of the articles of one source, in their order. */
export function keysOf(source: number, articles: readonly Article[]): ArticleKeys[] {
  const links = articles.map(({ url }) => addressKey(url));
  const uses = new Map<string, number>();
  for (const link of links) uses.set(link, (uses.get(link) ?? 0) + 1);
  return articles.map((article, index) => {
    const address = links[index]!;
    const own = hashOf(`${source} ${timeIn(article)} ${foldQuickly(article.title) || address}`);
    const link = hashOf(address);
    return { keys: uses.get(address) === 1 ? [link, own] : [own], link };
  });
}

/** The date of an article in a key. The time at which an article was first seen differs between two requests. */
const timeIn = ({ published, updated }: Article): number =>
  (published ?? updated) ? timeOf({ published, updated }) : 0;
