import { expect } from 'chai';
import type { NewsArticleCard, NewsTagFeed } from '../../src/index.js';
import { clear, headlines, logged, next, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';
import { Time } from '../support/time.js';

/** The life of an element over time: retries, refreshes, times, further pages. */

const MINUTE = 60_000;

const feedOf = (...titles: string[]) =>
  rss(titles.map((title) => item('', `https://a.example/${title}`).replace('>Title<', `>${title}<`)).join(''));

let network: Network;
let time: Time;
beforeEach(() => {
  network = new Network();
  time = new Time();
});
afterEach(async () => {
  setOnline(undefined);
  setVisible(undefined);
  network.restore();
  await clear();
  time.restore();
});

function setOnline(online: boolean | undefined): void {
  if (online === undefined) Reflect.deleteProperty(navigator, 'onLine');
  else Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
  if (online) dispatchEvent(new Event('online'));
}

function setVisible(visible: boolean | undefined): void {
  if (visible === undefined) Reflect.deleteProperty(document, 'visibilityState');
  else
    Object.defineProperty(document, 'visibilityState', { value: visible ? 'visible' : 'hidden', configurable: true });
  if (visible) document.dispatchEvent(new Event('visibilitychange'));
}

/** A feed that has loaded, and whose next attempt is planned. */
async function loaded(attributes = '', answer = feedOf('A')) {
  const feed = put(`<news-tag-feed src="/x.xml" ${attributes}></news-tag-feed>`);
  (await network.request()).reply(answer);
  await reached(feed, 'ready', 'empty');
  await settled();
  return feed;
}

/** The requests made by now, once elements had their time to make them. */
async function requests(): Promise<number> {
  await settled();
  await settled();
  return network.requests.length;
}

describe('a source that fails', () => {
  it('is requested again after half a minute, then after twice as long each time', async () => {
    put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    for (const [index, wait] of [30_000, 60_000, 120_000].entries()) {
      (await network.request(index)).fail();
      await until(() => time.waits.includes(wait));
      time.advance(wait - 1);
      expect(await requests()).to.equal(index + 1);
      time.advance(1);
    }
    expect((await network.request(3)).init.cache).to.equal('no-cache');
  });

  it('starts with a short wait again after a success', async () => {
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request(0)).fail();
    await until(() => time.waits.includes(30_000));
    time.advance(30_000);
    (await network.request(1)).reply(feedOf('A'));
    await reached(feed, 'ready');
    void feed.refresh();
    (await network.request(2)).fail();
    await until(() => time.waits.includes(30_000));
  });

  it('is requested again at the time of its Retry-After', async () => {
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).reply('', { status: 429, headers: { 'Retry-After': '120' } });
    await reached(feed, 'error');
    await until(() => time.waits.includes(120_000));
  });

  it('that is gone is requested again only after a change or a retry by the reader', async () => {
    const feed = put('<news-tag-feed src="/x.xml" refresh-every="5m"></news-tag-feed>');
    (await network.request()).reply('', { status: 410 });
    await reached(feed, 'error');
    await settled();
    expect(time.waits.filter((wait) => wait > MINUTE)).to.be.empty;
    parts(feed, 'retry')[0]!.click();
    (await network.request(1)).reply('', { status: 410 });
    await reached(feed, 'error');
    feed.src = '/y.xml';
    await network.request(2);
  });

  it('is not requested by an element that has left the page', async () => {
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).fail();
    await until(() => time.waits.includes(30_000));
    feed.remove();
    await settled();
    expect(time.waits).to.be.empty;
  });
});

describe('offline', () => {
  it('nothing is requested until the reader is online, and then at once', async () => {
    setOnline(false);
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).fail();
    await reached(feed, 'error');
    await until(() => time.waits.includes(30_000));
    time.advance(30_000);
    expect(await requests()).to.equal(1);
    setOnline(true);
    (await network.request(1)).reply(feedOf('A'));
    await reached(feed, 'ready');
  });

  it('does not shorten a cool-down of the source', async () => {
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).reply('', { status: 429 });
    await reached(feed, 'error');
    await until(() => time.waits.includes(5 * MINUTE));
    setOnline(true);
    expect(await requests()).to.equal(1);
  });
});

describe('a hidden page', () => {
  it('requests nothing at first, not even for eager elements', async () => {
    setVisible(false);
    put('<news-tag-feed src="/x.xml" loading="eager"></news-tag-feed>');
    expect(await requests()).to.equal(0);
    setVisible(true);
    await network.request();
  });

  it('sends no further requests, but catches up when it is visible', async () => {
    await loaded('refresh-every="5m"');
    setVisible(false);
    time.advance(5 * MINUTE);
    expect(await requests()).to.equal(1);
    setVisible(true);
    await network.request(1);
  });
});

