/** The relay: answers requests for feeds with JSON Feed 1.1, from an archive or from the copies that it keeps of each source. */
import { RelayArchive } from './archive/relay-archive.js';
import type { SourceContext } from './cached-source.js';
import type { Naming } from './check-options.js';
import { isGone } from './client-gone.js';
import { crawlSources } from './crawler/crawl-sources.js';
import { type CrawlSource, type Crawler, createCrawler } from './crawler/crawler.js';
import { ResponseCounter } from './metrics/response-counter.js';
import { type RelayContext, type RelayFeed, type RelayOptions, type TableFeed, readOptions, readTable } from './relay-options.js'; // prettier-ignore
import { ArchiveAnswers } from './relay/archive-answers.js';
import { CopyAnswers } from './relay/copy-answers.js';
import { RelayEntries } from './relay/entries.js';
import type { Entry } from './relay/entry.js';
import { gather } from './relay/gather.js';
import { RelayMemory } from './relay/memory.js';
import { ServiceAnswers } from './relay/service-answers.js';
import { Failure, failureAnswer, preflightAnswer } from './responses.js';
import { assertAdmitted } from './safe-callbacks.js';
import type { BotSigner } from './signing/bot-signatures.js';
import { type Platform, SourceFetcher } from './source-fetcher.js';
import type { Limits } from './ssrf-guard.js';
import { type Turns, atOnce } from './turns.js';

/** Answers a request. Mount it at any path: the last part of the path is the name of the feed. */
export type Relay = (request: Request, context?: RelayContext) => Promise<Response>;

/** A valid `Host` header: a name or an IP address, with an optional port. */
const HOST = /^(?=.{1,261}$)(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/** Maximum length of a query, in characters. */
const MAX_QUERY = 2000;

/**
 * Creates a relay, which fetches feeds for pages that can't, and answers with JSON Feed 1.1 in plain text. `GET /name`
 * returns a feed of the table, `GET /?url=…` a feed at an allowed host. `tag`, `limit`, `include` and other parameters
 * filter its articles.
 * @throws NewsError `config` for invalid options
 */
export const createRelay = (options: RelayOptions): Relay => createRelayWith(options, {});

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
  const { now, log, store, freshFor, nameOf } = sourceContext;
  const crawls = archive && onCrawler;
  const fetcher = new SourceFetcher({
    ...sourceContext,
    ...platform,
    sign: signer?.headersFor,
    ...(crawls && { connectionsPerHost: 1 }),
  });
  const memory = new RelayMemory();
  const responses = counter ?? new ResponseCounter();
  const archived = archive && new RelayArchive(archive, sourceContext, turns);
  const entries = new RelayEntries({
    own,
    allowed,
    sourceContext: { ...sourceContext, fetcher },
    memory,
    onCopy: (source) => archived?.note(source),
  });

  let crawled: Promise<CrawlSource[]> | undefined;
  const sources = () => (crawled ??= crawlSources(entries.feeds.values(), allowed));
  const crawler = crawls && createCrawler({ archive, sources, fetcher, pictures, log, now, nameOf });
  if (crawls) onCrawler(crawler!);

  function setListed(feeds: Parameters<Listing['set']>[0]): void {
    entries.setListed(readTable(feeds, allowed, naming));
    crawled = undefined;
    crawler?.update();
  }
  onListing?.({ set: setListed, own, allowed, sourceContext });

  const shared = {
    entries,
    crawler,
    origins,
    turns,
    now,
    gather: (entry: Entry, context: RelayContext | undefined) =>
      gather(entry, context, { hasStore: !!store, patience }),
  };
  const fromCopies = new CopyAnswers({ ...shared, memory, fetcher, freshFor });
  const fromArchive = archived && new ArchiveAnswers({ ...shared, archive: archived, patience, baseUrl });
  const services = new ServiceAnswers({ ...shared, archive: archived, failure: () => fromArchive?.failure, signer, responses }); // prettier-ignore

  async function answer(request: Request, context: RelayContext | undefined): Promise<Response> {
    await assertAdmitted(request, admit);
    const { pathname, searchParams } = urlOf(request);
    const address = searchParams.get('url');
    if (address !== null) return fromCopies.answer(request, address, entries.at(address), context);
    const name = nameIn(pathname);
    const service = await services.answer(request, pathname, name);
    if (service) return service;
    if (fromArchive) return fromArchive.answer(request, context);
    return fromCopies.answer(request, name, await entries.named(name), context);
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

/** The URL of a request is built from its `Host` header. @throws Failure */
function urlOf(request: Request): URL {
  const host = request.headers.get('host');
  if (!URL.canParse(request.url) || (host && !HOST.test(host)))
    throw new Failure('bad-request', 'The address or the Host header is invalid.');
  const url = new URL(request.url);
  if (url.search.length > MAX_QUERY) throw new Failure('bad-request', 'The query is too long.');
  return url;
}

/** The last part of a path: a relay may be mounted at any path. */
const nameIn = (pathname: string): string => pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
