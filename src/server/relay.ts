/** The relay: answers requests for feeds with JSON Feed 1.1, from the copies that it keeps of each source. */
import { TIMEOUT, feedsAt } from '../feed/load-feeds.js';
import { MAX_TIMER } from '../network/fetch-resource.js';
import { sourcesOf } from '../feed/sources.js';
import { type NewsRequest, toRequest } from '../model/request.js';
import { catalogue } from '../providers/catalogue.js';
import { RelayArchive, feedOf, takeCursor, targetOf } from './archive/relay-archive.js';
import { written } from './archive/written-feed.js';
import { CachedSource, type SourceContext } from './cached-source.js';
import type { Naming } from './check-options.js';
import { isGone } from './client-gone.js';
import { crawlSources, limitsOf, localOf } from './crawler/crawl-sources.js';
import { type CrawlSource, type Crawler, createCrawler } from './crawler/crawler.js';
import { healthOf } from './health.js';
import { toJsonFeed } from './json-feed.js';
import { PROMETHEUS_TYPE, prometheusText } from './metrics/prometheus-text.js';
import { relayMetrics } from './metrics/relay-metrics.js';
import { ResponseCounter } from './metrics/response-counter.js';
import { factsOfCrawled, factsOfEntry } from './metrics/source-facts.js';
import { opmlOf } from './opml/write-opml.js';
import { type CachedAnswer, type Entry, RelayMemory } from './relay-memory.js';
import {
  DEFAULT_LIMIT,
  type RelayContext,
  type RelayFeed,
  type RelayOptions,
  type TableFeed,
  readOptions,
  readTable,
} from './relay-options.js';
import { RelayTable } from './relay-table.js';
import { applyQuery, parseQuery, workOf } from './query.js';
import { addCost } from './request-cost.js';
import {
  CACHING,
  Failure,
  directoryAnswer,
  etagOf,
  failureAnswer,
  newsAnswer,
  preflightAnswer,
  serviceAnswer,
  upstreamFailure,
} from './responses.js';
import { assertAdmitted } from './safe-callbacks.js';
import { type BotSigner, DIRECTORY_PATH } from './signing/bot-signatures.js';
import { type Platform, SourceFetcher } from './source-fetcher.js';
import { BlockedUrlError, type Limits, assertAllowed } from './ssrf-guard.js';
import { type Turns, atOnce } from './turns.js';

/** Answers a request. Mount it at any path: the last part of the path is the name of the feed. */
export type Relay = (request: Request, context?: RelayContext) => Promise<Response>;

const NO_FEED =
  'There is no feed of this name. At the path of the relay itself, a request for all feeds ends with a slash.';

/** Maximum number of articles of a feed that a client requests by `?url=`. */
const MAX_ARTICLES = 1000;

