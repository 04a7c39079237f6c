import { expect } from 'chai';
import fc from 'fast-check';
import type * as z from 'zod/mini';
import { validatorSource } from '../../build/validator-source.js';
import { Article, FeedFacts } from '../../src/model/article-schema.js';
import type { Article as PublicArticle } from '../../src/model/article.js';
import * as bySchema from '../../src/model/check-article.js';
import { owned } from '../../src/model/owned.js';
import * as cleaning from '../../src/text/clean.js';

/** The validator of the CDN files and the schema it is made from: both accept and refuse the same. */

type Same<A, B> = [Required<A>, Required<B>] extends [Required<B>, Required<A>] ? true : false;

/** The compiler refuses this line when the interface and the schema name different members. */
const IS_SAME: Same<PublicArticle, z.infer<typeof Article>> = true;

it('has the members of the public type', () => expect(IS_SAME).to.equal(true));

let generated: typeof bySchema;

before(async () => {
  // A module in an address can import no file.
  Object.assign(globalThis, { imported: { ...cleaning, owned } });
  const source = validatorSource(Article, FeedFacts).replace(/import (\{.*\}) from '.*'/g, 'const $1 = imported');
  const address = `data:text/javascript,${encodeURIComponent(source)}`;
  generated = (await import(/* @vite-ignore */ address)) as typeof bySchema;
});
after(() => void delete (globalThis as { imported?: unknown }).imported);

const agree = (draft: unknown) => {
  const expected = bySchema.checkArticle(draft);
  expect(generated.checkArticle(draft)).to.deep.equal(expected);
  return 'article' in expected;
};

const agreeOnFacts = (draft: object) => {
  const expected = bySchema.checkFeedFacts(draft);
  expect(generated.checkFeedFacts(draft)).to.deep.equal(expected);
  return Object.keys(expected).length;
};

const LINKS = [
  'https://paper.example/a',
  'HTTP://a',
  'https://[',
  'https:// ',
  'https:///',
  'http://a b',
  'javascript:alert(1)',
  '/a',
  'ftp://a',
  'xhttps://a',
  '',
  'https://a\n',
  'https://user:secret@a.example/',
  'https://paper.example@evil.example',
  'https://\\a.example\\b',
  'https://...',
  'https://%00',
  'https://a.example:99999',
  `https://a.example/${'a'.repeat(3980)}`,
  `https://a.example/${'a'.repeat(4000)}`,
];
const TIMES = [
  '2025-06-03T10:15:30Z',
  '2025-06-03T10:15Z',
  '2024-02-29T00:00:00.1+14:00',
  '2025-02-29T00:00:00Z',
  '2025-02-30T00:00:00Z',
  '2025-04-31T00:00:00Z',
  '2025-06-03',
  '2025-06-03T10:15:30',
  '2025-06-03T10:15:60Z',
  '2025-06-03T10:15:30Z\n',
  '',
];
const OTHERS = [
  undefined,
  null,
  0,
  1,
  640,
  -1,
  NaN,
  Infinity,
  0.5,
  1n,
  true,
  '',
  ' ',
  'text',
  '\ud800',
  '\u202e\u0007',
  ' a\n\n\u202e b ',
  'word '.repeat(50),
  'a'.repeat(2000),
  Array(60).fill('tag'),
  Array(60).fill({ name: 'name' }),
  [],
  {},
  [''],
  ['a', 'b'],
  [undefined],
  Array(2),
  [[]],
  new Date(0),
  new String('text'),
  Symbol('x'),
  () => 1,
];

/** Mostly what the model asks for at this place; else anything. */
const near = <T>(...values: T[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: fc.anything() },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(...OTHERS, ...LINKS, ...TIMES) },
  );
const link = near('https://paper.example/a', 'http://b.example');
const text = near('text', 'ü', ' a  b');
const time = near('2025-06-03T10:15:30Z', '2024-02-29T10:15+02:00');
const pixels = near(1, 640, 0.5);
const record = (members: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.record({ ...members, more: fc.anything() }, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.anything() },
  );
const listOf = (one: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 20, arbitrary: fc.array(one, { maxLength: 3 }) }, { weight: 1, arbitrary: fc.anything() });

const draft = fc.tuple(
  fc.record({
    id: text,
    url: link,
    title: text,
    authors: listOf(record({ name: text, url: link })),
    tags: listOf(text),
  }),
  record({
    excerpt: text,
    image: record({ url: link, alt: text, width: pixels, height: pixels }),
    publisher: record({ name: text, url: link, icon: link }),
    published: time,
    updated: time,
    seen: time,
    category: text,
    language: text,
  }),
);

describe('the validator made from the schema', () => {
  const least = { id: 'a', url: 'https://paper.example/a', title: 'Title', authors: [], tags: [] };

  it('agrees about values that are not objects', () => {
    for (const value of OTHERS) expect(agree(value), String(value)).to.equal(false);
  });

  it('agrees about an article with one member missing or replaced by anything', () => {
    for (const name of Object.keys(Article._zod.def.shape)) {
      const { [name]: _left, ...rest } = { ...least } as Record<string, unknown>;
      agree(rest);
      for (const value of [...OTHERS, ...LINKS, ...TIMES]) agree({ ...least, [name]: value });
    }
  });

  it('agrees about every member of a picture, a publisher and an author', () => {
    const values = [...OTHERS, ...LINKS];
    for (const value of values) {
      for (const name of ['url', 'alt', 'width', 'height'])
        agree({ ...least, image: { url: 'https://a.example', [name]: value } });
      for (const name of ['name', 'url', 'icon']) agree({ ...least, publisher: { name: 'P', [name]: value } });
      for (const name of ['name', 'url']) agree({ ...least, authors: [{ name: 'A' }, { name: 'B', [name]: value }] });
    }
  });

  it('agrees about values similar to an article', () => {
    let accepted = 0;
    const property = fc.property(draft, ([first, second]) => {
      accepted += Number(agree({ ...first, ...(second as object) }));
    });
    fc.assert(property, { numRuns: 2000 });
    expect(accepted, 'drafts that were articles').to.be.within(200, 1800);
  });

  it('agrees about any value', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => void agree(value)),
      { numRuns: 500 },
    );
  });

  it('agrees about the metadata of a feed with any member replaced by anything', () => {
    for (const name of Object.keys(FeedFacts.shape))
      for (const value of [...OTHERS, ...LINKS, ...TIMES]) agreeOnFacts({ title: 'Title', [name]: value });
    for (const value of [...OTHERS, ...LINKS])
      for (const name of ['name', 'url'])
        agreeOnFacts({ attribution: { name: 'A', url: 'https://a.example', [name]: value } });
  });

  it('agrees about values similar to the metadata of a feed', () => {
    let kept = 0;
    const facts = record({
      title: text,
      homeUrl: link,
      language: text,
      next: link,
      movedTo: link,
      expired: near(true),
      attribution: record({ name: text, url: link }),
    }).filter((value) => value !== null && typeof value === 'object' && !Array.isArray(value));
    fc.assert(
      fc.property(facts, (value) => void (kept += agreeOnFacts(value as object))),
      { numRuns: 1000 },
    );
    expect(kept, 'facts that were kept').to.be.above(1000);
  });

  it('supports only the parts of zod that the schema uses', () => {
    const unknown = { _zod: { def: { type: 'map' } } } as unknown as typeof Article;
    expect(() => validatorSource(unknown, FeedFacts)).to.throw('map');
  });

  it('contains no code that a content security policy forbids', () => {
    expect(validatorSource(Article, FeedFacts)).not.to.match(/\beval\b|new Function|import\s*\(/);
  });
});
