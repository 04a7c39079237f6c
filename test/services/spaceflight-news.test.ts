import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, requestsSeen, reset, useServices } from '../support/services.js';

const API = 'https://api.spaceflightnewsapi.net/v4/articles/';

const load = (options: LoadFeedOptions = {}) =>
  loadFeed({ provider: 'spaceflight-news', tag: 'rocket launches', ...options });

inEachTest();

it('searches for words, and returns the articles', async () => {
  const { articles, title } = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([
    `${API}?search=rocket launches&limit=10&offset=0&ordering=-published_at`,
  ]);
  expect(title).to.equal('Spaceflight News');
  expect(articles).to.have.length(10);
  const slug = 'rocket-from-port-avery-reaches-its-orbit-7';
  expect(articles[0]).to.deep.equal({
    id: '29992',
    url: `https://lantern.example/${slug}`,
    title: 'Rocket from Port Avery reaches its orbit',
    excerpt: 'The rocket launches of Port Avery are counted from a tower that is open to visitors.',
    image: { url: `https://pictures.example/${slug}.jpg` },
    publisher: { name: 'Evening Lantern' },
    authors: [{ name: 'Dana O’Leary & Sons' }],
    published: '2025-06-03T08:30:00Z',
    updated: '2025-06-03T08:35:00Z',
    tags: [],
  });
});

it('leaves out articles that contain only parts of the words', async () => {
  expect((await load({ tag: 'negotiation' })).articles).to.deep.equal([]);
  expect((await requestsSeen()).length).to.be.at.least(1);
});

it('reads pages until there are enough articles or no more', async () => {
  const offsets = async () => (await requestsSeen()).map(({ address }) => new URL(address).searchParams.get('offset'));
  expect((await load({ tag: 'peace negotiations', limit: 250 })).articles).to.have.length(250);
  expect(await offsets()).to.deep.equal(['0', '100', '200']);
  reset();
  expect((await load({ tag: 'peace negotiations', limit: 1000 })).articles).to.have.length(300);
  expect(await offsets()).to.deep.equal(['0', '100', '200']);
});

it('searches for any or all of several', async () => {
  const found = async (tagMatch: 'any' | 'all') =>
    (await load({ tag: 'Gardening, Port Avery', tagMatch, limit: 100 })).articles.length;
  expect([await found('any'), await found('all')]).to.deep.equal([51, 4]);
});

it('returns an empty result without failing, and all articles without a tag', async () => {
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
  expect((await load({ tag: '', limit: 5 })).articles).to.have.length(5);
});

it('reports articles of another shape, instead of an empty result', async () => {
  useServices('changed-items');
  expect((await failure(load())).code).to.equal('format');
});
