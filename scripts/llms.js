/**
 * Writes `llms.txt`, a table of contents of the docs for language models (https://llmstxt.org), and `llms-full.txt`, the
 * docs and the reference in one file. Both come from `docs/` and custom-elements.json.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { declaredIn, tablesOf } from './tables.js';

const ROOT = new URL('../', import.meta.url);

/** The page of the reference, whose tables are generated from the manifest here too. */
const NOT_A_DOC = 'reference.md';

/** Returns the docs by path, as Markdown. */
export const readDocs = (root = ROOT) =>
  Object.fromEntries(
    readdirSync(new URL('docs/', root))
      .filter((name) => name.endsWith('.md') && name !== NOT_A_DOC)
      .sort((one, other) => Number(other === 'start.md') - Number(one === 'start.md') || one.localeCompare(other))
      .map((name) => [`docs/${name}`, readFileSync(new URL(`docs/${name}`, root), 'utf8')]),
  );

/** Returns the files by path, as text. */
export function llmsFiles(docs, manifest, { name, version, description }) {
  const folder = `https://cdn.jsdelivr.net/npm/${name}@${version}/`;
  const elements = declaredIn(manifest).filter(({ customElement }) => customElement);
  const [, snippet] = /```html live\n(<style>[^]*?)```/.exec(docs['docs/start.md']);
  const head = `# ${name} ${version}

> ${description}.

The snippet to paste into any page. It needs no build and no key:

\`\`\`html
${snippet.trim()}
\`\`\`

From npm: \`npm install ${name}\`, then \`import '${name}/define'\`. On a server: \`${name}/server\`. For agents: \`npx ${name} mcp\`.
`;
  const pages = Object.entries(docs).map(
    ([path, text]) => `- [${titleOf(text)}](${folder}${path}): ${firstSentenceOf(text)}`,
  );
  const index = `${head}
## Docs

${pages.join('\n')}

## Elements

${elements.map(({ tagName, summary }) => `- \`<${tagName}>\`: ${inOneLine(summary)}`).join('\n')}

## Optional

- [All docs and the reference in one file](${folder}llms-full.txt)
- [Custom elements manifest](${folder}custom-elements.json): attributes, properties, events, slots, parts and custom properties as JSON
- [Design tokens](${folder}dist/cdn/presets/newsrack.tokens.json): custom properties and looks, in the format of the Design Tokens Community Group
- [Changelog](${folder}CHANGELOG.md)
`;
  const reference = elements.map(
    (element) =>
      `## \`<${element.tagName}>\`\n\n${inOneLine(element.description ?? '')}\n\n${tablesOf(element, declaredIn(manifest))}`,
  );
  const texts = Object.entries(docs).map(([path, text]) => `<!-- ${path} -->\n\n${text.trim()}`);
  const full = [
    head.trim(),
    ...texts,
    `# Reference\n\n${reference.join('\n\n').replace(/<a id="[^"]*"><\/a>/g, '')}`,
  ].join('\n\n---\n\n');
  return { 'llms.txt': index, 'llms-full.txt': `${full}\n` };
}

const inOneLine = (text) => text.replace(/\s*\n\s*/g, ' ').trim();

const titleOf = (text) => /^# (.*)$/m.exec(text)[1].replace(/[[\]]/g, '');

/** Removes links, which would be relative to another folder. */
function firstSentenceOf(text) {
  const prose = text.replace(/```[^]*?```/g, '');
  const [paragraph = ''] = prose.split('\n\n').filter((block) => /^[^#<|>`-]/.test(block.trim()));
  const [sentence] = inOneLine(paragraph)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*/g, '')
    .split(/(?<=[.?])\s/);
  return sentence;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (path) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
  const files = llmsFiles(readDocs(), read('custom-elements.json'), read('package.json'));
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, ROOT), text);
}
