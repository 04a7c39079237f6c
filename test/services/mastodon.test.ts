import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { settings } from '../../src/network/settings.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, useServices } from '../support/services.js';

const SERVER = 'https://open.social.example/';
const TIMELINE = `${SERVER}api/v1/timelines/tag/peacenegotiations`;

const load = (options: LoadFeedOptions = {}) =>
  loadFeed({ provider: 'mastodon', src: SERVER, tag: 'Peace negotiations', ...options });

inEachTest();

it('requests a hashtag, and returns the cards of its posts', async () => {
  const { articles } = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([`${TIMELINE}?limit=40`]);
  expect(articles).to.have.length(10);
  expect(articles[0]).to.deep.equal({
    id: '113999999999999999',
    url: 'https://harbour-gazette.example/envoys-resume-peace-negotiations-in-port-avery-officials-say-0',
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange.',
    image: { url: `${SERVER}cards/1.jpg`, alt: 'View of Port Avery', width: 1280, height: 720 },
    publisher: { name: 'Harbour Gazette' },
    authors: [{ name: 'Ada Marsh' }],
    published: '2025-06-03T10:15:00Z',
    tags: ['peacenegotiations', 'portavery'],
    language: 'en',
  });
  expect(articles[1], 'shared, but nobody knows when it came out').to.include({ seen: '2025-06-03T10:05:00Z' });
});

it('leaves out posts without a card, with a warning, or in reply', async () => {
  const { articles, dropped } = await load({ limit: 30 });
  const numbers = articles.map(({ id }) => 114_000_000_000_000_000n - BigInt(id));
  expect(numbers.filter((number) => [3n, 5n, 7n].includes(number % 8n))).to.deep.equal([]);
  expect(dropped).to.deep.equal([]);
});

it('continues below the oldest post, at most three times', async () => {
  const { articles } = await load({ limit: 1000 });
  const asked = await addressesSeen();
  expect(asked).to.have.length(3);
  const statuses = async (address: string) => (await (await settings.fetch!(address)).json()) as { id: string }[];
  for (const page of [0, 1]) {
    const oldest = (await statuses(asked[page]!)).at(-1)!.id;
    expect(asked[page + 1]).to.equal(`${TIMELINE}?limit=40&max_id=${oldest}`);
  }
  expect(articles.length).to.be.within(60, 120);
});

it('requests any or all of several', async () => {
  const found = async (tagMatch: 'any' | 'all') =>
    (await load({ tag: 'Gardening, Port Avery', tagMatch, limit: 100 })).articles.length;
  const [any, all] = [await found('any'), await found('all')];
  expect(any).to.be.greaterThan(all);
  expect((await addressesSeen()).map((address) => address.replace(/.*\?/, ''))).to.include.members([
    'limit=40&any[]=portavery',
    'limit=40&all[]=portavery',
  ]);
});

it('returns an empty result without failing', async () => {
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
});

it('reports a server that shows hashtags to its members only', async () => {
  for (const [host, status] of [
    ['closed', 401],
    ['older', 422],
  ] as const) {
    const error = await failure(load({ src: `https://${host}.social.example/` }));
    expect(error).to.include({ code: 'http', status });
    expect(error.message).to.contain('members only');
  }
});

it('reports posts of another shape, instead of an empty result', async () => {
  useServices('changed-items');
  expect((await failure(load())).code).to.equal('format');
});
