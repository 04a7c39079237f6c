/** CPU time of hostile feeds of 2 MB, and its growth with the length of a hard string. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calibrate, referenceWork } from './calibrated-cost.js';
import { ENDS, FLOODS, PIECES, flood, wide } from './hard-strings.js';
import { READERS, costOf, parsed, readAndFilter } from './readers.js';

/** Milliseconds of CPU for a feed of 2 MB, as promised. */
const MOST = 500;

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

/** Characters of the text that is doubled. */
const SIZE = 200_000;

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
