import type { RelayStore } from './cached-source.js';

/** Prefix of the URLs that serve as cache keys. No request goes there: no host has this name. */
const KEY_PREFIX = 'https://newsrack.invalid/';

/**
 * Creates a relay store over a cache of the platform, such as `caches.default` of Cloudflare Workers, whose processes
 * are short-lived.
 */
export const cacheStore = (cache: Pick<Cache, 'match' | 'put'>): RelayStore => ({
  async get(key) {
    return (await cache.match(KEY_PREFIX + key))?.text();
  },
  async set(key, value, seconds) {
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': `max-age=${seconds}` };
    await cache.put(KEY_PREFIX + key, new Response(value, { headers }));
  },
});
