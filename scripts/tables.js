/**
 * Writes the API tables of README.md, between `<!-- api:TAG -->` and `<!-- /api -->`, from custom-elements.json.
 * With `--check` it writes nothing, and fails where a table is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SECTION = /(<!-- api:([\w-]+) -->\n)[^]*?(<!-- \/api -->)/g;

/** Everything that the manifest declares: elements, and what they are made of. */
export const declaredIn = (manifest) => manifest.modules.flatMap(({ declarations }) => declarations);

/** The README with all tables fresh, and the names of the elements whose tables were not. */
export function freshen(readme, manifest) {
  const classes = declaredIn(manifest);
  const missing = new Set(classes.flatMap(({ tagName }) => tagName ?? []));
  const changed = [];
  const text = readme.replace(SECTION, (before, start, tagName, end) => {
    const element = classes.find((one) => one.tagName === tagName);
    if (!element) throw new Error(`README.md has tables for <${tagName}>, which custom-elements.json does not know.`);
    missing.delete(tagName);
    const after = `${start}<!-- prettier-ignore-start -->\n\n${tablesOf(element, classes)}\n\n<!-- prettier-ignore-end -->\n${end}`;
    if (after !== before) changed.push(tagName);
    return after;
  });
  if (missing.size) throw new Error(`README.md has no <!-- api:… --> for ${[...missing].join(', ')}.`);
  return { text, changed };
}

/** All tables about an element, in Markdown. */
export function tablesOf({ name, members, attributes, events, slots, cssParts, cssProperties, cssStates }, classes) {
  const methods = members.filter(({ kind }) => kind === 'method');
  const properties = members.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  const fieldsOf = ({ type }) => classes.find((one) => one.name === type.text).members.map((field) => code(field.name));
  return [
    table(['Attribute', 'Meaning', 'Values', 'Default'], attributes, (one) => [
      code(one.name),
      one.description,
      valuesOf(one.type.text),
      code(one.default?.replace(/^'(.*)'$/, '$1')),
    ]),
    table(['Property', 'Meaning', 'Type'], properties, (one) => [
      code(one.name),
      one.readonly ? `${one.description} Read-only.` : one.description,
      code(one.type.text),
    ]),
    table(['Method', 'What it does'], methods, (one) => [code(signature(one, name)), one.description]),
    table(['Event', 'When', 'Fields'], events, (one) => [code(one.name), one.description, fieldsOf(one).join(', ')]),
    table(['Slot', 'What goes there'], slots, (one) => [one.name ? code(one.name) : '(none)', one.description]),
    table(['Part', 'What it is'], cssParts, (one) => [code(one.name), one.description]),
    table(['Custom property', 'Meaning', 'Default'], cssProperties, (one) => [
      code(one.name),
      one.description,
      code(one.default),
    ]),
    table(['State', 'When'], cssStates, (one) => [code(`:state(${one.name})`), one.description]),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function table(head, entries, cells) {
  if (!entries?.length) return '';
  const rows = [
    head,
    head.map(() => '---'),
    // A row is one line, whatever the lines of the source are.
    ...entries.map((one) => cells(one).map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' '))),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const code = (text) => (text ? `\`${text}\`` : '');

/** `'any' | 'all'` is a list of words; anything else stays in words of its own. */
const valuesOf = (type) =>
  type
    .split(' | ')
    .map((kind) => (kind.startsWith("'") ? code(kind.slice(1, -1)) : kind === 'string' ? 'text' : kind))
    .join(', ');

const signature = ({ name, static: isStatic, parameters = [] }, className) =>
  `${isStatic ? `${className}.` : ''}${name}(${parameters.map((one) => one.name + (one.optional ? '?' : '')).join(', ')})`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readmeFile = new URL('../README.md', import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL('../custom-elements.json', import.meta.url), 'utf8'));
  const { text, changed } = freshen(readFileSync(readmeFile, 'utf8'), manifest);
  if (!process.argv.includes('--check')) writeFileSync(readmeFile, text);
  else if (changed.length) {
    console.error(`README.md: the tables of ${changed.join(', ')} are out of date; npm run docs writes them.`);
    process.exitCode = 1;
  }
}
