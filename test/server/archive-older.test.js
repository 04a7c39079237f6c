/** Archives that the version before this one has made: it indexed no pairs of words. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { about } from '../../dist/select/select-articles.js';
import { createArchiveWith } from '../../dist/server/archive/create-archive.js';
import { openD1 } from '../../dist/server/archive/d1-engine.js';
import { openLibsql } from '../../dist/server/archive/libsql-engine.js';
import { SQLITE } from '../../dist/server/archive/sqlite-dialect.js';
import { createArchive } from '../../dist/server/node.js';
import * as engines from './archive-engines.js';

const NOW = Date.UTC(2026, 4, 26, 12);
const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

/** The dialect as it was. */
const OLD = {
  ...SQLITE,
  migrations: SQLITE.migrations.slice(0, 2),
  wordsColumn: 'text',
  indexText: (tokens) => tokens.join(' '),
  matchText: function matchText(match) {
    if (match.phrase) return `"${match.phrase.join(' ')}"`;
    if (match.all) return `(${match.all.map(matchText).join(' AND ')})`;
    if (match.any) return `(${match.any.map(matchText).join(' OR ')})`;
    return `(${matchText(match.only)} NOT ${matchText(match.not)})`;
  },
};

const ENDS = [
  'peace talks',
  'talks of peace',
  'peace',
  '和平谈判',
  '和 平 谈判',
  `${'x'.repeat(120)}1 ${'x'.repeat(120)}2`,
];
const QUERIES = [...ENDS, 'of peace', '平谈', `${'x'.repeat(120)}1 ${'x'.repeat(120)}3`, 'number 7', 'story number 77'];

const article = (n, more = {}) => ({
  id: `id-${n}`,
  url: `https://a.example/${n}`,
  title: `Story number ${n} ${ENDS[n % ENDS.length]}`,
  authors: [],
  tags: [`Tag ${n % 9}`],
  published: new Date(NOW - n * 6e4).toISOString(),
  ...more,
});
const articles = (count) => Array.from({ length: count }, (_, n) => article(n));

/** Opens an archive in a database, as another process would. @param change may replace the engine */
function open(database, change = (engine) => engine) {
  const openEngine = async () =>
    change(await (database.d1 ? openD1(database.d1) : openLibsql(database.url, database.authToken)));
  return createArchiveWith({ url: database.url ?? ':memory:', now: () => NOW }, { by: '' }, { open: openEngine });
}
const openOld = (database) => open(database, (engine) => ({ ...engine, dialect: OLD }));

/** Asserts that an archive has these articles, the newest first, and finds them as a page does. */
async function assertFinds(archive, expected) {
  const idsOf = (list) => list.map(({ id }) => id);
  const find = async (query) => (await archive.find({ ...query, limit: 1000 })).articles;
  // All fields of the first ones: of all, a message would be long.
  assert.deepEqual((await find({})).slice(0, 20), expected.slice(0, 20));
  assert.deepEqual(idsOf(await find({})), idsOf(expected));
  for (const tag of QUERIES) {
    const found = about(expected, [tag], 'any');
    assert.deepEqual(idsOf(await find({ tag: [tag] })), idsOf(found), tag);
    const others = expected.filter((one) => !found.includes(one));
    assert.deepEqual(idsOf(await find({ exclude: [tag] })), idsOf(others), `without ${tag}`);
  }
}

const all = [engines.libsql(), engines.libsqlServer(), engines.d1()];

