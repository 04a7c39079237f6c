/**
 * The samples in the project's Markdown: every one is tried, in a browser (`samples.test.ts`), or, where a browser
 * can't run it, in Node (`test/node/docs.test.js`).
 */

/**
 * @typedef {object} Sample
 * @property {string} page where it stands, such as `docs/start.md`
 * @property {string} heading that it stands under
 * @property {string} language as the fence says: `html`, `js`; empty where it says none
 * @property {string} source
 */

/**
 * @param {string} page
 * @param {string} text of that page
 * @returns {Sample[]}
 */
export function samplesIn(page, text) {
  const samples = [];
  let heading = '';
  for (const [, title, indent, language, source] of text.matchAll(
    /^#{1,6} (.+)$|^( *)```([\w-]*)[^\n]*\n([^]*?)^\2```$/gm,
  )) {
    if (title) heading = title;
    else samples.push({ page, heading, language, source: source.replaceAll(new RegExp(`^${indent}`, 'gm'), '') });
  }
  return samples;
}

/** Languages of samples that run in the page of a test. */
const IN_A_BROWSER = ['html', 'js', 'css'];

/** Other languages of samples, with the reason why no browser can run them. */
export const LANGUAGES = {
  sh: 'a command; bash reads it, and what it runs of this package exists',
  json: 'settings; they are parsed',
  yaml: 'a workflow; it is parsed',
  toml: 'settings of a platform; every line is a table or a pair',
  php: 'it runs in WordPress; `php -l` reads it where PHP is installed, else its brackets are counted',
  njk: 'it runs in Eleventy; its brackets are counted',
  nginx: '`npm run test:servers` runs nginx with it; here its brackets are counted',
  apache: '`npm run test:servers` runs Apache with it; here its brackets are counted',
  mjs: 'it runs on servers; TypeScript reads it, and what it imports of newsrack exists',
  jsx: 'it runs in a framework; TypeScript reads it, and what it imports of newsrack exists',
  tsx: 'the same',
  csp: 'a header; Chromium enforces it on a page that shows a feed',
  '': 'text: warnings stand in the source, word by word; policies are as `csp`; a drawing is a drawing',
};

/** Samples in JavaScript that are not for browsers: TypeScript reads them, and what they import of newsrack exists. */
export const NOT_FOR_BROWSERS = [
  { has: "'newsrack/server'", why: 'servers only' },
  { has: "'node:", why: 'Node only' },
  { has: '// relay.mjs', why: 'options of a command' },
];

/**
 * Why no browser runs a sample; nothing where one does.
 * @param {Sample} sample
 * @returns {string | undefined}
 */
export function whyNotInABrowser({ language, source }) {
  if (language === 'js') return NOT_FOR_BROWSERS.find(({ has }) => source.includes(has))?.why;
  return IN_A_BROWSER.includes(language) ? undefined : (LANGUAGES[language] ?? 'unknown');
}
