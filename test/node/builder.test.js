/** The demo's builder, as visitors use it: by keyboard and mouse, with feeds of every kind, and with links from strangers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, normalize } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { START, fromQuery, toQuery } from '../../demo/builder-choices.js';
import { freshen } from '../../demo/freshen.js';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', root), 'utf8');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.xml': 'application/xml',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const CONTRACT = `<style>
  @media (scripting: enabled) {
    news-tag-feed:not(:defined) { display: flow-root; min-height: 100vh; animation: news-room 10s 10s linear forwards }
    @keyframes news-room { to { min-height: 0 } }
  }
</style>
<script type="module" src="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/newsrack.js"></script>
<news-tag-feed tag="peace negotiations" src="https://example.org/feed.xml"></news-tag-feed>`;

const item = (title, ...tags) =>
  `<item><title>${title}</title><link>https://paper.example/${encodeURIComponent(title)}</link>${tags
    .map((tag) => `<category>${tag}</category>`)
    .join('')}</item>`;
const rss = (items) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>${items}</channel></rss>`;
const PAPER = rss(
  item('Talks resume', 'peace', 'world') + item('Rain', 'weather', 'world') + item('Fog', 'weather', 'world'),
);

const page = (head) => `<!doctype html><html><head><title>A site</title>${head}</head><body>Hello</body></html>`;

/** Responses of the other host by address; without `closed`, other sites may read them. */
const HOST = {
  '/paper.xml': { body: PAPER },
  '/closed.xml': { body: PAPER, closed: true },
  '/closed-site': { body: page(''), closed: true },
  '/blog/feed/': { body: PAPER, closed: true },
  '/missing.xml': { status: 404, body: 'no' },
  '/members.xml': { status: 403, body: 'no' },
  '/ill.xml': { status: 500, body: 'no' },
  '/gone.xml': { status: 410, body: 'no' },
  '/busy.xml': {
    status: 429,
    body: 'no',
    headers: { 'retry-after': '90', 'access-control-expose-headers': 'retry-after' },
  },
  '/large.xml': { body: rss('<!-- -->'.repeat(300_000)) },
  '/empty.xml': { body: rss('') },
  '/nothing.xml': { body: '' },
  '/unreadable.xml': { body: rss('<item><description>neither title nor link</description></item>') },
  '/plain.html': { body: page('') },
  '/page.html': {
    body: page(`<link rel="alternate" type="application/rss+xml" href="/paper.xml" title="Hi <img src=x onerror='hacked=1'>">
      <link rel="alternate" type="application/atom+xml" href="javascript:hacked=1" title="Bad">
      <link rel="alternate" hreflang="de" href="/de">`),
  },
  '/data.json': { body: '{"stories": [{"headline": "Fog", "url": "https://paper.example/fog"}]}' },
  '/sitemap.xml': { body: '<?xml version="1.0"?><urlset></urlset>' },
  '/opml.xml': { body: '<?xml version="1.0"?><opml version="2.0"></opml>' },
};

let demo;
let host;
let dead;
let browser;
let visit;
let tab;
/** The relay that the page of the demo's host names. */
let demoRelay = '';
/** The page that the copied code was pasted into. */
let pasted = '';

before(async () => {
  host = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === '/broken.xml') {
      response
        .writeHead(200, { 'access-control-allow-origin': '*', 'content-length': 10_000 })
        .write(PAPER, () => response.destroy());
      return;
    }
    const { status = 200, body, closed, headers } = HOST[pathname] ?? { status: 404, body: '' };
    response.writeHead(status, { ...(!closed && { 'access-control-allow-origin': '*' }), ...headers }).end(body);
  });
  demo = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://demo');
    const send = (type, body, status = 200) => response.writeHead(status, { 'content-type': type }).end(body);
    if (pathname === '/pasted') return send(TYPES['.html'], pasted);
    if (pathname === '/relay') return send(TYPES['.xml'], HOST[new URL(searchParams.get('url')).pathname].body);
    const path = normalize(pathname);
    const type = TYPES[extname(path)];
    if (!type || !/^\/(demo|dist\/cdn)\//.test(path)) return send('text/plain', '', 404);
    try {
      const body = readFileSync(new URL(`.${path}`, root));
      if (path.endsWith('/builder.html')) {
        return send(
          type,
          body.toString().replace('name="newsrack-relay" content=""', `name="newsrack-relay" content="${demoRelay}"`),
        );
      }
      send(type, path.includes('/feeds/') && /\.(xml|json)$/.test(path) ? freshen(body.toString()) : body);
    } catch {
      send('text/plain', 'No such file', 404);
    }
  });
  const closing = await serve(() => {});
  dead = closing.origin;
  await closing.stop();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  await host?.stop();
});

