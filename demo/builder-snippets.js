/** The code to copy: choices in, text out. */
import { reservedHeight } from './reserved-height.js';
import { ATTRIBUTES, TOKENS, sourceOf, DEMO_FEEDS } from './builder-choices.js';
import { roomRule, roomStyle } from './room.js';

const cdn = (version) => `https://cdn.jsdelivr.net/npm/newsrack@${version}/dist/cdn`;
const CDN = cdn('1');
const SCRIPT = `<script type="module" src="${CDN}/newsrack.js"></script>`;
const STARTER = 'newsrack.js';

/** Stands in the code for the feed that somebody has still to name. */
export const PLACEHOLDER = 'https://example.org/feed.xml';

/** Longer tags are written with one attribute a line. */
const LINE = 100;

/** Returns whether the feed in the code is not the one in the preview. */
export const isPlaceholder = (choices) => {
  const source = sourceOf(choices);
  return source in DEMO_FEEDS || (source === 'own' && !choices.src);
};

/** The attributes to write, in order: what is not the element's default. */
export function attributesOf(choices) {
  const written = isPlaceholder(choices) ? { ...choices, src: PLACEHOLDER } : choices;
  return Object.entries(ATTRIBUTES)
    .map(([name, { fallback }]) => [name, written[name], fallback])
    .filter(([name, value, fallback]) => value !== fallback && !(name === 'provider' && isDefaultProvider(written)))
    .map(([name, value]) => [name, value]);
}

const isDefaultProvider = ({ provider, src }) => provider === 'gdelt' && !src;

/** The custom properties to write, as pairs of name and value. */
export function tokensOf(choices) {
  const tokens = Object.entries(TOKENS)
    .filter(([name]) => choices[name])
    .map(([name, { property, css }]) => [property, css?.[choices[name]] ?? choices[name]]);
  // Only `theme="light"` and `theme="dark"` leave room round the news by themselves.
  return choices.background && choices.theme === 'auto' ? [...tokens, ['--news-padding', '1.25em']] : tokens;
}

/** The files that a page with these choices loads to show its first story, as `dist/cdn/manifest.json` lists them. */
export function filesFor(choices, { first, looks, filter, relay: throughRelay, providers }) {
  const { provider, src, layout, relay, include, exclude } = choices;
  if (provider) return providers[provider];
  const addresses = src.split(' ').filter(Boolean);
  if (!addresses.length) return providers.gdelt;
  // A relay answers with JSON Feed.
  const files = addresses.flatMap((address) => first[relay ? 'json-feed' : dialectOf(address)]);
  const isFiltered = addresses.length > 1 || include || exclude || choices['max-age'];
  const besides = [...(layout === 'list' ? [] : looks), ...(isFiltered ? filter : []), ...(relay ? throughRelay : [])];
  return [...new Set([...files, ...besides])];
}

/** As the starter guesses it, so that nothing is preloaded in vain. */
const dialectOf = (address) => (/json/i.test(address) ? 'json-feed' : /atom/i.test(address) ? 'atom' : 'rss');

/** The snippet of one release: the starter is checked by its hash, and what it will load is requested beside it. */
export function fixedSnippet(choices, manifest) {
  const folder = cdn(manifest.version);
  // What was preloaded without a hash is not checked against one afterwards. Chunks have none: newsrack would request one
  // that was refused again, under another address.
  const hash = (file) => (file === STARTER ? ` integrity="${manifest.files[file].integrity}"` : '');
  const { overrides, look, attributes, height } = partsOf(choices, folder);
  const files = filesFor(isPlaceholder(choices) ? { ...choices, src: PLACEHOLDER } : choices, manifest);
  return [
    {
      where: 'In the head of the page',
      code: files.map((file) => `<link rel="modulepreload" href="${folder}/${file}"${hash(file)}>`).join('\n'),
    },
    {
      where: 'Where the news should be',
      code: [
        ...look,
        roomStyle(height, overrides),
        `<script type="module" src="${folder}/${STARTER}"${hash(STARTER)}></script>`,
        element(attributes, inHtml),
      ].join('\n'),
    },
  ];
}

