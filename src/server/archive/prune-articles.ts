/** Deletes the oldest articles. */
import type { Article } from '../../model/article.js';
import { idAt } from './article-ids.js';
import { articleRow, assertUnchanged, withoutConflict, deleteArticles, deleteKeys } from './archive-statements.js';
import { deletePictures } from './article-pictures.js';
import type { Engine } from './engine.js';
import { rememberLimit, rememberUndated } from './pruned.js';
import { TagChanges } from './tag-changes.js';

/** Number of articles that one transaction deletes, so that readers and writers never wait for long. */
const AT_ONCE = 500;

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
  const tags = new TagChanges();
  for (const { id: own, body } of rows) tags.count(own, JSON.parse(body) as Article, -1);
  const { dialect } = engine;
  const statements = [
    ...assertUnchanged(dialect, rows),
    ...deleteArticles(dialect, rows.map((row) => row.id)), // prettier-ignore
    ...deleteKeys(dialect, rows.flatMap((row) => row.keys)), // prettier-ignore
    ...deletePictures(dialect, rows.map((row) => row.id)), // prettier-ignore
    ...tags.statements(dialect),
    ...rememberUndated(dialect, rows, now),
  ];
  if (statements.length) await engine.batch(statements);
  return rows.length;
}
