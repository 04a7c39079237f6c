/** Posts of real sites made with WordPress: through their REST API, and from their feeds. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { loadFeed } from 'newsrack';
import 'newsrack/providers/wordpress';
import { takeSnapshot } from 'newsrack/server';
import { serve, startChromium } from '../support/chromium.js';

const sites = JSON.parse(process.env.SERVERS);

const load = (options) => loadFeed({ provider: 'wordpress', src: sites.pretty, ...options });
const titlesOf = async (loading) => (await loading).articles.map(({ title }) => title);
const titlesAbout = (tag, options) => titlesOf(load({ tag, ...options }));

const TALKS = 'Talks resume in Geneva';
const FISH = 'Q&A: “Fish & chips” — is 5 < 6? 🎉';
const ARABIC = 'أخبار محادثات السلام';
const ZEPPELIN = 'A zeppelin over the harbour';
const NOTE = 'A note without a title, as microblogs have them.';

/** The headline that feeds of WordPress give a post with a password. */
const LOCKED = /Locked$/;
const HIDDEN = /hidden|protected post|password/i;

describe('a post of a WordPress site', () => {
  it('has all fields that WordPress returns', async () => {
    const { articles, title, homeUrl } = await load({ tag: 'Peace Negotiations', limit: 1 });
    assert.equal(title, 'The Harbour & Times');
    assert.equal(homeUrl, `${sites.pretty}/`);
    const [{ id: _id, image, ...article }] = articles;
    assert.deepEqual(article, {
      url: `${sites.pretty}/2026/talks-resume-in-geneva/`,
      title: TALKS,
      excerpt: 'Both sides are back at the table — for now.',
      publisher: { name: 'The Harbour & Times', url: `${sites.pretty}/` },
      authors: [{ name: 'Ada Łund & Co', url: `${sites.pretty}/author/ada/` }],
      // The site is in Berlin, where it was half past nine.
      published: '2026-05-26T07:30:00Z',
      updated: '2026-05-26T07:30:00Z',
      tags: ['World', 'Peace Negotiations', 'Économie & Société'],
      category: 'World',
    });
    assert.deepEqual(
      { ...image, url: '' },
      { url: '', alt: 'The “old” harbour & its cranes', width: 1024, height: 576 },
    );
    const picture = await fetch(image.url);
    assert.equal(picture.headers.get('content-type'), 'image/jpeg');
  });

  it('has a title and an excerpt in plain text, for any content', async () => {
    const { articles } = await load({ tag: 'Food' });
    assert.equal(articles[0].title, FISH);
    assert.match(articles[0].excerpt, /^It isn’t what you think\. Really\. Many more words follow here\./);
    // In winter, the site is an hour ahead.
    assert.equal(articles[0].published, '2026-01-15T08:30:00Z');
  });

  it('without a title, has its first words as title', async () => {
    assert.deepEqual(await titlesAbout('Notes'), [NOTE]);
  });

  it('shows no excerpt if it has a password', async () => {
    const { articles } = await load({ tag: 'Peace Negotiations' });
    const locked = articles.filter(({ title }) => LOCKED.test(title));
    assert.equal(locked.length, 1);
    assert.equal(locked[0].excerpt, undefined);
    assert.doesNotMatch(JSON.stringify(articles), HIDDEN);
  });

  it('is absent while it is scheduled, private or a draft', async () => {
    assert.deepEqual(await titlesAbout('Peace Negotiations'), [TALKS, 'Locked']);
    const all = await titlesOf(load({ limit: 1000 }));
    assert.equal(all.length, 118);
    assert.doesNotMatch(all.join('\n'), /Scheduled|draft|Among ourselves/);
  });
});

describe('a tag on a WordPress site', () => {
  for (const [tag, what, titles] of [
    ['peace negotiations', 'in other case', [TALKS, 'Locked']],
    ['économie & société', 'with accents and an entity', [TALKS, FISH]],
    ['Economie  Societe', 'without its accents', [TALKS, FISH]],
    ['AC/DC', 'with a slash', [FISH]],
    ['Rock ’n’ Roll', 'with quotation marks', [FISH]],
    ["rock 'n' roll", 'with straight quotation marks', [FISH]],
    ['سلام', 'in Arabic', [ARABIC]],
    ['平和', 'in Japanese', [ARABIC]],
    ['Sport', 'that is a category', [ZEPPELIN]],
    ['zeppelin', 'that stands in a title only', [ZEPPELIN]],
    ['no-such-thing', 'that it knows nothing of', []],
  ]) {
    it(
      `is found ${what}`.replace('is found that it knows nothing of', 'gives no articles if it is unknown'),
      async () => {
        assert.deepEqual(await titlesAbout(tag), titles);
      },
    );
  }

  it('may be one of several', async () => {
    assert.deepEqual(await titlesAbout('Sport, AC/DC'), [ZEPPELIN, FISH]);
    assert.deepEqual(await titlesAbout('AC/DC, zeppelin'), [ZEPPELIN, FISH]);
  });

  it('may be required together with another', async () => {
    const all = { tagMatch: 'all' };
    assert.deepEqual(await titlesAbout('World, Économie & Société', all), [TALKS]);
    assert.deepEqual(await titlesAbout('Peace Negotiations, Économie & Société', all), [TALKS]);
    assert.deepEqual(await titlesAbout('World, Geneva', all), [TALKS]);
    assert.deepEqual(await titlesAbout('AC/DC, Peace Negotiations', all), []);
  });

  it('may have more posts than one page', async () => {
    const { articles } = await load({ tag: 'Tides', limit: 1000 });
    assert.equal(articles.length, 110);
    assert.equal(new Set(articles.map(({ id }) => id)).size, 110);
    assert.equal(articles[0].title, 'Tide table 110');
    assert.equal(articles[109].title, 'Tide table 1');
  });
});

