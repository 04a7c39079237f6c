/** Answers requests for feeds, and for the list of tags, from the archive; while it fails, from the copies in memory. */
import { TIMEOUT } from '../../feed/load-feeds.js';
import type { Feed } from '../../model/feed.js';
import type { ArchivePage } from '../archive/archive-types.js';
import { type RelayArchive, type Target, feedOf, takeCursor, targetOf } from '../archive/relay-archive.js';
import { written } from '../archive/written-feed.js';
import { isGone } from '../client-gone.js';
import type { Crawler } from '../crawler/crawler.js';
import { type ArticleQuery, applyQuery } from '../query.js';
import type { RelayContext } from '../relay-options.js';
import { CACHING, Failure, type Origins, etagOf, newsAnswer } from '../responses.js';
import type { Turns } from '../turns.js';
import { within } from '../within.js';
import type { RelayEntries } from './entries.js';
import { type Entry, failureOf, queryFor } from './entry.js';

export interface ArchiveAnswersOptions {
  archive: RelayArchive;
  /** The crawler for the archive. Without one, requests of clients let the relay request the sources. */
  crawler: Crawler | undefined;
  entries: RelayEntries;
  gather: (entry: Entry, context: RelayContext | undefined) => Promise<void>;
  origins: Origins;
  turns: Turns;
  now: () => number;
  /** Milliseconds that a response about all sources waits for a crawler. */
  patience: number;
  /** URL at which clients reach the relay. Default: that of each request. */
  baseUrl: string | undefined;
}

/** A request for a page of a feed. */
interface Wanted {
  query: ArticleQuery;
  limit: number;
  before: string | undefined;
}

export class ArchiveAnswers {
  #options: ArchiveAnswersOptions;

  constructor(options: ArchiveAnswersOptions) {
    this.#options = options;
  }

  /** The last failure of the archive, if it fails. */
  get failure(): string | undefined {
    return this.#options.crawler?.failure ?? this.#options.archive.failure;
  }

  /** @throws Failure */
  answer(request: Request, context: RelayContext | undefined): Promise<Response> {
    const { url, path } = placeOf(request.url, this.#options.baseUrl);
    const target = targetOf(path, (name) => this.#options.entries.feeds.has(name));
    return target.kind === 'tags' ? this.#tags(request, url) : this.#feed(request, url, target, context);
  }

  async #tags(request: Request, { searchParams }: URL): Promise<Response> {
    const body = JSON.stringify({ tags: await this.#options.archive.tags(request, searchParams) });
    return newsAnswer(request, this.#options.origins, body, await etagOf(body), CACHING.brief, 'application/json');
  }

  async #feed(request: Request, url: URL, target: Target, context: RelayContext | undefined): Promise<Response> {
    const { entries, archive, origins } = this.#options;
    const self = url.href;
    const entry = target.name ? await entries.named(target.name) : await entries.whole();
    const tag = target.slug && (await archive.tagOf(target.slug));
    const wanted = wantedOf(entry, url.searchParams, tag);
    const page = await this.#page(request, entry, target.name ? entry : undefined, wanted, context);
    const feeds = entry.sources.flatMap((source) => source.loaded ?? []);
    if (!page && wanted.before) throw new Failure('unavailable', 'The archive is not available.', 60);
    if (!feeds.length && !page?.articles.length && entry.sources.some(({ backoff }) => backoff)) throw failureOf(entry);
    const facts = feeds.length === 1 ? feeds[0]!.feed : undefined;
    if (page?.next) url.searchParams.set('before', page.next);
    const feed = page
      ? feedOf(facts, page.articles, page.next && url.href)
      : await this.#fromCopies(request, entry, wanted);
    const title = entry.title ?? facts?.title ?? (tag || entry.name);
    const { body, type } = written(feed, target.format, { title, self });
    return newsAnswer(request, origins, body, await etagOf(body), page ? CACHING.fresh : CACHING.brief, type);
  }

  /**
   * Returns a page of the archive; `undefined` when the copies are to answer, which then are as fresh as they can be.
   * @param own the feed of the table that the page is about. Default: all sources
   */
  async #page(
    request: Request,
    entry: Entry,
    own: Entry | undefined,
    { query, limit, before }: Wanted,
    context: RelayContext | undefined,
  ): Promise<ArchivePage | undefined> {
    const { archive, crawler } = this.#options;
    const gather = () => this.#options.gather(entry, context);
    const gathering = crawler ? undefined : gather();
    if (gathering) context?.waitUntil?.(gathering.catch(() => undefined).then(() => archive.stored()));
    const find = () => archive.find(request, own, { ...query, limit, before });
    const page = await find();
    if (page?.articles.length) {
      gathering?.catch(() => undefined);
      return page;
    }
    await (gathering ?? (page ? this.#caughtUp(entry, own) : gather()));
    if (!page) return undefined;
    await archive.settled();
    const later = await find();
    if (!later || later.articles.length || before || this.failure === undefined) return later;
    // What could not be stored may be in memory.
    await (gathering ?? gather());
    return undefined;
  }

  /** Waits for a crawler to request the sources of a feed for the first time. */
  async #caughtUp({ sources }: Entry, own: Entry | undefined): Promise<void> {
    const { crawler, patience } = this.#options;
    await within(crawler!.caughtUp(sources.map(({ key }) => key)), own ? TIMEOUT : patience);
  }

  #fromCopies(request: Request, entry: Entry, { query, limit }: Wanted): Promise<Feed> {
    const { turns, now } = this.#options;
    const feeds = entry.sources.flatMap((source) => source.loaded ?? []);
    const select = () => applyQuery(feeds, entry.request, query, now(), false);
    return turns(limit, select, () => !isGone(request));
  }
}

/** @param tag the tag that the path names. Default: those of the query @throws Failure */
function wantedOf(entry: Entry, given: URLSearchParams, tag: string | undefined): Wanted {
  const parameters = new URLSearchParams(given);
  const before = takeCursor(parameters);
  const query = queryFor(entry, parameters, ['before']);
  if (tag) query.tag = [tag];
  return { query, limit: query.limit ?? entry.request.limit, before };
}

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
