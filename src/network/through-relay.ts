import type { Get, Provider } from '../providers/provider.js';

/** Returns a provider that requests what other hosts have from the site owner's relay. */
export const throughRelay = (provider: Provider, relay: string): Provider => ({
  ...provider,
  read: (question, get) => provider.read(question, fetchThrough(relay, get)),
});

const fetchThrough =
  (relay: string, get: Get): Get =>
  async (url) => {
    if (isOwn(url)) return get(url);
    const address = new URL(relay);
    address.searchParams.set('url', url);
    // Relative links in it are relative to the feed.
    return { ...(await get(address.href)), url };
  };

/** Whether an address is on the page's own host, which needs no relay. */
export const isOwn = (address: string): boolean => new URL(address).origin === globalThis.location?.origin;
