/** The file to paste, wherever it was loaded from and however late, in whatever kind of page: nothing waits, nothing is left open. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { roomRule } from '../../demo/room.js';
import { startRelease, version } from './support.js';

let release;
before(async () => (release = await startRelease()));
after(() => release?.stop());

const pageWith = (body, script = '<script type="module" src="/dist/cdn/newsrack.js"></script>') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page</title>
  <style>${roomRule()}</style>${script}${body}<p id="after">After it.</p>`;
const FEED = '<news-tag-feed src="/feed.xml"><p class="own">Our own pages</p></news-tag-feed>';

const untilReady = (tab) => tab.waitForFunction(() => document.querySelector('news-tag-feed')?.status === 'ready');

async function inPage(html, options, act) {
  const { tab, said, requested, leave } = await release.visit(html, options);
  try {
    const result = await act(tab, said, requested);
    assert.deepEqual(said.errors, []);
    return result;
  } finally {
    await leave();
  }
}

/** From which folders the chunks of a page came that loads newsrack from an address. */
const foldersFor = (address) =>
  inPage(pageWith(FEED, `<script type="module" src="${address}"></script>`), {}, async (tab, said, requested) => {
    await untilReady(tab);
    await tab.waitForNetworkIdle({ idleTime: 50 });
    assert.deepEqual(said.warnings, []);
    const chunks = requested.filter(({ file }) => file.startsWith('chunks/'));
    return [...new Set(chunks.map(({ folder }) => folder))];
  });

describe('chunks load from', () => {
  const FILE = 'dist/cdn/newsrack.js';
  const EXACT = {
    'https://cdn.jsdelivr.net/npm/newsrack@1/': 'npm/',
    'https://cdn.jsdelivr.net/npm/newsrack@%5E1.0/': 'npm/',
    'https://cdn.jsdelivr.net/npm/newsrack@latest/': 'npm/',
    'https://cdn.jsdelivr.net/npm/newsrack/': 'npm/',
    'https://unpkg.com/newsrack@1/': '',
    'https://unpkg.com/newsrack/': '',
    'https://esm.sh/newsrack@1/': '',
    '/npm/newsrack@1.x/': 'npm/',
  };
  for (const [address, before] of Object.entries(EXACT)) {
    test(`the exact version for ${address}`, async () =>
      assert.deepEqual(await foldersFor(address + FILE), [`${before}newsrack@${version}/`]));
  }
  for (const address of ['/', '/vendor/newsrack/', '/assets/v2/'])
    test(`the same folder for ${address}, a site's own`, async () =>
      assert.deepEqual(await foldersFor(address + FILE), [address.slice(1)]));

  test('the same folder if a self-hosted copy is named like a version range', async () => {
    const isFailing = ({ folder }) => folder.includes(version) && 'is missing';
    const script = '<script type="module" src="/vendor/newsrack@1/dist/cdn/newsrack.js"></script>';
    await inPage(pageWith(FEED, script), { isFailing }, untilReady);
  });
});

