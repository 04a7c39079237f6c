/** Who made an article, from what sources say of them. */
import { MAX_ENTRIES } from '../../model/limits.js';
import { decodedText, link, list, member } from './tolerant.js';

/** The publisher of an article of which only the address is known: the host, without `www.`. */
export function publisherOf(url: string | undefined): { name: string; url: string } | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { hostname, origin } = new URL(url);
  return { name: hostname.replace(/^www\./, ''), url: `${origin}/` };
}

/** Those of a list who have a name. Members called otherwise than `name` and `url` are named. */
export const authorsIn = (authors: unknown, base: string, nameMember = 'name', urlMember = 'url') =>
  list(authors)
    .slice(0, MAX_ENTRIES)
    .map((author) => ({ name: decodedText(member(author, nameMember)), url: link(member(author, urlMember), base) }))
    .filter(({ name }) => name);
