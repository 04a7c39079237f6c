/** The engine for Cloudflare D1, which is SQLite behind the network of Cloudflare. */
import { boundArgument } from './bound-argument.js';
import type { Engine, Row, Statement } from './engine.js';
import { SQLITE } from './sqlite-dialect.js';

/** A prepared statement of D1. */
export interface D1Statement {
  bind(...values: unknown[]): D1Statement;
  all(): Promise<{ results: Record<string, unknown>[]; meta: { size_after?: number } }>;
}

/** A database of Cloudflare D1, as `env` of a Worker has it. */
export interface D1Database {
  prepare(sql: string): D1Statement;
  batch(statements: D1Statement[]): Promise<unknown>;
}

/** Maximum length of a list in JSON, in characters. D1 binds texts of at most two million bytes, three for a character. */
const MAX_LENGTH = 600_000;

/** Returns the engine of a database. */
export const openD1 = (database: D1Database): Engine => ({
  dialect: SQLITE,
  isBlocking: false,
  async query(sql, args = []) {
    const results = await Promise.all(divided({ sql, args }).map((one) => prepared(database, one).all()));
    return results.flatMap((result) => result.results as Row[]);
  },
  async batch(statements) {
    await database.batch(statements.flatMap(divided).map((one) => prepared(database, one)));
  },
  async bytes() {
    const { meta } = await database.prepare('SELECT 1').all();
    return meta.size_after ?? 0;
  },
  close: () => Promise.resolve(),
});

const prepared = (database: D1Database, { sql, args }: Statement): D1Statement =>
  database.prepare(sql).bind(...args.map(boundArgument));

/** Divides a statement such that none of its lists is too long: they hold rows, each of which is on its own. */
function divided({ sql, args }: Statement): Statement[] {
  const index = args.findIndex((argument) => Array.isArray(argument));
  if (index < 0) return [{ sql, args }];
  return partsOf(args[index] as readonly unknown[]).map((part) => ({ sql, args: args.with(index, part) }));
}

/** Divides a list into parts of limited length. An empty list is one part. */
function partsOf(list: readonly unknown[]): unknown[][] {
  const parts: unknown[][] = [[]];
  let length = 0;
  for (const row of list) {
    const own = JSON.stringify(row).length + 1;
    if (length > 0 && length + own > MAX_LENGTH) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(row);
    length += own;
  }
  return parts;
}
