/** The design tokens are valid, fresh, and say what the custom properties and the looks say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { designTokens, readLooks } from '../../scripts/tokens.js';

const root = new URL('../../', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const manifest = read('custom-elements.json');
const file = read('dist/cdn/presets/newsrack.tokens.json');

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);
const hasOnly = (value, ...names) => Object.keys(value).every((name) => names.includes(name));

/** Values that each type of the format allows (format 2025.10, section 8; color 2025.10, section 4). */
const VALUES = {
  color: (value) =>
    hasOnly(value, 'colorSpace', 'components', 'alpha', 'hex') &&
    value.colorSpace === 'srgb' &&
    value.components.length === 3 &&
    [...value.components, value.alpha].every((one) => isNumber(one) && one >= 0 && one <= 1) &&
    /^#[0-9a-f]{6}$/.test(value.hex),
  dimension: (value) => hasOnly(value, 'value', 'unit') && isNumber(value.value) && ['px', 'rem'].includes(value.unit),
  duration: (value) => hasOnly(value, 'value', 'unit') && isNumber(value.value) && ['ms', 's'].includes(value.unit),
  fontFamily: (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'),
  fontWeight: (value) => isNumber(value) && value >= 1 && value <= 1000,
  number: isNumber,
};

/** All tokens of a group, by path. Fails for what the format does not allow. */
function tokensIn(group, path = []) {
  assert.ok(typeof group === 'object' && group !== null && !Array.isArray(group), path.join('.'));
  return Object.entries(group).flatMap(([name, member]) => {
    const at = [...path, name];
    if (name.startsWith('$')) {
      assert.ok(['$type', '$description', '$extensions'].includes(name), at.join('.'));
      return [];
    }
    assert.doesNotMatch(name, /[{}.]/, at.join('.'));
    if (!('$value' in member)) return tokensIn(member, at);
    assert.ok(hasOnly(member, '$type', '$value', '$description', '$extensions'), at.join('.'));
    assert.ok(VALUES[member.$type]?.(member.$value), `${at.join('.')} is no ${member.$type}`);
    return [[at.join('.'), member]];
  });
}

describe('the design tokens', () => {
  it('are up to date', () => {
    const fresh = JSON.parse(JSON.stringify(designTokens(manifest, readLooks())));
    assert.deepEqual(file, fresh, 'newsrack.tokens.json is out of date. Run npm run docs.');
  });

  it('are valid in the format 2025.10 of the Design Tokens Community Group', () => {
    const tokens = tokensIn(file);
    assert.ok(tokens.length > 60, String(tokens.length));
    assert.deepEqual(
      [...new Set(tokens.map(([, { $type }]) => $type))].sort(),
      Object.keys(VALUES).sort(),
      'each type occurs',
    );
  });

  it('contain every custom property of every look, as a token or as CSS', () => {
    for (const [look, values] of Object.entries(readLooks())) {
      const { $extensions, ...group } = file.look[look];
      const found = {
        ...$extensions?.newsrack.css,
        ...Object.fromEntries(
          tokensIn(group).map(([, one]) => [one.$extensions.newsrack.property, one.$extensions.newsrack.css]),
        ),
      };
      assert.deepEqual(found, values, look);
    }
  });

  it('have lengths, colours and fonts in the format of design tools', () => {
    assert.deepEqual(file.default.gap.$value, { value: 1.375, unit: 'rem' });
    assert.deepEqual(file.default.pace.$value, { value: 7, unit: 's' });
    assert.equal(file.default['image-ratio'].$value, 1.7778);
    assert.deepEqual(file.look.tabloid['lead-size'].$value, { value: 4.5, unit: 'rem' });
    assert.equal(file.look.tabloid['headline-font'].$value[2], 'Arial Narrow');
    assert.equal(file.look.terminal.background.$value.hex, '#0b110d');
    // As Chromium computes color-mix(in oklab, #15181c 42%, #e4002b).
    assert.match(file.look.tabloid.accent.$value.hex, /^#[89]/);
  });
});
