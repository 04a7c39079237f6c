import { expect } from 'chai';
import type { NewsErrorEvent, NewsTagFeed } from '../../src/index.js';
import { clear, headlines, logged, next, parts, put, reached, textOf } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network, type OpenRequest } from '../support/network.js';
import { Time } from '../support/time.js';

let network: Network;
let time: Time | undefined;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  time?.restore();
  time = undefined;
  await clear();
});

/** A body without end, in pieces of 100 KB, as a server sends it that doesn't know when to stop. */
function endless(limit: number) {
  const state = { sent: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (state.sent >= limit) return controller.close();
      state.sent += 100_000;
      controller.enqueue(new Uint8Array(100_000).fill(32));
    },
    cancel: () => void (state.cancelled = true),
  });
  return { state, stream };
}

interface Case {
  happens: string;
  attributes?: string;
  answer(request: OpenRequest): void;
  code: string;
  status?: number;
  retryAfter?: number;
  sentence: string;
}

const NOT_AVAILABLE = 'The news is not available right now.';

const cases: Case[] = [
  {
    happens: 'the address can’t be reached',
    answer: (request) => request.fail(),
    code: 'network',
    sentence: 'The news can’t be reached right now.',
  },
  {
    happens: 'a 404',
    answer: (request) => request.reply('', { status: 404 }),
    code: 'http',
    status: 404,
    sentence: NOT_AVAILABLE,
  },
  {
    happens: 'a 500',
    answer: (request) => request.reply('', { status: 500 }),
    code: 'http',
    status: 500,
    sentence: NOT_AVAILABLE,
  },
  {
    happens: 'a 410',
    answer: (request) => request.reply('', { status: 410 }),
    code: 'gone',
    status: 410,
    sentence: 'This news source no longer exists.',
  },
  {
    happens: 'a 429 with Retry-After',
    answer: (request) => request.reply('', { status: 429, headers: { 'Retry-After': '120' } }),
    code: 'throttled',
    status: 429,
    retryAfter: 120,
    sentence: 'The news source is busy. Please try again in a few minutes.',
  },
  {
    happens: 'no answer within the time limit',
    attributes: 'timeout="20s"',
    answer: () => time!.advance(20_000),
    code: 'timeout',
    sentence: 'The news is taking too long to arrive.',
  },
  {
    happens: 'an answer that begins and never ends',
    attributes: 'timeout="20s"',
    answer: (request) => {
      const body = new ReadableStream({
        start: (controller) =>
          request.init.signal!.addEventListener('abort', () => controller.error(request.init.signal!.reason)),
      });
      request.reply(body);
      time!.advance(20_000);
    },
    code: 'timeout',
    sentence: 'The news is taking too long to arrive.',
  },
  {
    happens: 'a web page instead of a feed',
    answer: (request) => request.reply('<!doctype html><html><body><p>Please log in</p></body></html>'),
    code: 'format',
    sentence: NOT_AVAILABLE,
  },
  { happens: 'an empty body', answer: (request) => request.reply(''), code: 'format', sentence: NOT_AVAILABLE },
  {
    happens: 'XML that ends before its first item does',
    answer: (request) => request.reply(rss(item('')).slice(0, -60)),
    code: 'format',
    sentence: NOT_AVAILABLE,
  },
  {
    happens: 'JSON that ends too early',
    answer: (request) => request.reply('{"items":[{"id":"1"'),
    code: 'format',
    sentence: NOT_AVAILABLE,
  },
  {
    happens: 'a feed none of whose items can be read',
    answer: (request) => request.reply(rss('<item><title>No link</title></item>')),
    code: 'format',
    sentence: NOT_AVAILABLE,
  },
  {
    happens: 'a body of 50 MB',
    answer: (request) => request.reply(endless(50_000_000).stream),
    code: 'too-large',
    sentence: NOT_AVAILABLE,
  },
];

