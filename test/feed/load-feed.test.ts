import { expect } from 'chai';
import { NewsError, loadFeed } from '../../src/index.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(() => network.restore());

const failure = async (promise: Promise<unknown>): Promise<NewsError> => {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(NewsError);
    return error as NewsError;
  }
  throw new Error('It did not fail.');
};

it('loads, filters and limits without an element', async () => {
  const loading = loadFeed({ src: ['/a.xml', '/b.xml'], tag: 'peace', limit: 1 });
  (await network.request(0)).reply(
    rss(item('<category>Peace</category><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>')),
  );
  (await network.request(1)).reply(
    rss(
      item(
        '<category>peace</category><pubDate>Tue, 02 Jan 2024 00:00:00 GMT</pubDate>',
        'https://a.example/new',
      ).replace('Title', 'Newer'),
    ),
  );
  expect((await loading).articles.map(({ title }) => title)).to.deep.equal(['Newer']);
});

it('rejects invalid options with config', async () => {
  expect((await failure(loadFeed({ src: '' }))).code).to.equal('config');
  const { code, message } = await failure(loadFeed({ src: '/a.xml', limit: -1 }));
  expect(code).to.equal('config');
  expect(message).to.include('limit').and.to.include('-1');
  expect(network.requests).to.be.empty;
});

it('rejects with the first error when every source fails', async () => {
  const failed = failure(loadFeed({ src: '/a.xml /b.xml' }));
  (await network.request(0)).reply('', { status: 404 });
  (await network.request(1)).fail();
  expect((await failed).status).to.equal(404);
});

it('rejects with the reason of the signal, and aborts the request', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const loading = loadFeed({ src: '/a.xml', signal: controller.signal });
  const request = await network.request();
  controller.abort(reason);
  const caught = await loading.catch((error: unknown) => error);
  expect(caught).to.equal(reason);
  expect(request.aborted).to.equal(true);
});

it('shares a request with simultaneous calls, and does not reuse a failure', async () => {
  const two = [failure(loadFeed({ src: '/a.xml' })), failure(loadFeed({ src: '/a.xml' }))];
  (await network.request()).fail();
  expect((await Promise.all(two)).map(({ code }) => code)).to.deep.equal(['network', 'network']);
  expect(network.requests).to.have.length(1);
  const again = loadFeed({ src: '/a.xml' });
  (await network.request(1)).reply(rss(item('')));
  expect((await again).articles).to.have.length(1);
});

it('the abort of one caller does not affect the other', async () => {
  const controller = new AbortController();
  const leaving = loadFeed({ src: '/a.xml', signal: controller.signal }).catch(() => 'left');
  const staying = loadFeed({ src: '/a.xml' });
  const request = await network.request();
  controller.abort();
  expect(await leaving).to.equal('left');
  request.reply(rss(item('')));
  expect((await staying).articles).to.have.length(1);
});
