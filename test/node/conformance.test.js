/**
 * The accessibility conformance report is fresh, complete and valid, and code does not have what it says is absent.
 * `openacr-0.1.0.json` is the schema of OpenACR as `@openacr/openacr` 0.3.5 has it (CC0-1.0).
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import axe from 'axe-core';
import { parse } from 'yaml';
import { TESTS } from '../../scripts/conformance-criteria.js';
import { conformanceFiles, resultsOf } from '../../scripts/conformance.js';
import { sources } from '../support/sources.js';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const about = JSON.parse(read('package.json'));
const results = resultsOf();
const report = parse(read('docs/conformance.yaml'));

describe('the accessibility conformance report', () => {
  it('is fresh', () => {
    for (const [path, text] of Object.entries(conformanceFiles(about)))
      assert.ok(read(path) === text, `${path} is out of date. Run npm run docs.`);
  });

  it('is valid OpenACR', () => {
    const validate = new Ajv().compile(JSON.parse(read('test/node/openacr-0.1.0.json')));
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.ok(!validate({ ...report, author: { name: 'The newsrack project' } }), 'The schema is one.');
  });

  it('names each criterion of WCAG 2.2, levels A and AA, once', () => {
    const numbers = results.map(({ number }) => number);
    assert.equal(new Set(numbers).size, numbers.length);
    const ofLevel = (level) => results.filter((one) => one.level === level).length;
    assert.deepEqual([ofLevel('A'), ofLevel('AA')], [31, 24]);
    // axe knows most of them.
    const known = axe
      .getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .flatMap(({ tags }) => tags.filter((tag) => /^wcag\d{3,}$/.test(tag)))
      .map((tag) => tag.replace(/^wcag(\d)(\d)(\d+)$/, '$1.$2.$3'));
    // Rules of level A find faults of these two, which are of level AAA, as well.
    const beyond = ['2.1.3', '2.2.4'];
    const missing = [...new Set(known)].filter((number) => !beyond.includes(number) && !numbers.includes(number));
    assert.deepEqual(missing, []);
  });

  it('says nothing else in YAML than on the page', () => {
    const page = read('docs/conformance.md');
    for (const { level, number, result, remark } of results) {
      const { criteria } = report.chapters[`success_criteria_level_${level.toLowerCase()}`];
      const { adherence } = criteria.find(({ num }) => num === number).components[0];
      assert.ok(adherence.level === result && adherence.notes.startsWith(remark), number);
      assert.ok(
        page.split('\n').some((row) => row.startsWith(`| [${number} `) && row.includes(remark)),
        number,
      );
    }
  });

  it('supports nothing that no test holds, and gives a reason for the rest', () => {
    for (const { number, result, tests, remark } of results) {
      assert.ok(result !== 'supports' || tests.length, number);
      assert.match(remark, /\.$/, number);
    }
  });

  it('uses each test that it knows', () => {
    const used = results.flatMap(({ tests }) => tests.map(({ file, title }) => file + title));
    assert.equal(new Set(used).size, Object.keys(TESTS).length);
  });

  it('is not made when a test is gone or has another title', () => {
    const folder = mkdtempSync(join(tmpdir(), 'newsrack-conformance-'));
    try {
      const paths = new Set(['test/support/audit.ts', ...Object.values(TESTS).map(([file]) => file)]);
      for (const path of paths) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        cpSync(new URL(path, root), join(folder, path));
      }
      const copy = pathToFileURL(`${folder}/`);
      assert.equal(resultsOf(copy).length, results.length);
      const [file, start] = TESTS.targets;
      writeFileSync(join(folder, file), read(file).replace(start, 'another title'));
      assert.throws(() => resultsOf(copy), /target-size\.test\.ts has no test that begins with .* any more/);
      rmSync(join(folder, file));
      assert.throws(() => resultsOf(copy), /target-size\.test\.ts is gone/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('in newsrack', () => {
  const files = sources();
  const filesWith = (pattern) =>
    files
      .filter(({ code }) => pattern.test(code))
      .map(({ path }) => path)
      .sort();
  // It stops bringing a reader back to a place in the list.
  const PLACE = 'elements/place.ts';

  for (const [title, pattern, except = []] of [
    ['no code plays sound or video', /<(?:audio|video)\b|\bnew Audio\b|createElement\(['"](?:audio|video)/],
    ['no code depends on how the screen is held', /\borientation\b/],
    ['no code reads the motion of the device', /\bdevice(?:motion|orientation)\b/],
    [
      'no code listens to keys but a carousel',
      /(?:\bon|@|['"`])key(?:down|up|press)\b|accesskey/i,
      ['elements/controllers/carousel-controller.ts', PLACE],
    ],
    ['no code acts before the pointer is up', /(?:\bon|@|['"`])(?:pointer|mouse|touch)(?:down|start)\b/, [PLACE]],
  ])
    it(title, () => assert.deepEqual(filesWith(pattern), except));

  it('what moves without end is slow', () => {
    const looks = new URL('src/presets/', root);
    const styles = readdirSync(looks).filter((name) => name.endsWith('.css'));
    const texts = [
      ...files.map(({ code }) => code),
      ...styles.map((name) => readFileSync(new URL(name, looks), 'utf8')),
    ];
    const endless = texts.flatMap((text) => text.match(/[\w-][^,;:\n]*\binfinite(?=;)/g) ?? []);
    // A ticker, at seven seconds for a card, and grey shapes while news loads.
    const known = ['pass var(--_pace) linear var(--_pace) infinite', 'wait 1.8s ease-in-out infinite'];
    assert.deepEqual([...new Set(endless)].sort(), known);
  });
});
