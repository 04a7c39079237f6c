/** The fuzzer itself: it runs, and finds nothing in a second. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FUZZ = fileURLToPath(new URL('../../bench/fuzz.js', import.meta.url));

test('a second of random input finds no failure', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [FUZZ, '1', '7']);
  const [, inputs, failures] = /(\d+) inputs in \d+ s from seed 7: (\d+) failures/.exec(stdout) ?? [];
  assert.ok(Number(inputs) > 0, stdout);
  assert.equal(failures, '0');
});
