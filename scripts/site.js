/**
 * `npm run build:site`: makes `site/` of the pages in `docs/`, of the README and what that links to, with the demo, and
 * with Storybook where `storybook-static/` is there. All links are relative, so that it works under any path.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { declaredIn, tablesOf } from './tables.js';

const root = new URL('../', import.meta.url);

/** The order of the navigation. Pages in `docs/` that it does not name come at the end. */
const NAVIGATION = [
  ['Begin', ['docs/start.md', 'README.md', 'docs/recipes.md']],
  ['Use', ['docs/sources.md', 'docs/styling.md', 'docs/events.md', 'reference']],
  ['When it fails', ['docs/empty.md', 'docs/failures.md']],
  ['Weigh', ['docs/privacy.md', 'docs/security.md', 'docs/performance.md', 'docs/comparison.md']],
  ['Servers', ['docs/ssr.md', 'docs/server.md', 'docs/scale.md']],
];

/** Titles that differ between the navigation and the page itself. */
const LABELS = {
  'README.md': 'Overview',
  'docs/failures.md': 'What happens then',
  'docs/privacy.md': 'Privacy',
  'docs/ssr.md': 'HTML first',
  'docs/server.md': 'Relay and snapshot',
  'docs/scale.md': 'At scale',
};

/** Descriptions of pages whose first sentence is none. */
const SUMMARIES = {
  'README.md': 'All of it in short: sources, choosing, styling, events.',
  'docs/empty.md': 'From what readers see, and what the console says, to what you can do.',
  'docs/failures.md': 'What readers see, and when each source is asked again.',
  'docs/privacy.md': 'Every request and every stored item.',
  'docs/server.md': 'News for pages that can’t read a feed themselves, and without asking its host each time.',
};

/** The feeds that live samples show in place of those that they name. */
const DEMO_FEEDS = ['meridian.rss.xml', 'northern-ledger.atom.xml', 'harbour-wire.rdf.xml', 'evening-courier.feed.json']
  .map((name) => `demo/feeds/${name}`)
  .join(' ');

const SCRIPTS = `<script type="module" src="fresh.js"></script>
    <script type="module" src="dist/cdn/newsrack.js"></script>`;

const read = (path) => readFileSync(new URL(path, root), 'utf8');
const isThere = (path) => existsSync(new URL(path, root));

/** Returns the anchor of a heading, as GitHub makes it. */
export const slugOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The text of what Markdown has between the signs of a heading or paragraph. */
const plain = ({ children }) =>
  children
    .filter(({ type }) => type === 'text' || type === 'code_inline' || type === 'softbreak')
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('');

const markdown = new MarkdownIt({ html: true });

/** A page's headings, in order: level, text and anchor. Equal ones are numbered. */
export function headingsIn(text) {
  const used = new Map();
  const tokens = markdown.parse(text, {});
  return tokens.flatMap(({ type, tag }, index) => {
    if (type !== 'heading_open') return [];
    const title = plain(tokens[index + 1]);
    const slug = slugOf(title);
    const times = used.get(slug) ?? 0;
    used.set(slug, times + 1);
    return [{ level: Number(tag[1]), title, id: times ? `${slug}-${times}` : slug }];
  });
}

/** Returns the links of a page: `href` as written. */
export function linksIn(text) {
  const all = (tokens) =>
    tokens.flatMap(({ type, attrs, children }) => [
      ...(type === 'link_open' ? [Object.fromEntries(attrs).href] : []),
      ...all(children ?? []),
    ]);
  return all(markdown.parse(text, {}));
}

/** The name of the file that a page becomes. */
function fileOf(path) {
  if (path === 'reference') return 'reference.html';
  const name = posix.basename(path, '.md').toLowerCase();
  return `${path.startsWith('docs/') || path === 'README.md' ? '' : 'project-'}${name}.html`;
}

/** The pages in the navigation, by group, and those that they link to besides. */
function findPages() {
  const known = NAVIGATION.flatMap(([, paths]) => paths);
  const others = readdirSync(new URL('docs/', root))
    .map((name) => `docs/${name}`)
    .filter((path) => path.endsWith('.md') && !known.includes(path));
  const groups = [...NAVIGATION, ['More', others]]
    .map(([name, paths]) => [name, paths.filter((path) => path === 'reference' || isThere(path))])
    .filter(([, paths]) => paths.length);
  const inNavigation = groups.flatMap(([, paths]) => paths);
  const found = new Set(inNavigation);
  // A set goes on to what is added meanwhile.
  for (const path of found) {
    if (path === 'reference') continue;
    for (const link of linksIn(read(path))) {
      const [target] = resolved(link, path);
      if (target?.endsWith('.md') && isThere(target)) found.add(target);
    }
  }
  return { groups, paths: [...found] };
}

