/** Statements that change articles, for all who do. */
import type { Article } from '../../model/article.js';
import { indexTokens } from './article-words.js';
import type { Dialect } from './dialect.js';
import type { Engine, Row, Statement } from './engine.js';

/** A row of `articles`, as it is stored. */
export interface ArticleRow {
  id: number;
  hash: number;
  sources: number[];
  keys: number[];
  body: string;
}

/** The parts of an article that differ once it has changed. */
export type ArticleVersion = Pick<ArticleRow, 'id' | 'hash' | 'sources'>;

/** Parses a row of `articles`. */
export const articleRow = ({ id, hash, sources, keys, body }: Row): ArticleRow => ({
  id: Number(id),
  hash: Number(hash),
  sources: JSON.parse(String(sources)) as number[],
  keys: JSON.parse(String(keys)) as number[],
  body: String(body),
});

/** Returns the statements that insert articles with their words, but not their keys. They fail for an id that exists. */
export function insertArticles(dialect: Dialect, given: readonly (readonly [ArticleRow, Article])[]): Statement[] {
  const { rowsOf } = dialect;
  // FTS5 writes a part of its index for each id that is lower than the one before, and queries read all parts.
  const articles = given.toSorted(([a], [b]) => a.id - b.id);
  const rows = articles.map(([{ id, hash, sources, keys, body }]) => [
    id,
    hash,
    JSON.stringify(sources),
    JSON.stringify(keys),
    body,
  ]);
  return ifAny([
    {
      sql: `INSERT INTO articles (id, hash, sources, keys, body) ${rowsOf('integer', 'integer', 'text', 'text', 'text')}`,
      args: [rows],
    },
    ...insertWords(dialect, articles),
  ]);
}

/** Returns the statements that insert the words of articles. */
export function insertWords(
  dialect: Dialect,
  articles: readonly (readonly [Pick<ArticleRow, 'id' | 'sources'>, Article])[],
  table = 'article_words',
): Statement[] {
  const { rowsOf, wordsId, wordsColumn } = dialect;
  const words = articles.map(([{ id, sources }, article]) => [id, dialect.indexText(indexTokens(article, sources))]);
  return ifAny([
    { sql: `INSERT INTO ${table} (${wordsId}, ${wordsColumn}) ${rowsOf('integer', 'words')}`, args: [words] },
  ]);
}

/**
 * Returns the statement that makes a transaction fail, as for a key that exists, unless articles are in the archive as they were
 * read: another process may have changed them meanwhile, and with them the counts of tags.
 */
export const assertUnchanged = ({ rowsOf }: Dialect, read: readonly ArticleVersion[]): Statement[] =>
  ifAny([
    {
      sql: `INSERT INTO leases (name, holder, until)
        WITH planned (id, hash, sources) AS (${rowsOf('integer', 'integer', 'text')})
        SELECT 'conflict', NULL, 0 WHERE EXISTS (SELECT 1 FROM planned p LEFT JOIN articles a
          ON a.id = p.id AND a.hash = p.hash AND a.sources = p.sources WHERE a.id IS NULL)`,
      args: [read.map(({ id, hash, sources }) => [id, hash, JSON.stringify(sources)])],
    },
  ]);

/** Number of times that a change is planned anew, if another process has changed the same articles meanwhile. */
const MAX_ATTEMPTS = 10;

/** Plans and makes a change, again if another process has changed the same articles meanwhile. */
export async function withoutConflict<T>({ dialect }: Engine, change: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await change();
    } catch (cause) {
      if (attempt === MAX_ATTEMPTS || !dialect.isConflict(cause)) throw cause;
    }
  }
}

/** Returns the statements that insert keys, each with the id of its article. They fail for a key that exists. */
export const insertKeys = ({ rowsOf }: Dialect, keys: readonly (readonly [number, number])[]): Statement[] =>
  ifAny([{ sql: `INSERT INTO article_keys (key, id) ${rowsOf('integer', 'integer')}`, args: [keys] }]);

/** Returns the statements that delete articles with their words, but not their keys. */
export const deleteArticles = ({ isIn, wordsId }: Dialect, ids: readonly number[]): Statement[] =>
  ifAny([
    { sql: `DELETE FROM articles WHERE ${isIn('id', 'integer')}`, args: [ids] },
    { sql: `DELETE FROM article_words WHERE ${isIn(wordsId, 'integer')}`, args: [ids] },
  ]);

export const deleteKeys = ({ isIn }: Dialect, keys: readonly number[]): Statement[] =>
  ifAny([{ sql: `DELETE FROM article_keys WHERE ${isIn('key', 'integer')}`, args: [keys] }]);

/** Leaves out statements whose list is empty. */
export const ifAny = (statements: readonly Statement[]): Statement[] =>
  statements.filter(({ args }) => args.some((list) => !Array.isArray(list) || list.length > 0));
