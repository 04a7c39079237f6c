import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, requestsSeen, useServices } from '../support/services.js';

const SITE = 'https://tide.wordpress.com/';
const API = 'https://public-api.wordpress.com/rest/v1.1/sites/';
const FIELDS = 'fields=ID,title,URL,excerpt,date,modified,author,featured_image,post_thumbnail,tags,categories';

const load = (options: LoadFeedOptions = {}) =>
  loadFeed({ provider: 'wordpress-com', src: SITE, tag: 'Peace negotiations', ...options });

inEachTest();

it('requests posts with a tag once, and returns them', async () => {
  const { articles } = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([
    `${API}tide.wordpress.com/posts/?tag=peace-negotiations&number=10&page=1&${FIELDS}`,
  ]);
  expect(articles).to.have.length(10);
  const slug = 'envoys-resume-peace-negotiations-in-port-avery-officials-say-0';
  expect(articles[0]).to.deep.equal({
    id: '1',
    url: `${SITE}${slug}/`,
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange…',
    image: { url: `https://pictures.example/${slug}.jpg`, width: 1000, height: 667 },
    publisher: { name: 'tide.wordpress.com', url: SITE },
    authors: [{ name: 'Ada Marsh', url: `${SITE}author/` }],
    published: '2025-06-03T12:15:00+02:00',
    updated: '2025-06-03T12:20:00+02:00',
    tags: ['World', 'Peace negotiations', 'Port Avery'],
    category: 'World',
  });
  expect(articles[2]).to.not.have.property('image');
});

it('reads pages until there are enough articles or no more', async () => {
  expect((await load({ limit: 250 })).articles).to.have.length(250);
  expect(await requestsSeen()).to.have.length(3);
  expect((await load({ limit: 1000 })).articles).to.have.length(300);
});

it('uses a category if there is no such tag, and a search if there is neither', async () => {
  expect((await load({ tag: 'Business', limit: 100 })).articles).to.have.length(20);
  expect((await load({ tag: 'timetable', limit: 100 })).articles).to.have.length(5);
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
});

it('requests any or all of several', async () => {
  const found = async (tagMatch: 'any' | 'all') =>
    (await load({ tag: 'Gardening, Port Avery', tagMatch, limit: 100 })).articles.length;
  expect([await found('any'), await found('all')]).to.deep.equal([51, 4]);
});

it('reads sites with Jetpack, also below a path', async () => {
  expect((await load({ src: 'https://jetpack.example/blog/', limit: 5 })).articles).to.have.length(5);
  expect((await addressesSeen())[0]).to.contain(`${API}jetpack.example::blog/posts/`);
});

it('names an unknown site', async () => {
  const unknown = await failure(load({ src: 'https://paper.example/' }));
  expect(unknown).to.include({ code: 'http', status: 404 });
  expect(unknown.message).to.contain('https://paper.example/').and.to.contain('Jetpack');
});

it('reports posts of another shape, instead of an empty result', async () => {
  useServices('changed-items');
  expect((await failure(load({ tag: 'Gardening, Port Avery', tagMatch: 'all' }))).code).to.equal('format');
});