/** A valid `Host` header: a name or an IP address, with an optional port. */
const HOST = /^(?=.{1,261}$)(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/** Maximum length of a query, in characters. */
const MAX_QUERY = 2000;

/** Milliseconds past `freshFor` in which a copy still answers requests, while the relay fetches the source in the background. */
const WHILE_REVALIDATING = 30 * 6e4;

/**
 * Creates a relay, which fetches feeds for pages that can't, and answers with JSON Feed 1.1 in plain text. `GET /name`
 * returns a feed of the table, `GET /?url=…` a feed at an allowed host. `tag`, `limit`, `include` and other parameters
 * filter its articles.
 * @throws NewsError `config` for invalid options
 */
export const createRelay = (options: RelayOptions): Relay => createRelayWith(options, {});

/**
 * Returns the URL of a request as clients write it, since a proxy may have replaced its host and removed the path of the relay,
 * and the rest of its path behind that of the relay.
 */
function placeOf(requested: string, baseUrl: string | undefined): { url: URL; path: string } {
  const { pathname, search } = new URL(requested);
  const url = new URL(baseUrl ?? requested);
  const root = baseUrl === undefined ? '/' : url.pathname.replace(/\/?$/, '/');
  // The path of the relay may come without its slash.
  const isWhole = `${pathname}/`.startsWith(root);
  const path = isWhole ? pathname.slice(root.length) : pathname.slice(1);
  url.pathname = isWhole ? pathname : root + path;
  url.search = search;
  return { url, path };
}

/** Functions that a program adds to a relay that it runs. */
interface RelayPlatform extends Omit<Platform, 'sign'> {
  /** Receives the crawler that requests the sources of the table for the archive, and starts it. Default: clients' requests do. */
  onCrawler?: (crawler: Crawler) => void;
  /** True if the crawler also looks for pictures of articles that come without one. Default: false. */
  pictures?: boolean | undefined;
  /** URL at which clients reach the relay. Default: that of each request, whose host a client may have invented. */
  baseUrl?: string | undefined;
  /** Signs the requests to sources. The relay then serves the directory of its key. */
  signer?: BotSigner | undefined;
  /** Counts all responses of a program, which may have answers of its own. Default: the relay counts its own. */
  counter?: ResponseCounter;
  /** Lets requests have their turns in what takes time or memory. Default: all of it is done at once. */
  turns?: Turns;
  /** Receives the place for feeds of a list, which are served beside those of the options. */
  onListing?: (listing: Listing) => void;
}

/** The place for feeds of a list. */
export interface Listing {
  /** Replaces the feeds. @throws NewsError `config` for an invalid one */
  set(feeds: Iterable<readonly [name: string, feed: RelayFeed]>): void;
  /** The feeds of the options. */
  own: ReadonlyMap<string, TableFeed>;
  /** The limits of the relay. */
  allowed: Limits;
  sourceContext: SourceContext;
}

/**
 * Creates a relay as `createRelay` does, with functions that only some platforms offer.
 * @param naming the names of the options where they come from, for messages
 */
export function createRelayWith(
  options: RelayOptions,
  { onCrawler, onListing, counter, signer, pictures, baseUrl, turns = atOnce, ...platform }: RelayPlatform,
  naming: Naming = { by: 'createRelay' },
): Relay {
  const { table: own, allowed, origins, patience, admit, archive, sourceContext } = readOptions(options, naming);
  const { now, log, store, freshFor } = sourceContext;

  const table = new RelayTable(own);
  const named = new Map<string, Promise<Entry>>();
  let whole: Promise<Entry> | undefined;
  const memory = new RelayMemory();
  const responses = counter ?? new ResponseCounter();
  const crawls = archive && onCrawler;
  const fetcher = new SourceFetcher({
    ...sourceContext,
    ...platform,
    sign: signer?.headersFor,
    ...(crawls && { connectionsPerHost: 1 }),
  });
  const shared = { ...sourceContext, fetcher };
  const archived = archive && new RelayArchive(archive, sourceContext, turns);
  let crawler: Crawler | undefined;
  let crawled: Promise<CrawlSource[]> | undefined;
  if (crawls) {
    const sources = () => (crawled ??= crawlSources(table.feeds.values(), allowed));
    crawler = createCrawler({ archive, sources, fetcher, pictures, log, now, nameOf: sourceContext.nameOf });
    onCrawler(crawler);
  }
  onListing?.({ set: setListed, own, allowed, sourceContext });

  function setListed(feeds: Parameters<Listing['set']>[0]): void {
    const gone = table.setListed(readTable(feeds, allowed, naming));
    for (const { name } of gone) {
      void named.get(name)?.then(({ sources }) => sources.forEach((source) => memory.dropTable(source)));
      named.delete(name);
    }
    whole = crawled = undefined;
    crawler?.update();
  }

  async function entryNamed(name: string): Promise<Entry> {
    if (!name) throw new Failure('not-found', 'The path names no feed. Request /NAME or /?url=URL.');
    const feed = table.feeds.get(name);
    if (!feed) throw new Failure('not-found', NO_FEED);
    if (!named.has(name)) named.set(name, withSources(feed));
    return named.get(name)!;
  }

  async function withSources(feed: TableFeed): Promise<Entry> {
    const sources = await sourcesOf(feed.request, catalogue);
    const limits = limitsOf(sources, feed.request, allowed);
    const own = {
      ...shared,
      onChange(source: CachedSource) {
        if (!table.has(feed)) return;
        archived?.note(source);
        memory.noteTable(source);
      },
    };
    const cached = sources.map(
      (source) => new CachedSource(source, feed.request, limits, feed.name, own, sources.length),
    );
    return { ...feed, sources: cached, asWhole: false };
  }

  function entryAt(address: string): Entry {
    const { href, host } = addressOf(address, allowed);
    const entry = memory.entryAt(href) ?? entryOf(href, host);
    memory.keepEntry(href, entry);
    return entry;
  }

  function entryOf(href: string, host: string): Entry {
    const request = toRequest({ src: [href], limit: MAX_ARTICLES }, () => undefined);
    const limits = { ...allowed, local: localOf(request, allowed) };
    const entry: Entry = { name: host, title: undefined, fixed: new Set(), request, sources: [], asWhole: true };
    const own = { ...shared, onChange: () => memory.updateEntry(href, entry) };
    entry.sources = feedsAt(request).map((source) => new CachedSource(source, request, limits, host, own));
    return entry;
  }

  /** Requests the sources that are due. Waits for them only as long as the copies can't answer. */
  async function gather({ sources, request }: Entry, context: RelayContext | undefined): Promise<void> {
    const due = () => sources.filter(({ isDue }) => isDue);
    if (store) await Promise.all(due().map((source) => source.recall()));
    const hasNews = sources.some(({ loaded }) => loaded);
    const first: Promise<void>[] = [];
    const old: Promise<void>[] = [];
    for (const source of due()) {
      const refreshing = source.refresh();
      context?.waitUntil?.(refreshing);
      // A source that has failed before is retried in the background.
      if (source.backoff) first.push(...(hasNews ? [] : [refreshing]));
      else if (!source.loaded) first.push(refreshing);
      else if (isOld(source)) old.push(refreshing);
    }
    await Promise.all([firstNews(first, sources, request), old.length && within(Promise.all(old), patience)]);
  }

  /**
   * Waits for sources without a copy: for all of them as long as a single one may take, then until one of them has news.
   * With many sources at one host, the last ones wait long for a connection.
   */
  async function firstNews(refreshing: Promise<void>[], sources: CachedSource[], request: NewsRequest): Promise<void> {
    if (!refreshing.length) return;
    const all = Promise.all(refreshing);
    await within(all, Math.max(request.timeout ?? 0, TIMEOUT));
    const hasNews = () => sources.some(({ loaded }) => loaded);
    if (hasNews()) return;
    await new Promise<void>((resolve) => {
      for (const one of refreshing) void one.then(() => hasNews() && resolve());
      void all.then(() => resolve());
    });
  }

  const isOld = (source: CachedSource) => source.age >= source.freshFor + WHILE_REVALIDATING;

  const archiveFailure = () => crawler?.failure ?? archived?.failure;

  /** Answers the addresses of the relay itself, whose names no feed may have. */
  async function serviceAnswerAt(path: string, request: Request): Promise<Response | undefined> {
    if (signer && path.endsWith(DIRECTORY_PATH)) return directoryAnswer(request, origins, signer.directory());
    const name = nameIn(path);
    if (name === 'opml') return serviceAnswer(request, origins, opmlOf(table.feeds.values()), 'text/x-opml');
    if (name === 'metrics') return metricsAnswer(request);
    if (name !== 'healthz') return undefined;
    await archived?.check();
    const health = healthOf(await Promise.all(named.values()), archiveFailure(), crawler);
    const status = health.status === 'ok' ? 200 : 503;
    return serviceAnswer(request, origins, JSON.stringify(health), 'application/json', status);
  }

  async function metricsAnswer(request: Request): Promise<Response> {
    const entries = crawler ? [] : await Promise.all(named.values());
    const sources = crawler
      ? crawler.states().map((state) => factsOfCrawled(state, now()))
      : entries.flatMap(factsOfEntry);
    addCost(request, sources.length / SOURCES_PER_COST);
    const families = relayMetrics({
      sources,
      responses: responses.counts,
      archive: await archived?.size(),
      isCrawling: crawler?.isCrawling,
    });
    return serviceAnswer(request, origins, prometheusText(families), PROMETHEUS_TYPE);
  }

  async function answer(request: Request, context: RelayContext | undefined): Promise<Response> {
    await assertAdmitted(request, admit);
    // The URL of a request is built from its Host header.
    const host = request.headers.get('host');
    if (!URL.canParse(request.url) || (host && !HOST.test(host)))
      throw new Failure('bad-request', 'The address or the Host header is invalid.');
    const { pathname, searchParams, search } = new URL(request.url);
    if (search.length > MAX_QUERY) throw new Failure('bad-request', 'The query is too long.');
    const address = searchParams.get('url');
    const service = address === null && (await serviceAnswerAt(pathname, request));
    if (service) return service;
    if (archived && address === null) return answerFromArchive(archived, request, context);
    const entry = address === null ? await entryNamed(nameIn(pathname)) : entryAt(address);
    const { sources, fixed, asWhole, title, name } = entry;
    const query = parseQuery(searchParams, fixed);
    if (fixed.has('limit') && query.limit) query.limit = Math.min(query.limit, entry.request.limit);
    const before = sources.map(({ version }) => version);
    await gather(entry, context);
    sources.forEach(({ version, size }, index) => version !== before[index] && addCost(request, size / BYTES_PER_COST));

    const loaded = sources.map((source) => source.loaded);
    const feeds = loaded.filter((one) => one !== undefined);
    if (!feeds.length) throw failureOf(sources);
    const old = sources.filter((one) => one.loaded && (one.backoff || isOld(one)));
    const staleSince = old.length ? Math.min(...old.map(({ loaded }) => loaded!.at)) : undefined;
    const key = JSON.stringify([asWhole ? address : name, asWhole, query, staleSince]);
    const versions = sources.map(({ version }) => version);
    const { body, etag } = await preparedAnswer(request, key, versions, query.limit ?? entry.request.limit, () => {
      addCost(request, workOf(feeds, query) / WORK_PER_COST);
      const own = feeds.length === 1 ? feeds[0]!.feed.title : undefined;
      const feed = applyQuery(feeds, entry.request, query, now(), asWhole);
      return JSON.stringify(toJsonFeed(feed, { title: title ?? own ?? name, staleSince }));
    });
    const caching = old.length ? CACHING.none : feeds.length < sources.length ? CACHING.brief : CACHING.fresh;
    return newsAnswer(request, origins, body, await etag, caching);
  }

  /** All sources of the table, as one feed. */
  async function wholeEntry(): Promise<Entry> {
    const entries = await Promise.all([...table.feeds.keys()].map((name) => entryNamed(name)));
    const sources = new Map(entries.flatMap((entry) => entry.sources.map((source) => [source.key, source])));
    const request = toRequest({ src: [], limit: DEFAULT_LIMIT }, () => undefined);
    return {
      name: 'News',
      title: undefined,
      fixed: new Set(),
      request,
      sources: [...sources.values()],
      asWhole: false,
    };
  }

  async function answerFromArchive(
    from: RelayArchive,
    request: Request,
    context: RelayContext | undefined,
  ): Promise<Response> {
    const { url, path } = placeOf(request.url, baseUrl);
    const self = url.href;
    const target = targetOf(path, (name) => table.feeds.has(name));
    if (target.kind === 'tags') {
      const body = JSON.stringify({ tags: await from.tags(request, url.searchParams) });
      return newsAnswer(request, origins, body, await etagOf(body), CACHING.brief, 'application/json');
    }
    const entry = target.name ? await entryNamed(target.name) : await (whole ??= wholeEntry());
    const parameters = new URLSearchParams(url.searchParams);
    const before = takeCursor(parameters);
    const query = parseQuery(parameters, entry.fixed, ['before']);
    const tag = target.slug && (await from.tagOf(target.slug));
    if (tag) query.tag = [tag];
    if (entry.fixed.has('limit') && query.limit) query.limit = Math.min(query.limit, entry.request.limit);
    const limit = query.limit ?? entry.request.limit;
    const wanted = { ...query, limit, before };
    const own = target.name ? entry : undefined;
    const gathering = crawler ? undefined : gather(entry, context);
    if (gathering) context?.waitUntil?.(gathering.catch(() => undefined).then(() => from.stored()));
    let page = await from.find(request, own, wanted);
    // While the archive fails, copies in memory answer.
    if (!page) await (gathering ?? gather(entry, context));
    else if (!page.articles.length) {
      await (gathering ?? within(crawler!.caughtUp(entry.sources.map(({ key }) => key)), own ? TIMEOUT : patience));
      await from.settled();
      page = await from.find(request, own, wanted);
    } else gathering?.catch(() => undefined);
    // What could not be stored may be in memory.
    if (page && !page.articles.length && !before && archiveFailure() !== undefined) {
      await (gathering ?? gather(entry, context));
      page = undefined;
    }
    const feeds = entry.sources.flatMap((source) => source.loaded ?? []);
    if (!page && before) throw new Failure('unavailable', 'The archive is not available.', 60);
    if (!feeds.length && !page?.articles.length && entry.sources.some(({ backoff }) => backoff))
      throw failureOf(entry.sources);
    const facts = feeds.length === 1 ? feeds[0]!.feed : undefined;
    if (page?.next) url.searchParams.set('before', page.next);
    const feed = page
      ? feedOf(facts, page.articles, page.next && url.href)
      : await turns(limit, () => applyQuery(feeds, entry.request, query, now(), false), isWanted(request));
    const title = entry.title ?? facts?.title ?? tag ?? entry.name;
    const { body, type } = written(feed, target.format, { title, self });
    return newsAnswer(request, origins, body, await etagOf(body), page ? CACHING.fresh : CACHING.brief, type);
  }

  /** Returns the cached body for a key if it was made from the same copies and is still fresh, else a new one. */
  async function preparedAnswer(
    request: Request,
    key: string,
    versions: number[],
    articles: number,
    make: () => string,
  ): Promise<CachedAnswer> {
    return (
      goodAnswer(key, versions) ?? turns(articles, () => goodAnswer(key, versions) ?? newAnswer(), isWanted(request))
    );

    function newAnswer(): CachedAnswer {
      const body = make();
      const made = { versions, since: fetcher.ticks, body, etag: etagOf(body) };
      memory.keepAnswer(key, made);
      return made;
    }
  }

  function goodAnswer(key: string, versions: number[]): CachedAnswer | undefined {
    const known = memory.answerTo(key);
    const isGood = known && fetcher.ticks - known.since < freshFor && known.versions.join() === versions.join();
    return isGood ? known : undefined;
  }

  async function respond(request: Request, context: RelayContext | undefined): Promise<Response> {
    try {
      if (request.method === 'OPTIONS') return preflightAnswer(request, origins);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new Failure('method-not-allowed', 'Method not allowed. Use GET or HEAD.');
      }
      return await answer(request, context);
    } catch (failure) {
      if (failure instanceof Failure) return failureAnswer(request, origins, failure);
      log({ feed: '', code: 'bug', message: failure instanceof Error ? (failure.stack ?? failure.message) : '' });
      return failureAnswer(request, origins, new Failure('internal', 'Internal error in the relay.'));
    }
  }

  return async (request, context) => {
    const response = await respond(request, context);
    if (!counter && !isGone(request)) responses.count(response.status);
    return response;
  };
}

