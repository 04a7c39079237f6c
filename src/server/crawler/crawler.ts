/**
 * Requests all sources of a table when they are due, and stores their articles in an archive:
 *
 * ```ts
 * const fetcher = new SourceFetcher({ userAgent, connectionsPerHost: 1 });
 * const crawler = createCrawler({ archive, sources: () => crawlSources(table, allowed), fetcher, log });
 * crawler.start();
 * await crawler.stop(); // before the archive is closed
 * ```
 *
 * Of several processes with one archive, the one that holds the lease crawls. The state of each source is stored with
 * its articles, so that the next process goes on where this one ended.
 */
import type { Source } from '../../feed/load-feeds.js';
import type { Article } from '../../model/article.js';
import type { NewsRequest } from '../../model/request.js';
import { hostOf } from '../../text/host.js';
import type { Archive } from '../archive/archive-types.js';
import type { RelayLogEntry } from '../cached-source.js';
import { PictureCrawler } from '../pictures/picture-crawler.js';
import type { SourceFetcher } from '../source-fetcher.js';
import type { Limits } from '../ssrf-guard.js';
import { defaultTimer } from '../timer.js';
import { type Due, DueQueue } from './due-queue.js';
import { type Crawled, requestSource } from './request-source.js';
import { type SourceState, newState, parseState, stateText } from './source-state.js';

/** A source to crawl. */
export interface CrawlSource {
  /** Key of the source in the archive: its URL, or its provider and feed. */
  key: string;
  /** Name of its feed in the table, for the log. */
  name: string;
  source: Source;
  request: NewsRequest;
  limits: Limits;
}

export interface CrawlerOptions {
  archive: Archive;
  /** Returns the sources of the table; the same array until it changes. Called every half minute. */
  sources: () => Promise<readonly CrawlSource[]>;
  fetcher: SourceFetcher;
  /** True to request the pages of new articles that come without a picture. Default: false. */
  pictures?: boolean | undefined;
  log: (entry: RelayLogEntry) => void;
  /** Returns the name of an option as the owner writes it, for the log. Default: its name in code. */
  nameOf?: (option: string) => string;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** Returns a number from 0 to 1. Default: `Math.random`. */
  random?: () => number;
  /** Calls back after milliseconds. Returns a function that cancels it. Default: `setTimeout`. */
  setTimer?: (act: () => void, milliseconds: number) => () => void;
  /** Name of this process, for the lease. Default: a random one. */
  holder?: string;
}

/** The state of a source, for metrics. */
export interface CrawledSource {
  key: string;
  name: string;
  state: Readonly<SourceState>;
}

export interface Crawler {
  /** Begins to crawl. Further calls do nothing. */
  start(): void;
  /** Aborts the requests, gives the lease back, and resolves when nothing of the crawler runs any more. */
  stop(): Promise<void>;
  /** Reads the table again now. */
  update(): void;
  /**
   * Resolves when no source is due. Without the lease, at once.
   * @param keys the keys of the sources to wait for. Default: all
   */
  caughtUp(keys?: readonly string[]): Promise<void>;
  /** Returns the known state of each source. Empty in a process that does not hold the lease. */
  states(): CrawledSource[];
  /** True while this process holds the lease. */
  readonly isCrawling: boolean;
  /** A failure of the archive; `undefined` if the last call of each kind succeeded. */
  readonly failure: string | undefined;
}

/** Milliseconds for which a lease lasts, and after which it is extended. */
const LEASE = 90_000;
const EXTEND_AFTER = 30_000;

/** Maximum number of sources that are requested at once. */
const MAX_ACTIVE = 16;

const LEASE_NAME = 'crawler';

/** Maximum number of articles that wait in memory until they can be stored. Sources of others are requested again. */
const MAX_UNSTORED = 2000;

/** Number of articles that wait; of a source without any, its state waits. */
const sizeOf = ({ articles }: Crawled): number => articles?.length || 1;

interface Entry extends CrawlSource {
  host: string;
  state: SourceState;
}

/** Creates a crawler, which does nothing before `start`. */
export const createCrawler = (options: CrawlerOptions): Crawler => new SourceCrawler(options);

