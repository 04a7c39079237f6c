/** `newsrack relay --pages`: what it rejects, and with which words. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

for (const [args, message] of [
  [['--pages'], 'Pages show the articles of an archive. Set --archive FILE as well.'],
  [['--base-url', 'https://a.example/'], '--base-url is for archives, their pages and keys. Set --archive as well.'],
  [['--base-url', 'a.example', '--archive', ':memory:'], 'Invalid --base-url. Expected: an http: or https: URL.'],
  [['--title', 'Desk'], '--title is an option of pages. Set --pages as well.'],
])
  test(`relay ${args.join(' ')} ends with an error that says what to do`, () => {
    const feed = ['--feed', 'world=https://a.example/feed'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'relay', ...feed, ...args, '--port', '0'], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout], [2, '']);
    assert.ok(stderr.includes(message), stderr);
  });
