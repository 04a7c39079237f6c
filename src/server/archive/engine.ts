/** The interface of a database beneath an archive. */
import type { Dialect } from './dialect.js';

/** A value that a statement takes. A list is bound as JSON text, and may be divided among several statements. */
export type SqlArgument = string | number | null | readonly unknown[];

/** A value that a statement returns. */
export type SqlValue = string | number | null;

/** A statement, and the values of its `?`, or of `?1`, `?2` … */
export interface Statement {
  sql: string;
  args: readonly SqlArgument[];
}

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A database. Methods reject with the error of the database; `archive-failures.ts` describes it to the owner. */
export interface Engine {
  readonly dialect: Dialect;
  /** True if calls block the thread, so that nothing is won by making several at once. */
  readonly isBlocking: boolean;
  /** Runs one statement that reads, or a single change. Returns its rows. */
  query(sql: string, args?: readonly SqlArgument[]): Promise<Row[]>;
  /** Runs statements in one transaction: all of them, or none. */
  batch(statements: readonly Statement[]): Promise<void>;
  /** Returns the approximate size of the database in bytes. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}
