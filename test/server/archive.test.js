/** The archive: the same tests for each engine. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { about } from '../../dist/select/select-articles.js';
import { copyArchive } from '../../dist/server/archive/copy-archive.js';
import { createArchive } from '../../dist/server/node.js';
import { engines } from './archive-engines.js';

const DAY = 864e5;
const NOW = Date.UTC(2026, 4, 26, 12);
const at = (milliseconds) => new Date(milliseconds).toISOString();

const article = (n, more = {}) => ({
  id: `id-${n}`,
  url: `https://a.example/${n}`,
  title: `Story number ${n}`,
  authors: [],
  tags: [],
  published: at(NOW - n * 6e4),
  ...more,
});

/** Runs a test with an archive in a new database, whose clock the test sets. */
async function inEngine(engine, run, options = {}) {
  const clock = { now: NOW };
  const database = await engine.create();
  const archive = createArchive({ ...database, now: () => clock.now, ...options });
  const titles = async (query) => (await archive.find(query)).articles.map(({ title }) => title);
  try {
    await run({ archive, clock, database, titles });
  } finally {
    await archive.close();
  }
}

const PIECES = (
  'peace talks Friede Straße strasse Müller café CAFÉ naïve C++ C# c c++ Disney+ #tag 生成 生 成 の 生成ai AI ' +
  'สันติภาพ สัน ภาพ 평화 평화가 협상 東京タワー タワー ー سلام محادثات 和平谈判 谈判 和平 - . , 、 “ 2026 ½ ﬁ İ'
).split(' ');
const text = fc
  .array(fc.constantFrom(...PIECES, ' ', ''), { minLength: 1, maxLength: 8 })
  .chain((pieces) => fc.constantFrom(' ', '').map((by) => pieces.join(by)));

