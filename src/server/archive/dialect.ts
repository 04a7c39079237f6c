/** The parts of an archive's statements that depend on the kind of database: SQLite and PostgreSQL have no words in common for them. */
import type { Match } from './article-words.js';
import type { Engine, Statement } from './engine.js';

/** Types of columns, as in a list that is bound to a statement. */
export type ColumnType = 'integer' | 'text' | 'words';

/**
 * Statements, which run in one transaction; or a function that runs several. The last of them inserts `version` into
 * `newsrack_versions`.
 * @param report is called if it takes long
 */
export type Migration = readonly string[] | ((engine: Engine, version: number, report: () => void) => Promise<void>);

/** A kind of database. */
export interface Dialect {
  /**
   * Migrations in their order. The version of a database is the number of those that it has had. Never change one that was
   * released: add another.
   */
  migrations: readonly Migration[];
  /** Returns a SELECT of the rows of a list that its `?` binds: an array for each row. Both databases let `ON CONFLICT` follow. */
  rowsOf(...types: ColumnType[]): string;
  /** Returns a condition: the value of a column is in a list that its `?` binds. */
  isIn(column: string, type: 'integer' | 'text'): string;
  /** The column that holds the id of an article in `article_words`. */
  wordsId: string;
  /** The column that holds its words. */
  wordsColumn: string;
  /** Returns the text from which the words of an article are indexed. */
  indexText(tokens: readonly string[]): string;
  /** Returns the text of a full-text query. */
  matchText(match: Match): string;
  /** Selects `id`, `sources` and `body` of articles that match `?1`, below the id `?2` and from `?3` on: the newest `?4`. */
  newest: string;
  /** Selects the same columns of articles that match `?1`, from the id `?2` on and below `?3`: the oldest `?4`. */
  oldest: string;
  /** Statements that follow after sources were copied with their numbers. */
  afterNumbering: readonly Statement[];
  /** Returns whether an error says that another process has changed the same rows meanwhile. */
  isConflict(cause: unknown): boolean;
}
