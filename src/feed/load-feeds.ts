import type { NewsError } from '../model/error.js';
import { type Feed, changedFeed, toFeed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import { type NewsRequest, isChoosy } from '../model/request.js';
import { memberOf } from '../model/values.js';
import { feedProvider } from '../providers/feed.js';
import type { InlineContent, Provider } from '../providers/provider.js';
import { fetchResource } from '../network/fetch-resource.js';
import { about } from '../select/select-articles.js';

export type { InlineContent };

/** A source: a provider, and the URL that it reads. */
export interface Source {
  provider: Provider;
  /** Empty for services with a fixed URL. */
  src: string;
  /** Runs requests to the source, where they are rate-limited. */
  runScheduled?: Scheduler;
}

/**
 * Runs a read of a source.
 * @param key equal for equal requests
 */
export type Scheduler = <T>(read: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, key: unknown) => Promise<T>;

/** Response of a source, before anything is selected. */
export interface LoadedFeed {
  source: Source;
  feed: Feed;
  /** Time of the response, in milliseconds since 1970; 0 if unknown. */
  at: number;
  /** True for a cached copy of an earlier visit. */
  isCopy?: boolean;
  /**
   * The selection that was made before it came: `stories`, by a relay or a snapshot, holds each story once; `all`, by a server for
   * this very request, is shown as it is. Default: nothing.
   */
  selected?: 'stories' | 'all' | undefined;
}

/** Responses of the sources of a request. */
export interface Loaded {
  feeds: LoadedFeed[];
  /** Errors of the sources that failed. */
  problems: { source?: Source | undefined; error: NewsError }[];
}

export interface LoadOptions {
  signal: AbortSignal;
  /** Bypasses the browser's HTTP cache. */
  revalidate?: boolean;
  /** Names of the members of JSON responses. */
  map?: unknown;
  /** Content inside the element, for sources that read it. */
  inside?: InlineContent | undefined;
  /** Returns a cached copy of a source that is still fresh, so that no request is sent. */
  freshCopyOf?: ((source: Source) => LoadedFeed | undefined) | undefined;
}

/** Default time limit per request, in milliseconds. */
export const TIMEOUT = 10_000;

/** Returns the feeds at the URLs of a request. */
export const feedsAt = ({ src }: NewsRequest, provider: Provider = feedProvider): Source[] =>
  src.map((address) => ({ provider, src: address }));

/** Returns the feeds at the URLs of a request, through the site owner's relay if there is one. */
export async function plainSources(request: NewsRequest): Promise<Source[]> {
  const { relay } = request;
  if (!relay) return feedsAt(request);
  const { throughRelay } = await import('./through-relay.js');
  return feedsAt(request, throughRelay(relay));
}

/** Returns whether a request takes providers besides that of feeds. */
export const needsSources = ({ provider }: NewsRequest): boolean => provider.join() !== 'feed';

/** Returns whether the first paint can show a request: the starter's selector, which begins to fetch, admits no more. */
export const isPlainFeed = (
  request: NewsRequest,
  { loading, dedupe }: { loading: string; dedupe: 'off' | 'page' },
): boolean => !needsSources(request) && request.src.length > 0 && loading !== 'click' && dedupe === 'off';

/**
 * Requests all sources at once. One that fails never empties the others. Reasons of failures are as they came, which is
 * enough for a first paint; `load` makes errors of them.
 * @throws the signal's reason when `signal` is aborted
 */
export async function loadUnexplained(sources: Source[], request: NewsRequest, options: LoadOptions): Promise<Loaded> {
  const problems: Loaded['problems'] = [];
  const feeds: LoadedFeed[] = [];
  // Inherits nothing that a page has added to `Object.prototype`.
  const own = owned(options);
  const answers = await Promise.allSettled(sources.map((source) => loadSource(source, request, own)));
  answers.forEach((answer, index) => {
    if (answer.status === 'fulfilled') feeds.push(answer.value);
    else problems.push({ source: sources[index]!, error: answer.reason as NewsError });
  });
  options.signal.throwIfAborted();
  return { feeds, problems };
}

async function loadSource(
  source: Source,
  request: NewsRequest,
  { signal, revalidate, inside, freshCopyOf, map = request.map }: LoadOptions,
): Promise<LoadedFeed> {
  const { provider, src, runScheduled } = source;
  const copy = freshCopyOf?.(source);
  if (copy) return copy;
  const { tag: tags, tagMatch, limit, apiKey } = request;
  const timeout = request.timeout ?? memberOf(provider, 'timeout') ?? TIMEOUT;
  const query = { src, tags, tagMatch, limit, apiKey, map, inside };
  const read = (signal: AbortSignal) =>
    provider.read(query, (url) => fetchResource(url, { timeout, signal, revalidate }));
  const draft = await (runScheduled
    ? runScheduled(read, signal, [provider.name, query, timeout, revalidate])
    : read(signal));
  const feed = toFeed(draft);
  // No item was readable.

  if (!feed.articles.length && feed.dropped.length) throw feed;
  return { source, feed, at: Date.now(), selected: draft.isSelected && 'stories' };
}

/** Returns whether a source searches by tag itself, so that its articles are not filtered by tag. */
export function searches({ provider, src }: Source): boolean {
  const searches = memberOf(provider, 'searches');
  return typeof searches === 'function' ? searches(src) : !!searches;
}

/** Merges feeds, with only their articles about the tags. Keeps the metadata of a single feed. */
export function merged(feeds: readonly LoadedFeed[], { tag, tagMatch }: NewsRequest): Feed {
  return changedFeed(feeds.length === 1 ? feeds[0]!.feed : {}, {
    articles: feeds.flatMap(({ source, feed: { articles } }) =>
      searches(source) ? articles : about(articles, tag, tagMatch),
    ),
    dropped: feeds.flatMap(({ feed }) => feed.dropped),
  });
}

/** Returns whether a selection needs more than tags and a limit. */
export const needsFiltering = (feeds: readonly LoadedFeed[], request: NewsRequest): boolean =>
  isChoosy(request) ||
  feeds.length > 1 ||
  (!feeds[0]?.selected && new Set(merged(feeds, request).articles.map(({ publisher }) => publisher?.name)).size > 1);
