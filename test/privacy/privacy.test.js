/** Requests and storage of a visitor's browser are exactly those that `docs/privacy.md` lists. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startChromium } from '../support/chromium.js';
import { record } from './record.js';
import { FILES, FILES_HOST, PAGE_HOST, startWorld } from './world.js';

const ledger = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

const below = (heading) => ledger.split(`## ${heading}\n`)[1].split('\n## ')[0];

/** The cells of each row of the table below a heading. */
const rowsBelow = (heading) =>
  below(heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((row) =>
      row
        .slice(2, -1)
        .split(' | ')
        .map((cell) => cell.trim()),
    );

/** Returns the texts in backticks in a cell. */
const codeIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

const HOSTS = Object.fromEntries(
  rowsBelow('Which hosts get requests').map(([provider, hosts]) => [
    codeIn(provider)[0],
    codeIn(hosts).filter((name) => name.includes('.')),
  ]),
);
/** Names of headers, by what is asked for. */
const HEADERS = Object.fromEntries(
  ['news', 'pictures'].map((what, index) => [
    what,
    rowsBelow('What requests send').flatMap(([names, ...cells]) => (cells[index] === '–' ? [] : codeIn(names))),
  ]),
);
const KEPT = rowsBelow('What is stored').map(([name, where]) => `${codeIn(name)[0]} in ${where}`);
const POLICY = /```\n(.*connect-src.*)\n```/.exec(ledger)[1];

const PAGE = `https://${PAGE_HOST}/`;

/** An element for each provider, with sources of the owner's own where it reads any. */
const FEED = 'src="https://feeds.tidewater.example/rss.xml"';
const ELEMENTS = {
  feed: FEED,
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
const KEYS = ['7c0ffee', 'one-per-website'];

// The page itself is careless: its own policy would tell everybody its whole address.
const pageWith = (body, referrer = 'unsafe-url') => `<!doctype html><html lang="en"><meta charset="utf-8">
<title>A page</title><meta name="referrer" content="${referrer}"><script type="module" src="${FILES}newsrack.js"></script>${body}`;
const feedWith = (attributes) =>
  `<news-tag-feed tag="peace negotiations" limit="5" ${attributes}><a href="${PAGE}own">Peace negotiations, our pages</a></news-tag-feed>`;

/** The policy that owners are told to set, for other hosts. */
const policyFor = (hosts) =>
  `default-src 'none'; ${POLICY.replace(/connect-src [^;]*/, `connect-src ${hosts.map((host) => `https://${host}`).join(' ') || "'none'"}`)}`;

let world;
let browser;
let profile;

before(async () => {
  world = await startWorld();
  // Lets pictures have cookies, as Chrome does where nobody looks for privacy: what is not sent then never is.
  profile = mkdtempSync(join(tmpdir(), 'newsrack-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), '{"profile":{"cookie_controls_mode":0}}');
  browser = await startChromium({
    userDataDir: profile,
    // What never comes fails its own test.
    protocolTimeout: 30_000,
    args: [
      // Answers over a connection with a certificate that is merely tolerated would not be cached.
      `--ignore-certificate-errors-spki-list=${world.fingerprint}`,
      // The browser itself would call home.
      `--host-resolver-rules=MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP * 127.0.0.1:${world.port}`,
    ],
  });
});
after(async () => {
  await browser?.close();
  await world?.stop();
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
});

/** Settles when the feed in a page has a status, and shows it. */
const reached = (page, status) =>
  page.evaluate(async (wanted) => {
    await customElements.whenDefined('news-tag-feed');
    const feed = document.querySelector('news-tag-feed');
    while (feed.status !== wanted)
      await new Promise((told) => feed.addEventListener('news-status', told, { once: true }));
    await feed.updateComplete;
  }, status);

/** The text of a part, as soon as there is one. */
const shown = (page, part) =>
  page.evaluate(async (name) => {
    await customElements.whenDefined('news-tag-feed');
    const feed = document.querySelector('news-tag-feed');
    await feed.updateComplete;
    const find = () => feed.shadowRoot.querySelector(`[part~=${name}]`);
    await new Promise((found) => {
      const look = () => find() && found();
      new MutationObserver(look).observe(feed.shadowRoot, { childList: true, subtree: true });
      look();
    });
    return find().textContent;
  }, part);

const press = (page, part) =>
  page.evaluate(
    (name) => document.querySelector('news-tag-feed').shadowRoot.querySelector(`[part~=${name}]`).click(),
    part,
  );

/** Waits until pictures have come and copies are kept. */
const rest = (page) => page.waitForNetworkIdle({ idleTime: 300 });

/** Returns the contents of a page's storage. */
const storedIn = (page) => page.evaluate(() => ({ ...localStorage }));

/** Somebody who has been everywhere before: each of these hosts has left a cookie. */
const known = () => [PAGE_HOST, FILES_HOST, 'pictures.example', ...new Set(Object.values(HOSTS).flat())];
const cookieOf = (domain) => ({ name: 'known', value: '1', domain, path: '/', secure: true, sameSite: 'None' });

/**
 * A visit to a page, in a browser of its own.
 * @param body what stands in it
 * @param act what happens there; `forget` makes that nothing was asked for so far
 * @returns what `act` gave as `result`, what was asked for and what is kept
 */
async function visit(body, act, { policy = '', referrer } = {}) {
  const context = await browser.createBrowserContext();
  await context.setCookie(...known().map(cookieOf));
  const page = await context.newPage();
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.evaluateOnNewDocument(record);
  Object.assign(world, { page: pageWith(body, referrer), policy, isDown: false });
  world.seen.length = 0;
  await page.goto(`${PAGE}?secret=1`);
  const forget = () => {
    hosts.clear();
    world.seen.length = 0;
  };
  const result = await act(page, forget);
  await rest(page);
  // What the test itself looks at is not the page's doing.
  const used = await page.evaluate(() => structuredClone(window.used));
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  const pictures = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('img') ?? [])].map((image) => new URL(image.src).host),
    ),
  );
  kept.cookies = (await context.cookies()).filter(({ name }) => name !== 'known');
  await context.close();
  const seen = [...world.seen];
  // Also those that were never reached.
  for (const host of hosts) if (host && !seen.some((one) => one.host === host)) seen.push({ host, headers: {} });
  return { result, used, kept, pictures, seen };
}

