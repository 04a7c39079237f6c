/**
 * Reads sources within limits, for the relay and the snapshot:
 *
 * ```ts
 * const fetcher = new SourceFetcher({
 *   userAgent: 'newsrack-snapshot/1',
 *   fetch: createPinnedFetch(),
 *   localFetch: createLocalFetch(),
 *   readFeed: createFeedReader(),
 * });
 * for (const source of await sourcesOf(request, catalogue)) {
 *   const result = await fetcher.read(source, request, { limits: ownerLimits(source.src), validators });
 *   if (result.status === 'loaded') …  // result.feed; keep result.validators for the next time
 *   if (result.status === 'unchanged') …  // 304: the feed that came with `validators` is up to date
 *   if (result.status === 'failed') …  // result.error; result.wait: milliseconds until the next attempt
 * }
 * ```
 *
 * `read` never rejects. It requests allowed URLs only (`ssrf-guard.ts`), with one `User-Agent`, conditionally, over at
 * most two connections to a host. Waiting for a connection does not count against the time limit of the source.
 *
 * A fetcher remembers in memory:
 * - sources that failed, which it does not request before the longer of `Retry-After` and a back-off is over;
 * - hosts that answered 429, which it does not request at any URL until their cool-down is over;
 * - targets of permanent redirects.
 *
 * On platforms without Node's own modules leave out `fetch`, `localFetch` and `readFeed`.
 */
