/**
 * A libSQL server for tests: speaks Hrana 3 over HTTP in JSON as far as `@libsql/client` does for single statements and batches.
 * Each path is a database of its own, in memory. Server programs can't be had everywhere; the database is the same library.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import Database from 'libsql';

/** Values as they are written: integers as text, since they may be larger than JSON's numbers. */
const DECODERS = {
  null: () => null,
  integer: ({ value }) => BigInt(value),
  float: ({ value }) => value,
  text: ({ value }) => value,
  blob: ({ base64 }) => Buffer.from(base64, 'base64'),
};

function encoded(value) {
  if (value === null) return { type: 'null' };
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) };
  if (typeof value === 'number') return { type: 'float', value };
  if (typeof value === 'string') return { type: 'text', value };
  return { type: 'blob', base64: Buffer.from(value).toString('base64').replace(/=+$/, '') };
}

function execute({ database, sqls }, { sql, sql_id: id, args = [], named_args: named = [] }) {
  const statement = database.prepare(sql ?? sqls.get(id));
  statement.safeIntegers(true);
  const values = named.length
    ? Object.fromEntries(named.map(({ name, value }) => [name, DECODERS[value.type](value)]))
    : args.map((value) => DECODERS[value.type](value));
  if (!statement.reader) {
    const { changes, lastInsertRowid } = statement.run(values);
    return { cols: [], rows: [], affected_row_count: changes, last_insert_rowid: String(lastInsertRowid) };
  }
  const rows = statement.raw().all(values);
  return {
    cols: statement.columns().map(({ name }) => ({ name })),
    rows: rows.map((row) => row.map(encoded)),
    affected_row_count: 0,
    last_insert_rowid: null,
  };
}

const errorOf = ({ message, code }) => ({ message, code });

const CONDITIONS = {
  ok: ({ step }, { results }) => Boolean(results[step]),
  error: ({ step }, { errors }) => Boolean(errors[step]),
  not: ({ cond }, state) => !holds(cond, state),
  and: ({ conds }, state) => conds.every((cond) => holds(cond, state)),
  or: ({ conds }, state) => conds.some((cond) => holds(cond, state)),
  is_autocommit: (_cond, { stream }) => !stream.database.inTransaction,
};
const holds = (cond, state) => !cond || CONDITIONS[cond.type](cond, state);

function runBatch(stream, { steps }) {
  const results = steps.map(() => null);
  const errors = steps.map(() => null);
  steps.forEach(({ condition, stmt }, index) => {
    if (!holds(condition, { results, errors, stream })) return;
    try {
      results[index] = execute(stream, stmt);
    } catch (error) {
      errors[index] = errorOf(error);
    }
  });
  return { step_results: results, step_errors: errors };
}

const REQUESTS = {
  execute: (stream, { stmt }) => ({ result: execute(stream, stmt) }),
  batch: (stream, { batch }) => ({ result: runBatch(stream, batch) }),
  sequence: ({ database }, { sql }) => (database.exec(sql), {}),
  // Statements that are sent once and run several times.
  store_sql: ({ sqls }, { sql_id: id, sql }) => (sqls.set(id, sql), {}),
  close_sql: ({ sqls }, { sql_id: id }) => (sqls.delete(id), {}),
  get_autocommit: ({ database }) => ({ is_autocommit: !database.inTransaction }),
  close: () => ({}),
};

function answer(stream, request) {
  try {
    return { type: 'ok', response: { type: request.type, ...REQUESTS[request.type](stream, request) } };
  } catch (error) {
    return { type: 'error', error: errorOf(error) };
  }
}

/** Starts a server. `url` is its address, `token` what it asks for; `requests` counts those that it has answered. */
export async function startLibsqlServer({ token = '' } = {}) {
  const databases = new Map();
  const state = { requests: 0 };
  const server = createServer(async (request, response) => {
    const [, name, path] = /^\/(\w+)\/(.*)$/.exec(request.url) ?? [];
    const send = (status, body) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
    if (token && request.headers.authorization !== `Bearer ${token}`) return send(401, '{"error":"Unauthorized"}');
    if (request.method === 'GET') return send(path === 'v3' ? 200 : 404, '');
    const { requests } = await json(request);
    state.requests++;
    if (!databases.has(name)) databases.set(name, new Database(':memory:'));
    const stream = { database: databases.get(name), sqls: new Map() };
    const results = requests.map((one) => answer(stream, one));
    return send(200, JSON.stringify({ baton: null, base_url: null, results }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const database of databases.values()) database.close();
    },
  });
}
