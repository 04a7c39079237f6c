import type { NewsError } from '../model/error.js';
import { originOf, setOrigin } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type FeedState, totalOf } from './feed-state.js';
import { load } from './load.js';
import type { LoadedFeed } from './load-feeds.js';

/** Returns the URL of a feed's next page, if it is on a host that is requested anyway: feeds can't add other hosts. */
export function nextOf({ source: { src }, feed: { next, movedTo } }: LoadedFeed): string | undefined {
  const hosts = [src, movedTo].filter((address) => address !== undefined && URL.canParse(address));
  return next && hosts.some((address) => new URL(address!).host === new URL(next).host) ? next : undefined;
}

/** Returns whether a source has another page, and the limit allows more articles. */
export const hasNextPage = (state: FeedState): boolean =>
  state.sources.some(nextOf) && totalOf(state) < state.request!.limit;

/** Returns feeds with the articles of their next pages appended. A feed whose next page fails stays unchanged. */
export async function withNextPages(
  feeds: readonly LoadedFeed[],
  request: NewsRequest,
  signal: AbortSignal,
): Promise<{ longer: LoadedFeed[]; problems: NewsError[] }> {
  const errors: NewsError[] = [];
  const longer = await Promise.all(
    feeds.map(async (loaded) => {
      const { source, feed } = loaded;
      const src = nextOf(loaded);
      if (!src) return loaded;
      const page = { ...source, src };
      const { feeds: pages, problems } = await load([page], request, { signal });
      errors.push(...problems.map(({ error }) => error));
      if (problems.length) return loaded;
      const [more] = pages;
      // A page whose next page is itself, or has no articles, is the last.
      const next = more && more.feed.articles.length && more.feed.next !== feed.next ? more.feed.next : undefined;
      return { ...loaded, feed: withPage(feed, more?.feed.articles ?? [], next) };
    }),
  );
  return { longer, problems: errors };
}

function withPage({ next: _last, ...feed }: LoadedFeed['feed'], more: LoadedFeed['feed']['articles'], next?: string) {
  // All pages are one feed. Articles that were on the page before are recognized by their id.
  const first = feed.articles.find((article) => originOf.has(article));
  const known = new Set(feed.articles.map(({ id }) => id));
  if (first) for (const one of more) if (!known.has(one.id)) setOrigin(one, parseInt(originOf.get(first)!));
  return { ...feed, articles: [...feed.articles, ...more], ...(next && { next }) };
}
