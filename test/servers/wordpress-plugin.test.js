/** The plugin for WordPress: in the block editor, and on the pages that readers get from it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { takeSnapshot } from 'newsrack/server';
import { hostsSnippet, provideCdn } from '../support/cdn.js';
import { serve, startChromium } from '../support/chromium.js';

const sites = JSON.parse(process.env.SERVERS);
const PLUGIN = 'newsrack/newsrack.php';

const DUNES = 'Dunes move “faster than thought”';
const FERRY = 'The ferry goes again: 5 < 6 & more';

/** In milliseconds: more than a site waits for a snapshot, and less than a reader does. */
const QUICK = 6_000;

/** In milliseconds: how long a page may take on a busy machine. The block editor is two hundred files. */
const PATIENCE = 90_000;

const FEED = {
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Harbour & Times',
  home_page_url: 'https://harbour.example/',
  items: [
    {
      id: '1',
      url: 'https://harbour.example/dunes',
      title: DUNES,
      content_text: 'Nobody had measured them before.',
      date_published: '2026-11-20T09:30:00Z',
      tags: ['Climate'],
    },
    {
      id: '2',
      url: 'https://harbour.example/ferry',
      title: FERRY,
      content_text: 'It had been in the dock since May.',
      date_published: '2026-11-18T09:30:00Z',
      tags: ['Traffic'],
    },
  ],
};

const ATTACK = '"><img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script><!-- <script>';

const HOSTILE = {
  version: 'https://jsonfeed.org/version/1.1',
  title: ATTACK,
  _newsrack: { selected: true },
  items: [
    {
      id: ATTACK,
      url: 'https://harbour.example/?a="onmouseover="window.hacked=1&b=\'<i>',
      title: `A headline ${ATTACK}`,
      content_text: ATTACK,
      authors: [{ name: ATTACK, url: 'javascript:window.hacked=1' }, 7, null],
      tags: [ATTACK, 7, ['x']],
      date_published: '2026-11-20T09:30:00Z',
      _newsrack: { publisher: { name: ATTACK, url: 'javascript:window.hacked=1' }, category: ATTACK },
    },
    { id: '2', url: 'javascript:window.hacked=1', title: 'A link that is a script' },
    { id: '3', url: 'https://user:password@evil.example/', title: 'A link with a password' },
    { id: '4', url: ['https://harbour.example/'], title: { a: 1 }, _newsrack: 'text' },
    { id: '5', url: 'https://harbour.example/5', title: 7, content_text: 'Only a text.', date_published: 'yesterday' },
    null,
    'text',
    [],
  ],
};

let browser;
let news;
/** Responses of the source by path. Where there is none, the source stays silent. */
const answers = new Map();
/** Requests to the source, each with its path and sender. */
const requests = [];

before(async () => {
  browser = await startChromium();
  news = await serve(({ url, headers }, response) => {
    requests.push({ path: url, isFromWordPress: /^WordPress/.test(headers['user-agent']) });
    const answer = answers.get(url);
    if (!answer) return;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  answers.set('/feed.json', FEED);
  answers.set('/hostile.json', HOSTILE);
  answers.set('/snapshot.json', (await takeSnapshot({ src: `${news.origin}/feed.json` })).json);
});
after(async () => {
  await browser.close();
  await news.stop();
});

const requestsFor = (path) => requests.filter((one) => one.path === path);

/** Runs PHP within a site. */
function php(kind, code) {
  const folder = join(sites.data, kind, 'data');
  const { stdout, stderr, status } = spawnSync('php', ['-r', `require '${sites.root}/wp-load.php'; ${code}`], {
    encoding: 'utf8',
    env: { ...process.env, SITE_DATA: folder, SITE_HOME: sites[kind], SITE_KIND: kind },
  });
  assert.equal(status, 0, stderr + stdout);
  return stdout;
}

/** Everything that WordPress and PHP found fault with on a site. */
function notices(kind) {
  const log = join(sites.data, kind, 'data/debug.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  // No machine outside is reached, so that WordPress finds no updates; and SQLite takes the place of its database.
  return lines
    .filter((line) => !/secure connection to WordPress\.org|sqlite-database-integration/.test(line))
    .join('\n');
}

const inPhp = (text) => `base64_decode('${Buffer.from(text).toString('base64')}')`;

/** Publishes a post of an administrator, whose HTML WordPress leaves as it is. Returns its address. */
function publish(kind, content) {
  const post = `['post_status' => 'publish', 'post_title' => 'A post', 'post_content' => wp_slash(${inPhp(content)})]`;
  return php(kind, `wp_set_current_user(1); echo get_permalink(wp_insert_post(${post}));`);
}

/** A block as the editor writes it into a post. */
function block(attributes) {
  const json = JSON.stringify(attributes)
    .replaceAll('--', '\\u002d\\u002d')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\\"', '\\u0022');
  return `<!-- wp:newsrack/feed ${json} /-->\n<!-- wp:paragraph --><p>After the news.</p><!-- /wp:paragraph -->`;
}

/** Logs in and opens a page for administrators. */
async function openAdmin(kind, path) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1400, height: 1000 });
  const target = `${sites[kind]}/wp-admin/${path}`;
  await page.goto(`${sites[kind]}/wp-login.php?redirect_to=${encodeURIComponent(target)}`);
  await page.evaluate(() => {
    document.querySelector('#user_login').value = 'editor';
    document.querySelector('#user_pass').value = 'password';
  });
  await Promise.all([page.waitForNavigation(), page.evaluate(() => document.forms.loginform.submit())]);
  return { page, close: () => context.close() };
}

