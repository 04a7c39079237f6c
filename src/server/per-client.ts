/** A window of time, in milliseconds. */
const MINUTE = 6e4;

/** Clients that are counted at once. Whoever has more addresses than that is nobody's single client. */
const MAX_CLIENTS = 10_000;

/**
 * Counts the requests of each client, for servers without a platform that does.
 * @param most requests in a minute
 * @returns whether one more of `client` is within that
 */
export function perClient(most: number, now: () => number = Date.now): (client: string) => boolean {
  let counts = new Map<string, number>();
  let end = 0;
  return (client) => {
    if (now() >= end || counts.size > MAX_CLIENTS) {
      counts = new Map();
      end = now() + MINUTE;
    }
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    return count <= most;
  };
}
