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
import { refusal } from '../network/http-errors.js';
import { NewsError } from '../model/error.js';
import { type FeedDraft, type Feed, changedFeed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import type { NewsRequest } from '../model/request.js';
import { decode } from '../providers/formats/charset.js';
import { feedProvider, readFeed } from '../providers/feed.js';
import type { Provider, ProviderQuery, ProviderResponse } from '../providers/provider.js';
import { fullDecoders } from '../providers/values/full-decoders.js';
import { type Backoff, Backoffs, type FailedRead } from './backoffs.js';
import { feedManners } from './crawler/feed-manners.js';
import { type Manners, cacheTime } from './crawler/manners.js';
import { Deadline } from './deadline.js';
import { HostConnections, RequestSkipped } from './host-connections.js';
import { KnownRedirects } from './known-redirects.js';
import { type Limits, type Validators, guardedFetch } from './ssrf-guard.js';
import { findFeed, maySite } from './site/find-feed.js';
import { withPageLimit } from './site/page-limit.js';
import { SNIFFED, isWebPage } from './site/web-page.js';
import { steadyClock } from './steady-clock.js';
import { textOnly } from './text-only.js';

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

let fetchers = 0;

export class SourceFetcher {
  #options: SourceFetcherOptions;
  #ticks: () => number;
  #hosts: HostConnections;
  #backoffs: Backoffs;
  #redirects: KnownRedirects;
  #hostIds = new WeakMap<ReadonlySet<string>, number>();
  #lastHostId = 0;
  // Fetchers with other limits must not share pending requests with this one.
  #id = `fetcher ${++fetchers} `;

  constructor(options: SourceFetcherOptions) {
    this.#options = options;
    this.#ticks = steadyClock(options.now);
    this.#hosts = new HostConnections(owned(options).connectionsPerHost, this.#ticks);
    this.#backoffs = new Backoffs(this.#ticks);
    this.#redirects = new KnownRedirects(this.#ticks);
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
    return this.#backoffs.attempt(key, () => this.#load(source, request, options), options.signal);
  }

  /** Requests a document that is no feed, such as a list of feeds, with the same limits. Never rejects. */
  readDocument(url: string, options: ReadOptions): Promise<DocumentResult> {
    const key = JSON.stringify(['document', url]);
    return this.#backoffs.attempt(key, () => this.#loadDocument(url, options), options.signal);
  }

  /**
   * Requests a page within the limits of a source, over the same connections, and passes its response to `read`.
   * @throws NewsError `network`, `timeout`, `http`, `throttled` and others; RequestSkipped if no request was made
   */
  readPage<T>(url: string, { limits, timeout, signal }: PageOptions, read: (page: Response) => Promise<T>): Promise<T> {
    return this.#within(url, timeout, signal, async (controller, connect) => {
      const fetching = guardedFetch({
        ...this.#options,
        limits,
        fetch: this.#options.fetch,
        // A compressed page can be read as a whole only, and its head is enough.
        headers: { Accept: 'text/html, application/xhtml+xml', 'Accept-Encoding': 'identity' },
        beforeRequest: connect,
        onResponse: (response, from) => this.#hosts.note(response, from),
      });
      try {
        // A `fetch` of the owner, and its body, may ignore signals.
        const response = await untilAborted(fetching(url, { signal: controller.signal }), controller.signal);
        if (!response.ok) throw refusal(url, response);
        return await untilAborted(read(response), controller.signal);
      } finally {
        controller.abort();
      }
    });
  }

  /** Runs a request within a time limit, which waiting for a connection to each of its hosts does not count against. */
  async #within<T>(
    url: string,
    timeout: number,
    signal: AbortSignal | undefined,
    run: (controller: AbortController, connect: (target: URL) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const late = new NewsError('timeout', `${url} did not answer within ${timeout / 1000} s.`, { source: url });
    const deadline = new Deadline(timeout, () => controller.abort(late));
    const abandon = () => controller.abort(signal?.reason);
    if (signal?.aborted) abandon();
    signal?.addEventListener('abort', abandon, { once: true });
    const { connect, release } = this.#hosts.connector(deadline, controller.signal);
    try {
      return await run(controller, connect);
    } finally {
      deadline.pause();
      release();
      signal?.removeEventListener('abort', abandon);
    }
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
    this.#redirects.set(site, feed, () => (isNew = true));
    onFound?.(new URL(feed), isNew);
  }

  /** Makes one request: waits for a connection, applies the time limit, follows redirects. */
  async #get(url: string, timeout: number, options: Noting): Promise<ProviderResponse> {
    const known = this.#redirects.get(url) ?? options.movedTo;
    let moved: string | undefined;
    try {
      const response = await this.#within(url, timeout, options.signal, (controller, connect) => {
        const fetching = guardedFetch({
          ...this.#options,
          ...options,
          fetch: this.#options.fetch,
          localFetch: this.#options.localFetch,
          beforeRequest: connect,
          onResponse: (response, from) => {
            this.#hosts.note(response, from);
            options.onLinkHeader?.(response.headers.get('link') ?? '');
            options.onManners({ cacheFor: cacheTime(response.headers, (this.#options.now ?? Date.now)()) });
          },
          onMoved: (to) => (moved = to.href),
        });
        const limited: typeof fetch = async (...request) => withPageLimit(await fetching(...request));
        return fetchResource(known ?? url, MAX_TIMER, false, controller, limited);
      });
      const read = textOnly(response);
      if (moved) this.#redirects.set(url, moved, options.onMoved);
      return read;
    } catch (reason) {
      const { code, status, cause } = reason as NewsError;
      if (moved && status === 304) this.#redirects.set(url, moved, options.onMoved);
      // The next attempt requests the old URL, which may redirect elsewhere by now.
      if (known && status !== 304 && !(cause instanceof RequestSkipped)) this.#redirects.delete(url);
      if (known && code === 'gone') throw goneElsewhere(reason as NewsError);
      throw reason;
    }
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
