/** Finds equal articles of different feeds. */
import type { Article } from '../model/article.js';
import { fold } from '../text/fold.js';
import { hostKey } from '../text/host.js';
import { withoutRepeats } from './select-articles.js';

/** Removes repeats between several feeds, which write links and headlines in different ways. */
export const withoutSameLinks = (articles: Article[]): Article[] => withoutRepeats(articles, storyKeys);

/** Cache of keys: lists are searched for repeats several times, and again for each request to a relay. */
const known = new WeakMap<Article, string[]>();

/** Returns the keys of an article: its link, and its headline if that has words. Articles that share a key are equal. */
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

/** Normalizes a URL: drops scheme, `www.`, tracking parameters, fragment and trailing slash. */
export function addressKey(address: string): string {
  // The model accepts URLs that `URL` rejects.
  if (!URL.canParse(address)) return address;
  const { host, pathname, searchParams } = new URL(address);
  const telling = new URLSearchParams([...searchParams].filter(([name]) => !TRACKING.test(name)));
  return `${hostKey(host)}${pathname.replace(/\/$/, '')}?${telling}`;
}
