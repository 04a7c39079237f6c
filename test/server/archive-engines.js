/** The databases that an archive may be in, for tests that must hold in each of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { createClient } from '@libsql/client';
import { Miniflare } from 'miniflare';
import { startLibsqlServer } from '../support/libsql-server.js';
import { query, startPostgres } from '../support/postgres.js';

/**
 * Each of these provides databases to a test file: `create` returns options of `createArchive` with a new, empty database, `query`
 * runs SQL in it. libSQL: each database is a file.
 */
export function libsql() {
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

/** libSQL over HTTP: a server for all databases of a test file. */
export function libsqlServer() {
  const authToken = 'secret';
  let server;
  let count = 0;
  before(async () => (server = await startLibsqlServer({ token: authToken })));
  after(() => server.stop());
  return {
    name: 'a libSQL server',
    create: async () => ({ url: `${server.url}/news${++count}/`, authToken }),
    async query(options, sql) {
      const client = createClient(options);
      const { rows } = await client.execute(sql);
      client.close();
      return rows;
    },
  };
}

/** PostgreSQL: a server for all databases of a test file. */
export function postgres() {
  let server;
  before(async () => (server = await startPostgres()));
  after(() => server.remove());
  return {
    name: 'PostgreSQL',
    create: async () => ({ url: await server.create() }),
    query: ({ url }, sql) => query(url, sql),
  };
}

/** Cloudflare D1, in the runtime of Cloudflare, which has a fixed list of databases. */
export function d1() {
  const names = Array.from({ length: 40 }, (_, n) => `news${n}`);
  const miniflare = new Miniflare({ modules: true, script: 'export default {}', d1Databases: names });
  after(() => miniflare.dispose());
  return {
    name: 'D1',
    create: async () => ({ d1: await miniflare.getD1Database(names.pop()) }),
    query: async ({ d1: database }, sql) => (await database.prepare(sql).all()).results,
  };
}

/** All of them. */
export const engines = () => [libsql(), libsqlServer(), postgres(), d1()];
