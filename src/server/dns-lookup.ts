/**
 * Looks names up without letting dead ones hold up all others. The system's own way (`getaddrinfo`) blocks a thread for as
 * long as a name server is silent, and Node lends it two threads in all: two dead names, and no other name is found.
 */
import { type LookupAddress, Resolver, lookup } from 'node:dns';

/** Finds all addresses of a name. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface LookupSources {
  /** Asks name servers, as many names at once as there are. Default: Node's own resolver. */
  query?: (hostname: string) => Promise<LookupAddress[]>;
  /** Looks a name up as the system does: in the file of hosts, in the local network. Default: `dns.lookup`. */
  system?: Resolve;
}

/** Milliseconds until a name server that does not answer is asked once more, and half of what it then gets. */
const TIMEOUT = 2500;

/** The addresses of one family that are here wait so long for those of the other, in milliseconds. */
const OTHER_FAMILY = 250;

/** Names that wait for the system. Those beyond that are not found. */
const MAX_WAITING = 20;

/** Names that no name server knows, or should: machines of the local network. */
const LOCAL_NAME = /^[^.]+\.?$|\.(?:localhost|local)\.?$/i;

/** Returns a function like `dns.lookup` that asks name servers first, and the system for one name at a time. */
export function createLookup({ query = queryServers, system = lookup }: LookupSources = {}): Resolve {
  const underWay = new Map<string, Promise<LookupAddress[]>>();
  const waiting: (() => void)[] = [];
  let isBusy = false;

  const next = () => {
    isBusy = waiting.length > 0;
    waiting.shift()?.();
  };

  async function askSystem(hostname: string, otherwise: unknown): Promise<LookupAddress[]> {
    if (waiting.length >= MAX_WAITING) throw otherwise;
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
    if (LOCAL_NAME.test(hostname)) return askSystem(hostname, notFound(hostname));
    try {
      return await query(hostname);
    } catch (error) {
      return askSystem(hostname, error);
    }
  }

  return (hostname, _options, callback) => {
    const name = hostname.toLowerCase();
    const finding = underWay.get(name) ?? find(name).finally(() => underWay.delete(name));
    underWay.set(name, finding);
    finding.then(
      (addresses) => callback(null, addresses),
      (error: Error) => callback(error, []),
    );
  };
}

/** All addresses that name servers give, of both families. */
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
    // Whatever the other family had to say is late.
    resolver.cancel();
  }
}

/** The addresses of both families, or those of one when the other has none or is late. */
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
