import { filterArticles } from '../select/filter-articles.js';
import type { LoadFeedOptions } from '../feed/load-feed.js';
import { type LoadedFeed, type Source, merged } from '../feed/load-feeds.js';
import { sourcesOf } from '../feed/sources.js';
import { selectArticles } from '../select/select-articles.js';
import { NewsError } from '../model/error.js';
import { type Feed, changedFeed } from '../model/feed.js';
import { type NewsRequest, toRequest } from '../model/request.js';
import { owned } from '../model/owned.js';
import { shown } from '../model/shown.js';
import { catalogue } from '../providers/catalogue.js';
import {
  type Naming,
  checkOptions,
  functionOption,
  listOption,
  optionsSchema,
  requestOptions,
  signalOption,
  textOption,
} from './check-options.js';
import { toJsonFeed } from './json-feed.js';
import { originIn, userAgent } from './relay-options.js';
import { type SourceRecord, addRecords, digestOf, markSource, readEarlier, takeSources } from './snapshot-record.js';
import { withRests } from './snapshot-rests.js';
import { type ReadSource, readSources } from './snapshot-sources.js';
import { SourceFetcher } from './source-fetcher.js';
import { BlockedUrlError } from './ssrf-guard.js';

/** What `takeSnapshot` takes: what `loadFeed` does, and more. */
export interface SnapshotOptions extends LoadFeedOptions {
  /** Title of the feed that is written. Default: that of the one source, else `News`, with the tag. */
  title?: string;
  /** The snapshot that was taken last: where a source fails now, its own articles in it stand in, for at most a week. */
  previous?: string;
  /**
   * Origins on your own machine or network that may be requested although their names lead to private addresses. An
   * address in `src` that shows it, such as `http://localhost:8080/feed`, needs none. Default: none.
   */
  local?: string[];
  /** How sources can reach you: an address or a mail address, sent with each request. Default: none. */
  contact?: string;
  /** Fetches from the hosts of the world. Default: the platform's; on Node one that checks addresses after DNS. */
  fetch?: typeof fetch;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** How a source did. */
export interface SnapshotSource {
  /** Its address without the query, which may hold keys; else the name of the service. */
  name: string;
  /** How many articles it gave, before any choice; of a source that has not changed, how many of them were chosen before. */
  articles: number;
  /** Whether it said that it has not changed since the last snapshot. */
  isUnchanged?: true;
  /** Why it gave none. */
  error?: NewsError;
}

/** News as of now. */
export interface Snapshot {
  feed: Feed;
  /** The same as JSON Feed 1.1: what to put where an element's `src` finds it. */
  json: string;
  sources: SnapshotSource[];
}

/**
 * Thrown when every source failed.
 *
 * ```ts
 * catch (error) {
 *   // Keeps the news, and what the sources said about when to request them again.
 *   if (error instanceof SnapshotError && error.json) await writeFile('news.json', error.json);
 * }
 * ```
 */
export class SnapshotError extends NewsError {
  /**
   * The snapshot in `previous`, with the times before which its sources asked not to be requested; `undefined` where
   * there was none. Hand it to the next call as `previous`.
   */
  declare readonly json: string | undefined;
}

/** A snapshot, and the last file to keep in its place. */
interface Taken extends Snapshot {
  /** `previous`, with the times before which its sources asked not to be requested. */
  kept: string | undefined;
}

/** How long a file stays as it is while only the times in it would change, in milliseconds. */
const SAME_FOR = 864e5;

const OPTIONS = optionsSchema({
  ...requestOptions,
  title: textOption,
  previous: textOption,
  signal: signalOption,
  local: listOption,
  contact: textOption,
  fetch: functionOption,
  now: functionOption,
} satisfies Record<keyof SnapshotOptions, unknown>);

/**
 * Loads news once, to be kept as a file that pages read.
 * @throws NewsError `config` for invalid options
 * @throws SnapshotError when all sources failed: the error of the first one, and what to keep
 */
export async function takeSnapshot(options: SnapshotOptions): Promise<Snapshot> {
  const { kept: _kept, ...snapshot } = await takeNamedSnapshot(options, { by: 'takeSnapshot' });
  return snapshot;
}

/** The same for callers that name the options in their own way. */
export async function takeNamedSnapshot(given: SnapshotOptions, naming: Naming): Promise<Taken> {
  const checked = checkOptions(given, OPTIONS, naming);
  const { title, previous, signal, local = [], contact, fetch, now = Date.now, ...options } = checked;
  const request = toRequest(options, refusing(naming));
  const asked = await sourcesOf(request, catalogue);
  const earlier = previous === undefined ? undefined : readEarlier(previous);
  const { apiKey: _key, timeout: _timeout, ...choice } = request;
  const digest = await digestOf([choice, title]);
  const { by, nameOf = (option) => option } = naming;
  const sources = await readSources(asked, request, {
    fetcher: new SourceFetcher({
      userAgent: userAgent('newsrack-snapshot/1', contact, by, nameOf('contact')),
      fetch,
      now,
    }),
    local: new Set(local.map((one) => originIn(one, nameOf('local'), by))),
    known: earlier?.sources ?? new Map(),
    isSameRequest: earlier?.request === digest,
    now: now(),
    signal,
  });
  signal?.throwIfAborted();
  const kept = previous && withRests(previous, sources.map(({ record }) => record)); // prettier-ignore
  if (sources.every(({ error }) => error)) throw failure(named(sources[0]!), kept);
  const { feed, sourceOf } = chosen(sources, request, title, now());
  const document = toJsonFeed(feed, { title: feed.title!, staleSince: undefined });
  return { feed, json: jsonOf(document, sources, sourceOf, digest, previous), sources: sources.map(summary), kept };
}

const failure = (error: NewsError, json: string | undefined): SnapshotError =>
  Object.assign(new SnapshotError(error.code, error.message, { ...error, cause: error.cause }), { json });

/** Never shows what may be a secret. */
const refusing =
  ({ by, nameOf = (option) => option }: Naming) =>
  (attribute: string, value: unknown, accepts: string): never => {
    const option = attribute.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
    const said = option === 'apiKey' ? 'something else' : shown(value);
    throw new NewsError('config', `${by}: ${nameOf(option)} is ${said}; accepted: ${accepts}.`);
  };

/** What is chosen of all sources, and which source each article came from, by id. */
function chosen(sources: ReadSource[], request: NewsRequest, title: string | undefined, now: number) {
  const feeds = sources.flatMap(({ source, feed, record }, index): LoadedFeed[] => {
    if (feed) markSource(feed.articles, index);
    return feed ? [{ source, feed, at: record.at }] : [];
  });
  const { movedTo: _address, next: _page, ...others } = merged(feeds, request);
  const about = owned(others);
  const articles = selectArticles(about.articles, request, now, filterArticles);
  const attribution = about.attribution ?? feeds.find((one) => one.feed.attribution)?.feed.attribution;
  const titled = title ?? (sources.length === 1 ? about.title : undefined) ?? ['News', ...request.tag].join(', ');
  const feed = changedFeed({ ...about, ...(attribution && { attribution }) }, { title: titled, dropped: [], articles });
  return { feed, sourceOf: takeSources(articles) };
}

/** The file. Where only times in it would be others, it stays as it was for a day. */
function jsonOf(
  document: object,
  sources: ReadSource[],
  sourceOf: ReadonlyMap<string, number | undefined>,
  digest: string,
  previous: string | undefined,
): string {
  const { items } = document as { items: { id: string }[] };
  const counts = sources.map((_source, index) => items.filter(({ id }) => sourceOf.get(id) === index).length);
  const write = (recordOf: (source: ReadSource) => SourceRecord) => {
    const records = sources.map((source, index) => ({
      ...recordOf(source),
      // Articles that are filtered, cut off or too large are known to no one but the source.
      isWhole: source.record.isWhole && counts[index] === source.feed?.articles.length,
    }));
    return JSON.stringify(addRecords(document, digest, records, sourceOf), null, 1) + '\n';
  };
  const same = write(({ record, earlier }) =>
    earlier && isSoonAfter(record.at, earlier.at)
      ? { ...record, at: earlier.at, etag: earlier.etag, modified: earlier.modified }
      : record,
  );
  return same === previous ? same : write(({ record }) => record);
}

const isSoonAfter = (at: number, earlier: number) => at >= earlier && at - earlier < SAME_FOR;

const summary = (one: ReadSource): SnapshotSource => ({
  name: nameOf(one.source),
  articles: one.error ? 0 : (one.feed?.articles.length ?? 0),
  ...(one.isUnchanged && { isUnchanged: true }),
  ...(one.error && { error: named(one) }),
});

function nameOf({ src, provider }: Source): string {
  if (!src) return provider.name;
  const { origin, pathname } = new URL(src);
  return origin + pathname;
}

/** A failure as it may stand in a log that everybody can read. */
function named({ source, error }: ReadSource): NewsError {
  const { code, status, retryAfter, cause } = error!;
  const name = nameOf(source);
  const message =
    cause instanceof BlockedUrlError
      ? `${name} may not be requested: ${cause.rule}.${cause.rule === 'private-address' ? LOCAL_HINT : ''}`
      : error!.message.replaceAll(source.src || name, name);
  return new NewsError(code, message, {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    cause,
    source: name,
  });
}

const LOCAL_HINT = ' Name its origin as local if it is on your own network.';
