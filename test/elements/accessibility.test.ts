import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { PAGES, audit } from '../support/audit.js';
import { writeTimestamp } from '../../src/network/lock.js';
import { clear, parts, put, reached, until } from '../support/elements.js';
import { rss } from '../support/feeds.js';
import { Network } from '../support/network.js';
import { Time } from '../support/time.js';

const article = {
  url: 'https://a.example/1',
  title: 'A headline about a bridge',
  excerpt: 'Some words of it.',
  category: 'World',
  publisher: { name: 'The Paper' },
  published: '2024-05-26T12:00:00Z',
  authors: [{ name: 'Ann Lee' }],
  tags: ['bridges', 'cities'],
  image: { url: new URL('/feeds/pictures/bridge-night.svg', location.href).href, alt: 'A bridge at night' },
};

const everything = 'image publisher time category excerpt authors tags';

/** Elements in every state, ready to be looked at. */
const scenes: Record<string, () => Promise<HTMLElement>> = {
  'a feed with articles': async () => {
    const feed = put(`<news-tag-feed tag="bridges" page-size="1" fields="${everything}"></news-tag-feed>`);
    feed.articles = [article, { ...article, url: 'https://a.example/2', title: 'Another' }];
    await reached(feed, 'ready');
    return feed;
  },
  'a feed without a heading': async () => {
    const feed = put('<news-tag-feed heading=""></news-tag-feed>');
    feed.articles = [article];
    await reached(feed, 'ready');
    return feed;
  },
  'a feed that loads': async () => {
    const feed = put('<news-tag-feed src="/never.xml"></news-tag-feed>');
    await network.request();
    return feed;
  },
  'a feed that found nothing': async () => {
    network.always('/empty.xml', () => new Response(rss('')));
    const feed = put('<news-tag-feed tag="bridges" src="/empty.xml"></news-tag-feed>');
    await reached(feed, 'empty');
    return feed;
  },
  'a feed that failed': async () => {
    network.always('/bad.xml', () => new Response('', { status: 500 }));
    const feed = put('<news-tag-feed src="/bad.xml"></news-tag-feed>');
    await reached(feed, 'error');
    return feed;
  },
  'a feed that could not be updated': async () => {
    const feed = put<NewsTagFeed>('<news-tag-feed src="/stale.xml"></news-tag-feed>');
    (await network.request()).reply(rss(`<item><title>T</title><link>https://a.example/</link></item>`));
    await reached(feed, 'ready');
    void feed.refresh();
    (await network.request(1)).fail();
    await reached(feed, 'stale');
    return feed;
  },
  'a feed that asks first': async () => {
    const feed = put('<news-tag-feed loading="click" src="https://a.example/x.xml"></news-tag-feed>');
    await until(() => parts(feed, 'agree').length > 0);
    return feed;
  },
  'a feed whose reader can agree for good': async () => {
    const feed = put(
      '<news-tag-feed loading="click" privacy-url="/privacy" src="https://a.example/x.xml"></news-tag-feed>',
    );
    await until(() => feed.shadowRoot!.querySelector('input') !== null);
    return feed;
  },
  'a feed with articles that wait, of a service that is named': async () => {
    writeTimestamp('turn:gdelt', 0);
    const gdelt = (...titles: string[]) =>
      JSON.stringify({ articles: titles.map((title) => ({ url: `https://a.example/${title}`, title })) });
    const time = new Time();
    const feed = put<NewsTagFeed>('<news-tag-feed tag="bridges" refresh-every="20m"></news-tag-feed>');
    (await network.request()).reply(gdelt('Old'));
    await reached(feed, 'ready');
    await until(() => time.waits.includes(1_200_000));
    time.advance(1_200_000);
    (await network.request(1)).reply(gdelt('New', 'Old'));
    await until(() => parts(feed, 'new').length > 0);
    time.restore();
    return feed;
  },
  'a feed that is long in coming': async () => {
    const time = new Time();
    const feed = put('<news-tag-feed src="/never.xml" timeout="60s"></news-tag-feed>');
    await network.request();
    time.advance(10_000);
    await until(() => parts(feed, 'message').length > 0);
    time.restore();
    return feed;
  },
  'a card': async () => {
    const card = put<HTMLElementTagNameMap['news-article-card']>(
      `<news-article-card fields="${everything}"></news-article-card>`,
    );
    card.article = article;
    await card.updateComplete;
    expect(parts(card, 'headline')).to.have.length(1);
    return card;
  },
  'an app promo': async () => {
    const promo = put<HTMLElementTagNameMap['news-app-promo']>(
      '<news-app-promo heading="Download the app" text="Offline." app-store="https://a.example/a" google-play="https://a.example/b"></news-app-promo>',
    );
    await promo.updateComplete;
    return promo;
  },
};

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  await clear();
  document.body.style.cssText = '';
});

for (const [scene, build] of Object.entries(scenes)) {
  for (const [page, style] of Object.entries(PAGES)) {
    it(`${scene}, on a ${page} page`, async () => {
      document.body.style.cssText = style;
      await audit(await build());
    });
  }
  it(`${scene}, light on a dark page and dark on a light one`, async () => {
    for (const [page, theme] of [
      [PAGES.dark, 'light'],
      [PAGES.light, 'dark'],
    ] as const) {
      document.body.style.cssText = page;
      const element = await build();
      if (!('theme' in element)) return;
      element.setAttribute('theme', theme);
      await (element as NewsTagFeed).updateComplete;
      await audit(element);
      await clear();
      network.restore();
      network = new Network();
    }
  });
}

it('the status line is in the document from the start, polite, and empty until there is an announcement', async () => {
  const feed = put('<news-tag-feed></news-tag-feed>');
  feed.articles = [article];
  await reached(feed, 'ready');
  const [status] = parts(feed, 'status');
  expect(status!.getAttribute('role')).to.equal('status');
  expect(status!.textContent!.trim()).to.equal('');
});

it('more articles are announced', async () => {
  const feed = put('<news-tag-feed page-size="1"></news-tag-feed>');
  feed.articles = [article, { ...article, url: 'https://a.example/2' }];
  await reached(feed, 'ready');
  const said: string[] = [];
  const [status] = parts(feed, 'status');
  new MutationObserver(() => said.push(status!.textContent!.trim())).observe(status!, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  await feed.showMore();
  await Promise.resolve();
  expect(said.join()).to.include('1 more article shown');
});

it('a checkbox changes nothing until the reader agrees, and has a label', async () => {
  const feed = (await scenes['a feed whose reader can agree for good']!()) as NewsTagFeed;
  const checkbox = feed.shadowRoot!.querySelector('input')!;
  expect(checkbox.labels![0]!.textContent!.trim()).to.not.equal('');
  checkbox.click();
  await feed.updateComplete;
  expect([checkbox.checked, feed.status, network.requests.length]).to.deep.equal([true, 'idle', 0]);
  expect(parts(feed, 'agree')).to.have.length(1);
});

it('uses list markup, headings of the requested level, and names the list after the heading', async () => {
  const feed = put('<news-tag-feed tag="bridges" heading-level="3"></news-tag-feed>');
  feed.articles = [article];
  await reached(feed, 'ready');
  const [list] = parts(feed, 'list');
  expect(list!.localName).to.equal('ul');
  expect([...list!.children].every((child) => child.localName === 'li')).to.equal(true);
  expect(list!.getAttribute('aria-label')).to.equal('Latest news with #bridges');
  expect(parts(feed, 'heading')[0]!.localName).to.equal('h3');
  expect(parts(feed, 'headline')[0]!.localName).to.equal('h4');
});
