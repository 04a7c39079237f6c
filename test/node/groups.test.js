/** Which tests run where. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { browserTests, pureTests, nodeTests } from '../groups.js';

const all = readdirSync('test', { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.test\.\w+$/.test(path) && !path.startsWith('test/package/'));

describe('the groups of tests', () => {
  it('hold every test file exactly once', () => {
    assert.deepEqual([...browserTests(), ...pureTests(), ...nodeTests()].sort(), all.sort());
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
