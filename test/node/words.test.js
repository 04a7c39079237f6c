/** The check of wording in `npm run lint`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsIn } from '../../scripts/words.js';

test('finds unclear wording with its line', () => {
  const text = [
    '/** Returns a card. */',
    '/** What makes a card. */',
    '/**',
    ' * Those that are shown.',
    ' */',
    '// Whoever comes next waits.',
    "warn('x makes no sense here');",
    '/** At most so many. */',
  ].join('\n');
  assert.deepEqual(
    faultsIn(text).map(({ line, found }) => [line, found]),
    [
      [2, 'What'],
      [4, 'Those'],
      [6, 'Whoever'],
      [7, 'makes no sense'],
      [8, 'so many'],
    ],
  );
});

test('accepts plain wording', () => {
  assert.deepEqual(faultsIn('/** Renders what a card shows. */\n// At most 20. How it works: see the docs.'), []);
});
