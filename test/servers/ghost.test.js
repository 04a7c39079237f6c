/** Posts of a real site made with Ghost: through its Content API, and from its feeds. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { loadFeed } from 'newsrack';
import 'newsrack/providers/ghost';
import { hostsSnippet, provideCdn } from '../support/cdn.js';
import { serve, startChromium } from '../support/chromium.js';
import { publishHtml } from './ghost-posts.js';

const { home, key } = JSON.parse(process.env.SERVERS);

const load = (options) => loadFeed({ provider: 'ghost', src: home, apiKey: key, ...options });
const titlesOf = async (loading) => (await loading).articles.map(({ title }) => title);
const titlesAbout = (tag, options) => titlesOf(load({ tag, ...options }));

const TALKS = 'Talks resume in Geneva';
const FISH = 'Q&A: “Fish & chips” — is 5 < 6? 🎉';
const MEMBERS = ['For members', 'For those who pay'];

describe('a post of a Ghost site', () => {
  it('has all fields that Ghost returns', async () => {
    const { articles } = await load({ tag: 'World' });
    assert.equal(articles.length, 1);
    const [{ id: _id, updated: _updated, ...article }] = articles;
    assert.deepEqual(article, {
      url: `${home}/talks-resume-in-geneva/`,
      title: TALKS,
      excerpt: 'Both sides are back at the table — for now.',
      image: { url: 'https://img.example/harbour.jpg', alt: 'The “old” harbour & its cranes' },
      publisher: { name: '127.0.0.1', url: `${home}/` },
      authors: [{ name: 'Ada Łund & Co', url: `${home}/author/ada/` }],
      published: '2026-05-26T07:30:00Z',
      // Without `#front-page`, which is for the site's own use.
      tags: ['World', 'Peace Negotiations'],
      category: 'World',
    });
  });

  it('has a title and an excerpt in plain text, for any content', async () => {
    const { articles } = await load({ tag: 'AC/DC' });
    assert.equal(articles[0].title, FISH);
    assert.equal(articles[0].excerpt, 'It isn’t what you think: 5 < 6.');
  });

  it('shows no text for members only', async () => {
    const { articles } = await load({ tag: 'Peace Negotiations' });
    assert.deepEqual(
      articles.map(({ title }) => title),
      [TALKS, ...MEMBERS],
    );
    assert.doesNotMatch(JSON.stringify(articles), /hidden/i);
  });

  it('is absent while it is scheduled or a draft', async () => {
    const titles = await titlesOf(load({ limit: 1000 }));
    assert.ok(titles.includes(TALKS));
    assert.doesNotMatch(titles.join('\n'), /Scheduled|draft/);
  });
});

describe('a tag on a Ghost site', () => {
  for (const [tag, what, titles] of [
    ['peace negotiations', 'in other case', [TALKS, ...MEMBERS]],
    ['économie & société', 'with accents and a sign', [FISH]],
    ['AC/DC', 'with a slash', [FISH]],
    ['R&D', 'with a sign between letters', [FISH]],
    ['It’s "on"', 'with quotation marks', [FISH]],
    ['平和', 'in another script', [FISH]],
  ]) {
    it(`is found ${what}`, async () => {
      assert.deepEqual(await titlesAbout(tag), titles);
    });
  }

  it('gives no articles if it is unknown', async () => {
    assert.deepEqual(await titlesAbout('no-such-thing'), []);
  });

  it('may be one of several', async () => {
    assert.deepEqual(await titlesAbout('World, R&D'), [TALKS, FISH]);
    assert.deepEqual(await titlesAbout('World, 平和'), [TALKS, FISH]);
  });

  it('may be required together with another', async () => {
    const all = { tagMatch: 'all' };
    assert.deepEqual(await titlesAbout('World, Peace Negotiations', all), [TALKS]);
    assert.deepEqual(await titlesAbout('R&D, AC/DC', all), [FISH]);
    assert.deepEqual(await titlesAbout('R&D, 平和', all), [FISH]);
    assert.deepEqual(await titlesAbout('World, 平和', all), []);
  });

  it('may have more posts than one page', async () => {
    const { articles } = await load({ tag: 'Tides', limit: 1000 });
    assert.equal(articles.length, 101);
    assert.equal(articles[0].title, 'Tide table 101');
    assert.equal(articles[100].title, 'Tide table 1');
  });
});

describe('the address of a Ghost site', () => {
  it('may be that of its admin pages', async () => {
    assert.deepEqual(await titlesAbout('World', { src: `${home}/ghost/#/posts` }), [TALKS]);
  });

  it('needs a valid key', async () => {
    for (const apiKey of ['22444f78447824223cefc48062', 'nonsense']) {
      await assert.rejects(load({ apiKey }), {
        name: 'NewsError',
        code: 'http',
        status: 401,
        message: `${home}/ refuses the key (401). Check \`api-key\` (the Content API key), and that \`src\` is the admin domain.`,
      });
    }
  });
});

describe('a feed of a Ghost site', () => {
  for (const path of ['/rss/', '/tag/peace-negotiations/rss/', '/author/ada/rss/']) {
    it(`has the same posts as the API: ${path}`, async () => {
      const { articles } = await loadFeed({ src: home + path });
      const { url, excerpt, published, authors, tags, image } = articles.find(({ title }) => title === TALKS);
      assert.deepEqual(
        { url, excerpt, published, authors, tags, image },
        {
          url: `${home}/talks-resume-in-geneva/`,
          excerpt: 'Both sides are back at the table — for now.',
          published: '2026-05-26T07:30:00Z',
          authors: [{ name: 'Ada Łund & Co' }],
          tags: ['World', 'Peace Negotiations'],
          image: { url: 'https://img.example/harbour.jpg' },
        },
      );
      assert.equal(articles.find(({ title }) => title === 'For those who pay').excerpt, 'This much is free.');
      assert.doesNotMatch(JSON.stringify(articles), /hidden/i);
    });
  }
});

describe('a page of another site', () => {
  let browser;
  let server;
  before(async () => {
    server = await serve(({ url }, response) => {
      const isCode = url.startsWith('/dist/');
      response.setHeader('Content-Type', isCode ? 'text/javascript' : 'text/html');
      response.end(isCode ? readFileSync(`.${url}`) : '<script type="module" src="/dist/cdn/newsrack.js"></script>');
    });
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Returns what a reader sees of an element with this key, and the console's messages. */
  async function show(apiKey) {
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(server.origin);
    await page.evaluate(
      (attributes) => {
        const feed = document.createElement('news-tag-feed');
        for (const [name, value] of Object.entries(attributes)) feed.setAttribute(name, value);
        document.body.append(feed);
      },
      { provider: 'ghost', src: home, 'api-key': apiKey, tag: 'Peace Negotiations', cache: 'none' },
    );
    await page.waitForFunction(() =>
      ['ready', 'empty', 'error'].includes(document.querySelector('news-tag-feed').status),
    );
    const headlines = await page.$eval('news-tag-feed', ({ shadowRoot }) =>
      [...shadowRoot.querySelectorAll('[part~="headline"]')].map((one) => one.textContent.trim()),
    );
    await page.close();
    return { headlines, said: said.join('\n') };
  }

  it('shows posts of the site', async () => {
    assert.deepEqual((await show(key)).headlines, [TALKS, ...MEMBERS]);
  });

  it('shows that the key is wrong', async () => {
    const { headlines, said } = await show('nonsense');
    assert.deepEqual(headlines, []);
    assert.match(said, /refuses the key \(401\)\. Check `api-key`/);
  });
});

describe('a card “HTML”', () => {
  it('shows the news of the snippet that an owner pastes', async () => {
    const feed = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
      const item = { id: '1', url: 'https://harbour.example/1', title: FISH, tags: ['Food'] };
      response.end(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Harbour', items: [item] }));
    });
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      await provideCdn(page);
      await page.goto(await publishHtml(home, hostsSnippet('food', `${feed.origin}/feed.json`)));
      await page.waitForFunction(() => document.querySelector('news-tag-feed')?.status === 'ready');
      const headlines = await page.$eval('news-tag-feed', ({ shadowRoot }) =>
        [...shadowRoot.querySelectorAll('[part~="headline"]')].map((one) => one.textContent.trim()),
      );
      assert.deepEqual(headlines, [FISH]);
    } finally {
      await browser.close();
      await feed.stop();
    }
  });
});