describe('refresh-every', () => {
  it('requests again while the element is on screen', async () => {
    const feed = await loaded('refresh-every="5m"');
    feed.style.display = 'none';
    time.advance(5 * MINUTE);
    expect(await requests()).to.equal(1);
    feed.style.display = '';
    (await network.request(1)).reply(feedOf('A'));
    await reached(feed, 'ready');
    await until(() => time.waits.includes(5 * MINUTE));
  });

  it('is live, and continues after a failure', async () => {
    const feed = await loaded();
    expect(time.waits.filter((wait) => wait > MINUTE)).to.be.empty;
    feed.refreshEvery = '10m';
    await feed.updateComplete;
    await until(() => time.waits.includes(10 * MINUTE));
    feed.refreshEvery = undefined;
    await feed.updateComplete;
    expect(time.waits.filter((wait) => wait > MINUTE)).to.be.empty;
  });

  it('shows the number of new articles, and does not change the list', async () => {
    const feed = await loaded('refresh-every="5m"');
    const card = parts(feed, 'card')[0];
    time.advance(5 * MINUTE);
    const load = next(feed, 'news-load');
    (await network.request(1)).reply(feedOf('C', 'B', 'A'));
    expect((await load).feed.articles).to.have.length(3);
    await until(() => parts(feed, 'new').length > 0);
    expect(headlines(feed)).to.deep.equal(['A']);
    expect(parts(feed, 'card')[0]).to.equal(card);
    expect(textOf(feed, 'new')).to.equal('2 new articles');
    parts(feed, 'new')[0]!.click();
    await until(() => headlines(feed).length === 3);
    expect(headlines(feed)).to.deep.equal(['C', 'B', 'A']);
  });

  it('updates a list silently if no articles are new', async () => {
    const feed = await loaded('refresh-every="5m"', feedOf('A', 'B'));
    time.advance(5 * MINUTE);
    (await network.request(1)).reply(feedOf('B'));
    await until(() => headlines(feed).length === 1);
    expect(parts(feed, 'new')).to.be.empty;
  });
});

describe('after ten seconds', () => {
  it('shows that loading takes long, instead of articles or above them', async () => {
    const feed = put('<news-tag-feed src="/x.xml" timeout="60s"></news-tag-feed>');
    await network.request();
    expect(parts(feed, 'message')).to.be.empty;
    time.advance(10_000);
    await until(() => parts(feed, 'message').length > 0);
    expect(textOf(feed, 'message')).to.equal('Still waiting for the news…');
    expect(textOf(feed, 'status')).to.equal('Still waiting for the news…');
    network.requests[0]!.reply(feedOf('A'));
    await reached(feed, 'ready');
    expect(parts(feed, 'message')).to.be.empty;
    void feed.refresh();
    await network.request(1);
    time.advance(10_000);
    await until(() => parts(feed, 'stale').length > 0);
    expect(textOf(feed, 'stale')).to.equal('Still waiting for the news…');
    expect(headlines(feed)).to.deep.equal(['A']);
  });
});

describe('times', () => {
  it('of all elements on the page are updated each minute by one timer', async () => {
    const published = new Date(Date.now() - 5 * MINUTE).toISOString();
    const feeds = [1, 2, 3].map(() => put('<news-tag-feed></news-tag-feed>'));
    for (const feed of feeds) feed.articles = [{ url: 'https://a.example/', title: 'T', published }];
    await Promise.all(feeds.map((feed) => reached(feed, 'ready')));
    await until(() => time.waits.length > 0);
    await settled();
    expect(time.waits).to.have.length(1);
    time.advance(MINUTE);
    await settled();
    for (const feed of feeds) expect(textOf(feed, 'time')).to.equal('6 minutes ago');
    const card = put<NewsArticleCard>(
      `<news-article-card href="https://a.example/" headline="T" published="${published}"></news-article-card>`,
    );
    await card.updateComplete;
    expect(time.waits).to.have.length(1);
    time.advance(MINUTE);
    await card.updateComplete;
    expect(textOf(card, 'time')).to.equal('7 minutes ago');
    await clear();
    expect(time.waits).to.be.empty;
  });

  it('say if they are only the time at which an article was first seen', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    const seen = new Date(Date.now() - 5 * MINUTE).toISOString();
    feed.articles = [{ url: 'https://a.example/', title: 'T', seen }];
    await reached(feed, 'ready');
    expect(textOf(feed, 'time')).to.equal('seen 5 minutes ago');
  });
});

