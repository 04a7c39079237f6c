/** One source of a relay: what it gave last, and when it is time to request it again. */
import type { Source } from '../feed/load-feeds.js';
import { timeOf } from '../select/select-articles.js';
import type { NewsErrorCode } from '../model/error.js';
import { type Feed, changedFeed, toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { heapSizeOf } from './heap-size.js';
import type { Backoff, SourceFetcher } from './source-fetcher.js';
import { BlockedUrlError, type Limits, type Rule, type Validators } from './ssrf-guard.js';

/** What a relay keeps between requests beyond the memory of one process: a cache of the platform, or a database. */
export interface RelayStore {
  /** What was kept under a key. Keys are short and have no secrets in them. */
  get(key: string): Promise<string | undefined>;
  /** @param seconds how long it is of use */
  set(key: string, value: string, seconds: number): Promise<void>;
}

/** A line for the owner's log. There is no key and no path of an address in it. */
export interface RelayLogEntry {
  /** The feed of the table, or the host that was asked for. */
  feed: string;
  code: NewsErrorCode | Rule | 'moved' | 'store' | 'advice' | 'bug';
  message: string;
}

/** What all sources of a relay have in common. */
export interface SourceContext {
  fetch: typeof fetch | undefined;
  store: RelayStore | undefined;
  userAgent: string;
  now: () => number;
  log: (entry: RelayLogEntry) => void;
  /** Milliseconds for which an answer counts as new. */
  freshFor: number;
}

/** The last good response of a source, as a store keeps it. */
interface CacheEntry {
  /** When it was last known to be up to date: milliseconds since 1970. */
  at: number;
  feed: Feed;
  validators?: Validators | undefined;
}

/** How long a copy outlives its source, in milliseconds. */
const KEPT_FOR = 7 * 864e5;

/** Articles that are kept of one source. No answer holds more. */
const MAX_ARTICLES = 1000;

/** Articles that are kept of all sources of one feed: each query goes over all of them. */
const MAX_OF_FEED = 10_000;

/** No source is cut to fewer articles, however many there are beside it. More than most have. */
const LEAST_ARTICLES = 100;

let versions = 0;

/** Requests one source no more often than once in a period, however many want it, and keeps its last good response. */
export class CachedSource {
  /** Bytes that the copy takes in memory, about. */
  size = 0;
  /** Changes with the copy, and is that of no other source. */
  version = 0;

  #entry: CacheEntry | undefined;
  /** When the entry was last known to be up to date, in time of the steady clock. */
  #since = 0;
  #source: Source;
  #request: NewsRequest;
  #limits: Limits;
  #name: string;
  #around: SourceContext;
  #fetcher: SourceFetcher;
  #maxArticles: number;
  #onChange: (source: CachedSource) => void;
  #recalling: Promise<void> | undefined;
  #refreshing: Promise<void> | undefined;

  constructor(
    source: Source,
    request: NewsRequest,
    limits: Limits,
    name: string,
    around: SourceContext & { fetcher: SourceFetcher; onChange: (source: CachedSource) => void },
    /** How many sources the feed has. */
    sources = 1,
  ) {
    this.#source = source;
    this.#request = request;
    this.#limits = limits;
    this.#name = name;
    this.#around = around;
    this.#fetcher = around.fetcher;
    this.#onChange = around.onChange;
    this.#maxArticles = Math.min(MAX_ARTICLES, Math.max(LEAST_ARTICLES, Math.floor(MAX_OF_FEED / sources)));
  }

  /** Milliseconds since the last good response was known to be up to date. */
  get age(): number {
    return this.#entry ? this.#fetcher.ticks - this.#since : Infinity;
  }

  /** Why the last attempt failed. */
  get backoff(): Backoff | undefined {
    return this.#fetcher.backoffOf(this.#source, this.#request, this.#limits);
  }

  /** Milliseconds until the next attempt. */
  get wait(): number {
    return Math.max((this.backoff?.until ?? 0) - this.#fetcher.ticks, 0);
  }

  /** Whether it is time for a request. A copy from the future says that the clock was set back, and nothing of its age. */
  get isDue(): boolean {
    const isFuture = this.#entry !== undefined && this.#entry.at > this.#around.now();
    return (this.age >= this.#around.freshFor || isFuture) && !this.wait;
  }

  /** What the source gave, to be merged with others. */
  get loaded(): { source: Source; feed: Feed; at: number } | undefined {
    if (!this.#entry || this.age >= KEPT_FOR) return undefined;
    const { at, feed } = this.#entry;
    const now = this.#around.now();
    // Where the clock was set back, its age is what is known. To the minute, so that answers can be shared.
    return { source: this.#source, feed, at: at <= now ? at : Math.floor((now - this.age) / 6e4) * 6e4 };
  }

  /** Lets go of the copy, to make room. */
  forget(): void {
    this.#entry = undefined;
    this.size = this.version = 0;
  }

  /** Looks in the store for what another process was given. */
  recall(): Promise<void> {
    this.#recalling ??= this.#recall().finally(() => (this.#recalling = undefined));
    return this.#recalling;
  }

  /** Requests the source; all who want that at the same time share one request. Never rejects: see `backoff`. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const result = await this.#fetcher.read(this.#source, this.#request, {
      limits: this.#limits,
      validators: this.#entry?.validators,
      onMoved: (to) => this.#moved(to),
    });
    if (result.status === 'failed') {
      if (result.isAttempt) this.#logFailure(result);
      return;
    }
    const at = this.#around.now();
    if (result.status === 'loaded')
      this.#keep({ at, feed: cut(result.feed, this.#maxArticles), validators: result.validators });
    else if (this.#entry) this.#keep({ ...this.#entry, at });
    await this.#remember();
  }

  #keep(entry: CacheEntry, age = 0): void {
    if (entry.feed !== this.#entry?.feed) {
      this.size = heapSizeOf(entry.feed);
      this.version = ++versions;
    }
    this.#entry = entry;
    this.#since = this.#fetcher.ticks - age;
    this.#onChange(this);
  }

  #logFailure({ error, failures }: Pick<Backoff, 'error' | 'failures'>): void {
    const rule = error.cause instanceof BlockedUrlError ? error.cause.rule : undefined;
    const status = error.status ? ` (${error.status})` : '';
    this.#log(rule ?? error.code, `${this.#host} gave nothing: ${rule ?? error.code}${status}, ${failures} in a row.`);
  }

  #moved({ hostname }: URL): void {
    this.#log('moved', `${this.#host} has moved for good, to an address at ${hostname}. Set that in its place.`);
  }

  get #host(): string {
    const { src, provider } = this.#source;
    return src ? new URL(src).host : provider.name;
  }

  #log(code: RelayLogEntry['code'], message: string): void {
    this.#around.log({ feed: this.#name, code, message });
  }

  async #recall(): Promise<void> {
    try {
      const kept = await this.#around.store?.get(await this.#storeKey());
      if (!kept) return;
      const { at, feed, validators } = JSON.parse(kept) as CacheEntry;
      const now = this.#around.now();
      if (!(at > (this.#entry?.at ?? 0)) || at > now) return;
      // Others may write there too: it is checked like any source.
      this.#keep({ at, feed: cut(toFeed(feed), this.#maxArticles), validators }, now - at);
      this.#fetcher.forgive(this.#source, this.#request, this.#limits);
    } catch (cause) {
      this.#log('store', `The store could not be read: ${String(cause)}`);
    }
  }

  async #remember(): Promise<void> {
    try {
      if (this.#entry)
        await this.#around.store?.set(await this.#storeKey(), JSON.stringify(this.#entry), KEPT_FOR / 1000);
    } catch (cause) {
      this.#log('store', `The store could not be written: ${String(cause)}`);
    }
  }

  /** A digest: keys of services and private addresses are not for all who can read a store. */
  async #storeKey(): Promise<string> {
    const { provider, src } = this.#source;
    const { tag, tagMatch, limit, map } = this.#request;
    const named = JSON.stringify([provider.name, src, tag, tagMatch, limit, map]);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(named));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

/** The newest articles, in the order of the document: some list the oldest first. */
function cut(feed: Feed, most: number): Feed {
  if (feed.articles.length <= most) return feed;
  const newest = new Set(feed.articles.toSorted((a, b) => timeOf(b) - timeOf(a) || 0).slice(0, most));
  return changedFeed(feed, { articles: feed.articles.filter((article) => newest.has(article)) });
}
