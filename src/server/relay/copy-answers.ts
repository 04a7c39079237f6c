/** Answers requests for feeds from the copies of their sources. Bodies are kept as long as the copies are the same. */
import { toJsonFeed } from '../json-feed.js';
import { type ArticleQuery, applyQuery, workOf } from '../query.js';
import type { RelayContext } from '../relay-options.js';
import { addCost } from '../request-cost.js';
import { CACHING, type Origins, etagOf, newsAnswer } from '../responses.js';
import type { SourceFetcher } from '../source-fetcher.js';
import type { Turns } from '../turns.js';
import { isGone } from '../client-gone.js';
import { type Entry, failureOf, queryFor } from './entry.js';
import { isOld } from './gather.js';
import type { CachedAnswer, RelayMemory } from './memory.js';

/** Bytes of a feed whose parsing costs as much as one request. */
const BYTES_PER_COST = 250_000;

/** Number of articles times words whose filtering costs as much as one request. */
const WORK_PER_COST = 2000;

export interface CopyAnswersOptions {
  gather: (entry: Entry, context: RelayContext | undefined) => Promise<void>;
  memory: RelayMemory;
  fetcher: SourceFetcher;
  origins: Origins;
  turns: Turns;
  now: () => number;
  /** Milliseconds for which a body is kept. */
  freshFor: number;
}

export class CopyAnswers {
  #options: CopyAnswersOptions;

  constructor(options: CopyAnswersOptions) {
    this.#options = options;
  }

  /**
   * @param name the name of the feed, or the URL at which it is
   * @throws Failure
   */
  async answer(request: Request, name: string, entry: Entry, context: RelayContext | undefined): Promise<Response> {
    const { sources } = entry;
    const query = queryFor(entry, new URL(request.url).searchParams);
    const before = sources.map(({ version }) => version);
    await this.#options.gather(entry, context);
    sources.forEach(({ version, size }, index) => version !== before[index] && addCost(request, size / BYTES_PER_COST));

    const loaded = sources.filter((source) => source.loaded);
    if (!loaded.length) throw failureOf(entry);
    const old = loaded.filter((source) => source.backoff || isOld(source));
    const staleSince = old.length ? Math.min(...old.map((source) => source.loaded!.at)) : undefined;
    const key = JSON.stringify([name, entry.asWhole, query, staleSince]);
    const { body, etag } = await this.#body(request, key, entry, query, staleSince);
    const caching = old.length ? CACHING.none : loaded.length < sources.length ? CACHING.brief : CACHING.fresh;
    return newsAnswer(request, this.#options.origins, body, await etag, caching);
  }

  /** Returns the kept body for a key if it was made from the same copies and is still fresh, else a new one. */
  async #body(
    request: Request,
    key: string,
    entry: Entry,
    query: ArticleQuery,
    staleSince: number | undefined,
  ): Promise<CachedAnswer> {
    const versions = entry.sources.map(({ version }) => version);
    const known = () => this.#known(key, versions);
    const articles = query.limit ?? entry.request.limit;
    const make = () => this.#keep(key, versions, bodyOf(request, entry, query, { staleSince, now: this.#options.now }));
    return known() ?? this.#options.turns(articles, () => known() ?? make(), () => !isGone(request)); // prettier-ignore
  }

  #known(key: string, versions: readonly number[]): CachedAnswer | undefined {
    const { memory, fetcher, freshFor } = this.#options;
    const known = memory.answerTo(key);
    const isGood = known && fetcher.ticks - known.since < freshFor && known.versions.join() === versions.join();
    return isGood ? known : undefined;
  }

  #keep(key: string, versions: number[], body: string): CachedAnswer {
    const { memory, fetcher } = this.#options;
    const answer = { versions, since: fetcher.ticks, body, etag: etagOf(body) };
    memory.keepAnswer(key, answer);
    return answer;
  }
}

function bodyOf(
  request: Request,
  { name, title, sources, request: own, asWhole }: Entry,
  query: ArticleQuery,
  { staleSince, now }: { staleSince: number | undefined; now: () => number },
): string {
  const feeds = sources.flatMap(({ loaded }) => loaded ?? []);
  addCost(request, workOf(feeds, query) / WORK_PER_COST);
  const titleOfSource = feeds.length === 1 ? feeds[0]!.feed.title : undefined;
  const feed = applyQuery(feeds, own, query, now(), asWhole);
  return JSON.stringify(toJsonFeed(feed, { title: title ?? titleOfSource ?? name, staleSince }));
}
