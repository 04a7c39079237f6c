/** An archive in PostgreSQL while its server fails. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createArchive as createOnEdge } from '../../dist/server/edge.js';
import { createArchive } from '../../dist/server/node.js';
import { query, startPostgres } from '../support/postgres.js';

let server;
before(async () => (server = await startPostgres({ max_connections: 10 })));
after(() => server.remove());

const article = (n) => ({
  id: `id-${n}`,
  url: `https://a.example/${n}`,
  title: `Story number ${n}`,
  authors: [],
  tags: ['Peace'],
  published: new Date(Date.UTC(2026, 4, 26) - n * 6e4).toISOString(),
});

const FAILURE = { name: 'NewsError', code: 'network', message: /^The database of the archive failed/ };

/** Runs a test with an archive in a new database. */
async function withArchive(run) {
  const url = await server.create();
  const archive = createArchive({ url });
  try {
    await run({ archive, url });
  } finally {
    await archive.close();
  }
}

test('a server that has gone is a failure, and comes back without a restart', () =>
  withArchive(async ({ archive }) => {
    await archive.store('paper', [article(1)]);
    await server.stop();
    try {
      await assert.rejects(archive.store('paper', [article(2)]), FAILURE);
      await assert.rejects(archive.find({ tag: ['story'] }), FAILURE);
    } finally {
      await server.start();
    }
    await archive.store('paper', [article(2)]);
    assert.equal((await archive.find({ tag: ['story'] })).articles.length, 2);
  }));

test('connections that the server ends are replaced', () =>
  withArchive(async ({ archive, url }) => {
    await archive.store('paper', [article(1)]);
    const others = 'FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()';
    const closed = (await query(url, `SELECT pg_terminate_backend(pid, 5000) AS closed ${others}`)).map((row) => row.closed); // prettier-ignore
    assert.ok(closed.length > 0 && closed.every(Boolean));
    // The end of an idle connection arrives before the answer of another query, or this one fails.
    await archive.find({}).catch((error) => assert.equal(error.code, 'network'));
    assert.equal((await archive.find({})).articles.length, 1);
    assert.equal((await archive.store('paper', [article(2)])).added, 1);
  }));

test('an archive of an earlier version is brought up to date', () =>
  withArchive(async ({ archive, url }) => {
    await archive.store('paper', [article(1)]);
    // As the second version left it.
    await query(url, 'DELETE FROM newsrack_versions WHERE version > 2');
    await query(url, 'ALTER INDEX article_words_text RESET (gin_pending_list_limit)');
    const later = createArchive({ url });
    assert.equal((await later.find({ tag: ['story'] })).articles.length, 1);
    const [{ options }] = await query(url, "SELECT reloptions::text AS options FROM pg_class WHERE relname = 'article_words_text'"); // prettier-ignore
    assert.equal(options, '{gin_pending_list_limit=128}');
    await later.close();
  }));

test('a change that another process keeps waiting fails, and leaves nothing', () =>
  withArchive(async ({ archive, url }) => {
    await archive.store('paper', [article(1)]);
    // In place of the limit of a statement, which is longer than a test should take.
    await query(url, `ALTER ROLE news IN DATABASE ${new URL(url).pathname.slice(1)} SET lock_timeout = 50`);
    const second = createArchive({ url });
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE articles');
    await assert.rejects(second.store('paper', [article(2)]), FAILURE);
    await other.end();
    assert.deepEqual(await second.store('paper', [article(2)]), { added: 1, updated: 0 });
    await second.close();
  }));

test('a server that accepts connections and is silent is a failure', async () => {
  const sockets = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const archive = createArchive({ url: `postgres://news:secret@127.0.0.1:${silent.address().port}/news` });
  await assert.rejects(archive.find({}), FAILURE);
  await archive.close();
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('no error contains the password', async () => {
  for (const url of [
    'postgres://news:secret@127.0.0.1:1/news',
    'postgres://news:secret@[/news',
    'postgres://news:sec%zzret@127.0.0.1:1/news',
  ]) {
    const archive = createArchive({ url });
    const error = await archive.find({}).catch((reason) => reason);
    assert.equal(error.name, 'NewsError');
    assert.doesNotMatch(inspect(error, { depth: 9 }), /sec/);
  }
});

test('platforms without sockets say that PostgreSQL needs Node', async () => {
  const archive = createOnEdge({ url: 'postgres://127.0.0.1/news' });
  await assert.rejects(archive.find({}), { code: 'config', message: 'An archive in PostgreSQL needs Node.' });
});
