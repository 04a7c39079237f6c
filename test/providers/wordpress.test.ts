import { expect } from 'chai';
import { wordpressProvider } from '../../src/providers/wordpress.js';
import { ask, failed, failure, itSurvives, question, readAll, table } from '../support/replies.js';

const POST = {
  id: 7,
  link: 'https://paper.example/talks/',
  title: { rendered: 'Envoys &#8220;resume&#8221; <em>talks</em>' },
  excerpt: { rendered: '<p>They met again [&hellip;]</p>\n', protected: false },
  date_gmt: '2025-06-03T10:15:00',
  modified_gmt: '2025-06-04T08:00:00',
  _links: {},
  _embedded: {
    author: [{ id: 1, name: 'Ada &amp; Bo', link: 'https://paper.example/author/ada/' }],
    'wp:featuredmedia': [
      {
        id: 3,
        source_url: 'https://paper.example/full.jpg',
        alt_text: 'Two envoys',
        media_details: {
          width: 2400,
          height: 1600,
          sizes: {
            thumbnail: { source_url: 'https://paper.example/thumb.jpg', width: 150, height: 150 },
            medium_large: { source_url: 'https://paper.example/768.jpg', width: 768, height: 512 },
            large: { source_url: 'https://paper.example/1024.jpg', width: 1024, height: 683 },
            full: { source_url: 'https://paper.example/full.jpg', width: 2400, height: 1600 },
          },
        },
      },
    ],
    'wp:term': [
      [
        { id: 1, name: 'Uncategorized', slug: 'uncategorized', taxonomy: 'category' },
        { id: 2, name: 'World', slug: 'world', taxonomy: 'category' },
      ],
      [{ id: 12, name: 'Peace negotiations', slug: 'peace-negotiations', taxonomy: 'post_tag' }],
    ],
  },
};
const INFO = {
  name: 'The Paper',
  url: 'https://paper.example',
  home: 'https://paper.example',
  site_icon_url: 'https://paper.example/icon.png',
};
const EMBED =
  '&orderby=date&_embed=author,wp:featuredmedia,wp:term&_fields=id,link,title,excerpt,date_gmt,modified_gmt,_links,_embedded';
const FIELDS = '&_fields=id,name,slug,count';

// What is known of a site is kept for a day: each test has one of its own.
let sites = 0;
function site() {
  const src = `https://paper${++sites}.example/`;
  const api = `${src}wp-json`;
  const posts = (query: string, page = 1, size = 10) =>
    `${api}/wp/v2/posts?${query}per_page=${size}&page=${page}${EMBED}`;
  return { src, api, posts, info: `${api}/?_fields=name,url,site_icon_url,home` };
}
const tag = (id: number, name: string, slug = name.toLowerCase()) => ({ id, name, slug, count: 3 });
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({
    ...POST,
    id: from + n,
    link: `https://paper.example/${from + n}`,
  }));

