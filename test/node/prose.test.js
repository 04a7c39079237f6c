/** The check of `npm run lint` that the sentences of the docs are short. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, sentencesIn, wordsIn } from '../../scripts/prose.js';

const lengths = (text) => sentencesIn(text).map(wordsIn);

test('finds the sentences of paragraphs and lists', () => {
  assert.deepEqual(lengths('One two three. Four five?\n\n- Six seven eight nine.\n- Ten.'), [3, 2, 4, 1]);
  assert.deepEqual(lengths('He said “Stop.” Then “go” came.'), [3, 3]);
});

test('leaves out headings, code blocks and tables', () => {
  assert.deepEqual(
    lengths('# One two\n\n```js\nconst a = 1;\n```\n\n| a b | c |\n| --- | --- |\n| d. | e |\n\nThree words here.'),
    [3],
  );
});

test('counts code in a sentence as one word, and signs as none', () => {
  assert.deepEqual(lengths('Set `map="a b c"` – then [wait for it](x.md).'), [6]);
});

test('computes the median', () => {
  assert.equal(median([9, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 9]), 3);
  assert.equal(median([]), 0);
});
