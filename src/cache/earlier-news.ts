import { copyOf, forgetCopy, keepCopy } from './cached-copies.js';
import type { InlineContent, LoadedFeed, Source } from '../feed/load-feeds.js';
import { toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';

/** Returns a function that looks up the cached copy of a source. A copy that is still fresh replaces a request. */
export const copies =
  (request: NewsRequest, maxAge: number) =>
  (source: Source): LoadedFeed | undefined =>
    maxAge ? copyOf(source, request, maxAge) : undefined;

/** Returns the articles to show while loading: a cached copy, else the owner's content inside the element. */
export async function earlierNews(
  sources: Source[],
  request: NewsRequest,
  maxAge: number,
  inside: InlineContent,
): Promise<LoadedFeed[]> {
  const kept = sources.map(copies(request, maxAge)).filter((copy) => copy !== undefined);
  // A source that reads the content inside the element needs no time, and long lists should not be read twice.
  const isInside = sources.every(({ provider }) => provider.name === 'inline');
  if (kept.length || isInside || !inside.scripts.length) return kept;
  // If the code can't be loaded, nothing is shown while loading.
  const code = await import('../providers/inline.js').catch(() => undefined);
  if (!code) return kept;
  const { inlineProvider, snapshotOf } = code;
  const snapshot = snapshotOf(inside);
  return snapshot ? [{ source: { provider: inlineProvider, src: '' }, feed: toFeed(snapshot), at: 0 }] : [];
}

/** Stores the responses, if caching is on. Content of the page itself is not stored. */
export function keepCopies(feeds: LoadedFeed[], request: NewsRequest, maxAge: number): void {
  for (const loaded of feeds) {
    if (!maxAge) forgetCopy(loaded.source, request);
    else if (!loaded.isCopy && loaded.source.provider.name !== 'inline') keepCopy(loaded, request);
  }
}
