/** One source of a relay: its cached copy, and the schedule of requests to it. */
import { type Source, searches } from '../feed/load-feeds.js';
import { timeOf } from '../select/select-articles.js';
import type { NewsErrorCode } from '../model/error.js';
import { type Feed, changedFeed, toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { sourceKey } from './crawler/crawl-sources.js';
import { explained } from './failure-advice.js';
import { heapSizeOf } from './heap-size.js';
import { type Manners, checkedManners, confirmedManners, isSkipped, minimumWait } from './crawler/manners.js';
import type { Backoff } from './backoffs.js';
import type { SourceFetcher } from './source-fetcher.js';
import { foundMessage } from './site/find-feed.js';
import { checkedValidators } from './snapshot-record.js';
import type { Limits, Rule, Validators } from './ssrf-guard.js';

/** Storage for copies of sources beyond the memory of one process: a cache of the platform, or a database. */
export interface RelayStore {
  /** Returns the text that was stored under a key. Keys are short and hold no secrets. */
  get(key: string): Promise<string | undefined>;
  /** @param seconds time after which the text may be deleted */
  set(key: string, value: string, seconds: number): Promise<void>;
}

/** An entry of the relay's log. It holds no API key, and no path of a URL but those of a site and the feed that it names. */
export interface RelayLogEntry {
  /** Name of the feed in the table, or the host that a client requested. */
  feed: string;
  code: NewsErrorCode | Rule | 'moved' | 'site' | 'store' | 'advice' | 'bug';
  message: string;
}

/** Options that all sources of a relay share. */
export interface SourceContext {
  fetch: typeof fetch | undefined;
  store: RelayStore | undefined;
  userAgent: string;
  now: () => number;
  log: (entry: RelayLogEntry) => void;
  /** Returns an option's name as the owner writes it, for the log. */
  nameOf: (option: string) => string;
  /** Milliseconds for which a copy counts as fresh. */
  freshFor: number;
}

/** The last good response of a source, as a store keeps it. */
interface CacheEntry {
  /** When it was last known to be up to date: milliseconds since 1970. */
  at: number;
  feed: Feed;
  validators?: Validators | undefined;
  /** When the source allows the next request. */
  manners?: Manners | undefined;
}

/** Milliseconds for which a copy still answers requests while its source fails. */
const MAX_STALE = 7 * 864e5;

/** Maximum number of articles kept of one source. No response holds more. */
const MAX_ARTICLES = 1000;

/** Maximum number of articles kept of all sources of one feed. Each query goes over all of them. */
const MAX_OF_FEED = 10_000;

/** Number of articles kept of a source however many sources the feed has. Most sources have fewer. */
const MIN_ARTICLES = 100;

let versions = 0;

/** Requests one source at most once per period, however many clients request it, and keeps its last good response. */
export class CachedSource {
  /** Approximate size of the copy in memory, in bytes. */
  size = 0;
  /** Version of the copy, unique among all sources of the process. */
  version = 0;
  /** Numbers of requests, of those that failed, and of those that were answered with 304. */
  requests = 0;
  errors = 0;
  unchanged = 0;

  #entry: CacheEntry | undefined;
  /** When the source last confirmed the entry, in time of the steady clock. */
  #since = 0;
  #source: Source;
  #request: NewsRequest;
  #limits: Limits;
  #name: string;
  #context: SourceContext;
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
    context: SourceContext & { fetcher: SourceFetcher; onChange: (source: CachedSource) => void },
    /** Number of sources of the feed. */
    sources = 1,
  ) {
    this.#source = source;
    this.#request = request;
    this.#limits = limits;
    this.#name = name;
    this.#context = context;
    this.#fetcher = context.fetcher;
    this.#onChange = context.onChange;
    this.#maxArticles = Math.min(MAX_ARTICLES, Math.max(MIN_ARTICLES, Math.floor(MAX_OF_FEED / sources)));
  }

  /** Key of the source in an archive. */
  get key(): string {
    return sourceKey(this.#source, this.#name);
  }

  /** The host of the source, or the name of its provider. */
  get host(): string {
    const { src, provider } = this.#source;
    return src ? new URL(src).host : provider.name;
  }

  /** Milliseconds until the source may be requested again; `Infinity` if it is gone. */
  get due(): number {
    return this.isDue ? 0 : Math.max(this.freshFor - this.age, this.wait);
  }

  /** True if the source itself searches for the tags of the table. */
  get searches(): boolean {
    return searches(this.#source);
  }

  /** Milliseconds since the source last confirmed the copy. */
  get age(): number {
    return this.#entry ? this.#fetcher.ticks - this.#since : Infinity;
  }

  /** The last failure, with the time of the next attempt. */
  get backoff(): Backoff | undefined {
    return this.#fetcher.backoffOf(this.#source, this.#request, this.#limits);
  }

  /** Milliseconds until the next attempt. */
  get wait(): number {
    return Math.max((this.backoff?.until ?? 0) - this.#fetcher.ticks, 0);
  }

  /** True if the source is due for a request. A copy from the future is: the clock was set back, so its age is unknown. */
  get isDue(): boolean {
    const isFuture = this.#entry !== undefined && this.#entry.at > this.#context.now();
    return (this.age >= this.freshFor || isFuture) && !this.wait;
  }

  /**
   * Milliseconds for which the copy counts as fresh: the owner's minimum, or more if the source asks for it. It does so
   * for the hours and days without requests, in which only a source without a copy is requested.
   */
  get freshFor(): number {
    const manners = this.#entry?.manners ?? {};
    if (this.loaded && isSkipped(manners, this.#context.now())) return Infinity;
    return Math.max(this.#context.freshFor, minimumWait(manners));
  }

  /** The copy, ready to be merged with those of other sources. */
  get loaded(): { source: Source; feed: Feed; at: number } | undefined {
    if (!this.#entry || this.age >= MAX_STALE) return undefined;
    const { at, feed } = this.#entry;
    const now = this.#context.now();
    // After the clock was set back, only the age of the copy is known. Rounded to the minute, so that responses can be shared.
    return { source: this.#source, feed, at: at <= now ? at : Math.floor((now - this.age) / 6e4) * 6e4 };
  }

  /** Drops the copy to free memory. */
  forget(): void {
    this.#entry = undefined;
    this.size = this.version = 0;
  }

  /** Reads from the store what another process fetched. */
  recall(): Promise<void> {
    this.#recalling ??= this.#recall().finally(() => (this.#recalling = undefined));
    return this.#recalling;
  }

  /** Requests the source. Concurrent calls share one request. Never rejects: see `backoff`. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const result = await this.#fetcher.read(this.#source, this.#request, {
      limits: this.#limits,
      validators: this.#entry?.validators,
      onMoved: (to) => this.#moved(to),
      onFound: ({ href }, isNew) => isNew && this.#log('site', foundMessage(this.#source.src, href)),
    });
    if (result.status !== 'failed' || result.isAttempt) this.requests++;
    if (result.status === 'failed') {
      if (!result.isAttempt) return;
      this.errors++;
      this.#logFailure(result);
      return;
    }
    if (result.status === 'unchanged') this.unchanged++;
    const at = this.#context.now();
    if (result.status === 'loaded')
      this.#keep({
        at,
        feed: cut(result.feed, this.#maxArticles),
        validators: result.validators,
        manners: result.manners,
      });
    else if (this.#entry)
      this.#keep({ ...this.#entry, at, manners: confirmedManners(this.#entry.manners, result.manners) });
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
    const { status } = error;
    const { code, advice } = explained(error, this.#context.nameOf);
    this.#log(code, `${this.host} failed: ${code}${status ? ` (${status})` : ''}.${advice} Failures in a row: ${failures}.`); // prettier-ignore
  }

  #moved({ hostname }: URL): void {
    this.#log('moved', `${this.host} redirects permanently to a URL at ${hostname}. Set that URL instead.`);
  }

  #log(code: RelayLogEntry['code'], message: string): void {
    this.#context.log({ feed: this.#name, code, message });
  }

  async #recall(): Promise<void> {
    try {
      const kept = await this.#context.store?.get(await this.#storeKey());
      if (!kept) return;
      const { at, feed, validators, manners } = JSON.parse(kept) as CacheEntry;
      const now = this.#context.now();
      if (!(at > (this.#entry?.at ?? 0)) || at > now) return;
      // Other programs may write to the store, so its feeds are validated like those of any source.
      this.#keep(
        {
          at,
          feed: cut(toFeed(feed), this.#maxArticles),
          validators: checkedValidators(validators),
          manners: checkedManners(manners),
        },
        now - at,
      );
      this.#fetcher.forgive(this.#source, this.#request, this.#limits);
    } catch (cause) {
      this.#log('store', `The store could not be read: ${String(cause)}`);
    }
  }

  async #remember(): Promise<void> {
    try {
      if (this.#entry)
        await this.#context.store?.set(await this.#storeKey(), JSON.stringify(this.#entry), MAX_STALE / 1000);
    } catch (cause) {
      this.#log('store', `The store could not be written: ${String(cause)}`);
    }
  }

  /** Returns a digest as the key: API keys and private URLs must not be readable in a store. */
  async #storeKey(): Promise<string> {
    const { provider, src } = this.#source;
    const { tag, tagMatch, limit, map } = this.#request;
    const named = JSON.stringify([provider.name, src, tag, tagMatch, limit, map]);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(named));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

/** Keeps the newest articles, in document order. Some feeds list the oldest first. */
function cut(feed: Feed, max: number): Feed {
  if (feed.articles.length <= max) return feed;
  const newest = new Set(feed.articles.toSorted((a, b) => timeOf(b) - timeOf(a) || 0).slice(0, max));
  return changedFeed(feed, { articles: feed.articles.filter((article) => newest.has(article)) });
}
