/** The files for language models say what the docs and the manifest say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { llmsFiles, readDocs } from '../../scripts/llms.js';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const about = JSON.parse(read('package.json'));
const manifest = JSON.parse(read('custom-elements.json'));
const files = llmsFiles(readDocs(), manifest, about);

describe('llms.txt and llms-full.txt', () => {
  it('are up to date, and part of the package', () => {
    for (const [path, text] of Object.entries(files)) {
      assert.ok(read(path) === text, `${path} is out of date. Run npm run docs.`);
      assert.ok(about.files.includes(path), path);
    }
  });

  it('begin with a title and a summary, and list links under headings, as llmstxt.org says', () => {
    const lines = files['llms.txt'].split('\n');
    assert.match(lines[0], /^# newsrack /);
    assert.match(lines[2], /^> .*\.$/);
    const [, ...sections] = files['llms.txt'].split(/^## /m);
    assert.deepEqual(
      sections.map((section) => section.split('\n')[0]),
      ['Docs', 'Elements', 'Optional'],
    );
    for (const line of sections[0].trim().split('\n').slice(2)) assert.match(line, /^- \[[^\]]+\]\(https:[^)]+\): \S/);
  });

  it('link to files of the package', () => {
    const links = [...files['llms.txt'].matchAll(/\((https:[^)]+)\)/g)].map(([, link]) => link);
    assert.ok(links.length > 10);
    for (const link of links) {
      const path = link.replace(/^.*\/newsrack@[^/]+\//, '');
      assert.ok(read(path), path);
      assert.ok(
        about.files.some((one) => path.startsWith(one)),
        path,
      );
    }
  });

  it('name every attribute, event and part', () => {
    const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter((one) => one.customElement);
    for (const { attributes, events = [], cssParts = [] } of elements) {
      for (const { name } of [...attributes, ...events, ...cssParts])
        assert.ok(files['llms-full.txt'].includes(`| \`${name}\` |`), name);
    }
  });
});
