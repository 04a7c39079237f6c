/** The databases that an archive may be in, for tests that must hold in each of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { createClient } from '@libsql/client';
import { query, startPostgres } from '../support/postgres.js';

/** libSQL: each database is a file. */
function libsql() {
  const folder = mkdtempSync(join(tmpdir(), 'newsrack-archive-'));
  let count = 0;
  after(() => rmSync(folder, { recursive: true }));
  return {
    name: 'libSQL',
    create: async () => ({ url: `file:${join(folder, `${++count}.db`)}` }),
    async query({ url }, sql) {
      const client = createClient({ url });
      const { rows } = await client.execute(sql);
      client.close();
      return rows;
    },
  };
}

/** PostgreSQL: a server for all databases of a test file. */
function postgres() {
  let server;
  before(async () => (server = await startPostgres()));
  after(() => server.remove());
  return {
    name: 'PostgreSQL',
    create: async () => ({ url: await server.create() }),
    query: ({ url }, sql) => query(url, sql),
  };
}

/**
 * Provides the databases to a test file.
 * @returns for each its `name`; `create` returns options of `createArchive` with a new, empty database; `query` runs SQL in it
 */
export const engines = () => [libsql(), postgres()];
