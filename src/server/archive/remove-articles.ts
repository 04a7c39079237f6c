/** Removes articles that the owner of an archive may no longer show. */
import type { Article } from '../../model/article.js';
import { addressKey } from '../../select/repeats.js';
import {
  type ArticleRow,
  articleRow,
  assertUnchanged,
  deleteArticles,
  insertArticles,
  withoutConflict,
} from './archive-statements.js';
import { hashOf } from './article-keys.js';
import { matchFor } from './article-words.js';
import { AT_ONCE, deletionOf } from './deletion.js';
import type { Engine, Row, Statement } from './engine.js';
import { rememberRemoved } from './pruned.js';

/**
 * Removes articles by their link, and keeps them out from now on.
 * @param now milliseconds since 1970
 * @returns how many
 */
export async function removeByLink(engine: Engine, url: string, now: number): Promise<number> {
  const link = addressKey(url);
  // Before anything is removed: a feed may be stored between two transactions.
  await engine.batch(rememberRemoved(engine.dialect, [hashOf(link)], now));
  return withoutConflict(engine, async () => {
    const rows = await rowsOfLink(engine, link);
    const keys = rows.flatMap((row) => row.keys);
    if (rows.length) await engine.batch([...deletionOf(engine.dialect, rows), ...rememberRemoved(engine.dialect, keys, now)]); // prettier-ignore
    return rows.length;
  });
}

/**
 * Reads all articles: a link that several articles of a list share is no key of them, and others that have it may be keyed by
 * it. An article whose link has changed has the keys of both.
 */
async function rowsOfLink(engine: Engine, link: string): Promise<ArticleRow[]> {
  const known = await engine.query('SELECT id FROM article_keys WHERE key = ?', [hashOf(link)]);
  const found = new Set(known.map(({ id }) => Number(id)));
  for (let last = -1, rows: Row[] = []; ; last = Number(rows.at(-1)!['id'])) {
    rows = await engine.query('SELECT id, body FROM articles WHERE id > ? ORDER BY id LIMIT ?', [last, AT_ONCE]);
    if (!rows.length) return rowsOf(engine, [...found]);
    const wanted = rows.filter(({ body }) => addressKey((JSON.parse(String(body)) as Article).url) === link);
    for (const { id } of wanted) found.add(Number(id));
    // Calls of a file block the thread, and others wait for it.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function rowsOf(engine: Engine, ids: readonly number[]): Promise<ArticleRow[]> {
  if (!ids.length) return [];
  const isIn = engine.dialect.isIn('id', 'integer');
  return (await engine.query(`SELECT id, hash, sources, keys, body FROM articles WHERE ${isIn}`, [ids])).map(
    articleRow,
  );
}

/**
 * Removes the articles of a source, and forgets when the source is due: if the table has it still, it comes anew. Articles that
 * other sources listed first stay.
 * @returns how many
 */
export async function removeSource(engine: Engine, number: number): Promise<number> {
  const match = engine.dialect.matchText(matchFor({}, [number])!);
  await engine.batch([{ sql: 'UPDATE sources SET state = NULL WHERE number = ?', args: [number] }]);
  let removed = 0;
  for (let found = AT_ONCE; found === AT_ONCE;) {
    await withoutConflict(engine, async () => {
      const hits = await engine.query(engine.dialect.newest, [match, Number.MAX_SAFE_INTEGER, 0, AT_ONCE]);
      const rows = await rowsOf(engine, hits.map(({ id }) => Number(id))); // prettier-ignore
      const own = rows.filter(({ sources }) => sources[0] === number);
      const others = rows.filter((row) => !own.includes(row));
      if (rows.length) await engine.batch([...deletionOf(engine.dialect, own), ...withoutSource(engine, others, number)]); // prettier-ignore
      found = hits.length;
      removed += own.length;
    });
  }
  return removed;
}

/** Returns the statements that let articles no longer be of a source. */
function withoutSource({ dialect }: Engine, rows: readonly ArticleRow[], number: number): Statement[] {
  const changed = rows.map((row) => ({ ...row, sources: row.sources.filter((source) => source !== number) }));
  return [
    ...assertUnchanged(dialect, rows),
    ...deleteArticles(dialect, rows.map(({ id }) => id)), // prettier-ignore
    ...insertArticles(
      dialect,
      changed.map((row) => [row, JSON.parse(row.body) as Article]),
    ),
  ];
}
