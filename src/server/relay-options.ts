import type { LoadFeedOptions } from '../loading/load-feed.js';
import { NewsError } from '../model/error.js';
import { withoutCredentials } from '../model/address.js';
import { type NewsRequest, toRequest } from '../model/request.js';
import { duration } from '../model/values.js';
import type { Origins } from './responses.js';
import { type Limits, type BlockedUrlError, hostKey, assertAllowed } from './ssrf-guard.js';
import type { RelayLogEntry, RelayStore, Surroundings } from './cached-source.js';

/** What a relay can be told, and what is made of it. What makes no sense is refused before anybody is asked. */

/** A feed of the table: what `loadFeed` takes, and a title. What is set here can't be changed by who asks. */
export interface RelayFeed extends Omit<LoadFeedOptions, 'signal' | 'relay'> {
  /** Default: the title of the one feed at `src`, else the name. */
  title?: string;
}

/** What a platform hands to a handler besides the request. */
export interface RelayContext {
  /** Keeps the process alive until it has settled, for what goes on behind an answer. */
  waitUntil?(promise: Promise<unknown>): void;
}

export interface RelayOptions {
  /** The feeds that can be asked for, by name (letters, digits, `-` and `_`): one address, several, or more. Default: none. */
  feeds?: Record<string, string | string[] | RelayFeed>;
  /**
   * Hosts whose feeds can be asked for by `?url=`: exact names, with and without `www.` alike. Default: none.
   */
  allow?: string[];
  /** Origins of the pages that may read answers. Default: all. */
  origins?: string[];
  /** Whether `http:` addresses are asked too. Default: `https:` only. */
  http?: boolean;
  /**
   * Origins on your own machine or network that are asked although scheme, port or address forbid it, such as
   * `http://cms.internal:8080`. By `?url=` only where `allow` names their host as well. Default: none.
   */
  local?: string[];
  /** For how long a source is not asked again: milliseconds, or text such as `5m`; at least a minute. Default: `5m`. */
  freshFor?: number | string;
  /**
   * How long an answer waits for something newer than a copy that is too old: milliseconds, or text. Default: `1s`.
   */
  patience?: number | string;
  /** Whether to answer this request: the platform's limit per client belongs here. Default: always. */
  admit?: (request: Request) => boolean | Promise<boolean>;
  /** Where answers of sources are kept besides the memory of this process. Default: nowhere. */
  store?: RelayStore;
  /** Told what an owner should know: failures, redirects. Default: `console.warn`. */
  log?: (entry: RelayLogEntry) => void;
  /** How sources can reach you: an address or a mail address, sent with each request. Default: none. */
  contact?: string;
  /** Fetches from the hosts of the world. Default: the platform's; on Node one that checks addresses after DNS. */
  fetch?: typeof fetch;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** Articles of an answer where nobody says how many: an element filters them itself. */
const USUAL_LIMIT = 100;

/** A feed of the table, read. */
export interface TableFeed {
  name: string;
  title: string | undefined;
  /** What the table sets; the others are defaults. */
  fixed: ReadonlySet<string>;
  request: NewsRequest;
}

/** Options, read. Times are in milliseconds. */
export interface ReadOptions {
  table: ReadonlyMap<string, TableFeed>;
  /** For addresses that clients ask for. */
  allowed: Limits;
  origins: Origins;
  patience: number;
  around: Surroundings;
}

let relays = 0;

/** @throws NewsError `config` */
export function readOptions({
  feeds = {},
  allow = [],
  local = [],
  http = false,
  now = Date.now,
  log = warn,
  ...options
}: RelayOptions): ReadOptions {
  const allowed = {
    hosts: new Set(allow.map(hostIn)),
    local: new Set(local.map((one) => originIn(one, 'local'))),
    http,
  };
  const table = Object.entries(feeds).map(([name, feed]) => [name, readFeed(name, feed, allowed)] as const);
  for (const [name, { request }] of table) {
    if (request.provider.includes('gdelt')) {
      log({ feed: name, code: 'advice', message: 'GDELT turns servers away: take snapshots instead.' });
    }
  }
  return {
    table: new Map(table),
    allowed,
    origins: options.origins && new Set(options.origins.map((one) => originIn(one, 'origins'))),
    patience: time(options.patience, 'patience', 0, 1000),
    around: {
      fetch: options.fetch,
      store: options.store,
      userAgent: userAgent(options.contact),
      now,
      log,
      freshFor: time(options.freshFor, 'freshFor', 6e4, 5 * 6e4),
      id: `relay ${++relays} `,
    },
  };
}

const warn = ({ feed, message }: RelayLogEntry): void => console.warn(`newsrack relay: ${feed}: ${message}`);

const wrong = (message: string): never => {
  throw new NewsError('config', `createRelay: ${message}`);
};

function readFeed(name: string, given: string | string[] | RelayFeed, limits: Limits): TableFeed {
  if (!/^[\w-]+$/.test(name)) wrong(`"${name}" is no name for a feed; accepted: letters, digits, - and _.`);
  const { title, ...asked }: RelayFeed = typeof given === 'string' || Array.isArray(given) ? { src: given } : given;
  const request = toRequest({ ...asked, limit: asked.limit ?? USUAL_LIMIT }, (property, _value, accepts) =>
    wrong(`${property} of the feed "${name}" makes no sense; accepted: ${accepts}.`),
  );
  if (!request.src.length && !asked.provider?.length) wrong(`the feed "${name}" has neither src nor provider.`);
  // The request has lost them, and would be refused without a word of why.
  if ([asked.src ?? []].flat().some((address) => withoutCredentials(address) !== address)) {
    wrong(`the feed "${name}" has an address that is not asked: credentials.`);
  }
  for (const address of request.src) {
    try {
      assertAllowed(address, { ...limits, hosts: new Set([hostKey(new URL(address).hostname)]) });
    } catch (refused) {
      // The address itself may be a secret.
      wrong(`the feed "${name}" has an address that is not asked: ${(refused as BlockedUrlError).rule}.`);
    }
  }
  const fixed = Object.keys(asked).filter((key) => asked[key as keyof typeof asked] !== undefined);
  return { name, title, request, fixed: new Set(fixed) };
}

function originIn(given: string, option: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || given.replace(/\/$/, '') !== url.origin) {
    return wrong(`${option} has "${given}"; accepted: origins such as https://example.org.`);
  }
  return url.origin;
}

function hostIn(given: string): string {
  const isName = /^[^\s/:@?#*[\]\\]+$/.test(given) && URL.canParse(`https://${given}/`);
  const hostname = isName ? new URL(`https://${given}/`).hostname : '';
  if (!hostname || /^[\d.]+$/.test(hostname)) {
    return wrong(`allow has "${given}"; accepted: names of hosts such as example.org.`);
  }
  return hostKey(hostname);
}

function time(given: number | string | undefined, name: string, least: number, usual: number): number {
  if (given === undefined) return usual;
  const { read, accepts } = duration(usual, least);
  const value = !least && Number(given) === 0 ? 0 : read(given);
  return value ?? wrong(`${name} is ${JSON.stringify(given)}; accepted: ${accepts}.`);
}

function userAgent(contact: string | undefined): string {
  if (contact !== undefined && !/^[\x20-\x7e]+$/.test(contact)) wrong('contact has characters that no header takes.');
  return `newsrack-relay/1${contact ? ` (+${contact})` : ''}`;
}
