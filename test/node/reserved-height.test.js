/** The room that the snippet keeps: enough for every layout, and little for what is low. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reservedHeight } from '../../demo/reserved-height.js';

test('a list, a grid, a magazine and headlines with a full page of articles reserve a screen', () => {
  for (const layout of ['list', 'grid', 'magazine', 'headlines']) assert.equal(reservedHeight({ layout }), '100vh');
  assert.equal(reservedHeight(), '100vh');
});

test('a carousel reserves a card for any number of articles', () => {
  assert.equal(reservedHeight({ layout: 'carousel' }), 'min(100vh, 43em)');
  assert.equal(reservedHeight({ layout: 'carousel', limit: '100' }), reservedHeight({ layout: 'carousel' }));
});

test('a ticker reserves a line, and more for a long heading', () => {
  assert.equal(reservedHeight({ layout: 'ticker', heading: '' }), '4em');
  assert.equal(reservedHeight({ layout: 'ticker' }), '5em');
  assert.equal(reservedHeight({ layout: 'ticker', tag: 'peace negotiations' }), '6em');
});

test('few articles reserve at most their own height, by limit or by page', () => {
  assert.equal(reservedHeight({ layout: 'headlines', limit: '3' }), 'min(100vh, 46em)');
  assert.equal(reservedHeight({ layout: 'headlines', 'page-size': '3' }), 'min(100vh, 46em)');
  assert.equal(reservedHeight({ layout: 'headlines', limit: '3', more: 'none' }), 'min(100vh, 42em)');
  assert.equal(reservedHeight({ limit: '1' }), 'min(100vh, 29em)');
});

test('a hidden heading reserves no space, and a theme its padding', () => {
  assert.equal(reservedHeight({ limit: '1', heading: '' }), 'min(100vh, 27em)');
  assert.equal(reservedHeight({ limit: '1', theme: 'dark' }), 'min(100vh, 32em)');
});

test('the heights in the docs are those with a tag', () => {
  const docs = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  const [ticker, carousel] = ['ticker', 'carousel'].map((layout) =>
    reservedHeight({ layout, tag: 'peace negotiations' }),
  );
  assert.ok(
    docs.includes(`a \`ticker\` takes \`${ticker}\`, a \`carousel\` \`${carousel}\``),
    `${ticker}, ${carousel}`,
  );
});
