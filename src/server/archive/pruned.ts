/**
 * Remembers what was pruned or removed, since feeds go on listing it. The marks are rows of `leases`, a table that all versions
 * have: one with the id below which articles were pruned, and one for each key of an article that was removed, or that was
 * pruned and has no date.
 */
import type { Article } from '../../model/article.js';
import { type ArticleRow, ifAny } from './archive-statements.js';
import type { Dialect } from './dialect.js';
import type { Engine, Row, Statement } from './engine.js';

const LIMIT = 'pruned';

/** Tells that articles were removed. Without it, no keys need be looked up. */
const REMOVED = 'pruned removed';

const nameOf = (key: number): string => `pruned ${key}`;
const removedName = (key: number): string => `${REMOVED} ${key}`;

/** Statement that remembers the id below which articles are pruned. The highest one stays. */
export const rememberLimit = (id: number): Statement => ({
  sql: `INSERT INTO leases (name, holder, until) VALUES (?, '', ?)
    ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE excluded.until > leases.until`,
  args: [LIMIT, id],
});

/** Returns the statements that remember the articles without a date among those that are pruned. */
export function rememberUndated(dialect: Dialect, rows: readonly ArticleRow[], now: number): Statement[] {
  const keys = rows.filter(({ body }) => isUndated(JSON.parse(body) as Article)).flatMap((row) => row.keys);
  return ifAny([insertMarks(dialect, keys.map((key) => [nameOf(key), now]))]); // prettier-ignore
}

/** Returns the statements that remember articles that are removed, by their keys. */
export const rememberRemoved = (dialect: Dialect, keys: readonly number[], now: number): Statement[] => [
  insertMarks(dialect, [[REMOVED, now], ...keys.map((key) => [removedName(key), now] as const)]),
];

/** Returns whether an archived article has only the time at which it was seen. */
const isUndated = ({ published, updated }: Article): boolean => published === undefined && updated === undefined;

/** The articles that were pruned or removed. */
export interface Pruned {
  /** Id below which articles with a date were pruned. */
  limit: number;
  /** Returns whether a key is that of a pruned article without a date. */
  has: (key: number) => boolean;
  /** Returns whether a key is that of a removed article. */
  isRemoved: (key: number) => boolean;
}

/** @param undated keys of articles without a date @param all keys of all articles */
export async function prunedAmong(
  engine: Engine,
  { undated, all }: { undated: readonly number[]; all: readonly number[] },
): Promise<Pruned> {
  const marks = await marksAmong(engine, [LIMIT, REMOVED, ...undated.map(nameOf)]);
  const removed = marks.has(REMOVED) ? await marksAmong(engine, all.map(removedName)) : new Map<string, number>();
  return {
    limit: marks.get(LIMIT) ?? 0,
    has: (key) => marks.has(nameOf(key)),
    isRemoved: (key) => removed.has(removedName(key)),
  };
}

async function marksAmong(engine: Engine, names: readonly string[]): Promise<Map<string, number>> {
  if (!names.length) return new Map();
  const rows = await engine.query(`SELECT name, until FROM leases WHERE ${engine.dialect.isIn('name', 'text')}`, [
    names,
  ]);
  return new Map(rows.map(({ name, until }) => [String(name), Number(until)]));
}

/** Number of marks that one transaction copies. */
const AT_ONCE = 5000;

/** Copies all marks to another archive. */
export async function copyPruned(source: Engine, target: Engine): Promise<void> {
  const sql = "SELECT name, until FROM leases WHERE name LIKE 'pruned%' AND name > ? ORDER BY name LIMIT ?";
  for (let last = '', rows: Row[] = []; ; last = String(rows.at(-1)!['name'])) {
    rows = await source.query(sql, [last, AT_ONCE]);
    if (!rows.length) return;
    const marks = rows.map(({ name, until }) => [String(name), Number(until)] as const);
    await target.batch([insertMarks(target.dialect, marks)]);
  }
}

const insertMarks = ({ rowsOf }: Dialect, marks: readonly (readonly [string, number])[]): Statement => ({
  sql: `INSERT INTO leases (name, holder, until) ${rowsOf('text', 'text', 'integer')} ON CONFLICT (name) DO NOTHING`,
  args: [marks.map(([name, until]) => [name, '', until])],
});
