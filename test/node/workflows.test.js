/** Actions with this repository's permissions are pinned: a tag may be moved to other code, a commit may not. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';

const FOLDER = new URL('../../.github/workflows/', import.meta.url);

for (const name of readdirSync(FOLDER)) {
  const source = readFileSync(new URL(name, FOLDER), 'utf8');

  test(`${name} pins each action to a commit, with its version in a comment`, () => {
    const used = [...source.matchAll(/^\s*(?:-\s+)?uses:\s*(.*)$/gm)].map(([, action]) => action);
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test(`${name} declares its permissions`, () => {
    assert.ok(parse(source).permissions);
  });
}