/** Opens a page as a reader, who has no cookies. */
async function read(address, { scripts = true, cdn = false } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (cdn) await provideCdn(page);
  await page.setJavaScriptEnabled(scripts);
  const hosts = new Set();
  page.on('request', (request) => /^http/.test(request.url()) && hosts.add(new URL(request.url()).origin));
  const begin = Date.now();
  const response = await page.goto(address, { waitUntil: 'domcontentloaded' });
  assert.equal(response.status(), 200);
  return { page, hosts, took: Date.now() - begin, html: await response.text(), close: () => context.close() };
}

const headlinesOf = (target) =>
  target.evaluate(() =>
    [...(document.querySelector('news-tag-feed')?.shadowRoot?.querySelectorAll('[part~="headline"]') ?? [])].map(
      (one) => one.textContent.trim(),
    ),
  );

/** Waits until the element of a page or frame shows these headlines. */
const shows = (target, headlines) =>
  target.waitForFunction(
    (expected) => {
      const root = document.querySelector('news-tag-feed')?.shadowRoot;
      const texts = [...(root?.querySelectorAll('[part~="headline"]') ?? [])].map((one) => one.textContent.trim());
      return texts.join('\n') === expected;
    },
    {},
    headlines.join('\n'),
  );

/** Waits until the element of a page shows news. */
async function showsNews(page) {
  await page.waitForFunction(() => ['ready', 'stale'].includes(document.querySelector('news-tag-feed')?.status));
  return headlinesOf(page);
}

