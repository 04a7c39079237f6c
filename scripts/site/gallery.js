/** The gallery of the site: every layout in every ready-made look, live, each with its snippet and style sheet. */
import { readFileSync } from 'node:fs';
import { sample } from './highlight.js';

/** Attributes besides `layout` that show each layout best. */
const LAYOUTS = {
  list: 'limit="3"',
  headlines: 'limit="6"',
  grid: 'limit="3"',
  magazine: 'limit="5"',
  carousel: 'limit="8"',
  ticker: 'limit="8"',
};

const LOOKS = {
  plain: 'Text, and little else.',
  broadsheet: 'A newspaper: serifs, rules, and a calm page.',
  tabloid: 'Loud headlines and strong contrasts.',
  terminal: 'Fixed-width type, as in a terminal.',
  glass: 'Translucent boxes, for pages with a background.',
  cards: 'Boxes with a picture up to their edges.',
  compact: 'Small and close, for sidebars and dashboards.',
};

const named = (word) => word[0].toUpperCase() + word.slice(1);

/** Returns the snippet of a layout in a look. */
const snippet = (layout, look) =>
  `<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/presets/${look}.css">
<news-tag-feed src="https://example.org/feed.xml" layout="${layout}" ${LAYOUTS[layout]}></news-tag-feed>
`;

const figure = (layout, look, feeds) => `<section class="shown ${layout}">
<h3 id="${look}-${layout}">${named(layout)}</h3>
<div class="live" role="group" aria-label="${named(look)}, ${layout}">
<news-tag-feed src="${feeds}" layout="${layout}" ${LAYOUTS[layout]} data-look="${look}" more="none" heading-level="4"></news-tag-feed>
</div>
<details><summary>Snippet<span class="unseen"> of ${layout}, ${look}</span></summary>
${sample(snippet(layout, look), 'html')}</details>
</section>`;

const sheet = (look) =>
  readFileSync(new URL(`../../src/presets/${look}.css`, import.meta.url), 'utf8').trimEnd() + '\n';

const section = (
  look,
  feeds,
) => `<h2 id="${look}">${named(look)} <a class="anchor" href="#${look}" aria-label="Link to “${named(look)}”">#</a></h2>
<p>${LOOKS[look]} From npm: <code>import 'newsrack/presets/${look}.css'</code>.</p>
<details><summary>Style sheet<span class="unseen"> of ${look}</span></summary>
${sample(sheet(look), 'css')}</details>
<div class="shelf">
${Object.keys(LAYOUTS)
  .map((layout) => figure(layout, look, feeds))
  .join('\n')}
</div>`;

/** Returns the page: its title, summary, headings, HTML, and additions to its `<head>`. */
export const gallery = (feeds) => ({
  title: 'Gallery: every layout in every look',
  summary: 'Six layouts in seven ready-made looks, live, each with its snippet.',
  headings: Object.keys(LOOKS).map((look) => ({ level: 2, title: named(look), id: look })),
  head: Object.keys(LOOKS)
    .map((look) => `<link rel="stylesheet" href="dist/cdn/presets/${look}.css" />`)
    .join('\n    '),
  html: `<h1 id="gallery">Gallery: every layout in every look</h1>
<p>Six layouts in seven ready-made looks, with the demo’s invented news. Open “Snippet” below the one that you like, and copy it. <a href="styling.html">Styling</a> says how to change it.</p>
${Object.keys(LOOKS)
  .map((look) => section(look, feeds))
  .join('\n')}
`,
});