describe('the address of a WordPress site', () => {
  it('is sufficient, also with plain permalinks', async () => {
    const { articles } = await load({ src: sites.plain, tag: 'Peace Negotiations' });
    assert.deepEqual(
      articles.map(({ title }) => title),
      [TALKS, 'Locked'],
    );
    assert.match(articles[0].url, /^http:\/\/127\.0\.0\.1:\d+\/\?p=\d+$/);
    assert.equal((await load({ src: sites.plain, tag: 'Tides', limit: 105 })).articles.length, 105);
  });

  for (const path of ['', '/', '/wp-json/wp/v2/posts?per_page=3', '/index.php']) {
    it(`may be in a folder: /blog${path}`, async () => {
      assert.deepEqual(await titlesAbout('World', { src: sites.folder + path }), [TALKS, ARABIC]);
    });
  }

  it('is explained if there is no WordPress', async () => {
    const src = sites.folder.replace('/blog', '/');
    await assert.rejects(load({ src, tag: 'World' }), {
      name: 'NewsError',
      code: 'http',
      status: 404,
      message: `${src} has no WordPress REST API (404). Check that \`src\` is the address of the home page of a site made with WordPress.`,
    });
  });
});

describe('a WordPress site whose REST API is closed', () => {
  for (const [kind, status] of [
    ['closed', 401],
    ['forbidden', 403],
  ]) {
    it(`shows that, and what to do (${status})`, async () => {
      await assert.rejects(load({ src: sites[kind], tag: 'World' }), {
        name: 'NewsError',
        code: 'http',
        status,
        message: `The REST API of ${sites[kind]}/ is closed (${status}), mostly by a security plugin: allow reading \`/wp/v2/posts\` there, or use the site's feed as \`src\`.`,
      });
    });

    it(`still has a feed, as the message says (${status})`, async () => {
      const titles = await titlesOf(loadFeed({ src: `${sites[kind]}/feed/`, tag: 'World' }));
      assert.deepEqual(titles, [TALKS, ARABIC]);
    });
  }
});

