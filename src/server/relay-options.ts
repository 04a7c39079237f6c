import type { LoadFeedOptions } from '../feed/load-feed.js';
import { NewsError } from '../model/error.js';
import { withoutCredentials } from '../text/address.js';
import { type NewsRequest, toRequest } from '../model/request.js';
import { duration } from '../model/values.js';
import type { RelayLogEntry, RelayStore, SourceContext } from './cached-source.js';
import {
  type Naming,
  booleanOption,
  checkOptions,
  functionOption,
  listOption,
  objectOption,
  optionsSchema,
  requestOptions,
  storeOption,
  textOption,
  timeOption,
} from './check-options.js';
import { containedLog, containedStore } from './contained.js';
import type { Origins } from './responses.js';
import { type BlockedUrlError, type Limits, assertAllowed } from './ssrf-guard.js';
import { hostKey } from '../text/host.js';

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
  admit: NonNullable<RelayOptions['admit']>;
  around: SourceContext;
}

/** Timers can't run longer than this, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

const { relay: _relay, ...feedOptions } = requestOptions;
const FEED = optionsSchema({ ...feedOptions, title: textOption });

/** @internal */
export const RELAY_OPTIONS = optionsSchema({
  feeds: objectOption,
  allow: listOption,
  origins: listOption,
  http: booleanOption,
  local: listOption,
  freshFor: timeOption,
  patience: timeOption,
  admit: functionOption,
  store: storeOption,
  log: functionOption,
  contact: textOption,
  fetch: functionOption,
  now: functionOption,
} satisfies Record<keyof RelayOptions, unknown>);

/**
 * @param naming how the options are called where they come from
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
  } = checkOptions(given, RELAY_OPTIONS, naming);
  const log = containedLog(ownLog);
  const allowed = {
    hosts: new Set(allow.map((one) => hostIn(one, nameOf('allow'), by))),
    local: new Set(local.map((one) => originIn(one, nameOf('local'), by))),
    http,
  };
  const table = Object.entries(feeds).map(
    ([name, feed]) =>
      [name, readFeed(name, feed, allowed, nameOf('feeds') === 'feeds' ? by : nameOf('feeds'))] as const,
  );
  for (const [name, { request }] of table) {
    if (request.provider.includes('gdelt')) {
      log({ feed: name, code: 'advice', message: 'GDELT turns servers away: take snapshots instead.' });
    }
  }
  return {
    table: new Map(table),
    allowed,
    origins: origins && new Set(origins.map((one) => originIn(one, nameOf('origins'), by))),
    patience: Math.min(time(patience, nameOf('patience'), 0, 1000, by), LONGEST_TIMER),
    admit,
    around: {
      fetch,
      store: store && containedStore(store, now, log),
      userAgent: userAgent('newsrack-relay/1', contact, by, nameOf('contact')),
      now,
      log,
      freshFor: time(freshFor, nameOf('freshFor'), 6e4, 5 * 6e4, by),
    },
  };
}

const warn = ({ feed, message }: RelayLogEntry): void => console.warn(`newsrack relay: ${feed}: ${message}`);

const refused = (message: string, by = 'createRelay'): never => {
  throw new NewsError('config', `${by}: ${message}`);
};

function readFeed(name: string, given: string | string[] | RelayFeed, limits: Limits, by: string): TableFeed {
  const wrong = (message: string) => refused(message, by);
  if (!/^[\w-]+$/.test(name)) wrong(`"${name}" is no name for a feed; accepted: letters, digits, - and _.`);
  const { title, ...others } = checkOptions<RelayFeed>(
    typeof given === 'string' || Array.isArray(given) ? { src: given } : given,
    FEED,
    { by, name: `feeds.${name}` },
  );
  const asked = { __proto__: null, ...others } as Omit<RelayFeed, 'title'>;
  const request = toRequest({ ...asked, limit: asked.limit ?? USUAL_LIMIT }, (property, _value, accepts) =>
    wrong(`${property} of the feed "${name}" makes no sense; accepted: ${accepts}.`),
  );
  if (!request.src.length && !asked.provider?.length) wrong(`the feed "${name}" has neither src nor provider.`);
  // The request has lost them, and would be refused without a word of why.
  if ([asked.src ?? []].flat().some((address) => withoutCredentials(address) !== address)) {
    wrong(`the feed "${name}" has an address that is not asked: credentials.`);
  }
  checkNeeds(request, wrong, name);
  for (const address of request.src) {
    try {
      assertAllowed(address, { ...limits, hosts: new Set([hostKey(new URL(address).hostname)]) });
    } catch (blocked) {
      // The address itself may be a secret.
      wrong(`the feed "${name}" has an address that is not asked: ${(blocked as BlockedUrlError).rule}.`);
    }
  }
  const fixed = Object.keys(asked).filter((key) => asked[key as keyof typeof asked] !== undefined);
  return { name, title, request, fixed: new Set(fixed) };
}

/** What providers can't do without. It is found out here, not by the first reader who wants news. */
const NEEDS: Readonly<Record<string, readonly ('apiKey' | 'tag' | 'src')[]>> = {
  __proto__: null as never,
  ghost: ['src', 'apiKey'],
  guardian: ['apiKey'],
  json: ['src'],
  mastodon: ['tag'],
};

function checkNeeds(request: NewsRequest, wrong: (message: string) => never, name: string): void {
  for (const provider of request.provider) {
    const missing = NEEDS[provider]?.find((option) => !request[option].length);
    if (missing) wrong(`feeds.${name}.${missing} is missing; the provider ${provider} needs it.`);
  }
}

export function originIn(given: string, option: string, by?: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || given.replace(/\/$/, '') !== url.origin) {
    return refused(`${option} has "${given}"; accepted: origins such as https://example.org.`, by);
  }
  return url.origin;
}

function hostIn(given: string, option: string, by: string): string {
  const isName = /^[^\s/:@?#*[\]\\]+$/.test(given) && URL.canParse(`https://${given}/`);
  const hostname = isName ? new URL(`https://${given}/`).hostname : '';
  if (!hostname || /^[\d.]+$/.test(hostname)) {
    return refused(`${option} has "${given}"; accepted: names of hosts such as example.org.`, by);
  }
  return hostKey(hostname);
}

function time(given: number | string | undefined, name: string, least: number, usual: number, by: string): number {
  if (given === undefined) return usual;
  const { parseValue, accepts } = duration(usual, least);
  const value = !least && String(given).trim() && Number(given) === 0 ? 0 : parseValue(given);
  return value ?? refused(`${name} is ${JSON.stringify(given)}; accepted: ${accepts}.`, by);
}

export function userAgent(product: string, contact: string | undefined, by?: string, option = 'contact'): string {
  if (contact !== undefined && !/^[\x20-\x7e]+$/.test(contact))
    refused(`${option} has characters that no header takes.`, by);
  return `${product}${contact ? ` (+${contact})` : ''}`;
}