const isFor = (request, what) => (request.headers['sec-fetch-dest'] === 'image') === (what === 'pictures');
const isFile = ({ host, headers }) => host === FILES_HOST && headers['sec-fetch-dest'] === 'script';
const ofOthers = (request) => request.host !== PAGE_HOST && !isFile(request);
const newsIn = (seen) => seen.filter(ofOthers).filter((request) => isFor(request, 'news'));
const hostsIn = (requests) => [...new Set(requests.map(({ host }) => host))].sort();

test('the ledger names every provider', () => {
  assert.deepEqual(Object.keys(HOSTS).sort(), Object.keys(ELEMENTS).sort());
});

const sent = { news: new Set(), pictures: new Set() };
const stored = new Set();

/** The line of the ledger for something that is kept. */
function lineFor(name, where) {
  const [line, ...more] = KEPT.filter((one) => {
    const [pattern, place] = one.split(' in ');
    return (
      place === where &&
      new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('NAME', '.+')}$`).test(name)
    );
  });
  assert.ok(line && !more.length, `${name} in ${where}`);
  return line;
}

function assertKept({ kept, used }) {
  const { local, cookies: _cookies, ...others } = kept;
  assert.deepEqual(others, { session: [], databases: 0, caches: 0, workers: 0 });
  for (const name of Object.keys(local)) stored.add(lineFor(name, '`localStorage`'));
  for (const name of used.locks) stored.add(lineFor(name, 'a lock'));
}

for (const [provider, attributes] of Object.entries(ELEMENTS)) {
  describe(provider, () => {
    let visited;

    before(async () => {
      const act = async (page) => {
        await reached(page, 'ready');
        await page.evaluate(() => document.querySelector('news-tag-feed').scrollIntoView());
        if (provider !== 'feed') return;
        await rest(page);
        await page.evaluate(() => document.querySelector('news-tag-feed').refresh());
        await page.reload();
        await reached(page, 'ready');
      };
      visited = await visit(feedWith(attributes), act, { policy: policyFor(HOSTS[provider]) });
    });

    test('contacts only the hosts in the ledger and those of its pictures', () => {
      const { seen, pictures, used } = visited;
      assert.deepEqual(hostsIn(newsIn(seen)), [...HOSTS[provider]].sort());
      for (const { host } of seen.filter((request) => isFor(request, 'pictures')).filter(ofOthers)) {
        assert.ok(pictures.includes(host), host);
      }
      assert.deepEqual(used.blocked, []);
    });

    test('sends only the data in the ledger: no cookie, no URL of the page', () => {
      for (const { method } of visited.seen) assert.equal(method, 'GET');
      for (const what of ['news', 'pictures']) {
        for (const { headers } of visited.seen.filter(ofOthers).filter((request) => isFor(request, what))) {
          for (const name of Object.keys(headers)) sent[what].add(name.startsWith('sec-') ? 'sec-*' : name);
          assert.equal(headers.referer ?? PAGE, PAGE);
          assert.ok(!/secret/.test(JSON.stringify(headers)));
        }
      }
      for (const { headers } of visited.seen.filter(isFile)) assert.equal(headers.cookie, undefined);
    });

    test('stores only the data in the ledger, and no API key', () => {
      assertKept(visited);
      const { local, cookies } = visited.kept;
      // That of a picture is its host's own affair.
      assert.deepEqual(
        cookies.map(({ domain }) => domain).filter((domain) => !visited.pictures.includes(domain)),
        [],
      );
      for (const key of KEYS) assert.ok(!JSON.stringify(local).includes(key), key);
      for (const [name, text] of Object.entries(local)) {
        if (!name.startsWith('newsrack:copy:')) assert.match(text, /^\d{13}$/);
        else {
          const { at, feed, ...more } = JSON.parse(text);
          assert.deepEqual([typeof at, more], ['number', {}]);
          const parts = ['articles', 'attribution', 'homeUrl', 'language', 'title'];
          assert.deepEqual(
            Object.keys(feed).filter((part) => !parts.includes(part)),
            [],
          );
          assert.ok(feed.articles.length <= 5 && text.length <= 100_000);
        }
      }
    });

    test('uses no other browser API that could store, send or fingerprint', () => {
      const { window, navigator, document } = visited.used;
      assert.deepEqual(
        { window, document },
        { window: provider === 'inline' ? window : ['localStorage'], document: [] },
      );
      assert.deepEqual(
        navigator.filter((name) => !['languages', 'onLine', 'locks'].includes(name)),
        [],
      );
    });
  });
}

/** A visit on which a reader ticks the box that keeps the answer; nothing is kept before the button is pressed. */
const agreedForGood = () =>
  visit(feedWith(`${FEED} loading="click" privacy-url="/privacy"`), async (page) => {
    await shown(page, 'consent');
    await page.evaluate(() => document.querySelector('news-tag-feed').shadowRoot.querySelector('input').click());
    assert.deepEqual(await storedIn(page), {});
    await press(page, 'agree');
    await reached(page, 'ready');
    await rest(page);
  });

describe('the ledger', () => {
  for (const what of ['news', 'pictures']) {
    test(`lists exactly the headers of requests for ${what}`, () => {
      assert.deepEqual([...sent[what]].sort(), [...new Set(HEADERS[what])].sort());
    });
  }

  test('lists no storage that is not used', async () => {
    // One that turns requests away is left alone for a while: that is remembered too.
    const refused = await visit(feedWith('provider="inline"'), async (page) => {
      await reached(page, 'ready');
      await page.evaluate(async (address) => {
        const { configure } = await (await import(address)).ready;
        configure({ fetch: async () => new Response('', { status: 429 }) });
        document.querySelector('news-tag-feed').provider = 'gdelt';
      }, `${FILES}newsrack.js`);
      await reached(page, 'error');
    });
    assertKept(refused);
    // Of lists that a reader has made longer, it is remembered where they were.
    const longer = await visit(feedWith(`${FEED} page-size="1"`), async (page) => {
      await reached(page, 'ready');
      await rest(page);
      await page.evaluate(() => document.querySelector('news-tag-feed').showMore());
      await rest(page);
      await page.reload();
      await reached(page, 'ready');
    });
    for (const name of longer.kept.session.splice(0)) stored.add(lineFor(name, '`sessionStorage`'));
    assertKept(longer);
    assertKept(await agreedForGood());
    assert.deepEqual([...stored].sort(), [...KEPT].sort());
  });
});

describe('with any referrer policy of the page', () => {
  for (const referrer of ['no-referrer', 'same-origin', 'strict-origin', 'unsafe-url']) {
    test(`${referrer}: hosts of feeds receive its origin, as in the Origin header`, async () => {
      const { seen } = await visit(feedWith(FEED), (page) => reached(page, 'ready'), { referrer });
      const told = newsIn(seen).map(({ headers: { origin, referer } }) => [`${origin}/`, referer]);
      assert.deepEqual(told, [[PAGE, PAGE]]);
      const pictures = seen.filter((request) => isFor(request, 'pictures')).filter(ofOthers);
      assert.ok(pictures.length);
      for (const { headers } of pictures) assert.equal(headers.referer, undefined);
    });
  }

  test('its own host receives its cookies and the whole URL', async () => {
    const { seen } = await visit(feedWith('src="/rss.xml"'), (page) => reached(page, 'ready'));
    const own = seen.find(({ path }) => path === '/rss.xml');
    assert.deepEqual([own.headers.cookie, own.headers.referer], ['known=1', `${PAGE}?secret=1`]);
    assert.deepEqual(newsIn(seen), []);
  });
});

describe('before the reader’s consent', () => {
  const untouched = ({ seen, used, kept }) => {
    assert.deepEqual(seen.filter(ofOthers), []);
    assert.deepEqual(kept.local, {});
    assert.deepEqual([used.window, used.locks, used.stored], [[], [], []]);
  };

  for (const [provider, attributes] of Object.entries(ELEMENTS)) {
    describe(provider, () => {
      let visited;
      before(async () => {
        visited = await visit(feedWith(`${attributes} loading="click"`), (page) => shown(page, 'consent'));
      });

      test('no other host is contacted, and storage is not read', () => untouched(visited));

      test('the hosts to contact are named, and no others', () => {
        assert.deepEqual(visited.result.match(/[\w-]+(?:\.[\w-]+)+/g) ?? [], HOSTS[provider]);
      });
    });
  }

  test('the feed loads after consent, which is required again on the next visit', async () => {
    const { seen, used } = await visit(feedWith(`${FEED} loading="click"`), async (page, forget) => {
      await shown(page, 'consent');
      await press(page, 'agree');
      await reached(page, 'ready');
      await rest(page);
      assert.deepEqual(hostsIn(newsIn(world.seen)), HOSTS.feed);
      forget();
      await page.reload();
      await shown(page, 'consent');
    });
    assert.deepEqual(seen.filter(ofOthers), []);
    assert.deepEqual([used.window, used.stored], [[], []]);
  });

  test('the consent can be stored if there is a privacy page', async () => {
    const { kept } = await agreedForGood();
    assert.match(kept.local['newsrack:agreed'], new RegExp(`^${HOSTS.feed.join(' ')} `));
  });

  test('a consent manager can give consent, as the ledger says', async () => {
    const [, code] = /```js\n(for .*loading.*)\n```/.exec(below('Ask readers first'));
    const { seen } = await visit(feedWith(`${FEED} loading="click"`), async (page) => {
      await shown(page, 'consent');
      await page.evaluate(code);
      await reached(page, 'ready');
    });
    assert.deepEqual(hostsIn(newsIn(seen)), HOSTS.feed);
  });

  test('stored data can be deleted as the ledger says', async () => {
    const [, code] = /```js\n(for .*removeItem.*)\n```/.exec(below('Ask readers first'));
    const { kept } = await visit(feedWith(FEED), async (page) => {
      await reached(page, 'ready');
      await rest(page);
      assert.equal(Object.keys(await storedIn(page)).length, 1);
      await page.evaluate(() => localStorage.setItem('another', '1'));
      await page.evaluate(code);
    });
    assert.deepEqual(kept.local, { another: '1' });
  });
});

test('with a relay, only the relay is contacted for feeds, and receives no more data than others', async () => {
  const { seen } = await visit(feedWith(`${FEED} relay="https://relay.example/"`), (page) => reached(page, 'ready'));
  const asked = newsIn(seen);
  assert.deepEqual(hostsIn(asked), ['relay.example']);
  for (const { headers } of asked) assert.deepEqual([headers.cookie, headers.referer], [undefined, PAGE]);
});

test('without the field image, no pictures are requested', async () => {
  const { seen } = await visit(feedWith(`${FEED} fields="publisher time"`), (page) => reached(page, 'ready'));
  assert.deepEqual(hostsIn(seen.filter(ofOthers)), HOSTS.feed);
});

describe('stored data', () => {
  test('is used on the next visit; GDELT gets no request while it is fresh', async () => {
    const { seen, kept } = await visit(feedWith(''), async (page, forget) => {
      await reached(page, 'ready');
      await rest(page);
      forget();
      await page.reload();
      await reached(page, 'ready');
    });
    assert.deepEqual(newsIn(seen), []);
    assert.equal(Object.keys(kept.local).filter((name) => name.startsWith('newsrack:copy:')).length, 1);
  });

  test('is neither shown nor kept when it is too old', async () => {
    const { kept } = await visit(feedWith(FEED), async (page) => {
      await reached(page, 'ready');
      await rest(page);
      await page.evaluate(() => {
        const [name] = Object.keys(localStorage);
        const copy = JSON.parse(localStorage[name]);
        localStorage[name] = JSON.stringify({ ...copy, at: copy.at - 7 * 864e5 - 1 });
      });
      world.isDown = true;
      // Past the copy that the browser itself keeps.
      await page.setCacheEnabled(false);
      await page.reload();
      await reached(page, 'error');
    });
    assert.deepEqual(kept.local, {});
  });

  test('has no feed with cache="none", and of GDELT only the time of the request', async () => {
    const feed = await visit(feedWith(`${FEED} cache="none"`), (page) => reached(page, 'ready'));
    assert.deepEqual(feed.kept.local, {});
    const gdelt = await visit(feedWith('cache="none"'), (page) => reached(page, 'ready'));
    assert.deepEqual(Object.keys(gdelt.kept.local), ['newsrack:turn:gdelt']);
  });

  test('is empty if storage is switched off as the ledger says', async () => {
    const [, code] = /```html\n([^]*?storage: null[^]*?)```/.exec(below('What is stored'));
    const body = code
      .replace('climate', 'peace negotiations')
      .replace('example.org/feed', 'feeds.tidewater.example/rss');
    const { kept, used, seen } = await visit(body, async (page) => {
      await page.evaluate(async () => {
        while (!document.querySelector('news-tag-feed')) await new Promise((frame) => requestAnimationFrame(frame));
      });
      await reached(page, 'ready');
    });
    assert.deepEqual(hostsIn(newsIn(seen)), HOSTS.feed);
    assert.deepEqual([kept.local, used.window, used.stored], [{}, [], []]);
  });
});

describe('pictures from http: addresses, on a page that is https:', () => {
  const give = (url) => async (page) => {
    await reached(page, 'ready');
    await page.evaluate(async (url) => {
      const feed = document.querySelector('news-tag-feed');
      feed.articles = [{ url: 'https://a.example/', title: 'T', image: { url } }];
      await feed.updateComplete;
      const image = feed.shadowRoot.querySelector('img');
      if (!image.complete) {
        await new Promise((settled) => ['load', 'error'].forEach((type) => image.addEventListener(type, settled)));
      }
    }, url);
    return page.evaluate(() => {
      const image = document.querySelector('news-tag-feed').shadowRoot.querySelector('img');
      return { src: image.src, isBroken: image.dataset.state === 'error' };
    });
  };

  test('are requested over https:', async () => {
    const { result, seen } = await visit(feedWith('provider="inline"'), give('http://pictures.example/a.jpg'));
    assert.deepEqual(result, { src: 'https://pictures.example/a.jpg', isBroken: false });
    assert.ok(seen.some(({ host }) => host === 'pictures.example'));
  });

  test('are replaced by the placeholder if they fail', async () => {
    const { result } = await visit(feedWith('provider="inline"'), give('http://pictures.example/missing.jpg'));
    assert.deepEqual(result, { src: 'https://pictures.example/missing.jpg', isBroken: true });
  });

  test('are requested without a referrer in single cards too', async () => {
    const card = `<news-article-card href="/a" headline="A" image="http://pictures.example/a.jpg"></news-article-card>`;
    const { seen } = await visit(card, (page) =>
      page.evaluate(async () => {
        await customElements.whenDefined('news-article-card');
        await document.querySelector('news-article-card').updateComplete;
      }),
    );
    const [picture, ...more] = seen.filter(ofOthers);
    assert.deepEqual([picture.host, picture.headers.referer, more], ['pictures.example', undefined, []]);
  });
});
