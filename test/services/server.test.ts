import { expect } from 'chai';
import { loadFeed } from '../../src/feed/load-feed.js';
import { settings } from '../../src/network/settings.js';
import { requestsEnded, requestsSeen, reset, restoreServices, useServices } from '../support/services.js';

/** That the server shows the library to the browser as the real services would. */

const FEED = 'https://feeds.tidewater.example/rss.xml';
const DEV = 'https://dev.to/api/articles?per_page=1';

/** Returns whether a page may read the answer. */
const isReadable = (address: string, init?: RequestInit): Promise<boolean> =>
  settings.fetch!(address, init).then(
    () => true,
    () => false,
  );

beforeEach(reset);
afterEach(restoreServices);

it('has another origin, so that the browser enforces CORS', async () => {
  useServices('ok');
  expect(await isReadable(FEED)).to.equal(true);
  useServices('refused');
  expect(await isReadable(FEED)).to.equal(false);
  expect((await requestsSeen()).map(({ status }) => status)).to.deep.equal([200, 200]);
});

it('allows no header that needs a preflight', async () => {
  useServices('ok');
  expect(await isReadable(DEV)).to.equal(true);
  expect(await isReadable(DEV, { headers: { 'if-none-match': '"1"' } })).to.equal(false);
  const seen = await requestsSeen();
  expect(seen.map(({ method, isPreflight }) => [method, isPreflight])).to.deep.equal([
    ['GET', false],
    ['OPTIONS', true],
  ]);
});

it('rejects requests with cookies if every origin may read', async () => {
  useServices('ok');
  expect(await isReadable(FEED, { credentials: 'include' })).to.equal(false);
  expect(await isReadable('https://n1.gazette.example/wp-json/', { credentials: 'include' })).to.equal(true);
});

it('shows `Retry-After` only if it is exposed', async () => {
  const waits = async (scenario: string) => {
    useServices(scenario);
    return (await settings.fetch!(FEED)).headers.get('retry-after');
  };
  expect(await waits('429-retry')).to.equal('120');
  useServices('throttled');
  const response = await settings.fetch!(DEV);
  expect(response.status).to.equal(429);
  expect(response.headers.get('retry-after')).to.equal(null);
});

it('keeps the requested URL after a redirect', async () => {
  useServices('ok');
  expect((await settings.fetch!(FEED)).url).to.equal(FEED);
  const moved = await settings.fetch!('https://feeds.tidewater.example/moved.xml');
  expect([moved.redirected, moved.url]).to.deep.equal([true, FEED]);
});

it('plays different scenarios by host', async () => {
  useServices('ok', { 'feeds.tidewater.example': '500' });
  expect((await settings.fetch!(FEED)).status).to.equal(500);
  expect((await settings.fetch!(DEV)).status).to.equal(200);
});

it('sends refusals with or without CORS headers, as a test requires', async () => {
  useServices('429+cors');
  expect((await settings.fetch!('https://api.gdeltproject.org/api/v2/doc/doc')).status).to.equal(429);
  useServices('500+nocors');
  expect(await isReadable(DEV)).to.equal(false);
});

it('knows no host but those of the services', async () => {
  useServices('ok');
  expect(await isReadable('https://nowhere.example/rss.xml')).to.equal(false);
});

it('notices when the page aborts a request', async () => {
  useServices('hang');
  const ended = new AbortController();
  const loading = loadFeed({ src: FEED, signal: ended.signal }).catch((reason: unknown) => reason);
  while (!(await requestsSeen()).length);
  ended.abort(new Error('Left'));
  expect(await loading).to.have.property('message', 'Left');
  const [request] = await requestsEnded();
  expect(request).to.include({ host: 'feeds.tidewater.example', isComplete: false });
});

it('can cut off a response after its first half', async () => {
  useServices('truncated');
  const half = await (await settings.fetch!(FEED)).text();
  useServices('cut-off');
  const response = await settings.fetch!(FEED);
  expect(response.status).to.equal(200);
  const read = await response.text().catch((error: Error) => error.name);
  // WebKitGTK takes the half for the whole.
  expect(read).to.be.oneOf(['TypeError', half]);
  expect((await requestsEnded()).at(-1)).to.include({ scenario: 'cut-off', isComplete: false });
});
