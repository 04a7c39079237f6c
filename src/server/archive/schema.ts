/** The tables of an archive, and the migrations that lead to them. */
import { NewsError } from '../../model/error.js';
import type { Engine } from './engine.js';

/**
 * Migrations in their order. The version of a database is the number of those that it has had. Never change one that was
 * released: add another.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
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
];

/**
 * Brings a database up to date. Several processes may call this at once.
 * @throws NewsError `config` for a database of a later version
 */
export async function migrate(engine: Engine): Promise<void> {
  await engine.batch([{ sql: 'CREATE TABLE IF NOT EXISTS newsrack_versions (version INTEGER PRIMARY KEY)', args: [] }]);
  for (let version = await versionOf(engine); version < MIGRATIONS.length; version = await versionOf(engine)) {
    const steps = MIGRATIONS[version]!.map((sql) => ({ sql, args: [] }));
    // Rejected if another process has done the same step meanwhile, with all that follows.
    const mark = { sql: 'INSERT INTO newsrack_versions VALUES (?)', args: [version + 1] };
    await engine.batch([mark, ...steps]).catch(async (cause: unknown) => {
      if ((await versionOf(engine)) <= version) throw cause;
    });
  }
}

async function versionOf(engine: Engine): Promise<number> {
  const [row] = await engine.query('SELECT max(version) AS version FROM newsrack_versions');
  const version = Number(row?.['version'] ?? 0);
  if (version <= MIGRATIONS.length) return version;
  throw new NewsError(
    'config',
    `The archive has version ${version}, and this newsrack knows versions up to ${MIGRATIONS.length}. Update newsrack.`,
  );
}
