import { expect } from 'chai';
import { type Article, NewsError, defineProvider, loadFeed } from '../../src/index.js';
import { rateLimited } from '../../src/network/rate-limit.js';
import type { Provider } from '../../src/index.js';
import { settled } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(() => {
  network.restore();
  localStorage.clear();
});

const titles = ({ articles }: { articles: Article[] }) => articles.map(({ title }) => title);

const failure = async (promise: Promise<unknown>): Promise<NewsError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(NewsError);
  return error as NewsError;
};

it('reads a service by name, and does not filter its results by tag', async () => {
  const loading = loadFeed({ provider: 'hacker-news', tag: 'peace negotiations' });
  const request = await network.request();
  expect(request.url).to.match(/^https:\/\/hn\.algolia\.com\/api\/v1\/search_by_date\?/);
  request.reply(
    JSON.stringify({
      hits: [{ objectID: '1', title: 'Talks', url: 'https://a.example/talks', created_at: '2026-05-26T09:30:00Z' }],
    }),
  );
  expect(titles(await loading)).to.deep.equal(['Talks']);
});

it('merges a feed and a service; the feed is filtered by tag', async () => {
  const loading = loadFeed({ provider: 'feed hacker-news', src: '/x.xml', tag: 'peace' });
  const [first, second] = [await network.request(0), await network.request(1)];
  for (const request of [first, second]) {
    if (request.url.endsWith('/x.xml'))
      request.reply(rss(item('<category>Peace</category>') + item('', 'https://a.example/b').replace('Title', 'War')));
    else request.reply(JSON.stringify({ hits: [{ objectID: '1', title: 'Talks', url: 'https://a.example/talks' }] }));
  }
  expect(titles(await loading).sort()).to.deep.equal(['Talks', 'Title']);
});

it('calls a provider that reads URLs once per URL', async () => {
  const asked: string[] = [];
  defineProvider({
    name: 'notebook',
    readsSource: true,
    async read({ src }) {
      asked.push(src);
      return { articles: [{ url: `${src}/story`, title: `Of ${new URL(src).host}` }] };
    },
  });
  const feed = await loadFeed({ provider: 'notebook', src: ['https://a.example/', 'https://b.example/'] });
  expect(asked).to.deep.equal(['https://a.example/', 'https://b.example/']);
  expect(titles(feed)).to.have.members(['Of a.example', 'Of b.example']);
});

it('lists the known providers for an unknown one', async () => {
  const { code, message } = await failure(loadFeed({ provider: 'horoscope' }));
  expect(code).to.equal('config');
  expect(message).to.include('horoscope').and.to.include('wordpress');
});

it('keeps the articles of other providers when one throws anything', async () => {
  defineProvider({ name: 'broken', read: () => Promise.reject(new TypeError('oops')) });
  defineProvider({ name: 'whole', read: async () => ({ articles: [{ url: 'https://a.example/', title: 'Whole' }] }) });
  expect(titles(await loadFeed({ provider: 'broken whole' }))).to.deep.equal(['Whole']);
  expect((await failure(loadFeed({ provider: 'broken' }))).code).to.equal('format');
  defineProvider({ name: 'odd', read: () => Promise.reject(Symbol('odd')) });
  expect((await failure(loadFeed({ provider: 'odd' }))).code).to.equal('format');
});

it('validates the articles of a provider like those of a feed', async () => {
  defineProvider({
    name: 'careless',
    read: async () => ({
      articles: [
        { url: 'javascript:alert(1)', title: 'Bad' },
        { url: 'https://a.example/', title: 'Good' },
      ],
    }),
  });
  const feed = await loadFeed({ provider: 'careless' });
  expect(titles(feed)).to.deep.equal(['Good']);
  expect(feed.dropped.map(({ index }) => index)).to.deep.equal([0]);
});

it('keeps keys out of errors', async () => {
  const failed = failure(loadFeed({ provider: 'guardian', apiKey: 'secret-key-1', tag: 'peace' }));
  const request = await network.request();
  expect(request.url).to.include('secret-key-1');
  request.reply('', { status: 500 });
  const { message, source } = await failed;
  expect(message + source).not.to.include('secret-key-1');
});

it('returns the attribution that a source requires', async () => {
  const loading = loadFeed({ provider: 'gdelt', tag: 'peace negotiations' });
  (await network.request()).reply(
    JSON.stringify({
      articles: [{ url: 'https://a.example/1', title: 'Talks', domain: 'a.example', seendate: '20260526T093000Z' }],
    }),
  );
  const feed = await loading;
  expect(feed.attribution?.name).to.equal('GDELT');
  expect(feed.articles[0]).to.include({ seen: '2026-05-26T09:30:00Z' });
});

