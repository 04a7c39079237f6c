/** The interface of a database beneath an archive: SQL as SQLite understands it. */

/** A value that a statement takes or returns. Lists are passed as JSON text. */
export type SqlValue = string | number | null;

/** A statement, and the values of its `?`. */
export interface Statement {
  sql: string;
  args: SqlValue[];
}

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A database. Methods reject with the error of the database; `failures.ts` describes it to the owner. */
export interface Engine {
  /** Runs one statement that reads, or a single change. Returns its rows. */
  query(sql: string, args?: SqlValue[]): Promise<Row[]>;
  /** Runs statements in one transaction: all of them, or none. */
  batch(statements: Statement[]): Promise<void>;
  close(): Promise<void>;
}
