import { expect } from 'chai';
import { ghostProvider } from '../../src/providers/ghost.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const SRC = 'https://paper.example/';
const asked = { src: SRC, apiKey: 'k1' };
const FIELDS =
  '&fields=id,title,slug,url,feature_image,feature_image_alt,custom_excerpt,excerpt,published_at,updated_at';
const api = (filter: string, page = 1, limit = 10) =>
  `${SRC}ghost/api/content/posts/?key=k1${filter}&include=tags,authors&limit=${limit}&page=${page}${FIELDS}`;

const POST = {
  id: 'abc',
  title: 'Envoys resume talks & <more>',
  slug: 'talks',
  url: 'https://www.paper.example/talks/',
  feature_image: 'https://www.paper.example/a.jpg',
  feature_image_alt: 'Two envoys',
  custom_excerpt: null,
  excerpt: 'They met\nagain',
  published_at: '2025-06-03T10:15:00.000+02:00',
  updated_at: '2025-06-04T08:00:00.000+02:00',
  tags: [
    { name: '#internal', slug: 'hash-internal' },
    { name: 'World', slug: 'world' },
    { name: 'Peace', slug: 'peace' },
  ],
  authors: [{ name: 'Ada', url: 'https://www.paper.example/author/ada/' }],
};
const found = (posts: object[], next: number | null = null) => ({ posts, meta: { pagination: { page: 1, next } } });

describe('Ghost: requests', () => {
  const request = async (members: object, filter: string) => {
    const { addresses } = await ask(ghostProvider, { ...asked, ...members }, { [api(filter)]: found([]) });
    expect(addresses).to.deep.equal([api(filter)]);
  };

  it('requests all posts without a tag', () => request({}, ''));
  it('requests a tag', () => request({ tags: ['Peace Negotiations'] }, '&filter=tag:peace-negotiations'));
  it('requests any of several tags', () =>
    request({ tags: ['Peace talks', 'Élections'] }, '&filter=tag:[peace-talks,elections]'));
  it('requests all of several tags', () =>
    request({ tags: ['peace', 'war'], tagMatch: 'all' }, '&filter=tag:peace+tag:war'));
  it('requests a tag with signs by Ghost’s slug', () =>
    request({ tags: ['R&D', 'C++', 'It’s “on”', 'AC/DC', 'a_b'] }, '&filter=tag:[r-d,c,its-on,ac-dc,a_b]'));
  it('requests tags by name if one is in another script', async () => {
    await request({ tags: ['平和'] }, `&filter=tags.name:'平和'`);
    await request({ tags: ['Мир', "It's on"] }, `&filter=tags.name:['Мир','It\\'s on']`);
    await request({ tags: ['Мир', 'war'], tagMatch: 'all' }, `&filter=tags.name:'Мир'+tags.name:'war'`);
  });
  it('accepts the URL of the admin pages', () => request({ src: `${SRC}ghost/#/posts` }, ''));

  it('reads pages of a hundred while there is a next one', async () => {
    const posts = (from: number) =>
      Array.from({ length: 100 }, (_, n) => ({ ...POST, id: `${from + n}`, url: `${SRC}${from + n}` }));
    const replies = { [api('', 1, 100)]: found(posts(0), 2), [api('', 2, 100)]: found(posts(100), null) };
    expect((await ask(ghostProvider, { ...asked, limit: 1000 }, replies)).feed.articles).to.have.length(200);
  });

  it('needs a key and a site', async () => {
    const error = await failure(readAll(ghostProvider, { src: SRC }, found([])));
    expect(error.code).to.equal('config');
    expect(error.message).to.contain('`api-key`');
    expect((await failure(readAll(ghostProvider, { apiKey: 'k1' }, found([])))).code).to.equal('config');
    expect((await failure(readAll(ghostProvider, { ...asked, tags: ['#'] }, found([])))).code).to.equal('config');
  });
});

describe('Ghost: articles', () => {
  const one = async (members: object = {}) =>
    (await readAll(ghostProvider, asked, found([{ ...POST, ...members }]))).articles[0]!;

  it('have all fields of a post, without internal tags', async () => {
    expect(await one()).to.deep.equal({
      id: 'abc',
      url: POST.url,
      title: 'Envoys resume talks & <more>',
      excerpt: 'They met again',
      image: { url: POST.feature_image, alt: 'Two envoys' },
      publisher: { name: 'paper.example', url: 'https://www.paper.example/' },
      authors: [{ name: 'Ada', url: 'https://www.paper.example/author/ada/' }],
      published: '2025-06-03T10:15:00+02:00',
      updated: '2025-06-04T08:00:00+02:00',
      tags: ['World', 'Peace'],
      category: 'World',
    });
  });

  it('use the custom excerpt', async () => {
    expect((await one({ custom_excerpt: 'Mine' })).excerpt).to.equal('Mine');
  });

  it('may lack pictures, tags and authors', async () => {
    const article = await one({ feature_image: null, tags: null, authors: undefined });
    expect(article).to.deep.include({ tags: [], authors: [] });
    expect(article).to.not.have.any.keys('image', 'category');
  });
});

describe('Ghost: failures', () => {
  it('without CORS headers may be a wrong key', async () => {
    const error = await failure(readAll(ghostProvider, asked, failed('network')));
    expect(error.code).to.equal('network');
    expect(error.message).to.contain('key');
    expect(error.message).to.not.contain('k1');
  });

  it('of the key are named if the response is readable', async () => {
    const error = await failure(readAll(ghostProvider, asked, failed('http', 401)));
    expect(error).to.include({ code: 'http', status: 401 });
    expect(error.message).to.contain('key');
  });

  it('of other kinds are passed on', async () => {
    const error = failed('http', 500);
    expect(await failure(readAll(ghostProvider, asked, error))).to.equal(error);
  });
});

describe('Ghost: hostile answers', () => itSurvives(ghostProvider, asked, found([POST, POST], 2)));
