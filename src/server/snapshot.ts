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
import { checkClock, originIn, userAgent } from './relay-options.js';
import { type SourceRecord, addRecords, digestOf, markSource, readEarlier, takeSources } from './snapshot-record.js';
import { withCoolDowns } from './snapshot-cool-downs.js';
import { type ReadSource, readSources } from './snapshot-sources.js';
import { type Platform, SourceFetcher } from './source-fetcher.js';
import { BlockedUrlError } from './ssrf-guard.js';
import { adviceFor } from './blocked-url-advice.js';
import { providerNames, withOptionNames } from './owner-message.js';

/** Options of `takeSnapshot`: those of `loadFeed`, and more. */
export interface SnapshotOptions extends LoadFeedOptions {
  /** Title of the JSON Feed. Default: the title of a single source, else `News` and the tags. */
  title?: string;
  /** JSON of the last snapshot. Where a source fails now, its articles there are used, for at most a week. */
  previous?: string;
  /**
   * Origins on your own machine or network that may be fetched although their names resolve to private addresses. URLs in
   * `src` with a local name, such as `http://localhost:8080/feed`, need no entry. Default: none.
   */
  local?: string[];
  /** Your URL or mail address for the operators of sources, sent with each request. Default: none. */
  contact?: string;
  /** Fetches from public hosts. Default: the platform's `fetch`; on Node one that checks IP addresses after DNS. */
  fetch?: typeof fetch;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** The result of one source. */
export interface SnapshotSource {
  /** URL of the source without the query, which may contain keys; else the name of the service. */
  name: string;
  /** Number of articles before filtering; for an unchanged source, number of its articles in the last snapshot. */
  articles: number;
  /** `true` if the source has not changed since the last snapshot. */
  isUnchanged?: true;
  /** The error, if the source failed. */
  error?: NewsError;
}

/** The current articles of all sources. */
export interface Snapshot {
  feed: Feed;
  /** The feed as JSON Feed 1.1. Serve it at the URL in an element's `src`. */
  json: string;
  sources: SnapshotSource[];
}

/**
 * Thrown when every source failed.
 *
 * ```ts
 * catch (error) {
 *   // Keeps the articles, and the times before which the sources must not be requested.
 *   if (error instanceof SnapshotError && error.json) await writeFile('news.json', error.json);
 * }
 * ```
 */
export class SnapshotError extends NewsError {
  /**
   * The snapshot in `previous`, with the times before which its sources must not be requested; `undefined` without
   * `previous`. Pass it to the next call as `previous`.
   */
  declare readonly json: string | undefined;
}

/** A snapshot, and the last file, which a command keeps if it does not write the snapshot. */
interface Taken extends Snapshot {
  /** `previous`, with the times before which its sources must not be requested. */
  kept: string | undefined;
}

/** Milliseconds for which a file is not rewritten if only its times would change. */
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
 * Loads the articles of all sources once, for a file that pages read.
 * @throws NewsError `config` for invalid options
 * @throws SnapshotError when all sources failed: the error of the first one, with the file to keep
 */
export const takeSnapshot = (options: SnapshotOptions): Promise<Snapshot> => takeSnapshotWith(options, {});

/** Takes a snapshot as `takeSnapshot` does, with functions that only some platforms offer. */
export async function takeSnapshotWith(options: SnapshotOptions, platform: Platform): Promise<Snapshot> {
  const { kept: _kept, ...snapshot } = await takeNamedSnapshot(options, platform, { by: 'takeSnapshot' });
  return snapshot;
}

/** Takes a snapshot for callers with other names for the options, such as commands. */
export async function takeNamedSnapshot(given: SnapshotOptions, platform: Platform, naming: Naming): Promise<Taken> {
  const checked = checkOptions(given, OPTIONS, naming);
  const { title, previous, signal, local = [], contact, fetch, now = Date.now, ...options } = checked;
  const request = toRequest(options, invalidValueHandler(naming));
  const nameOf = naming.nameOf ?? ((option: string) => option);
  checkClock(now, nameOf('now'), naming.by);
  const requested = await sourcesFor(request, naming);
  const earlier = previous === undefined ? undefined : readEarlier(previous);
  const { apiKey: _key, timeout: _timeout, ...choice } = request;
  const digest = await digestOf([choice, title]);
  const { by } = naming;
  const sources = await readSources(requested, request, {
    fetcher: new SourceFetcher({
      userAgent: userAgent('newsrack-snapshot/1', contact, by, nameOf('contact')),
      fetch,
      now,
      ...platform,
    }),
    local: new Set(local.map((one) => originIn(one, nameOf('local'), by))),
    known: earlier?.sources ?? new Map(),
    isSameRequest: earlier?.request === digest,
    now: now(),
    signal,
  });
  signal?.throwIfAborted();
  const kept = previous && withCoolDowns(previous, sources.map(({ record }) => record)); // prettier-ignore
  if (sources.every(({ error }) => error)) throw failure(named(sources[0]!, nameOf), kept);
  const { feed, sourceOf } = selectFrom(sources, request, title, now());
  const document = toJsonFeed(feed, { title: feed.title!, staleSince: undefined });
  const json = jsonOf(document, sources, sourceOf, digest, previous);
  return { feed, json, sources: sources.map((source) => summary(source, nameOf)), kept };
}

/** Returns the sources of a request. Its error for an unknown provider names no imports, which pages need. */
const sourcesFor = (request: NewsRequest, naming: Naming): Promise<Source[]> =>
  sourcesOf(request, catalogue).catch((error: unknown) => {
    if (!(error instanceof NewsError) || error.code !== 'config') throw error;
    return invalidValueHandler(naming)('provider', request.provider.join(' '), providerNames(naming.by !== ''));
  });

const failure = (error: NewsError, json: string | undefined): SnapshotError =>
  Object.assign(new SnapshotError(error.code, error.message, { ...error, cause: error.cause }), { json });

/** Creates a handler that throws for an invalid value. The message never shows an API key. */
const invalidValueHandler =
  ({ by, nameOf = (option) => option }: Naming) =>
  (attribute: string, value: unknown, accepts: string): never => {
    const option = attribute.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
    const described = option === 'apiKey' ? '' : `: ${shown(value)}`;
    throw new NewsError('config', `${by && `${by}: `}Invalid ${nameOf(option)}${described}. Expected: ${accepts}.`);
  };

/** Selects the articles of all sources. Returns them with the index of each article's source, by id. */
function selectFrom(sources: ReadSource[], request: NewsRequest, title: string | undefined, now: number) {
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

/** Returns the text of the file. For a day, it stays the same if only its times would change. */
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
      // A source is not whole if articles of it were filtered, cut off or too large.
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

type OptionName = (option: string) => string;

const summary = (one: ReadSource, optionName: OptionName): SnapshotSource => ({
  name: nameOf(one.source),
  articles: one.error ? 0 : (one.feed?.articles.length ?? 0),
  ...(one.isUnchanged && { isUnchanged: true }),
  ...(one.error && { error: named(one, optionName) }),
});

function nameOf({ src, provider }: Source): string {
  if (!src) return provider.name;
  const { origin, pathname } = new URL(src);
  return origin + pathname;
}

/** Returns the error of a source for a public log: its message contains no query of the URL. */
function named({ source, error }: ReadSource, optionName: OptionName): NewsError {
  const { code, status, retryAfter, cause } = error!;
  const name = nameOf(source);
  const message =
    cause instanceof BlockedUrlError
      ? `The snapshot is not allowed to fetch ${name}: ${cause.rule}.${adviceFor(cause, optionName)}`
      : withOptionNames(error!.message.replaceAll(source.src || name, name), optionName);
  return new NewsError(code, message, {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    cause,
    source: name,
  });
}
