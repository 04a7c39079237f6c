/** Work that an archive does once for several callers: equal queries, parsed articles, and transactions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { idle } from '../support/fake-timers.js';
import { createArchiveWith } from '../../dist/server/archive/create-archive.js';
import { openOnEdge } from '../../dist/server/archive/open-archive.js';
import { ParsedArticles } from '../../dist/server/archive/parsed-articles.js';
import { SharedAnswers } from '../../dist/server/archive/shared-answers.js';
import { NOW, article } from './archive-articles.js';

/** Runs a test with an archive in memory. `calls` lists what it calls the database with; `change` may replace the engine. */
async function withEngine(run, change = (engine) => engine) {
  const calls = { reads: 0, batches: [] };
  const open = async (url) => {
    const engine = change(await openOnEdge(url));
    return {
      ...engine,
      query: (sql, args) => {
        if (/^\s*(?:SELECT|WITH)/.test(sql)) calls.reads++;
        return engine.query(sql, args);
      },
      batch: (statements) => {
        calls.batches.push(statements);
        return engine.batch(statements);
      },
    };
  };
  const archive = createArchiveWith({ url: ':memory:', now: () => NOW }, { by: '' }, { open });
  await archive.size();
  const titles = async (query) => (await archive.find(query)).articles.map(({ title }) => title);
  /** Returns the number of queries that a call reads with. */
  const readsOf = async (call) => {
    const before = calls.reads;
    await call();
    return calls.reads - before;
  };
  try {
    await run({ archive, calls, titles, readsOf });
  } finally {
    await archive.close();
  }
}

describe('queries', () => {
  test('equal ones at once share one answer, also of later pages and of tags', () =>
    withEngine(async ({ archive, readsOf }) => {
      await archive.store('paper', Array.from({ length: 9 }, (_, n) => article(n))); // prettier-ignore
      const { next: before } = await archive.find({ tag: ['peace'], limit: 2 });
      for (const [query, reads] of [
        [{ tag: ['peace'], limit: 3 }, 1],
        // With the stories of the page before.
        [{ tag: ['peace'], limit: 3, before }, 2],
      ]) {
        const find = () => archive.find(query);
        assert.equal(await readsOf(() => Promise.all([find(), find(), find()])), reads);
      }
      assert.equal(await readsOf(() => Promise.all([archive.tags({}), archive.tags({ limit: 5 })])), 1);
      assert.equal(await readsOf(() => archive.find({ tag: ['number'], limit: 3 })), 1);
    }));

  test('a query after storing never has the answer of one that began before', () => {
    let hold;
    const change = (engine) => ({
      ...engine,
      isBlocking: false,
      // Answers late with what was there.
      async query(sql, args) {
        const rows = await engine.query(sql, args);
        if (hold && sql.includes('body')) await hold;
        return rows;
      },
    });
    return withEngine(async ({ archive, titles }) => {
      await archive.store('paper', [article(1)]);
      let release;
      hold = new Promise((resolve) => (release = resolve));
      const early = titles({});
      const earlyTags = archive.tags({});
      await idle();
      const held = hold;
      hold = undefined;
      await archive.store('wire', [article(2)]);
      assert.deepEqual(await titles({}), ['Story number 1', 'Story number 2']);
      release();
      await held;
      assert.deepEqual(await early, ['Story number 1']);
      await earlyTags;
      // Nor is the early answer kept.
      assert.deepEqual(await titles({}), ['Story number 1', 'Story number 2']);
      assert.equal((await archive.tags({}))[0].count, 2);
    }, change);
  });

  test('storing what is known keeps the answers, and what has changed is found at once', () =>
    withEngine(async ({ archive, titles, readsOf }) => {
      await archive.store('paper', [article(1)], 'one');
      assert.equal(await readsOf(() => titles({})), 1);
      // Nothing is kept that is asked for once.
      assert.equal(await readsOf(() => titles({})), 1);
      await archive.store('paper', [article(1)], 'two');
      assert.equal(await readsOf(() => titles({})), 0);
      await archive.store('paper', [article(1, { title: 'Corrected' })]);
      assert.deepEqual(await titles({}), ['Corrected']);
      await archive.prune({ maxArticles: 0 });
      assert.deepEqual(await titles({}), []);
    }));

  test('what a caller does to its answer is not in the next one', () =>
    withEngine(async ({ archive }) => {
      const given = article(1, { image: { url: 'https://a.example/1.jpg' }, publisher: { name: 'Paper' }, authors: [{ name: 'Ada' }] }); // prettier-ignore
      await archive.store('paper', [given]);
      const { articles } = await archive.find({ limit: 2 });
      articles[0].title = articles[0].image.url = articles[0].publisher.name = articles[0].authors[0].name = 'changed';
      articles[0].tags.push('changed');
      (await archive.tags({}))[0].name = 'changed';
      assert.deepEqual((await archive.find({ limit: 3 })).articles, [given]);
      assert.equal((await archive.tags({}))[0].name, 'Peace');
    }));

  test('answers are bounded, a failure is not kept, and isolated callers wait for no other', async () => {
    const limits = { maxAnswers: 2, maxSize: 10, sizeOf: (list) => list.length };
    const shared = new SharedAnswers(limits, false);
    let count = 0;
    const ask = (key, size = 1, answers = shared) => answers.get(key, NOW, async () => (count++, Array(size)));
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await ask(key);
    assert.equal(count, 4);
    await ask('large', 11);
    await ask('large', 11);
    assert.equal(count, 6);
    await ask('k'.repeat(3000));
    await ask('k'.repeat(3000));
    assert.equal(count, 8);
    await assert.rejects(shared.get('fails', NOW, () => Promise.reject(new Error('no'))), /no/); // prettier-ignore
    assert.deepEqual(await shared.get('fails', NOW, async () => [1]), [1]);
    assert.deepEqual(await shared.get('fails', NOW + 6000, async () => [2]), [2]);
    const isolated = new SharedAnswers(limits, true);
    await Promise.all([ask('x', 1, isolated), ask('x', 1, isolated)]);
    await ask('x', 1, isolated);
    assert.equal(count, 10);
  });

  test('parsed articles are bounded, and parsed anew when their row has changed', () => {
    const parsed = new ParsedArticles(1000);
    const row = (n, title = 'x'.repeat(100)) => ({
      id: n,
      sources: '[1]',
      body: JSON.stringify(article(n, { title })),
    });
    for (let n = 0; n < 100; n++) parsed.articleOf(row(n));
    // Nothing is kept that is read once.
    assert.equal(parsed.count, 0);
    for (let n = 0; n < 100; n++) parsed.articleOf(row(n));
    assert.ok(parsed.count > 1 && parsed.count < 5, `${parsed.count}`);
    assert.equal(parsed.articleOf(row(99)), parsed.articleOf(row(99)));
    assert.equal(parsed.articleOf(row(99, 'new')).title, 'new');
    assert.equal(parsed.articleOf(row(1, 'x'.repeat(5000))).title.length, 5000);
    assert.equal(parsed.count, 0);
  });
});

