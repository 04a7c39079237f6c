/** Removing articles that an owner may no longer show, in each database. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { copyArchive } from '../../dist/server/archive/copy-archive.js';
import { createArchive } from '../../dist/server/node.js';
import { NOW, article } from './archive-articles.js';
import { engines } from './archive-engines.js';

for (const engine of engines())
  describe(engine.name, () => {
    const withArchive = async (run) => {
      const database = await engine.create();
      const archive = createArchive({ ...database, now: () => NOW });
      const titles = async (query = {}) => (await archive.find(query)).articles.map(({ title }) => title);
      try {
        await run({ archive, database, titles });
      } finally {
        await archive.close();
      }
    };
    const list = [1, 2, 3].map((n) => article(n));

    test('an article is removed by its link, and stays out whatever feed lists it', () =>
      withArchive(async ({ archive, titles }) => {
        await archive.store('paper', list);
        assert.equal(await archive.remove({ url: 'http://www.a.example/2/?utm_source=mail#top' }), 1);
        assert.deepEqual(await titles({ tag: ['peace'] }), ['Story number 1', 'Story number 3']);
        assert.deepEqual((await archive.tags({})).map(({ count }) => count), [2]); // prettier-ignore
        assert.deepEqual(await archive.store('paper', list), { added: 0, updated: 0 });
        assert.deepEqual(await archive.store('wire', [article(2, { title: 'Copied' })]), { added: 0, updated: 0 });
        // A new link does not bring it back into its own feed.
        await archive.store('paper', [article(2, { url: 'https://a.example/2-again' })]);
        assert.deepEqual(await titles(), ['Story number 1', 'Story number 3']);
        assert.equal(await archive.remove({ url: 'https://a.example/2' }), 0);
      }));

    test('a link is kept out before the archive has its article', () =>
      withArchive(async ({ archive, titles }) => {
        assert.equal(await archive.remove({ url: 'https://a.example/2' }), 0);
        await archive.store('paper', [...list, article(4, { published: undefined, url: list[1].url })]);
        assert.deepEqual(await titles(), ['Story number 1', 'Story number 3']);
      }));

    test('all articles that share a link are removed', () =>
      withArchive(async ({ archive, titles }) => {
        const url = 'https://a.example/notices';
        const notices = [4, 5, 6].map((n) =>
          article(n, { url, published: n === 6 ? undefined : article(n).published }),
        );
        await archive.store('paper', [...list, ...notices, article(7, { url: `${url}/7` })]);
        assert.equal(await archive.remove({ url }), 3);
        await archive.store('paper', notices);
        assert.deepEqual(await titles(), [1, 2, 3, 7].map((n) => `Story number ${n}`)); // prettier-ignore
      }));

    test('an article that had a shared link to itself before is removed with the others, however the link is written', () =>
      withArchive(async ({ archive, titles }) => {
        const url = 'https://a.example/meldungen/ü';
        await archive.store('paper', [article(1, { url })]);
        await archive.store('paper', [2, 3].map((n) => article(n, { url: 'https://www.a.example/x/../meldungen/%C3%BC/' }))); // prettier-ignore
        assert.equal(await archive.remove({ url: 'https://a.example/meldungen/%C3%BC' }), 3);
        assert.deepEqual(await titles(), []);
      }));

    test('an article whose link has changed is removed by either', () =>
      withArchive(async ({ archive, titles }) => {
        await archive.store('paper', [article(1), article(2)]);
        await archive.store('paper', [1, 2].map((n) => article(n, { url: `https://a.example/new/${n}` }))); // prettier-ignore
        assert.equal(await archive.remove({ url: 'https://a.example/1' }), 1);
        assert.equal(await archive.remove({ url: 'https://a.example/new/2' }), 1);
        await archive.store('paper', [article(1), article(2)]);
        assert.deepEqual(await titles(), []);
      }));

    test('pruning an article keeps out no others at its link', () =>
      withArchive(async ({ archive, titles }) => {
        const url = 'https://a.example/notices';
        await archive.store('paper', [article(1, { url, published: undefined })]);
        await archive.remove({ url: 'https://a.example/9' });
        assert.equal(await archive.prune({ maxArticles: 0 }), 1);
        await archive.store('paper', [2, 3].map((n) => article(n, { url, published: undefined }))); // prettier-ignore
        assert.deepEqual(await titles(), ['Story number 2', 'Story number 3']);
      }));

    test('the articles of a source are removed, and come anew if it is requested again', () =>
      withArchive(async ({ archive, titles }) => {
        const many = Array.from({ length: 1100 }, (_, n) => article(n + 10));
        await archive.store('wire', [article(1)], 'state');
        await archive.store('paper', [...list, ...many], 'state');
        await archive.store('agency', [article(3)]);
        assert.equal(await archive.remove({ source: 'paper' }), 1102);
        assert.deepEqual(await titles(), ['Story number 1']);
        assert.deepEqual(await titles({ sources: ['paper'] }), []);
        assert.deepEqual(await titles({ sources: ['wire'], tag: ['story'] }), ['Story number 1']);
        assert.deepEqual([...(await archive.states()).keys()], ['wire']);
        assert.deepEqual((await archive.tags({})).map(({ count }) => count), [1]); // prettier-ignore
        assert.deepEqual(await archive.store('agency', [article(3)]), { added: 1, updated: 0 });
        await archive.store('paper', list);
        assert.equal((await titles({ sources: ['paper'] })).length, 3);
      }));

    test('an unknown source is an error that names it, and so is what is neither link nor source', () =>
      withArchive(async ({ archive }) => {
        await assert.rejects(archive.remove({ source: 'nowhere' }), { code: 'config', message: /no source nowhere/ });
        for (const what of [{}, { url: undefined }, { source: 7 }, { url: 'https://a.example/1', source: 'paper' }])
          await assert.rejects(archive.remove(what), {
            code: 'config',
            message: /Expected: \{ url \} or \{ source \}/,
          });
      }));

    if (engine.name === 'libSQL')
      test('a copy keeps out what was removed', () =>
        withArchive(async ({ archive, database }) => {
          await archive.store('paper', list);
          await archive.remove({ url: list[0].url });
          const target = await engine.create();
          await copyArchive(database, target);
          const copy = createArchive({ ...target, now: () => NOW });
          assert.deepEqual(await copy.store('paper', list), { added: 0, updated: 0 });
          await copy.close();
        }));
  });
