/**
 * `npm run docs`: writes the accessibility conformance report, `docs/conformance.md` for people and `docs/conformance.yaml`
 * in the format OpenACR, from `conformance-criteria.js`, the rules of axe and the version of the package. Fails where a
 * criterion names a test that is not there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { stringify } from 'yaml';
import { CRITERIA, TESTS } from './conformance-criteria.js';

const ROOT = new URL('../', import.meta.url);
const AUDIT = 'test/support/audit.ts';

const LABELS = { supports: 'Supports', 'not-applicable': 'Not applicable', 'not-evaluated': 'Not evaluated' };

/** Questions that no test of ours can answer, whatever the criterion. */
const FOR_PEOPLE = [
  'how the elements sound in a screen reader, such as NVDA, JAWS, VoiceOver or TalkBack',
  'how they work with speech input, with switches and with a screen magnifier',
  'whether the sentences of the elements are easy to understand, in each language',
  'whether signs, outlines and colours are clear to readers with low vision',
];

const readFrom = (root) => (path) => readFileSync(new URL(path, root), 'utf8');

/** The tests that a criterion names, each with its title in words. */
function testsOf(names, root) {
  return names.map((name) => {
    const [file, start, context] = TESTS[name] ?? [];
    if (!file) throw new Error(`A criterion names the test “${name}”, which scripts/conformance-criteria.js lacks.`);
    if (!existsSync(new URL(file, root))) throw new Error(`${file} is gone, which holds a criterion.`);
    const title = titleIn(readFrom(root)(file), start);
    if (!title) throw new Error(`${file} has no test that begins with “${start}” any more.`);
    return { file, title: [context, title.replace(/\$\{[^}]*\}/g, '…')].filter(Boolean).join(': ') };
  });
}

const escaped = (text) => text.replace(/[$.*+?^(){}|[\]\\]/g, '\\$&');

/** The whole title that begins so, between the quotes that it has in the code. */
function titleIn(code, start) {
  const at = code.search(new RegExp(`(?<=['"\`])${escaped(start)}`));
  return at < 0 ? undefined : code.slice(at, code.indexOf(code[at - 1], at));
}

/** The tags of the rules of axe that the audits run, and the rules that they leave out. */
function auditOf(root) {
  const source = readFrom(root)(AUDIT);
  const [, tags] = /\[('wcag2a'[^\]]*)\]/.exec(source) ?? [];
  if (!tags) throw new Error(`${AUDIT} has no list of tags that begins with wcag2a.`);
  const leftOut = [...source.matchAll(/'?([\w-]+)'?: \{ enabled: false \}/g)].map(([, id]) => id);
  return { tags: [...tags.matchAll(/'([^']+)'/g)].map(([, tag]) => tag), leftOut };
}

/** Tags of rules that axe leaves out by itself. */
const OFF = ['experimental', 'deprecated'];

/** The rules of axe for a criterion: their tags hold its number without dots. */
const rulesFor = (number, { tags, leftOut }) =>
  axe
    .getRules(tags)
    .filter(({ ruleId, tags: own }) => !leftOut.includes(ruleId) && !own.some((tag) => OFF.includes(tag)))
    .filter(({ tags: own }) => own.includes(`wcag${number.replaceAll('.', '')}`))
    .map(({ ruleId }) => ruleId)
    .sort();

/** All criteria, with the tests and the rules that hold them. */
export function resultsOf(root = ROOT) {
  const audit = auditOf(root);
  return Object.entries(CRITERIA).flatMap(([level, criteria]) =>
    criteria.map(([number, name, { result, remark, tests }, { isNew = false } = {}]) => {
      if (result === 'supports' && !tests.length) throw new Error(`No test holds ${number} ${name}.`);
      return {
        ...{ level, number, name, result, remark },
        clause: isNew ? undefined : `9.${number}`,
        tests: testsOf(tests, root),
        rules: tests.includes('audits') ? rulesFor(number, audit) : [],
      };
    }),
  );
}

const addressOf = (name) =>
  `https://www.w3.org/TR/WCAG22/#${name
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')}`;

/** Tests by their file. */
function byFile(tests) {
  const files = new Map();
  for (const { file, title } of tests) files.set(file, [...(files.get(file) ?? []), title]);
  return [...files];
}

function rowOf({ number, name, clause, result, remark }) {
  const cells = [`[${number} ${name}](${addressOf(name)})`, clause ?? '–', LABELS[result], remark];
  return `| ${cells.join(' | ')} |`;
}

const tableOf = (results) => `| Criterion | EN 301 549 | Result | Remarks |
| --- | --- | --- | --- |
${results.map(rowOf).join('\n')}`;