for (const engine of engines())
  describe(engine.name, () => {
    const withArchive = (run, options) => inEngine(engine, run, options);

    test('stores articles, and finds them again, the newest first', () =>
      withArchive(async ({ archive }) => {
        const given = [article(2, { tags: ['Peace'], excerpt: 'Some words' }), article(1)];
        assert.deepEqual(await archive.store('paper', given), { added: 2, updated: 0 });
        const { articles, next } = await archive.find({});
        assert.deepEqual(articles, [given[1], given[0]]);
        assert.equal(next, undefined);
        assert.equal((await archive.size()).articles, 2);
      }));

    test('stores nothing twice, and updates what its first source has changed', () =>
      withArchive(async ({ archive, titles }) => {
        await archive.store('paper', [article(1)]);
        assert.deepEqual(await archive.store('paper', [article(1)]), { added: 0, updated: 0 });
        assert.deepEqual(await archive.store('paper', [article(1, { title: 'Corrected' })]), { added: 0, updated: 1 });
        await archive.store('other', [article(1, { title: 'Forged' })]);
        assert.deepEqual(await titles({}), ['Corrected']);
        assert.deepEqual(await titles({ tag: ['corrected'] }), ['Corrected']);
        assert.deepEqual(await titles({ tag: ['story'] }), []);
      }));

    test('keeps one article of two sources once, and finds it in both', () =>
      withArchive(async ({ archive, titles }) => {
        await archive.store('paper', [article(1)]);
        await archive.store('wire', [article(1, { url: 'http://www.a.example/1/?utm_source=wire' }), article(2)]);
        assert.deepEqual(await titles({ sources: ['paper'] }), ['Story number 1']);
        assert.deepEqual(await titles({ sources: ['wire'] }), ['Story number 1', 'Story number 2']);
        assert.deepEqual(await titles({ sources: ['nowhere'] }), []);
        assert.equal((await archive.size()).articles, 2);
      }));

    test('a source that changes all its ids and links does not double its articles', () =>
      withArchive(async ({ archive }) => {
        const list = [1, 2, 3].map((n) => article(n));
        await archive.store('paper', list);
        await archive.store('paper', list.map((one) => ({ ...one, id: `new ${one.id}` }))); // prettier-ignore
        await archive.store('paper', list.map((one) => ({ ...one, id: one.url, url: `${one.url}?new` }))); // prettier-ignore
        assert.equal((await archive.size()).articles, 3);
      }));

    test('keeps notices that share a link', () =>
      withArchive(async ({ archive }) => {
        const list = [1, 2, 3].map((n) => article(n, { url: 'https://a.example/notices' }));
        await archive.store('paper', list);
        assert.deepEqual(await archive.store('paper', list), { added: 0, updated: 0 });
        assert.equal((await archive.size()).articles, 3);
      }));

    test('undated articles, and those dated 1970 or in the future, count as of the time they were first seen', () =>
      withArchive(async ({ archive, clock, titles }) => {
        const list = [
          article(1, { published: undefined }),
          article(2, { published: '1970-01-01T00:00:00Z' }),
          article(3, { published: '2099-01-01T00:00:00Z' }),
        ];
        await archive.store('paper', list);
        clock.now += 3 * DAY;
        assert.deepEqual(await archive.store('paper', list), { added: 0, updated: 0 });
        await archive.store('paper', [article(4, { published: at(NOW + DAY) })]);
        assert.equal((await titles({}))[0], 'Story number 4');
        const { articles } = await archive.find({});
        assert.deepEqual(new Set(articles.slice(1).map(({ seen }) => seen)), new Set([at(NOW)]));
        assert.equal((await titles({ maxAge: 2.5 * DAY })).length, 1);
      }));

    test('pages follow one another without gaps or repeats, also while articles arrive', () =>
      withArchive(async ({ archive }) => {
        await archive.store('paper', Array.from({ length: 95 }, (_, n) => article(n, { tags: ['peace'] }))); // prettier-ignore
        const seen = [];
        for (let before, more = true; more; more = before !== undefined) {
          const page = await archive.find({ tag: ['peace'], limit: 10, before });
          seen.push(...page.articles.map(({ id }) => id));
          before = page.next;
          await archive.store('paper', [article(1000 + seen.length, { tags: ['peace'], published: at(NOW) })]);
        }
        assert.deepEqual(seen, Array.from({ length: 95 }, (_, n) => `id-${n}`)); // prettier-ignore
      }));

    test('a page repeats no story that an earlier page has shown', () =>
      withArchive(async ({ archive }) => {
        const title = 'Leaders of both countries meet for talks in the capital';
        const copies = ['a', 'b', 'c', 'd'].map((name, n) =>
          article(n * 2, {
            url: `https://${name}.example/x`,
            title: n % 2 ? `${title} today` : title,
            publisher: { name: `Paper ${name}` },
            ...(n === 3 && { image: { url: 'https://d.example/p.jpg' } }),
          }),
        );
        for (const [n, copy] of copies.entries()) await archive.store(`source ${n}`, [copy]);
        await archive.store('other', [1, 3, 5, 7].map((n) => article(n))); // prettier-ignore
        const seen = [];
        for (let before, more = true; more; more = before !== undefined) {
          const page = await archive.find({ limit: 1, before });
          seen.push(...page.articles.map((one) => one.title));
          before = page.next;
        }
        assert.equal(seen.filter((one) => one.startsWith('Leaders')).length, 1);
        assert.equal(seen.length, 5);
      }));

    test('excludes words and publishers, and limits each publisher', () =>
      withArchive(async ({ archive, titles }) => {
        await archive.store('paper', [
          article(1, { title: 'Peace and war', publisher: { name: 'One' } }),
          article(2, { title: 'Peace talks', publisher: { name: 'One' } }),
          article(3, { title: 'Peace now', publisher: { name: 'Two' } }),
        ]);
        assert.deepEqual(await titles({ exclude: ['war'] }), ['Peace talks', 'Peace now']);
        assert.deepEqual(await titles({ include: ['peace + talks', 'now'] }), ['Peace talks', 'Peace now']);
        assert.deepEqual(await titles({ excludePublisher: ['one'] }), ['Peace now']);
        assert.deepEqual(await titles({ perPublisher: 1 }), ['Peace and war', 'Peace now']);
        assert.deepEqual(await titles({ tag: ['peace', 'talks'], tagMatch: 'all' }), ['Peace talks']);
      }));

    test('injection through words and cursors finds nothing, or is an error', () =>
      withArchive(async ({ archive, titles }) => {
        await archive.store('paper', [article(1)]);
        for (const tag of [
          '"',
          '" OR "story',
          "' OR 1=1 --",
          'text:x',
          '*',
          '^',
          '§2',
          '|',
          '__',
          '\0',
          'NEAR(a b)',
          '-',
        ]) {
          assert.deepEqual(await titles({ tag: [tag] }), [], tag);
        }
        for (const before of ['', '-1', '1 OR 1=1', 'ZZ', 'zzzzzzzzzzzz', '1'.repeat(1000), 'é']) {
          await assert.rejects(archive.find({ before }), { name: 'NewsError', code: 'config' }, before);
        }
        await assert.doesNotReject(archive.store("'; DROP TABLE articles; --", [article(2)], "'"));
        assert.equal((await archive.size()).articles, 2);
        assert.deepEqual(await archive.tags({ q: "%' OR 1=1" }), []);
      }));

    test('counts tags of a time span, and finds them by their beginning', () =>
      withArchive(async ({ archive }) => {
        await archive.store('paper', [
          article(1, { tags: ['Peace Negotiations', 'World'] }),
          article(2, { tags: ['peace negotiations', 'topic/123'] }),
          article(3, { tags: ['Old', 'world'], published: at(NOW - 40 * DAY) }),
        ]);
        const found = await archive.tags({ since: NOW - 30 * DAY });
        assert.deepEqual(found, [
          { name: 'Peace Negotiations', slug: 'peace-negotiations', count: 2, latest: at(NOW - 6e4) },
          { name: 'World', slug: 'world', count: 1, latest: at(NOW - 6e4) },
        ]);
        assert.deepEqual((await archive.tags({ q: 'PÉACE neg' })).map(({ count }) => count), [2]); // prettier-ignore
        assert.deepEqual((await archive.tags({ limit: 1 })).length, 1);
        await archive.store('paper', [article(1, { tags: ['World'] })]);
        assert.deepEqual((await archive.tags({ q: 'peace' })).map(({ count }) => count), [1]); // prettier-ignore
      }));

    test('counts tags of one beginning over all days of a time span', () =>
      withArchive(async ({ archive }) => {
        const tags = [['Peace', 'Pearls', 'War'], ['peace'], ['Peak', 'Opera'], ['Peace']];
        await archive.store('paper', tags.map((own, n) => article(n, { tags: own, published: at(NOW - n * 5 * DAY) }))); // prettier-ignore
        const counts = async (query) => (await archive.tags(query)).map(({ slug, count }) => `${slug} ${count}`);
        assert.deepEqual(await counts({ q: 'pea' }), ['peace 3', 'pearls 1', 'peak 1']);
        assert.deepEqual(await counts({ q: 'pea', since: NOW - 7 * DAY }), ['peace 2', 'pearls 1']);
        assert.deepEqual(await counts({ q: 'pea', since: NOW + 7 * DAY }), []);
        assert.deepEqual(await counts({ q: 'pea', limit: 1 }), ['peace 3']);
      }));

    test('finds no phrase that begins in one field and ends in another', () =>
      withArchive(async ({ archive, titles }) => {
        const list = [
          article(1, { title: 'The road to peace', excerpt: 'Talks go on', tags: ['World', 'Trade Union'] }),
          article(2, { title: '!', url: 'https://a.example/?' }),
        ];
        await archive.store('paper', list);
        for (const tag of ['peace talks', 'on world', 'world trade'])
          assert.deepEqual(await titles({ tag: [tag] }), []);
        for (const tag of ['to peace', 'talks go', 'trade union'])
          assert.equal((await titles({ tag: [tag] })).length, 1);
        assert.deepEqual(await titles({ exclude: ['peace'] }), ['!']);
      }));

    test('one article of several sources at once is kept once, and found in each', () =>
      withArchive(async ({ archive, titles }) => {
        const names = ['paper', 'wire', 'blog'];
        const storing = names.map((name, n) => archive.store(name, [article(1, { title: `Of ${name}` }), article(n + 2)])); // prettier-ignore
        const results = await Promise.all(storing);
        assert.equal(results.reduce((sum, { added }) => sum + added, 0), 4); // prettier-ignore
        assert.equal((await archive.size()).articles, 4);
        for (const name of names) assert.equal((await titles({ sources: [name] })).length, 2);
        const [first] = await titles({});
        assert.ok(
          names.some((name) => first === `Of ${name}`),
          first,
        );
        assert.deepEqual(await Promise.all(names.map((name, n) => archive.store(name, [article(n + 2)]))), names.map(() => ({ added: 0, updated: 0 }))); // prettier-ignore
      }));

    test('topics are tags of the articles that speak of them', async () => {
      const topics = { 'peace negotiations': '"peace talks", ceasefire + negotiat*' };
      await withArchive(
        async ({ archive, titles }) => {
          await archive.store('paper', [
            article(1, { title: 'Peace talks go on' }),
            article(2, { title: 'Negotiations for a ceasefire' }),
            article(3, { title: 'Talks about peace' }),
            article(4, { title: 'The ceasefire holds' }),
          ]);
          assert.deepEqual(await titles({ tag: ['peace negotiations'] }), [
            'Peace talks go on',
            'Negotiations for a ceasefire',
          ]);
          assert.equal((await archive.tags({}))[0].count, 2);
        },
        { topics },
      );
      assert.throws(() => createArchive({ url: ':memory:', topics: { x: '* , +' } }), /"x" has no words/);
      const refused = {
        '"unclosed': /"x" has a quote without an end/,
        'neg*tiat*': /"x" has a \* before the end/,
        '"a b" + c* d': /has a \*/,
      };
      for (const [words, message] of Object.entries(refused))
        assert.throws(() => createArchive({ url: ':memory:', topics: { x: words } }), { code: 'config', message });
      for (const words of ['negotiat*', '"peace talk*", b', '"peace talk"*', 'a* + b*, c*', 'C++'])
        createArchive({ url: ':memory:', topics: { x: words } });
    });

    test('keeps states of sources', () =>
      withArchive(async ({ archive }) => {
        await archive.store('paper', [article(1)], 'one');
        await archive.store('wire', [], 'two');
        await archive.store('none', [article(2)]);
        await archive.setState('paper', 'three');
        assert.deepEqual([...(await archive.states())], [['paper', 'three'], ['wire', 'two']]); // prettier-ignore
      }));

    test('a lease has one holder until it expires', () =>
      withArchive(async ({ archive, clock }) => {
        assert.equal(await archive.lease('crawl', 'a', 1000), true);
        assert.equal(await archive.lease('crawl', 'b', 1000), false);
        assert.equal(await archive.lease('crawl', 'a', 2000), true);
        clock.now += 1500;
        assert.equal(await archive.lease('crawl', 'b', 1000), false);
        clock.now += 500;
        assert.equal(await archive.lease('crawl', 'b', 1000), true);
      }));

    test('prunes by age and by number, with words, keys and counts', () =>
      withArchive(async ({ archive, titles, database }) => {
        const list = Array.from({ length: 1200 }, (_, n) =>
          article(n, { tags: ['peace'], published: at(NOW - n * 36e5) }),
        );
        await archive.store('paper', list);
        assert.equal(await archive.prune({ maxAge: 40 * DAY }), 239);
        assert.equal(await archive.prune({ maxArticles: 10 }), 951);
        assert.equal((await titles({ tag: ['peace'], limit: 100 })).length, 10);
        assert.deepEqual((await archive.tags({})).map(({ count }) => count), [10]); // prettier-ignore
        const [{ n }] = await engine.query(database, 'SELECT count(*) AS n FROM article_keys');
        assert.equal(Number(n), 20);
      }));

    test('articles of the same time are in the order of their feed, and those of the next list before them', () =>
      withArchive(async ({ archive, clock, titles }) => {
        const undated = (from, to) =>
          Array.from({ length: to - from }, (_, n) => article(from + n, { published: undefined }));
        const sameDay = [60, 61, 62].map((n) => article(n, { published: at(NOW - DAY) }));
        await archive.store('paper', [...undated(10, 50), ...sameDay]);
        clock.now += 6e4;
        await archive.store('paper', [...undated(0, 50), ...sameDay]);
        const numbers = (await titles({ limit: 100 })).map((title) => Number(title.split(' ').at(-1)));
        assert.deepEqual(numbers, [...Array.from({ length: 50 }, (_, n) => n), 60, 61, 62]);
      }));

    test('lists tags with a slash as readers write them, and none that are paths of an index', () =>
      withArchive(
        async ({ archive }) => {
          await archive.store('paper', [article(1, { title: 'Hard rock', tags: ['AC/DC', 'a/b', 'world/europe'] })]);
          const slugs = (await archive.tags({})).map(({ name, slug }) => `${name} ${slug}`).toSorted();
          assert.deepEqual(slugs, ['AC/DC ac-dc', 'Quote/Tag quote-tag', 'a/b a-b']);
        },
        { topics: { 'Quote/Tag': '"hard"' } },
      ));

    test('what was pruned does not come back with the next list of its feed, nor to a copy', () =>
      withArchive(async ({ archive, clock, database, titles }) => {
        const undated = [1, 2].map((n) => article(n, { title: `Undated ${n}`, published: undefined }));
        const old = article(3, { title: 'Old', published: at(NOW - 20 * DAY) });
        const list = [article(4, { title: 'Fresh' }), ...undated, old];
        await archive.store('paper', list);
        clock.now += 35 * DAY;
        const news = article(5, { title: 'News', published: at(clock.now - 36e5) });
        await archive.store('paper', [news, ...list]);
        assert.equal(await archive.prune({ maxAge: 30 * DAY }), 4);
        assert.equal(await archive.prune({ maxAge: 60 * DAY }), 0);
        clock.now += DAY;
        const next = [article(6, { title: 'Undated 6', published: undefined }), news, ...list];
        const late = article(7, { title: 'Late', published: at(clock.now - 29 * DAY) });
        assert.deepEqual(await archive.store('paper', [...next, late]), { added: 2, updated: 0 });
        assert.deepEqual(await titles({}), ['Undated 6', 'News', 'Late']);
        await archive.prune({ maxArticles: 1 });
        assert.deepEqual(await archive.store('paper', [...next, late]), { added: 0, updated: 0 });
        // An article at the same link that says when it is from is another one.
        await archive.store('wire', [article(1, { title: 'Again', published: at(clock.now) })]);
        assert.deepEqual((await titles({})).toSorted(), ['Again', 'Undated 6']);
        // D1 is not reached from outside.
        if (!database.url) return;
        const target = await engine.create();
        await copyArchive(database, target);
        const copy = createArchive({ ...target, now: () => clock.now });
        assert.equal((await copy.store('paper', [...next, late])).added, 0);
        await copy.close();
      }));

    test('refuses a database of a later version', () =>
      withArchive(async ({ archive, database }) => {
        await archive.size();
        await engine.query(database, 'INSERT INTO newsrack_versions VALUES (99)');
        const later = createArchive(database);
        await assert.rejects(later.find({}), {
          name: 'NewsError',
          code: 'config',
          message: /version 99.*Update newsrack/,
        });
        await later.close();
      }));

    test('two archives of one database store at once without doubling', () =>
      withArchive(async ({ archive, database }) => {
        const second = createArchive({ ...database, now: () => NOW });
        const list = Array.from({ length: 300 }, (_, n) => article(n));
        await Promise.all([archive.store('paper', list), second.store('paper', list), second.store('wire', list)]);
        assert.equal((await archive.size()).articles, 300);
        await second.close();
      }));

    test('two archives bring one database up to date at once', () =>
      withArchive(async ({ archive, database }) => {
        const others = [1, 2, 3].map(() => createArchive({ ...database, now: () => NOW }));
        await Promise.all([archive, ...others].map((one) => one.store('paper', [article(1)], 'state')));
        assert.equal((await archive.size()).articles, 1);
        assert.deepEqual(await Promise.all(others.map((one, n) => one.lease('crawl', String(n), 1000))).then((all) => all.filter(Boolean)), [true]); // prettier-ignore
        await Promise.all(others.map((one) => one.close()));
      }));

    test('several archives of one database change the same articles at once, and count each tag once', () =>
      withArchive(async ({ archive, database }) => {
        const all = [archive, ...[1, 2].map(() => createArchive({ ...database, now: () => NOW }))];
        for (const round of [1, 2, 3]) {
          const list = Array.from({ length: 100 }, (_, n) => article(n, { tags: [`Version ${round}`] }));
          await Promise.all(all.flatMap((one) => [one.store('paper', list), one.store('wire', list.toReversed())]));
        }
        const found = await archive.find({ sources: ['wire'], limit: 1000 });
        assert.deepEqual([found.articles.length, (await archive.size()).articles], [100, 100]);
        assert.deepEqual((await archive.tags({})).map(({ name, count }) => [name, count]), [['Version 3', 100]]); // prettier-ignore
        await Promise.all(all.slice(1).map((one) => one.close()));
      }));

    test('stores long lists of long articles, and finds them', () =>
      withArchive(async ({ archive }) => {
        const list = Array.from({ length: 500 }, (_, n) =>
          article(n, { excerpt: `和${'平 words '.repeat(600)}`.slice(0, 5000) }),
        );
        assert.deepEqual(await archive.store('paper', list), { added: 500, updated: 0 });
        assert.deepEqual(await archive.store('paper', list), { added: 0, updated: 0 });
        assert.equal((await archive.find({ tag: ['平 words'], limit: 100 })).articles.length, 100);
        assert.equal(await archive.prune({ maxArticles: 0 }), 500);
      }));

    test('keeps odd characters and very long texts', () =>
      withArchive(async ({ archive, titles }) => {
        const long = 'long'.repeat(1000);
        const list = [
          article(1, { title: 'Zero\0 and half \ud800 \\u0000 "it\'s" \\', tags: ['Ze\0ro', 'Half\udc00', '\\u0000'] }),
          article(2, { title: `One ${long} word`, excerpt: 'word '.repeat(30_000) }),
          article(3, { title: '和'.repeat(3000), excerpt: `${'평'.repeat(70_000)} end` }),
        ];
        await archive.store('pa\0per\ud800', list, 'state \\u0000 \\ud800');
        assert.deepEqual((await archive.find({})).articles, list);
        assert.deepEqual(await titles({ tag: [`${long} word`] }), [list[1].title]);
        assert.deepEqual(await titles({ tag: [`${long}x`] }), []);
        assert.deepEqual(await titles({ tag: ['和和'] }), [list[2].title]);
        assert.deepEqual(await titles({ tag: ["half u0000 it's"] }), [list[0].title]);
        assert.deepEqual([...(await archive.states()).values()], ['state \\u0000 \\ud800']);
        assert.equal((await archive.tags({})).length, 3);
        assert.deepEqual(await archive.store('pa\0per\ud800', list), { added: 0, updated: 0 });
      }));

    test('finds the same articles as the page', () =>
      withArchive(async ({ archive }) => {
        const titles = fc.sample(text, { numRuns: 400, seed: 7 });
        const excerpts = fc.sample(text, { numRuns: 400, seed: 8 });
        const list = titles.map((title, n) =>
          article(n, {
            title: title.trim() || 'x',
            excerpt: excerpts[n],
            tags: [excerpts[(n * 7) % 400].trim() || 'y'],
          }),
        );
        // Each of its own source and without repeats, since this is about words.
        for (const [n, one] of list.entries()) one.title += ` ${n}x`;
        await archive.store('paper', list);
        await fc.assert(
          fc.asyncProperty(text, async (tag) => {
            const expected = about(list, [tag], 'any').map(({ id }) => id);
            const found = (await archive.find({ tag: [tag], limit: 1000 })).articles.map(({ id }) => id);
            assert.deepEqual(found, expected);
          }),
          { numRuns: 300, seed: 3 },
        );
      }));

    test('articles wait for a picture until it is stored, and keep it in copies', () =>
      withArchive(async ({ archive, clock, database }) => {
        const wants = ({ title }) => title !== 'Story number 3';
        await archive.store('paper', [1, 2, 3, 4].map((n) => article(n, n === 4 && { image: { url: 'https://a.example/own.jpg' } })), 'state', wants); // prettier-ignore
        const since = NOW - DAY;
        const waiting = await archive.awaitingPicture({ since, limit: 10 });
        assert.deepEqual(waiting.map((one) => [one.url, one.source]), [['https://a.example/1', 'paper'], ['https://a.example/2', 'paper']]); // prettier-ignore
        assert.deepEqual(await archive.awaitingPicture({ since, before: waiting[0].id, limit: 1 }), [waiting[1]]);
        assert.deepEqual(await archive.awaitingPicture({ since: NOW, limit: 10 }), []);
        await archive.savePicture(waiting[0].id, { url: 'https://a.example/1.jpg', width: 900 });
        await archive.savePicture(waiting[1].id, undefined);
        await archive.savePicture(12345, { url: 'https://a.example/none.jpg' });
        assert.deepEqual(await archive.awaitingPicture({ since, limit: 10 }), []);
        // Stored again, nothing waits again.
        await archive.store('paper', [article(1), article(2)], 'state', () => true);
        assert.deepEqual(await archive.awaitingPicture({ since, limit: 10 }), []);
        await archive.store('paper', [article(5)], 'state', () => true);
        // D1 is not reached from outside.
        if (!database.url) return;
        const target = await engine.create();
        await copyArchive(database, target);
        const copy = createArchive({ ...target, now: () => clock.now });
        const { articles } = await copy.find({});
        assert.deepEqual(articles[0].image, { url: 'https://a.example/1.jpg', width: 900 });
        assert.equal((await copy.awaitingPicture({ since, limit: 10 })).length, 1);
        await copy.store('paper', [article(1, { title: 'Corrected' })]);
        assert.deepEqual((await copy.find({})).articles[0].image, { url: 'https://a.example/1.jpg', width: 900 });
        await copy.prune({ maxArticles: 0 });
        assert.equal((await copy.awaitingPicture({ since: 0, limit: 10 })).length, 0);
        await copy.close();
      }));

    test('lists more than a thousand tags, for sitemaps', () =>
      withArchive(async ({ archive }) => {
        const tags = (n) => Array.from({ length: 50 }, (_, k) => `Tag ${n * 50 + k}`);
        await archive.store('paper', Array.from({ length: 30 }, (_, n) => article(n, { tags: tags(n) }))); // prettier-ignore
        assert.equal((await archive.tags({ limit: 50_000 })).length, 1500);
      }));
  });

test('options are checked', () => {
  for (const [options, message] of [
    [{}, /Invalid url/],
    [{ url: 'news.db' }, /Invalid url/],
    [{ url: 'file:a', urk: 1 }, /Unknown option urk/],
    [{ url: 'file:a', topics: { a: 1 } }, /Invalid topics/],
    [{ d1: 'DB' }, /Invalid d1: "DB". Expected: a database of Cloudflare D1/],
    [{ d1: { prepare() {}, batch() {} }, url: 'file:a' }, /Both url and d1 are set/],
  ]) {
    assert.throws(() => createArchive(options), { name: 'NewsError', code: 'config', message });
  }
});

test('a folder that does not exist is a clear error', async () => {
  const archive = createArchive({ url: 'file:/nowhere/at/all/news.db' });
  await assert.rejects(archive.find({}), { name: 'NewsError', message: /archive/ });
});