describe('next pages', () => {
  const page = (title: string, next?: string) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Paper',
      next_url: next,
      items: [{ id: title, url: `https://a.example/${title}`, title, content_text: 'Text' }],
    });

  it('are requested when the reader wants more articles, until there are none', async () => {
    const feed = put('<news-tag-feed src="/x.json"></news-tag-feed>');
    (await network.request()).reply(page('A', '/y.json'));
    await reached(feed, 'ready');
    await until(() => parts(feed, 'more').length > 0);
    parts(feed, 'more')[0]!.click();
    (await network.request(1)).reply(page('B'));
    await until(() => headlines(feed).length === 2);
    expect(network.requests[1]!.url).to.match(/y\.json$/);
    expect(headlines(feed)).to.deep.equal(['A', 'B']);
    await until(() => !parts(feed, 'more').length);
  });

  it('without articles for the list are skipped', async () => {
    const feed = put('<news-tag-feed src="/1.json" tag="peace"></news-tag-feed>');
    (await network.request()).reply(page('Peace', '/2.json'));
    await reached(feed, 'ready');
    await until(() => parts(feed, 'more').length > 0);
    parts(feed, 'more')[0]!.click();
    (await network.request(1)).reply(page('War', '/3.json'));
    (await network.request(2)).reply(page('Peace at last', '/4.json'));
    await until(() => headlines(feed).length === 2);
    expect(headlines(feed)).to.deep.equal(['Peace', 'Peace at last']);
    expect(await requests()).to.equal(3);
  });

  it('on other hosts are not requested', async () => {
    const feed = put('<news-tag-feed src="/x.json"></news-tag-feed>');
    (await network.request()).reply(page('A', 'http://192.168.0.1/admin?reboot'));
    await reached(feed, 'ready');
    await settled();
    expect(parts(feed, 'more')).to.be.empty;
    await feed.showMore();
    expect(await requests()).to.equal(1);
  });

  it('are aborted when the list is refreshed or the element leaves', async () => {
    const rejections: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => rejections.push(event.reason);
    addEventListener('unhandledrejection', note);
    const feed = put('<news-tag-feed src="/x.json"></news-tag-feed>');
    (await network.request()).reply(page('A', '/y.json'));
    await reached(feed, 'ready');
    await until(() => parts(feed, 'more').length > 0);
    parts(feed, 'more')[0]!.click();
    const further = await network.request(1);
    void feed.refresh();
    (await network.request(2)).reply(page('C', '/z.json'));
    await until(() => headlines(feed).join() === 'C');
    expect(further.aborted).to.equal(true);
    parts(feed, 'more')[0]!.click();
    const last = await network.request(3);
    feed.remove();
    await settled();
    expect(last.aborted).to.equal(true);
    await settled();
    removeEventListener('unhandledrejection', note);
    expect(rejections).to.be.empty;
  });

  it('that fail keep the list as it is, and can be retried', async () => {
    const feed = put('<news-tag-feed src="/x.json"></news-tag-feed>');
    (await network.request()).reply(page('A', '/y.json'));
    await reached(feed, 'ready');
    await until(() => parts(feed, 'more').length > 0);
    const failed = next(feed, 'news-error');
    void feed.showMore();
    (await network.request(1)).fail();
    await failed;
    expect(headlines(feed)).to.deep.equal(['A']);
    expect(feed.status).to.equal('ready');
    await settled();
    void feed.showMore();
    (await network.request(2)).reply(page('B'));
    await until(() => headlines(feed).length === 2);
  });
});

it('with more="scroll", the next articles load when the end of the list comes near', async () => {
  const feed = put('<news-tag-feed more="scroll" page-size="5"></news-tag-feed>');
  feed.articles = Array.from({ length: 60 }, (_, n) => ({ url: `https://a.example/${n}`, title: `Story ${n}` }));
  await reached(feed, 'ready');
  await until(() => headlines(feed).length > 5);
  await settled();
  await settled();
  const before = headlines(feed).length;
  expect(before).to.be.lessThan(60);
  parts(feed, 'more')[0]!.scrollIntoView();
  await until(() => headlines(feed).length > before);
  scrollTo(0, 0);
});

describe('warns the owner', () => {
  const warnings = async (src: string, answer: () => Response) => {
    network.always(src, answer);
    let feed!: NewsTagFeed;
    const messages = await logged(async () => {
      feed = put(`<news-tag-feed src="${src}" refresh-every="5m" loading="eager"></news-tag-feed>`);
      await reached(feed, 'ready');
      await settled();
    });
    return messages.join();
  };

  it('about a permanent redirect', async () => {
    const moved = () => Object.defineProperty(new Response(feedOf('A')), 'url', { value: 'https://b.example/new.xml' });
    expect(await warnings('https://b.example/old.xml', moved)).to.match(/old\.xml redirects to .+new\.xml\. Set `src`/);
    expect(await warnings('/x.xml', () => new Response(feedOf('A')))).to.equal('');
  });

  it('about feeds that pages can’t read', async () => {
    expect(await warnings('https://news.google.com/rss', () => new Response(feedOf('A')))).to.include('personal');
  });

  it('that a feed has expired, and does not request it again', async () => {
    const ended = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Paper',
      expired: true,
      items: [{ id: '1', url: 'https://a.example/1', title: 'A', content_text: 'Text' }],
    });
    expect(await warnings('/ended.json', () => new Response(ended))).to.include('not requested again');
    expect(time.waits.filter((wait) => wait > MINUTE)).to.be.empty;
  });
});
