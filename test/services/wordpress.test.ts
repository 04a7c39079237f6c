import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, useServices } from '../support/services.js';

// What is known of a site is kept for a day: each test has one of its own.
let count = 0;
const newSite = (kind = 'n') => `https://${kind}${++count}.gazette.example/`;

const load = (src: string, options: LoadFeedOptions = {}) => loadFeed({ provider: 'wordpress', src, ...options });

/** The routes that were asked for, without what every request for them has. */
const routesSeen = async () =>
  (await addressesSeen())
    .map((address) => address.replace(/^.*?(?:\/wp-json|rest_route=)/, ''))
    .map((route) => route.replace(/[?&](?:_fields|_embed|orderby)=[^&]*/g, ''))
    .map((route) => route.replace(/\/posts&/, '/posts?'));

inEachTest();

it('finds the id of a tag, then its posts, and returns them', async () => {
  const src = newSite();
  const feed = await load(src, { tag: 'Peace Negotiations', limit: 10 });
  expect(await routesSeen()).to.have.members([
    '/',
    '/wp/v2/tags?slug=peace-negotiations',
    '/wp/v2/posts?tags=7040&per_page=10&page=1',
  ]);
  expect(feed).to.include({ title: 'The Gazette & Post', homeUrl: src });
  expect(feed.articles).to.have.length(10);
  const slug = 'envoys-resume-peace-negotiations-in-port-avery-officials-say-0';
  expect(feed.articles[0]).to.deep.equal({
    id: '1',
    url: `${src}${slug}/`,
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    excerpt:
      'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange…',
    image: { url: `https://pictures.example/${slug}-1024.jpg`, alt: 'View of Port Avery', width: 1024, height: 683 },
    publisher: { name: 'The Gazette & Post', url: src, icon: `${src}icon.png` },
    authors: [{ name: 'Ada Marsh', url: `${src}author/ada-marsh/` }],
    published: '2025-06-03T10:15:00Z',
    updated: '2025-06-03T10:20:00Z',
    tags: ['World', 'Peace negotiations', 'Port Avery'],
    category: 'World',
  });
});

it('works without data that may not be embedded', async () => {
  const { articles } = await load(newSite(), { tag: 'peace negotiations' });
  const closed = articles.find(({ id }) => id === '2')!;
  expect(closed).to.not.have.property('image');
  expect(closed).to.deep.include({
    title: 'What comes after the talks in Port Avery?',
    authors: [],
    category: 'World',
  });
});

it('reads several pages', async () => {
  const { articles } = await load(newSite(), { tag: 'peace negotiations', limit: 250 });
  expect(articles).to.have.length(250);
  expect((await routesSeen()).filter((route) => route.includes('/posts'))).to.deep.equal(
    [1, 2, 3].map((page) => `/wp/v2/posts?tags=7040&per_page=100&page=${page}`),
  );
});

it('treats an error after the last page as the end', async () => {
  const { articles } = await load(newSite(), { tag: 'peace negotiations', limit: 1000 });
  expect(articles).to.have.length(300);
  expect((await routesSeen()).at(-1)).to.contain('page=4');
});

it('uses a category if there is no such tag, and a search if there is neither', async () => {
  const inCategory = await load(newSite(), { tag: 'Business', limit: 100 });
  expect(new Set(inCategory.articles.map(({ category }) => category))).to.deep.equal(new Set(['Business']));
  const withWord = await load(newSite(), { tag: 'timetable', limit: 100 });
  expect(withWord.articles).to.have.length(5);
  expect((await routesSeen()).at(-1)).to.equal('/wp/v2/posts?search="timetable"&per_page=100&page=1');
  expect((await load(newSite(), { tag: 'zeppelins' })).articles).to.deep.equal([]);
});

it('requests any or all of several', async () => {
  const found = async (tag: string, tagMatch: 'any' | 'all') =>
    (await load(newSite(), { tag, tagMatch, limit: 100 })).articles.length;
  expect(await found('Gardening, Port Avery', 'any')).to.equal(51);
});

it('reads sites with plain permalinks, whose 404 pages can’t read', async () => {
  const src = newSite('plain');
  const { articles } = await load(src, { tag: 'gardening', limit: 5 });
  expect(articles).to.have.length(5);
  expect(
    (await addressesSeen()).some((address) => address.startsWith(`${src}?rest_route=/wp/v2/posts&tags=`)),
  ).to.equal(true);
});

it('reports why a site returns no posts', async () => {
  const closed = await failure(load(newSite('closed'), { tag: 'peace' }));
  expect(closed).to.include({ code: 'http', status: 401 });
  expect(closed.message).to.contain('security plugin');
  expect((await failure(load(newSite('feed-only')))).code).to.equal('network');
  useServices('404');
  const missing = await failure(load(newSite()));
  expect(missing).to.include({ code: 'http', status: 404 });
  expect(missing.message).to.contain('no WordPress REST API');
});

it('cannot read the feed of a site, which has no CORS headers', async () => {
  expect((await failure(loadFeed({ src: `${newSite()}feed/` }))).code).to.equal('network');
});

it('reports responses of another shape, instead of an empty result', async () => {
  useServices('changed-items');
  expect((await failure(load(newSite(), { tag: 'timetable' }))).code).to.equal('format');
});
