/** CPU time of hostile input: every reader, every text field, every hard string. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filterArticles } from '../../dist/select/filter-articles.js';
import { coerceFeed } from '../../dist/feed/coerce-articles.js';
import { selectArticles } from '../../dist/select/select-articles.js';
import { toFeed } from '../../dist/model/feed.js';
import { toRequest } from '../../dist/model/request.js';
import { inlineProvider } from '../../dist/providers/inline.js';
import { jsonProvider } from '../../dist/providers/json.js';
import { parseFeed } from '../../dist/providers/parse-feed.js';
import { isThorough } from '../support/thorough.js';
import { calibrate, referenceWork } from './calibrated-cost.js';
import { DOCUMENTS, ENDS, FLOODS, PIECES, flood, linkedArticle, looseArticle, wide } from './hard-strings.js';

/** Characters of a hard string. */
const SIZE = 200_000;

/** Milliseconds of CPU. What takes square time takes many seconds for a string of that size. */
const LIMIT = 3000;

/** Part of a hard string that is read first. What takes cubic time and passes the limit takes this many milliseconds for it. */
const PART = 4;
const LIMIT_OF_PART = LIMIT / PART ** 3;

/** Milliseconds of CPU for a feed of 2 MB, as promised. */
const MOST = 500;

const URL_OF_FEED = 'https://paper.example/feed';
const REQUEST = toRequest(
  { tag: 'climate, a b', include: 'heat + harvest', exclude: 'podcast', excludePublisher: 'Rumour', perPublisher: 3 },
  assert.fail,
);

/** Milliseconds of CPU that a call takes. */
async function costOf(work) {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function parsed(body) {
  try {
    return parseFeed({ body, url: URL_OF_FEED });
  } catch (error) {
    assert.equal(error.name, 'NewsError');
    return { articles: [] };
  }
}

const readAndFilter = (feed) => selectArticles(feed.articles, REQUEST, Date.now(), filterArticles);
const question = { src: URL_OF_FEED, tags: [], tagMatch: 'any', limit: 100, apiKey: '' };
const answering = (value) => async () => ({
  body: new TextEncoder().encode(JSON.stringify(value)),
  contentType: 'application/json',
  url: URL_OF_FEED,
});
const inPage = (value) => ({
  url: URL_OF_FEED,
  scripts: [{ type: 'application/ld+json', text: JSON.stringify(value) }],
  links: [],
});

/** Readers that take no document, by what they read. */
const OTHERS = {
  'JSON of any API': async (text) =>
    toFeed(await jsonProvider.read(question, answering([{ url: '/good', title: 'Good' }, looseArticle(text)]))),
  'structured data': async (text) =>
    toFeed(await inlineProvider.read({ ...question, inside: inPage(linkedArticle(text)) })),
  'articles of an owner': (text) => coerceFeed([looseArticle(text), { url: URL_OF_FEED, title: text }], URL_OF_FEED),
  'a stored feed': (text) =>
    toFeed({
      title: text,
      homeUrl: text,
      attribution: { name: text, url: text },
      articles: [{ id: text, url: `https://a.example/${text}`, title: text, tags: [text], publisher: { name: text } }],
    }),
};

const READERS = {
  ...Object.fromEntries(Object.entries(DOCUMENTS).map(([name, write]) => [name, (text) => parsed(write(text))])),
  ...OTHERS,
};

describe('a hard string of 200 KB in every text field', () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(`costs the reader of ${name} no more than its length`, async () => {
      const slow = [];
      for (const [index, piece] of PIECES.entries()) {
        const cost = (size) => {
          const text = flood(piece, size, ENDS[index % ENDS.length]);
          return costOf(async () => readAndFilter(await read(text)));
        };
        const isSuspect = (await cost(SIZE / PART)) > LIMIT_OF_PART;
        const whole = isSuspect || isThorough ? await cost(SIZE) : 0;
        if (whole > LIMIT) slow.push(`${JSON.stringify(piece)}: ${Math.round(whole)} ms`);
      }
      assert.deepEqual(slow, []);
    });
  }
});

/** Characters of each text: what is hard about a headline, an excerpt, and the longest text that is looked through. */
const LENGTHS = [120, 900, 2900];

const leastCostOf = await calibrate(costOf, referenceWork);

describe('a feed of 2 MB of many hard texts', () => {
  for (const [turn, length] of LENGTHS.entries()) {
    it(`is read and filtered in limited time where each has ${length} characters`, async () => {
      const slow = [];
      for (const piece of PIECES.filter(
        (_piece, index) => index % LENGTHS.length === turn || process.env.ALL_LENGTHS,
      )) {
        const body = wide(piece, 2_000_000, length);
        const cost = await leastCostOf(() => readAndFilter(parsed(body)), MOST);
        if (process.env.SHOW_COST) console.log(Math.round(cost), length, JSON.stringify(piece));
        if (cost > MOST) slow.push(`${JSON.stringify(piece)}: ${Math.round(cost)} ms`);
      }
      assert.deepEqual(slow, []);
    });
  }
});

describe('a feed of 2 MB of nothing but', () => {
  for (const [what, body] of Object.entries(FLOODS)) {
    it(`${what} is read in limited time`, async () => {
      const cost = await leastCostOf(() => readAndFilter(parsed(body)), MOST);
      assert.ok(cost < MOST, `${Math.round(cost)} ms`);
    });
  }
});

/** Maximum growth of time when input is doubled twice: a little more than four times as much; in square time it costs sixteen times. */
const GROWTH = 3 ** 2;

/** Milliseconds below which growth can't be told from the noise of a busy machine; square time is far above. */
const TOO_SHORT = 150;

/** Returns how many times as much a text costs as a quarter of it; 0 where it costs too little to say. */
async function growthOf(read, piece, size) {
  const cost = (length, isCompared) =>
    leastCostOf(async () => read(flood(piece, length, ENDS[1])), TOO_SHORT, isCompared);
  const most = await cost(size);
  return most < TOO_SHORT ? 0 : most / (await cost(size / 4, true));
}

describe('twice as much of a hard string', () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(`costs the reader of ${name} less than three times as much`, async () => {
      const slow = [];
      for (const piece of PIECES.filter((_piece, index) => index % 5 === 0)) {
        // The garbage collector treats short texts better than long ones. What takes square time grows as fast beyond.
        const isSlow = (await growthOf(read, piece, SIZE)) > GROWTH && (await growthOf(read, piece, SIZE * 4)) > GROWTH;
        if (isSlow) slow.push(JSON.stringify(piece));
      }
      assert.deepEqual(slow, []);
    });
  }
});