class SourceCrawler implements Crawler {
  #failures = new Map<string, string>();
  #options: Required<CrawlerOptions>;
  #pictures: PictureCrawler | undefined;
  #entries = new Map<string, Entry>();
  /** The entries that are not requested at the moment. */
  #queue = new DueQueue<Due & { entry: Entry }>();
  /** The table as it was read last. */
  #table: readonly CrawlSource[] | undefined;
  /** The states in the archive, by key. */
  #stored = new Map<string, string>();
  /** Answers of sources that could not be stored, by key. */
  #unstored = new Map<string, Crawled>();
  #active = new Map<string, Promise<void>>();
  #hosts = new Set<string>();
  #lifetime: AbortController | undefined;
  /** One for each request: Node warns of a signal with more than ten listeners. */
  #requests = new Set<AbortController>();
  #holds = false;
  #renewing: Promise<void> | undefined;
  #cancelRenewal = () => {};
  #cancelCrawl = () => {};

  constructor(options: CrawlerOptions) {
    this.#options = {
      now: Date.now,
      nameOf: (option) => option,
      random: Math.random,
      setTimer: defaultTimer,
      holder: crypto.randomUUID(),
      pictures: false,
      ...options,
    };
    if (options.pictures) this.#pictures = new PictureCrawler(this.#options);
  }

  get failure(): string | undefined {
    const [failure] = this.#failures.values();
    return failure;
  }

  get isCrawling(): boolean {
    return this.#holds;
  }

  states(): CrawledSource[] {
    return [...this.#entries.values()].map(({ key, name, state }) => ({ key, name, state }));
  }

  async caughtUp(keys?: readonly string[]): Promise<void> {
    await this.#renewing;
    const active = () => (keys ? keys.flatMap((key) => this.#active.get(key) ?? []) : [...this.#active.values()]);
    for (let waiting = active(); waiting.length; waiting = active()) await Promise.race(waiting);
  }

  start(): void {
    if (this.#lifetime) return;
    this.#lifetime = new AbortController();
    this.update();
  }

  async stop(): Promise<void> {
    const reason = new Error('The crawler was stopped.');
    this.#lifetime?.abort(reason);
    for (const request of this.#requests) request.abort(reason);
    this.#lifetime = undefined;
    this.#cancelRenewal();
    this.#cancelCrawl();
    await Promise.all([this.#pictures?.stop(), this.#renewing]);
    await Promise.all(this.#active.values());
    const held = this.#holds;
    this.#release();
    // A lease of no time is over at once, so that another process need not wait for its end.
    if (held) await this.#tried('lease', () => this.#options.archive.lease(LEASE_NAME, this.#options.holder, 0));
  }

  update(): void {
    if (!this.#lifetime || this.#renewing) return;
    this.#cancelRenewal();
    this.#renewing = this.#renew(this.#lifetime.signal).finally(() => {
      this.#renewing = undefined;
      if (this.#lifetime) this.#cancelRenewal = this.#options.setTimer(() => this.update(), EXTEND_AFTER);
      this.#crawl();
    });
  }

  /** Extends the lease, and reads the table. */
  async #renew(signal: AbortSignal): Promise<void> {
    const { archive, holder, sources } = this.#options;
    const held = this.#holds;
    const isGranted = await this.#tried('lease', () => archive.lease(LEASE_NAME, holder, LEASE));
    if (signal.aborted) return void (this.#holds ||= isGranted === true);
    if (!isGranted) return this.#release();
    if (!held) {
      // Another process may have crawled meanwhile, so its states are newer.
      const states = await this.#tried('states', () => archive.states());
      if (!states) return;
      this.#stored = new Map(states);
    }
    this.#holds = true;
    const table = await this.#tried('table', sources);
    if (table) this.#take(table);
    await this.#storeAgain();
  }

  /** Stores what could not be stored: its source may not be due for a day. Stops at the first failure. */
  async #storeAgain(): Promise<void> {
    for (const [key, crawled] of this.#unstored) {
      const entry = this.#entries.get(key);
      // A source that is requested at the moment stores newer articles.
      if (entry && !this.#active.has(key)) {
        if (!(await this.#store(entry, crawled))) return;
        entry.state = { ...entry.state, validators: crawled.state.validators };
      }
      this.#unstored.delete(key);
    }
  }

  #release(): void {
    this.#holds = false;
    this.#table = undefined;
    this.#entries.clear();
    this.#queue.clear();
    this.#unstored.clear();
    void this.#pictures?.stop();
  }

  /** Takes over a table: keeps the states of its sources, and forgets those of others. */
  #take(table: readonly CrawlSource[]): void {
    if (table === this.#table) return;
    this.#table = table;
    const before = this.#entries;
    const now = this.#options.now();
    this.#entries = new Map(
      table.map((one) => {
        const known = before.get(one.key)?.state;
        const stored = this.#stored.get(one.key);
        const state = known ?? (stored === undefined ? undefined : parseState(stored, now)) ?? newState(now);
        return [one.key, { ...one, host: hostOf(one.source.src) ?? one.source.provider.name, state }];
      }),
    );
    this.#queue.clear();
    for (const entry of this.#entries.values()) if (!this.#active.has(entry.key)) this.#enqueue(entry);
    this.#pictures?.forget();
    for (const entry of this.#entries.values()) this.#pictures?.note(entry, entry.state.site);
    this.#pictures?.wake();
  }

  /** Requests the sources that are due, and waits for the next one. */
  #crawl(): void {
    this.#cancelCrawl();
    const { signal } = this.#lifetime ?? {};
    if (!signal || !this.#holds) return;
    const now = this.#options.now();
    const isFree = (host: string) => !this.#hosts.has(host);
    while (this.#active.size < MAX_ACTIVE) {
      const queued = this.#queue.take(now, isFree);
      if (!queued) break;
      this.#begin(queued.entry, signal);
    }
    const { next } = this.#queue;
    if (next < Infinity) this.#cancelCrawl = this.#options.setTimer(() => this.#crawl(), Math.max(next - now, 0));
  }

  #enqueue(entry: Entry): void {
    this.#queue.add({ due: entry.state.due, host: entry.host, entry });
  }

  #begin(entry: Entry, signal: AbortSignal): void {
    this.#hosts.add(entry.host);
    const request = new AbortController();
    this.#requests.add(request);
    const crawling = this.#crawlOne(entry, signal, request.signal).finally(() => {
      this.#requests.delete(request);
      this.#active.delete(entry.key);
      this.#hosts.delete(entry.host);
      // The table may have been read again meanwhile.
      const current = this.#entries.get(entry.key);
      if (current) this.#enqueue(current);
      this.#crawl();
    });
    this.#active.set(entry.key, crawling);
  }

  async #crawlOne(entry: Entry, signal: AbortSignal, requestSignal: AbortSignal): Promise<void> {
    const { fetcher, now, random, log, nameOf } = this.#options;
    const options = { fetcher, now, random, log, nameOf, signal: requestSignal };
    const crawled = await requestSource(entry, entry.state, options);
    if (!crawled || signal.aborted || !this.#holds) return;
    const { state, articles } = crawled;
    this.#pictures?.note(entry, state.site);
    const isStored = await this.#store(entry, crawled);
    this.#noteUnstored(entry.key, crawled, isStored);
    // Without its validators, the source sends the articles again that could not be stored.
    const kept = isStored || !articles ? state : { ...state, validators: entry.state.validators };
    // The table may have been read again meanwhile.
    const current = this.#entries.get(entry.key);
    if (current) current.state = kept;
  }

  /** A request that brings no articles does not replace those that wait. */
  #noteUnstored(key: string, { state, articles }: Crawled, isStored: boolean): void {
    const waiting = articles ?? this.#unstored.get(key)?.articles;
    this.#unstored.delete(key);
    if (isStored && (articles || !waiting)) return;
    const unstored = { state, ...(waiting && { articles: waiting }) };
    const held = [...this.#unstored.values()].reduce((sum, one) => sum + sizeOf(one), 0);
    if (held + sizeOf(unstored) <= MAX_UNSTORED) this.#unstored.set(key, unstored);
  }

  async #store(entry: Entry, { state, articles }: Crawled): Promise<boolean> {
    const { archive } = this.#options;
    const { key } = entry;
    const pictures = this.#pictures;
    const wantsPicture = pictures && ((article: Article) => pictures.wants(entry, article));
    const text = stateText(state);
    const stored = await this.#tried('store', async () => {
      if (articles) {
        const { added } = await archive.store(key, articles, text, wantsPicture);
        if (added && this.#lifetime && this.#holds) pictures?.wake();
      } else await archive.setState(key, text);
      this.#stored.set(key, text);
      return true;
    });
    return stored ?? false;
  }

  /** Returns the result of a call of the archive; `undefined` if it fails. A failure is logged once until a call succeeds. */
  async #tried<T>(kind: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await call();
      this.#failures.delete(kind);
      return result;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (this.failure === undefined)
        this.#options.log({ feed: '', code: 'store', message: `The archive failed: ${message}` });
      this.#failures.set(kind, message);
      return undefined;
    }
  }
}
