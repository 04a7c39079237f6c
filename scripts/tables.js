/**
 * Writes the tables of docs/reference.md, between `<!-- api:TAG -->` and `<!-- /api -->`, from custom-elements.json.
 * With `--check` it writes nothing, and fails where a table is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The page that holds the tables. */
export const REFERENCE = 'docs/reference.md';

const SECTION = /(<!-- api:([\w-]+) -->\n)[^]*?(<!-- \/api -->)/g;

/** Returns all declarations of the manifest: elements and their base classes. */
export const declaredIn = (manifest) => manifest.modules.flatMap(({ declarations }) => declarations);

/** Returns the page with up-to-date tables, and the names of the elements whose tables were outdated. */
export function freshen(page, manifest) {
  const classes = declaredIn(manifest);
  const missing = new Set(classes.flatMap(({ tagName }) => tagName ?? []));
  const changed = [];
  const text = page.replace(SECTION, (before, start, tagName, end) => {
    const element = classes.find((one) => one.tagName === tagName);
    if (!element)
      throw new Error(`${REFERENCE} has tables for <${tagName}>, but custom-elements.json has no such element.`);
    missing.delete(tagName);
    const after = `${start}<!-- prettier-ignore-start -->\n\n${tablesOf(element, classes)}\n\n<!-- prettier-ignore-end -->\n${end}`;
    if (after !== before) changed.push(tagName);
    return after;
  });
  if (missing.size) throw new Error(`${REFERENCE} has no <!-- api:… --> for ${[...missing].join(', ')}.`);
  return { text, changed };
}

/** Kinds of entries, in the order of their tables. */
const KINDS = [
  {
    kind: 'attribute',
    plural: 'Attributes',
    columns: ['Attribute', 'Meaning', 'Values', 'Default'],
    entriesOf: ({ attributes }) => attributes,
    cells: (one) => [one.description, valuesOf(one.type.text), code(one.default?.replace(/^'(.*)'$/, '$1'))],
  },
  {
    kind: 'property',
    plural: 'Properties',
    columns: ['Property', 'Meaning', 'Type'],
    entriesOf: ({ members }) => members.filter(({ kind, attribute }) => kind === 'field' && !attribute),
    cells: (one) => [one.readonly ? `${one.description} Read-only.` : one.description, code(one.type.text)],
  },
  {
    kind: 'method',
    plural: 'Methods',
    columns: ['Method', 'What it does'],
    entriesOf: ({ members }) => members.filter(({ kind }) => kind === 'method'),
    nameOf: (one, { name }) => signature(one, name),
    cells: (one) => [one.description],
  },
  {
    kind: 'event',
    plural: 'Events',
    columns: ['Event', 'When', 'Fields'],
    entriesOf: ({ events }) => events,
    cells: (one, classes) => [one.description, fieldsOf(one, classes).join(', ')],
  },
  {
    kind: 'slot',
    plural: 'Slots',
    columns: ['Slot', 'What goes there'],
    entriesOf: ({ slots }) => slots,
    cells: (one) => [one.description],
  },
  {
    kind: 'part',
    plural: 'Parts',
    columns: ['Part', 'What it is'],
    entriesOf: ({ cssParts }) => cssParts,
    cells: (one) => [one.description],
  },
  {
    kind: 'custom-property',
    plural: 'Custom properties',
    columns: ['Custom property', 'Meaning', 'Default'],
    entriesOf: ({ cssProperties }) => cssProperties,
    cells: (one) => [one.description, code(one.default)],
  },
  {
    kind: 'state',
    plural: 'States',
    columns: ['State', 'When'],
    entriesOf: ({ cssStates }) => cssStates,
    nameOf: (one) => `:state(${one.name})`,
    cells: (one) => [one.description],
  },
];

/** Returns all entries of an element: kind, name as written, anchor, and the other cells of the row. */
export const entriesOf = (element, classes) =>
  KINDS.flatMap(({ kind, entriesOf: entries, nameOf = ({ name }) => name, cells }) =>
    (entries(element) ?? []).map((one) => ({
      kind,
      name: nameOf(one, element),
      anchor: `${element.tagName}-${kind}-${one.name.replace(/^--/, '') || 'default'}`,
      cells: cells(one, classes),
    })),
  );

/** Returns all tables of an element in Markdown, each below a heading. Every row has an anchor. */
export function tablesOf(element, classes) {
  const entries = entriesOf(element, classes);
  return KINDS.flatMap(({ kind, plural, columns }) => {
    const rows = entries.filter((one) => one.kind === kind);
    if (!rows.length) return [];
    return [
      `### ${plural} of \`<${element.tagName}>\``,
      table(
        columns,
        rows.map(({ anchor, name, cells }) => [`<a id="${anchor}"></a>${code(name) || '(none)'}`, ...cells]),
      ),
    ];
  }).join('\n\n');
}

function table(head, rows) {
  const lines = [
    head,
    head.map(() => '---'),
    // A row must be one line, so line breaks of the source are replaced.
    ...rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' '))),
  ];
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const code = (text) => (text ? `\`${text}\`` : '');

const fieldsOf = ({ type }, classes) =>
  classes.find((one) => one.name === type.text).members.map((field) => code(field.name));

/** Formats a type: `'any' | 'all'` as a list of words, other types unchanged. */
const valuesOf = (type) =>
  type
    .split(' | ')
    .map((kind) => (kind.startsWith("'") ? code(kind.slice(1, -1)) : kind === 'string' ? 'text' : kind))
    .join(', ');

const signature = ({ name, static: isStatic, parameters = [] }, className) =>
  `${isStatic ? `${className}.` : ''}${name}(${parameters.map((one) => one.name + (one.optional ? '?' : '')).join(', ')})`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL(`../${REFERENCE}`, import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL('../custom-elements.json', import.meta.url), 'utf8'));
  const { text, changed } = freshen(readFileSync(file, 'utf8'), manifest);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (changed.length) {
    console.error(`${REFERENCE}: the tables of ${changed.join(', ')} are out of date; npm run docs writes them.`);
    process.exitCode = 1;
  }
}
