import { expect } from 'chai';
import { wordpressComProvider } from '../../src/providers/wordpress-com.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const SRC = 'https://paper.example/';
const FIELDS = '&fields=ID,title,URL,excerpt,date,modified,author,featured_image,post_thumbnail,tags,categories';
const api = (query: string, page = 1, number = 10) =>
  `https://public-api.wordpress.com/rest/v1.1/sites/paper.example/posts/?${query}number=${number}&page=${page}${FIELDS}`;

const POST = {
  ID: 7,
  title: 'Envoys resume talks &amp; more',
  URL: 'https://paper.example/talks/',
  excerpt: '<p>They met again [&hellip;]</p>',
  date: '2025-06-03T10:15:00+02:00',
  modified: '2025-06-04T08:00:00+02:00',
  author: { ID: 1, name: 'Ada', URL: 'https://ada.example/' },
  featured_image: 'https://paper.example/full.jpg',
  post_thumbnail: { ID: 3, URL: 'https://paper.example/1000.jpg', width: 1000, height: 600 },
  tags: { 'Peace negotiations': { ID: 12, name: 'Peace negotiations', slug: 'peace-negotiations' } },
  categories: {
    World: { ID: 2, name: 'World', slug: 'world' },
    Uncategorized: { name: 'Uncategorized', slug: 'uncategorized' },
  },
};
const found = (...posts: object[]) => ({ found: posts.length, posts, meta: {} });

describe('WordPress.com: requests', () => {
  it('requests a tag once', async () => {
    const url = api('tag=peace-negotiations&');
    const { feed, addresses } = await ask(
      wordpressComProvider,
      { src: SRC, tags: ['Peace Negotiations'] },
      { [url]: found(POST) },
    );
    expect(addresses).to.deep.equal([url]);
    expect(feed.articles).to.have.length(1);
  });

  it('requests all posts without a tag', async () => {
    expect((await ask(wordpressComProvider, { src: SRC }, { [api('')]: found() })).addresses).to.deep.equal([api('')]);
  });

  it('requests a category, then searches, if there is no such tag', async () => {
    const replies = {
      [api('tag=art&')]: found(),
      [api('category=art&')]: found(),
      [api('search=Art&')]: found({ ...POST, title: 'Art' }, { ...POST, title: 'Party' }),
    };
    const { feed, addresses } = await ask(wordpressComProvider, { src: SRC, tags: ['Art'] }, replies);
    expect(addresses).to.deep.equal(Object.keys(replies));
    expect(feed.articles.map(({ title }) => title)).to.deep.equal(['Art']);
  });

  it('writes a path as part of the name', async () => {
    const url = api('').replace('paper.example', 'paper.example::en::blog');
    expect((await ask(wordpressComProvider, { src: `${SRC}en/blog` }, { [url]: found() })).addresses).to.deep.equal([
      url,
    ]);
  });

  it('requests each of several tags', async () => {
    const replies = { [api('tag=peace&')]: found(POST), [api('tag=war&')]: found({ ...POST, ID: 8, URL: `${SRC}b` }) };
    const { feed } = await ask(wordpressComProvider, { src: SRC, tags: ['peace', 'war'] }, replies);
    expect(feed.articles.map(({ id }) => id)).to.deep.equal(['7', '8']);
  });

  it('filters by the other tags if all are required', async () => {
    const replies = { [api('tag=world&')]: found(POST, { ...POST, ID: 8, tags: {} }) };
    const { feed } = await ask(
      wordpressComProvider,
      { src: SRC, tags: ['world', 'Peace Negotiations'], tagMatch: 'all' },
      replies,
    );
    expect(feed.articles.map(({ id }) => id)).to.deep.equal(['7']);
  });

  it('reads pages of a hundred', async () => {
    const posts = Array.from({ length: 100 }, (_, n) => ({ ...POST, ID: n, URL: `${SRC}${n}` }));
    const replies = { [api('', 1, 100)]: found(...posts), [api('', 2, 100)]: found({ ...POST, ID: 100 }) };
    expect((await ask(wordpressComProvider, { src: SRC, limit: 500 }, replies)).feed.articles).to.have.length(101);
  });

  it('needs the URL of a site', async () => {
    expect((await failure(readAll(wordpressComProvider, {}, found()))).code).to.equal('config');
  });
});

describe('WordPress.com: articles', () => {
  const one = async (members: object = {}) =>
    (await readAll(wordpressComProvider, { src: SRC }, found({ ...POST, ...members }))).articles[0]!;

  it('have no excerpt if a post has a password', async () => {
    const excerpt = '<p>There is no excerpt because this is a protected post.</p>';
    expect((await one({ excerpt })).excerpt).to.equal(undefined);
  });

  it('have all fields of a post', async () => {
    expect(await one()).to.deep.equal({
      id: '7',
      url: 'https://paper.example/talks/',
      title: 'Envoys resume talks & more',
      excerpt: 'They met again…',
      image: { url: 'https://paper.example/1000.jpg', width: 1000, height: 600 },
      publisher: { name: 'paper.example', url: 'https://paper.example/' },
      authors: [{ name: 'Ada', url: 'https://ada.example/' }],
      published: '2025-06-03T10:15:00+02:00',
      updated: '2025-06-04T08:00:00+02:00',
      tags: ['World', 'Peace negotiations'],
      category: 'World',
    });
  });

  it('accept tags as a list, or as names', async () => {
    expect((await one({ tags: [{ name: 'A' }], categories: { B: {}, C: null } })).tags).to.deep.equal(['B', 'C', 'A']);
    expect((await one({ tags: [], categories: 'text' })).tags).to.deep.equal([]);
  });

  it('use the second picture as a fallback, or none', async () => {
    expect((await one({ post_thumbnail: null })).image).to.deep.equal({ url: 'https://paper.example/full.jpg' });
    expect(await one({ post_thumbnail: null, featured_image: '' })).to.not.have.property('image');
  });
});

describe('WordPress.com: failures', () => {
  it('of unknown and private sites are named', async () => {
    for (const status of [403, 404]) {
      const error = await failure(readAll(wordpressComProvider, { src: SRC }, failed('http', status)));
      expect(error).to.include({ code: 'http', status });
      expect(error.message).to.contain('Jetpack');
    }
  });

  it('quote its message', async () => {
    const answer = { error: 'unknown_blog', message: 'Unknown blog' };
    expect((await failure(readAll(wordpressComProvider, { src: SRC }, answer))).message).to.contain('Unknown blog');
  });
});

describe('WordPress.com: hostile answers', () =>
  itSurvives(wordpressComProvider, { src: SRC, tags: ['peace'] }, found(POST, POST)));
