import type { NewsError } from '../model/error.js';
import { originOf, setOrigin } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type LoadedFeed, load } from './load-feeds.js';

/** The next page of a feed, where that is on a host that is asked anyway: a feed may not send readers anywhere else. */
export function nextOf({ source: { src }, feed: { next, movedTo } }: LoadedFeed): string | undefined {
  const hosts = [src, movedTo].filter((address) => address !== undefined && URL.canParse(address));
  return next && hosts.some((address) => new URL(address!).host === new URL(next).host) ? next : undefined;
}

/**
 * Feeds with the articles of their next pages behind them. One whose next page can't be had stays as it is.
 * @param report told why
 */
export const withNextPages = (
  feeds: LoadedFeed[],
  request: NewsRequest,
  signal: AbortSignal,
  report: (error: NewsError) => void,
): Promise<LoadedFeed[]> =>
  Promise.all(
    feeds.map(async (loaded) => {
      const { source, feed } = loaded;
      const src = nextOf(loaded);
      if (!src) return loaded;
      const page = { ...source, src };
      const { feeds: pages, problems } = await load([page], request, { signal });
      problems.forEach(({ error }) => report(error));
      if (problems.length) return loaded;
      const [more] = pages;
      // A page that leads back to itself, or on to nothing, is the last.
      const next = more && more.feed.articles.length && more.feed.next !== feed.next ? more.feed.next : undefined;
      return { ...loaded, feed: withPage(feed, more?.feed.articles ?? [], next) };
    }),
  );

function withPage({ next: _last, ...feed }: LoadedFeed['feed'], more: LoadedFeed['feed']['articles'], next?: string) {
  // All pages are one feed. What stood on the last page already is known by its id.
  const first = feed.articles.find((article) => originOf.has(article));
  const known = new Set(feed.articles.map(({ id }) => id));
  if (first) for (const one of more) if (!known.has(one.id)) setOrigin(one, parseInt(originOf.get(first)!));
  return { ...feed, articles: [...feed.articles, ...more], ...(next && { next }) };
}