/** Path in the repository, and anchor, of a link on a page; nothing for those that lead elsewhere. */
export function resolved(link, page) {
  if (/^[a-z]+:/i.test(link)) return [];
  const [path, anchor = ''] = decodeURIComponent(link).split('#');
  return [path ? posix.normalize(posix.join(posix.dirname(page), path)) : page, anchor];
}

/** The README without its tables, which have a page of their own here. */
const REFERENCE = /^## Reference\n[^]*?(?=^## )/m;

/** The tables of all elements, in the order of the README. */
function reference() {
  const classes = declaredIn(JSON.parse(read('custom-elements.json')));
  const order = [...read('README.md').matchAll(/<!-- api:([\w-]+) -->/g)].map(([, tagName]) => tagName);
  const elements = order.map((name) => classes.find(({ tagName }) => tagName === name));
  return [
    '# Reference\n\nEverything that the elements take and give, made from what stands in their source.',
    ...elements.map((one) => `## \`<${one.tagName}>\`\n\n${one.summary ?? ''}.\n\n${tablesOf(one, classes)}`),
  ].join('\n\n');
}

function sourceOf(path) {
  if (path === 'reference') return reference();
  const text = read(path);
  if (path !== 'README.md') return text;
  return text.replace(
    REFERENCE,
    '## Reference\n\nEvery attribute, property, event and part: [Reference](#reference).\n\n',
  );
}

/** Returns the target of a link on the site; `undefined` where the site does not hold it. */
function onSite(link, page, paths) {
  const [path, anchor] = resolved(link, page);
  if (path === undefined) return link;
  const hash = anchor && `#${anchor}`;
  if (path === 'README.md' && ANCHORS_OF_REFERENCE.has(anchor)) {
    return anchor === 'reference' ? 'reference.html' : `reference.html${hash}`;
  }
  if (path === page) return hash;
  if (!paths.includes(path)) return undefined;
  // The README is shorter here.
  return fileOf(path) + (headingsIn(sourceOf(path)).some(({ id }) => id === anchor) ? hash : '');
}

const ANCHORS_OF_REFERENCE = new Set(headingsIn(REFERENCE.exec(read('README.md'))[0]).map(({ id }) => id));

/** The HTML of a page, with its title, first sentence and headings. */
function render(path, paths) {
  const source = sourceOf(path);
  const tokens = markdown.parse(source, {});
  const headings = headingsIn(source);
  tokens.forEach(unnameCorner);
  let count = 0;
  const { rules } = markdown.renderer;
  rules.heading_open = (all, index) => {
    all[index].attrSet('id', headings[count++].id);
    return markdown.renderer.renderToken(all, index, {});
  };
  rules.heading_close = () => {
    const { id, title, level } = headings[count - 1];
    const label = escaped(`Link to “${title}”`);
    return level === 1 ? '</h1>\n' : ` <a class="anchor" href="#${id}" aria-label="${label}">#</a></h${level}>\n`;
  };
  rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  rules.fence = (all, index) => {
    const { content, info } = all[index];
    const [language, how] = info.split(' ');
    const code = `<pre${language ? ` data-language="${language}"` : ''}><code>${escaped(content)}</code></pre>\n`;
    return how === 'live' ? code + live(content) : code;
  };
  // What is not on the site is named, but not linked.
  const open = [];
  rules.link_open = (all, index) => {
    const href = onSite(all[index].attrGet('href'), path, paths);
    open.push(href === undefined);
    if (href === undefined) return '<span>';
    all[index].attrSet('href', href);
    return markdown.renderer.renderToken(all, index, {});
  };
  rules.link_close = () => (open.pop() ? '</span>' : '</a>');
  const summary = SUMMARIES[path] ?? firstSentence(tokens);
  return { html: markdown.renderer.render(tokens, {}, {}), title: headings[0].title, headings, summary };
}

function firstSentence(tokens) {
  const first = tokens.findIndex(({ type }) => type === 'paragraph_open');
  return /^.*?[.:](?= |$)/.exec(plain(tokens[first + 1]))?.[0].replace(/:$/, '.') ?? '';
}

/** The corner of a table is no head of anything: it has no name. */
function unnameCorner({ type, content }, index, tokens) {
  if (type !== 'inline' || content || tokens[index - 1].type !== 'th_open') return;
  tokens[index - 1].tag = tokens[index + 1].tag = 'td';
}