for (const [kind, links] of Object.entries({ plugin: 'pretty', 'plugin-plain': 'plain' })) {
  describe(`the plugin on a site with ${links} permalinks`, () => {
    /** The page of an administrator. */
    let admin;
    after(() => admin?.close());

    it('is activated without a notice', async () => {
      admin = await openAdmin(kind, 'plugins.php');
      const { page } = admin;
      await Promise.all([page.waitForNavigation(), page.click('#activate-newsrack')]);
      assert.match(await page.$eval('#message', ({ textContent }) => textContent), /Plugin activated/);
      assert.equal(notices(kind), '');
    });

    it('shows the element in the block editor, and on the page that is published there', async () => {
      const { page } = admin;
      await page.goto(`${sites[kind]}/wp-admin/post-new.php`);
      await page.waitForFunction(() => window.wp?.data?.select('core/block-editor')?.getBlockCount() !== undefined);
      await page.evaluate(() => {
        window.wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false);
        window.wp.data.dispatch('core/editor').editPost({ title: 'News of the harbour' });
      });

      const inserter = 'button[aria-label="Toggle block inserter"]';
      await page.locator(inserter).click();
      await page.locator('.block-editor-inserter__search input').fill('newsrack');
      await page.locator('.editor-block-list-item-newsrack-feed').click();
      await page.locator(inserter).click();
      const canvas = page.frames().find((frame) => frame.name() === 'editor-canvas');
      await canvas.locator('.wp-block-newsrack-feed input').fill(`${news.origin}/feed.json`);
      await canvas.locator('.wp-block-newsrack-feed button[type="submit"]').click();
      await shows(canvas, [DUNES, FERRY]);

      // The inserter may have taken the place of the settings; their button would close them where it has not.
      await page.evaluate(() => window.wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block'));
      await page.locator('::-p-xpath(//label[.="Tag"]/following::input[1])').fill('climate');
      await shows(canvas, [DUNES]);

      await page.locator('.editor-post-publish-panel__toggle').click();
      await page.locator('.editor-post-publish-panel__header-publish-button button').click();
      await page.waitForSelector('.post-publish-panel__postpublish');
      const address = await page.evaluate(() => window.wp.data.select('core/editor').getCurrentPost().link);
      assert.equal(new URL(address).search !== '', links === 'plain');
      // It asks whether to leave, and saves now and then.
      await admin.close();
      admin = undefined;

      const reader = await read(address);
      assert.deepEqual(await showsNews(reader.page), [DUNES]);
      assert.deepEqual([...reader.hosts].sort(), [sites[kind], news.origin].sort());
      await reader.close();
      assert.equal(notices(kind), '');
    });

    it('writes the headlines of a snapshot into the page, for readers without JavaScript', async () => {
      const address = publish(kind, block({ snapshot: `${news.origin}/snapshot.json`, tag: 'climate, traffic' }));
      const { page, close } = await read(address, { scripts: false });
      const links = await page.$$eval('news-tag-feed a', (all) => all.map((one) => [one.textContent, one.href]));
      assert.deepEqual(links, [
        [DUNES, 'https://harbour.example/dunes'],
        [FERRY, 'https://harbour.example/ferry'],
      ]);
      const text = await page.$eval('news-tag-feed', ({ innerText }) => innerText);
      assert.match(text, /Harbour & Times · November 20, 2026\s+Nobody had measured them before\./);
      await close();
    });

    it('lets the element show a snapshot without a request', async () => {
      const path = `/snapshot.json?of=${kind}`;
      answers.set(path, answers.get('/snapshot.json'));
      const address = publish(kind, block({ snapshot: news.origin + path, tag: 'traffic' }));
      for (let visits = 0; visits < 2; visits++) {
        const { page, hosts, close } = await read(address);
        assert.deepEqual(await showsNews(page), [FERRY]);
        assert.deepEqual([...hosts], [sites[kind]]);
        await close();
      }
      assert.deepEqual(
        requestsFor(path).map(({ isFromWordPress }) => isFromWordPress),
        [true],
      );
      assert.equal(notices(kind), '');
    });
  });
}

