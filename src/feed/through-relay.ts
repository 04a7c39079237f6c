import { feedProvider, readWhole } from '../providers/feed.js';
import type { FetchResource, Provider } from '../providers/provider.js';

/** Returns a provider that requests feeds of other hosts from the site owner's relay. */
export const throughRelay = (relay: string): Provider => ({
  ...feedProvider,
  read: (question, get) =>
    isOwn(question.src)
      ? feedProvider.read(question, get)
      : // Relays answer with JSON Feed, so the dialect of the source is not guessed.
        fetchThrough(relay, question.src, get).then(readWhole),
});

async function fetchThrough(relay: string, url: string, get: FetchResource) {
  const [address] = relay.split('#') as [string];
  const start = address + (address.includes('?') ? '&' : '?');
  // Relative links in the response are relative to the feed.
  return { ...(await get(`${start}url=${encodeURIComponent(url)}`)), url };
}

/** Returns whether a URL is on the page's own host, which needs no relay. */
const isOwn = (address: string): boolean => new URL(address).origin === globalThis.location?.origin;
