/** Recognises articles of different feeds that are the same. */
import type { Article } from '../model/article.js';
import { fold } from '../text/fold.js';
import { hostKey } from '../text/host.js';
import { withoutRepeats } from './select-articles.js';

/** Leaves out repeats among several feeds, which write links and headlines in different ways. */
export const withoutSameLinks = (articles: Article[]): Article[] => withoutRepeats(articles, storyKeys);

/** Lists are searched for repeats several times, and again for each request to a relay. */
const known = new WeakMap<Article, string[]>();

/** Articles of different feeds that share one of these are the same: the link, and the headline where it has words. */
export function storyKeys(article: Article): string[] {
  const keys = known.get(article) ?? keysOf(article);
  known.set(article, keys);
  return keys;
}

function keysOf({ url, title }: Article): string[] {
  const words = fold(title);
  return [addressKey(url), ...(words ? [`title ${words}`] : [])];
}

const TRACKING = /^(?:utm_.*|at_.*|ns_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|smid)$/i;

/** The same for addresses that differ in scheme, `www.`, tracking parameters, fragment or a trailing slash. */
export function addressKey(address: string): string {
  // The model asks for less than `URL` does.
  if (!URL.canParse(address)) return address;
  const { host, pathname, searchParams } = new URL(address);
  const telling = new URLSearchParams([...searchParams].filter(([name]) => !TRACKING.test(name)));
  return `${hostKey(host)}${pathname.replace(/\/$/, '')}?${telling}`;
}
