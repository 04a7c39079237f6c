import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildHash } from '../../build/build-hash.js';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'newsrack-hash-')) + '/';
  for (const folder of ['build', 'src', 'docs']) mkdirSync(root + folder);
  for (const file of ['package.json', 'package-lock.json', 'vite.config.ts', 'build/steps.ts', 'src/a.ts', 'docs/a.md'])
    writeFileSync(root + file, 'before');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the hash in the names of chunks', () => {
  const changesWith = (file: string): boolean => {
    const earlier = buildHash(root);
    writeFileSync(root + file, 'after');
    return buildHash(root) !== earlier;
  };

  it('has eight digits', () => {
    expect(buildHash(root)).to.match(/^\d{8}$/);
  });

  for (const file of ['src/a.ts', 'build/steps.ts', 'vite.config.ts', 'package-lock.json'])
    it(`changes with ${file}`, () => {
      expect(changesWith(file)).to.equal(true);
    });

  it('changes when a file is renamed', () => {
    const earlier = buildHash(root);
    rmSync(`${root}src/a.ts`);
    writeFileSync(`${root}src/b.ts`, 'before');
    expect(buildHash(root)).not.to.equal(earlier);
  });

  it('stays the same when other files change', () => {
    expect(changesWith('docs/a.md')).to.equal(false);
  });
});
