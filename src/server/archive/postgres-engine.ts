/** The engine for PostgreSQL. Loads `pg` on first use. */
import type { ClientBase, CustomTypesConfig, Pool } from 'pg';
import { NewsError } from '../../model/error.js';
import { boundArgument } from './bound-argument.js';
import type { Engine, Row, Statement } from './engine.js';
import { POSTGRES } from './postgres-dialect.js';

/** Milliseconds after which a connection that is not open yet is given up. */
const CONNECT_TIMEOUT = 5000;

/** Milliseconds after which the server ends a statement. */
const STATEMENT_TIMEOUT = 8000;

/** Milliseconds after which a statement is given up: a server that is gone ends none. */
const ANSWER_TIMEOUT = 10_000;

/** Maximum number of connections of a process. */
const MAX_CONNECTIONS = 10;

/**
 * Settings of a session. They are not sent as parameters of the connection, which some poolers reject. Compiling queries
 * takes longer than they do. `postgres-dialect.ts` says why the planner must use indexes.
 */
const SETTINGS = `SET statement_timeout = ${STATEMENT_TIMEOUT}; SET jit = off; SET enable_seqscan = off`;

/** Begins a transaction. Only one at a time changes an archive, as in SQLite: two could wait for each other's rows. */
const BEGIN = 'BEGIN; SELECT pg_advisory_xact_lock(7863217)';

/** PostgreSQL's numbers of the types `bigint` and `numeric`, which `pg` returns as text. All of ours are safe integers. */
const INTEGERS = [20, 1700];

/**
 * Opens a database.
 * @param url `postgres://user:password@host/database`. The environment gives what is missing, such as `PGPASSWORD`
 * @throws NewsError `config` if `pg` is not installed, or the URL is malformed
 */
export async function openPostgres(url: string): Promise<Engine> {
  // The error of `pg` may contain the URL with its password.
  if (!URL.canParse(url)) throw new NewsError('config', 'The URL of the PostgreSQL database is malformed.');
  const { Pool, types } = await loadPg();
  const pool = new Pool({
    connectionString: url,
    application_name: 'newsrack',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: ANSWER_TIMEOUT,
    keepAlive: true,
    // Sends the statements of a transaction without waiting for each answer.
    pipeline: true,
    // Idle connections keep no process alive.
    allowExitOnIdle: true,
    types: withNumbers(types),
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- It is waited for, which its type doesn't say.
    onConnect: prepare,
  });
  // A connection that breaks while idle is replaced by the next query. Without a listener, the error would end the process.
  pool.on('error', () => undefined);
  return engineOf(pool);
}

async function loadPg(): Promise<typeof import('pg')> {
  try {
    return await import('pg');
  } catch (cause) {
    throw new NewsError('config', 'An archive in PostgreSQL needs the package pg. Run: npm install pg', { cause });
  }
}

function withNumbers(types: typeof import('pg').types): CustomTypesConfig {
  const getTypeParser = (type: number, format?: 'text'): unknown =>
    INTEGERS.includes(type) ? Number : types.getTypeParser(type, format);
  return { getTypeParser: getTypeParser as typeof types.getTypeParser };
}

async function prepare(client: ClientBase): Promise<void> {
  // As for the pool, but while a transaction has the connection. Its next statement fails.
  client.on('error', () => undefined);
  await client.query(SETTINGS);
}

const engineOf = (pool: Pool): Engine => ({
  dialect: POSTGRES,
  isBlocking: false,
  async query(sql, args = []) {
    const { rows } = await pool.query<Row>(numbered(sql), args.map(boundArgument));
    return rows;
  },
  batch: (statements) => runBatch(pool, statements),
  async bytes() {
    const sql = `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`;
    const { rows } = await pool.query<Row>(sql);
    return Number(rows[0]!['bytes']);
  },
  close: () => pool.end(),
});

async function runBatch(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(BEGIN);
    // All are sent before the first answer comes. After one fails, the server rejects the others, and takes all of them back.
    const sent = statements.map(({ sql, args }) => client.query(numbered(sql), args.map(boundArgument)));
    const results = await Promise.allSettled([...sent, client.query('COMMIT')]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  } catch (cause) {
    // A statement may still be running. Closing the connection ends it, and takes back the transaction.
    client.release(true);
    throw cause;
  }
  client.release();
}

/** Replaces `?` by `$1`, `$2` …, and `?1` by `$1`. */
function numbered(sql: string): string {
  let last = 0;
  return sql.replace(/\?(\d*)/g, (_all, number: string) => `$${number || ++last}`);
}
