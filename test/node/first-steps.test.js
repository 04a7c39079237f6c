/** The first steps of somebody who has nothing but the README and an empty HTML file. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { samplesIn } from '../docs/samples.js';
import { startChromium } from '../support/chromium.js';
import { SITE, headlinesIn, imitateNetwork, pageWith, untilHeadlines } from '../support/pasted.js';
import { spaceflightAnswer } from '../support/spaceflight.js';

const root = new URL('../../', import.meta.url);
const PAGES = ['README.md', ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`)];
const samples = PAGES.filter((page) => page.endsWith('.md'))
  .flatMap((page) => samplesIn(page, readFileSync(new URL(page, root), 'utf8')))
  .filter(({ language }) => language === 'html');

const [first, second] = samples;
const folder = mkdtempSync(join(tmpdir(), 'newsrack-first-'));

let browser;
let visit;
let tab;
const faults = [];

before(async () => {
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  faults.length = 0;
  visit = await browser.createBrowserContext();
  tab = await visit.newPage();
  tab.on('pageerror', (error) => faults.push(error.message));
});
afterEach(() => visit.close());

/** Opens a file of somebody's own, as a double click does. */
async function openFile(content) {
  const path = join(folder, 'page.html');
  writeFileSync(path, content);
  await tab.goto(pathToFileURL(path).href);
}

describe('the README’s first snippet', () => {
  test('shows articles when it is the only content of a file', async () => {
    await imitateNetwork(tab, spaceflightAnswer);
    await openFile(first.source);
    await untilHeadlines(tab);
    assert.deepEqual(await headlinesIn(tab), [
      'Two rovers meet on the far side of the Moon',
      'A lander sends its first picture from the south pole of the moon',
      'Crew trains for a week on the Moon in a desert',
    ]);
    await tab.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('news-tag-feed');
      return [...shadowRoot.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0);
    });
    assert.match(
      await tab.$eval('news-tag-feed', ({ shadowRoot }) => shadowRoot.querySelector('[part~="excerpt"]').textContent),
      /in a sentence or two/,
    );
    assert.deepEqual(faults, []);
  });

  test('needs no key, no server and no address of the reader’s own', () => {
    assert.equal(first.page, 'README.md');
    assert.doesNotMatch(first.source, /api-key|relay|src="(?!https:\/\/cdn\.jsdelivr\.net)/);
  });

  test('is also the first of the guide to getting started', () => {
    assert.equal(samples.find(({ page }) => page === 'docs/start.md').source, first.source);
  });

  test('is followed by one that shows articles of GDELT', async () => {
    const article = { url: 'https://tidewater.example/a', title: 'Envoys resume talks', domain: 'tidewater.example' };
    const answer = (address) =>
      address.startsWith('https://api.gdeltproject.org/')
        ? { articles: [{ ...article, seendate: '20260526T093000Z', language: 'English', socialimage: '' }] }
        : undefined;
    await imitateNetwork(tab, answer);
    await openFile(second.source);
    await untilHeadlines(tab);
    assert.deepEqual(await headlinesIn(tab), ['Envoys resume talks']);
  });
});

/** Addresses that providers request articles from, where `src` does not say it. */
const HOSTS = {
  gdelt: 'https://api.gdeltproject.org/',
  'wordpress-com': 'https://public-api.wordpress.com/',
  'hacker-news': 'https://hn.algolia.com/',
  'spaceflight-news': 'https://api.spaceflightnewsapi.net/',
  forem: 'https://dev.to/',
  guardian: 'https://content.guardianapis.com/',
};

/** The beginnings of the addresses that the attributes of an element name. */
function addressesOf({ src = '', provider, relay, tag = '', hasOwn }) {
  // An archive is requested at the relay itself.
  if (relay && !src && !provider) return [relay];
  const providers = provider?.split(/\s+/) ?? [src ? 'feed' : hasOwn ? 'inline' : 'gdelt'];
  const addresses = src.split(/\s+/).filter(Boolean);
  return providers.flatMap((name) => {
    if (name === 'inline') return [];
    // A service has one address, except where `src` names another instance of it.
    if (HOSTS[name] && !(name === 'forem' && src)) return [HOSTS[name]];
    if (name === 'feed' && relay) return addresses.map((one) => `${relay}?url=${encodeURIComponent(one)}`);
    return addresses.map((one) => new URL(one.replaceAll('{tag}', encodeURIComponent(tag)), SITE).href);
  });
}

const SCRIPT = '<script type="module" src="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/newsrack.js"></script>';

/** A sample with the script, if it has none itself. A placeholder for a hash fits no file. */
const completed = ({ source }) =>
  (/newsrack(?:\.all|\.classic)?\.js"/.test(source) ? '' : SCRIPT) + source.replace(/ integrity="[^"]*"/g, '');

/** Returns the attributes of each feed of the page, once it was in view and the reader has agreed. */
const readFeeds = () =>
  tab.$$eval('news-tag-feed', async (feeds) => {
    await customElements.whenDefined('news-tag-feed');
    const named = [];
    for (const feed of feeds) {
      feed.scrollIntoView();
      const agree = () => feed.shadowRoot.querySelector('[part~="agree"]');
      while (feed.loading === 'click' && !agree()) await new Promise(requestAnimationFrame);
      agree()?.click();
      const attributes = Object.fromEntries([...feed.attributes].map(({ name, value }) => [name, value]));
      named.push({ ...attributes, hasOwn: feed.childElementCount > 0 });
    }
    return named;
  });

describe('every other snippet with a feed', () => {
  const others = samples.filter(({ source }) => /<news-tag-feed\s/.test(source) && source !== first.source);
  others.forEach((sample, n) => {
    test(`requests the named source: ${sample.page}, “${sample.heading}” (${n + 1})`, async () => {
      const requested = await imitateNetwork(
        tab,
        () => undefined,
        () => pageWith(completed(sample)),
      );
      await tab.goto(SITE);
      const expected = (await readFeeds()).flatMap(addressesOf);
      assert.ok(expected.length > 0 || /provider="inline"/.test(sample.source), 'It names no source.');
      for (const address of expected) {
        while (!requested.some((one) => one.startsWith(address)))
          await tab.waitForRequest((request) => request.url().startsWith(address));
      }
    });
  });
});