const faults = [];
beforeEach(async () => {
  faults.length = 0;
  visit = await browser.createBrowserContext();
  await visit.overridePermissions(demo.origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  tab = await visit.newPage();
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('dialog', (dialog) => {
    faults.push(`A dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await tab.setViewport({ width: 1280, height: 900 });
});
afterEach(async () => {
  demoRelay = '';
  await visit.close();
  assert.deepEqual(faults, []);
});

const open = (query = '') => tab.goto(`${demo.origin}/demo/builder.html${query}`);
const openWith = (choices) => open(`?${new URLSearchParams(choices)}`);

/** The code shown, block by block. */
const code = () =>
  tab.$$eval('[role="tabpanel"]:not([hidden]) pre', (blocks) => blocks.map((block) => block.textContent));
const choicesInAddress = () => Object.fromEntries(new URL(tab.url()).searchParams);
const until = (check, ...values) => tab.waitForFunction(check, { polling: 50 }, ...values);
const untilCode = (part) =>
  until((part) => document.querySelector('[role="tabpanel"]:not([hidden])').textContent.includes(part), part);
const untilAddress = (part) => until((part) => location.search.includes(part), part);
const untilVerdict = () => until(() => document.querySelector('#verdicts:not([aria-busy]) .verdict'));
const verdict = () => tab.$eval('#verdicts', (element) => element.innerText);
const headlines = () =>
  tab.$eval('#feed', (feed) =>
    [...feed.shadowRoot.querySelectorAll('[part~="link"]')].map((link) => link.textContent.trim()),
  );
const untilHeadlines = (selector = '#feed') =>
  until((selector) => document.querySelector(selector)?.shadowRoot?.querySelector('[part~="link"]'), selector);
const attribute = (name) => tab.$eval('#feed', (feed, name) => feed.getAttribute(name), name);

const toStep = (name) => tab.click(`.steps button[data-step="${name}"]`);
const untilStep = (name) => until((name) => !document.querySelector(`#step-${name}`).hidden, name);
const focusIsOn = (selector) => tab.evaluate((selector) => document.activeElement.matches(selector), selector);

/** Presses Tab until the focus is there: what keys don't reach is never found. */
async function tabTo(selector) {
  for (let n = 0; n < 120; n++) {
    if (await tab.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await tab.keyboard.press('Tab');
  }
  assert.fail(`The Tab key does not lead to ${selector}.`);
}

describe('choosing', () => {
  test('at first, the code is the standard snippet', async () => {
    await open();
    assert.deepEqual(await code(), [CONTRACT]);
    await untilHeadlines();
    assert.equal(new URL(tab.url()).search, '');
  });

  test('by mouse', async () => {
    await open();
    await untilHeadlines();
    await tab.select('#source', 'meridian');
    await toStep('look');
    await tab.click('input[name="layout"][value="grid"]');
    await tab.click('input[name="fields"][value="excerpt"]');
    await tab.select('#theme', 'dark');
    await tab.select('#radius', '0');
    await tab.click('#tag', { count: 3 });
    await tab.keyboard.type('climate');
    await tab.click('input[name="width"][value="phone"]');
    await untilCode('tag="climate"');
    const [html] = await code();
    assert.match(html, /layout="grid"/);
    assert.match(html, /fields="image publisher time category"/);
    assert.match(html, /theme="dark"/);
    assert.match(html, /--news-radius: 0;/);
    assert.doesNotMatch(html, /width|limit|more|cache/);
    await untilAddress('width=phone');
    await until(() => document.querySelector('#feed').getAttribute('tag') === 'climate');
    assert.equal(await tab.$eval('#feed', (feed) => feed.style.getPropertyValue('--news-radius')), '0');
    assert.equal(await tab.$eval('#sheet', (sheet) => sheet.offsetWidth), 360);
    assert.equal(await attribute('src'), 'feeds/meridian.rss.xml');
    assert.deepEqual(choicesInAddress(), {
      tag: 'climate',
      src: 'feeds/meridian.rss.xml',
      layout: 'grid',
      fields: 'image publisher time category',
      theme: 'dark',
      radius: '0',
      step: 'look',
      width: 'phone',
    });
  });

  test('by keyboard alone', async () => {
    await open();
    await untilHeadlines();
    await tabTo('#source');
    await tab.keyboard.press('Home');
    await until(() => document.querySelector('#source').value === 'own');
    await tabTo('#src');
    await tab.keyboard.type(`${host.origin}/paper.xml`);
    await tabTo('#check');
    await tab.keyboard.press('Enter');
    await untilVerdict();
    await tabTo('#step-source .main');
    await tab.keyboard.press('Enter');
    await tabTo('#tag');
    await tab.keyboard.down('Control');
    await tab.keyboard.press('a');
    await tab.keyboard.up('Control');
    await tab.keyboard.type('weather');
    await tabTo('input[name="layout"]');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowRight');
    await tabTo('input[name="fields"][value="authors"]');
    await tab.keyboard.press('Space');
    await tabTo('[name="has-heading"]');
    await tab.keyboard.press('Space');
    await tabTo('input[name="width"]');
    await tab.keyboard.press('ArrowLeft');
    await tabTo('#step-look .main');
    await tab.keyboard.press('Enter');
    await tabTo('[role="tab"]');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowRight');
    await tabTo('[role="tabpanel"]:not([hidden]) .block:nth-of-type(2) button');
    await tab.keyboard.press('Enter');
    await until(() => document.querySelector('#said').textContent.includes('copied'));
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    assert.equal(
      copied,
      `import 'newsrack/define/news-tag-feed';

export function News() {
  return (
    <news-tag-feed
      tag="weather"
      src="${host.origin}/paper.xml"
      layout="magazine"
      fields="image publisher time category excerpt authors"
      heading=""
    />
  );
}`,
    );
    assert.deepEqual(await headlines(), ['Rain', 'Fog']);
    assert.deepEqual(choicesInAddress(), {
      tag: 'weather',
      src: `${host.origin}/paper.xml`,
      layout: 'magazine',
      fields: 'image publisher time category excerpt authors',
      heading: '',
      step: 'snippet',
      width: 'desktop',
      code: 'react',
    });
  });

  test('the tabs are one tab stop, and arrow keys cycle through them', async () => {
    await open();
    const selected = () =>
      tab.$eval('[role="tab"][aria-selected="true"]', (one) => [one.id, one === document.activeElement]);
    await toStep('snippet');
    await tabTo('[role="tab"]');
    await tab.keyboard.press('ArrowLeft');
    assert.deepEqual(await selected(), ['tab-css', true]);
    await tab.keyboard.press('ArrowRight');
    assert.deepEqual(await selected(), ['tab-html', true]);
    await tab.keyboard.press('End');
    assert.deepEqual(await selected(), ['tab-css', true]);
    await tab.keyboard.press('Home');
    await tab.keyboard.press('Tab');
    assert.equal(await tab.evaluate(() => document.activeElement.getAttribute('role')), null);
    assert.equal((await tab.$$('[role="tab"][tabindex="0"]')).length, 1);
    assert.equal((await tab.$$('[role="tabpanel"]:not([hidden])')).length, 1);
  });

  test('a tag selected on a card becomes a choice', async () => {
    await openWith({ fields: 'tags', tag: '' });
    await untilHeadlines();
    const picked = await tab.$eval('#feed', (feed) => {
      const tag = feed.shadowRoot.querySelector('[part~="tag"]');
      tag.click();
      return tag.textContent.trim().replace(/^#/, '');
    });
    await untilCode(`tag="${picked}"`);
  });

  test('the link to share contains everything except the API key', async () => {
    await open();
    await tab.select('#source', 'ghost');
    await tab.type('#src', `${host.origin}/`);
    await tab.type('#api-key', 'secret0key');
    await toStep('look');
    await tab.select('#gap', '2em');
    await tab.click('[name="has-accent"]');
    await untilCode('secret0key');
    await tab.click('#share');
    await until(() => document.querySelector('#said').textContent.includes('The link is copied'));
    const link = await tab.evaluate(() => navigator.clipboard.readText());
    assert.equal(link, tab.url());
    assert.doesNotMatch(link, /secret0key/);
    assert.match(link, /provider=ghost/);
    await tab.goto(link);
    assert.equal(await tab.$eval('#source', ({ value }) => value), 'ghost');
    assert.equal(await tab.$eval('#src', ({ value }) => value), `${host.origin}/`);
    assert.equal(await tab.$eval('#gap', ({ value }) => value), '2em');
    assert.match((await code())[0], /--news-accent: #b0122b;\n +--news-gap: 2em;/);
  });

  test('the code is selected if the clipboard is forbidden', async () => {
    await tab.evaluateOnNewDocument(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await open('?step=snippet');
    await tab.click('.block button');
    await until(() => document.querySelector('#said').textContent.includes('press Ctrl and C'));
    assert.equal(await tab.evaluate(() => getSelection().toString()), CONTRACT);
  });

  test('all choices are restored after a reload', async () => {
    const choices = {
      tag: 'peace, weather',
      'tag-match': 'all',
      src: `${host.origin}/paper.xml`,
      include: 'talks + peace',
      limit: '5',
      'page-size': '2',
      layout: 'carousel',
      fields: 'image tags',
      heading: 'News on “{tag}”',
      'image-ratio': '1',
      loading: 'click',
      theme: 'light',
      accent: '#123456',
      background: '#fffff0',
      'headline-font': 'serif',
      columns: '3',
      step: 'snippet',
      width: 'desktop',
      page: 'sepia',
      lang: 'ar',
      code: 'css',
    };
    await openWith(choices);
    await tab.reload();
    assert.deepEqual(choicesInAddress(), choices);
    const [css] = await code();
    assert.equal(
      css,
      `news-tag-feed {
  --news-accent: #123456;
  --news-background: #fffff0;
  --news-headline-font: 'Iowan Old Style', Charter, Georgia, serif;
  --news-columns: 3;
}`,
    );
    assert.equal(await tab.$eval('#sheet', ({ dir, lang }) => `${dir} ${lang}`), 'rtl ar');
    assert.equal(await attribute('heading'), 'News on “{tag}”');
    // The form says the same as the address.
    await tab.click('#tab-html');
    await untilCode('limit="5"');
    assert.deepEqual(
      choicesInAddress(),
      Object.fromEntries(Object.entries(choices).filter(([name]) => name !== 'code')),
    );
  });

  test('a ready-made look shows in the preview and in the code', async () => {
    await open();
    await untilHeadlines();
    const fontOfHeadlines = () =>
      tab.$eval('#feed', (feed) => getComputedStyle(feed.shadowRoot.querySelector('[part=headline]')).fontFamily);
    const before = await fontOfHeadlines();
    await tab.select('#look', 'broadsheet');
    await untilCode('presets/broadsheet.css');
    await untilAddress('look=broadsheet');
    await until(
      (before) =>
        getComputedStyle(document.querySelector('#feed').shadowRoot.querySelector('[part=headline]')).fontFamily !==
        before,
      before,
    );
    await toStep('snippet');
    await tab.click('#tab-npm');
    assert.ok((await code()).some((block) => block.includes("import 'newsrack/presets/broadsheet.css';")));
    await open('?look=../../evil');
    await untilHeadlines();
    assert.equal(await fontOfHeadlines(), before);
  });

  test('warns about colours that are hard to read', async () => {
    await openWith({ accent: '#eeeeee' });
    assert.match(await tab.$eval('#contrast', ({ textContent }) => textContent), /Accent .*hard to read/);
    await openWith({ accent: '#7a0010' });
    assert.equal(await tab.$eval('#contrast', ({ textContent }) => textContent), '');
  });
});

describe('from a URL to the snippet by keyboard', () => {
  const enterAddress = async (path) => {
    await open();
    await tabTo('#src');
    await tab.keyboard.type(host.origin + path);
    await tab.keyboard.press('Enter');
  };

  test('takes three steps, and the pasted snippet shows the articles', async () => {
    await enterAddress('/paper.xml');
    await untilStep('look');
    assert.ok(await focusIsOn('#look-title'));
    assert.match(await tab.$eval('#said', ({ textContent }) => textContent), /“The Paper” can be read: 3 articles/);
    await tabTo('#suggestions button:nth-of-type(2)');
    await tab.keyboard.press('Space');
    await untilCode('tag="weather"');
    assert.ok(await focusIsOn('#suggestions [aria-pressed="true"]'));
    await tabTo('#step-look .main');
    await tab.keyboard.press('Enter');
    assert.ok(await focusIsOn('#code-title'));
    await tabTo('#panel-html .block button');
    await tab.keyboard.press('Enter');
    await until(() => document.querySelector('#said').textContent.includes('copied'));
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, new RegExp(`<news-tag-feed tag="weather" src="${host.origin}/paper.xml"></news-tag-feed>$`));
    pasted = `<!doctype html><html lang="en"><title>Page</title>${copied.replace('https://cdn.jsdelivr.net/npm/newsrack@1', demo.origin)}`;
    await tab.goto(`${demo.origin}/pasted`);
    await untilHeadlines('news-tag-feed');
    assert.deepEqual(
      await tab.$eval('news-tag-feed', (feed) =>
        [...feed.shadowRoot.querySelectorAll('[part~="link"]')].map((link) => link.textContent.trim()),
      ),
      ['Rain', 'Fog'],
    );
  });

  test('the URL of a page leads to the feed that it names', async () => {
    await enterAddress('/page.html');
    await untilStep('look');
    assert.equal(await tab.$eval('#src', ({ value }) => value), `${host.origin}/paper.xml`);
    await untilHeadlines();
  });

  test('a URL that can’t be read stays at the first step, with advice', async () => {
    await enterAddress('/closed.xml');
    await untilVerdict();
    assert.match(await verdict(), /npx newsrack relay/);
    assert.match(await verdict(), /npx newsrack snapshot/);
    assert.equal(await tab.$eval('#step-source', ({ hidden }) => hidden), false);
    assert.ok(await focusIsOn('#src'));
    assert.equal(await tab.$eval('#verdicts', (element) => element.getAttribute('role')), 'status');
  });

  test('without a URL, the focus moves to its field', async () => {
    await open('?src=');
    await tabTo('#step-source .main');
    await tab.keyboard.press('Enter');
    assert.ok(await focusIsOn('#src'));
    assert.match(await tab.$eval('#said', ({ textContent }) => textContent), /Type in the address of your feed first/);
  });

  test('a service that needs a tag requires it at the second step', async () => {
    await tab.setRequestInterception(true);
    tab.on('request', (request) => (request.url().startsWith(demo.origin) ? request.continue() : request.abort()));
    await open('?provider=gdelt');
    await tabTo('#step-source .main');
    await tab.keyboard.press('Enter');
    assert.ok(await focusIsOn('#tag'));
    await tabTo('#step-look .main');
    await tab.keyboard.press('Enter');
    assert.ok(await focusIsOn('#tag'));
    assert.match(await tab.$eval('#said', ({ textContent }) => textContent), /Type in a tag first/);
  });

  test('the back button goes one step back and keeps all choices', async () => {
    await enterAddress('/paper.xml');
    await untilStep('look');
    await tab.goBack();
    await untilStep('source');
    assert.equal(await tab.$eval('#src', ({ value }) => value), `${host.origin}/paper.xml`);
    await tab.goForward();
    await untilStep('look');
  });
});

describe('the tags of a source', () => {
  const suggestions = () =>
    tab.$$eval('#suggestions button', (buttons) => buttons.map(({ innerText }) => innerText.replace(/\s+/g, ' ')));

  test('are suggested, each with the number of its articles', async () => {
    await openWith({ src: `${host.origin}/paper.xml`, step: 'look' });
    await until(() => document.querySelector('#suggestions button'));
    assert.deepEqual(await suggestions(), ['world 3', 'weather 2', 'peace 1']);
  });

  test('can be selected together, and deselected', async () => {
    await openWith({ src: `${host.origin}/paper.xml`, step: 'look' });
    await until(() => document.querySelector('#suggestions button'));
    await tab.click('#suggestions [data-tag="weather"]');
    await tab.click('#suggestions [data-tag="peace"]');
    await untilCode('tag="weather, peace"');
    await tab.click('#suggestions [data-tag="weather"]');
    await untilCode('tag="peace"');
  });

  test('are those of the current source, without the tag of the example', async () => {
    await open();
    await untilCode('tag="peace negotiations"');
    await until(() => document.querySelector('#suggestions button'));
    await tab.type('#src', `${host.origin}/paper.xml`);
    await untilCode(`<news-tag-feed src="${host.origin}/paper.xml"></news-tag-feed>`);
    await until(() => document.querySelector('#suggestions [data-tag="weather"]'));
    assert.equal(await attribute('tag'), null);
    assert.equal('tag' in choicesInAddress(), false);
    await tab.select('#source', 'hacker-news');
    await untilCode('<news-tag-feed provider="hacker-news"></news-tag-feed>');
  });

  test('keep a tag that the visitor has typed', async () => {
    await openWith({ tag: 'weather' });
    await tab.type('#src', `${host.origin}/paper.xml`);
    await untilCode(`<news-tag-feed tag="weather" src="${host.origin}/paper.xml"></news-tag-feed>`);
  });
});

describe('the preview', () => {
  test('fills the window beside the options', async () => {
    for (const [width, height] of [
      [1024, 700],
      [1440, 900],
    ]) {
      await tab.setViewport({ width, height });
      await openWith({ step: 'look' });
      await untilHeadlines();
      const [stage, sheet] = await tab.$$eval('#stage, #sheet', (boxes) =>
        boxes.map((box) => box.getBoundingClientRect().toJSON()),
      );
      assert.ok(width - stage.right < 50, `right edge at ${stage.right} of ${width}`);
      assert.ok(height - stage.bottom < 30, `lower edge at ${stage.bottom} of ${height}`);
      assert.ok(stage.width > width / 2 && stage.width - sheet.width < 30);
    }
  });

  test('is below the options on a phone', async () => {
    await tab.setViewport({ width: 375, height: 700 });
    await openWith({ step: 'look' });
    const [form, stage] = await tab.$$eval('#choices, #stage', (boxes) =>
      boxes.map((box) => box.getBoundingClientRect().toJSON()),
    );
    assert.ok(stage.top >= form.bottom);
    assert.ok(stage.width > 300);
  });
});

test('describes the effect of the snippet in plain words', async () => {
  await openWith({
    src: `${host.origin}/paper.xml`,
    tag: 'rain, fog',
    loading: 'click',
    more: 'scroll',
    step: 'snippet',
  });
  const words = await tab.$eval('#words', ({ innerText }) => innerText);
  assert.match(words, /newest articles about “rain” or “fog” from the feed of 127\.0\.0\.1:\d+, at most 30\./);
  assert.match(words, /begins with 10\. More appear while a reader scrolls\./);
  assert.match(words, /nothing until the reader agrees/);
  await openWith({ provider: 'hacker-news', limit: '5', step: 'snippet' });
  assert.match(await tab.$eval('#words', ({ innerText }) => innerText), /from Hacker News, at most 5\.\n(?!It begins)/);
});

describe('the code', () => {
  const HOSTILE = `"><img src=x onerror="hacked=1"> & 'x' {tag} \\`;

  test('shows the articles when it is pasted', async () => {
    await openWith({ tag: 'peace', src: `${host.origin}/paper.xml`, accent: '#007700', heading: HOSTILE });
    const [html] = await code();
    pasted = `<!doctype html><html lang="en"><title>Page</title>${html.replace('https://cdn.jsdelivr.net/npm/newsrack@1', demo.origin)}`;
    await tab.goto(`${demo.origin}/pasted`);
    await untilHeadlines('news-tag-feed');
    assert.equal(await tab.evaluate(() => globalThis.hacked), undefined);
    assert.equal(await tab.$eval('news-tag-feed', (feed) => feed.getAttribute('heading')), HOSTILE);
    assert.equal(
      await tab.$eval('news-tag-feed', (feed) => getComputedStyle(feed).getPropertyValue('--news-accent')),
      '#007700',
    );
    assert.deepEqual(
      await tab.$eval('news-tag-feed', (feed) =>
        [...feed.shadowRoot.querySelectorAll('[part~="link"]')].map((link) => link.textContent.trim()),
      ),
      ['Talks resume'],
    );
  });

  const manifest = JSON.parse(readFileSync(new URL('dist/cdn/manifest.json', root), 'utf8'));
  const FIXED = `https://cdn.jsdelivr.net/npm/newsrack@${manifest.version}`;
  const untilFixed = () => untilCode(`newsrack@${manifest.version}`);
  /** Names of chunks, without what a build adds to them. */
  const namesOf = (files) => files.map((file) => file.replace(/^.*\/|-[\w-]{8}\.js$|\.js$/g, '')).sort();

  const PRELOADED = {
    'an RSS feed': [{ src: 'https://a.example/feed.xml' }, 'first newsrack rss'],
    'an Atom feed': [{ src: 'https://a.example/atom.xml' }, 'atom first newsrack rss'],
    'a JSON Feed in a grid': [{ src: 'https://a.example/feed.json', layout: 'grid' }, 'first json-feed looks newsrack'],
    'two feeds': [{ src: 'https://a.example/1.xml https://a.example/2.json' }, 'filter first json-feed newsrack rss'],
    'a feed that is filtered': [{ src: 'https://a.example/feed.xml', exclude: 'x' }, 'filter first newsrack rss'],
    Mastodon: [
      { src: 'https://social.example/', provider: 'mastodon' },
      'first full-decoders full-values json-service looks mastodon newsrack rest rss skeleton tag-forms windows-1252',
    ],
    'the feed that is still to be named': [{}, 'first newsrack rss'],
  };
  for (const [what, [choices, files]] of Object.entries(PRELOADED)) {
    test(`of a fixed version preloads the files for ${what}`, async () => {
      await openWith({ ...choices, code: 'fixed' });
      await untilFixed();
      const [head, body] = await code();
      const lines = [...head.matchAll(/<link rel="modulepreload" href="([^"]+)"(?: integrity="([^"]+)")?>/g)];
      assert.equal(lines.length, head.split('\n').length);
      assert.deepEqual(namesOf(lines.map(([, address]) => address)).join(' '), files);
      for (const [, address] of lines) assert.ok(manifest.files[address.slice(`${FIXED}/dist/cdn/`.length)], address);
      const { integrity } = manifest.files['newsrack.js'];
      assert.deepEqual(lines.map(([, , hash]) => hash).filter(Boolean), [integrity]);
      assert.ok(body.includes(`<script type="module" src="${FIXED}/dist/cdn/newsrack.js" integrity="${integrity}">`));
    });
  }

  test('of a fixed version shows the articles when pasted, and loads no file twice', async () => {
    await openWith({ tag: 'peace', src: `${host.origin}/paper.xml`, code: 'fixed' });
    await untilFixed();
    const [head, body] = await code();
    pasted = `<!doctype html><html lang="en"><title>Page</title>${head}${body}`.replaceAll(FIXED, demo.origin);
    await tab.goto(`${demo.origin}/pasted`);
    await untilHeadlines('news-tag-feed');
    await until(() => document.querySelector('news-tag-feed').matches(':defined'));
    const loaded = await tab.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.includes('/dist/cdn/') ? name : [])),
    );
    assert.deepEqual([...new Set(loaded)], loaded);
    const lines = [...pasted.matchAll(/modulepreload" href="([^"]+)"/g)].map(([, address]) => address);
    assert.ok(lines.length > 2);
    assert.deepEqual(
      lines.filter((address) => !loaded.includes(address)),
      [],
    );
  });

  test('of a fixed version does not run if one byte of it differs', async () => {
    await openWith({ src: `${host.origin}/paper.xml`, code: 'fixed' });
    await untilFixed();
    const [head, body] = await code();
    pasted = `<!doctype html><html lang="en"><title>Page</title>${head}${body}`
      .replaceAll(FIXED, demo.origin)
      .replaceAll('/newsrack.js', '/newsrack.all.js');
    await tab.goto(`${demo.origin}/pasted`);
    assert.equal(await tab.evaluate(() => customElements.get('news-tag-feed')), undefined);
  });

  const ESCAPED = {
    html: `heading="&quot;>&lt;img src=x onerror=&quot;hacked=1&quot;> &amp; 'x' {tag} \\"`,
    vue: `heading="&quot;>&lt;img src=x onerror=&quot;hacked=1&quot;> &amp; 'x' {tag} \\"`,
    react: `heading={'"><img src=x onerror="hacked=1"> & \\'x\\' {tag} \\\\'}`,
    svelte: `heading={'"><img src=x onerror="hacked=1"> & \\'x\\' {tag} \\\\'}`,
  };
  for (const [name, written] of Object.entries(ESCAPED)) {
    test(`escapes for ${name}`, async () => {
      await openWith({ heading: HOSTILE, code: name });
      assert.ok(
        (await code()).some((block) => block.includes(written)),
        (await code()).join('\n'),
      );
    });
  }

  test('contains the provider import that a bundle needs', async () => {
    await openWith({ provider: 'wordpress', src: 'https://blog.example/', code: 'svelte', tag: 'a {b}' });
    assert.equal(
      (await code())[1],
      `<script>
  import 'newsrack/define/news-tag-feed';
  import 'newsrack/providers/wordpress';
</script>

<news-tag-feed tag={'a {b}'} src="https://blog.example/" provider="wordpress"></news-tag-feed>`,
    );
  });

  test('leaves out the default provider', async () => {
    await tab.setRequestInterception(true);
    tab.on('request', (request) => (request.url().startsWith(demo.origin) ? request.continue() : request.abort()));
    await openWith({ provider: 'gdelt', tag: 'peace negotiations' });
    assert.match((await code())[0], /<news-tag-feed tag="peace negotiations"><\/news-tag-feed>$/);
    await untilVerdict();
    assert.match(await verdict(), /GDELT/);
  });
});

describe('checking a feed', () => {
  const check = async (address, more) => {
    await openWith({ src: address, tag: '', ...more });
    await untilVerdict();
    return verdict();
  };

  test('accepts a readable feed', async () => {
    assert.match(await check(`${host.origin}/paper.xml`), /“The Paper” can be read: 3 articles\./);
    assert.match(await check(`${host.origin}/paper.xml`, { tag: 'weather' }), /3 articles, 2 of them about “weather”/);
    assert.deepEqual(await tab.$$eval('#tags option', (options) => options.map(({ value }) => value)), [
      'world',
      'weather',
      'peace',
    ]);
  });

  test('offers the tags of a feed without articles about the tag', async () => {
    assert.match(await check(`${host.origin}/paper.xml`, { tag: 'chess' }), /3 articles, but none about “chess”/);
    await tab.click('.offers button:nth-of-type(2)');
    await untilCode('tag="weather"');
    await until(() => document.querySelector('#verdicts').innerText.includes('2 of them about “weather”'));
  });

  const EXPLAINED = {
    '/closed.xml': [/answers, but does not allow other sites to read it/, /Access-Control-Allow-Origin/, /relay/],
    '/closed-site': [/can’t be looked up from here/, /“RSS” or “Feed”/, /relay --feed news=http/],
    '/missing.xml': [/nothing at this address \(404\)/, /Check the address/],
    '/members.xml': [/forbidden \(403\)/, /what everybody may read/],
    '/ill.xml': [/in trouble \(500\)/, /Try again later/],
    '/gone.xml': [/gone for good/, /new address/],
    '/busy.xml': [/asked too often/, /in 90 seconds/, /relay/],
    '/large.xml': [/larger than 2 MB/, /fewer articles/],
    '/empty.xml': [/“The Paper” can be read, but has no articles/, /settings/],
    '/nothing.xml': [/with nothing at all/],
    '/unreadable.xml': [/can’t be read as one/],
    '/broken.xml': [/breaks off in the middle/],
    '/plain.html': [/a web page, not a feed, and it names none/, /rss\.xml/],
    '/sitemap.xml': [/a sitemap, not a feed/],
    '/opml.xml': [/a list of feeds/],
  };
  test('explains every reason why a feed can’t be read', async () => {
    await check(
      Object.keys(EXPLAINED)
        .map((path) => host.origin + path)
        .join(' '),
    );
    const said = await tab.$$eval('.verdict', (verdicts) => verdicts.map(({ innerText }) => innerText));
    assert.equal(said.length, Object.keys(EXPLAINED).length);
    Object.entries(EXPLAINED).forEach(([path, sentences], n) => {
      for (const sentence of [new RegExp(path), ...sentences]) assert.match(said[n], sentence);
      assert.doesNotMatch(said[n], /undefined|NaN|TypeError|Failed to fetch/);
    });
  });

  test('reports a host that does not answer', async () => {
    assert.match(await check(`${dead}/feed.xml`), /Nothing answers at 127\.0\.0\.1:\d+.*spelled right/s);
  });

  test('reports a missing feed on the demo’s own host', async () => {
    assert.match(await check('/demo/feeds/nowhere.xml'), /404/);
  });

  test('completes a URL without its scheme', async () => {
    assert.match(await check('paper.example/feed'), /404.*Use https:\/\/paper\.example\/feed/s);
  });

  test('uses the feed that a page names', async () => {
    const said = await check(`${host.origin}/page.html`);
    assert.match(said, /It names its feed/);
    assert.match(said, /“Hi <img src=x onerror='hacked=1'>”/);
    assert.doesNotMatch(said, /javascript:|Bad/);
    assert.equal((await tab.$$('.offers button')).length, 1);
    await tab.click('.offers button');
    await untilHeadlines();
    assert.equal(await tab.$eval('#src', ({ value }) => value), `${host.origin}/paper.xml`);
    await until(() => document.querySelector('#verdicts').innerText.includes('can be read'));
    assert.equal(await tab.evaluate(() => globalThis.hacked), undefined);
  });

  test('offers the WordPress provider for a WordPress feed that pages can’t read', async () => {
    await check(`${host.origin}/blog/feed/`);
    await tab.click('.offers button');
    await untilCode(`src="${host.origin}/blog" provider="wordpress"`);
  });

  test('offers the JSON provider for JSON that is not a feed', async () => {
    assert.match(await check(`${host.origin}/data.json`), /not a JSON Feed/);
    await tab.click('.offers button');
    await untilCode('provider="json"');
    await untilVerdict();
  });

  test('checks several feeds, each with its own result', async () => {
    const said = await check(`${host.origin}/paper.xml ${host.origin}/missing.xml`);
    assert.match(said, /paper\.xml\s+“The Paper” can be read/);
    assert.match(said, /missing\.xml\s+.*404/);
    await untilHeadlines();
  });

  test('never requests URLs that no page may read', async () => {
    await open('?src=');
    const asked = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.type('#src', 'javascript:alert(1)');
    await tab.click('#check');
    await untilVerdict();
    assert.match(await verdict(), /has to begin with https/);
    assert.doesNotMatch((await code())[0], /javascript/);
    await tab.click('#src', { count: 3 });
    await tab.keyboard.type('https://name:word@paper.example/feed');
    await until(() => document.querySelector('#verdicts').innerText.includes('name and password'));
    await until(() => !document.querySelector('#waiting').hidden);
    assert.deepEqual(
      asked.filter((url) => !url.startsWith(demo.origin)),
      [],
    );
  });

  test('reports http: URLs on an https: page', async () => {
    await open();
    const { title, offers } = await tab.evaluate(async () => {
      const { checkFeed } = await import('./builder-check.js');
      return checkFeed('http://paper.example/feed.xml', { isSecure: true, signal: new AbortController().signal });
    });
    assert.match(title, /begins with http:/);
    assert.deepEqual(offers[0].choose, { src: 'https://paper.example/feed.xml' });
  });

  test('reports that the browser is offline', async () => {
    await open('?src=');
    await tab.evaluate(async () => (await import('../dist/cdn/newsrack.js')).ready.then(() => {}));
    await tab.setOfflineMode(true);
    await tab.type('#src', 'https://paper.example/feed.xml');
    await untilVerdict();
    assert.match(await verdict(), /You are offline/);
  });

  test('uses the owner’s relay, and writes it into the code', async () => {
    const said = await check(`${host.origin}/closed.xml`, { relay: `${demo.origin}/relay` });
    assert.match(said, /can be read: 3 articles/);
    assert.match((await code())[0], /relay="http/);
    await untilHeadlines();
  });

  test('previews by the demo’s relay, leaves it out of the code, and says what the owner needs', async () => {
    demoRelay = '/relay';
    const said = await check(`${host.origin}/closed.xml`);
    assert.match(said, /does not allow other sites to read it/);
    assert.match(said, /through a relay of this demo/);
    await untilHeadlines();
    assert.doesNotMatch((await code())[0], /relay/);
    await check(`${host.origin}/paper.xml`);
    await untilHeadlines();
    assert.equal(await attribute('relay'), null);
  });
});

test('ignores invalid choices in the page’s URL', () => {
  const nonsense = {
    layout: 'LIST',
    theme: '<b>',
    limit: '1e9',
    accent: 'red; } body { display: none',
    background: 'url(https://spy.example/)',
    radius: '0; background: red',
    'headline-font': 'constructor',
    width: '__proto__',
    'api-key': 'secret',
    unknown: 'x',
  };
  assert.deepEqual(fromQuery(new URLSearchParams(nonsense)), START);
  assert.equal(toQuery(START), '');
  const { src, relay, tag } = fromQuery(
    new URLSearchParams({ src: 'javascript:x /a.xml', relay: 'file:///x', tag: ' a\n\0b ' }),
  );
  assert.deepEqual([src, relay, tag], ['/a.xml', '', 'a b']);
});

test('a crafted link can inject nothing but text', async () => {
  const EVIL = `"><img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>`;
  const asked = [];
  tab.on('request', (request) => asked.push(request.url()));
  for (const name of ['html', 'npm', 'react', 'vue', 'svelte', 'css', EVIL]) {
    await openWith({
      tag: EVIL,
      src: 'javascript:hacked=1 data:text/xml,<rss/> blob:x file:///etc/passwd',
      relay: 'javascript:hacked=1',
      provider: EVIL,
      layout: EVIL,
      heading: EVIL,
      fields: EVIL,
      limit: '-1',
      accent: 'red;} body { display: none',
      background: `url("${host.origin}/spy")`,
      radius: '0; background: url(x)',
      width: EVIL,
      page: '__proto__',
      lang: EVIL,
      map: EVIL,
      'api-key': EVIL,
      constructor: EVIL,
      code: name,
    });
    await tab.waitForSelector('[role="tab"][aria-selected="true"]');
    assert.equal(await tab.evaluate(() => globalThis.hacked), undefined);
    assert.equal(await tab.$('main img, main script'), null);
    const text = (await code()).join('\n');
    assert.doesNotMatch(text, /javascript:|data:|file:|spy|display: none/);
  }
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(demo.origin)),
    [],
  );
  assert.equal(await tab.$eval('#src', ({ value }) => value), '');
});

for (const scheme of ['light', 'dark']) {
  describe(`in ${scheme} colours`, () => {
    const STATES = {
      'at first': {},
      'with a feed that can be read': {
        src: '/demo/feeds/meridian.rss.xml',
        tag: 'nothing',
        code: 'react',
        page: scheme,
      },
      'with one that can’t': { src: '/nowhere.xml', code: 'css', page: 'sepia' },
      'waiting for an address': { src: '', page: 'dark', code: 'vue' },
      'at the second step': { step: 'look', src: '/demo/feeds/meridian.rss.xml', tag: 'climate', page: scheme },
      'at the third step': { step: 'snippet', page: scheme },
    };
    for (const [name, choices] of Object.entries(STATES)) {
      test(`passes an accessibility audit ${name}`, async () => {
        await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await openWith(choices);
        if (choices.src) await untilVerdict();
        else if (choices.src === undefined) await untilHeadlines();
        await tab.evaluate(axe);
        const violations = await tab.evaluate(async () => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          return (await globalThis.axe.run()).violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
        });
        assert.deepEqual(violations, []);
      });
    }
  });
}

for (const width of [320, 375, 760, 1024, 1440]) {
  test(`nothing overflows at ${width} px`, async () => {
    await tab.setViewport({ width, height: 800 });
    for (const choices of [
      { width: 'desktop' },
      { step: 'look', src: `${host.origin}/paper.xml` },
      { step: 'snippet' },
      { src: `${host.origin}/page.html`, code: 'react', width: 'phone' },
    ]) {
      await openWith(choices);
      await until(() => document.querySelector('#feed').status);
      if (choices.src) await untilVerdict();
      assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), width);
      assert.equal(await tab.$eval('#stage', (stage) => stage.scrollWidth > stage.clientWidth), false);
    }
  });
}
