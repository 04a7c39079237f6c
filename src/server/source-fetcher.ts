/**
 * Reads sources with good manners. The relay and the snapshot share it:
 *
 * ```ts
 * const fetcher = new SourceFetcher({
 *   userAgent: 'newsrack-snapshot/1',
 *   fetch: createPinnedFetch(),
 *   readFeed: createFeedReader(),
 * });
 * for (const source of await sourcesOf(request, catalogue)) {
 *   const result = await fetcher.read(source, request, { limits: ownerLimits(source.src), validators });
 *   if (result.status === 'loaded') …  // result.feed; keep result.validators for the next time
 *   if (result.status === 'unchanged') …  // 304: what `validators` came with is still right
 *   if (result.status === 'failed') …  // result.error; result.wait: milliseconds until the next attempt
 * }
 * ```
 *
 * `read` never rejects. It requests allowed addresses only (`ssrf-guard.ts`), with one `User-Agent`, conditionally, over
 * at most two connections to a host. Waiting for a connection does not count against the time limit of the source.
 * The fetcher remembers in memory, for as long as it lives: which sources failed, and does not request them before the
 * longer of `Retry-After` and a back-off is over; which hosts said that they were asked too often, for all their
 * addresses; and where permanent redirects lead. On platforms without Node's own modules leave out `fetch` and `readFeed`.
 */