for (const engine of all)
  describe(`an archive of the version before in ${engine.name}`, () => {
    /** Runs a test with a database of the version before, and an archive of that version that has it open. */
    async function withOld(list, run) {
      const database = await engine.create();
      const old = openOld(database);
      await old.size();
      if (list.length) await old.store('paper', list);
      try {
        await run(database, old);
      } finally {
        await old.close();
      }
    }

    it('finds the same articles', () =>
      withOld(articles(900), async (database) => {
        const archive = open(database);
        await assertFinds(archive, articles(900));
        assert.deepEqual(await archive.store('paper', articles(900)), { added: 0, updated: 0 });
        await archive.store('paper', [article(3, { title: 'Corrected words' }), article(900)]);
        assert.equal((await archive.find({ tag: ['corrected words'] })).articles.length, 1);
        assert.equal(await archive.prune({ maxArticles: 500 }), 401);
        await assertFinds(archive, articles(500).with(3, article(3, { title: 'Corrected words' })));
        await archive.close();
      }));

    it('stores and finds articles if it had none', () =>
      withOld([], async (database) => {
        const archive = open(database);
        await archive.store('paper', articles(10));
        await assertFinds(archive, articles(10));
        await archive.close();
      }));

    it('is indexed to the end if processes are killed at any moment', () =>
      withOld(articles(900), async (database) => {
        let kills = 0;
        for (let isDone = false; !isDone; kills++) {
          // Even an attempt that is killed at its third transaction gets on by one.
          let left = 1 + (kills % 3);
          const killed = (call) => (left > 0 ? call() : Promise.reject(new Error('killed')));
          const archive = open(database, (own) => ({
            ...own,
            query: (...args) => killed(() => own.query(...args)),
            batch: (statements) => killed(() => (left--, own.batch(statements))),
          }));
          isDone = await archive.size().then(() => true, () => false); // prettier-ignore
          await archive.close();
          assert.ok(kills < 30);
        }
        assert.ok(kills > 5);
        const archive = open(database);
        await assertFinds(archive, articles(900));
        await archive.close();
      }));

    it('has what a process of that version stores, changes and deletes while it is indexed', () =>
      withOld(articles(900), async (database, old) => {
        let batches = 0;
        let expected = articles(900);
        let isPruned = false;
        const archive = open(database, (own) => ({
          ...own,
          async batch(statements) {
            const n = batches++;
            if (n < 9) {
              // One of those that are indexed last, and one of those that may be indexed already.
              const changed = [n, 800 - n].map((one) => article(one, { title: `Story number ${one} talks of peace` }));
              const added = article(900 + n);
              await old.store('paper', [...changed, added]);
              for (const [k, one] of [n, 800 - n].entries()) expected[one] = changed[k];
              // What is older than all others stays out once articles were pruned.
              if (!isPruned) expected.push(added);
            }
            if (n % 4 === 3) {
              await old.prune({ maxArticles: 880 });
              isPruned = true;
              expected = expected.slice(0, 880);
            }
            return own.batch(statements);
          },
        }));
        await archive.size();
        assert.ok(batches > 9);
        await assertFinds(archive, expected);
        await archive.close();
      }));

    it('is indexed once if several processes open it at once', () =>
      withOld(articles(900), async (database) => {
        const archives = [open(database), open(database), open(database)];
        await Promise.all(archives.map((archive) => archive.size()));
        for (const archive of archives) await assertFinds(archive, articles(900));
        const names = await engine.query(database, "SELECT name FROM sqlite_master WHERE name LIKE 'next%'");
        assert.deepEqual(names, []);
        await Promise.all(archives.map((archive) => archive.close()));
      }));

    it('refuses to store for a process of that version that has it open still', () =>
      withOld(articles(10), async (database, old) => {
        const archive = open(database);
        await archive.size();
        await assert.rejects(old.store('paper', [article(10)]), { name: 'NewsError' });
        assert.equal((await old.find({ tag: ['peace talks'] })).articles.length, 2);
        await archive.store('paper', [article(10)]);
        await assertFinds(archive, articles(11));
        await archive.close();
      }));
  });

const [libsql] = all;
const postgres = engines.postgres();

for (const target of [libsql, postgres])
  it(`is copied to ${target.name}, and the command says why that takes longer`, async () => {
    const [origin, copy] = [await libsql.create(), await target.create()];
    const old = openOld(origin);
    await old.store('paper', articles(10));
    await libsql.query(origin, `INSERT INTO articles (id, hash, sources, keys, body)
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
      SELECT n, n, '[1]', '[]', '{"id":"' || n || '","url":"https://a.example/' || n || '","title":"Older story ' || n || '","authors":[],"tags":[]}'
      FROM numbers`); // prettier-ignore
    await old.close();
    const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, 'archive', 'copy', origin.url, copy.url], { encoding: 'utf8' }); // prettier-ignore
    assert.deepEqual([stdout, status], ['Copied 20010 articles.\n', 0]);
    assert.match(stderr, /^newsrack archive: The articles of the archive are indexed anew .*\n$/);
    for (const database of [origin, copy]) {
      const archive = createArchive(database);
      assert.equal((await archive.find({ tag: ['story 19999'] })).articles.length, 1);
      assert.equal((await archive.find({ tag: ['peace talks'] })).articles.length, 2);
      await archive.close();
    }
  });
