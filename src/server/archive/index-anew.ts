/**
 * A migration of SQLite that indexes all articles anew: a table of words can't be made from another in SQL, since it keeps no
 * texts. Articles are indexed in many transactions, while other processes of this or an earlier version may read and write. One
 * that is killed leaves what it has done to the next.
 */
import type { Article } from '../../model/article.js';
import { articleRow, insertWords } from './archive-statements.js';
import type { Migration } from './dialect.js';
import type { Engine, Row, Statement } from './engine.js';

/** Number of articles of one transaction, so that readers and writers never wait for long. */
const AT_ONCE = 500;

/** Number of articles that take some seconds. */
const MANY = 20_000;

/** The words of articles until they are in the place of `article_words`. */
const NEXT = 'next_article_words';

const plain = (sql: string): Statement => ({ sql, args: [] });

/** `next_steps` holds the steps done, each with the last id that is indexed; `next_changes` the ids of articles that have changed since. */
const BEGIN = [
  'CREATE TABLE IF NOT EXISTS next_steps (step INTEGER PRIMARY KEY, last INTEGER NOT NULL)',
  'INSERT OR IGNORE INTO next_steps (step, last) VALUES (0, -1)',
  // A number is never used again. With it, a process would delete a change that it has not seen.
  'CREATE TABLE IF NOT EXISTS next_changes (change INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL)',
  // Earlier versions know nothing of all this. They write too.
  ...[
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ].map(
    ([event, row]) =>
      `CREATE TRIGGER IF NOT EXISTS next_${event} AFTER ${event} ON articles
        BEGIN INSERT INTO next_changes (id) VALUES (${row}.id); END`,
  ),
].map(plain);

const END = [
  ...['insert', 'update', 'delete'].map((event) => `DROP TRIGGER IF EXISTS next_${event}`),
  ...['next_steps', 'next_changes', 'article_words'].map((table) => `DROP TABLE IF EXISTS ${table}`),
].map(plain);

/** Makes a transaction fail, as for a key that exists, if a condition holds. */
const assertNot = (condition: string, args: Statement['args'] = []): Statement => ({
  sql: `INSERT INTO leases (name, holder, until) SELECT 'conflict', NULL, 0 WHERE ${condition}`,
  args,
});

/**
 * Returns the migration.
 * @param create returns the statements that create a table of words of a name, if there is none
 */
export const indexAnew =
  (create: (name: string) => readonly string[]): Migration =>
  async (engine, version, report) => {
    const mark = { sql: 'INSERT INTO newsrack_versions VALUES (?)', args: [version] };
    const [any] = await engine.query('SELECT 1 FROM articles LIMIT 1');
    if (!any) {
      const created = create('article_words').map(plain);
      const empty = [mark, assertNot('EXISTS (SELECT 1 FROM articles)')];
      try {
        return await engine.batch([...empty, ...END, plain(`DROP TABLE IF EXISTS ${NEXT}`), ...created]);
      } catch (cause) {
        // Another process may have stored the first article meanwhile.
        if (!engine.dialect.isConflict(cause)) throw cause;
      }
    }
    const isDone = assertNot('EXISTS (SELECT 1 FROM newsrack_versions WHERE version = ?)', [version]);
    await engine.batch([isDone, ...BEGIN, ...create(NEXT).map(plain)]);
    const [many] = await engine.query('SELECT 1 FROM articles LIMIT 1 OFFSET ?', [MANY]);
    if (many) report();
    await takeSteps(engine, mark);
  };

interface Step {
  step: number;
  last: number;
}

async function takeSteps(engine: Engine, mark: Statement): Promise<void> {
  let failed: number | undefined;
  for (let before = await latestStep(engine); ; before = await latestStep(engine)) {
    try {
      if (await takeStep(engine, before, mark)) return;
    } catch (cause) {
      const { step } = await latestStep(engine);
      // Another process has taken the same step, or has changed an article before the last one.
      const isInterrupted = step > before.step || (failed !== step && engine.dialect.isConflict(cause));
      if (!isInterrupted) throw cause;
      failed = step;
    }
    // Calls of a file block the thread, and others wait for it.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** @throws the error of the database if another process has taken the last step */
async function latestStep(engine: Engine): Promise<Step> {
  const [row] = await engine.query('SELECT step, last FROM next_steps ORDER BY step DESC LIMIT 1');
  return { step: Number(row!['step']), last: Number(row!['last']) };
}

const COLUMNS = 'id, hash, sources, keys, body';

/** Indexes the next articles, then those that have changed meanwhile. Returns whether that was the last step. */
async function takeStep(engine: Engine, { step, last }: Step, mark: Statement): Promise<boolean> {
  const { isIn } = engine.dialect;
  const next = (id: number) => ({ sql: 'INSERT INTO next_steps (step, last) VALUES (?, ?)', args: [step + 1, id] });
  const rows = await engine.query(`SELECT ${COLUMNS} FROM articles WHERE id > ? ORDER BY id LIMIT ?`, [last, AT_ONCE]);
  if (rows.length) {
    const ids = rows.map(({ id }) => Number(id));
    await engine.batch([next(ids.at(-1)!), ...indexed(engine, ids, rows)]);
    return false;
  }
  // First the changes, then the articles: what changes in between is another change.
  const changes = await engine.query('SELECT change, id FROM next_changes ORDER BY change LIMIT ?', [AT_ONCE]);
  if (changes.length) {
    const ids = [...new Set(changes.map(({ id }) => Number(id)))];
    const changed = await engine.query(`SELECT ${COLUMNS} FROM articles WHERE ${isIn('id', 'integer')}`, [ids]);
    const done = changes.map(({ change }) => Number(change));
    const forget = { sql: `DELETE FROM next_changes WHERE ${isIn('change', 'integer')}`, args: [done] };
    await engine.batch([next(last), ...indexed(engine, ids, changed), forget]);
    return false;
  }
  const unchanged = assertNot('EXISTS (SELECT 1 FROM next_changes)');
  await engine.batch([mark, unchanged, ...END, plain(`ALTER TABLE ${NEXT} RENAME TO article_words`)]);
  return true;
}

/** Returns the statements that index articles by their rows, and that delete the words of those without a row. */
function indexed({ dialect }: Engine, ids: readonly number[], rows: readonly Row[]): Statement[] {
  const articles = rows.map(articleRow).map((row) => [row, JSON.parse(row.body) as Article] as const);
  return [
    { sql: `DELETE FROM ${NEXT} WHERE ${dialect.isIn(dialect.wordsId, 'integer')}`, args: [ids] },
    ...insertWords(dialect, articles, NEXT),
  ];
}
