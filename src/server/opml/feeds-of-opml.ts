/** Makes feeds of a relay's table from a list of feeds: names them, and leaves out what the relay may not fetch. */
import { cleanLink } from '../../text/clean.js';
import { hostKey } from '../../text/host.js';
import { slugOf } from '../../text/slug.js';
import { RESERVED, type RelayFeed } from '../relay-options.js';
import { BlockedUrlError, type Limits, type Rule, assertAllowed } from '../ssrf-guard.js';
import type { OpmlEntry } from './read-opml.js';

/** Feeds by name, as an owner could have written them. */
export type NamedFeeds = ReadonlyMap<string, RelayFeed & { src: string[] }>;

export interface OpmlFeeds {
  feeds: NamedFeeds;
  /** Number of feeds that the relay may not fetch, by the rule that blocks them. */
  blocked: ReadonlyMap<Rule, number>;
}

/** The surroundings of a list. */
export interface ListContext {
  /** Limits of the relay. */
  allowed: Limits;
  /** Names of the owner's other feeds. */
  names: ReadonlySet<string>;
  /** URLs of the owner's other feeds. They are left out, since they are served already. */
  urls: ReadonlySet<string>;
}

/** Names of pages that come before a relay. */
const PAGES = ['embed', 'oembed'];

const MAX_NAME = 60;

/**
 * Names the feeds of a list. Each URL is kept once.
 * @param before the feeds of the list as it was read last. They keep their names unless their titles change
 */
export function feedsOfOpml(entries: readonly OpmlEntry[], context: ListContext, before?: NamedFeeds): OpmlFeeds {
  const blocked = new Map<Rule, number>();
  const links = linksOf(entries, context, blocked);
  const known = namesByUrl(before);
  const names = new FreeNames(context.names);
  const feeds = new Map<string, RelayFeed & { src: string[] }>();
  const byOwnName = new Map<string, string>();
  // First those that have a name already, so that no other feed takes it.
  const hasName = ([url, { name }]: Link) => name !== undefined || known.has(url);
  for (const [url, entry] of [...links.filter(hasName), ...links.filter((link) => !hasName(link))]) {
    const same = entry.name === undefined ? undefined : byOwnName.get(entry.name);
    if (same !== undefined) {
      feeds.get(same)!.src.push(url);
      continue;
    }
    const name = names.take(entry.name ?? nameOf(entry, url), known.get(url));
    if (entry.name !== undefined) byOwnName.set(entry.name, name);
    feeds.set(name, { src: [url], ...(entry.title && entry.title !== entry.name && { title: entry.title }) });
  }
  return { feeds, blocked };
}

type Link = readonly [url: string, entry: OpmlEntry];

/** Returns the entries that the relay may fetch and that no other feed has, each URL once. */
function linksOf(entries: readonly OpmlEntry[], { allowed, urls }: ListContext, blocked: Map<Rule, number>): Link[] {
  const links = new Map<string, OpmlEntry>();
  for (const entry of entries) {
    const url = allowedUrl(entry.url, allowed, blocked);
    if (url !== undefined && !urls.has(url) && !links.has(url)) links.set(url, entry);
  }
  return [...links];
}

function namesByUrl(feeds: NamedFeeds | undefined): Map<string, string> {
  return new Map([...(feeds ?? [])].flatMap(([name, { src }]) => src.map((url) => [url, name] as const)));
}

/** Returns the URL in its normal form if the relay may fetch it. Counts it otherwise. */
function allowedUrl(address: string, allowed: Limits, blocked: Map<Rule, number>): string | undefined {
  const rule = (): Rule | undefined => {
    // Hosts of any length reach the parser of URLs only after this.
    if (!cleanLink(address)) return 'malformed';
    try {
      assertAllowed(address, { ...allowed, hosts: new Set([hostKey(new URL(address).hostname)]) });
      return undefined;
    } catch (cause) {
      if (cause instanceof BlockedUrlError) return cause.rule;
      throw cause;
    }
  };
  const found = rule();
  if (!found) return urlKey(address);
  blocked.set(found, (blocked.get(found) ?? 0) + 1);
  return undefined;
}

/** Returns a URL in its normal form, without its fragment. */
export function urlKey(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/** Returns the title as a name; the host if the title has no letter of ASCII. */
function nameOf({ title }: OpmlEntry, url: string): string {
  const slug = (text: string) =>
    slugOf(text)
      .replace(/[^\w-]/g, '')
      .slice(0, MAX_NAME)
      .replace(/^-+|-+$/g, '');
  return (/[a-z]/.test(slug(title)) && slug(title)) || slug(hostKey(new URL(url).hostname)) || 'feed';
}

/** Gives each feed a name of its own. */
class FreeNames {
  #taken: Set<string>;
  /** The last number behind each name: many feeds may have one title. */
  #numbers = new Map<string, number>();

  constructor(others: ReadonlySet<string>) {
    this.#taken = new Set([...others, ...RESERVED, ...PAGES]);
  }

  /** @param earlier the name that the feed had, which it keeps if that is the same but for a number */
  take(base: string, earlier: string | undefined): string {
    const keeps = earlier !== undefined && !this.#taken.has(earlier) && isNumbered(earlier, base);
    const name = keeps ? earlier : this.#free(base);
    this.#taken.add(name);
    return name;
  }

  #free(base: string): string {
    if (!this.#taken.has(base)) return base;
    let number = this.#numbers.get(base) ?? 1;
    while (this.#taken.has(`${base}-${++number}`));
    this.#numbers.set(base, number);
    return `${base}-${number}`;
  }
}

const isNumbered = (name: string, base: string): boolean =>
  name === base || (name.startsWith(`${base}-`) && /^\d+$/.test(name.slice(base.length + 1)));
