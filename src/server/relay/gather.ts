/** Requests the sources of a feed when they are due, and decides how long a response waits for them. */
import { TIMEOUT } from '../../feed/load-feeds.js';
import type { CachedSource } from '../cached-source.js';
import type { RelayContext } from '../relay-options.js';
import { within } from '../within.js';
import type { Entry } from './entry.js';

/** Milliseconds past `freshFor` in which a copy still answers requests, while the relay fetches the source in the background. */
const WHILE_REVALIDATING = 30 * 6e4;

export interface GatherOptions {
  /** True if copies may be in the owner's store. */
  hasStore: boolean;
  /** Milliseconds that a response waits for sources whose copies are old. */
  patience: number;
}

/** Requests the sources that are due. Waits for them only as long as the copies can't answer. */
export async function gather(
  { sources, request }: Entry,
  context: RelayContext | undefined,
  { hasStore, patience }: GatherOptions,
): Promise<void> {
  const due = () => sources.filter(({ isDue }) => isDue);
  if (hasStore) await Promise.all(due().map((source) => source.recall()));
  const hasNews = sources.some(({ loaded }) => loaded);
  const first: Promise<void>[] = [];
  const old: Promise<void>[] = [];
  for (const source of due()) {
    const refreshing = source.refresh();
    context?.waitUntil?.(refreshing);
    // A source that has failed before is retried in the background.
    if (source.backoff) first.push(...(hasNews ? [] : [refreshing]));
    else if (!source.loaded) first.push(refreshing);
    else if (isOld(source)) old.push(refreshing);
  }
  const longest = Math.max(request.timeout ?? 0, TIMEOUT);
  await Promise.all([firstNews(first, sources, longest), old.length && within(Promise.all(old), patience)]);
}

/** Returns whether a copy is too old to answer without a request. */
export const isOld = (source: CachedSource): boolean => source.age >= source.freshFor + WHILE_REVALIDATING;

/**
 * Waits for sources without a copy: for all of them as long as a single one may take, then until one of them has news.
 * With many sources at one host, the last ones wait long for a connection.
 */
async function firstNews(refreshing: Promise<void>[], sources: CachedSource[], longest: number): Promise<void> {
  if (!refreshing.length) return;
  const all = Promise.all(refreshing);
  await within(all, longest);
  const hasNews = () => sources.some(({ loaded }) => loaded);
  if (hasNews()) return;
  await new Promise<void>((resolve) => {
    for (const one of refreshing) void one.then(() => hasNews() && resolve());
    void all.then(() => resolve());
  });
}
