/** Deletes the oldest articles. */
import { articleRow, withoutConflict } from './archive-statements.js';
import { idAt } from './article-ids.js';
import { AT_ONCE, deletionOf } from './deletion.js';
import type { Engine } from './engine.js';
import { rememberLimit, rememberUndated } from './pruned.js';

/** @see Archive.prune */
export async function pruneArticles(
  engine: Engine,
  { maxAge, maxArticles }: { maxAge?: number | undefined; maxArticles?: number | undefined },
  now: number,
): Promise<number> {
  const byAge = maxAge === undefined ? 0 : idAt(now - maxAge);
  const byCount = maxArticles === undefined ? 0 : await idBeyond(engine, maxArticles);
  const limit = Math.max(byAge, byCount);
  // Before anything is deleted: a feed may be stored between two transactions.
  if (limit) await engine.batch([rememberLimit(limit)]);
  let deleted = 0;
  for (let count = AT_ONCE; count === AT_ONCE; deleted += count) {
    count = await withoutConflict(engine, () => deleteBelow(engine, limit, now));
  }
  return deleted;
}

/** Returns the id below which the articles beyond a number are. */
async function idBeyond(engine: Engine, maxArticles: number): Promise<number> {
  const [row] = await engine.query('SELECT id FROM articles ORDER BY id DESC LIMIT 1 OFFSET ?', [maxArticles]);
  return row ? Number(row['id']) + 1 : 0;
}

async function deleteBelow(engine: Engine, id: number, now: number): Promise<number> {
  const found = await engine.query(
    'SELECT id, hash, sources, keys, body FROM articles WHERE id < ? ORDER BY id LIMIT ?',
    [id, AT_ONCE],
  );
  const rows = found.map(articleRow);
  const statements = [...deletionOf(engine.dialect, rows), ...rememberUndated(engine.dialect, rows, now)];
  if (statements.length) await engine.batch(statements);
  return rows.length;
}
