import { expect } from 'chai';
import type { NewsErrorEvent, NewsTagFeed } from '../../src/index.js';
import { clear, headlines, next, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { requestsSeen, reset, restoreServices, useServices } from '../support/services.js';
import { Time } from '../support/time.js';
import { type Cell, page } from './page.js';

/**
 * Everything that can go wrong, with every provider, in a real element against the server that stands for the services.
 * What is seen is what `docs/failures.md` says.
 */

// What a WordPress site calls its tags is known for a day: each cell has a site of its own.
let sites = 0;

const SOURCES: Record<string, () => string> = {
  feed: () => 'src="https://feeds.tidewater.example/rss.xml"',
  gdelt: () => 'provider="gdelt"',
  wordpress: () => `provider="wordpress" src="https://m${++sites}.gazette.example/"`,
  'wordpress-com': () => 'provider="wordpress-com" src="https://tide.wordpress.com/"',
  ghost: () => 'provider="ghost" src="https://spectre.example/" api-key="7c0ffee"',
  'hacker-news': () => 'provider="hacker-news"',
  'spaceflight-news': () => 'provider="spaceflight-news"',
  mastodon: () => 'provider="mastodon" src="https://open.social.example/"',
  forem: () => 'provider="forem"',
  guardian: () => 'provider="guardian" api-key="one-per-website"',
  json: () => 'provider="json" src="https://feeds.tidewater.example/feed.json"',
};

const SCENARIOS = [
  'offline',
  'dns',
  'refused',
  '401',
  '403',
  '404',
  '410',
  '429',
  '429-retry',
  '500',
  'hang',
  'truncated',
  'wrong-type',
  'html',
  'empty',
  'nothing',
  'changed',
];

/** The waits that elements plan, in milliseconds: all others are those of requests and of the clock. */
const WAITS = [30_000, 120_000, 300_000, 3_600_000];

let time: Time;
beforeEach(() => {
  time = new Time();
  reset();
});
afterEach(async () => {
  Reflect.deleteProperty(navigator, 'onLine');
  await clear();
  restoreServices();
  time.restore();
});

const show = (source: string) =>
  put(`<news-tag-feed loading="eager" cache="none" limit="5" tag="peace negotiations" ${source}></news-tag-feed>`);

function play(feed: NewsTagFeed | undefined, scenario: string): void {
  useServices(scenario === 'offline' ? 'dns' : scenario);
  if (scenario === 'offline') Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  if (scenario === 'hang' && feed) feed.timeout = 60;
}

const planned = () => time.waits.find((wait) => WAITS.includes(wait));

/** Returns the content of an element that has nothing, and of one that had something before. */
async function look(source: string, scenario: string): Promise<Cell> {
  const before = await afterGoodNews(source, scenario);
  await clear();
  reset();
  Reflect.deleteProperty(navigator, 'onLine');
  play(undefined, scenario);
  const feed = show(`${source} ${scenario === 'hang' ? 'timeout="60ms"' : ''}`);
  await reached(feed, 'ready', 'empty', 'error');
  expect(parts(feed, 'skeleton')).to.be.empty;
  if (feed.status !== 'error') {
    expect(before).to.equal(feed.status);
    return { status: feed.status, ...(feed.status === 'empty' && { sentence: textOf(feed, 'message')! }) };
  }
  const error = feed.error!;
  const sentence = textOf(feed, 'message')!;
  expect(sentence.length).to.be.greaterThan(10);
  expect(parts(feed, 'retry')).to.have.length(1);
  await settled();
  await settled();
  const wait = planned();
  const asked = (await requestsSeen()).length;
  if (scenario === 'offline') {
    Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
    useServices('ok');
    // GDELT is not left alone for a failure while nobody could have been asked.
    dispatchEvent(new Event('online'));
    await reached(feed, 'loading');
    return { status: 'error', error, sentence, wait: 0 };
  }
  if (wait !== undefined) {
    time.advance(wait);
    await reached(feed, 'loading', 'ready');
    await until(async () => (await requestsSeen()).length > asked);
  }
  return { status: 'error', error, sentence, wait };
}

/** The same, when news is on the screen already. Whether that stays. */
async function afterGoodNews(source: string, scenario: string): Promise<string> {
  useServices('ok');
  const feed = show(source);
  await reached(feed, 'ready');
  const shown = headlines(feed);
  const card = parts(feed, 'card')[0];
  reset();
  play(feed, scenario);
  const failed: Promise<NewsErrorEvent> = next(feed, 'news-error');
  void feed.refresh();
  await reached(feed, 'loading');
  await reached(feed, 'stale', 'ready', 'empty', 'error');
  if (feed.status !== 'stale') return feed.status;
  expect((await failed).error).to.equal(feed.error);
  await until(() => parts(feed, 'stale').length > 0);
  expect(headlines(feed)).to.deep.equal(shown);
  expect(parts(feed, 'card')[0]).to.equal(card);
  expect(parts(feed, 'retry')).to.have.length(1);
  return feed.status;
}

const cells: Record<string, Record<string, Cell>> = {};

for (const [provider, source] of Object.entries(SOURCES)) {
  describe(provider, () => {
    for (const scenario of SCENARIOS) {
      it(`when things go wrong: ${scenario}`, async () => {
        const cell = await look(source(), scenario);
        (cells[provider] ??= {})[scenario] = cell;
      });
    }
  });
}

// Tests outside of groups would run before those in them.
describe('docs/failures.md', () => {
  it('says what was seen', async () => {
    const seen = page(cells, SCENARIOS);
    await fetch('/docs/failures.md', { method: 'POST', body: seen });
    const written = await (await fetch('/docs/failures.md')).text();
    expect(written, 'run `npm run docs:failures`').to.equal(seen);
  });
});