describe('after a failure', () => {
  test('newsrack retries when the reader is online', async () => {
    let isOffline = true;
    const isFailing = ({ file }) => isOffline && file.startsWith('chunks/') && 'breaks off';
    await inPage(pageWith(FEED), { isFailing }, async (tab, said) => {
      while (!said.warnings.length) await tab.waitForNetworkIdle({ idleTime: 10 });
      await tab.waitForFunction(() => document.querySelector('news-tag-feed').offsetHeight < 200);
      isOffline = false;
      await tab.evaluate(() => dispatchEvent(new Event('online')));
      await untilReady(tab);
      assert.equal(said.warnings.length, 1);
    });
  });

  test('a later element loads the articles of an earlier one as well', async () => {
    let isOffline = true;
    const isFailing = ({ name }) => isOffline && name === 'first' && 'is missing';
    await inPage(pageWith(FEED), { isFailing }, async (tab, said) => {
      while (!said.warnings.length) await tab.waitForNetworkIdle({ idleTime: 10 });
      isOffline = false;
      await tab.evaluate(() => document.body.append(document.createElement('news-app-promo')));
      await untilReady(tab);
    });
  });

  test('refresh() reads the feed whose parser was missing', async () => {
    let isOffline = true;
    const isFailing = ({ name }) => isOffline && name === 'atom' && 'is empty';
    await inPage(pageWith(FEED.replace('feed.xml', 'atom.xml')), { isFailing }, async (tab, said) => {
      await tab.waitForFunction(() => document.querySelector('news-tag-feed').status === 'error');
      assert.equal(await tab.$eval('news-tag-feed', ({ error }) => error.code), 'network');
      isOffline = false;
      await tab.$eval('news-tag-feed', (feed) => feed.refresh());
      await untilReady(tab);
      assert.equal(said.warnings.length, 1);
    });
  });

  test('a request that hangs is sent once more', async () => {
    /** In the page: what is waited for longest need not be waited for here. */
    const hurry = () => {
      const usual = globalThis.setTimeout;
      globalThis.setTimeout = (act, time, ...more) => usual(act, time === 15_000 ? 500 : time, ...more);
    };
    const isFailing = ({ name, before }) => name === 'first' && before === 0 && 'never answers';
    const prepare = (tab) => tab.evaluateOnNewDocument(hurry);
    await inPage(pageWith(FEED), { isFailing, prepare }, async (tab, said) => {
      await untilReady(tab);
      assert.deepEqual(said.warnings, []);
    });
  });
});

describe('no space is reserved', () => {
  /** In the page: whether the owner's content is seen, and nothing but it has room. */
  const isClosed = () => {
    const { top } = document.querySelector('#after').getBoundingClientRect();
    return document.querySelector('.own').checkVisibility() && top < 200;
  };

  test('without scripts', async () => {
    const prepare = (tab) => tab.setJavaScriptEnabled(false);
    await inPage(pageWith(FEED), { prepare }, async (tab) => {
      const own = await (await tab.$('.own')).boundingBox();
      const after = await (await tab.$('#after')).boundingBox();
      assert.ok(after.y < own.y + 100, `It begins at ${after.y} px.`);
    });
  });

  for (const script of [
    '<script type="module" src="/dist/cdn/newsrack.js"></script>',
    '<script type="module" src="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/newsrack.js"></script>',
    '<script type="text/plain" src="/dist/cdn/newsrack.js"></script>',
  ]) {
    test(`in the end, if the script fails to load: ${script}`, async () => {
      await inPage(pageWith(FEED, script), { isFailing: () => 'breaks off' }, async (tab) => {
        await tab.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
        await tab.waitForFunction(isClosed);
      });
    });
  }

  test('if the classic script finds no module, with a console message', async () => {
    const script = '<script src="/dist/cdn/newsrack.classic.js"></script>';
    const isFailing = ({ file }) => file === 'newsrack.js' && 'is missing';
    await inPage(pageWith(FEED, script), { isFailing }, async (tab, said) => {
      await tab.waitForFunction(isClosed);
      assert.deepEqual(said.warnings.length, 1);
      assert.match(said.warnings[0], /\/dist\/cdn\/newsrack\.js is blocked or missing/);
    });
  });
});

test('the classic script retries once', async () => {
  const isFailing = ({ file, before }) => file === 'newsrack.js' && before === 0 && 'breaks off';
  await inPage(
    pageWith(FEED, '<script defer src="/dist/cdn/newsrack.classic.js"></script>'),
    { isFailing },
    async (tab, said) => {
      await untilReady(tab);
      assert.deepEqual(said.warnings, []);
    },
  );
});

test('the classic script finds its folder without document.currentScript', async () => {
  const script = `<script type="text/plain" src="/dist/cdn/newsrack.classic.js"></script>
    <script type="module">new Function(await (await fetch('/dist/cdn/newsrack.classic.js')).text())()</script>`;
  await inPage(pageWith(FEED, script), {}, untilReady);
});

