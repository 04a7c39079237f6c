/** Limits the cost of one client's requests per minute, for servers without a platform that does. */

/** Length of the window in which costs are added up, in milliseconds. */
const MINUTE = 6e4;

/** Maximum number of clients that are counted at once. Beyond it, the least recently active client is dropped. */
const MAX_CLIENTS = 10_000;

export interface RateLimiter {
  /** Counts a request. Returns whether its client is still within the limit. */
  admit(client: string): boolean;
  /** Adds the extra cost of a request, in requests, once it is known. */
  charge(client: string, cost: number): void;
}

/**
 * Creates a rate limiter.
 * @param perMinute maximum cost of a client per minute, in requests
 * @param now a clock in milliseconds that never runs backwards
 */
export function createRateLimiter(perMinute: number, now: () => number = () => performance.now()): RateLimiter {
  const clients = new Map<string, { cost: number; end: number }>();

  function add(address: string, cost: number): number {
    const key = clientKey(address);
    const known = clients.get(key);
    const counted = known && now() < known.end ? known : { cost: 0, end: now() + MINUTE };
    counted.cost += cost;
    clients.delete(key);
    clients.set(key, counted);
    if (clients.size > MAX_CLIENTS) clients.delete(clients.keys().next().value!);
    return counted.cost;
  }

  return {
    admit: (client) => add(client, 1) <= perMinute,
    // Costs below one request are included in the request itself.
    charge: (client, cost) => void (cost >= 1 && add(client, Math.floor(cost))),
  };
}

/**
 * Returns the key of a client: its IPv4 address, or the first half of its IPv6 address, since providers give each
 * customer 2^64 addresses or more. Drops the port that some proxies append, which changes with each connection.
 */
export function clientKey(address: string): string {
  const written = address.trim().slice(0, 100);
  const [, four] = /^(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(written) ?? [];
  if (four) return four;
  const six = /^\[/.test(written) ? written.slice(1).split(']')[0]! : written;
  const url = `http://[${six.split('%')[0]}]/`;
  return URL.canParse(url) ? networkOf(new URL(url).hostname.slice(1, -1)) : written;
}

/** Returns the first half of an IPv6 address as `URL` serializes it, or the IPv4 address mapped into it. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::').map((part) => part.split(':').filter(Boolean)) as [string[], string[]?];
  const missing = tail ? 8 - head.length - tail.length : 0;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (groups.slice(0, 6).join() !== '0,0,0,0,0,ffff') return groups.slice(0, 4).join(':');
  return groups
    .slice(6)
    .map((group) => parseInt(group, 16))
    .flatMap((pair) => [pair >> 8, pair & 255])
    .join('.');
}
