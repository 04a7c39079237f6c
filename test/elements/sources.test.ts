import { expect } from 'chai';
import { writeTimestamp } from '../../src/network/lock.js';
import { clear, headlines, next, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';
import { Time } from '../support/time.js';

/** News from elsewhere than one feed. */

const GAP = 5_500;

let network: Network;
let time: Time;
beforeEach(() => {
  network = new Network();
  time = new Time(5_000);
  for (const moment of ['turn:gdelt', 'rest:gdelt']) writeTimestamp(moment, 0);
});
afterEach(async () => {
  network.restore();
  await clear();
  time.restore();
});

/** Returns whether somebody waits for the gap that began when the one before was answered. */
const hasGap = () => time.waits.includes(GAP);

const gdelt = (title: string) =>
  JSON.stringify({
    articles: [{ url: `https://a.example/${title}`, title, domain: 'a.example', seendate: '20260526T093000Z' }],
  });

describe('without src', () => {
  it('searches GDELT for the tag, and links it as the source', async () => {
    const feed = put('<news-tag-feed tag="peace negotiations"></news-tag-feed>');
    const { url } = await network.request();
    expect(url).to.match(/^https:\/\/api\.gdeltproject\.org\//);
    expect(new URL(url).searchParams.get('query')).to.include('"peace negotiations"');
    network.requests[0]!.reply(gdelt('Talks'));
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['Talks']);
    expect(textOf(feed, 'attribution')).to.equal('via GDELT');
    expect(parts(feed, 'attribution')[0]!.querySelector('a')!.href).to.equal('https://www.gdeltproject.org/');
    expect(textOf(feed, 'time')).to.match(/^seen /);
  });

  it('shows a sentence, not an error, when the search found nothing', async () => {
    const feed = put('<news-tag-feed tag="peace negotiations"></news-tag-feed>');
    (await network.request()).reply('{}');
    await reached(feed, 'empty');
    expect(textOf(feed, 'message')).to.equal('There is no news about peace negotiations right now.');
    expect(textOf(feed, 'attribution')).to.equal('via GDELT');
  });

  it('sends another request for another tag', async () => {
    const feed = put('<news-tag-feed tag="peace"></news-tag-feed>');
    (await network.request()).reply(gdelt('Peace'));
    await reached(feed, 'ready');
    feed.tag = 'harvest';
    await feed.updateComplete;
    expect(headlines(feed)).to.be.empty;
    await until(hasGap);
    time.advance(GAP);
    (await network.request(1)).reply(gdelt('Harvest'));
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['Harvest']);
  });
});

describe('twenty elements', () => {
  const eager = (tag: string) => put(`<news-tag-feed loading="eager" tag="${tag}"></news-tag-feed>`);

  it('with the same query to a service send one request', async () => {
    const feeds = Array.from({ length: 20 }, () => eager('peace talks'));
    const request = await network.request();
    await settled();
    request.reply(gdelt('Talks'));
    await Promise.all(feeds.map((feed) => reached(feed, 'ready')));
    expect(network.requests).to.have.length(1);
  });

  it('with different queries send one request after another, spaced as the service requires', async () => {
    const feeds = Array.from({ length: 20 }, (_, n) => eager(`tag number ${n}`));
    for (let n = 0; n < feeds.length; n++) {
      const request = await network.request(n);
      await settled();
      expect(network.requests).to.have.length(n + 1);
      request.reply(gdelt(`Story ${n}`));
      await until(() => feeds.filter(({ status }) => status === 'ready').length === n + 1);
      if (n === 19) break;
      await until(hasGap);
      time.advance(GAP - 1);
      await settled();
      expect(network.requests).to.have.length(n + 1);
      time.advance(1);
    }
  });

  it('all fail at once when the service refuses the first request, and send no more', async () => {
    const feeds = Array.from({ length: 20 }, (_, n) => eager(`tag number ${n}`));
    (await network.request()).reply('Please limit requests to one every 5 seconds', { status: 429 });
    await Promise.all(feeds.map((feed) => reached(feed, 'error')));
    expect(network.requests).to.have.length(1);
    expect(new Set(feeds.map((feed) => feed.error!.code))).to.deep.equal(new Set(['throttled']));
    await settled();
    expect(textOf(feeds[19]!, 'message')).to.match(/busy/);
    // Asking again by hand is no way round.
    parts(feeds[3]!, 'retry')[0]!.click();
    await reached(feeds[3]!, 'loading');
    await reached(feeds[3]!, 'error');
    expect(network.requests).to.have.length(1);
  });
});

