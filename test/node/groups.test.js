/** Which tests run where. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { browserTests, engineTests, pureTests, nodeTests } from '../groups.js';

const all = readdirSync('test', { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.test\.\w+$/.test(path) && !/^test\/(?:package|servers)\//.test(path));

describe('the groups of tests', () => {
  it('contain every test file exactly once', () => {
    assert.deepEqual([...browserTests(), ...pureTests(), ...nodeTests()].sort(), all.sort());
  });

  it('run the tests of Chromium in all engines, except files that name a replacement', () => {
    const alone = browserTests().filter((path) => !engineTests().includes(path));
    assert.deepEqual(
      engineTests().filter((path) => !browserTests().includes(path)),
      [],
    );
    for (const path of [
      'test/hostile/hostile.test.ts',
      'test/services/scenarios.test.ts',
      'test/services/feed.test.ts',
    ])
      assert.ok(engineTests().includes(path), path);
    assert.ok(alone.length < browserTests().length / 4, alone.join());
  });

  for (const folder of ['elements', 'cdn', 'stories', 'services', 'matrix', 'hosts', 'hostile', 'views']) {
    it(`run the tests of ${folder} in browsers`, () => {
      assert.ok(existsSync(`test/${folder}`));
      const own = all.filter((path) => path.startsWith(`test/${folder}/`) && path.endsWith('.ts'));
      assert.deepEqual(
        own.filter((path) => !browserTests().includes(path)),
        [],
      );
    });
  }
});
