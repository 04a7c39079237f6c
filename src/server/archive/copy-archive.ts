/** Copies archives. */
import type { Article } from '../../model/article.js';
import { NewsError } from '../../model/error.js';
import { withNewsError } from './archive-failures.js';
import { type ArticleRow, articleRow, insertArticles, insertKeys } from './archive-statements.js';
import { copyOfPictures } from './article-pictures.js';
import type { Dialect } from './dialect.js';
import type { Engine, Row, Statement } from './engine.js';
import { type Report, openArchive } from './open-archive.js';
import { openEngine } from './open-engine.js';
import { copyPruned } from './pruned.js';
import { TagChanges } from './tag-changes.js';

/** Number of articles that one transaction copies. */
const AT_ONCE = 500;

export interface ArchiveAddress {
  url: string;
  authToken?: string | undefined;
}

/**
 * Copies all articles, with sources and their states, to an empty archive. Changes of the original meanwhile may be missed.
 * @param report is told if bringing the original up to date takes long
 * @returns the number of articles
 * @throws NewsError `config` if the target has articles or sources already, `network` if a database fails
 */
export const copyArchive = (from: ArchiveAddress, to: ArchiveAddress, report?: Report): Promise<number> =>
  withNewsError(async () => {
    const source = await openArchive(() => openEngine(from.url, from.authToken), report);
    try {
      const target = await openArchive(() => openEngine(to.url, to.authToken));
      return await copyAll(source, target).finally(() => target.close());
    } finally {
      await source.close();
    }
  });

async function copyAll(source: Engine, target: Engine): Promise<number> {
  const [known] = await target.query('SELECT 1 FROM articles UNION ALL SELECT 1 FROM sources LIMIT 1');
  if (known) throw new NewsError('config', 'The archive to copy to is not empty. Name a new one.');
  await copySources(source, target);
  await copyPruned(source, target);
  let copied = 0;
  for (let last = -1, rows: Row[] = []; ; last = Number(rows.at(-1)!['id'])) {
    const sql = 'SELECT id, hash, sources, keys, body FROM articles WHERE id > ? ORDER BY id LIMIT ?';
    rows = await source.query(sql, [last, AT_ONCE]);
    if (!rows.length) return copied;
    await target.batch([
      ...statementsFor(target.dialect, rows),
      ...(await copyOfPictures(
        source,
        target.dialect,
        rows.map(({ id }) => Number(id)),
      )),
    ]);
    copied += rows.length;
  }
}

async function copySources(source: Engine, target: Engine): Promise<void> {
  const { rowsOf, afterNumbering } = target.dialect;
  const rows = await source.query('SELECT number, name, state FROM sources');
  const insert = {
    sql: `INSERT INTO sources (number, name, state) ${rowsOf('integer', 'text', 'text')}`,
    args: [rows.map(({ number, name, state }) => [number, name, state])],
  };
  await target.batch([insert, ...afterNumbering]);
}

function statementsFor(dialect: Dialect, rows: readonly Row[]): Statement[] {
  const tags = new TagChanges();
  const articles = rows.map((row): [ArticleRow, Article] => [
    articleRow(row),
    JSON.parse(String(row['body'])) as Article,
  ]);
  for (const [{ id }, article] of articles) tags.count(id, article, 1);
  const keys = articles.flatMap(([{ id, keys }]) => keys.map((key): [number, number] => [key, id]));
  return [...insertArticles(dialect, articles), ...insertKeys(dialect, keys), ...tags.statements(dialect)];
}
