/** SQL of SQLite, which libSQL and Cloudflare D1 speak too. Words are in a table of FTS5. */
import type { Dialect } from './dialect.js';
import { indexAnew } from './index-anew.js';
import { indexText, matchText } from './sqlite-words.js';

const select = (range: string, order: string) => `SELECT a.id, a.sources, a.body
  FROM article_words w JOIN articles a ON a.id = w.rowid
  WHERE w.article_words MATCH ?1 AND ${range} ORDER BY w.rowid ${order} LIMIT ?4`;

export const SQLITE: Dialect = {
  migrations: [
    [
      // `id` holds the time (see `article-ids.ts`), `hash` the content, `keys` the entries of this row in `article_keys`.
      `CREATE TABLE articles (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, sources TEXT NOT NULL, keys TEXT NOT NULL,
        body TEXT NOT NULL)`,
      'CREATE TABLE article_keys (key INTEGER PRIMARY KEY, id INTEGER NOT NULL)',
      'CREATE TABLE sources (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, state TEXT)',
      // Texts are stored as tokens of `article-words.ts`, which alone decides what a word is. All characters beyond ASCII
      // are part of a token for this tokenizer.
      `CREATE VIRTUAL TABLE article_words USING fts5 (text, content = '', contentless_delete = 1,
        tokenize = "ascii tokenchars '+#_|'")`,
      "INSERT INTO article_words (article_words, rank) VALUES ('automerge', 8)",
      'CREATE TABLE tags (tag TEXT PRIMARY KEY, name TEXT NOT NULL, latest INTEGER NOT NULL) WITHOUT ROWID',
      `CREATE TABLE tag_days (day INTEGER NOT NULL, tag TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (day, tag)) WITHOUT ROWID`,
      'CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID',
    ],
    [
      // `image` is JSON; without it, the page of the article was not requested yet.
      'CREATE TABLE pictures (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, image TEXT)',
      'CREATE INDEX awaiting_pictures ON pictures (id) WHERE image IS NULL',
      'ALTER TABLE tags ADD COLUMN slug TEXT',
      'CREATE INDEX tag_slugs ON tags (slug)',
    ],
    // With pairs of tokens (`sqlite-words.ts`). The column has another name than before, so that an earlier version, which knows no
    // pairs, fails to store articles: it would leave some that are never found.
    indexAnew((name) => [
      `CREATE VIRTUAL TABLE IF NOT EXISTS ${name} USING fts5 (words, content = '', contentless_delete = 1,
        tokenize = "ascii tokenchars '+#_|'")`,
      `INSERT INTO ${name} (${name}, rank) VALUES ('automerge', 8)`,
    ]),
  ],
  // `WHERE true` tells SQLite that `ON` does not begin the condition of a join.
  rowsOf: (...types) =>
    `SELECT ${types.map((_type, column) => `value ->> ${column}`).join(', ')} FROM json_each(?) WHERE true`,
  isIn: (column) => `${column} IN (SELECT value FROM json_each(?))`,
  wordsId: 'rowid',
  wordsColumn: 'words',
  indexText,
  matchText,
  newest: select('w.rowid < ?2 AND w.rowid >= ?3', 'DESC'),
  oldest: select('w.rowid >= ?2 AND w.rowid < ?3', 'ASC'),
  afterNumbering: [],
  // Cloudflare D1 has no code, but a message that begins with its own.
  isConflict: (cause) => /CONSTRAINT|constraint failed/.test(`${codeOf(cause)} ${String(cause)}`),
};

const codeOf = (cause: unknown): string => String((cause as { code?: unknown }).code);
