import type { Archive } from './archive/archive-types.js';
import type { LoadFeedOptions } from '../feed/load-feed.js';
import { NewsError } from '../model/error.js';
import { withoutCredentials } from '../text/address.js';
import { type NewsRequest, toRequest } from '../model/request.js';
import { duration } from '../model/values.js';
import type { RelayLogEntry, RelayStore, SourceContext } from './cached-source.js';
import {
  type Naming,
  archiveOption,
  booleanOption,
  checkOptions,
  functionOption,
  listOption,
  recordOption,
  optionsSchema,
  requestOptions,
  storeOption,
  textOption,
  timeOption,
} from './check-options.js';
import { adviceFor } from './blocked-url-advice.js';
import { safeLog, safeStore } from './safe-callbacks.js';
import type { Origins } from './responses.js';
import { type BlockedUrlError, type Limits, assertAllowed } from './ssrf-guard.js';
import { catalogue } from '../providers/catalogue.js';
import { isDefined } from '../providers/registry.js';
import { providerNames } from './owner-message.js';
import { readMap } from '../providers/services/json-map.js';
import { hostKey } from '../text/host.js';

/** The options of a relay, and their parsed form. Invalid options throw before the relay makes any request. */

/** A feed of the table: the options of `loadFeed`, and a title. Clients can't change what is set here. */
export interface RelayFeed extends Omit<LoadFeedOptions, 'signal' | 'relay'> {
  /** Default: the title of the one feed at `src`, else the name. */
  title?: string;
}

/** The second argument that a platform passes to a handler, such as `ctx` on Cloudflare Workers. */
export interface RelayContext {
  /** Keeps the process alive until the promise has settled, for background requests after the response. */
  waitUntil?(promise: Promise<unknown>): void;
}

