import { NewsError } from '../model/error.js';
import { type Feed, toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { feedProvider } from '../providers/feed.js';
import type { Provider } from '../providers/provider.js';
import { get } from './get.js';

/** A provider, and the address that it is asked about. */
export interface Source {
  provider: Provider;
  /** Empty for services that have an address of their own. */
  src: string;
  /** Time limit per request in milliseconds, where it is not that of the request. */
  timeout?: number | undefined;
}

/** What the sources of a request gave, before it is filtered. */
export interface Loaded {
  feeds: { source: Source; feed: Feed }[];
  /** Why the others gave nothing. */
  problems: NewsError[];
}

/** The feeds at the addresses of a request. */
export const feedsAt = ({ src }: NewsRequest): Source[] =>
  src.map((address) => ({ provider: feedProvider, src: address }));

/**
 * Asks all sources at once. One that fails never empties the others.
 * @throws NewsError when every source failed: the error of the first
 */
export async function load(
  sources: Source[],
  request: NewsRequest,
  options: { signal: AbortSignal; revalidate?: boolean; apiKey?: string },
): Promise<Loaded> {
  if (!sources.length) throw new NewsError('config', 'Set `src` to the URL of an RSS, Atom or JSON feed.');
  const outcomes = await Promise.all(
    sources.map(async (source) => {
      try {
        return { source, feed: await loadSource(source, request, options) };
      } catch (failure) {
        return toNewsError(failure);
      }
    }),
  );
  options.signal.throwIfAborted();
  const problems = outcomes.filter((outcome) => outcome instanceof NewsError);
  const feeds = outcomes.filter((outcome) => 'feed' in outcome);
  if (!feeds.length) throw problems[0];
  return { feeds, problems };
}

async function loadSource(
  { provider, src, timeout }: Source,
  { tag: tags, ...request }: NewsRequest,
  { apiKey = '', ...options }: Parameters<typeof load>[2],
): Promise<Feed> {
  const { tagMatch, limit } = request;
  const feed = toFeed(
    await provider.read({ src, tags, tagMatch, limit, apiKey }, (url) =>
      get(url, { timeout: timeout ?? request.timeout, ...options }),
    ),
  );
  if (!feed.articles.length && feed.dropped.length) {
    const source = src || provider.name;
    throw new NewsError('format', `No item of ${source} is readable: ${feed.dropped[0]!.reason}.`, { source });
  }
  return feed;
}

const toNewsError = (reason: unknown): NewsError =>
  reason instanceof NewsError ? reason : new NewsError('format', `Not readable: ${String(reason)}`, { cause: reason });

/** Several feeds as one; what is known of where a single one comes from is kept. */
export const merged = (feeds: Feed[]): Feed => ({
  ...(feeds.length === 1 && feeds[0]),
  articles: feeds.flatMap(({ articles }) => articles),
  dropped: feeds.flatMap(({ dropped }) => dropped),
});
