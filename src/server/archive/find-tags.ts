/** Finds the most used tags. */
import { fold } from '../../text/fold.js';
import type { ArchivedTag } from './archive-types.js';
import { timeOfId } from './article-ids.js';
import type { Engine } from './engine.js';
import { dayOf } from './tag-changes.js';
import { tagSlugOf } from './tag-slug.js';

/** Number of tags if the query sets no limit. */
const DEFAULT_LIMIT = 20;

/** Maximum number of tags, which a sitemap lists. Reading more would hold up other requests. */
const MAX_LIMIT = 100_000;

const mostUsed = (counts: string) => `SELECT t.name, t.latest, c.count FROM
  (SELECT tag, sum(count) AS count FROM ${counts} GROUP BY tag ORDER BY count DESC LIMIT ?4) c
  JOIN tags t ON t.tag = c.tag ORDER BY c.count DESC, t.latest DESC`;

const OF_SPAN = mostUsed('tag_days WHERE day >= ?1 AND tag >= ?2 AND tag < ?3');

/** Reads from each day only the tags of a beginning, where the other statement reads all that the days have. */
const OF_BEGINNING = `WITH RECURSIVE days (day) AS (
    SELECT min(day) FROM tag_days WHERE day >= ?1
    UNION ALL SELECT (SELECT min(d.day) FROM tag_days d WHERE d.day > days.day) FROM days WHERE days.day IS NOT NULL
  ) ${mostUsed('days CROSS JOIN tag_days d WHERE d.day = days.day AND d.tag >= ?2 AND d.tag < ?3')}`;

/** A query of tags. `since` is in milliseconds since 1970. */
export interface TagQuery {
  q?: string | undefined;
  since?: number | undefined;
  limit?: number | undefined;
}

/** Number of tags of an answer that queries with lower limits share. */
const SHARED_LIMIT = 100;

/** Returns a query whose answer begins with that of the given one, and the key of that answer. */
export function sharedTagQuery({ q = '', since = 0, limit = DEFAULT_LIMIT }: TagQuery) {
  const wanted = { q, since, limit: Math.min(Math.max(limit, SHARED_LIMIT), MAX_LIMIT) };
  return { wanted, limit, key: JSON.stringify([fold(q), q.trim() === '', dayOf(since), wanted.limit]) };
}

/** Returns the most used tags first; of equally used ones, the one with the newest article. */
export async function findTags(
  engine: Engine,
  { q = '', since = 0, limit = DEFAULT_LIMIT }: TagQuery,
): Promise<ArchivedTag[]> {
  const beginning = fold(q);
  if (q.trim() && !beginning) return [];
  const rows = await engine.query(beginning ? OF_BEGINNING : OF_SPAN, [
    dayOf(since),
    beginning,
    `${beginning}\u{10ffff}`,
    Math.min(limit, MAX_LIMIT),
  ]);
  return rows.map(({ name, latest, count }) => ({
    name: String(name),
    slug: tagSlugOf(String(name)),
    count: Number(count),
    latest: new Date(timeOfId(Number(latest))).toISOString(),
  }));
}