for (const { happens, attributes = '', answer, code, status, retryAfter, sentence } of cases) {
  describe(happens, () => {
    // The test holds the time limit: a busy machine must not pass it while the next answer is read.
    beforeEach(() => {
      if (code === 'timeout') time = new Time();
    });

    it('shows a sentence with a button, and dispatches a detailed news-error', async () => {
      const feed = put(`<news-tag-feed src="/x.xml" ${attributes}></news-tag-feed>`);
      const failed = next(feed, 'news-error');
      answer(await network.request());
      const { error } = await failed;
      expect(error.code).to.equal(code);
      expect(error.status).to.equal(status);
      expect(error.retryAfter).to.equal(retryAfter);
      expect(error.source).to.equal(new URL('/x.xml', location.href).href);
      expect(error.message).to.include('/x.xml');
      expect(feed.status).to.equal('error');
      expect(feed.error).to.equal(error);
      expect(textOf(feed, 'message')).to.equal(sentence);
      expect(textOf(feed, 'status')).to.equal(sentence);
      expect(parts(feed, 'skeleton')).to.be.empty;

      parts(feed, 'retry')[0]!.click();
      (await network.request(1)).reply(rss(item('')));
      await reached(feed, 'ready');
      expect(headlines(feed)).to.deep.equal(['Title']);
      expect(feed.error).to.equal(undefined);
    });

    it('keeps the articles on screen, with a note', async () => {
      const feed = put(`<news-tag-feed src="/x.xml" ${attributes}></news-tag-feed>`);
      (await network.request()).reply(rss(item('')));
      await reached(feed, 'ready');
      const card = parts(feed, 'card')[0];
      const failed = next(feed, 'news-error');
      void feed.refresh();
      answer(await network.request(1));
      expect((await failed).error.code).to.equal(code);
      expect(feed.status).to.equal('stale');
      expect(headlines(feed)).to.deep.equal(['Title']);
      expect(parts(feed, 'card')[0]).to.equal(card);
      expect(textOf(feed, 'stale')).to.match(/could not be updated/);
      expect(parts(feed, 'retry')).to.have.length(1);
    });
  });
}

it('a body of 50 MB is not read to its end', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const { state, stream } = endless(50_000_000);
  (await network.request()).reply(stream);
  await reached(feed, 'error');
  expect(state.sent).to.be.lessThan(4_000_000);
  expect(state.cancelled || network.requests[0]!.aborted).to.equal(true);
});

it('truncated XML shows its complete items', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const whole = item('<description>All of it.</description>');
  const document = rss(whole + '<item><title>Half a sent');
  (await network.request()).reply(document.slice(0, document.indexOf('Half a sent') + 6));
  await reached(feed, 'ready');
  expect(headlines(feed)).to.deep.equal(['Title']);
  expect(feed.feed!.dropped).to.deep.equal([{ index: 1, reason: 'cut off' }]);
});

it('a feed with no items is empty, not an error', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  const loaded = next(feed, 'news-load');
  (await network.request()).reply(rss(''));
  expect((await loaded).feed.articles).to.be.empty;
  expect(feed.status).to.equal('empty');
  expect(textOf(feed, 'message')).to.equal('There is no news here right now.');
  expect(parts(feed, 'retry')).to.be.empty;
});

it('one failing source of two keeps the other on screen, and is reported', async () => {
  const feed = put('<news-tag-feed src="/good.xml /bad.xml"></news-tag-feed>');
  const failed = next(feed, 'news-error');
  (await network.request(0)).reply(rss(item('')));
  (await network.request(1)).reply('', { status: 500 });
  expect((await failed).error.source).to.match(/bad\.xml$/);
  expect(feed.status).to.equal('ready');
  expect(feed.error).to.equal(undefined);
  expect(headlines(feed)).to.deep.equal(['Title']);
});

it('without a source and a tag, the owner gets a message what to set, and readers get no button', async () => {
  let feed!: NewsTagFeed;
  let event!: NewsErrorEvent;
  const messages = await logged(async () => {
    feed = put('<news-tag-feed></news-tag-feed>');
    event = await next(feed, 'news-error');
  });
  expect(event.error.code).to.equal('config');
  expect(event.error.message).to.include('src').and.to.include('tag');
  expect(messages.join()).to.include('<news-tag-feed>').and.to.include('`src`');
  expect(textOf(feed, 'message')).to.equal('News can’t be shown here yet.');
  expect(parts(feed, 'retry')).to.be.empty;
  expect(network.requests).to.be.empty;
  feed.src = '/x.xml';
  (await network.request()).reply(rss(item('<category>Peace</category>')));
  await reached(feed, 'ready');
});

it('sends no request for an invalid address in src, not even to the default service', async () => {
  const feed = put('<news-tag-feed tag="peace" src="ftp://a.example/x.xml"></news-tag-feed>');
  expect((await next(feed, 'news-error')).error.code).to.equal('config');
  expect(network.requests).to.be.empty;
});

it('readers never see an address or a stack', async () => {
  const feed = put('<news-tag-feed src="/secret/x.xml"></news-tag-feed>');
  (await network.request()).reply('<html>');
  await reached(feed, 'error');
  expect(feed.shadowRoot!.textContent).not.to.match(/secret|http|Error| at /);
});
