import type { Feed } from '../model/feed.js';
import type { FeedState } from './feed-state.js';

/** Returns the distinct services to name as the source of the articles. */
export function attributionsOf({ sources }: FeedState): NonNullable<Feed['attribution']>[] {
  const all = sources.flatMap(({ feed }) => feed.attribution ?? []);
  return [...new Map(all.map((one) => [one.url, one])).values()];
}