describe('the plugin', () => {
  const kind = 'plugin';

  it('escapes all that a hostile snapshot holds', async () => {
    const address = publish(kind, block({ snapshot: `${news.origin}/hostile.json` }));
    const still = await read(address, { scripts: false });
    const links = await still.page.$$eval('news-tag-feed a', (all) =>
      // WordPress makes a dash of two hyphens in any text.
      all.map((one) => [one.textContent.replace('–', '--'), one.protocol]),
    );
    assert.deepEqual(links, [
      [`A headline ${ATTACK}`, 'https:'],
      ['Only a text.', 'https:'],
    ]);
    assert.equal((await still.page.$$('news-tag-feed :is(img, script:not([type="application/json"]))')).length, 0);
    await still.close();

    const { page, close } = await read(address);
    const headlines = await showsNews(page);
    assert.deepEqual(headlines, [`A headline ${ATTACK}`, 'Only a text.']);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await close();
  });

  it('escapes all that an author may write into a block or a shortcode', async () => {
    const attributes = {
      tag: ATTACK,
      heading: ATTACK,
      src: `javascript:window.hacked=1 ${news.origin}/feed.json"onclick="window.hacked=1`,
      provider: ATTACK,
      layout: ATTACK,
      theme: '" onclick="window.hacked=1',
    };
    const shortcode = `[newsrack tag='"><script>window.hacked=1</script>' heading='" onclick="window.hacked=1']`;
    const { page, close } = await read(publish(kind, block(attributes) + shortcode));
    await page.waitForSelector('news-tag-feed:defined');
    const names = await page.$$eval('news-tag-feed', (all) => all.flatMap((one) => one.getAttributeNames()));
    assert.deepEqual([...new Set(names)].sort(), ['heading', 'src', 'tag']);
    assert.equal(await page.$eval('news-tag-feed', (one) => one.getAttribute('tag')), ATTACK);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await close();
  });

  it('leaves a page quick and whole while a snapshot does not answer', async () => {
    const path = '/silent.json';
    const address = publish(kind, block({ snapshot: news.origin + path, tag: 'climate' }));
    for (const limit of [QUICK, 2_000]) {
      const begin = Date.now();
      const html = await (await fetch(address)).text();
      assert.ok(Date.now() - begin < limit, `${Date.now() - begin} ms`);
      assert.match(
        html,
        /<news-tag-feed tag="climate" src="[^"]+\/silent\.json"><\/news-tag-feed>[^]*After the news\./,
      );
      assert.match(html, /<\/html>\s*$/);
    }
    assert.equal(requestsFor(path).length, 1);
  });

  it('keeps the last good articles of a snapshot that fails', async () => {
    const path = '/fails.json';
    answers.set(path, answers.get('/snapshot.json'));
    const address = publish(kind, block({ snapshot: news.origin + path }));
    const text = async () => (await fetch(address)).text();
    assert.match(await text(), /harbour\.example\/dunes/);
    answers.set(path, 'no JSON');
    const name = `'newsrack_' . md5(${inPhp(news.origin + path)})`;
    php(kind, `$kept = get_transient(${name}); $kept['tried'] = 0; set_transient(${name}, $kept);`);
    assert.match(await text(), /harbour\.example\/dunes/);
    assert.equal(requestsFor(path).length, 2);
  });

  it('requests no snapshot from a private address', async () => {
    const path = '/snapshot.json?private';
    const html = await (await fetch(publish(kind, block({ snapshot: `http://localhost:${news.port}${path}` })))).text();
    assert.match(html, /<news-tag-feed src="http:\/\/localhost/);
    assert.equal(requestsFor(path).length, 0);
  });

  it('reads a snapshot of the site itself by its path', async () => {
    const file = join(sites.root, 'news.json');
    writeFileSync(file, answers.get('/snapshot.json'));
    try {
      const { page, hosts, close } = await read(publish(kind, block({ snapshot: '/news.json' })));
      assert.deepEqual(await showsNews(page), [DUNES, FERRY]);
      assert.deepEqual([...hosts], [sites[kind]]);
      assert.equal(await page.$$eval('news-tag-feed li a', (all) => all.length), 2);
      await close();
    } finally {
      rmSync(file);
    }
  });

  it('has a shortcode for classic themes', async () => {
    const address = publish(
      kind,
      `[newsrack src="${news.origin}/feed.json" tag="traffic" heading="" page-size="1" layout="headlines"]`,
    );
    const { page, close } = await read(address);
    assert.deepEqual(await showsNews(page), [FERRY]);
    const html = await page.$eval('news-tag-feed', (one) => one.outerHTML);
    assert.match(html, /tag="traffic" src="[^"]+" layout="headlines" page-size="1" heading=""/);
    await close();
  });

  it('shows the posts of the site itself where only the kind of source is chosen', async () => {
    const { page, close } = await read(publish(kind, block({ provider: 'wordpress', tag: 'AC/DC' })));
    assert.equal((await showsNews(page)).length, 1);
    await close();
  });

  it('writes a list without a script into the feed of the site', async () => {
    publish(kind, block({ snapshot: `${news.origin}/snapshot.json` }));
    const feed = await (await fetch(`${sites[kind]}/feed/`)).text();
    assert.match(feed, /<ul class="newsrack-articles"><li><a href="https:\/\/harbour\.example\/dunes">/);
    assert.doesNotMatch(feed, /data-news="feed"/);
  });

  it('causes no notice, and leaves nothing behind when it is uninstalled', () => {
    assert.equal(notices(kind), '');
    const left = `global $wpdb; echo $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%newsrack%'");`;
    assert.notEqual(php(kind, left), '0');
    const uninstall = `deactivate_plugins('${PLUGIN}'); uninstall_plugin('${PLUGIN}');`;
    php(kind, `require ABSPATH . 'wp-admin/includes/plugin.php'; ${uninstall}`);
    assert.equal(php(kind, left), '0');
  });
});

describe('a block “Custom HTML”', () => {
  it('shows the news of the snippet that an owner pastes', async () => {
    const snippet = hostsSnippet('traffic', `${news.origin}/feed.json`);
    const address = publish('plugin', `<!-- wp:html -->\n${snippet}<!-- /wp:html -->`);
    const { page, close } = await read(address, { cdn: true });
    assert.deepEqual(await showsNews(page), [FERRY]);
    await close();
  });
});
