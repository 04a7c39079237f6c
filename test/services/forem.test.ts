import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, requestsSeen, reset, useServices } from '../support/services.js';

const API = 'https://dev.to/api/articles';

const load = (options: LoadFeedOptions = {}) => loadFeed({ provider: 'forem', tag: 'Peace negotiations', ...options });

inEachTest();

it('requests a tag as one word, and returns the articles', async () => {
  const { articles } = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([`${API}?tag=peacenegotiations&per_page=10&page=1`]);
  expect(articles).to.have.length(10);
  const slug = 'envoys-resume-peace-negotiations-in-port-avery-officials-say-0';
  expect(articles[0]).to.deep.equal({
    id: '2999999',
    url: `https://dev.to/reader/${slug}`,
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange.',
    image: { url: `https://pictures.example/${slug}.jpg` },
    publisher: { name: 'dev.to', url: 'https://dev.to/' },
    authors: [{ name: 'Ada Marsh', url: 'https://dev.to/adamarsh' }],
    published: '2025-06-03T10:15:00Z',
    updated: '2025-06-03T10:20:00Z',
    tags: ['peacenegotiations', 'portavery'],
    category: 'peacenegotiations',
  });
  expect(articles[2]!.image).to.deep.equal({
    url: 'https://pictures.example/we-are-close-mediators-in-port-avery-see-progress-2.jpg?social',
  });
});

it('reads pages until there are enough articles or no more', async () => {
  expect((await load({ limit: 1000 })).articles).to.have.length(300);
  expect(await addressesSeen()).to.deep.equal(
    [1, 2].map((page) => `${API}?tag=peacenegotiations&per_page=250&page=${page}`),
  );
});

it('returns the latest articles without a tag', async () => {
  const { articles } = await load({ tag: '', limit: 5 });
  expect(await addressesSeen()).to.deep.equal([`${API}/latest?per_page=5&page=1`]);
  expect(articles[0]!.tags).to.deep.equal(['peacenegotiations', 'portavery']);
});

it('requests each of several tags, or filters the articles of one by all of them', async () => {
  expect((await load({ tag: 'Gardening, Port Avery', limit: 100 })).articles).to.have.length(51);
  reset();
  expect((await load({ tag: 'Gardening, Port Avery', tagMatch: 'all', limit: 100 })).articles).to.have.length(4);
  expect(await requestsSeen()).to.have.length(1);
});

it('returns an empty result without failing, and reads other communities', async () => {
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
  const { articles } = await load({ src: 'https://garden.forem.example/', tag: 'Gardening', limit: 3 });
  expect(articles[0]!.publisher!.name).to.equal('garden.forem.example');
});

it('reports too many requests', async () => {
  useServices('throttled');
  expect(await failure(load())).to.include({ code: 'throttled', status: 429 });
});

it('reports articles of another shape, instead of an empty result', async () => {
  useServices('changed-items');
  expect((await failure(load({ tag: 'Gardening, Port Avery', tagMatch: 'all' }))).code).to.equal('format');
});
