import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, requestsSeen } from '../support/services.js';

const API = 'https://content.guardianapis.com/search';

const load = (options: LoadFeedOptions = {}) =>
  loadFeed({ provider: 'guardian', apiKey: 'one-per-website', tag: 'peace negotiations', ...options });

inEachTest();

it('searches for a phrase, and returns the results', async () => {
  const feed = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([
    `${API}?q="peace negotiations"&order-by=newest&page-size=10&page=1` +
      '&show-fields=thumbnail,trailText,byline,lastModified&show-tags=keyword,contributor&api-key=one-per-website',
  ]);
  expect(feed).to.include({ title: 'The Guardian', language: 'en' });
  expect(feed.articles).to.have.length(10);
  const id = 'world/2025/jun/03/envoys-resume-peace-negotiations-in-port-avery-officials-say-0';
  expect(feed.articles[0]).to.deep.equal({
    id,
    url: `https://www.theguardian.com/${id}`,
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange. ' +
      'Read & weep',
    image: { url: 'https://media.pictures.example/1/0_100_5000_3000/500.jpg', width: 500, height: 300 },
    publisher: { name: 'The Guardian', url: 'https://www.theguardian.com/' },
    authors: [{ name: 'Ada Marsh', url: 'https://www.theguardian.com/profile/ada-marsh' }],
    published: '2025-06-03T10:15:00Z',
    updated: '2025-06-03T10:20:00Z',
    tags: ['Peace negotiations', 'Port Avery'],
    category: 'World',
    language: 'en',
  });
  expect(feed.articles[1]!.authors).to.deep.equal([{ name: 'Björn Tallow in Port Avery' }]);
});

it('reads pages until there are enough articles or no more', async () => {
  expect((await load({ limit: 250 })).articles).to.have.length(250);
  expect(await requestsSeen()).to.have.length(2);
  expect((await load({ limit: 1000 })).articles).to.have.length(300);
  expect(await requestsSeen()).to.have.length(4);
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

it('reports a rejected key without showing it', async () => {
  const error = await failure(load({ apiKey: 'wrong-key' }));
  expect(error).to.include({ code: 'http', status: 401 });
  expect(error.message).to.contain('refuses the key').and.not.contain('wrong-key');
  expect(error.source).to.not.contain('wrong-key');
});