describe('WordPress: requests', () => {
  it('finds the id of the tag, then its posts', async () => {
    const { src, api, posts, info } = site();
    const bySlug = `${api}/wp/v2/tags?slug=peace-negotiations${FIELDS}`;
    const { feed, addresses } = await ask(
      wordpressProvider,
      { src, tags: ['Peace Negotiations'] },
      { [info]: INFO, [bySlug]: [tag(12, 'Peace negotiations')], [posts('tags=12&')]: [POST] },
    );
    expect(addresses).to.deep.equal([info, bySlug, posts('tags=12&')]);
    expect(feed.articles).to.have.length(1);
    expect(feed).to.include({ title: 'The Paper', homeUrl: 'https://paper.example/' });
  });

  it('requests all posts without a tag', async () => {
    const { src, posts, info } = site();
    const { addresses } = await ask(wordpressProvider, { src }, { [info]: INFO, [posts('')]: [POST] });
    expect(addresses).to.deep.equal([info, posts('')]);
  });

  it('accepts the API’s own URL, pages below and subfolders', async () => {
    for (const [src, base] of [
      ['https://a.example/blog', 'https://a.example/blog/'],
      ['https://b.example/blog/wp-json/wp/v2/posts?x=1#y', 'https://b.example/blog/'],
      ['https://c.example', 'https://c.example/'],
    ] as const) {
      const posts = `${base}wp-json/wp/v2/posts?per_page=10&page=1${EMBED}`;
      const info = `${base}wp-json/?_fields=name,url,site_icon_url,home`;
      expect((await ask(wordpressProvider, { src }, { [posts]: [], [info]: INFO })).addresses).to.include(posts);
    }
  });

  it('searches for the name of a tag, then for a category, then in posts', async () => {
    const { src, api, posts, info } = site();
    const steps = [
      `${api}/wp/v2/tags?slug=art${FIELDS}`,
      `${api}/wp/v2/tags?search=Art&per_page=100${FIELDS}`,
      `${api}/wp/v2/categories?slug=art${FIELDS}`,
    ];
    const search = posts('search="Art"&', 1, 100);
    const empty = { [info]: INFO, ...Object.fromEntries(steps.map((url) => [url, []])) };
    const found = { ...POST, title: { rendered: 'The art of peace' } };
    const all = await ask(wordpressProvider, { src, tags: ['Art'] }, { ...empty, [search]: [found, POST] });
    expect(all.addresses.slice(1)).to.deep.equal([...steps, search]);
    expect(
      all.feed.articles.map(({ title }) => title),
      'whole words only',
    ).to.deep.equal(['The art of peace']);

    const byName = { ...empty, [steps[1]!]: [tag(1, 'Party'), tag(2, 'ART', 'art-2')], [posts('tags=2&')]: [POST] };
    expect((await ask(wordpressProvider, { src, tags: ['Art'] }, byName)).addresses.at(-1)).to.equal(posts('tags=2&'));
  });

  it('uses a category, and skips a tag without posts', async () => {
    const { src, api, posts, info } = site();
    const { addresses } = await ask(
      wordpressProvider,
      { src, tags: ['World'] },
      {
        [info]: INFO,
        [`${api}/wp/v2/tags?slug=world${FIELDS}`]: [{ ...tag(4, 'World'), count: 0 }],
        [`${api}/wp/v2/tags?search=World&per_page=100${FIELDS}`]: [],
        [`${api}/wp/v2/categories?slug=world${FIELDS}`]: [tag(5, 'World')],
        [posts('categories=5&')]: [POST],
      },
    );
    expect(addresses.at(-1)).to.equal(posts('categories=5&'));
  });

  it('caches the site and its tags for a day, but not missing tags', async () => {
    const { src, api, posts, info } = site();
    const bySlug = `${api}/wp/v2/tags?slug=peace${FIELDS}`;
    const { get, asked } = table({ [info]: INFO, [bySlug]: [tag(12, 'Peace')], [posts('tags=12&')]: [POST] });
    const now = Date.now;
    try {
      const read = () => wordpressProvider.read(question({ src, tags: ['Peace'] }), get);
      await read();
      await read();
      expect(asked.splice(0)).to.have.members([info, bySlug, posts('tags=12&'), posts('tags=12&')]);
      Date.now = () => now() + 86_400_001;
      await read();
      expect(asked).to.have.members([info, bySlug, posts('tags=12&')]);
    } finally {
      Date.now = now;
    }
  });

  it('rejects tags without letters and digits, and invalid URLs', async () => {
    const { src } = site();
    expect((await failure(readAll(wordpressProvider, { src, tags: ['#!'] }, []))).code).to.equal('config');
    for (const wrong of ['', 'paper', 'ftp://paper.example/']) {
      expect((await failure(readAll(wordpressProvider, { src: wrong }, []))).code, wrong).to.equal('config');
    }
  });
});

