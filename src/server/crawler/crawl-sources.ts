/** The sources of a relay's table, as the crawler takes them. */
import type { Source } from '../../feed/load-feeds.js';
import { hostsOfSource, sourcesOf } from '../../feed/sources.js';
import type { NewsRequest } from '../../model/request.js';
import { catalogue } from '../../providers/catalogue.js';
import { hostKey } from '../../text/host.js';
import type { TableFeed } from '../relay-options.js';
import type { Limits } from '../ssrf-guard.js';
import type { CrawlSource } from './crawler.js';

/**
 * Returns the key of a source in an archive: the URL of a feed, so that feeds of the table that share it share its
 * articles; for services, whose articles depend on the whole query, provider, URL and name of the feed.
 */
export const sourceKey = ({ provider, src }: Source, feed: string): string =>
  provider.name === 'feed' ? src : [provider.name, feed, ...(src ? [src] : [])].join(' ');

/** Returns the keys of the sources of one feed of the table, for queries of an archive. */
export const sourceKeys = async ({ name, request }: TableFeed): Promise<string[]> =>
  (await sourcesOf(request, catalogue)).map((source) => sourceKey(source, name));

/**
 * Returns the sources of all feeds of a table, each once.
 * @param allowed the limits of the relay. A source may redirect only to hosts that its feed or `allow` names
 */
export async function crawlSources(table: Iterable<TableFeed>, allowed: Limits): Promise<CrawlSource[]> {
  const found = new Map<string, CrawlSource>();
  for (const { name, request } of table) {
    const sources = await sourcesOf(request, catalogue);
    const limits = limitsOf(sources, request, allowed);
    for (const source of sources) {
      const key = sourceKey(source, name);
      if (!found.has(key)) found.set(key, { key, name, source, request, limits });
    }
  }
  return [...found.values()];
}

/** Returns the limits of one feed of the table. It may redirect only to hosts that the site owner has named. */
export function limitsOf(sources: readonly Source[], request: NewsRequest, allowed: Limits): Limits {
  const hosts = new Set([...sources.flatMap(hostNames), ...(allowed.hosts as ReadonlySet<string>)]);
  return { ...allowed, hosts, local: localOf(request, allowed) };
}

const hostNames = (source: Source): string[] =>
  hostsOfSource(source).map((host) => hostKey(new URL(`https://${host}`).hostname));

/** The origins of the owner's network that a feed itself names. A redirect must not reach any other. */
export const localOf = ({ src }: NewsRequest, { local }: Limits): Set<string> =>
  new Set(src.map((address) => new URL(address).origin).filter((origin) => local.has(origin)));
