/**
 * `npm run build:site`: makes `site/` of the pages in `docs/`, of the README and what that links to, with the demo, and
 * with Storybook where `storybook-static/` is there. All links are relative, so that it works under any path.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { gallery } from './site/gallery.js';
import { escaped, sample } from './site/highlight.js';
import { entriesFor, sectionsOf } from './site/search-index.js';
import { REFERENCE, declaredIn, entriesOf } from './tables.js';

const root = new URL('../', import.meta.url);

/** The navigation, grouped by tasks. Pages in `docs/` that are missing here come at the end. */
const NAVIGATION = [
  [
    'Start',
    ['docs/start.md', 'docs/choose.md', 'docs/hosts.md', 'docs/tasks.md', 'docs/npm.md', 'docs/agents.md', 'README.md'],
  ],
  ['Sources', ['docs/sources.md', 'docs/articles.md', 'docs/empty.md', 'docs/failures.md']],
  ['Looks', ['docs/styling.md', 'gallery', 'docs/cards.md', 'docs/elements.md']],
  ['Recipes', ['docs/recipes.md', 'docs/events.md']],
  ['Server', ['docs/ssr.md', 'docs/server.md', 'docs/desk.md', 'docs/desk-crawl.md', 'docs/pages.md', 'docs/scale.md']],
  ['Reference', ['docs/reference.md']],
  ['Why', ['docs/comparison.md', 'docs/performance.md', 'docs/privacy.md', 'docs/security.md', 'docs/conformance.md']],
];

/** Short names in the navigation for pages with longer titles. */
const LABELS = {
  'README.md': 'Overview',
  'docs/hosts.md': 'Where you paste it',
  'docs/tasks.md': 'Twenty tasks',
  'docs/npm.md': 'npm and frameworks',
  'docs/agents.md': 'Agents and editors',
  'docs/sources.md': 'Sources',
  'docs/articles.md': 'Choose articles',
  'docs/failures.md': 'When a source fails',
  'docs/styling.md': 'Styling',
  gallery: 'Gallery',
  'docs/elements.md': 'Other elements',
  'docs/recipes.md': 'Recipes',
  'docs/events.md': 'Events',
  'docs/ssr.md': 'HTML first',
  'docs/server.md': 'Relay and snapshot',
  'docs/desk.md': 'The archive',
  'docs/desk-crawl.md': 'Requests to sources',
  'docs/pages.md': 'Tag pages',
  'docs/scale.md': 'At scale',
  'docs/reference.md': 'Reference',
  'docs/comparison.md': 'Comparison',
  'docs/performance.md': 'Performance',
  'docs/privacy.md': 'Privacy',
  'docs/conformance.md': 'Accessibility report',
};

/** Summaries of pages whose first sentence is not a summary. */
const SUMMARIES = {
  'README.md': 'What newsrack is, and where to go on.',
  'docs/start.md': 'Ten minutes from nothing to a list of news that fits your page.',
  'docs/choose.md': 'No server, a snapshot or a relay: what each needs, costs and gives.',
  'docs/hosts.md': 'WordPress, Ghost, Wix, Webflow, Squarespace, Shopify, Framer, Notion.',
  'docs/tasks.md': 'Snippets for what people want most.',
  'docs/sources.md': 'Feeds, WordPress, Ghost, Mastodon, any JSON API and more.',
  'docs/cards.md': 'Your own HTML for each article.',
  'docs/elements.md': 'One article, tags to browse by, an app banner.',
  'docs/recipes.md': 'WordPress, Ghost, static sites, consent, several lists.',
  'docs/events.md': 'Count, open, follow and report.',
  'docs/ssr.md': 'News before any script, with Node, Eleventy and Next.',
  'docs/desk-crawl.md': 'How often a relay with an archive requests each source.',
  'docs/desk.md': 'A relay that keeps articles, and answers any tag.',
  'docs/pages.md': 'A news site of tag pages, from a relay with an archive.',
  'docs/scale.md': 'What a hundred million page views a day cost.',
  'docs/reference.md': 'Every attribute, property, event, slot and part.',
  'docs/comparison.md': 'Where newsrack is better than other ways, and where worse.',
  'docs/performance.md': 'What a page loads, and when; how to load less.',
  'docs/security.md': 'Policies to copy, and what feeds cannot do.',
  'docs/agents.md': 'A server for agents, data for editors, design tokens.',
  'docs/npm.md': 'React, Vue, Svelte, Solid, Angular, editors and tests.',
  'docs/articles.md': 'By tag, words, publisher and age; each story once; your own articles.',
  'docs/empty.md': 'From what readers see, and what the console says, to what you can do.',
  'docs/failures.md': 'What readers see, and when each source is requested again.',
  'docs/server.md': 'News for pages that can’t read a feed themselves.',
  'docs/styling.md': 'Ready-made looks, custom properties, parts, light and dark.',
  'docs/privacy.md': 'Every request and every stored item.',
  'docs/conformance.md': 'What holds of WCAG 2.2 and EN 301 549, and what only people can test.',
};