describe('WordPress: several tags', () => {
  const several = async (
    tagMatch: 'any' | 'all',
    tags: string[],
    known: Record<string, object[]>,
    queries: string[],
  ) => {
    const { src, api, posts, info } = site();
    const replies: Record<string, unknown> = { [info]: INFO };
    for (const one of tags) {
      const slug = one.toLowerCase();
      replies[`${api}/wp/v2/tags?slug=${slug}${FIELDS}`] = known[`tags ${one}`] ?? [];
      replies[`${api}/wp/v2/tags?search=${one}&per_page=100${FIELDS}`] = [];
      replies[`${api}/wp/v2/categories?slug=${slug}${FIELDS}`] = known[`categories ${one}`] ?? [];
    }
    const wanted = queries.map((query) => posts(query, 1, query.includes('search') ? 100 : 10));
    for (const url of wanted) replies[url] = [POST];
    const { addresses } = await ask(wordpressProvider, { src, tags, tagMatch }, replies);
    expect(addresses.filter((url) => url.includes('/posts?'))).to.deep.equal(wanted);
  };
  const known = {
    'tags A1': [tag(1, 'A1')],
    'tags B1': [tag(2, 'B1')],
    'categories C1': [tag(3, 'C1')],
    'categories D1': [tag(4, 'D1')],
  };

  it('any of: their ids in one request', () => several('any', ['A1', 'B1'], known, ['tags=1,2&']));
  it('any of, tags and categories', () =>
    several('any', ['A1', 'C1', 'D1'], known, ['tags=1&categories=3,4&tax_relation=OR&']));
  it('any of, one of them only in texts', () => several('any', ['A1', 'X1'], known, ['tags=1&', 'search="X1"&']));
  it('any of, all of them only in texts', () => several('any', ['X1', 'Y1'], known, ['search="X1"&', 'search="Y1"&']));
  it('all of', () => several('all', ['A1', 'B1'], known, ['tags[terms]=1,2&tags[operator]=AND&']));
  it('all of, tags and categories', () => several('all', ['A1', 'C1'], known, ['tags=1&categories=3&']));
  it('all of, some of them only in texts', () =>
    several('all', ['A1', 'X1', 'Y1'], known, ['tags=1&search="X1" "Y1"&']));
});

describe('WordPress: pages', () => {
  it('of a hundred, until there are enough', async () => {
    const { src, posts, info } = site();
    const replies = { [info]: INFO, [posts('', 1, 100)]: numbered(1, 100), [posts('', 2, 100)]: numbered(101, 200) };
    const { feed, addresses } = await ask(wordpressProvider, { src, limit: 150 }, replies);
    expect(feed.articles).to.have.length(150);
    expect(addresses).to.have.length(3);
  });

  it('until one is not full', async () => {
    const { src, posts, info } = site();
    const replies = { [info]: INFO, [posts('', 1, 100)]: numbered(1, 100), [posts('', 2, 100)]: numbered(101, 103) };
    expect((await ask(wordpressProvider, { src, limit: 1000 }, replies)).feed.articles).to.have.length(103);
  });

  it('until there are no more, which is an error', async () => {
    const { src, posts, info } = site();
    const replies = { [info]: INFO, [posts('', 1, 100)]: numbered(1, 100), [posts('', 2, 100)]: failed('http', 400) };
    expect((await ask(wordpressProvider, { src, limit: 200 }, replies)).feed.articles).to.have.length(100);
  });
});

describe('WordPress: plain permalinks', () => {
  const answered = async (first: unknown) => {
    const { src, api, posts, info } = site();
    const plainPosts = `${src}?rest_route=/wp/v2/posts&per_page=10&page=1${EMBED}`;
    const plainInfo = `${src}?rest_route=/&_fields=name,url,site_icon_url,home`;
    const { get, asked } = table({ [info]: first, [posts('')]: first, [plainInfo]: INFO, [plainPosts]: [POST] });
    const { articles } = await wordpressProvider.read(question({ src }), get);
    expect(articles).to.have.length(1);
    expect(asked).to.have.members([info, posts(''), plainInfo, plainPosts]);
    asked.length = 0;
    await wordpressProvider.read(question({ src }), get);
    expect(
      asked.some((url) => url.startsWith(api)),
      'remembered',
    ).to.equal(false);
  };

  it('where there is no wp-json', () => answered(failed('http', 404)));
  it('where wp-json is a page', () => answered('<!doctype html><title>Not found</title>'));

  it('or no WordPress at all', async () => {
    const { src } = site();
    const error = await failure(readAll(wordpressProvider, { src }, failed('http', 404)));
    expect(error).to.include({ code: 'http', status: 404 });
    expect(error.message).to.contain('no WordPress REST API');
  });
});