function testsRowOf({ number, tests, rules }) {
  const held = byFile(tests).map(([file, titles]) => `\`${file}\`: ${titles.map((title) => `“${title}”`).join(', ')}`);
  if (rules.length) held.push(`axe: ${rules.map((rule) => `\`${rule}\``).join(', ')}`);
  return `| ${number} | ${held.join('<br>')} |`;
}

const testsOfAll = (results) => `| Criterion | Tests and rules |
| --- | --- |
${results
  .filter(({ tests }) => tests.length)
  .map(testsRowOf)
  .join('\n')}`;

const countOf = (results, result) => results.filter((one) => one.result === result).length;

const summaryOf = (results) => `| Level | ${Object.values(LABELS).join(' | ')} |
| --- | --- | --- | --- |
${Object.keys(CRITERIA)
  .map((level) => {
    const ofLevel = results.filter((one) => one.level === level);
    return `| ${level} | ${Object.keys(LABELS)
      .map((result) => countOf(ofLevel, result))
      .join(' | ')} |`;
  })
  .join('\n')}`;

function pageOf(results, { version }, { tags, leftOut }) {
  const ofLevel = (level) => tableOf(results.filter((one) => one.level === level));
  return `# Accessibility conformance report

This report says which criteria of [WCAG 2.2](https://www.w3.org/TR/WCAG22/), levels A and AA, newsrack ${version} meets. It is about the elements of
newsrack, not about the page that holds them. [\`conformance.yaml\`](conformance.yaml) has the same results in the format
[OpenACR](https://github.com/GSA/openacr). The build makes both files from a table that names the tests.

${summaryOf(results)}

## How to read it

- **Supports**: tests hold it, which are listed [below](#tests). The build fails when one of them is gone.
- **Not applicable**: the remark says why.
- **Not evaluated**: a person has to judge it. Tests may hold a part of it.

The terms of OpenACR keep “Not evaluated” for level AAA. This report also uses it for A and AA: tests alone cannot
answer these criteria, and it is better to say so.

The tests run in Chromium with every change, and most of them in Firefox and WebKitGTK too. The audits run axe ${axe.version.replace(/\.\d+$/, '')}
with the tags ${tags.map((tag) => `\`${tag}\``).join(', ')}. They leave out ${leftOut.map((rule) => `\`${rule}\``).join(', ')}: these concern the page.
Every story of the Storybook passes the same audit on a light page, on a dark page and in forced colours.

## What only people can test

The project has no results of tests by people yet. These questions are open:

${FOR_PEOPLE.map((one) => `- ${one}`).join('\n')}

## Level A

${ofLevel('A')}

## Level AA

${ofLevel('AA')}

## EN 301 549

Chapter 9 of EN 301 549 V3.2.1 repeats WCAG 2.1: clause 9.1.4.3 is criterion 1.4.3. The tables name the clause of each
criterion. Criteria that WCAG 2.2 has added have no clause. Clause 9.4.1.1 (Parsing) is criterion 4.1.1 of WCAG 2.1, which
HTML always meets and WCAG 2.2 has removed. Clause 9.6 concerns whole pages. The other chapters are not part of this report.

## Tests

The files are in the repository. A title may begin with what it is about, and “…” stands for what a test repeats.

${testsOfAll(results)}
`;
}

const ABOUT_OTHERS = 'This report does not evaluate it.';

/** The report as OpenACR has it. */
function documentOf(results, { name, version, description, license }) {
  const criteria = (level) => ({
    criteria: results
      .filter((one) => one.level === level)
      .map(({ number, result, remark, tests, rules }) => ({
        num: number,
        components: [
          {
            name: 'web',
            adherence: {
              level: result,
              notes: [
                remark,
                ...byFile(tests).map(([file, titles]) => `Test: ${file}: ${titles.join('; ')}.`),
                ...(rules.length ? [`Rules of axe: ${rules.join(', ')}.`] : []),
              ].join(' '),
            },
          },
        ],
      })),
  });
  const left = (notes = ABOUT_OTHERS) => ({ disabled: true, notes });
  return {
    title: `${name} Accessibility Conformance Report`,
    product: { name, version, description: `${description}.` },
    author: { name: `The ${name} project`, email: 'none: please use the issues of the repository' },
    notes: `It is about the elements of ${name}, not about the page that holds them. “not-evaluated” stands where a person has to judge a criterion, for levels A and AA too. Open as well: ${FOR_PEOPLE.join('; ')}.`,
    evaluation_methods_used: `Automated tests in Chromium, Firefox and WebKitGTK, and audits with axe-core ${axe.version.replace(/\.\d+$/, '')}. No tests by people.`,
    legal_disclaimer: 'The report states results of tests. It is no warranty.',
    license,
    catalog: '2.5-edition-wcag-2.2-508-eu-en',
    chapters: {
      success_criteria_level_a: criteria('A'),
      success_criteria_level_aa: criteria('AA'),
      success_criteria_level_aaa: left(),
      functional_performance_criteria: left(),
      hardware: left('The product is no hardware.'),
      software: left(),
      support_documentation_and_services: left(),
      en_301_549_web: {
        notes: 'Clause 9.x.y.z is criterion x.y.z of WCAG 2.1: see levels A and AA. Clause 9.6 concerns whole pages.',
      },
    },
  };
}

/** The files by path, as text. */
export function conformanceFiles(about, root = ROOT) {
  const results = resultsOf(root);
  const yaml = stringify(documentOf(results, about), { lineWidth: 0 });
  return {
    'docs/conformance.md': pageOf(results, about, auditOf(root)),
    'docs/conformance.yaml': `# Made by scripts/conformance.js: change that, and run npm run docs.\n${yaml}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = conformanceFiles(JSON.parse(readFrom(ROOT)('package.json')));
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, ROOT), text);
}
