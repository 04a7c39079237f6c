import { expect } from 'chai';
import { type NewsError, configure, loadFeed } from '../../src/index.js';
import { item, rss } from '../support/feeds.js';

const FEED = rss(item(''));
const bytes = (text: string) => new TextEncoder().encode(text).buffer;

/** Makes an owner's `fetch` that returns a response with only these members. */
const answering = (response: object) =>
  configure({ fetch: (() => Promise.resolve(response)) as unknown as typeof fetch });

afterEach(() => configure({ fetch: undefined }));

const load = (timeout?: number) => loadFeed({ src: 'https://a.example/feed', ...(timeout && { timeout }) });

const failure = async (timeout?: number): Promise<NewsError> =>
  load(timeout).then(
    () => expect.fail('there was news'),
    (error: NewsError) => error,
  );

describe('a response of a fetch of the owner', () => {
  for (const [what, response] of Object.entries<object>({
    'a body that is null, and bytes': { body: null, arrayBuffer: () => Promise.resolve(bytes(FEED)) },
    'no body, and bytes': { arrayBuffer: () => Promise.resolve(bytes(FEED)) },
    'a body without a reader': { body: { pipe() {} }, arrayBuffer: () => Promise.resolve(bytes(FEED)) },
    'text only': { text: () => Promise.resolve(FEED) },
    'text only, in the place of a stream': { body: {}, text: () => Promise.resolve(FEED) },
    'no means to read a header': { headers: {}, text: () => Promise.resolve(FEED) },
    'headers of its own': {
      headers: { get: () => null },
      text: () => Promise.resolve(FEED),
      url: '',
      redirected: false,
    },
  })) {
    it(`with ${what} is read`, async () => {
      answering({ ok: true, status: 200, ...response });
      expect((await load()).articles).to.have.length(1);
    });
  }

  it('with JSON only is read', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1',
      title: 'J',
      items: [{ id: '1', url: 'https://a.example/1', title: 'T' }],
    };
    answering({ ok: true, json: () => Promise.resolve(feed) });
    expect((await load()).articles).to.have.length(1);
  });

  it('without headers is judged by its status', async () => {
    answering({ ok: false, status: 503 });
    expect(await failure()).to.include({ code: 'http', status: 503 });
  });

  it('is too large beyond two megabytes, as bytes or as text', async () => {
    const long = 'é'.repeat(1.1e6);
    for (const response of [
      { arrayBuffer: () => Promise.resolve(bytes(long)) },
      { text: () => Promise.resolve(long) },
    ]) {
      answering({ ok: true, ...response });
      expect(await failure()).to.include({ code: 'too-large' });
    }
  });

  it('that fails while it is read is a failure of the network', async () => {
    answering({ ok: true, arrayBuffer: () => Promise.reject(new TypeError('gone')) });
    expect(await failure()).to.include({ code: 'network' });
  });

  it('that never arrives times out, also with a fetch that ignores signals', async () => {
    configure({ fetch: () => new Promise<Response>(() => {}) });
    expect(await failure(1)).to.include({ code: 'timeout' });
  });

  it('whose body never ends times out, and its stream is cancelled', async () => {
    let isCancelled = false;
    answering(new Response(new ReadableStream({ cancel: () => void (isCancelled = true) })));
    expect(await failure(1)).to.include({ code: 'timeout' });
    expect(isCancelled).to.equal(true);
  });

  it('whose bytes never arrive times out', async () => {
    answering({ ok: true, arrayBuffer: () => new Promise(() => {}) });
    expect(await failure(1)).to.include({ code: 'timeout' });
  });

  it('may have a time limit of 30 days', async () => {
    answering({ ok: true, text: () => new Promise((resolve) => setTimeout(resolve, 0, FEED)) });
    expect((await load(30 * 864e5)).articles).to.have.length(1);
  });
});
