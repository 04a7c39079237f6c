/** Facts about a WordPress site, remembered for a day: its publisher, and the numbers of its tags. */
import { DayMemory } from './day-memory.js';
import { listIn } from './json-service.js';
import { slugOf } from '../../text/slug.js';
import { link, member } from '../../text/coerce.js';
import type { CallApi } from './wordpress-api.js';
import { decodedText, publisherOf } from '../values/full-values.js';

/** A tag or category. */
export interface Term {
  taxonomy: 'tags' | 'categories';
  id: number;
}

/** Who publishes a site. */
export interface SiteInfo {
  publisher?: { name: string; url?: string; icon?: string };
  homeUrl?: string;
}

const knownSites = new DayMemory<SiteInfo>();
const knownTerms = new DayMemory<Term>();

/** Name, home page and icon of a site; its host where it does not say. Never rejects. */
export async function siteInfo(callApi: CallApi, site: string): Promise<SiteInfo> {
  const known = knownSites.get(site);
  if (known) return known;
  try {
    const answer = await callApi('/', { _fields: 'name,url,site_icon_url,home' });
    const name = decodedText(member(answer, 'name'));
    const homeUrl = link(member(answer, 'home'), site) ?? link(member(answer, 'url'), site);
    const icon = link(member(answer, 'site_icon_url'), site);
    const info = { publisher: name ? { name, url: homeUrl, icon } : publisherOf(site), homeUrl };
    knownSites.set(site, info);
    return info;
  } catch {
    // The news does without. If all requests were ended, that of the posts says so.
    return { publisher: publisherOf(site) };
  }
}

/** The tag that a site calls so, by address or name, else the category. */
export async function findTerm(callApi: CallApi, site: string, tag: string): Promise<Term | undefined> {
  const slug = slugOf(tag);
  const known = knownTerms.get(`${site} ${slug}`);
  if (known) return known;
  for (const [taxonomy, params] of [
    ['tags', { slug }],
    ['tags', { search: tag, per_page: 100 }],
    ['categories', { slug }],
  ] as const) {
    const found = listIn(await callApi(`/wp/v2/${taxonomy}`, { ...params, _fields: 'id,name,slug,count' }), site);
    const isIt = (term: unknown) =>
      typeof member(term, 'id') === 'number' &&
      member(term, 'count') !== 0 &&
      // A search finds parts of words.
      ('slug' in params || slugOf(decodedText(member(term, 'name')) ?? '') === slug);
    const term = found.find(isIt);
    if (!term) continue;
    const result = { taxonomy, id: member(term, 'id') as number };
    knownTerms.set(`${site} ${slug}`, result);
    return result;
  }
  return undefined;
}