export interface RelayOptions {
  /** Feeds that clients can request, by name (letters, digits, `-` and `_`): one URL, several, or an object. Default: none. */
  feeds?: Record<string, string | string[] | RelayFeed>;
  /** Hosts whose feeds clients can request by `?url=`: exact names, with and without `www.` alike. Default: none. */
  allow?: string[];
  /** Origins of the pages that may read responses. Default: all. */
  origins?: string[];
  /** True if the relay may also fetch `http:` URLs. Default: `https:` only. */
  http?: boolean;
  /**
   * Origins on your own machine or network that the relay may fetch although their scheme, port or address is blocked,
   * such as `http://cms.internal:8080`. For `?url=`, `allow` must name their host as well. Default: none.
   */
  local?: string[];
  /** Minimum time between two requests to a source: milliseconds, or text such as `5m`; at least a minute. Default: `5m`. */
  freshFor?: number | string;
  /** Time that a response waits for a newer copy when the cached one is too old: milliseconds, or text. Default: `1s`. */
  patience?: number | string;
  /** Returns true to answer a request, such as by the platform's rate limit per client. Default: always. */
  admit?: (request: Request) => boolean | Promise<boolean>;
  /** Keeps copies of sources outside the memory of this process. Default: none. */
  store?: RelayStore;
  /** Keeps the articles of the table, and answers from them. Create it with `createArchive`. Default: none. */
  archive?: Archive;
  /** Receives failures, permanent redirects and advice. Default: `console.warn`. */
  log?: (entry: RelayLogEntry) => void;
  /** Your URL or mail address for the operators of sources, sent with each request. Default: none. */
  contact?: string;
  /** Fetches from public hosts. Default: the platform's `fetch`; on Node one that checks IP addresses after DNS. */
  fetch?: typeof fetch;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** Number of articles in a response when neither the table nor the client sets `limit`. Elements filter them further. */
export const DEFAULT_LIMIT = 100;

/** Names that no feed may have: addresses of the relay itself. */
const RESERVED: readonly string[] = ['healthz', 'metrics', 'opml', 'tags', 'tag'];

/** A feed of the table in parsed form. */
export interface TableFeed {
  name: string;
  title: string | undefined;
  /** Names of the properties that the table sets. */
  fixed: ReadonlySet<string>;
  request: NewsRequest;
}

/** The options in parsed form. Times are in milliseconds. */
export interface ReadOptions {
  table: ReadonlyMap<string, TableFeed>;
  /** Limits for URLs that clients name in `?url=`. */
  allowed: Limits;
  origins: Origins;
  patience: number;
  admit: NonNullable<RelayOptions['admit']>;
  archive: Archive | undefined;
  sourceContext: SourceContext;
}

/** Maximum delay of a timer, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

const { relay: _relay, ...feedOptions } = requestOptions;
const FEED = optionsSchema({ ...feedOptions, title: textOption });

/** @internal */
export const RELAY_OPTIONS = optionsSchema({
  feeds: recordOption,
  allow: listOption,
  origins: listOption,
  http: booleanOption,
  local: listOption,
  freshFor: timeOption,
  patience: timeOption,
  admit: functionOption,
  store: storeOption,
  archive: archiveOption,
  log: functionOption,
  contact: textOption,
  fetch: functionOption,
  now: functionOption,
} satisfies Record<keyof RelayOptions, unknown>);

/**
 * Parses and validates the options of a relay.
 * @param naming the names of the options where they come from, for messages
 * @throws NewsError `config`
 */
export function readOptions(given: RelayOptions, naming: Naming = { by: 'createRelay' }): ReadOptions {
  const { by, nameOf = (option: string) => option } = naming;
  const {
    feeds = {},
    allow = [],
    local = [],
    http = false,
    now = Date.now,
    log: ownLog = warn,
    store,
    origins,
    freshFor,
    patience,
    admit = () => true,
    contact,
    fetch,
    archive,
  } = checkOptions(given, RELAY_OPTIONS, naming);
  checkClock(now, nameOf('now'), by);
  const log = safeLog(ownLog);
  const allowed = {
    hosts: new Set(allow.map((one) => hostIn(one, nameOf('allow'), by))),
    local: new Set(local.map((one) => originIn(one, nameOf('local'), by))),
    http,
  };
  const table = Object.entries(feeds).map(
    ([name, feed]) =>
      [name, readFeed(name, feed, allowed, nameOf('feeds') === 'feeds' ? by : nameOf('feeds'), nameOf)] as const,
  );
  for (const [name, { request }] of table) {
    if (request.provider.includes('gdelt')) {
      log({
        feed: name,
        code: 'advice',
        message: 'GDELT rejects requests from servers. Use newsrack snapshot instead.',
      });
    }
  }
  return {
    table: new Map(table),
    allowed,
    origins: origins && new Set(origins.map((one) => originIn(one, nameOf('origins'), by))),
    patience: Math.min(time(patience, nameOf('patience'), 0, 1000, by), LONGEST_TIMER),
    admit,
    archive,
    sourceContext: {
      fetch,
      store: store && safeStore(store, now, log),
      userAgent: userAgent('newsrack-relay/1', contact, by, nameOf('contact')),
      now,
      log,
      nameOf,
      freshFor: time(freshFor, nameOf('freshFor'), 6e4, 5 * 6e4, by),
    },
  };
}

/** @throws NewsError `config` for a clock whose time is no date */
export function checkClock(now: () => unknown, option: string, by?: string): void {
  const time = now();
  if (typeof time !== 'number' || Number.isNaN(new Date(time).valueOf()))
    throwConfig(`Invalid ${option}. Expected: a function that returns milliseconds since 1970.`, by);
}

const warn = ({ feed, message }: RelayLogEntry): void => console.warn(`newsrack relay: ${feed}: ${message}`);

const throwConfig = (message: string, by = 'createRelay'): never => {
  throw new NewsError('config', `${by && `${by}: `}${message}`);
};

function readFeed(
  name: string,
  given: string | string[] | RelayFeed,
  limits: Limits,
  by: string,
  nameOf: (option: string) => string,
): TableFeed {
  const invalid = (message: string) => throwConfig(message, by);
  if (!/^[\w-]+$/.test(name)) invalid(`Invalid feed name "${name}". Expected: letters, digits, - and _.`);
  if (RESERVED.includes(name))
    invalid(`Invalid feed name "${name}". The relay itself answers at /${name}. Choose another name.`);
  const { title, ...options } = checkOptions<RelayFeed>(
    typeof given === 'string' || Array.isArray(given) ? { src: given } : given,
    FEED,
    { by, name: `feeds.${name}` },
  );
  const own = { __proto__: null, ...options } as Omit<RelayFeed, 'title'>;
  const request = toRequest({ ...own, limit: own.limit ?? DEFAULT_LIMIT }, (property, _value, accepts) =>
    invalid(
      `Invalid ${property} of the feed "${name}". Expected: ${accepts}${property === 'src' ? ', which begin with http:// or https://' : ''}.`,
    ),
  );
  if (!request.src.length && !own.provider?.length)
    invalid(`The feed "${name}" has neither src nor provider. Set one of them.`);
  // The request no longer has the credentials: without this check, nothing would say why it fails.
  if ([own.src ?? []].flat().some((address) => withoutCredentials(address) !== address)) {
    invalid(`The feed "${name}" has a URL that the relay may not fetch: credentials.`);
  }
  checkProviders(request, invalid, name);
  for (const address of request.src) {
    try {
      assertAllowed(address, { ...limits, hosts: new Set([hostKey(new URL(address).hostname)]) });
    } catch (blocked) {
      // The address itself may be a secret.
      const { rule } = blocked as BlockedUrlError;
      const advice = adviceFor(blocked as BlockedUrlError, nameOf);
      invalid(`The feed "${name}" has a URL that the relay may not fetch: ${rule}.${advice}`);
    }
  }
  const fixed = Object.keys(own).filter((key) => own[key as keyof typeof own] !== undefined);
  return { name, title, request, fixed: new Set(fixed) };
}

/** Options that providers require. They are checked when the relay is made, not when the first client requests the feed. */
const NEEDS: Readonly<Record<string, readonly ('apiKey' | 'tag' | 'src')[]>> = {
  __proto__: null as never,
  ghost: ['src', 'apiKey'],
  guardian: ['apiKey'],
  json: ['src'],
  mastodon: ['tag'],
};

/** Checks that there are such providers, and that they have what they need. */
function checkProviders(request: NewsRequest, invalid: (message: string) => never, name: string): void {
  for (const provider of request.provider) {
    // A relay has no page that articles could be inside of.
    if (provider === 'inline' || !(isDefined(provider) || Object.hasOwn(catalogue, provider)))
      invalid(`Invalid feeds.${name}.provider: "${provider}". Expected: ${providerNames(true)}.`);
    const missing = NEEDS[provider]?.find((option) => !request[option].length);
    if (missing) invalid(`feeds.${name}.${missing} is missing. The provider ${provider} needs it.`);
  }
  try {
    readMap(request.map);
  } catch (error) {
    invalid(`Invalid feeds.${name}.map. ${(error as NewsError).message}`);
  }
}

/** Labels of letters, digits, hyphens and underscores, or the IPv6 address of an origin. `URL` accepts `a..example` too. */
const HOST = /^(?:(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?|\[[\da-f:.]+\])$/;

export function originIn(given: string, option: string, by?: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !HOST.test(url.hostname) || given.replace(/\/$/, '') !== url.origin) {
    return throwConfig(`Invalid ${option}: "${given}". Expected: origins such as https://example.org.`, by);
  }
  return url.origin;
}

function hostIn(given: string, option: string, by: string): string {
  const isName = /^[^\s/:@?#*[\]\\]+$/.test(given) && URL.canParse(`https://${given}/`);
  const hostname = isName ? new URL(`https://${given}/`).hostname : '';
  if (!HOST.test(hostname) || /^[\d.]+$/.test(hostname)) {
    return throwConfig(`Invalid ${option}: "${given}". Expected: host names such as example.org.`, by);
  }
  return hostKey(hostname);
}

function time(given: number | string | undefined, name: string, min: number, fallback: number, by: string): number {
  if (given === undefined) return fallback;
  const { parseValue, accepts } = duration(fallback, min);
  const value = !min && String(given).trim() && Number(given) === 0 ? 0 : parseValue(given);
  return value ?? throwConfig(`Invalid ${name}: ${JSON.stringify(given)}. Expected: ${accepts}.`, by);
}

export function userAgent(product: string, contact: string | undefined, by?: string, option = 'contact'): string {
  if (contact !== undefined && !/^[\x20-\x7e]+$/.test(contact))
    throwConfig(`Invalid ${option}. Expected: printable ASCII characters, which headers accept.`, by);
  return `${product}${contact ? ` (+${contact})` : ''}`;
}