import { MAX_TIMER, request as fetchResource } from '../network/fetch-resource.js';
import { load } from '../feed/load.js';
import { type Source, TIMEOUT } from '../feed/load-feeds.js';
import { nextAttempt } from '../feed/refresh-schedule.js';
import { refusal } from '../network/http-errors.js';
import { NewsError } from '../model/error.js';
import { type FeedDraft, type Feed, changedFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { feedProvider, readFeed } from '../providers/feed.js';
import type { FetchResource, Provider, ProviderQuery, ProviderResponse } from '../providers/provider.js';
import { fullDecoders } from '../providers/values/full-decoders.js';
import { BoundedCache } from './bounded-cache.js';
import { ConnectionQueue } from './connection-queue.js';
import { Deadline } from './deadline.js';
import { BlockedUrlError, type Limits, type Validators, guardedFetch } from './ssrf-guard.js';
import { steadyClock } from './steady-clock.js';
import { textOnly } from './text-only.js';
import { hostKey } from '../text/host.js';

/** No source rests for longer, whatever it says, in milliseconds. */
const LONGEST_WAIT = 864e5;

/** A permanent redirect is checked again after this time, in milliseconds: its host may have another owner by then. */
const REDIRECT_LIFETIME = 7 * 864e5;

/** Entries of each kind that are remembered: clients can make up addresses without end. */
const MAX_REMEMBERED = 5000;

/** Characters of addresses that are remembered. */
const MAX_CHARACTERS = 2e6;

/** Milliseconds until a source is tried again that found no place in the queue. */
const WHEN_BUSY = 5000;

export interface SourceFetcherOptions {
  userAgent: string;
  /** Fetches from public hosts. Default: the platform's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Reads feeds in place of this thread; what it gives `undefined` for is read here. */
  readFeed?: ((reply: ProviderResponse) => Promise<FeedDraft | undefined>) | undefined;
  /** The wall clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

export interface ReadOptions {
  limits: Limits;
  /** From the last result of this source. Without them the source sends everything. */
  validators?: Validators | undefined;
  /** Called when a permanent redirect is seen for the first time. */
  onMoved?: (to: URL) => void;
  signal?: AbortSignal | undefined;
}

/** Why a source is not requested for a while. */
export interface Backoff {
  error: NewsError;
  /** How many attempts failed in a row. */
  failures: number;
  /** No attempt before then, in time of the steady clock; `Infinity`: none while this process lives. */
  until: number;
}

export type ReadResult =
  | { status: 'loaded'; feed: Feed; validators: Validators | undefined }
  | { status: 'unchanged' }
  | {
      status: 'failed';
      error: NewsError;
      /** Milliseconds until the next attempt makes sense; `Infinity`: not at all. */
      wait: number;
      /** How many attempts failed in a row. */
      failures: number;
      /** Whether a request was made; else the source is resting. */
      isAttempt: boolean;
    };

interface Rest {
  failures: number;
  until: number;
}

/** Thrown in place of a request. It is no failure of the source itself. */
class NotRequested extends Error {
  constructor(
    readonly error: NewsError,
    readonly until: number,
  ) {
    super(error.message);
  }
}

let fetchers = 0;

export class SourceFetcher {
  #options: SourceFetcherOptions;
  #ticks: () => number;
  #queue = new ConnectionQueue();
  #backoffs = new BoundedCache<Backoff>(MAX_REMEMBERED, MAX_CHARACTERS);
  #rests = new BoundedCache<Rest>(MAX_REMEMBERED);
  #redirects = new BoundedCache<{ to: string; until: number }>(MAX_REMEMBERED, MAX_CHARACTERS);
  #hostIds = new WeakMap<ReadonlySet<string>, number>();
  #lastHostId = 0;
  // Requests under way are not shared with fetchers of other manners.
  #id = `fetcher ${++fetchers} `;

  constructor(options: SourceFetcherOptions) {
    this.#options = options;
    this.#ticks = steadyClock(options.now);
  }

  /** The steady clock that all intervals are measured with, in milliseconds. */
  get ticks(): number {
    return this.#ticks();
  }

  /** Why a source is resting; `undefined` when it never failed, or has worked since. */
  backoffOf(source: Source, request: NewsRequest, limits: Limits): Backoff | undefined {
    return this.#backoffs.get(this.#keyOf(source, request, limits));
  }

  /** Forgets that a source failed: it is known to work again. */
  forgive(source: Source, request: NewsRequest, limits: Limits): void {
    this.#backoffs.delete(this.#keyOf(source, request, limits));
  }

  async read(source: Source, request: NewsRequest, options: ReadOptions): Promise<ReadResult> {
    const key = this.#keyOf(source, request, options.limits);
    const backoff = this.#backoffs.get(key);
    if (backoff && backoff.until > this.ticks) return this.#failed(backoff, false);
    try {
      const result = await this.#load(source, request, options);
      this.#backoffs.delete(key);
      return result;
    } catch (reason) {
      // What the caller gave up is no failure.
      if (options.signal?.aborted) return this.#failed({ error: toNewsError(reason), failures: 0, until: 0 }, false);
      return this.#remember(key, reason);
    }
  }

  /** Tells apart what is requested. What is blocked within narrow limits may be allowed within others. */
  #keyOf({ src, provider }: Source, { tag, tagMatch, limit, map }: NewsRequest, { hosts, local }: Limits): string {
    const asked = provider.name === 'feed' ? [] : [tag, tagMatch, limit, map];
    const allowed = hosts === 'any' ? hosts : this.#idOf(hosts);
    return JSON.stringify([provider.name, src, asked, allowed, ...local]);
  }

  #idOf(hosts: ReadonlySet<string>): number {
    const id = this.#hostIds.get(hosts) ?? ++this.#lastHostId;
    this.#hostIds.set(hosts, id);
    return id;
  }

  #remember(key: string, reason: unknown): ReadResult {
    const failures = this.#backoffs.get(key)?.failures ?? 0;
    const isAttempt = !(reason instanceof NotRequested);
    const backoff = isAttempt
      ? {
          error: toNewsError(reason),
          failures: failures + 1,
          until: this.#untilAfter(toNewsError(reason), failures + 1),
        }
      : { error: reason.error, failures, until: reason.until };
    this.#backoffs.set(key, backoff, key.length);
    return this.#failed(backoff, isAttempt);
  }

  #failed({ error, failures, until }: Backoff, isAttempt: boolean): ReadResult {
    return { status: 'failed', error, failures, isAttempt, wait: Math.max(until - this.ticks, 0) };
  }

  #untilAfter(error: NewsError, failures: number): number {
    const { code, status } = error;
    const backOff = nextAttempt({ code, ...(status && { status }) }, failures) ?? Infinity;
    // One relay stands for many readers: what a source allows to one of them is no reason to ask it more often.
    const wait = Math.max(backOff, nextAttempt(error, failures) ?? Infinity);
    return wait === Infinity ? wait : this.ticks + Math.min(wait, LONGEST_WAIT);
  }

  async #load(source: Source, request: NewsRequest, options: ReadOptions): Promise<ReadResult> {
    const { provider, runScheduled: turns } = source;
    // Only where one address is all that is requested does its validator stand for the whole.
    const isSingle = provider.name === 'feed';
    const known = isSingle ? options.validators : undefined;
    let validators: Validators | undefined;
    const settings: Required<Pick<ReadOptions, 'limits'>> &
      ReadOptions & { onValidators: (given: Validators) => void } = {
      ...options,
      validators: known,
      onValidators: (given) => (validators = isSingle ? given : undefined),
    };
    const timeout = request.timeout ?? provider.timeout ?? TIMEOUT;
    const polite: Source = {
      ...source,
      provider: {
        ...provider,
        read: (query) => this.#readWith(provider, query, (url) => this.#get(url, timeout, settings)),
      },
      ...(turns && { runScheduled: (read, signal, key) => turns(read, signal, [this.#id, key]) }),
    };
    const signal = options.signal ?? new AbortController().signal;
    const { feeds, problems } = await load([polite], request, { signal });
    const [loaded] = feeds;
    if (loaded) {
      const { movedTo: _address, ...feed } = loaded.feed;
      // The reasons why items were left out interest no one here, and a broken feed has thousands.
      return { status: 'loaded', feed: changedFeed(feed, { dropped: [] }), validators };
    }
    const { error } = problems[0]!;
    if (error.status === 304 && known) return { status: 'unchanged' };
    throw error.cause instanceof NotRequested ? error.cause : error;
  }

  async #readWith(provider: Provider, query: ProviderQuery, get: FetchResource): Promise<FeedDraft> {
    if (provider !== feedProvider) return detached(await provider.read(query, get));
    const reply = await get(query.src);
    return (await this.#options.readFeed?.(reply)) ?? detached(await readFeed(reply, fullDecoders));
  }

  /** One request with all that belongs to it: its turn, its time limit, its redirects. */
  async #get(
    url: string,
    timeout: number,
    options: ReadOptions & { onValidators: (given: Validators) => void },
  ): Promise<ProviderResponse> {
    const controller = new AbortController();
    const { signal } = controller;
    const late = new NewsError('timeout', `${url} did not answer within ${timeout / 1000} s.`, { source: url });
    const deadline = new Deadline(timeout, () => controller.abort(late));
    const abandon = () => controller.abort(options.signal?.reason);
    options.signal?.addEventListener('abort', abandon, { once: true });
    const known = this.#redirectOf(url);
    let moved: string | undefined;
    let release: (() => void) | undefined;
    const fetching = guardedFetch({
      ...this.#options,
      ...options,
      fetch: this.#options.fetch,
      beforeRequest: async (target) => {
        deadline.pause();
        release?.();
        release = await this.#connect(target, signal);
        deadline.start();
      },
      onResponse: (response, from) => this.#noteRefusal(response, from),
      onMoved: (to) => (moved = to.href),
    });
    try {
      const reply = textOnly(await fetchResource(known ?? url, MAX_TIMER, false, controller, fetching));
      if (moved) this.#rememberRedirect(url, moved, options.onMoved);
      return reply;
    } catch (reason) {
      const { status, cause } = reason as NewsError;
      if (moved && status === 304) this.#rememberRedirect(url, moved, options.onMoved);
      // The next attempt finds out whether the old address leads elsewhere by now.
      if (known && status !== 304 && !(cause instanceof NotRequested)) this.#redirects.delete(url);
      throw reason;
    } finally {
      deadline.pause();
      release?.();
      options.signal?.removeEventListener('abort', abandon);
    }
  }

  async #connect({ hostname }: URL, signal: AbortSignal): Promise<() => void> {
    const host = hostKey(hostname);
    this.#throwIfResting(host);
    if (!this.#queue.hasRoom) {
      const error = new NewsError('throttled', 'Too many requests are waiting for a connection.', { source: host });
      throw new NotRequested(error, this.ticks + WHEN_BUSY);
    }
    const release = await this.#queue.acquire(host, signal);
    try {
      // Another request may have been refused meanwhile.
      this.#throwIfResting(host);
      return release;
    } catch (resting) {
      release();
      throw resting;
    }
  }

  #throwIfResting(host: string): void {
    const { until = 0 } = this.#rests.get(host) ?? {};
    const wait = until - this.ticks;
    if (wait <= 0) return;
    const retryAfter = Math.ceil(wait / 1000);
    throw new NotRequested(
      new NewsError('throttled', `${host} was asked too often.`, { source: host, retryAfter }),
      until,
    );
  }

  /** A host that refuses a request rests as a whole: its other addresses stand on the same machine. */
  #noteRefusal(response: Response, { href, hostname }: URL): void {
    const host = hostKey(hostname);
    const { failures = 0, until = 0 } = this.#rests.get(host) ?? {};
    if (response.ok || response.status === 304) return this.#rests.delete(host);
    const error = refusal(href, response);
    // Two connections may bring the same news.
    if (error.code !== 'throttled' || until > this.ticks) return;
    this.#rests.set(host, { failures: failures + 1, until: this.#untilAfter(error, failures + 1) });
  }

  #redirectOf(url: string): string | undefined {
    const known = this.#redirects.get(url);
    return known && known.until > this.ticks ? known.to : undefined;
  }

  #rememberRedirect(url: string, to: string, onMoved: ReadOptions['onMoved']): void {
    const isKnown = this.#redirects.get(url)?.to === to;
    this.#redirects.set(url, { to, until: this.ticks + REDIRECT_LIFETIME }, url.length + to.length);
    if (!isKnown) onMoved?.(new URL(to));
  }
}

/**
 * Copies a draft. Engines keep a piece of text as a view of the whole document, so that one headline of a feed would
 * hold its two megabytes in memory.
 */
const detached = (draft: FeedDraft): FeedDraft => JSON.parse(JSON.stringify(draft)) as FeedDraft;

/** Without what a cause may hold on to: only the rule that blocked an address is of use later. */
function toNewsError(reason: unknown): NewsError {
  if (!(reason instanceof NewsError)) return new NewsError('format', 'Not readable.');
  const { code, message, status, retryAfter, source, cause } = reason;
  return new NewsError(code, message, {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(source !== undefined && { source }),
    ...(cause instanceof BlockedUrlError && { cause }),
  });
}
