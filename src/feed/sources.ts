import type { NewsRequest } from '../model/request.js';
import { memberOf } from '../model/values.js';
import { feedProvider } from '../providers/feed.js';
import { type Catalogue, providerNamed } from '../providers/registry.js';
import { rateLimited } from '../network/rate-limit.js';
import type { Source } from './load-feeds.js';
import { settings } from '../network/settings.js';

/**
 * Returns the sources of a request: one per `src` for providers that read URLs, one for each other provider.
 * @param catalogue built-in providers, besides the defined ones
 * @throws NewsError `config` for an unknown provider
 */
export async function sourcesOf(
  { provider: names, src, apiKey, relay }: NewsRequest,
  catalogue?: Catalogue,
): Promise<Source[]> {
  const known = catalogue ?? (await settings.catalogue?.())?.catalogue;
  // Few pages have a relay.
  const through = relay ? await import('./through-relay.js') : undefined;
  const providers = await Promise.all(
    names.map((name) => through?.archiveNamed(name, relay) ?? providerNamed(name, known)),
  );
  return providers.flatMap((provider) =>
    (provider.readsSource && src.length ? src : ['']).map((address) => ({
      provider: through && provider === feedProvider ? through.throughRelay(relay) : provider,
      src: address,
      runScheduled: rateLimited(provider, apiKey, relay),
    })),
  );
}

/** Returns the hosts that a request will contact, without those of pictures, which are unknown before. */
export async function hostsOf(request: NewsRequest): Promise<string[]> {
  const sources = await sourcesOf(request).catch(() => []);
  return [...new Set(sources.flatMap(hostsOfSource))];
}

/** Returns the hosts that a source contacts. */
export function hostsOfSource({ provider, src }: Source): readonly string[] {
  const hosts = memberOf(provider, 'hosts');
  if (hosts) return typeof hosts === 'function' ? hosts(src) : hosts;
  return src ? [new URL(src).host] : [];
}
