/** What a visitor's browser sends and keeps is what `docs/privacy.md` says: all of it, and nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, provideChromium } from '../browser.js';
import { PAGE_HOST, startWorld } from './world.js';

const ledger = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

/** The rows of the table below a heading: what stands in code in each cell. */
function rowsBelow(heading) {
  const [, section] = ledger.split(`## ${heading}\n`);
  const rows = section
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split(' | ').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code)));
}

const HOSTS = Object.fromEntries(
  rowsBelow('Who is asked').map(([[provider], names = []]) => [provider, names.filter((name) => name.includes('.'))]),
);
const HEADERS = rowsBelow('What is sent').flatMap(([names]) => names);
const STORED = rowsBelow('What is kept').map(([[name]]) => name);

/** An element for each provider, with sources of the owner's own where it reads any. */
const ELEMENTS = {
  feed: 'src="https://feeds.tidewater.example/rss.xml"',
  gdelt: '',
  wordpress: 'provider="wordpress" src="https://town.gazette.example/"',
  'wordpress-com': 'provider="wordpress-com" src="https://tide.wordpress.com/"',
  ghost: 'provider="ghost" src="https://spectre.example/" api-key="7c0ffee"',
  'hacker-news': 'provider="hacker-news"',
  'spaceflight-news': 'provider="spaceflight-news"',
  mastodon: 'provider="mastodon" src="https://open.social.example/"',
  forem: 'provider="forem"',
  guardian: 'provider="guardian" api-key="one-per-website"',
  json: 'provider="json" src="https://feeds.tidewater.example/feed.json"',
  inline: 'provider="inline"',
};

const pageWith = (attributes) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<meta name="referrer" content="unsafe-url"><link rel="icon" href="data:,">
<script type="module" src="/dist/cdn/newsrack.js"></script>
<news-tag-feed tag="peace negotiations" limit="5" ${attributes}><a href="https://page.example/own">Peace negotiations, our pages</a></news-tag-feed>`;

let world;
let browser;

before(async () => {
  world = await startWorld();
  browser = await puppeteer.launch({
    executablePath: provideChromium(),
    args: [
      ...CHROMIUM_ARGS, // Answers over a connection with a certificate that is merely tolerated would not be cached.
      `--ignore-certificate-errors-spki-list=${world.fingerprint}`,
      // The browser itself would call home.
      `--host-resolver-rules=MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP * 127.0.0.1:${world.port}`,
    ],
  });
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

const feedIn = (page, status) =>
  page.waitForFunction((wanted) => wanted.includes(document.querySelector('news-tag-feed')?.status), {}, status);

/** Waits until pictures have come and copies are kept. */
const rest = (page) => page.waitForNetworkIdle({ idleTime: 300 });

/** A visit to a page with one element, in a browser that has seen nothing before. */
async function visit(attributes, act = async () => {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  world.page = pageWith(attributes);
  world.seen.length = 0;
  await page.goto(`https://${PAGE_HOST}/?secret=1`);
  await act(page);
  await rest(page);
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    pictures: [...document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('img')].map((image) => image.src),
  }));
  const cookies = await context.cookies();
  await context.close();
  // Also those that were never reached.
  const seen = [...world.seen];
  for (const host of hosts) if (host && !seen.some((one) => one.host === host)) seen.push({ host, headers: {} });
  return { kept, cookies, seen };
}

const isPicture = ({ headers }) => headers['sec-fetch-dest'] === 'image';
const others = ({ host }) => host !== PAGE_HOST;

test('the ledger names every provider', () => {
  assert.deepEqual(Object.keys(HOSTS).sort(), Object.keys(ELEMENTS).sort());
});

