/** Which tests run where. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { browserTests, nodeTests } from '../groups.js';

const all = readdirSync('test', { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.test\.\w+$/.test(path) && !path.startsWith('test/package/'));

describe('the groups of tests', () => {
  it('hold every test file once where Chromium and Node run', () => {
    assert.deepEqual([...browserTests(['chromium']), ...nodeTests()].sort(), all.sort());
  });

  it('leave to other engines whatever shows something or asks the network', () => {
    const elsewhere = browserTests(['firefox', 'webkit']);
    for (const folder of ['elements', 'cdn', 'stories', 'services', 'matrix']) {
      assert.ok(existsSync(`test/${folder}`));
      const own = all.filter((path) => path.startsWith(`test/${folder}/`) && path.endsWith('.ts'));
      assert.deepEqual(
        own.filter((path) => !elsewhere.includes(path)),
        [],
        folder,
      );
    }
  });
});
