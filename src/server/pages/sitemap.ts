/** Writes sitemaps (https://www.sitemaps.org/protocol.html): all tag pages, or an index of several sitemaps. */
import type { ArchivedTag } from '../archive/archive-types.js';
import { type PageAddresses, pageOfTag } from './page-addresses.js';
import { isListable } from './page-pieces.js';
import { type Markup, markup } from './markup.js';

/** Maximum number of addresses in one sitemap. */
const MAX_ADDRESSES = 50_000;

/** Maximum number of tags in all sitemaps: the most used ones. Reading more would hold up other requests. */
export const MAX_TAGS = 100_000;

/** Minimum number of articles of a listed tag. Search engines want no pages of one article. */
const MIN_ARTICLES = 2;

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * Returns a sitemap as XML, or the index of several. Tags of the same slug have one address.
 * @param part number of a sitemap of the index, from 1; undefined for what is at `/sitemap.xml`
 * @returns nothing for a part that does not exist
 */
export function sitemap(addresses: PageAddresses, tags: readonly ArchivedTag[], part?: number): string | undefined {
  const pages = pagesOf(tags);
  // The front page is the first address.
  const parts = Math.ceil((pages.length + 1) / MAX_ADDRESSES);
  if (part === undefined && parts > 1) return indexOf(addresses, parts);
  if (part !== undefined && (part < 1 || part > parts)) return undefined;
  const start = ((part ?? 1) - 1) * MAX_ADDRESSES;
  const entries = [{ page: '', latest: '' }, ...pages].slice(start, start + MAX_ADDRESSES);
  const urls = entries.map(
    ({ page, latest }) => markup`<url><loc>${addresses.url(page)}</loc>${latest && lastmod(latest)}</url>\n`,
  );
  return xml(markup`<urlset xmlns="${NAMESPACE}">\n${urls}</urlset>`);
}

function indexOf(addresses: PageAddresses, parts: number): string {
  const entries = Array.from(
    { length: parts },
    (_, index) => markup`<sitemap><loc>${addresses.url(`sitemap.xml?part=${index + 1}`)}</loc></sitemap>\n`,
  );
  return xml(markup`<sitemapindex xmlns="${NAMESPACE}">\n${entries}</sitemapindex>`);
}

function pagesOf(tags: readonly ArchivedTag[]): { page: string; latest: string }[] {
  const latestOf = new Map<string, string>();
  for (const tag of tags.filter((one) => isListable(one) && one.count >= MIN_ARTICLES)) {
    const known = latestOf.get(tag.slug) ?? '';
    if (!latestOf.has(tag.slug) || tag.latest > known) latestOf.set(tag.slug, tag.latest);
  }
  return [...latestOf].map(([slug, latest]) => ({ page: pageOfTag(slug), latest }));
}

/** Returns the date of the newest article. Nothing for one that is no date. */
const lastmod = (latest: string): Markup | false => {
  const time = Date.parse(latest);
  return !Number.isNaN(time) && markup`<lastmod>${new Date(time).toISOString()}</lastmod>`;
};

const xml = (content: Markup): string => `<?xml version="1.0" encoding="UTF-8"?>\n${content.toString()}\n`;
