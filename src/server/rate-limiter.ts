/** Limits what one client may cost in a minute, for servers without a platform that does. */

/** A window of time, in milliseconds. */
const MINUTE = 6e4;

/** Clients that are counted at once. When there are more, the one that was silent for longest leaves. */
const MAX_CLIENTS = 10_000;

export interface RateLimiter {
  /** Counts a request, and returns whether its client is still within the limit. */
  admit(client: string): boolean;
  /** Adds to what a client has cost, once that is known: in requests. */
  charge(client: string, cost: number): void;
}

/**
 * @param perMinute what a client may cost in a minute, in requests
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
    // Small costs are in the price of the request.
    charge: (client, cost) => void (cost >= 1 && add(client, Math.floor(cost))),
  };
}

/**
 * Tells clients apart by address. Of IPv6 the first half counts: providers give each customer 2^64 addresses or more. A
 * port, which some proxies write behind the address, changes with each connection.
 */
export function clientKey(address: string): string {
  const written = address.trim().slice(0, 100);
  const [, four] = /^(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(written) ?? [];
  if (four) return four;
  const six = /^\[/.test(written) ? written.slice(1).split(']')[0]! : written;
  const url = `http://[${six.split('%')[0]}]/`;
  return URL.canParse(url) ? networkOf(new URL(url).hostname.slice(1, -1)) : written;
}

/** The first half of an address as `URL` writes it, or the IPv4 address in it. */
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
