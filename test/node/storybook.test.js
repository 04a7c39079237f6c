/** Storybook as it is published: each page of documentation shows what it promises, and its code runs in a page of somebody's own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';
import { SITE, imitateNetwork, pageWith } from '../support/pasted.js';
import { spaceflightAnswer } from '../support/spaceflight.js';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

const folder = mkdtempSync(join(tmpdir(), 'newsrack-storybook-'));
execFileSync('npx', ['storybook', 'build', '-o', folder, '--quiet'], { stdio: 'pipe' });

const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const pages = Object.values(entries).filter(({ type }) => type === 'docs');
/** Pages that are made of the stories of an element. */
const ofElements = pages.filter(({ importPath }) => importPath.endsWith('.stories.ts'));

let server;
let browser;

before(async () => {
  server = await serve((request, response) => {
    const path = join(folder, new URL(request.url, 'http://storybook').pathname);
    if (!existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    response.end(readFileSync(path));
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** Runs in a visitor's first visit. */
async function visit(act) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  const faults = [];
  tab.on('pageerror', (error) => faults.push(error.message));
  await tab.setViewport({ width: 1280, height: 900 });
  try {
    const result = await act(tab);
    assert.deepEqual(faults, []);
    return result;
  } finally {
    await context.close();
  }
}

/** Opens a page of documentation, with all of its stories. */
async function openDocs(tab, id) {
  await tab.goto(`${server.origin}/iframe.html?viewMode=docs&id=${id}`);
  const stories = Object.values(entries).filter(
    ({ type, title }) => type === 'story' && ofElements.some((page) => page.id === id && page.title === title),
  );
  await tab.waitForFunction(
    (ids) =>
      ids.every((story) =>
        document.querySelector(
          `[id^="story--${story}"] :is(news-tag-feed, news-article-card, news-app-promo), iframe[id*="${story}"]`,
        ),
      ),
    { polling: 100 },
    stories.map((story) => story.id),
  );
}

/** Returns, by story, the state of each feed once nothing is under way in it, and whether a card of it is seen. */
const statesIn = (frame) =>
  frame.evaluate(async () => {
    const states = {};
    const next = () => new Promise(requestAnimationFrame);
    const cardsOf = (feed) =>
      [
        ...feed.shadowRoot.querySelectorAll('[part~="link"]'),
        ...feed.querySelectorAll('[slot^="article-"] [data-news="title"]'),
      ].filter((card) => card.checkVisibility()).length;
    const isBusy = (feed) => ['idle', 'loading'].includes(feed.status) || (feed.status === 'ready' && !cardsOf(feed));
    for (const feed of document.querySelectorAll('news-tag-feed')) {
      const id = feed.closest('[id^="story--"]')?.id.replace(/^story--|(?:--primary)?-inner$/g, '') ?? '';
      feed.scrollIntoView();
      const mayWait = /--(?:loading|consent)$/.test(id) || feed.shadowRoot.querySelector('.late');
      while (!mayWait && isBusy(feed)) await next();
      (states[id] ??= []).push([feed.status, cardsOf(feed) > 0]);
    }
    return states;
  });

/** Stories that show what happens without news. */
const WITHOUT_NEWS = {
  'news-tag-feed--loading': ['idle', 'loading'],
  'news-tag-feed--empty': ['empty'],
  'news-tag-feed--error-state': ['error'],
  'news-tag-feed--offline': ['error'],
  'news-tag-feed--throttled': ['error'],
  'news-tag-feed--not-a-feed': ['error'],
  'news-tag-feed--error-with-fallback': ['error'],
  'news-tag-feed--no-source': ['error', 'empty'],
  'news-tag-feed--consent': ['idle'],
  'news-tag-list--loading': ['idle', 'loading'],
};

/** The story that turns the clock does so in a frame of its own, and shows there what comes late. */
async function untilLate(tab) {
  const element = await tab.$('iframe[id*="news-tag-feed--late"]');
  if (!element) return;
  await element.scrollIntoView();
  const frame = await element.contentFrame();
  const isLate = () => document.querySelector('news-tag-feed')?.shadowRoot?.querySelector('.late');
  await frame.waitForFunction(isLate, { polling: 100 });
}

/** Returns the links of a page, but those of stories, each with whether the place on the page that it leads to is missing. */
const linksOn = (tab) =>
  tab.$$eval('#storybook-docs a[href]', (all) =>
    all
      .filter((link) => !link.closest('.sbdocs-preview'))
      .map((link) => link.getAttribute('href'))
      .map((href) => [href, href.startsWith('#') && !document.getElementById(href.slice(1))]),
  );

/** Visits the page of an element for the first time; once, since it has all stories and is slow. */
const found = new Map();
function findOn(page) {
  if (!found.has(page.id)) {
    const finding = visit(async (tab) => {
      await tab.evaluateOnNewDocument(() => {
        globalThis.originals = { setTimeout, setInterval, fetch, Date };
      });
      await openDocs(tab, page.id);
      const states = await statesIn(tab);
      const changed = await tab.evaluate(() =>
        Object.keys(globalThis.originals).filter((name) => globalThis[name] !== globalThis.originals[name]),
      );
      const ids = await tab.$$eval('news-tag-feed[id]', (feeds) => feeds.map(({ id }) => id));
      const links = await linksOn(tab);
      await untilLate(tab);
      return { states, changed, ids, links, codes: await codesOn(tab) };
    });
    found.set(page.id, finding);
  }
  return found.get(page.id);
}

describe('a page of documentation', () => {
  for (const page of ofElements) {
    test(`shows articles in every story on the first visit: ${page.title}`, async () => {
      const { states } = await findOn(page);
      for (const [id, feeds] of Object.entries(states)) {
        for (const [status, hasNews] of feeds) {
          if (WITHOUT_NEWS[id]) assert.ok(WITHOUT_NEWS[id].includes(status), `${id}: ${status}`);
          else assert.ok(hasNews && ['ready', 'stale', 'error'].includes(status), `${id}: ${status}`);
        }
      }
    });

    test(`does not change clock and network of the page: ${page.title}`, async () => {
      assert.deepEqual((await findOn(page)).changed, []);
    });
  }

  for (const page of pages) {
    test(`has links that lead to a page or place in Storybook, or away: ${page.title}`, async () => {
      const { links } = ofElements.includes(page)
        ? await findOn(page)
        : await visit(async (tab) => {
            await tab.goto(`${server.origin}/iframe.html?viewMode=docs&id=${page.id}`);
            await tab.waitForSelector('#storybook-docs h1');
            return { links: await linksOn(tab) };
          });
      const broken = links.filter(([href, isMissing]) => {
        const [, id] = /^(?:\.\/)?\?path=\/(?:docs|story)\/([\w-]+)(?:#.*)?$/.exec(href) ?? [];
        return id ? !entries[id] : isMissing || !/^(?:#|https:\/\/)/.test(href);
      });
      assert.deepEqual(broken, []);
      if (page.title === 'Introduction') assert.ok(links.length > 8);
    });
  }

  test('has each story once, so that ids are unique', async () => {
    const { ids } = await findOn(ofElements.find(({ title }) => title === 'news-tag-list'));
    assert.ok(ids.length > 5);
    assert.deepEqual([...new Set(ids)], ids);
  });
});

/** Shows the code of every story on a page, and reads it: by the id of the story. */
async function codesOn(tab) {
  const codes = await tab.evaluate(async () => {
    const codes = [];
    for (const preview of document.querySelectorAll('.sbdocs-preview')) {
      preview.nextElementSibling.querySelector('.docblock-code-toggle').click();
      let shown;
      // The code comes a moment after the story.
      for (let n = 0; n < 600 && !(shown = preview.querySelector('pre')?.textContent.trim()); n++)
        await new Promise(requestAnimationFrame);
      const story = preview.querySelector('[id^="story--"], iframe').id;
      codes.push([story.replace(/^(?:story|iframe)--|(?:--primary)?(?:-inner)?$/g, ''), shown ?? '']);
    }
    return codes;
  });
  return Object.fromEntries(codes);
}

describe('the code of a story', () => {
  for (const page of ofElements) {
    test(`works outside of Storybook: ${page.title}`, async () => {
      const { codes } = await findOn(page);
      assert.ok(Object.keys(codes).length > 1);
      let content = '';
      const wrong = [];
      await visit(async (tab) => {
        const requested = await imitateNetwork(tab, answer, () => content);
        for (const [id, code] of Object.entries(codes)) {
          assert.match(code, /newsrack@1\/dist\/cdn\/newsrack\.js"><\/script>\n/, id);
          assert.doesNotMatch(
            code,
            /feeds\/|\[object|html`|\$\{|<!--\?|\(args\)|\.example\b|localhost|127\.0\.0\.1/,
            `${id}: ${code}`,
          );
          content = pageWith(code);
          await tab.goto(SITE);
          const shown = await whatIsShown(tab);
          if (shown !== (WITHOUT[id] ?? 'news')) wrong.push(`${id} shows ${shown}: ${code}`);
        }
        assert.deepEqual(wrong, []);
        const hosts = new Set(requested.map((address) => new URL(address).host));
        hosts.delete(new URL(SITE).host);
        assert.deepEqual(
          [...hosts].filter((host) => !PUBLIC.includes(host)),
          [],
        );
      });
    });
  }
});

/** Hosts that the code may name, and those of pictures in the imitations. */
const PUBLIC = ['api.spaceflightnewsapi.net', 'api.gdeltproject.org', 'example.org', 'orbit.example'];

/** Stories whose code shows something else than news, as they do. */
const WITHOUT = { 'news-tag-feed--empty': 'empty', 'news-tag-feed--no-source': 'error' };

function answer(address) {
  if (!address.startsWith('https://api.gdeltproject.org/')) return spaceflightAnswer(address);
  const article = { url: 'https://orbit.example/g', title: 'Envoys resume talks', domain: 'orbit.example' };
  return { articles: [{ ...article, seendate: '20260526T093000Z', language: 'English', socialimage: '' }] };
}

/** `news` where a reader sees articles, a banner or the owner's own content; else the state of the feed that has none. */
const whatIsShown = (tab) =>
  tab.evaluate(async () => {
    const elements = [...document.querySelectorAll('news-tag-feed, news-article-card, news-app-promo')];
    const part = (element, name) => element.shadowRoot.querySelector(`[part~="${name}"]`);
    // A story whose news never comes fails alone, not with the whole test.
    const until = async (check) => {
      for (let n = 0; n < 600 && !check(); n++) await new Promise(requestAnimationFrame);
    };
    for (const element of elements) {
      await customElements.whenDefined(element.localName);
      await element.updateComplete;
      element.scrollIntoView();
      if (element.localName !== 'news-tag-feed') continue;
      if (element.loading === 'click') await until(() => part(element, 'agree'));
      part(element, 'agree')?.click();
      await until(() => !['idle', 'loading'].includes(element.status));
      if (!['ready', 'stale'].includes(element.status)) return element.status;
      await until(() => part(element, 'link') || element.querySelector('[slot^="article-"]'));
    }
    const isSeen = (element) => element.childElementCount > 0 || part(element, 'card') || part(element, 'promo');
    return elements.length && elements.every(isSeen) ? 'news' : 'nothing';
  });