describe('an element in a shadow root is found at once', () => {
  /** In the page: the time after which newsrack looked for the last time is never reached. */
  const stopLater = () => {
    const usual = globalThis.setTimeout;
    globalThis.setTimeout = (act, time, ...more) => (time === 3000 ? 0 : usual(act, time, ...more));
  };
  const prepare = (tab) => tab.evaluateOnNewDocument(stopLater);
  const untilShown = (tab) =>
    tab.waitForFunction(() => {
      const feedIn = (root) =>
        root.querySelector('news-tag-feed') ??
        [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot && feedIn(shadowRoot)).find(Boolean);
      // Where it throws, nobody would look again.
      const { shadowRoot } = document.querySelector('#host');
      return Boolean(shadowRoot) && feedIn(shadowRoot)?.status === 'ready';
    });
  const attach = `const root = document.querySelector('#host').attachShadow({ mode: 'open' });`;
  const FAR = `<div style="block-size: 9000px"></div>${FEED}`;

  const PAGES = {
    'that the HTML declares': pageWith(`<div id="host"><template shadowrootmode="open">${FEED}</template></div>${FAR}`),
    'within a shadow root': pageWith(
      `<div id="host"><template shadowrootmode="open"><div><template shadowrootmode="open">${FEED}</template></div></template></div>${FAR}`,
    ),
    'that a later module makes': pageWith(
      `<div id="host"></div>${FAR}<script type="module">${attach} root.innerHTML = '${FEED}';</script>`,
    ),
    'that is made with the last of the page': pageWith(
      `<div id="host"></div>${FAR}<script>addEventListener('load', () => { ${attach} root.innerHTML = '${FEED}'; }, true);</script>`,
    ),
    'that holds the script itself': pageWith(
      `<div id="host"></div>${FAR}<script>${attach}
        root.innerHTML = '${FEED}';
        addEventListener('load', () => root.append(Object.assign(document.createElement('script'), { type: 'module', src: '/dist/cdn/newsrack.js' })));
      </script>`,
      '',
    ),
    'whose component imports newsrack first': pageWith(
      `<div id="host"></div><script>addEventListener('load', async () => {
        await import('/dist/cdn/newsrack.js');
        ${attach}
        root.innerHTML = '${FEED}';
      });</script>`,
      '',
    ),
  };
  for (const [what, page] of Object.entries(PAGES)) test(what, () => inPage(page, { prepare }, untilShown));
});

describe('in a frame with an opaque origin', () => {
  const PAGES = {
    'a feed': FEED,
    'a list of tags that stands in the address': `<news-tag-list url-param="tag"></news-tag-list>${FEED}`,
    'a service that wants one request at a time': '<news-tag-feed tag="peace negotiations"></news-tag-feed>',
  };
  for (const [what, body] of Object.entries(PAGES)) {
    test(`${what} is shown`, async () => {
      const inside = `<base href="/"><script type="module" src="/dist/cdn/newsrack.js"></script>${body}`;
      const frame = `<iframe sandbox="allow-scripts" width="600" height="600" srcdoc="${inside.replaceAll('"', '&quot;')}"></iframe>`;
      await inPage(pageWith(`${frame}<!-- provider= -->`, ''), {}, async (tab, said) => {
        const content = await (await tab.waitForSelector('iframe')).contentFrame();
        await content.waitForFunction(() => document.querySelector('news-tag-feed')?.status === 'ready');
        await content.waitForFunction(() =>
          [...document.querySelectorAll('news-tag-list')].every((list) =>
            list.shadowRoot?.querySelector('[part~="tag"]'),
          ),
        );
        for (const list of await content.$$('news-tag-list')) {
          await list.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[part~="tag"]')].at(-1).click());
        }
        await tab.waitForNetworkIdle({ idleTime: 50 });
        assert.deepEqual(said.warnings, []);
      });
    });
  }
});
