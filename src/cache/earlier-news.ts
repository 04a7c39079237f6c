import { copyOf, forgetCopy, keepCopy } from './cached-copies.js';
import type { InlineContent, LoadedFeed, Source } from '../feed/load-feeds.js';
import { toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';

/** Returns a function that looks up the cached copy of a source. A copy that is still fresh replaces a request. */
export const copies =
  (request: NewsRequest, maxAge: number) =>
  (source: Source): LoadedFeed | undefined =>
    maxAge ? copyOf(source, request, maxAge) : undefined;

/** Returns the articles to show until news comes: a cached copy, else the owner's content inside the element. */
export async function earlierNews(
  sources: Source[],
  request: NewsRequest,
  maxAge: number,
  inside: InlineContent,
): Promise<LoadedFeed[]> {
  const kept = sources.map(copies(request, maxAge)).filter((copy) => copy !== undefined);
  // A source that reads what stands inside does so at once: nothing is to be bridged, and long lists are not read twice.
  const isInside = sources.every(({ provider }) => provider.name === 'inline');
  if (kept.length || isInside || !inside.scripts.length) return kept;
  // Where the code for it can't be had, there is only nothing to bridge the time with.
  const code = await import('../providers/inline.js').catch(() => undefined);
  if (!code) return kept;
  const { inlineProvider, snapshotOf } = code;
  const snapshot = snapshotOf(inside);
  return snapshot ? [{ source: { provider: inlineProvider, src: '' }, feed: toFeed(snapshot), at: 0 }] : [];
}

/** Keeps what came, unless nothing is to be kept. What stands in the page is there anyway. */
export function keepCopies(feeds: LoadedFeed[], request: NewsRequest, maxAge: number): void {
  for (const loaded of feeds) {
    if (!maxAge) forgetCopy(loaded.source, request);
    else if (!loaded.isCopy && loaded.source.provider.name !== 'inline') keepCopy(loaded, request);
  }
}
