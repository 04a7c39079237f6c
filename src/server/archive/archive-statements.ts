/** Statements that change articles, for all who do. */
import type { Article } from '../../model/article.js';
import { indexTokens } from './article-words.js';
import type { Dialect } from './dialect.js';
import type { Row, Statement } from './engine.js';

/** A row of `articles`, as it is stored. */
export interface ArticleRow {
  id: number;
  hash: number;
  sources: number[];
  keys: number[];
  body: string;
}

/** Parses a row of `articles`. */
export const articleRow = ({ id, hash, sources, keys, body }: Row): ArticleRow => ({
  id: Number(id),
  hash: Number(hash),
  sources: JSON.parse(String(sources)) as number[],
  keys: JSON.parse(String(keys)) as number[],
  body: String(body),
});

/** Returns the statements that insert articles with their words, but not their keys. They fail for an id that exists. */
export function insertArticles(dialect: Dialect, articles: readonly (readonly [ArticleRow, Article])[]): Statement[] {
  const { rowsOf, wordsId } = dialect;
  const rows = articles.map(([{ id, hash, sources, keys, body }]) => [
    id,
    hash,
    JSON.stringify(sources),
    JSON.stringify(keys),
    body,
  ]);
  const words = articles.map(([{ id, sources }, article]) => [id, dialect.indexText(indexTokens(article, sources))]);
  return ifAny([
    {
      sql: `INSERT INTO articles (id, hash, sources, keys, body) ${rowsOf('integer', 'integer', 'text', 'text', 'text')}`,
      args: [rows],
    },
    { sql: `INSERT INTO article_words (${wordsId}, text) ${rowsOf('integer', 'words')}`, args: [words] },
  ]);
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