/** Returns the parts that all snippets in HTML are made of. */
function partsOf(choices, folder) {
  const tokens = tokensOf(choices);
  const attributes = attributesOf(choices);
  return {
    attributes,
    height: reservedHeight(Object.fromEntries(attributes)),
    overrides: tokens.length
      ? `news-tag-feed {\n${tokens.map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}`
      : '',
    look: choices.look ? [`<link rel="stylesheet" href="${folder}/presets/${choices.look}.css">`] : [],
  };
}

/**
 * The code to copy, by who wants it: blocks, each with where it goes.
 * @param manifest what is in `dist/cdn/manifest.json`; without it there is no snippet of one release
 */
export function snippets(choices, manifest) {
  const { attributes, overrides, look, height } = partsOf(choices, CDN);
  const imports = [
    "import 'newsrack/define/news-tag-feed';",
    ...(choices.provider ? [`import 'newsrack/providers/${choices.provider}';`] : []),
    ...(choices.look ? [`import 'newsrack/presets/${choices.look}.css';`] : []),
  ];
  const install = { where: 'In a terminal', code: 'npm install newsrack' };
  const style = { where: 'In your style sheet', code: [roomRule(height), overrides].filter(Boolean).join('\n') };
  return {
    html: [
      {
        where: 'Where the news should be',
        code: [...look, roomStyle(height, overrides), SCRIPT, element(attributes, inHtml)].join('\n'),
      },
    ],
    npm: [
      install,
      { where: 'In your script', code: imports.join('\n') },
      { where: 'Where the news should be', code: element(attributes, inHtml) },
      style,
    ],
    react: [install, { where: 'News.jsx', code: react(imports, attributes) }, style],
    vue: [
      install,
      { where: 'News.vue', code: component(imports, '<script setup>', '', vueTemplate(attributes)) },
      {
        where: 'In vite.config.js',
        code: "vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('news-') } } })",
      },
      style,
    ],
    svelte: [
      install,
      { where: 'News.svelte', code: component(imports, '<script>', '  ', element(attributes, inSvelte)) },
      style,
    ],
    fixed: manifest ? fixedSnippet(choices, manifest) : [],
    css: overrides ? [{ where: 'In your style sheet', code: overrides }] : [],
  };
}

const indented = (code, by) => code.replace(/^(?=.)/gm, by);

/** The element, on one line where it fits. */
function element(attributes, write, end = '></news-tag-feed>') {
  const written = attributes.map(([name, value]) => `${name}${write(value)}`);
  const line = ['<news-tag-feed', ...written].join(' ') + end;
  return line.length <= LINE
    ? line
    : ['<news-tag-feed', ...written.map((one) => `  ${one}`), end.trimStart()].join('\n');
}

const component = (imports, open, indent, markup) =>
  [open, ...imports.map((line) => indent + line), '</script>', '', markup].join('\n');

const vueTemplate = (attributes) => `<template>\n${indented(element(attributes, inHtml), '  ')}\n</template>`;

function react(imports, attributes) {
  const markup = element(attributes, inJsx, ' />');
  const body = markup.includes('\n') ? `(\n${indented(markup, '    ')}\n  )` : markup;
  return [...imports, '', 'export function News() {', `  return ${body};`, '}'].join('\n');
}

/** Vue's templates take the same: it decodes attributes as browsers do, and reads nothing else in them. */
const inHtml = (value) => `="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;

const inJsx = (value) => (/["&]/.test(value) ? `={${inScript(value)}}` : `="${value}"`);

/** Svelte reads expressions in quoted attributes too. */
const inSvelte = (value) => (/["&<{}]/.test(value) ? `={${inScript(value)}}` : `="${value}"`);

const inScript = (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
