import type { NewsRequest } from '../model/request.js';
import { feedProvider } from '../providers/feed.js';
import type { Get, Provider } from '../providers/provider.js';
import { type Catalogue, providerNamed } from '../providers/registry.js';
import { useRarities } from '../providers/values/rare.js';
import { considerate } from './considerate.js';
import type { Source } from './load.js';
import { settings } from './settings.js';

/**
 * The sources of a request: each provider that reads addresses once for every `src`, all others once.
 * @param catalogue the providers known besides those that were defined
 * @throws NewsError `config` for a provider that nobody knows
 */
export async function sourcesOf(
  { provider: names, src, apiKey, relay }: NewsRequest,
  catalogue?: Catalogue,
): Promise<Source[]> {
  useRarities();
  const known = catalogue ?? (await settings.catalogue?.())?.catalogue;
  const providers = await Promise.all(names.map((name) => providerNamed(name, known)));
  return providers.flatMap((provider) =>
    (provider.readsSource && src.length ? src : ['']).map((address) => ({
      provider: relay && provider === feedProvider ? relayed(provider, relay) : provider,
      src: address,
      ask: considerate(provider, apiKey, relay),
    })),
  );
}

/** A provider that asks the owner's relay for what another host has. */
const relayed = (provider: Provider, relay: string): Provider => ({
  ...provider,
  read: (question, get) => provider.read(question, throughRelay(relay, get)),
});

const throughRelay =
  (relay: string, get: Get): Get =>
  async (url) => {
    if (new URL(url).origin === globalThis.location?.origin) return get(url);
    const address = new URL(relay);
    address.searchParams.set('url', url);
    // Relative links in it are relative to the feed.
    return { ...(await get(address.href)), url };
  };

/** The hosts that a request will contact, before it does. Those of pictures nobody knows yet. */
export async function hostsOf(request: NewsRequest): Promise<string[]> {
  const sources = await sourcesOf(request).catch(() => []);
  const addresses = sources.map(({ src }) => src && (request.relay || src));
  const hosts = addresses.filter(Boolean).map((address) => new URL(address).host);
  return [...new Set([...hosts, ...sources.flatMap(({ provider }) => provider.hosts ?? [])])];
}
