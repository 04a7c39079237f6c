import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, requestsSeen, reset, useServices } from '../support/services.js';

const SITE = 'https://spectre.example/';
const POSTS = `${SITE}ghost/api/content/posts/?key=7c0ffee`;
const FIELDS =
  'fields=id,title,slug,url,feature_image,feature_image_alt,custom_excerpt,excerpt,published_at,updated_at';

const load = (options: LoadFeedOptions = {}) =>
  loadFeed({ provider: 'ghost', src: SITE, apiKey: '7c0ffee', tag: 'Peace negotiations', ...options });

inEachTest();

it('requests posts with a tag, and returns them', async () => {
  const { articles } = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([
    `${POSTS}&filter=tag:peace-negotiations&include=tags,authors&limit=10&page=1&${FIELDS}`,
  ]);
  expect(articles).to.have.length(10);
  const slug = 'envoys-resume-peace-negotiations-in-port-avery-officials-say-0';
  expect(articles[0]).to.deep.equal({
    id: '665000000000000000000001',
    url: `${SITE}${slug}/`,
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange.',
    image: { url: `https://pictures.example/${slug}.jpg`, alt: 'View of Port Avery' },
    publisher: { name: 'spectre.example', url: SITE },
    authors: [{ name: 'Ada Marsh', url: `${SITE}author/ada-marsh/` }],
    published: '2025-06-03T10:15:00Z',
    updated: '2025-06-03T10:20:00Z',
    tags: ['Peace negotiations', 'Port Avery'],
    category: 'Peace negotiations',
  });
});

it('reads pages until there are enough articles or no more', async () => {
  expect((await load({ limit: 250 })).articles).to.have.length(250);
  expect(await requestsSeen()).to.have.length(3);
  reset();
  expect((await load({ limit: 1000 })).articles).to.have.length(300);
  expect(await requestsSeen()).to.have.length(3);
});

it('requests any or all of several tags', async () => {
  const found = async (tagMatch: 'any' | 'all') =>
    (await load({ tag: 'Gardening, Port Avery', tagMatch, limit: 100 })).articles.length;
  expect([await found('any'), await found('all')]).to.deep.equal([51, 4]);
});

it('returns an empty result without failing, and all posts without a tag', async () => {
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
  expect((await load({ tag: '', limit: 20 })).articles).to.have.length(20);
});

it('mentions the key if a wrong one looks like a failed network', async () => {
  const hidden = await failure(load({ apiKey: '5ca1ab1e' }));
  expect(hidden.code).to.equal('network');
  expect(hidden.message).to.contain('the key is wrong');
  expect((await requestsSeen())[0]).to.include({ status: 401 });
  useServices('401+cors');
  const shown = await failure(load());
  expect(shown).to.include({ code: 'http', status: 401 });
  expect(shown.message).to.contain('refuses the key').and.not.contain('7c0ffee');
});
