import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { settings } from '../../src/network/settings.js';
import { addressesSeen, inEachTest, requestsSeen, reset } from '../support/services.js';

const API = 'https://hn.algolia.com/api/v1/search_by_date';

const load = (options: LoadFeedOptions = {}) =>
  loadFeed({ provider: 'hacker-news', tag: 'peace negotiations', ...options });

inEachTest();

it('searches for a phrase, and returns the hits', async () => {
  const feed = await load({ limit: 20 });
  expect(await addressesSeen()).to.deep.equal([`${API}?query="peace negotiations"&tags=story&hitsPerPage=20&page=0`]);
  expect(feed).to.include({ title: 'Hacker News', homeUrl: 'https://news.ycombinator.com/' });
  expect(feed.articles).to.have.length(20);
  expect(feed.articles[0]).to.deep.equal({
    id: '39999999',
    url: 'https://harbour-gazette.example/envoys-resume-peace-negotiations-in-port-avery-officials-say-0',
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    publisher: { name: 'harbour-gazette.example', url: 'https://harbour-gazette.example/' },
    authors: [],
    seen: '2025-06-03T10:15:00Z',
    tags: [],
  });
});

it('links questions to their discussion', async () => {
  const { articles } = await load();
  expect(articles.find(({ title }) => title.startsWith('Ask HN'))).to.deep.include({
    id: '39999989',
    url: 'https://news.ycombinator.com/item?id=39999989',
    authors: [{ name: 'chidi', url: 'https://news.ycombinator.com/user?id=chidi' }],
    published: '2025-06-03T07:45:00Z',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange. ' +
      "What do you think? I'd like to know.",
  });
});

it('reads pages until there are enough articles or no more', async () => {
  expect((await load({ limit: 250 })).articles).to.have.length(250);
  expect(await requestsSeen()).to.have.length(3);
  reset();
  expect((await load({ limit: 1000 })).articles).to.have.length(300);
  expect((await addressesSeen()).map((address) => address.replace(/.*&/, ''))).to.deep.equal([
    'page=0',
    'page=1',
    'page=2',
  ]);
});

it('searches for any or all of several', async () => {
  const found = async (tagMatch: 'any' | 'all') =>
    (await load({ tag: 'Gardening, Port Avery', tagMatch, limit: 100 })).articles.length;
  expect([await found('any'), await found('all')]).to.deep.equal([51, 4]);
});

it('returns an empty result without failing, and all stories without a tag', async () => {
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
  expect((await load({ tag: '', limit: 5 })).articles).to.have.length(5);
});

it('sends no parameters that the service no longer supports', async () => {
  expect((await settings.fetch!(`${API}?tags=story&numericFilters=points>10`)).status).to.equal(400);
  await load();
  expect((await addressesSeen()).at(-1)).to.not.contain('points');
});
