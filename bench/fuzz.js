/**
 * `npm run fuzz`: ten minutes of random input for the parser, the model, the filters, and a relay's query and options.
 * `npm run fuzz -- 30` takes 30 seconds, `npm run fuzz -- 30 7` starts with seed 7. Failures are printed with their seed;
 * add the kind of input that failed to `test/hostile/hard-strings.js`. Needs `npm run build:modules`.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { filterArticles } from '../dist/select/filter-articles.js';
import { coerceFeed } from '../dist/feed/coerce-articles.js';
import { selectArticles } from '../dist/select/select-articles.js';
import { toFeed } from '../dist/model/feed.js';
import { toRequest } from '../dist/model/request.js';
import { parseFeed } from '../dist/providers/parse-feed.js';
import { createRelay, renderFeed } from '../dist/server/node.js';
import { DOCUMENTS, ENDS, PIECES, flood } from '../test/hostile/hard-strings.js';

/** Schemas are not part of the package, which has only the validator that is compiled from them. */
async function readSchemas() {
  const outfile = fileURLToPath(new URL('../node_modules/.cache/newsrack-fuzz/article-schema.js', import.meta.url));
  const entry = fileURLToPath(new URL('../src/model/article-schema.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  return import(outfile);
}

const { Article, FeedFacts } = await readSchemas();

const [seconds = 600, firstSeed = Date.now() % 1e9] = process.argv.slice(2).map(Number);

/** Limit of CPU time in milliseconds: per thousand characters of input, and in addition for any input. */
const LIMIT = { perThousand: 15, besides: 1500 };

const NEVER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/; // eslint-disable-line no-control-regex

/** Checks that must hold for any feed from any input. */
function check(feed) {
  const { articles, dropped: _dropped, ...facts } = feed;
  assert.ok(articles.length <= 1000);
  assert.deepEqual(FeedFacts.parse(facts), facts);
  assert.equal(new Set(articles.map(({ id }) => id)).size, articles.length);
  for (const article of articles) {
    assert.deepEqual({ ...Article.parse(article), id: '' }, { ...article, id: '' });
    for (const text of [article.title, article.excerpt ?? '', ...article.tags]) assert.doesNotMatch(text, NEVER);
    for (const { url } of [article, article.image, article.publisher, ...article.authors].filter((one) => one?.url)) {
      const { protocol, username, password } = new URL(url);
      assert.match(protocol, /^https?:$/);
      assert.equal(username + password, '');
    }
  }
  return feed;
}

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** Returns many repetitions of one or two pieces: most hard inputs are floods of something short. */
const hard = fc
  .record({
    pieces: fc.array(piece, { minLength: 1, maxLength: 4 }),
    size: fc.constantFrom(10, 200, 2000, 20_000, 60_000),
    ends: fc.constantFrom(...ENDS),
  })
  .map(({ pieces, size, ends }) => flood(pieces.join('') || ' ', size, ends));

const soup = fc.array(fc.oneof(piece, hard), { maxLength: 30 }).map((pieces) => pieces.join('').slice(0, 200_000));
const text = fc.oneof(hard, soup);

const TAGS = ['rss', 'channel', 'item', 'title', 'link', 'description', 'feed', 'entry', 'author', 'name', 'category'];
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...TAGS.flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<${tag} `, `<${tag}/>`])),
      fc.constantFrom(
        '<link href="/a"/>',
        ' xmlns="',
        ' xml:base="b/"',
        '<item><title>T</title><link>/a</link></item>',
      ),
      piece,
    ),
    { maxLength: 300 },
  )
  .map((pieces) => `<rss><channel>${pieces.join('')}`);

const document = fc.oneof(
  fc.tuple(fc.constantFrom(...Object.values(DOCUMENTS)), text).map(([write, one]) => write(one.slice(0, 20_000))),
  markup,
  text,
);

const loose = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom(null, true, 0, -1, 1e300, NaN, 1n, 'https://a.example/', 'javascript:x', new Date(NaN), undefined),
    fc.array(tie('value'), { maxLength: 60 }),
    fc.dictionary(
      fc.constantFrom('name', 'url', 'title', 'id', 'image', 'tags', 'authors', 'publisher', 'published', '__proto__'),
      tie('value'),
    ),
  ),
})).value;
const member = (name) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant('https://a.example/a') }, loose).map((one) => [name, one]);
const draft = fc
  .tuple(
    ...['id', 'url', 'title', 'excerpt', 'image', 'publisher', 'authors', 'published', 'tags', 'language'].map(member),
  )
  .map(Object.fromEntries);
const FACTS = ['title', 'homeUrl', 'language', 'next', 'movedTo', 'expired', 'attribution'];
const feed = fc
  .tuple(fc.tuple(...FACTS.map(member)), fc.array(draft, { maxLength: 8 }))
  .map(([facts, articles]) => ({ ...Object.fromEntries(facts), articles }));

const isRefusal = (error) => error.name === 'NewsError';
const request = (asked) => {
  try {
    return toRequest(asked, () => {});
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return toRequest({}, () => {});
  }
};

const parsed = (body) => {
  try {
    return parseFeed({ body, url: 'https://paper.example/feed' });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { articles: [], dropped: [] };
  }
};

const answer = `<rss><channel><title>P</title>${'<item><title>Heat and harvest</title><link>/a</link></item>'.repeat(50)}</channel></rss>`;
const relayWith = (options) =>
  createRelay({
    feeds: { world: 'https://paper.example/feed' },
    fetch: async () => new Response(answer, { headers: { 'Content-Type': 'application/xml' } }),
    log: () => {},
    ...options,
  });
const relay = relayWith({});

const PARAMETERS = [
  'tag',
  'tag-match',
  'include',
  'exclude',
  'exclude-publisher',
  'max-age',
  'per-publisher',
  'limit',
  'url',
  'x',
];
const OPTIONS = [
  'feeds',
  'allow',
  'http',
  'freshFor',
  'patience',
  'contact',
  'origins',
  'local',
  'admit',
  'store',
  'log',
  'x',
];

/** Targets. Each takes one input, and throws if a check fails. */
const TRIALS = {
  parser: [
    document,
    (body) => selectArticles(check(parsed(body)).articles, request({ tag: 'a b' }), Date.now(), filterArticles),
  ],
  model: [feed, (given) => check(toFeed(structuredClone(given)))],
  'articles of an owner': [feed, ({ articles, ...facts }) => check(coerceFeed(articles, 'https://a.example/', facts))],
  'rendered HTML': [
    feed,
    async (given) => {
      const html = await renderFeed(given, { src: 'https://a.example/feed', limit: 5 }).catch((error) =>
        isRefusal(error) ? '' : Promise.reject(error),
      );
      assert.doesNotMatch(html, /(?:href|src)="(?!https?:)\w+:/);
    },
  ],
  filters: [
    fc.tuple(document, text, text),
    ([body, include, tag]) =>
      selectArticles(
        parsed(body).articles,
        request({ include: include.slice(0, 2000), tag: tag.slice(0, 2000) }),
        Date.now(),
        filterArticles,
      ),
  ],
  "a relay's query": [
    fc.array(fc.tuple(fc.constantFrom(...PARAMETERS), text), { maxLength: 6 }),
    async (parameters) => {
      const query = new URLSearchParams(parameters.map(([name, value]) => [name, value.slice(0, 4000).toWellFormed()]));
      const { status } = await relay(new Request(`https://relay.example/world?${query}`));
      assert.ok(status < 500, `status ${status}`);
    },
  ],
  "a relay's options": [
    fc.dictionary(fc.constantFrom(...OPTIONS), fc.oneof(loose, fc.constantFrom('no', 'off', {}, []))),
    (options) => {
      try {
        relayWith(options);
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    },
  ],
};

