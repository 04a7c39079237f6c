/** The site of documentation, built as it is published and visited under some path; and what its pages promise of policies and preloading. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildSite } from '../../scripts/site.js';
import { highlight } from '../../scripts/site/highlight.js';
import { find } from '../../scripts/site/search.js';
import { declaredIn, entriesOf } from '../../scripts/tables.js';
import { serve, startChromium } from '../support/chromium.js';
import { samplesIn } from '../docs/samples.js';

const root = new URL('../../', import.meta.url);
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', root), 'utf8');
const BASE = '/any/path/';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.xml': 'application/xml',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

const folder = mkdtempSync(join(tmpdir(), 'newsrack-site-'));
const out = pathToFileURL(`${folder}/`);
const pages = ['index.html', ...buildSite(out)];

let server;
let origin;
let browser;
/** Pages that a test has made up: what to answer for a path. */
const made = new Map();

before(async () => {
  server = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (made.has(pathname)) {
      const { headers, body } = made.get(pathname);
      return response.writeHead(200, { 'content-type': TYPES['.html'], ...headers }).end(body);
    }
    try {
      if (!pathname.startsWith(BASE)) throw new Error('Not on the site.');
      const body = readFileSync(new URL(pathname.slice(BASE.length), out));
      const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  origin = server.origin;
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** Makes a window as wide as that, on a system with that colour scheme. */
async function show(tab, width, scheme) {
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
}

/** Opens a page in a tab of its own, and gives what it complained of. */
async function visit(address, act) {
  const tab = await browser.newPage();
  const faults = [];
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => ['error', 'warn'].includes(message.type()) && faults.push(message.text()));
  tab.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
  await show(tab, 1280, 'light');
  try {
    await tab.goto(origin + address);
    await act(tab);
  } finally {
    await tab.close();
  }
  assert.deepEqual(faults, [], address);
}

/** Every list on the page has come to what it should be; lists are lazy. */
const untilNews = (tab) =>
  tab.evaluate(async () => {
    for (const feed of document.querySelectorAll('news-tag-feed')) {
      feed.scrollIntoView();
      while (!feed.shadowRoot?.querySelector('[part~="link"], [part~="agree"]'))
        await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    scrollTo(0, 0);
  });

describe('a page of the site', () => {
  for (const page of pages) {
    test(`${page} fits, is readable and accessible at wide and narrow widths, in light and dark`, async () => {
      await visit(BASE + page, async (tab) => {
        for (const [width, scheme] of [
          [1280, 'light'],
          [320, 'dark'],
        ]) {
          await show(tab, width, scheme);
          await untilNews(tab);
          const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${page} is ${overflow} px too wide at ${width} px`);
          // What it sees of colours and widths is the same on all of them.
          if (width < 1280 && page !== 'start.html' && page !== 'index.html') return;
          await tab.evaluate(axe);
          const found = await tab.evaluate(async () => {
            const { violations } = await axe.run(document);
            return violations.flatMap(({ id, nodes }) =>
              nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
            );
          });
          assert.deepEqual(found, [], `${page} at ${width} px`);
        }
      });
    });
  }

  test('has links to existing pages and anchors, or to other sites', async () => {
    const broken = [];
    const linksOf = new Map();
    const anchorsOf = new Map();
    for (const page of pages) {
      const html = readFileSync(new URL(page, out), 'utf8');
      linksOf.set(
        page,
        [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href),
      );
      anchorsOf.set(
        page,
        [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id),
      );
    }
    for (const [page, links] of linksOf) {
      for (const link of links) {
        // Samples that are shown live link to what would be on their page.
        if (/^https?:/.test(link) || link.startsWith('/')) continue;
        const [path, anchor] = link.split('#');
        const target = path || page;
        const isThere = anchorsOf.has(target) || (await fetch(`${origin}${BASE}${target}`)).ok;
        if (!isThere || (anchor && !anchorsOf.get(target)?.includes(decodeURIComponent(anchor))))
          broken.push(`${page}: ${link}`);
      }
    }
    assert.deepEqual(broken, []);
  });
});

test('the demo on the site has articles of today', async () => {
  for (const page of ['demo/index.html', 'demo/tag-page.html']) {
    await visit(BASE + page, async (tab) => {
      await untilNews(tab);
      const times = await tab.$$eval('news-tag-feed', (feeds) =>
        feeds.flatMap((feed) => [...feed.shadowRoot.querySelectorAll('time')].map((time) => Date.parse(time.dateTime))),
      );
      assert.ok(Date.now() - Math.max(...times) < 864e5, page);
    });
  }
});

test('a sample is copied by its button', async () => {
  const context = browser.defaultBrowserContext();
  await context.overridePermissions(origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await visit(`${BASE}start.html`, async (tab) => {
    await tab.bringToFront();
    await tab.focus('.copy-sample');
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => document.querySelector('.copy-sample').textContent === 'Copied');
    assert.match(await tab.evaluate(() => navigator.clipboard.readText()), /^<script[^]*<\/news-tag-feed>\n$/);
  });
});

const built = (name) => readFileSync(new URL(name, out), 'utf8');
const classes = declaredIn(JSON.parse(readFileSync(new URL('custom-elements.json', root), 'utf8')));
const entries = classes
  .filter(({ tagName }) => tagName)
  .flatMap((element) => entriesOf(element, classes).map((entry) => ({ ...entry, tagName: element.tagName })));

describe('the search', () => {
  const index = JSON.parse(built('search.json'));

  test('finds each attribute, event, part and token by its name as the first result', () => {
    const namesakes = (name) => entries.filter((entry) => entry.name === name);
    for (const { name, anchor } of entries.filter((entry) => /^[\w-]+$/.test(entry.name))) {
      const first = find(index, name, namesakes(name).length);
      assert.ok(
        first.some(({ url }) => url === `reference.html#${anchor}`),
        `${name}: ${first.map(({ url }) => url)}`,
      );
    }
  });

  test('finds pages and sections by their words', () => {
    assert.equal(find(index, 'wordpress')[0].title, 'WordPress');
    assert.equal(find(index, 'privacy')[0].url, 'privacy.html');
    assert.ok(find(index, 'cors').length > 3);
    assert.deepEqual(find(index, 'zebra accordion'), []);
    assert.deepEqual(find(index, '  '), []);
  });

  test('works by keyboard in a narrow window, and opens the section', async () => {
    await visit(`${BASE}start.html`, async (tab) => {
      await show(tab, 320, 'light');
      await tab.keyboard.press('/');
      await tab.keyboard.type('image-ratio');
      await tab.waitForSelector('.search li a');
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.match(await tab.$eval('.search [role=status]', ({ textContent }) => textContent), /^\d+ results?$/);
      await tab.evaluate(axe);
      const faults = await tab.evaluate(async () => (await axe.run('.search')).violations.map(({ id }) => id));
      assert.deepEqual(faults, []);
      await tab.keyboard.press('ArrowDown');
      await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')]);
      assert.match(tab.url(), /reference\.html#news-[a-z-]+-attribute-image-ratio$/);
      assert.equal(await tab.$eval(':target', (cell) => cell.querySelector('code').textContent), 'image-ratio');
    });
  });

  test('closes with Escape, and shows when there are no results', async () => {
    await visit(`${BASE}start.html`, async (tab) => {
      await tab.type('#search', 'layout');
      await tab.waitForSelector('.search ol:not([hidden])');
      await tab.keyboard.press('Escape');
      await tab.waitForSelector('.search ol[hidden]');
      await tab.type('#search', ' qqq');
      await tab.waitForFunction(() => /^Nothing/.test(document.querySelector('.search [role=status]').textContent));
    });
  });
});

test('every entry of the reference has an anchor, and a link to it', () => {
  const html = built('reference.html');
  for (const { anchor } of entries) {
    assert.ok(html.includes(`<td id="${anchor}">`), anchor);
    assert.ok(html.includes(`href="#${anchor}"`), anchor);
  }
});

test('the gallery shows every layout in every look, as in its snippet', () => {
  const html = built('gallery.html');
  const shown = [...html.matchAll(/<news-tag-feed ([^>]*)>/g)].map(([, attributes]) => attributes);
  const looks = [...html.matchAll(/presets\/(\w+)\.css" \/>/g)].map(([, look]) => look);
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"');
  const snippets = [...text.matchAll(/presets\/(\w+)\.css">\n<news-tag-feed src="[^"]*" (.*?)></g)];
  assert.deepEqual([shown.length, snippets.length, looks.length], [42, 42, 7]);
  snippets.forEach(([, look, attributes], n) => {
    assert.ok(shown[n].includes(attributes), attributes);
    assert.ok(shown[n].includes(`data-look="${look}"`), look);
  });
});

test('highlighting does not change code', () => {
  const back = (html) =>
    html
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  for (const page of ['README.md', 'docs/recipes.md', 'docs/server.md', 'docs/npm.md', 'docs/security.md'])
    for (const { source, language } of samplesOf(page)) assert.equal(back(highlight(source, language)), source);
  assert.equal(
    highlight('<a href="b">&', 'html'),
    '<span class="keyword">&lt;a</span> <span class="name">href</span>=<span class="string">&quot;b&quot;</span><span class="keyword">></span>&amp;',
  );
});

const samplesOf = (page) => samplesIn(page, readFileSync(new URL(page, root), 'utf8'));

/** A sample, with what is elsewhere on this server. */
const here = (text) =>
  text
    .replaceAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/newsrack@[\d.]+\//g, BASE)
    .replaceAll('https://example.org/feed.xml', `${BASE}demo/feeds/meridian.rss.xml`)
    .replaceAll(/https:\/\/(?:cdn\.jsdelivr\.net|example\.org)/g, origin)
    .replace('img-src https:', `img-src ${origin}`);

describe('a policy of the page about security', () => {
  samplesOf('docs/security.md')
    .filter(({ language }) => language === 'csp')
    .forEach(({ source }, n) => {
      test(`number ${n + 1} allows feeds to be shown without violations`, async () => {
        const nonce = /'nonce-(\w+)'/.exec(source)?.[1];
        made.set(`/policy-${n}`, {
          headers: { 'content-security-policy': here(source).trim().replaceAll(/\s+/g, ' ') },
          body: `<!doctype html><html lang="en"><title>A page with a policy</title><link rel="icon" href="${BASE}demo/feeds/logo-meridian.svg">
            <script type="module"${nonce ? ` nonce="${nonce}"` : ''} src="${BASE}dist/cdn/newsrack.js"></script>
            <news-tag-feed src="${BASE}demo/feeds/meridian.rss.xml" layout="grid"></news-tag-feed><news-tag-list></news-tag-list></html>`,
        });
        await visit(`/policy-${n}`, async (tab) => {
          await untilNews(tab);
          await tab.waitForFunction(() =>
            document.querySelector('news-tag-list').shadowRoot?.querySelector('[part~="tag"]'),
          );
        });
      });
    });

  test("`trusted-types 'none'` blocks newsrack, as the page says", async () => {
    made.set('/none', {
      headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" },
      body: `<!doctype html><html lang="en"><title>None</title><link rel="icon" href="data:,">
        <script type="module">
          addEventListener('unhandledrejection', (event) => { event.preventDefault(); window.refused = String(event.reason) });
          import('${BASE}dist/cdn/newsrack.all.js').catch((reason) => { window.refused = String(reason) });
        </script>
        <news-tag-feed src="${BASE}demo/feeds/meridian.rss.xml"><p id="own">Own</p></news-tag-feed></html>`,
    });
    const tab = await browser.newPage();
    await tab.goto(`${origin}/none`);
    await tab.waitForFunction(() => window.refused);
    assert.ok(await tab.$eval('#own', (own) => own.checkVisibility()));
    await tab.close();
  });
});

test('the sandboxed frame of the page about security shows articles', async () => {
  const [frame] = /<iframe [^>]*>/.exec(readFileSync(new URL('docs/security.md', root), 'utf8'));
  made.set('/inner', {
    body: `<!doctype html><html lang="en"><title>Inside</title><script type="module" src="${BASE}dist/cdn/newsrack.js"></script>
      <news-tag-feed src="${BASE}demo/feeds/meridian.rss.xml"></news-tag-feed></html>`,
  });
  made.set('/framed', {
    body: `<!doctype html><html lang="en"><title>Around</title><link rel="icon" href="data:,">
      ${frame.replace('>', ' src="/inner" width="600" height="600"></iframe>')}</html>`,
  });
  await visit('/framed', async (tab) => {
    const inner = await tab.waitForFrame((one) => one.url().endsWith('/inner'));
    await untilNews(inner);
    assert.equal(await inner.evaluate(() => origin), 'null');
  });
});

test('the preload lines of the page about performance load the feed with one request', async () => {
  const { source } = samplesOf('docs/performance.md').find((sample) => sample.source.includes('rel="preload"'));
  made.set('/preload', {
    body: `<!doctype html><html lang="en"><head><title>Early</title><link rel="icon" href="data:,">${here(source)}
      <script type="module" src="${BASE}dist/cdn/newsrack.js"></script></head>
      <news-tag-feed src="${BASE}demo/feeds/meridian.rss.xml"></news-tag-feed></html>`,
  });
  await visit('/preload', async (tab) => {
    await untilNews(tab);
    const asked = await tab.evaluate(
      () =>
        performance.getEntriesByType('resource').filter(({ name }) => /meridian\.rss\.xml$|\/newsrack\.js$/.test(name))
          .length,
    );
    assert.equal(asked, 2);
  });
});