describe('transactions', () => {
  const lists = (count) => Array.from({ length: count }, (_, n) => [article(2 * n), article(2 * n + 1)]);

  test('lists that wait are stored together, and each call has its own result', () =>
    withEngine(async ({ archive, calls }) => {
      await archive.store('source 3', lists(4)[3]);
      const before = calls.batches.length;
      const results = await Promise.all(lists(50).map((list, n) => archive.store(`source ${n}`, list, `state ${n}`)));
      assert.deepEqual(results.map(({ added }) => added), Array(50).fill(2).with(3, 0)); // prettier-ignore
      assert.ok(calls.batches.length - before <= 2, `${calls.batches.length - before}`);
      assert.equal((await archive.states()).get('source 49'), 'state 49');
      assert.equal((await archive.size()).articles, 100);
    }));

  test('one has at most 500 articles, and the articles of one list that is longer', () =>
    withEngine(async ({ archive, calls }) => {
      const list = (from, count) => Array.from({ length: count }, (_, n) => article(from + n));
      await Promise.all([[0, 300], [300, 300], [600, 1200], [1800, 10]].map(([from, count]) => archive.store(`source ${from}`, list(from, count)))); // prettier-ignore
      const inserted = calls.batches.flatMap((batch) =>
        batch.filter(({ sql }) => sql.startsWith('INSERT INTO articles')),
      );
      assert.deepEqual(inserted.map(({ args }) => args[0].length), [300, 300, 500, 500, 200, 10]); // prettier-ignore
    }));

  test('a list that fails leaves the others stored, each with its state', () => {
    const refuse = (engine) => ({
      ...engine,
      batch: (statements) =>
        JSON.stringify(statements).includes('Refused') ? Promise.reject(new Error('no')) : engine.batch(statements),
    });
    return withEngine(async ({ archive, titles }) => {
      const storing = lists(5).map((list, n) =>
        archive.store(`source ${n}`, n === 2 ? [article(100, { title: 'Refused' })] : list, `state ${n}`),
      );
      const results = await Promise.allSettled(storing);
      assert.deepEqual(results.map(({ status }) => status), Array(5).fill('fulfilled').with(2, 'rejected')); // prettier-ignore
      assert.equal(results[2].reason.code, 'network');
      assert.deepEqual([...(await archive.states()).keys()], ['source 0', 'source 1', 'source 3', 'source 4']);
      assert.equal((await titles({})).length, 8);
    }, refuse);
  });

  test('a callback that throws fails its own list', () =>
    withEngine(async ({ archive }) => {
      const wants = () => {
        throw new Error('a bug');
      };
      const results = await Promise.allSettled([archive.store('a', [article(1)], 'state', wants), archive.store('b', [article(2)])]); // prettier-ignore
      assert.deepEqual(results.map(({ status }) => status), ['rejected', 'fulfilled']); // prettier-ignore
      assert.equal((await archive.size()).articles, 1);
    }));

  test('lists of one source are stored in their order', () =>
    withEngine(async ({ archive, titles }) => {
      const results = await Promise.all(['One', 'Two', 'Three'].map((title) => archive.store('paper', [article(1, { title })], title))); // prettier-ignore
      assert.deepEqual(results, [{ added: 1, updated: 0 }, { added: 0, updated: 1 }, { added: 0, updated: 1 }]); // prettier-ignore
      assert.deepEqual(await titles({}), ['Three']);
      assert.deepEqual([...(await archive.states()).values()], ['Three']);
    }));
});
