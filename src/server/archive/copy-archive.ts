/** Copies archives. */
import type { Article } from '../../model/article.js';
import { NewsError } from '../../model/error.js';
import { withNewsError } from './archive-failures.js';
import { indexText } from './article-words.js';
import type { Engine, Row, Statement } from './engine.js';
import { openArchive } from './open-archive.js';
import { TagChanges } from './tag-changes.js';

/** Number of articles that one transaction copies. */
const AT_ONCE = 500;

export interface ArchiveAddress {
  url: string;
  authToken?: string | undefined;
}

/**
 * Copies all articles, with sources and their states, to an empty archive. Changes of the original meanwhile may be missed.
 * @returns the number of articles
 * @throws NewsError `config` if the target has articles or sources already, `network` if a database fails
 */
export const copyArchive = (from: ArchiveAddress, to: ArchiveAddress): Promise<number> =>
  withNewsError(async () => {
    const source = await openArchive(from.url, from.authToken);
    try {
      const target = await openArchive(to.url, to.authToken);
      return await copyAll(source, target).finally(() => target.close());
    } finally {
      await source.close();
    }
  });

async function copyAll(source: Engine, target: Engine): Promise<number> {
  const [known] = await target.query('SELECT 1 FROM articles UNION ALL SELECT 1 FROM sources LIMIT 1');
  if (known) throw new NewsError('config', 'The archive to copy to is not empty. Name a new one.');
  const sources = await source.query('SELECT number, name, state FROM sources');
  await target.batch([insert(SOURCES, sources.map(({ number, name, state }) => [number, name, state]))]); // prettier-ignore
  let copied = 0;
  for (let last = -1, rows: Row[] = []; ; last = Number(rows.at(-1)!['id'])) {
    const sql = 'SELECT id, hash, sources, keys, body FROM articles WHERE id > ? ORDER BY id LIMIT ?';
    rows = await source.query(sql, [last, AT_ONCE]);
    if (!rows.length) return copied;
    await target.batch([...statementsFor(rows), insert(PICTURES, await picturesIn(source, rows))]);
    copied += rows.length;
  }
}

function statementsFor(rows: Row[]): Statement[] {
  const tags = new TagChanges();
  const words: unknown[] = [];
  for (const { id, sources, body } of rows) {
    const article = JSON.parse(String(body)) as Article;
    words.push([id, indexText(article, JSON.parse(String(sources)) as number[])]);
    tags.count(Number(id), article, 1);
  }
  const keys = rows.flatMap((row) => (JSON.parse(String(row['keys'])) as number[]).map((key) => [key, row['id']]));
  const articles = rows.map((row) => [row['id'], row['hash'], row['sources'], row['keys'], row['body']]);
  return [insert(ARTICLES, articles), insert(WORDS, words), insert(KEYS, keys), ...tags.statements()];
}

/** Returns the rows of `pictures` for articles. */
async function picturesIn(source: Engine, articles: Row[]): Promise<unknown[]> {
  const ids = JSON.stringify(articles.map(({ id }) => id));
  const sql = 'SELECT id, source, image FROM pictures WHERE id IN (SELECT value FROM json_each(?))';
  return (await source.query(sql, [ids])).map(({ id, source: from, image }) => [id, from, image]);
}

const insert = (sql: string, rows: unknown[]): Statement => ({ sql, args: [JSON.stringify(rows)] });

const SOURCES = `INSERT INTO sources (number, name, state) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`;
const ARTICLES = `INSERT INTO articles (id, hash, sources, keys, body)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`;
const WORDS = 'INSERT INTO article_words (rowid, text) SELECT value ->> 0, value ->> 1 FROM json_each(?)';
const PICTURES =
  'INSERT INTO pictures (id, source, image) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)';
const KEYS = 'INSERT INTO article_keys (key, id) SELECT value ->> 0, value ->> 1 FROM json_each(?)';