describe('WordPress: articles', () => {
  const one = async (members: object = {}, embedded: object = {}) => {
    const { src, posts, info } = site();
    const post = { ...POST, _embedded: { ...POST._embedded, ...embedded }, ...members };
    return (await ask(wordpressProvider, { src }, { [info]: INFO, [posts('')]: [post] })).feed.articles[0]!;
  };

  it('have all fields of a post', async () => {
    expect(await one()).to.deep.equal({
      id: '7',
      url: 'https://paper.example/talks/',
      title: 'Envoys “resume” talks',
      excerpt: 'They met again…',
      image: { url: 'https://paper.example/1024.jpg', alt: 'Two envoys', width: 1024, height: 683 },
      publisher: { name: 'The Paper', url: 'https://paper.example/', icon: 'https://paper.example/icon.png' },
      authors: [{ name: 'Ada & Bo', url: 'https://paper.example/author/ada/' }],
      published: '2025-06-03T10:15:00Z',
      updated: '2025-06-04T08:00:00Z',
      tags: ['World', 'Peace negotiations'],
      category: 'World',
    });
  });

  it('may lack data that may not be embedded', async () => {
    const error = { code: 'rest_forbidden', message: 'Sorry', data: { status: 401 } };
    const article = await one({}, { author: [error], 'wp:featuredmedia': [error], 'wp:term': [error, [error]] });
    expect(article).to.include({ title: 'Envoys “resume” talks' });
    expect(article).to.not.have.any.keys('image', 'category');
    expect(article).to.deep.include({ authors: [], tags: [] });
  });

  it('may lack all embedded data', async () => {
    expect(await one({ _embedded: undefined })).to.deep.include({ id: '7', authors: [], tags: [] });
  });

  it('use the original picture if there are no sizes', async () => {
    const media = [{ source_url: 'https://paper.example/full.jpg', alt_text: '' }];
    expect((await one({}, { 'wp:featuredmedia': media })).image).to.deep.equal({
      url: 'https://paper.example/full.jpg',
    });
  });

  it('use the first words as title if there is none, and cut long excerpts', async () => {
    expect((await one({ title: { rendered: '' } })).title).to.equal('They met again…');
    expect((await one({ excerpt: { rendered: 'word '.repeat(400) } })).excerpt!.length).to.be.within(900, 1000);
  });

  it('have no date that does not exist', async () => {
    expect(await one({ date_gmt: '0000-00-00T00:00:00' })).to.not.have.property('published');
  });

  it('have the host as publisher if the site has no name', async () => {
    for (const info of [failed('http', 500), failed('http', 401), [], { name: '' }]) {
      const { src, posts, info: url } = site();
      const { feed } = await ask(wordpressProvider, { src }, { [url]: info, [posts('')]: [POST] });
      expect(feed.articles[0]!.publisher).to.deep.equal({ name: new URL(src).host, url: src });
    }
  });
});

describe('WordPress: failures', () => {
  it('of closed sites name the cause', async () => {
    for (const status of [401, 403]) {
      const { src } = site();
      const error = await failure(readAll(wordpressProvider, { src, tags: ['peace'] }, failed('http', status)));
      expect(error).to.include({ code: 'http', status });
      expect(error.message).to.contain('security plugin');
    }
  });

  it('quote the message of the site', async () => {
    const { src } = site();
    const error = await failure(readAll(wordpressProvider, { src }, { code: 'rest_x', message: 'Not <b>now</b>' }));
    expect(error.code).to.equal('format');
    expect(error.message).to.contain('Not <b>now</b>');
  });

  it('of other kinds are passed on', async () => {
    const { src } = site();
    const error = failed('http', 500);
    expect(await failure(readAll(wordpressProvider, { src }, error))).to.equal(error);
  });
});

describe('WordPress: hostile answers', () => {
  itSurvives(wordpressProvider, { src: 'https://hostile.example/' }, [POST, POST]);
  itSurvives(wordpressProvider, { src: 'https://hostile2.example/', tags: ['peace'] }, [
    { ...POST, ...tag(1, 'Peace'), link: POST.link },
  ]);
});
