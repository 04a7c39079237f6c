import type { RelayStore } from './cached-source.js';

/** Nobody is asked at this address: caches want one, and this one is no host's. */
const PLACE = 'https://newsrack.invalid/';

/**
 * Keeps what a relay knows in a cache of the platform, such as `caches.default` of Cloudflare Workers, where each
 * process lives for a short while only.
 */
export const cacheStore = (cache: Pick<Cache, 'match' | 'put'>): RelayStore => ({
  async get(key) {
    return (await cache.match(PLACE + key))?.text();
  },
  async set(key, value, seconds) {
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': `max-age=${seconds}` };
    await cache.put(PLACE + key, new Response(value, { headers }));
  },
});