const isWanted = (request: Request) => () => !isGone(request);

/** Number of sources whose metrics cost as much as one request. */
const SOURCES_PER_COST = 1000;

/** Bytes of a feed whose parsing costs as much as one request. */
const BYTES_PER_COST = 250_000;

/** Number of articles times words whose filtering costs as much as one request. */
const WORK_PER_COST = 2000;

/** The last part of a path: a relay may be mounted at any path. */
const nameIn = (pathname: string): string => pathname.replace(/\/$/, '').split('/').at(-1) ?? '';

/** @throws Failure */
function addressOf(address: string, allowed: Limits): URL {
  try {
    return assertAllowed(address, allowed);
  } catch (blocked) {
    if (!(blocked instanceof BlockedUrlError)) throw blocked;
    throw blocked.rule === 'malformed'
      ? new Failure('bad-request', '"url" is not a valid URL.')
      : new Failure('forbidden', `The relay is not allowed to fetch that URL: ${blocked.rule}.`);
  }
}

/** The failure to report when no source has articles: that of the source with the earliest retry. */
function failureOf(sources: CachedSource[]): Failure {
  const [first] = sources.filter(({ backoff }) => backoff).sort((a, b) => a.wait - b.wait);
  if (!first) return new Failure('internal', 'No source was requested.');
  const wait = Math.ceil(first.wait / 1000);
  return upstreamFailure(first.backoff!.error, wait < Infinity ? Math.max(wait, 1) : undefined);
}

/** Settles when `promise` does, or after a time limit. */
function within(promise: Promise<unknown>, milliseconds: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.min(milliseconds, MAX_TIMER))));
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}
