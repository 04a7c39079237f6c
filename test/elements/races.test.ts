import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, headlines, logged, parts, put, reached, settled } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

const feedOf = (title: string) => rss(item('').replace('Title', title));

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  await clear();
});

const open = () => network.requests.filter(({ aborted }) => !aborted);

it('several attributes set together cost one request', async () => {
  const feed = put('<news-tag-feed></news-tag-feed>');
  feed.articles = [];
  await reached(feed, 'empty');
  feed.articles = null;
  feed.src = '/x.xml';
  feed.tag = 'peace';
  feed.limit = 5;
  feed.pageSize = 3;
  feed.timeout = '5s';
  await network.request();
  await settled();
  expect(network.requests).to.have.length(1);
});

it('changing the source quickly keeps one request, and a late response is never shown', async () => {
  const feed = put('<news-tag-feed src="/a.xml"></news-tag-feed>');
  const first = await network.request(0);
  feed.src = '/b.xml';
  const second = await network.request(1);
  feed.src = '/c.xml';
  const third = await network.request(2);
  expect([first, second, third].map(({ aborted }) => aborted)).to.deep.equal([true, true, false]);
  third.reply(feedOf('C'));
  await reached(feed, 'ready');
  first.reply(feedOf('A'));
  second.fail();
  await settled();
  expect(headlines(feed)).to.deep.equal(['C']);
  expect(feed.status).to.equal('ready');
});

it('changing the tag sends no request', async () => {
  const feed = put('<news-tag-feed src="/x.xml" tag="peace"></news-tag-feed>');
  (await network.request()).reply(
    rss(
      item('<category>War</category>') +
        item('<category>Peace</category>', 'https://a.example/b').replace('Title', 'Talks'),
    ),
  );
  await reached(feed, 'ready');
  expect(headlines(feed)).to.deep.equal(['Talks']);
  feed.tag = 'war';
  await feed.updateComplete;
  expect(headlines(feed)).to.deep.equal(['Title']);
  feed.tag = ['sport'];
  await feed.updateComplete;
  expect(feed.status).to.equal('empty');
  expect(network.requests).to.have.length(1);
});

it('a move in the document does not abort the request', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const request = await network.request();
  const other = document.createElement('section');
  feed.parentElement!.append(other);
  other.append(feed);
  await settled();
  expect(request.aborted).to.equal(false);
  request.reply(feedOf('A'));
  await reached(feed, 'ready');
  feed.parentElement!.before(feed);
  await settled();
  expect(headlines(feed)).to.deep.equal(['A']);
  expect(network.requests).to.have.length(1);
});

it('removing the element aborts the request, and adding it again sends a new one', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const first = await network.request();
  const stage = feed.parentElement!;
  feed.remove();
  await settled();
  expect(first.aborted).to.equal(true);
  stage.append(feed);
  (await network.request(1)).reply(feedOf('A'));
  await reached(feed, 'ready');
  expect(headlines(feed)).to.deep.equal(['A']);
  expect(network.requests).to.have.length(2);
});

it('an element that is added again shows its articles while it loads', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  (await network.request()).reply(feedOf('A'));
  await reached(feed, 'ready');
  const stage = feed.parentElement!;
  feed.remove();
  await settled();
  stage.append(feed);
  const again = await network.request(1);
  expect(headlines(feed)).to.deep.equal(['A']);
  again.reply(feedOf('B'));
  await reached(feed, 'ready');
  expect(headlines(feed)).to.deep.equal(['B']);
});

it('elements with the same source share a request, which continues when one of them leaves', async () => {
  const feeds = Array.from({ length: 20 }, () => put('<news-tag-feed loading="eager" src="/x.xml"></news-tag-feed>'));
  const request = await network.request();
  await settled();
  expect(network.requests).to.have.length(1);
  feeds[0]!.remove();
  await settled();
  expect(request.aborted).to.equal(false);
  request.reply(feedOf('A'));
  await Promise.all(feeds.slice(1).map((feed) => reached(feed, 'ready')));
  expect(headlines(feeds[19]!)).to.deep.equal(['A']);
});

it('a shared request is aborted when its last element has left', async () => {
  const feeds = Array.from({ length: 3 }, () => put('<news-tag-feed loading="eager" src="/x.xml"></news-tag-feed>'));
  const request = await network.request();
  await settled();
  feeds.forEach((feed) => feed.remove());
  await settled();
  expect(request.aborted).to.equal(true);
});

it('refresh bypasses the browser’s cache, and settles after success and failure', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const first = await network.request();
  expect(first.init.cache).to.equal('default');
  first.reply(feedOf('A'));
  await reached(feed, 'ready');
  const refreshed = feed.refresh();
  const second = await network.request(1);
  expect(second.init.cache).to.equal('no-cache');
  second.fail();
  await refreshed;
  expect(feed.status).to.equal('stale');
});

it('requests have no custom headers', async () => {
  put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const { init } = await network.request();
  expect(init.headers).to.equal(undefined);
  expect(init.credentials).to.equal(undefined);
  expect(init.referrerPolicy).to.equal('strict-origin-when-cross-origin');
  expect(init.method).to.equal(undefined);
});

it('a lazy element waits until it comes near the viewport', async () => {
  const feed = put('<news-tag-feed src="/x.xml" style="margin-top: 5000px"></news-tag-feed>');
  // What is below the screen renders when the page has time, which a slow machine has late.
  await feed.updateComplete;
  await settled();
  expect(network.requests).to.be.empty;
  expect(feed.status).to.equal('idle');
  expect(parts(feed, 'skeleton')).to.have.length(10);
  feed.style.marginTop = '0';
  (await network.request()).reply(feedOf('A'));
  await reached(feed, 'ready');
});

it('an eager element does not wait', async () => {
  put('<news-tag-feed loading="eager" src="/x.xml" style="margin-top: 5000px"></news-tag-feed>');
  await network.request();
});

it('adding and removing leaves no request, rejection or console message behind', async () => {
  const rejections: unknown[] = [];
  const note = (event: PromiseRejectionEvent) => rejections.push(event.reason);
  addEventListener('unhandledrejection', note);
  const messages = await logged(async () => {
    for (let n = 0; n < 10; n++) {
      const feed = put<NewsTagFeed>('<news-tag-feed loading="eager" src="/x.xml"></news-tag-feed>');
      await network.request(n);
      feed.remove();
      await settled();
    }
  });
  removeEventListener('unhandledrejection', note);
  expect(open()).to.be.empty;
  expect(rejections).to.be.empty;
  expect(messages).to.be.empty;
});

it('many elements below the screen render one after another, and all of them render', async () => {
  const stage = document.createElement('div');
  document.body.append(stage);
  // As high as a screen each, once there is something in them.
  stage.innerHTML = '<news-tag-feed src="/a.xml" page-size="30"></news-tag-feed>'.repeat(4);
  const feeds = [...stage.querySelectorAll('news-tag-feed')];
  const rendered = () => feeds.filter(({ hasUpdated }) => hasUpdated).length;
  await feeds[0]!.updateComplete;
  expect(rendered()).to.be.lessThan(4);
  await Promise.all(feeds.map(({ updateComplete }) => updateComplete));
  expect(rendered()).to.equal(4);
  expect(feeds.map((feed) => parts(feed, 'skeleton').length)).to.deep.equal([30, 30, 30, 30]);
  stage.remove();
});