import { MAX_TIMER, request as fetchResource } from '../network/fetch-resource.js';
import { load } from '../feed/load.js';
import { type Source, TIMEOUT } from '../feed/load-feeds.js';
import { nextAttempt } from '../feed/refresh-schedule.js';
import { refusal } from '../network/http-errors.js';
import { NewsError } from '../model/error.js';
import { type FeedDraft, type Feed, changedFeed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import type { NewsRequest } from '../model/request.js';
import { decode } from '../providers/formats/charset.js';
import { feedProvider, readFeed } from '../providers/feed.js';
import type { Provider, ProviderQuery, ProviderResponse } from '../providers/provider.js';
import { fullDecoders } from '../providers/values/full-decoders.js';
import { BoundedCache } from './bounded-cache.js';
import { ConnectionQueue } from './connection-queue.js';
import { feedManners } from './crawler/feed-manners.js';
import { type Manners, cacheTime } from './crawler/manners.js';
import { Deadline } from './deadline.js';
import { BlockedUrlError, type Limits, type Validators, guardedFetch } from './ssrf-guard.js';
import { unreachableMessage } from './owner-message.js';
import { NoFeedError, findFeed, maySite } from './site/find-feed.js';
import { withPageLimit } from './site/page-limit.js';
import { SNIFFED, isWebPage } from './site/web-page.js';
import { steadyClock } from './steady-clock.js';
import { textOnly } from './text-only.js';
import { hostKey } from '../text/host.js';

/** Maximum cool-down, whatever `Retry-After` says, in milliseconds. */
const MAX_WAIT = 864e5;

/** Milliseconds after which a permanent redirect is checked again: its host may have another owner by then. */
const REDIRECT_LIFETIME = 7 * 864e5;

/** Maximum number of remembered entries of each kind: clients can make up any number of URLs. */
const MAX_REMEMBERED = 5000;

/** Maximum total length of the remembered URLs, in characters. */
const MAX_CHARACTERS = 2e6;

/** Milliseconds until a source is retried for which the queue was full. */
const WHEN_BUSY = 5000;

export interface SourceFetcherOptions {
  userAgent: string;
  /** Fetches from public hosts. Default: the platform's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Fetches from origins of the owner's own network. Default: the platform's `fetch`. */
  localFetch?: typeof fetch | undefined;
  /** Parses feeds in another thread. Where it resolves to `undefined`, this thread parses the feed. */
  readFeed?: ((response: ProviderResponse) => Promise<FeedDraft | undefined>) | undefined;
  /** Returns headers that sign a request to this URL. Default: requests are not signed. */
  sign?: ((url: URL) => Record<string, string>) | undefined;
  /** The wall clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** Maximum number of connections to one host. Default: 2. */
  connectionsPerHost?: number | undefined;
}

/** Functions that only some platforms offer. */
export type Platform = Pick<SourceFetcherOptions, 'readFeed' | 'localFetch' | 'sign'>;

export interface ReadOptions {
  limits: Limits;
  /** Validators from the last result of this source. Without them, the source sends the whole feed. */
  validators?: Validators | undefined;
  /** The target of a permanent redirect that an earlier process has seen. It is requested in place of the source. */
  movedTo?: string | undefined;
  /** Called when a permanent redirect is seen for the first time. */
  onMoved?: (to: URL) => void;
  /**
   * Called when the source turns out to be a site, with the URL of its feed, which is requested in its place for a week.
   * `isNew` is false if that is known from before.
   */
  onFound?: (feed: URL, isNew: boolean) => void;
  signal?: AbortSignal | undefined;
}

/** Limits of a request to a page. */
export interface PageOptions {
  limits: Limits;
  /** Time limit for the response, in milliseconds, without the time of waiting for a connection. */
  timeout: number;
  signal: AbortSignal;
}

/** The state of a source that failed. */
export interface Backoff {
  error: NewsError;
  /** Number of attempts that failed in a row. */
  failures: number;
  /** Time of the next attempt by the steady clock; `Infinity`: none while this process lives. */
  until: number;
}

/** The outcome of a request that brought nothing. */
export interface FailedRead {
  status: 'failed';
  error: NewsError;
  /** Milliseconds until the next attempt; `Infinity`: there is none. */
  wait: number;
  /** Number of attempts that failed in a row. */
  failures: number;
  /** True if a request was made. `false` while the source cools down. */
  isAttempt: boolean;
}

interface Unchanged {
  status: 'unchanged';
  manners: Manners;
}

export type ReadResult =
  { status: 'loaded'; feed: Feed; validators: Validators | undefined; manners: Manners } | Unchanged | FailedRead;

/** The outcome of a request for a document that is no feed. */
export type DocumentResult =
  | { status: 'loaded'; response: ProviderResponse; validators: Validators | undefined; manners: Manners }
  | Unchanged
  | FailedRead;

/** Callbacks for what one response says beside its articles. */
type Noting = ReadOptions & {
  onValidators: (given: Validators) => void;
  onManners: (given: Manners) => void;
  /** Called with the header `Link` of a response; empty if there is none. */
  onLinkHeader?: (header: string) => void;
};

interface CoolDown {
  failures: number;
  until: number;
}

/** Thrown instead of making a request. It does not count as a failure of the source. */
export class RequestSkipped extends Error {
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
  #queue: ConnectionQueue;
  #backoffs = new BoundedCache<Backoff>(MAX_REMEMBERED, MAX_CHARACTERS);
  #coolDowns = new BoundedCache<CoolDown>(MAX_REMEMBERED);
  #redirects = new BoundedCache<{ to: string; until: number }>(MAX_REMEMBERED, MAX_CHARACTERS);
  #hostIds = new WeakMap<ReadonlySet<string>, number>();
  #lastHostId = 0;
  // Fetchers with other limits must not share pending requests with this one.
  #id = `fetcher ${++fetchers} `;

  constructor(options: SourceFetcherOptions) {
    this.#options = options;
    this.#queue = new ConnectionQueue(owned(options).connectionsPerHost);
    this.#ticks = steadyClock(options.now);
  }

  /** The time of the steady clock, in milliseconds. */
  get ticks(): number {
    return this.#ticks();
  }

  /** Returns the state of a source that failed; `undefined` if it never failed, or has worked since. */
  backoffOf(source: Source, request: NewsRequest, limits: Limits): Backoff | undefined {
    return this.#backoffs.get(this.#keyOf(source, request, limits));
  }

  /** Forgets the failures of a source that is known to work again. */
  forgive(source: Source, request: NewsRequest, limits: Limits): void {
    this.#backoffs.delete(this.#keyOf(source, request, limits));
  }

  read(source: Source, request: NewsRequest, options: ReadOptions): Promise<ReadResult> {
    const key = this.#keyOf(source, request, options.limits);
    return this.#attempt(key, options, () => this.#load(source, request, options));
  }

  /** Requests a document that is no feed, such as a list of feeds, with the same limits. Never rejects. */
  readDocument(url: string, options: ReadOptions): Promise<DocumentResult> {
    return this.#attempt(JSON.stringify(['document', url]), options, () => this.#loadDocument(url, options));
  }

  /** Calls `load` unless the last failure is too recent. */
  async #attempt<T>(key: string, options: ReadOptions, load: () => Promise<T>): Promise<T | FailedRead> {
    const backoff = this.#backoffs.get(key);
    if (backoff && backoff.until > this.ticks) return this.#failed(backoff, false);
    try {
      const result = await load();
      this.#backoffs.delete(key);
      return result;
    } catch (reason) {
      // A request that the caller aborted is not a failure of the source.
      if (options.signal?.aborted) return this.#failed({ error: toNewsError(reason), failures: 0, until: 0 }, false);
      return this.#remember(key, reason);
    }
  }

  /**
   * Requests a page within the limits of a source, over the same connections, and passes its response to `read`.
   * @throws NewsError `network`, `timeout`, `http`, `throttled` and others; RequestSkipped if no request was made
   */
  async readPage<T>(url: string, options: PageOptions, read: (response: Response) => Promise<T>): Promise<T> {
    const { limits, timeout, signal } = options;
    const controller = new AbortController();
    const late = new NewsError('timeout', `${url} did not answer within ${timeout / 1000} s.`, { source: url });
    const deadline = new Deadline(timeout, () => controller.abort(late));
    const abandon = () => controller.abort(signal.reason);
    if (signal.aborted) abandon();
    signal.addEventListener('abort', abandon, { once: true });
    const { connect, release } = this.#connector(deadline, controller.signal);
    const fetching = guardedFetch({
      ...this.#options,
      limits,
      fetch: this.#options.fetch,
      // A compressed page can be read as a whole only, and its head is enough.
      headers: { Accept: 'text/html, application/xhtml+xml', 'Accept-Encoding': 'identity' },
      beforeRequest: connect,
      onResponse: (response, from) => this.#noteRefusal(response, from),
    });
    try {
      // A `fetch` of the owner, and its body, may ignore signals.
      const response = await untilAborted(fetching(url, { signal: controller.signal }), controller.signal);
      if (!response.ok) throw refusal(url, response);
      return await untilAborted(read(response), controller.signal);
    } finally {
      deadline.pause();
      release();
      signal.removeEventListener('abort', abandon);
      controller.abort();
    }
  }

  /** Returns functions that wait for a connection to each URL of a request in turn, and release the last one. */
  #connector(deadline: Deadline, signal: AbortSignal) {
    let last: (() => void) | undefined;
    const release = () => last?.();
    const connect = async (target: URL) => {
      deadline.pause();
      release();
      last = await this.#connect(target, signal);
      deadline.start();
    };
    return { connect, release };
  }

  /** Returns the key of a request. It includes the limits: a URL that is blocked by one set may be allowed by another. */
  #keyOf({ src, provider }: Source, { tag, tagMatch, limit, map }: NewsRequest, { hosts, local }: Limits): string {
    const query = provider.name === 'feed' ? [] : [tag, tagMatch, limit, map];
    const allowed = hosts === 'any' ? hosts : this.#idOf(hosts);
    return JSON.stringify([provider.name, src, query, allowed, ...local]);
  }

  #idOf(hosts: ReadonlySet<string>): number {
    const id = this.#hostIds.get(hosts) ?? ++this.#lastHostId;
    this.#hostIds.set(hosts, id);
    return id;
  }

  #remember(key: string, reason: unknown): FailedRead {
    const failures = this.#backoffs.get(key)?.failures ?? 0;
    const isAttempt = !(reason instanceof RequestSkipped);
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

  #failed({ error, failures, until }: Backoff, isAttempt: boolean): FailedRead {
    return { status: 'failed', error, failures, isAttempt, wait: Math.max(until - this.ticks, 0) };
  }

  #untilAfter(error: NewsError, failures: number): number {
    const { code, status } = error;
    const backOff = nextAttempt({ code, ...(status && { status }) }, failures) ?? Infinity;
    // A relay requests for many readers, so a short Retry-After, meant for one reader, does not shorten the back-off.
    const wait = Math.max(backOff, nextAttempt(error, failures) ?? Infinity);
    return wait === Infinity ? wait : this.ticks + Math.min(wait, MAX_WAIT);
  }

  async #load(source: Source, request: NewsRequest, options: ReadOptions): Promise<ReadResult> {
    const { provider, runScheduled } = source;
    // Services may take several requests per read, so that the validators of one response don't cover all articles.
    const isSingle = provider.name === 'feed';
    const known = isSingle ? options.validators : undefined;
    let validators: Validators | undefined;
    let manners: Manners = {};
    const settings: Noting = {
      movedTo: undefined,
      ...options,
      validators: known,
      onValidators: (given) => (validators = isSingle ? given : undefined),
      onManners: (given) => isSingle && (manners = owned({ ...manners, ...given })),
    };
    const timeout = request.timeout ?? provider.timeout ?? TIMEOUT;
    const guarded: Source = {
      ...source,
      provider: {
        ...provider,
        read: (query) => this.#readWith(provider, query, timeout, settings),
      },
      ...(runScheduled && { runScheduled: (read, signal, key) => runScheduled(read, signal, [this.#id, key]) }),
    };
    const signal = options.signal ?? new AbortController().signal;
    const { feeds, problems } = await load([guarded], request, { signal });
    const [loaded] = feeds;
    if (loaded) {
      const { movedTo: _address, ...feed } = loaded.feed;
      // Reasons for dropped items are not used here, and a broken feed has thousands.
      return { status: 'loaded', feed: changedFeed(feed, { dropped: [] }), validators, manners };
    }
    const { error } = problems[0]!;
    if (error.status === 304 && known) return { status: 'unchanged', manners };
    throw error.cause instanceof RequestSkipped ? error.cause : error;
  }

  async #loadDocument(url: string, options: ReadOptions): Promise<DocumentResult> {
    let validators: Validators | undefined;
    let manners: Manners = {};
    const settings: Noting = {
      movedTo: undefined,
      ...options,
      onValidators: (given) => (validators = given),
      onManners: (given) => (manners = owned({ ...manners, ...given })),
    };
    try {
      const response = await this.#get(url, TIMEOUT, settings);
      return { status: 'loaded', response, validators, manners };
    } catch (reason) {
      const { status, cause } = reason as NewsError;
      if (status === 304 && options.validators) return { status: 'unchanged', manners };
      throw cause instanceof RequestSkipped ? cause : reason;
    }
  }

  async #readWith(provider: Provider, query: ProviderQuery, timeout: number, noting: Noting): Promise<FeedDraft> {
    const get = (url: string) => this.#get(url, timeout, noting);
    if (provider !== feedProvider) return detached(await provider.read(query, get));
    let linkHeader = '';
    const response = await this.#get(query.src, timeout, {
      ...noting,
      onLinkHeader: (header) => (linkHeader = header),
    });
    const isSite = maySite(query.src) && isWebPage(String.fromCharCode(...response.body.subarray(0, SNIFFED)));
    if (!isSite) return this.#parse(response, noting);
    const page = { html: decode(response.body, response.contentType), url: response.url, linkHeader };
    const { movedTo: _page, onMoved: _notOfTheSource, ...rest } = noting;
    const { url, feed } = await findFeed(page, async (url) => {
      const requested = this.#get(url, timeout, { ...rest, movedTo: undefined });
      return this.#parse(await requested.catch((reason) => this.#unlessFound(reason, query.src, url, noting)), noting);
    });
    this.#rememberFound(query.src, url, noting);
    return feed;
  }

  async #parse(response: ProviderResponse, { onManners }: Noting): Promise<FeedDraft> {
    onManners(feedManners(response));
    return (await this.#options.readFeed?.(response)) ?? detached(await readFeed(response, fullDecoders));
  }

  /** A feed of a site that has not changed since it was found before. @throws the reason */
  #unlessFound(reason: unknown, site: string, feed: string, noting: Noting): never {
    if ((reason as NewsError).status === 304) this.#rememberFound(site, feed, noting);
    throw reason;
  }

  #rememberFound(site: string, feed: string, { onFound }: Noting): void {
    let isNew = false;
    this.#rememberRedirect(site, feed, () => (isNew = true));
    onFound?.(new URL(feed), isNew);
  }

  /** Makes one request: waits for a connection, applies the time limit, follows redirects. */
  async #get(url: string, timeout: number, options: Noting): Promise<ProviderResponse> {
    const controller = new AbortController();
    const { signal } = controller;
    const late = new NewsError('timeout', `${url} did not answer within ${timeout / 1000} s.`, { source: url });
    const deadline = new Deadline(timeout, () => controller.abort(late));
    const abandon = () => controller.abort(options.signal?.reason);
    options.signal?.addEventListener('abort', abandon, { once: true });
    const known = this.#redirectOf(url) ?? options.movedTo;
    let moved: string | undefined;
    const { connect, release } = this.#connector(deadline, signal);
    const fetching = guardedFetch({
      ...this.#options,
      ...options,
      fetch: this.#options.fetch,
      localFetch: this.#options.localFetch,
      beforeRequest: connect,
      onResponse: (response, from) => {
        this.#noteRefusal(response, from);
        options.onLinkHeader?.(response.headers.get('link') ?? '');
        options.onManners({ cacheFor: cacheTime(response.headers, (this.#options.now ?? Date.now)()) });
      },
      onMoved: (to) => (moved = to.href),
    });
    try {
      const limited: typeof fetch = async (...request) => withPageLimit(await fetching(...request));
      const response = textOnly(await fetchResource(known ?? url, MAX_TIMER, false, controller, limited));
      if (moved) this.#rememberRedirect(url, moved, options.onMoved);
      return response;
    } catch (reason) {
      const { code, status, cause } = reason as NewsError;
      if (moved && status === 304) this.#rememberRedirect(url, moved, options.onMoved);
      // The next attempt requests the old URL, which may redirect elsewhere by now.
      if (known && status !== 304 && !(cause instanceof RequestSkipped)) this.#redirects.delete(url);
      if (known && code === 'gone') throw goneElsewhere(reason as NewsError);
      throw reason;
    } finally {
      deadline.pause();
      release();
      options.signal?.removeEventListener('abort', abandon);
    }
  }

  async #connect({ hostname }: URL, signal: AbortSignal): Promise<() => void> {
    const host = hostKey(hostname);
    this.#throwIfCoolingDown(host);
    if (!this.#queue.hasRoom) {
      const error = new NewsError('throttled', 'Too many requests are waiting for a connection.', { source: host });
      throw new RequestSkipped(error, this.ticks + WHEN_BUSY);
    }
    const release = await this.#queue.acquire(host, signal);
    try {
      // Another request may have been refused meanwhile.
      this.#throwIfCoolingDown(host);
      return release;
    } catch (skipped) {
      release();
      throw skipped;
    }
  }

  #throwIfCoolingDown(host: string): void {
    const until = this.#coolDowns.get(host)?.until ?? 0;
    const wait = until - this.ticks;
    if (wait <= 0) return;
    const retryAfter = Math.ceil(wait / 1000);
    throw new RequestSkipped(
      new NewsError('throttled', `${host} received too many requests.`, { source: host, retryAfter }),
      until,
    );
  }

  /** Starts a cool-down for a whole host after a refusal: its other URLs are on the same machine. */
  #noteRefusal(response: Response, { href, hostname }: URL): void {
    const host = hostKey(hostname);
    const { failures, until } = this.#coolDowns.get(host) ?? { failures: 0, until: 0 };
    // A response that was on its way when the host refused another request does not end the cool-down.
    if (response.ok || response.status === 304) return void (until <= this.ticks && this.#coolDowns.delete(host));
    const error = refusal(href, response);
    // Two parallel requests may receive the same refusal.
    if (error.code !== 'throttled' || until > this.ticks) return;
    this.#coolDowns.set(host, { failures: failures + 1, until: this.#untilAfter(error, failures + 1) });
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

/** Settles as `promise` does. @throws the reason of the signal as soon as it is aborted */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject);
  });
}
/** Returns the error for a URL that is gone and that stood in place of the source, which may lead elsewhere by now. */
const goneElsewhere = ({ message, source, status }: NewsError): NewsError =>
  new NewsError('http', message, { ...(source && { source }), ...(status && { status }) });

/**
 * Copies a draft. Engines store a substring as a view of the whole string, so that one headline would keep the two
 * megabytes of its feed in memory.
 */
const detached = (draft: FeedDraft): FeedDraft => JSON.parse(JSON.stringify(draft)) as FeedDraft;

/** Copies an error without its cause, which may keep whole responses in memory. Keeps only causes that say what to do. */
function toNewsError(reason: unknown): NewsError {
  if (!(reason instanceof NewsError)) return new NewsError('format', 'The feed could not be read.');
  const { code, status, retryAfter, source, cause } = reason;
  const message = code === 'network' ? unreachableMessage(reason) : reason.message;
  return new NewsError(code, message, {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(source !== undefined && { source }),
    ...((cause instanceof BlockedUrlError || cause instanceof NoFeedError) && { cause }),
  });
}