const sizeOf = (value) => {
  try {
    return typeof value === 'string' ? value.length : JSON.stringify(value).length;
  } catch {
    // BigInt.
    return 100_000;
  }
};

/** Runs one input. Returns the exception, or that it took too long. */
async function attempt(input, work) {
  const start = process.cpuUsage();
  await work(input);
  const { user, system } = process.cpuUsage(start);
  const cost = (user + system) / 1000;
  const most = LIMIT.besides + (LIMIT.perThousand * sizeOf(input)) / 1000;
  assert.ok(cost <= most, `${Math.round(cost)} ms of CPU for ${sizeOf(input)} characters`);
}

// Warnings about articles that renderFeed leaves out are no failures.
console.warn = () => {};

const started = Date.now();
const found = new Map();
let runs = 0;
for (let seed = firstSeed; Date.now() - started < seconds * 1000; seed++) {
  for (const [name, [input, work]] of Object.entries(TRIALS)) {
    if (found.get(name)?.length >= 5) continue;
    const trial = fc.asyncProperty(input, (one) => attempt(one, work));
    const result = await fc.check(trial, { seed, numRuns: 20, endOnFailure: true });
    runs += result.numRuns;
    if (!result.failed) continue;
    const failure = `seed ${seed}: ${String(result.errorInstance?.stack).slice(0, 800)}\n${JSON.stringify(result.counterexample, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value))?.slice(0, 600)}`;
    found.set(name, [...(found.get(name) ?? []), failure]);
    console.log(`✗ ${name}, ${failure}\n`);
  }
}
console.log(
  `${runs} inputs in ${Math.round((Date.now() - started) / 1000)} s from seed ${firstSeed}: ${[...found.values()].flat().length} failures.`,
);
process.exit(found.size ? 1 : 0);