describe('rate-limiting', () => {
  const never = new AbortController().signal;
  const provider = (name: string, gap: number, coolDown = 0): Provider => ({
    name,
    minInterval: gap,
    coolDown,
    read: async () => ({ articles: [] }),
  });

  it('runs one call at a time, also after a failure', async () => {
    const log: string[] = [];
    const ask = rateLimited(provider('test', 1), '');
    const job = (name: string, fails = false) =>
      ask(
        async () => {
          log.push(`${name} begins`);
          await Promise.resolve();
          log.push(`${name} ends`);
          if (fails) throw new Error(name);
        },
        never,
        name,
      );
    const outcomes = await Promise.allSettled([job('a', true), job('b'), job('c')]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled', 'fulfilled']);
    expect(log).to.deep.equal(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('records its time for other tabs', async () => {
    const begun = Date.now();
    await rateLimited(provider('gap', 1), '')(async () => {}, never, 'x');
    expect(Number(localStorage.getItem('newsrack:turn:gap'))).to.be.at.least(begun);
  });

  it('waits after a request of another tab, until the caller aborts', async () => {
    const controller = new AbortController();
    localStorage.setItem('newsrack:turn:long', String(Date.now()));
    let ran = false;
    const act = async () => void (ran = true);
    const waiting = rateLimited(provider('long', 60_000), '')(act, controller.signal, 'x').catch(
      (reason: unknown) => reason,
    );
    await settled();
    expect(ran).to.equal(false);
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await waiting).to.equal(reason);
    expect(ran).to.equal(false);
  });

  it('does not wait for a time in the future, after the clock was set back', async () => {
    localStorage.setItem('newsrack:turn:ahead', String(Date.now() + 1e9));
    expect(await rateLimited(provider('ahead', 60_000), '')(async () => 'done', never, 'x')).to.equal('done');
  });

  it('sends no requests during a cool-down after a refusal, in all tabs', async () => {
    const ask = rateLimited(provider('busy', 1, 300_000), '');
    let asked = 0;
    const refuse = async () => {
      asked++;
      throw new NewsError('throttled', 'Too often.');
    };
    await failure(ask(refuse, never, 'x'));
    const again = await failure(ask(refuse, never, 'x'));
    expect(again).to.include({ code: 'throttled', source: 'busy' });
    expect(again.retryAfter).to.be.within(299, 360);
    expect(asked).to.equal(1);
    const until = Number(localStorage.getItem('newsrack:rest:busy'));
    expect(until - Date.now()).to.be.within(290_000, 361_000);
    // Another tab, which has asked nobody yet.
    localStorage.setItem('newsrack:rest:calm', String(until));
    expect((await failure(rateLimited(provider('calm', 1, 1), '')(async () => {}, never, 'x'))).code).to.equal(
      'throttled',
    );
  });

  it('uses the Retry-After of the source if it is longer', async () => {
    const ask = rateLimited(provider('strict', 1, 1000), '');
    await failure(
      ask(() => Promise.reject(new NewsError('throttled', 'Too often.', { retryAfter: 7200 })), never, 'x'),
    );
    expect((await failure(ask(async () => {}, never, 'x'))).retryAfter).to.be.within(7190, 7200);
  });

  it('treats only failures that may be a refusal as one', async () => {
    const outcome = async (code: 'network' | 'timeout') => {
      const ask = rateLimited(provider(code, 1, 300_000), '');
      await failure(ask(() => Promise.reject(new NewsError(code, 'Failed.')), never, 'x'));
      return ask(async () => 'asked', never, 'x').catch((error: NewsError) => error.code);
    };
    expect(await outcome('network')).to.equal('throttled');
    expect(await outcome('timeout')).to.equal('asked');
  });
});

it('reads JSON of services with any content type', async () => {
  const loading = loadFeed({ provider: 'spaceflight-news', tag: 'rocket' });
  const request = await network.request();
  request.reply(
    JSON.stringify({
      count: 1,
      next: null,
      results: [{ id: 1, title: 'A rocket', url: 'https://a.example/r', published_at: '2026-05-26T09:30:00Z' }],
    }),
    { headers: { 'Content-Type': 'text/plain' } },
  );
  expect(titles(await loading)).to.deep.equal(['A rocket']);
});