/** Feeds that live samples show instead of the named ones. */
const DEMO_FEEDS = ['meridian.rss.xml', 'northern-ledger.atom.xml', 'harbour-wire.rdf.xml', 'evening-courier.feed.json']
  .map((name) => `demo/feeds/${name}`)
  .join(' ');

/** The accessibility report for programs, beside its page. */
const OPENACR = 'docs/conformance.yaml';

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

/** Returns the text of a heading or paragraph in Markdown. */
const plain = ({ children }) =>
  children
    .filter(({ type }) => type === 'text' || type === 'code_inline' || type === 'softbreak')
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('');

const markdown = new MarkdownIt({ html: true });

/** Returns the headings of a page in order: level, text and anchor. Equal anchors are numbered. */
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

/** Returns all anchors of a page: its headings, and `<a id>`. */
export const anchorsIn = (text) => [
  ...headingsIn(text).map(({ id }) => id),
  ...[...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id),
];

/** Returns the links of a page, pictures included: addresses as written. */
export function linksIn(text) {
  const all = (tokens) =>
    tokens.flatMap(({ type, attrs, children }) => [
      ...(type === 'link_open' ? [Object.fromEntries(attrs).href] : []),
      ...(type === 'image' ? [Object.fromEntries(attrs).src] : []),
      ...all(children ?? []),
    ]);
  return all(markdown.parse(text, {}));
}

/** Returns the file name of a page on the site. */
function fileOf(path) {
  if (path === 'gallery') return 'gallery.html';
  const name = posix.basename(path, '.md').toLowerCase();
  return `${path.startsWith('docs/') || path === 'README.md' ? '' : 'project-'}${name}.html`;
}

/** Returns the pages in the navigation by group, and other pages that they link to. */
function findPages() {
  const known = NAVIGATION.flatMap(([, paths]) => paths);
  const others = readdirSync(new URL('docs/', root))
    .map((name) => `docs/${name}`)
    .filter((path) => path.endsWith('.md') && !known.includes(path));
  const groups = [...NAVIGATION, ['More', others]]
    .map(([name, paths]) => [name, paths.filter((path) => path === 'gallery' || isThere(path))])
    .filter(([, paths]) => paths.length);
  const inNavigation = groups.flatMap(([, paths]) => paths);
  const found = new Set(inNavigation);
  // Iterating a set includes entries that are added meanwhile.
  for (const path of found) {
    if (path === 'gallery') continue;
    for (const link of linksIn(read(path))) {
      const [target] = resolved(link, path);
      if (target?.endsWith('.md') && isThere(target)) found.add(target);
    }
  }
  return { groups, paths: [...found] };
}

/** Returns the path in the repository and the anchor of a link on a page; nothing for external links. */
export function resolved(link, page) {
  if (/^[a-z]+:/i.test(link)) return [];
  const [path, anchor = ''] = decodeURIComponent(link).split('#');
  return [path ? posix.normalize(posix.join(posix.dirname(page), path)) : page, anchor];
}

/** Returns the target of a link on the site; `undefined` if it is not part of the site. */
function onSite(link, page, paths) {
  const [path, anchor] = resolved(link, page);
  if (path === undefined) return link;
  const hash = anchor && `#${anchor}`;
  if (path === page) return hash;
  if (/^demo\/[\w-]+\.html$/.test(path)) return path + hash;
  if (path === OPENACR) return posix.basename(path);
  return paths.includes(path) ? fileOf(path) + hash : undefined;
}

/** Moves the anchors of rows in the reference to their cells, with a link to each. */
const withRowLinks = (html) =>
  html.replace(
    /<td><a id="([^"]+)"><\/a>(.*?)<\/td>/g,
    (_all, id, name) =>
      `<td id="${id}">${name} <a class="anchor" href="#${id}" aria-label="Link to ${name.replace(/<[^>]*>/g, '')}">#</a></td>`,
  );

/** Returns the HTML of a page, with its title, first sentence and headings. */
function render(path, paths) {
  if (path === 'gallery') return gallery(DEMO_FEEDS);
  const source = read(path);
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
    const code = sample(content, language);
    return how === 'live' ? code + live(content) : code;
  };
  // Targets outside the site are named, but not linked.
  const open = [];
  rules.link_open = (all, index) => {
    const href = onSite(all[index].attrGet('href'), path, paths);
    open.push(href === undefined);
    if (href === undefined) return '<span>';
    all[index].attrSet('href', href);
    return markdown.renderer.renderToken(all, index, {});
  };
  rules.link_close = () => (open.pop() ? '</span>' : '</a>');
  rules.image = (all, index) => {
    const picture = all[index].attrGet('src').replace(/^(?:docs\/)?pictures\//, 'pictures/');
    return `<img src="${picture}" alt="${escaped(all[index].content)}" />`;
  };
  const summary = SUMMARIES[path] ?? firstSentence(tokens);
  const { title } = headings[0];
  const found = sectionsOf({ label: labelOf(path, title), url: fileOf(path), tokens, headings, plain });
  return { html: withRowLinks(markdown.renderer.render(tokens, {}, {})), title, headings, summary, found };
}

