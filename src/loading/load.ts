import { NewsError } from '../model/error.js';
import { type Feed, toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { feedProvider } from '../providers/feed.js';
import { get } from './get.js';

/** All that the sources of a request gave, before it is filtered. */
export interface Loaded {
  feed: Feed;
  /** Sources that failed although others gave news, or gave nothing that could be read. */
  problems: NewsError[];
}

/**
 * Asks all sources of a request at once and merges what comes. One that fails never empties the others.
 * @throws NewsError when every source failed: the first one's error, with all of them as `cause`
 */
export async function load(request: NewsRequest, signal: AbortSignal, revalidate = false): Promise<Loaded> {
  if (!request.src.length) {
    throw new NewsError('config', 'Set `src` to the URL of an RSS, Atom or JSON feed.');
  }
  const settled = await Promise.allSettled(request.src.map((src) => loadSource(src, request, signal, revalidate)));
  signal.throwIfAborted();
  const feeds = settled.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
  const problems = settled.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => toNewsError(reason));
  if (!feeds.length) throw problems[0];
  return { feed: feeds.length === 1 ? feeds[0]! : merge(feeds), problems };
}

async function loadSource(src: string, request: NewsRequest, signal: AbortSignal, revalidate: boolean): Promise<Feed> {
  const { tag: tags, tagMatch, limit, timeout } = request;
  const question = { src, tags, tagMatch, limit, apiKey: '' };
  const feed = toFeed(await feedProvider.read(question, (url) => get(url, { timeout, signal, revalidate })));
  if (!feed.articles.length && feed.dropped.length) {
    const { reason } = feed.dropped[0]!;
    throw new NewsError('format', `No item of ${src} could be read: ${reason}.`, { source: src });
  }
  return feed;
}

const toNewsError = (reason: unknown): NewsError =>
  reason instanceof NewsError ? reason : new NewsError('format', `Not readable: ${String(reason)}`, { cause: reason });

const merge = (feeds: Feed[]): Feed => ({
  articles: feeds.flatMap(({ articles }) => articles),
  dropped: feeds.flatMap(({ dropped }) => dropped),
});
