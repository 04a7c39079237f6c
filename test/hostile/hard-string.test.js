/** CPU time of one hard string, in every text field of every reader. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isThorough } from '../support/thorough.js';
import { ENDS, PIECES, flood } from './hard-strings.js';
import { READERS, costOf, readAndFilter } from './readers.js';

/** Characters of a hard string. */
const SIZE = 200_000;

/** Milliseconds of CPU. What takes square time takes many seconds for a string of that size. */
const LIMIT = 3000;

/** Part of a hard string that is read first. What takes cubic time and passes the limit takes this many milliseconds for it. */
const PART = 4;
const LIMIT_OF_PART = LIMIT / PART ** 3;

describe('a hard string of 200 KB in every text field', () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(`costs the reader of ${name} no more than its length`, async () => {
      const slow = [];
      for (const [index, piece] of PIECES.entries()) {
        const cost = (size) => {
          const text = flood(piece, size, ENDS[index % ENDS.length]);
          return costOf(async () => readAndFilter(await read(text)));
        };
        const isSuspect = isThorough || (await cost(SIZE / PART)) > LIMIT_OF_PART;
        const whole = isSuspect ? await cost(SIZE) : 0;
        if (whole > LIMIT) slow.push(`${JSON.stringify(piece)}: ${Math.round(whole)} ms`);
      }
      assert.deepEqual(slow, []);
    });
  }
});