function firstSentence(tokens) {
  const first = tokens.findIndex(({ type }) => type === 'paragraph_open');
  return /^.*?[.:](?= |$)/.exec(plain(tokens[first + 1]))?.[0].replace(/:$/, '.') ?? '';
}

/** Replaces the empty header cell in the corner of a table, which has no accessible name. */
function unnameCorner({ type, content }, index, tokens) {
  if (type !== 'inline' || content || tokens[index - 1].type !== 'th_open') return;
  tokens[index - 1].tag = tokens[index + 1].tag = 'td';
}

/** Returns a live sample with the demo's feeds. */
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

/** Returns all entries of the search: attributes, parts and the like by name, pages and headings by text. */
function searchIndex(pages) {
  const classes = declaredIn(JSON.parse(read('custom-elements.json')));
  const elements = classes.filter(({ tagName }) => tagName);
  return [
    ...elements.flatMap((one) => entriesFor(one.tagName, entriesOf(one, classes))),
    ...[...pages].flatMap(([path, { found = [] }]) =>
      // Rows of the reference's tables are separate entries.
      path === REFERENCE ? found.map((one) => ({ ...one, text: '' })) : found,
    ),
    { title: 'Gallery', where: 'Page', url: 'gallery.html', text: gallery(DEMO_FEEDS).summary },
  ];
}

const SEARCH = `<form class="search" role="search">
          <label class="unseen" for="search">Search the docs</label>
          <input id="search" type="search" placeholder="Search" autocomplete="off" />
          <ol hidden></ol>
          <p role="status"></p>
        </form>`;

function page({ title, summary, body, isFront, hasStorybook, head = '' }) {
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
    ${head}
    ${SCRIPTS}
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the text</a>
    <div class="page">
      <header class="bar">
        <a class="name" href="index.html">newsrack</a>
        ${SEARCH}
        <a href="start.html">Docs</a>
        <a href="gallery.html">Gallery</a>
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

/** Builds the site into a folder, and replaces its content. */
export function buildSite(out = new URL('site/', root)) {
  if (!isThere('dist/cdn/newsrack.js')) throw new Error('Nothing is built yet: run `npm run build` first.');
  const { groups, paths } = findPages();
  const pages = new Map(paths.map((path) => [path, render(path, paths)]));
  const hasStorybook = isThere('storybook-static/index.html');

  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const write = (name, text) => writeFileSync(new URL(name, out), text);
  const copy = (from, to) => cpSync(new URL(from, root), new URL(to, out), { recursive: true });

  for (const [path, { html, title, summary, head }] of pages) {
    const body = `      <div class="docs${path === 'gallery' ? ' wide' : ''}">
        <details class="contents" open>
          <summary>All pages</summary>
          <nav aria-label="All pages">${navigation({ groups, pages }, path)}</nav>
        </details>
        <script>document.currentScript.previousElementSibling.open = matchMedia('(min-width: 60rem)').matches</script>
        <main id="main" tabindex="-1" class="text">
${html}</main>
      </div>`;
    write(fileOf(path), page({ title, summary, body, head, hasStorybook }));
  }

  const guides = groups.map(([name, inside]) => {
    const entries = inside.map((path) => {
      const { title, summary } = pages.get(path);
      return `<li><a href="${fileOf(path)}">${escaped(labelOf(path, title))}</a> ${escaped(summary)}</li>`;
    });
    return `<li><h3>${name}</h3><ul>${entries.join('')}</ul></li>`;
  });
  const [, , snippet] = read('README.md').matchAll(/^```html\n([^]*?)^```$/gm);
  const front = read('scripts/site/front.html')
    .replace('{feeds}', DEMO_FEEDS)
    .replace('{snippet}', () => sample(snippet[1], 'html'))
    .replace('{guides}', () => guides.join('\n'));
  const summary = 'Embeddable news widgets: web components that show the latest articles about a tag, from any feed.';
  write(
    'index.html',
    page({ title: 'newsrack: news on your page, in one line', summary, body: front, isFront: true, hasStorybook }),
  );

  for (const name of ['site.css', 'page.js', 'search.js', 'fresh.js']) copy(`scripts/site/${name}`, name);
  write('search.json', JSON.stringify(searchIndex(pages)));
  copy('docs/pictures', 'pictures');
  copy('dist/cdn', 'dist/cdn');
  copy(OPENACR, posix.basename(OPENACR));
  for (const name of ['llms.txt', 'llms-full.txt']) copy(name, name);
  copy('demo', 'demo');
  for (const name of readdirSync(new URL('demo/', root)).filter((one) => one.endsWith('.html'))) {
    // First, so that it runs before any feed is requested: deferred scripts run in order.
    const script = '<script type="module" src="../fresh.js"></script>';
    write(`demo/${name}`, read(`demo/${name}`).replace(/(?=<script )/, `${script}\n    `));
  }
  if (hasStorybook) copy('storybook-static', 'storybook');
  // Otherwise GitHub Pages leaves out files that begin with an underscore.
  write('.nojekyll', '');
  return paths.map(fileOf);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`site/: ${buildSite().length + 1} pages`);
