import { feedProvider, readWhole } from '../providers/feed.js';
import type { FetchResource, Provider, ProviderQuery } from '../providers/provider.js';

/** Returns a provider that requests feeds of other hosts from the site owner's relay. */
export const throughRelay = (relay: string): Provider => ({
  ...feedProvider,
  // The page reads feeds of its own host without the relay.
  hosts: (src) => [new URL(isOwn(src) ? src : relay).host],
  read: (question, get) =>
    isOwn(question.src)
      ? feedProvider.read(question, get)
      : // Relays answer with JSON Feed, so the dialect of the source is not guessed.
        fetchThrough(relay, question.src, get).then(readWhole),
});

/** Returns a provider that requests articles about tags from the archive of the site owner's relay, if `name` is that of it. */
export const archiveNamed = (name: string, relay: string): Promise<Provider> | undefined =>
  name === 'relay'
    ? Promise.resolve({
        name,
        searches: true,
        hosts: [new URL(relay).host],
        // The source of further pages is the address that the page before it gave.
        read: (query, get) => (query.src ? feedProvider.read(query, get) : readArchive(relay, query, get)),
      })
    : undefined;

async function readArchive(relay: string, { tags, tagMatch, limit }: ProviderQuery, get: FetchResource) {
  const parameters = new URLSearchParams({ tag: tags.join(), 'tag-match': tagMatch, limit: `${limit}` });
  const reply = await get(startOf(relay) + String(parameters));
  // Further pages must be at the same host.
  return { ...(await readWhole(reply)), movedTo: reply.url };
}

async function fetchThrough(relay: string, url: string, get: FetchResource) {
  // Relative links in the response are relative to the feed.
  return { ...(await get(`${startOf(relay)}url=${encodeURIComponent(url)}`)), url };
}

/** Returns the URL of a relay, to which parameters can be added. */
function startOf(relay: string): string {
  const [address] = relay.split('#') as [string];
  return address + (address.includes('?') ? '&' : '?');
}

/** Returns whether a URL is on the page's own host, which needs no relay. */
const isOwn = (address: string): boolean => new URL(address).origin === globalThis.location?.origin;
