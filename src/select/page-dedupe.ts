/** For `dedupe="page"`: finds stories that the page shows already, in another feed or as its own content. */
import type { Article } from '../model/article.js';
import { addressKey, storyKeys } from './repeats.js';

export { storyKeys };

/** Returns the articles whose stories are not on the page yet. */
export const withoutStories = (articles: Article[], taken: ReadonlySet<string>): Article[] =>
  articles.filter((article) => !storyKeys(article).some((key) => taken.has(key)));

/**
 * Returns the keys of the page's own story: its URLs. Leaves out its title, which contains names of site and section; a
 * front page may also have the title of one of its stories.
 */
export function storiesOfPage(document: Document, location: { href: string }): Set<string> {
  const named = [
    ...[...document.querySelectorAll('link[rel~="canonical" i]')].map((link) => link.getAttribute('href')),
    ...[...document.querySelectorAll('meta[property="og:url" i]')].map((meta) => meta.getAttribute('content')),
  ];
  const base = document.baseURI;
  // An empty URL would resolve to the base URL, which `<base>` may set to another page.
  const addresses = named.filter((address) => address?.trim() && URL.canParse(address, base));
  return new Set([location.href, ...addresses.map((address) => new URL(address!, base).href)].map(addressKey));
}
