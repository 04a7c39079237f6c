/** A page of the archive skips looking for repeats only if there can be none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toRequest } from '../../dist/model/request.js';
import { filterArticles } from '../../dist/select/filter-articles.js';
import { mayRepeat } from '../../dist/server/archive/may-repeat.js';

const article = (title, n, more = {}) => ({
  id: String(n),
  url: `https://paper${n}.example/${n}`,
  title,
  authors: [],
  tags: [],
  publisher: { name: `Paper ${n}` },
  published: '2026-05-26T09:00:00Z',
  ...more,
});

const kept = (articles) => filterArticles(articles, toRequest({}, () => undefined), Date.UTC(2026, 4, 27)); // prettier-ignore

for (const [name, titles, isRepeat = true] of [
  ['the same headline', ['Rain', 'Rain']],
  ['a headline of two signs', ['!', '?']],
  ['one word of ten changed', ['Storm hits the northern coast of Spain on Sunday night', 'Storm hits the northern coast of Spain on Sunday morning']], // prettier-ignore
  [
    'names of the source',
    ['Storm hits the northern coast - The Paper', 'Storm hits the northern coast | World | Wire'],
  ],
  ['a headline that was cut', ['Storm hits the northern coast of Sp…', 'Storm hits the northern coast of Spain and leaves thousands without power']], // prettier-ignore
  ['a cut headline before a name', ['Storm hits the northern coast of... - The Paper', 'Storm hits the northern coast of Spain and leaves thousands without power']], // prettier-ignore
  ['accents and case', ['CAFÉ OWNERS PROTEST IN PARIS', 'Cafe owners protest in Paris']],
  ['Chinese', ['暴风雨袭击北部海岸造成停电', '暴风雨袭击北部海岸造成停电_新闻网']],
  [
    'other stories',
    ['Storm hits the northern coast', 'Parliament votes on the new budget', 'A day at the races'],
    false,
  ],
])
  test(`${name}: ${isRepeat ? 'looks for repeats' : 'finds none'}`, () => {
    const articles = titles.map((title, n) => article(title, n));
    assert.equal(mayRepeat(articles), isRepeat || kept(articles).length < articles.length);
  });

test('equal links are looked at', () => {
  const url = 'https://paper.example/1';
  assert.equal(mayRepeat([article('Storm hits the coast', 1, { url }), article('Budget passed', 2, { url })]), true);
});

test('nothing that is left out would have been skipped', () => {
  const words =
    'storm hits the northern coast of spain on sunday night no 3 三 日本 の新聞 café - | … … .. won’t Reuters'.split(
      ' ',
    );
  const title = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 }).map((list) => list.join(' '));
  const ends = fc.constantFrom('', '…', '...', ' - The Paper', ' | Wire', ' – Reuters', ' today');
  const pages = fc.array(fc.tuple(title, ends), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(pages, fc.boolean(), (page, isDoubled) => {
      const titles = page.map(([text, end]) => text + end);
      if (isDoubled) titles.push(titles[0].slice(0, -3), `${titles[0]} again`);
      const articles = titles.map((text, n) => article(text, n));
      if (kept(articles).length < articles.length) assert.equal(mayRepeat(articles), true);
    }),
    { numRuns: 3000 },
  );
});
