/** A change of the public surface needs the version number that semantic versioning gives it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { announced, compare, currentSurface, surfaceOf, verdictOn } from '../../scripts/api.js';

const SURFACE = {
  'attribute news-tag-feed more': "'button' | 'none' = 'button'",
  'export . Feed': 'interface Feed { title?: string; articles: Article[]; }',
  'export . NewsTagFeed': 'class NewsTagFeed { refresh(): void; }',
  'export . loadFeed': 'function loadFeed(given: LoadFeedOptions): Promise<Feed>;',
  'part news-tag-feed list': '',
};
const levelWith = (change, version = '1.0.0') => compare(SURFACE, { ...SURFACE, ...change }, version).level;
const without = (key) => Object.fromEntries(Object.entries(SURFACE).filter(([name]) => name !== key));

describe('a change of the public surface', () => {
  it('needs no changeset if nothing changes', () => assert.equal(levelWith({}), 'none'));

  it('needs a patch where only code differs', () => {
    assert.equal(compare(SURFACE, SURFACE, '1.0.0', false).level, 'patch');
    assert.equal(compare(SURFACE, { ...SURFACE, 'part news-tag-feed item': '' }, '1.0.0', false).level, 'minor');
  });

  it('needs a minor version for additions', () => {
    assert.equal(levelWith({ 'part news-tag-feed item': '' }), 'minor');
    assert.equal(levelWith({ 'attribute news-tag-feed more': "'button' | 'scroll' | 'none' = 'button'" }), 'minor');
    assert.equal(
      levelWith({ 'export . NewsTagFeed': 'class NewsTagFeed { refresh(): void; showMore(): void; }' }),
      'minor',
    );
    const wider = 'interface Feed { title?: string; articles: Article[]; next?: string; }';
    assert.equal(levelWith({ 'export . Feed': wider }), 'minor');
  });

  it('needs a major version for removals and changes of meaning', () => {
    for (const key of Object.keys(SURFACE)) {
      const { level, removed } = compare(SURFACE, without(key), '1.2.3');
      assert.deepEqual([level, removed], ['major', [key]]);
    }
    assert.equal(levelWith({ 'attribute news-tag-feed more': "'button' = 'button'" }), 'major');
    assert.equal(levelWith({ 'attribute news-tag-feed more': "'button' | 'none' = 'none'" }), 'major');
    assert.equal(levelWith({ 'export . loadFeed': 'function loadFeed(given: string): Promise<Feed>;' }), 'major');
    const required = 'interface Feed { title?: string; articles: Article[]; next: string; }';
    assert.equal(levelWith({ 'export . Feed': required }), 'major');
  });

  it('needs only a minor version for these before 1.0', () => {
    assert.equal(compare(SURFACE, without('export . Feed'), '0.3.0').level, 'minor');
  });
});

describe('the changesets', () => {
  const changeset = (level) => `---\n'newsrack': ${level}\n---\n\nText.\n`;
  const ENOUGH = {
    none: ['none', 'patch', 'minor', 'major'],
    patch: ['patch', 'minor', 'major'],
    minor: ['minor', 'major'],
    major: ['major'],
  };

  for (const [level, enough] of Object.entries(ENOUGH)) {
    it(`for a change of level ${level} have to announce ${enough.join(' or ')}`, () => {
      for (const found of Object.keys(ENOUGH)) {
        const changesets = found === 'none' ? [] : [changeset(found)];
        assert.deepEqual(verdictOn(level, changesets), { found, isEnough: enough.includes(found) });
      }
    });
  }

  it('may be empty for a patch that users do not notice, and for nothing else', () => {
    const isEnough = (level) => verdictOn(level, ['---\n---\n']).isEnough;
    assert.deepEqual(Object.keys(ENOUGH).map(isEnough), [true, true, false, false]);
  });

  it('announce the highest of their levels', () => {
    const changeset = (level) => `---\n'newsrack': ${level}\n---\n\nText about newsrack: major things.\n`;
    assert.equal(announced([]), 'none');
    assert.equal(announced([changeset('patch')]), 'patch');
    assert.equal(announced([changeset('patch'), changeset('major'), changeset('minor')]), 'major');
    assert.equal(announced(['---\n"newsrack": minor\n---\n']), 'minor');
  });
});

describe('the public surface', () => {
  const surface = currentSurface();

  it('contains exports with types, elements with all their members, and commands', () => {
    for (const key of [
      'export . loadFeed',
      'export ./server createRelay',
      'export ./providers/gdelt gdeltProvider',
      'element news-tag-feed',
      'attribute news-tag-feed tag-match',
      'event news-tag-feed news-load',
      'slot news-tag-feed (default)',
      'part news-tag-feed headline',
      'custom property news-tag-feed --news-gap',
      'state news-tag-feed stale',
      'option relay --port',
      'option snapshot --tag-match',
      'command mcp',
      'file dist/cdn/newsrack.js',
      'file dist/cdn/presets/plain.css',
    ])
      assert.ok(Object.hasOwn(surface, key), key);
    assert.match(surface['export . loadFeed'], /^function loadFeed\(given: LoadFeedOptions\): Promise<Feed>;$/);
    assert.doesNotMatch(Object.values(surface).join(), /\/\*/);
  });

  it('is the same for the same input, in any order', () => {
    const manifest = { modules: [] };
    const [one, other] = [
      { a: 'x', b: 'y' },
      { b: 'y', a: 'x' },
    ].map((names) => surfaceOf({ types: { '.': names }, manifest, commands: {} }));
    assert.equal(JSON.stringify(one), JSON.stringify(other));
  });

  it('is compared in CI, and recorded by each release', () => {
    const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    assert.match(read('.github/workflows/ci.yml'), /run: npm run api\n/);
    assert.match(read('.ci/run'), /for check in .*\bapi\b/);
    assert.match(read('.github/workflows/release.yml'), /version: npm run release:version\n/);
    assert.match(JSON.parse(read('package.json')).scripts['release:version'], /api -- --release$/);
  });
});