describe('several providers', () => {
  it('are requested in parallel and merged; one that fails keeps the others', async () => {
    const feed = put('<news-tag-feed provider="hacker-news spaceflight-news" tag="rocket"></news-tag-feed>');
    const failed = next(feed, 'news-error');
    for (const index of [0, 1]) {
      const request = await network.request(index);
      if (request.url.includes('algolia')) {
        request.reply(JSON.stringify({ hits: [{ objectID: '1', title: 'A rocket', url: 'https://a.example/r' }] }));
      } else request.reply('', { status: 500 });
    }
    expect((await failed).error.code).to.equal('http');
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['A rocket']);
  });

  it('with an unknown name cause a warning that lists the known ones', async () => {
    const feed = put('<news-tag-feed provider="gdlet" tag="peace"></news-tag-feed>');
    const { error } = await next(feed, 'news-error');
    expect(error.code).to.equal('config');
    expect(error.message).to.include('gdlet').and.to.include('gdelt, ');
    expect(parts(feed, 'retry')).to.be.empty;
  });
});

it('reads any API by a map in an attribute, in a property or inside the element', async () => {
  const answer = JSON.stringify({ stories: { list: [{ head: 'One', at: { href: 'https://a.example/1' } }] } });
  const map = 'items: stories.list, title: head, url: at.href';
  const feed = put(`<news-tag-feed provider="json" src="/api" map="${map}"></news-tag-feed>`);
  (await network.request(0)).reply(answer);
  await reached(feed, 'ready');
  expect(headlines(feed)).to.deep.equal(['One']);
  const inside = put(
    `<news-tag-feed loading="eager" provider="json" src="/api2"><script type="application/json" data-news="map">{"items": "stories.list", "title": "head", "url": "at.href"}</script></news-tag-feed>`,
  );
  (await network.request(1)).reply(answer);
  await reached(inside, 'ready');
  expect(headlines(inside)).to.deep.equal(['One']);
  inside.map = { items: 'stories.list', title: 'head', url: 'https://b.example/{head}' };
  (await network.request(2)).reply(answer);
  await until(() => parts(inside, 'link')[0]?.getAttribute('href') === 'https://b.example/One');
});

describe('filtering', () => {
  const story = (title: string, publisher: string) =>
    item(
      `<source url="https://${publisher}.example/">${publisher}</source>`,
      `https://${publisher}.example/${title.length}`,
    ).replace('>Title<', `>${title}<`);
  const FEED = rss(
    story('Talks resume in the harbour town after a week of silence', 'courier') +
      story('Talks resume in the harbour town after a week of silence', 'ledger') +
      story('Harvest is late', 'courier') +
      story('Football results', 'courier'),
  );

  async function shown(attributes: string) {
    const feed = put(`<news-tag-feed src="/x.xml" ${attributes}></news-tag-feed>`);
    (await network.request(network.requests.length)).reply(FEED);
    await reached(feed, 'ready', 'empty');
    return feed;
  }

  it('is live, without a request', async () => {
    const feed = await shown('exclude="football"');
    expect(headlines(feed)).to.have.length(2);
    feed.exclude = '';
    feed.include = 'harvest, football';
    await feed.updateComplete;
    expect(headlines(feed)).to.deep.equal(['Harvest is late', 'Football results']);
    feed.include = '';
    feed.perPublisher = 1;
    await feed.updateComplete;
    expect(headlines(feed)).to.have.length.within(1, 2);
    feed.perPublisher = 1000;
    feed.excludePublisher = 'courier.example';
    await feed.updateComplete;
    expect(headlines(feed)).to.deep.equal(['Talks resume in the harbour town after a week of silence']);
    expect(network.requests).to.have.length(1);
  });

  it('with dedupe="page" leaves out articles that another feed on the page shows', async () => {
    await shown('include="harvest"');
    const feed = await shown('dedupe="page" loading="eager"');
    expect(headlines(feed)).to.deep.equal([
      'Talks resume in the harbour town after a week of silence',
      'Football results',
    ]);
  });
});