/** A sample as it looks, with the demo's news. */
const live = (html) =>
  `<div class="live" role="group" aria-label="What it looks like">\n${html
    .replace(/<script[^]*?<\/script>\n?/g, '')
    .replace(/ src="https:[^"]*"/g, ` src="${DEMO_FEEDS}"`)}</div>\n`;

const labelOf = (path, title) => LABELS[path] ?? title;

function navigation({ groups, pages }, current) {
  const entry = (path) => {
    const { title, headings } = pages.get(path);
    const isCurrent = path === current;
    const inside = headings.filter(({ level }) => level === 2);
    const list = inside.map(({ id, title: heading }) => `<li><a href="#${id}">${escaped(heading)}</a></li>`).join('');
    return `<li><a href="${fileOf(path)}"${isCurrent ? ' aria-current="page"' : ''}>${escaped(labelOf(path, title))}</a>${
      isCurrent && list ? `<ul>${list}</ul>` : ''
    }</li>`;
  };
  return groups
    .map(([name, paths]) => `<p class="group">${name}</p>\n<ul>${paths.map(entry).join('\n')}</ul>`)
    .join('\n');
}

function page({ title, summary, body, isFront, hasStorybook }) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escaped(isFront ? title : `${title} · newsrack`)}</title>
    <meta name="description" content="${escaped(summary)}" />
    <link rel="icon" href="demo/feeds/logo-meridian.svg" />
    <link rel="stylesheet" href="demo/demo.css" />
    <link rel="stylesheet" href="site.css" />
    ${SCRIPTS}
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the text</a>
    <div class="page">
      <header class="bar">
        <a class="name" href="index.html">newsrack</a>
        <a href="start.html">Docs</a>
        <a href="reference.html">Reference</a>
        <a href="demo/index.html">Demo</a>
        <a href="demo/builder.html">Build yours</a>${hasStorybook ? '\n        <a href="storybook/index.html">Storybook</a>' : ''}
      </header>
${body}
    </div>
  </body>
</html>
`;
}

/** Makes the site in a folder, whose content is replaced. */
export function buildSite(out = new URL('site/', root)) {
  if (!isThere('dist/cdn/newsrack.js')) throw new Error('Nothing is built yet: run `npm run build` first.');
  const { groups, paths } = findPages();
  const pages = new Map(paths.map((path) => [path, render(path, paths)]));
  const hasStorybook = isThere('storybook-static/index.html');

  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const write = (name, text) => writeFileSync(new URL(name, out), text);
  const copy = (from, to) => cpSync(new URL(from, root), new URL(to, out), { recursive: true });

  for (const [path, { html, title, summary }] of pages) {
    const body = `      <div class="docs">
        <details class="contents" open>
          <summary>All pages</summary>
          <nav aria-label="All pages">${navigation({ groups, pages }, path)}</nav>
        </details>
        <script>document.currentScript.previousElementSibling.open = matchMedia('(min-width: 60rem)').matches</script>
        <main id="main" tabindex="-1" class="text">
${html}</main>
      </div>`;
    write(fileOf(path), page({ title, summary, body, hasStorybook }));
  }

  const guides = groups
    .flatMap(([, inside]) => inside)
    .map((path) => ({ path, ...pages.get(path) }))
    .map(
      ({ path, title, summary }) =>
        `<li><h3><a href="${fileOf(path)}">${escaped(labelOf(path, title))}</a></h3><p>${escaped(summary)}</p></li>`,
    );
  const front = read('scripts/site/front.html')
    .replace('{feeds}', DEMO_FEEDS)
    .replace('{guides}', () => guides.join('\n'));
  const summary = 'Embeddable news widgets: web components that show the latest articles about a tag, from any feed.';
  write(
    'index.html',
    page({ title: 'newsrack: news on your page, in one line', summary, body: front, isFront: true, hasStorybook }),
  );

  for (const name of ['site.css', 'page.js', 'fresh.js']) copy(`scripts/site/${name}`, name);
  copy('dist/cdn', 'dist/cdn');
  copy('demo', 'demo');
  for (const name of readdirSync(new URL('demo/', root)).filter((one) => one.endsWith('.html'))) {
    // Before anything asks for a feed: scripts of this kind run in order.
    const script = '<script type="module" src="../fresh.js"></script>';
    write(`demo/${name}`, read(`demo/${name}`).replace(/(?=<script )/, `${script}\n    `));
  }
  if (hasStorybook) copy('storybook-static', 'storybook');
  // GitHub Pages leaves out what begins with an underscore otherwise.
  write('.nojekyll', '');
  return paths.map(fileOf);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`site/: ${buildSite().length + 1} pages`);
