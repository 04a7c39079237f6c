/**
 * Writes metadata for editors and frameworks from custom-elements.json: custom data for VS Code, web-types for JetBrains'
 * editors, and `dist/types/elements.d.ts`, from which the handwritten files in `types/` derive the types of each framework.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Returns the files by path, as text. */
export function toolingFiles(manifest, { name, version }) {
  const elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ customElement }) => customElement);
  const json = (data) => `${JSON.stringify(data, null, 2)}\n`;
  return {
    'vscode.html-custom-data.json': json({ version: 1.1, tags: elements.map(htmlTag) }),
    'vscode.css-custom-data.json': json(cssData(elements)),
    'web-types.json': json({
      $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
      name,
      version,
      'description-markup': 'markdown',
      contributions: { html: { elements: elements.map(webType) } },
    }),
    'dist/types/elements.d.ts': elementTypes(elements),
  };
}

/** Returns the words of a type such as `'any' | 'all'`; none for other types. */
const wordsOf = (type) => [...type.matchAll(/'([^']*)'/g)].map(([, name]) => ({ name }));
const plain = (text) => text.replace(/\s*\n\s*/g, ' ');
const described = ({ name, description }) => ({ name, description: plain(description) });

/** Formats a default value as in HTML. */
const written = (value) => value?.replace(/^'(.*)'$/, '$1');
const withDefault = (one) => {
  const value = written(one.default);
  const { name, description } = described(one);
  return { name, description: value ? `${description.replace(/\.$/, '')}. Default: \`${value}\`.` : description };
};

const isFirst = ({ name }, at, entries) => entries.findIndex((one) => one.name === name) === at;

const htmlTag = ({ tagName, summary, attributes }) => ({
  name: tagName,
  description: summary,
  attributes: attributes.map((one) => {
    const values = wordsOf(one.type.text);
    return { ...withDefault(one), ...(values.length ? { values } : {}) };
  }),
});

function cssData(elements) {
  // If elements share a name, the largest has the general description.
  const largestFirst = elements.toSorted((one, other) => other.attributes.length - one.attributes.length);
  const ofAll = (kind) => largestFirst.flatMap((one) => one[kind] ?? []).filter(isFirst);
  return {
    version: 1.1,
    properties: ofAll('cssProperties').map(withDefault),
    pseudoElements: ofAll('cssParts').map((one) => ({ ...described(one), name: `::part(${one.name})` })),
    pseudoClasses: ofAll('cssStates').map((one) => ({ ...described(one), name: `:state(${one.name})` })),
  };
}

function webType({ tagName, summary, attributes, members, events, slots, cssProperties, cssParts, cssStates }) {
  const typed = (one) => ({ ...described(one), type: one.type.text });
  return {
    name: tagName,
    description: summary,
    attributes: attributes.map((one) => ({
      ...described(one),
      default: written(one.default),
      value: { type: one.type.text },
    })),
    slots: slots?.map((one) => ({ ...described(one), name: one.name || 'default' })),
    js: {
      properties: members.filter(({ kind }) => kind === 'field').map(typed),
      events: events?.map(typed),
    },
    css: {
      properties: cssProperties?.map(withDefault),
      parts: cssParts?.map(described),
      'pseudo-classes': cssStates?.map((one) => ({ ...described(one), name: `state(${one.name})` })),
    },
  };
}

/** Interfaces of attributes and events for each element, and one of all elements by tag. */
function elementTypes(elements) {
  const classes = [
    ...new Set(elements.flatMap(({ name, events = [] }) => [name, ...events.map((one) => one.type.text)])),
  ];
  return `/** Made from custom-elements.json. */
import type { ${classes.sort().join(', ')} } from '../index.js';
${elements.map(interfacesOf).join('')}
/** All elements, by their standard names. */
export interface NewsElements {
${elements.map(({ tagName, name }) => `  '${tagName}': { element: ${name}; attributes: ${name}Attributes; events: ${name}Events };`).join('\n')}
}
`;
}

function interfacesOf({ name, tagName, attributes, members, events = [] }) {
  const entry = ({ description }, key, type) => `  /** ${plain(description)} */\n  ${key}: ${type};\n`;
  const properties = members.filter(({ kind, attribute, readonly }) => kind === 'field' && !attribute && !readonly);
  return `
/** Everything that can be set on \`<${tagName}>\`: attributes as in HTML, and properties that have none. */
export interface ${name}Attributes {
${attributes.map((one) => entry(one, `'${one.name}'?`, attributeType(name, one))).join('')}${properties.map((one) => entry(one, `${one.name}?`, `${name}['${one.name}'] | undefined`)).join('')}}

export interface ${name}Events {
${events.map((one) => entry(one, `'${one.name}'`, one.type.text)).join('')}}
`;
}

/**
 * Frameworks set a property if the element has one of that name, so it may be a list or an object. Other names become
 * attributes, which are text.
 */
function attributeType(className, { name, fieldName, type }) {
  const ofProperty = `${className}['${fieldName}']`;
  const kinds = [name === fieldName ? ofProperty : `Exclude<${ofProperty}, object>`, 'undefined'];
  if (type.text.includes('number')) kinds.push('`${number}`');
  return kinds.join(' | ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url);
  const read = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
  mkdirSync(new URL('dist/types/', root), { recursive: true });
  for (const [path, text] of Object.entries(toolingFiles(read('custom-elements.json'), read('package.json')))) {
    writeFileSync(new URL(path, root), text);
  }
}