describe('a feed of a WordPress site', () => {
  const FEEDS = {
    'RSS 2.0': '/feed/',
    Atom: '/feed/atom/',
    'RSS 1.0': '/feed/rdf/',
    'a tag': '/tag/peace-negotiations/feed/',
    'a tag in Atom': '/tag/peace-negotiations/feed/atom/',
    'an author': '/author/ada/feed/',
    'a search': '/?s=Geneva&feed=rss2',
  };
  for (const [what, path] of Object.entries(FEEDS)) {
    it(`has the same posts as the API: ${what}`, async () => {
      const feed = await loadFeed({ src: sites.pretty + path });
      assert.deepEqual(feed.dropped, []);
      const { url, title, excerpt, published, authors, tags } = feed.articles[0];
      assert.deepEqual(
        { url, title, excerpt, published, authors, tags },
        {
          url: `${sites.pretty}/2026/talks-resume-in-geneva/`,
          title: TALKS,
          excerpt: 'Both sides are back at the table — for now.',
          published: '2026-05-26T07:30:00Z',
          authors: [{ name: 'Ada Łund & Co' }],
          tags: ['World', 'Peace Negotiations', 'Économie & Société'],
        },
      );
    });

    it(`shows no excerpt of a post with a password: ${what}`, async () => {
      const { articles } = await loadFeed({ src: sites.pretty + path });
      const locked = articles.filter(({ title }) => LOCKED.test(title));
      assert.equal(locked.length, what === 'a search' ? 0 : 1);
      for (const { excerpt } of locked) assert.equal(excerpt, undefined);
      assert.doesNotMatch(JSON.stringify(articles), HIDDEN);
    });
  }

  it('of RSS 0.92 has titles and links', async () => {
    const { articles } = await loadFeed({ src: `${sites.pretty}/feed/rss/` });
    assert.equal(articles[0].title, TALKS);
    assert.equal(articles[0].url, `${sites.pretty}/2026/talks-resume-in-geneva/`);
    assert.doesNotMatch(JSON.stringify(articles), HIDDEN);
  });

  for (const query of ['feed=rss2', 'feed=atom', 'feed=rdf', 'feed=rss2&tag=peace-negotiations']) {
    it(`is found with plain permalinks too: ?${query}`, async () => {
      const { articles } = await loadFeed({ src: `${sites.plain}/?${query}` });
      assert.equal(articles[0].title, TALKS);
      assert.match(articles[0].url, /\/\?p=\d+$/);
    });
  }

  it('has comments, each with its own URL', async () => {
    const { articles, title } = await loadFeed({ src: `${sites.pretty}/comments/feed/` });
    assert.equal(title, 'Comments for The Harbour & Times');
    assert.equal(articles.length, 1);
    assert.equal(articles[0].title, `Comment on ${TALKS} by Grace`);
    assert.match(articles[0].url, /\/2026\/talks-resume-in-geneva\/#comment-\d+$/);
    assert.equal(articles[0].published, '2026-05-26T08:00:00Z');
  });

  it('is filtered by tag without another request', async () => {
    const tag = 'économie & société';
    assert.deepEqual(await titlesOf(loadFeed({ src: `${sites.pretty}/feed/`, tag })), [TALKS, FISH]);
  });
});

describe('a snapshot of a WordPress site', () => {
  it('holds the same articles as the site', async () => {
    const options = { provider: 'wordpress', src: sites.pretty, tag: 'Économie & Société' };
    const { json } = await takeSnapshot(options);
    const server = await serve((_request, response) => response.end(json));
    try {
      const { articles } = await loadFeed({ src: `${server.origin}/news.json` });
      assert.deepEqual(articles, (await load({ tag: options.tag })).articles);
    } finally {
      await server.stop();
    }
  });
});

describe('a page of another site', () => {
  let browser;
  let server;
  before(async () => {
    server = await serve(({ url }, response) => {
      if (url.startsWith('/dist/')) {
        response.setHeader('Content-Type', 'text/javascript');
        return response.end(readFileSync(`.${url}`));
      }
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return response.end('<!doctype html><script type="module" src="/dist/cdn/newsrack.js"></script>');
    });
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Puts an element into a page and waits until it is done. */
  async function show(attributes) {
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(server.origin);
    await page.evaluate((given) => {
      const feed = document.createElement('news-tag-feed');
      for (const [name, value] of Object.entries(given)) feed.setAttribute(name, value);
      document.body.append(feed);
    }, attributes);
    await page.waitForFunction(() =>
      ['ready', 'empty', 'error'].includes(document.querySelector('news-tag-feed').status),
    );
    return { page, said, status: await page.$eval('news-tag-feed', ({ status }) => status) };
  }
  const headlines = (page) =>
    page.$eval('news-tag-feed', ({ shadowRoot }) =>
      [...shadowRoot.querySelectorAll('[part~="headline"]')].map((one) => one.textContent.trim()),
    );

  for (const kind of ['pretty', 'plain', 'folder', 'custom-cors']) {
    it(`shows posts of the site: ${kind}`, async () => {
      const { page } = await show({ provider: 'wordpress', src: sites[kind], tag: 'Économie & Société' });
      assert.deepEqual(await headlines(page), [TALKS, FISH]);
      await page.close();
    });
  }

  it('shows more of them on demand', async () => {
    const { page } = await show({
      ...{ provider: 'wordpress', src: sites.pretty, tag: 'Tides' },
      ...{ limit: '7', 'page-size': '3' },
    });
    const counts = [(await headlines(page)).length];
    for (const count of [6, 7]) {
      await page.$eval('news-tag-feed', ({ shadowRoot }) => shadowRoot.querySelector('[part~="more"]').click());
      await page.waitForFunction(
        (expected) =>
          document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('[part~="headline"]').length === expected,
        {},
        count,
      );
      counts.push((await headlines(page)).length);
    }
    assert.deepEqual(counts, [3, 6, 7]);
    await page.close();
  });

  it('reads a feed with CORS headers', async () => {
    const { page } = await show({ src: `${sites['custom-cors']}/feed/`, tag: 'World' });
    assert.deepEqual(await headlines(page), [TALKS, ARABIC]);
    await page.close();
  });

  it('shows why it can’t read a feed without CORS headers', async () => {
    for (const attributes of [
      { provider: 'wordpress', src: sites['without-cors'], tag: 'World' },
      { src: `${sites.pretty}/feed/`, tag: 'World' },
    ]) {
      const { page, said, status } = await show(attributes);
      assert.equal(status, 'error');
      assert.match(said.join('\n'), /sends no CORS headers \(a browser can't tell which\)/);
      await page.close();
    }
  });

  it('shows that the API is closed', async () => {
    const { page, said, status } = await show({ provider: 'wordpress', src: sites.closed, tag: 'World' });
    assert.equal(status, 'error');
    assert.match(said.join('\n'), /The REST API of \S+ is closed \(401\), mostly by a security plugin/);
    await page.close();
  });
});