const sent = new Set();
const stored = new Set();
const patternOf = (name) => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('NAME', '.+')}$`);

for (const [provider, attributes] of Object.entries(ELEMENTS)) {
  describe(provider, () => {
    let seen;
    let kept;
    let cookies;

    before(async () => {
      const act = async (page) => {
        await feedIn(page, ['ready']);
        await page.evaluate(() => document.querySelector('news-tag-feed').scrollIntoView());
        if (provider === 'feed') await page.evaluate(() => document.querySelector('news-tag-feed').refresh());
      };
      ({ seen, kept, cookies } = await visit(attributes, act));
    });

    test('asks the hosts that the ledger names, and those of its pictures, and nobody else', () => {
      const pictures = new Set(kept.pictures.map((address) => new URL(address).host));
      const asked = new Set(
        seen
          .filter(others)
          .filter((request) => !isPicture(request))
          .map(({ host }) => host),
      );
      assert.deepEqual([...asked].sort(), HOSTS[provider].sort());
      for (const { host } of seen.filter(isPicture)) assert.ok(pictures.has(host), host);
    });

    test('sends only what the ledger lists: no cookie, no address of the page', () => {
      for (const request of seen.filter(others)) {
        const { method, headers } = request;
        assert.equal(method, 'GET');
        assert.equal(headers.cookie, undefined);
        if (isPicture(request)) assert.equal(headers.referer, undefined);
        else {
          Object.keys(headers).forEach((name) => sent.add(name.startsWith('sec-') ? 'sec-*' : name));
          assert.equal(headers.referer ?? `https://${PAGE_HOST}/`, `https://${PAGE_HOST}/`);
        }
      }
    });

    test('keeps only what the ledger lists', () => {
      const { local, pictures: _pictures, ...rest } = kept;
      assert.deepEqual(rest, { session: [], cookie: '', databases: 0, caches: 0, workers: 0 });
      assert.deepEqual(cookies, []);
      for (const name of local) {
        const listed = STORED.filter((one) => patternOf(one).test(name));
        assert.equal(listed.length, 1, name);
        stored.add(listed[0]);
      }
    });
  });
}

describe('the ledger', () => {
  test('lists every header, and none that is not sent', () => {
    assert.deepEqual([...sent].sort(), [...new Set(HEADERS)].sort());
  });

  test('lists nothing as kept that is not', async () => {
    // One that turns requests away is left alone for a while: that is remembered too.
    const refused = await visit('provider="inline"', async (page) => {
      await feedIn(page, ['ready']);
      await page.evaluate(async () => {
        const { ready } = await import('/dist/cdn/newsrack.js');
        const { configure } = await ready;
        configure({ fetch: async () => new Response('', { status: 429 }) });
        document.querySelector('news-tag-feed').provider = 'gdelt';
      });
      await feedIn(page, ['error']);
    });
    for (const name of refused.kept.local) stored.add(STORED.find((one) => patternOf(one).test(name)));
    assert.deepEqual([...stored].sort(), [...STORED].sort());
  });
});

describe('before a reader agrees', () => {
  test('nothing is asked of other hosts, and nothing kept', async () => {
    const { seen, kept } = await visit(`${ELEMENTS.feed} loading="click"`, (page) =>
      page.waitForFunction(() => document.querySelector('news-tag-feed')?.shadowRoot?.querySelector('[part=consent]')),
    );
    assert.deepEqual(seen.filter(others), []);
    assert.deepEqual(kept.local, []);
  });

  test('afterwards news is asked for', async () => {
    const { seen } = await visit(`${ELEMENTS.feed} loading="click"`, async (page) => {
      await page.waitForFunction(() =>
        document.querySelector('news-tag-feed')?.shadowRoot?.querySelector('[part~=agree]'),
      );
      await page.evaluate(() =>
        document.querySelector('news-tag-feed').shadowRoot.querySelector('[part~=agree]').click(),
      );
      await feedIn(page, ['ready']);
    });
    assert.ok(seen.some(({ host }) => host === 'feeds.tidewater.example'));
  });
});

test('through a relay, nobody but the relay is asked for news', async () => {
  const { seen } = await visit(`${ELEMENTS.feed} relay="https://relay.example/"`, (page) => feedIn(page, ['ready']));
  const asked = seen.filter(others).filter((request) => !isPicture(request));
  assert.deepEqual([...new Set(asked.map(({ host }) => host))], ['relay.example']);
});

test('with cache="none", and with storage switched off, nothing is kept', async () => {
  const { kept } = await visit(`${ELEMENTS.feed} cache="none"`, (page) => feedIn(page, ['ready']));
  assert.deepEqual(kept.local, []);
});

test('pictures from http: addresses are asked for over https: on a page that is', async () => {
  const { kept, seen } = await visit('provider="inline"', async (page) => {
    await feedIn(page, ['ready']);
    await page.evaluate(() => {
      document.querySelector('news-tag-feed').articles = [
        { url: 'https://a.example/', title: 'T', image: { url: 'http://pictures.example/a.jpg' } },
      ];
    });
    await page.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot.querySelector('img')?.complete);
  });
  assert.deepEqual(kept.pictures, ['https://pictures.example/a.jpg']);
  assert.ok(seen.some(({ host }) => host === 'pictures.example'));
});
