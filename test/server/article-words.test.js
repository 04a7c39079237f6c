/** How texts are folded and cut into words for an archive. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { indexTokens } from '../../dist/server/archive/article-words.js';
import { foldQuickly } from '../../dist/server/archive/fold-quickly.js';
import { fold } from '../../dist/text/fold.js';

const pieces = fc.oneof(
  fc.constantFrom(...'aZ09+#++ ##|_§\n\t\0-.\'"‘’“”–—…é和ßİ', 'C++', 'a++++b', '1+', 'don’t', 'x\ny'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const text = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));

it('folded text has no character that stands for ends of fields, gaps, pairs or sources', () => {
  for (let start = 0; start < 0x110000; start += 0x800) {
    const characters = Array.from({ length: 0x800 }, (_, n) => `a${String.fromCodePoint(start + n)}b`).join(' ');
    assert.doesNotMatch(fold(characters), /[|_§]/);
  }
});

it('folds text for an archive as pages do', () => {
  fc.assert(fc.property(text, (given) => assert.equal(foldQuickly(given), fold(given))), { numRuns: 3000 }); // prettier-ignore
});

it('cuts the fields of an article into the same words whichever characters other fields have', () => {
  const article = (fields) => ({ title: fields[0], excerpt: fields[1], tags: fields.slice(2) });
  const withOther = (fields, other) => indexTokens(article([...fields, other]), [7]);
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (fields) => {
      assert.deepEqual(withOther(fields, 'x'), withOther(fields, 'x\u0301\u0301'));
    }),
    { numRuns: 3000 },
  );
});
