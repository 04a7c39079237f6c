/**
 * `npm run contact-sheet`: takes screenshots of every layout into `contact-sheet/`: in every theme at every width, in every
 * ready-made look at two widths, and with difficult content, in fonts with long descenders and in twelve languages at five
 * widths. Three sheets per layout show them side by side. Check them after each visual change.
 * `npm run contact-sheet -- grid` takes only the named layouts.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, provideChromium } from '../test/browser.js';

const OUT = fileURLToPath(new URL('../contact-sheet/', import.meta.url));

const LAYOUTS = ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'];
const WIDTHS = [240, 320, 480, 768, 1280, 1600];

/** Styles of the page, and attributes of the feed. */
const THEMES = {
  light: { page: 'color-scheme: light; background: #fff; color: #1c2024' },
  dark: { page: 'color-scheme: dark; background: #15181c; color: #dfe2e6' },
  'dark-box': { page: 'color-scheme: light; background: #fff; color: #1c2024', attributes: 'theme="dark"' },
  'sepia-serif': { page: 'background: #f6efe0; color: #43361f; font: 18px/1.55 Georgia, serif' },
  arabic: { page: 'background: #fff; color: #1c2024', root: 'lang="ar" dir="rtl"' },
  forced: { page: '', forced: true },
};

const PRESETS = '/src/presets/';

/** The ready-made looks, on a light page. */
const LOOKS = Object.fromEntries(
  readdirSync(new URL(`..${PRESETS}`, import.meta.url)).map((file) => [
    file.replace('.css', ''),
    { page: THEMES.light.page, head: `<link rel="stylesheet" href="${PRESETS}${file}">` },
  ]),
);

const picture = (width, height) => ({
  url: `/picture/${width}/${height}`,
  width,
  height,
});
const story = (n, more) => ({
  url: `https://paper.example/${n}`,
  title: 'Jetty crews vote to sail through the gale, by quay and fjord',
  excerpt:
    'The vote was close and the gallery was full. Pilots said they had changed their minds after reading letters from night-shift nurses, whose buses leave before the ferry comes in.',
  category: 'Shipping',
  publisher: 'The Quayside Gazette',
  published: Date.now() - (n + 1) * 7e6,
  image: picture(800, 450),
  ...more,
});
const several = (count, more) => Array.from({ length: count }, (_, n) => story(n, more?.(n)));
const LONG = 'Straßenbahnhaltestellenumbenennungsausschusssitzungsprotokoll'.repeat(2);

/** Difficult content of real feeds. */
const CONTENTS = {
  'no-pictures': several(7, () => ({ image: null })),
  'lead-without-picture': several(7, (n) => (n ? {} : { image: null })),
  'some-pictures': several(7, (n) => (n % 3 === 1 ? { image: null } : {})),
  'tiny-pictures': several(7, () => ({ image: picture(100, 100) })),
  portraits: several(7, () => ({ image: picture(300, 900) })),
  'long-words': several(7, (n) => (n % 2 ? { title: LONG, category: LONG, publisher: LONG } : {})),
  bare: several(7, () => ({ excerpt: null, category: null, publisher: null, image: null })),
  ...Object.fromEntries([1, 2, 3, 4].map((count) => [`articles-${count}`, several(count)])),
};

const font = (family) =>
  `<style>@font-face { font-family: sheet; font-weight: 100 900; src: url(/node_modules/@fontsource/${family}/files/${family}-latin-400-normal.woff2) } html { font-family: sheet }</style>`;
const LANGUAGES = ['de', 'fr', 'pl', 'ru', 'el', 'hu', 'fi', 'tr', 'ja', 'hi', 'fa', 'vi'];

const CASES = {
  ...Object.fromEntries(
    Object.entries(CONTENTS).map(([name, articles]) => [name, { page: THEMES.light.page, articles }]),
  ),
  ...Object.fromEntries(
    ['source-serif-4', 'lobster'].map((family) => [
      family,
      { page: THEMES.light.page, head: font(family), articles: CONTENTS['some-pictures'] },
    ]),
  ),
  ...Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      {
        page: THEMES.light.page,
        root: `lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}"`,
        articles: several(7),
      },
    ]),
  ),
};

/** Returns the content of each sheet of a layout. */
const SHEETS = [
  { suffix: '', themes: THEMES, widths: WIDTHS },
  { suffix: '-looks', themes: LOOKS, widths: [320, 1280] },
  { suffix: '-cases', themes: CASES, widths: [320, 375, 760, 1024, 1440] },
];

const FEEDS = ['meridian.rss.xml', 'northern-ledger.atom.xml', 'evening-courier.feed.json'];

