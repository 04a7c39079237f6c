/**
 * `npm run contact-sheet`: a picture of every layout in every theme at every width, and in every ready-made look at two, in
 * `contact-sheet/`, and two of each layout with all of them side by side, to be looked at by whoever changes what can be seen.
 * `npm run contact-sheet -- grid` takes the layouts named only.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, provideChromium } from '../test/browser.js';

const OUT = fileURLToPath(new URL('../contact-sheet/', import.meta.url));

const LAYOUTS = ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'];
const WIDTHS = [240, 320, 480, 768, 1280, 1600];

/** The page that the feed stands on, and what the feed is told. */
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

/** For a layout, what is on each of its sheets. */
const SHEETS = [
  { suffix: '', themes: THEMES, widths: WIDTHS },
  { suffix: '-looks', themes: LOOKS, widths: [320, 1280] },
];

const FEEDS = ['meridian.rss.xml', 'northern-ledger.atom.xml', 'evening-courier.feed.json'];

const pageOf = (layout, { page, attributes = '', root = 'lang="en"', head = '' }) => `<!doctype html>
<html ${root}><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>html { font: 16px/1.5 system-ui, sans-serif; ${page} } body { margin: 16px }</style>${head}
<script type="module" src="/src/define.ts"></script>
<p>The page’s own text stands above.</p>
<news-tag-feed ${attributes} layout="${layout}" page-size="7" loading="eager" cache="none"
  src="${FEEDS.map((name) => `/demo/feeds/${name}`).join(' ')}"></news-tag-feed>
<p>And the page goes on below, as it did before.</p></html>`;

const chosen = process.argv.slice(2);
const layouts = chosen.length ? LAYOUTS.filter((layout) => chosen.includes(layout)) : LAYOUTS;
mkdirSync(OUT, { recursive: true });

const pages = {
  name: 'newsrack-contact-sheet',
  configureServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const { pathname, searchParams } = new URL(request.url, 'http://sheet');
      if (pathname !== '/contact-sheet') return next();
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pageOf(searchParams.get('layout'), { ...THEMES, ...LOOKS }[searchParams.get('theme')]));
    });
  },
};
const server = await createServer({ plugins: [pages], server: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
await server.listen();
const { port } = server.httpServer.address();
const browser = await puppeteer.launch({ executablePath: provideChromium(), args: CHROMIUM_ARGS });

/** Waits until the news and its pictures are there. */
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
        // Beyond the viewport Chromium shifts pages that go from right to left.
        const png = await page.screenshot({ fullPage: true, captureBeyondViewport: false });
        writeFileSync(OUT + name, png);
        pictures.push({ theme, width, data: Buffer.from(png).toString('base64') });
      }
      await page.close();
    }
    const sheet = await browser.newPage();
    await sheet.setViewport({ width: widths.reduce((sum, width) => sum + width + 24, 24), height: 800 });
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
