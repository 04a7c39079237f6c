/**
 * Resolves host names so that unresponsive name servers don't delay other names. The system's `getaddrinfo` blocks a
 * thread while a name server is silent, and Node runs it on two threads: two such names block all others.
 */
import { type LookupAddress, Resolver, lookup } from 'node:dns';

/** Resolves a host name to all its addresses. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface LookupSources {
  /** Queries name servers, without a limit of parallel queries. Default: Node's own resolver. */
  query?: (hostname: string) => Promise<LookupAddress[]>;
  /** Resolves a name as the system does: by the hosts file and the local network. Default: `dns.lookup`. */
  system?: Resolve;
}

/** Timeout of the first query to a name server, in milliseconds. The resolver doubles it for the second. */
const TIMEOUT = 2500;

/** Milliseconds that the addresses of one family wait for those of the other. */
const OTHER_FAMILY = 250;

/** Maximum number of names that wait for the system's resolver. Further names fail. */
const MAX_WAITING = 20;

/** Names of machines in the local network, which name servers don't know. */
const LOCAL_NAME = /^[^.]+\.?$|\.(?:localhost|local)\.?$/i;

/** Creates a function like `dns.lookup` that queries name servers first, then the system, one name at a time. */
export function createLookup({ query = queryServers, system = lookup }: LookupSources = {}): Resolve {
  const pending = new Map<string, Promise<LookupAddress[]>>();
  const waiting: (() => void)[] = [];
  let isBusy = false;

  const next = () => {
    isBusy = waiting.length > 0;
    waiting.shift()?.();
  };

  async function querySystem(hostname: string, errorIfFull: unknown): Promise<LookupAddress[]> {
    if (waiting.length >= MAX_WAITING) throw errorIfFull;
    if (isBusy) await new Promise<void>((resolve) => waiting.push(resolve));
    isBusy = true;
    return new Promise<LookupAddress[]>((resolve, reject) => {
      system(hostname, { all: true }, (error, addresses) => {
        next();
        if (error) reject(error);
        else resolve(addresses);
      });
    });
  }

  async function find(hostname: string): Promise<LookupAddress[]> {
    if (LOCAL_NAME.test(hostname)) return querySystem(hostname, notFound(hostname));
    try {
      return await query(hostname);
    } catch (error) {
      return querySystem(hostname, error);
    }
  }

  return (hostname, _options, callback) => {
    const name = hostname.toLowerCase();
    const finding = pending.get(name) ?? find(name).finally(() => pending.delete(name));
    pending.set(name, finding);
    finding.then(
      (addresses) => callback(null, addresses),
      (error: Error) => callback(error, []),
    );
  };
}

/** Returns all addresses of both families from name servers. */
async function queryServers(hostname: string): Promise<LookupAddress[]> {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 2 });
  const families = [4, 6].map(
    (family) =>
      new Promise<LookupAddress[]>((resolve, reject) => {
        const done = (error: Error | null, found: string[]) =>
          error ? reject(error) : resolve(found.map((address) => ({ address, family })));
        if (family === 4) resolver.resolve4(hostname, done);
        else resolver.resolve6(hostname, done);
      }),
  );
  try {
    return await bothOf(families);
  } finally {
    // Ends the query of a family that is late.
    resolver.cancel();
  }
}

/** Returns the addresses of both families, or those of one when the other has none or is late. */
async function bothOf(families: Promise<LookupAddress[]>[]): Promise<LookupAddress[]> {
  const found: LookupAddress[] = [];
  const all = Promise.allSettled(families.map((family) => family.then((addresses) => found.push(...addresses))));
  await Promise.any(families);
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, OTHER_FAMILY)));
  await Promise.race([all, late]).finally(() => clearTimeout(timer));
  return [...found];
}

const notFound = (hostname: string): Error => Object.assign(new Error(`${hostname} not found.`), { code: 'ENOTFOUND' });