const pageOf = (layout, { page, attributes = '', root = 'lang="en"', head = '', articles }) => `<!doctype html>
<html ${root}><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>html { font: 16px/1.5 system-ui, sans-serif; ${page} } body { margin: 16px }</style>${head}
<script type="module" src="/src/define.ts"></script>
<p>The page’s own text stands above.</p>
<news-tag-feed ${attributes} layout="${layout}" page-size="7" loading="eager" cache="none"
  ${articles ? '' : `src="${FEEDS.map((name) => `/demo/feeds/${name}`).join(' ')}"`}></news-tag-feed>
${articles ? `<script type="module">document.querySelector('news-tag-feed').articles = ${JSON.stringify(articles)}</script>` : ''}
<p>And the page goes on below, as it did before.</p></html>`;

const chosen = process.argv.slice(2);
const layouts = chosen.length ? LAYOUTS.filter((layout) => chosen.includes(layout)) : LAYOUTS;
mkdirSync(OUT, { recursive: true });

/** A face in the upper middle, and no colour that a page has. */
const drawing = (width, height) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice"><rect width="100" height="100" fill="#6a8caf"/><circle cx="50" cy="34" r="13" fill="#f2d7b6"/><path d="M25 100c0-60 50-60 50 0" fill="#39475a"/></svg>`;

const pages = {
  name: 'newsrack-contact-sheet',
  configureServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const { pathname, searchParams } = new URL(request.url, 'http://sheet');
      const [, width, height] = /^\/picture\/(\d+)\/(\d+)$/.exec(pathname) ?? [];
      if (width) {
        response.setHeader('Content-Type', 'image/svg+xml');
        return response.end(drawing(width, height));
      }
      if (pathname !== '/contact-sheet') return next();
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pageOf(searchParams.get('layout'), { ...THEMES, ...LOOKS, ...CASES }[searchParams.get('theme')]));
    });
  },
};
const server = await createServer({ plugins: [pages], server: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
await server.listen();
const { port } = server.httpServer.address();
const browser = await puppeteer.launch({ executablePath: provideChromium(), args: CHROMIUM_ARGS });

/** Waits until articles and pictures have loaded. */
async function settled(page) {
  await page.waitForFunction(() => document.querySelector('news-tag-feed')?.status === 'ready');
  await page.evaluate(async () => {
    const feed = document.querySelector('news-tag-feed');
    await feed.updateComplete;
    scrollBy(0, 1);
    const pictures = [...feed.shadowRoot.querySelectorAll('img')];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  });
}

try {
  for (const [layout, { suffix, themes, widths }] of layouts.flatMap((one) => SHEETS.map((sheet) => [one, sheet]))) {
    const pictures = [];
    for (const [theme, { forced }] of Object.entries(themes)) {
      const page = await browser.newPage();
      const session = await page.createCDPSession();
      if (forced)
        await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
      for (const width of widths) {
        await page.setViewport({ width, height: 700 });
        await page.goto(`http://127.0.0.1:${port}/contact-sheet?${new URLSearchParams({ layout, theme })}`);
        await settled(page);
        const name = `${layout}-${theme}-${width}.png`;
        // Chromium shifts right-to-left pages in screenshots beyond the viewport.
        const png = await page.screenshot({ fullPage: true, captureBeyondViewport: false });
        writeFileSync(OUT + name, png);
        pictures.push({ theme, width, data: Buffer.from(png).toString('base64') });
      }
      await page.close();
    }
    const sheet = await browser.newPage();
    const deviceScaleFactor = suffix === '-cases' ? 0.25 : 1;
    await sheet.setViewport({
      width: widths.reduce((sum, width) => sum + width + 24, 24),
      height: 800,
      deviceScaleFactor,
    });
    const rows = Object.keys(themes).map((theme) => pictures.filter((picture) => picture.theme === theme));
    await sheet.setContent(
      `<body style="margin:24px;background:#888;font:24px sans-serif">${rows
        .map(
          (row) =>
            `<p>${layout}, ${row[0].theme}</p><div style="display:flex;align-items:start;gap:24px">${row
              .map(({ width, data }) => `<img width="${width}" src="data:image/png;base64,${data}">`)
              .join('')}</div>`,
        )
        .join('')}`,
    );
    await sheet.screenshot({ path: `${OUT}${layout}${suffix}.png`, fullPage: true });
    await sheet.close();
    console.log(`contact-sheet/${layout}${suffix}.png, and ${pictures.length} pictures of it`);
  }
} finally {
  await browser.close();
  await server.close();
}
