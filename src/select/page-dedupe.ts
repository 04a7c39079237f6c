/** For `dedupe="page"`: which stories a page shows already, be it in another feed or as the page itself. */
import type { Article } from '../model/article.js';
import { addressKey, storyKeys } from './repeats.js';

export { storyKeys };

/** Returns the articles none of whose story keys is taken. */
export const withoutStories = (articles: Article[], taken: ReadonlySet<string>): Article[] =>
  articles.filter((article) => !storyKeys(article).some((key) => taken.has(key)));

/**
 * The keys of the story that a page tells itself: the addresses it goes by. Its title is none of them, as site names
 * and sections stand in it, and a front page may be called like one of its stories.
 */
export function storiesOfPage(document: Document, location: { href: string }): Set<string> {
  const named = [
    ...[...document.querySelectorAll('link[rel~="canonical" i]')].map((link) => link.getAttribute('href')),
    ...[...document.querySelectorAll('meta[property="og:url" i]')].map((meta) => meta.getAttribute('content')),
  ];
  const base = document.baseURI;
  // An empty address would be that of the base, which `<base>` may set to another page.
  const addresses = named.filter((address) => address?.trim() && URL.canParse(address, base));
  return new Set([location.href, ...addresses.map((address) => new URL(address!, base).href)].map(addressKey));
}
