import { expect } from 'chai';
import type { Article } from '../../src/model/article.js';
import { NewsError } from '../../src/model/error.js';
import type { ProviderQuery } from '../../src/providers/provider.js';
import { jsonProvider } from '../../src/providers/json.js';
import { feedProvider } from '../../src/providers/feed.js';
import { floodOf } from '../support/feeds.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const SRC = 'https://api.harbour.example/v1/news';
const PAPER = 'https://harbour.example';

const read = (answer: unknown, map?: unknown, asked: Partial<ProviderQuery> = {}) =>
  readAll(jsonProvider, { src: SRC, map, ...asked }, answer);
const titles = ({ articles }: { articles: Article[] }) => articles.map(({ title }) => title);

/** The only article made of an item. */
async function one(item: object, map?: unknown): Promise<Article> {
  const { articles, dropped } = await read([{ url: '/a', title: 'Title', ...item }], map);
  expect(dropped).to.deep.equal([]);
  return articles[0]!;
}

describe('JSON: with a map', () => {
  const answer = {
    status: 'ok',
    data: {
      total: 2,
      posts: [
        {
          key: 71,
          headline: 'Ferry talks resume &amp; pause',
          links: [{ rel: 'self', href: 'https://harbour.example/ferry' }],
          lede: '<p>After <b>two</b> weeks.</p><script>alert(1)</script>',
          media: [{ url: '/ferry.jpg', w: 900 }],
          caption: 'A ferry',
          outlet: { label: 'Harbour Daily' },
          home: 'https://harbour.example/',
          dates: { first: '2025-06-03T10:15:00+02:00', last: 1748945700 },
          desk: 'Politics',
          terms: [{ name: 'Peace' }, { name: 'Ferries' }],
          people: [{ person: { name: 'Ada Quay', url: 'https://harbour.example/ada' } }, { person: { name: 'Bo' } }],
          tongue: 'English',
        },
      ],
    },
  };
  const MAP = {
    items: 'data.posts',
    id: 'key',
    title: 'headline',
    url: 'links.0.href',
    excerpt: 'lede',
    image: 'media.0.url',
    imageAlt: 'caption',
    publisher: 'outlet.label',
    publisherUrl: 'home',
    published: 'dates.first',
    updated: 'dates.last',
    category: 'desk',
    tags: 'terms.name',
    authors: 'people.person',
    language: 'tongue',
  };
  const ARTICLE = {
    id: '71',
    url: 'https://harbour.example/ferry',
    title: 'Ferry talks resume & pause',
    excerpt: 'After two weeks.',
    image: { url: 'https://api.harbour.example/ferry.jpg', alt: 'A ferry' },
    publisher: { name: 'Harbour Daily', url: 'https://harbour.example/' },
    authors: [{ name: 'Ada Quay', url: 'https://harbour.example/ada' }, { name: 'Bo' }],
    published: '2025-06-03T10:15:00+02:00',
    updated: '2025-06-03T10:15:00Z',
    tags: ['Politics', 'Peace', 'Ferries'],
    category: 'Politics',
    language: 'en',
  };
  const SHORT = Object.entries(MAP)
    .map(([name, path]) => `${name}: ${path}`)
    .join(', ');

  it('that is an object, JSON or the short form, reads every member', async () => {
    for (const map of [MAP, JSON.stringify(MAP), ` ${JSON.stringify(MAP)}`, SHORT]) {
      expect((await read(answer, map)).articles).to.deep.equal([ARTICLE]);
    }
  });

  it('reads the short form with any dividers and spaces', async () => {
    for (const map of [
      SHORT.replaceAll(', ', ';'),
      SHORT.replaceAll(', ', '\n'),
      SHORT.replaceAll(', ', ' ,\r\n   ').replaceAll(':', ' :\t'),
      `,${SHORT};;,\n`,
      SHORT.replaceAll(/\.0\b/g, '[0]'),
    ]) {
      expect((await read(answer, map)).articles, map).to.deep.equal([ARTICLE]);
    }
  });

  it('reads the mapped members, and the others by usual names', async () => {
    const item = { headline: 'A', title: 'B', kicker: 'C', url: '/a' };
    expect(await one(item, 'title: kicker')).to.include({ title: 'C', url: 'https://api.harbour.example/a' });
    expect(await one(item)).to.include({ title: 'B' });
    expect(await one({ ...item, image: '/a.jpg' }, 'image: nowhere')).not.to.have.property('image');
    expect(await one({ ...item, image: '/a.jpg' }, 'image:')).not.to.have.property('image');
  });

  it('finds names with dots in them, and the entry itself', async () => {
    expect(await one({ 'dc.title': 'Dotted' }, 'title: dc.title')).to.include({ title: 'Dotted' });
    expect((await read(['https://a.example/x'], "url: ., title: 'A story'")).articles[0]).to.include({
      url: 'https://a.example/x',
      title: 'A story',
    });
  });

  it('fills addresses in', async () => {
    const url = async (item: object, map: string) => (await read([{ title: 'T', ...item }], map)).articles[0]?.url;
    expect(await url({ slug: 'ferry talks/é?' }, `url: ${PAPER}/story/{slug}`)).to.equal(
      `${PAPER}/story/ferry%20talks/%C3%A9%3F`,
    );
    expect(await url({ a: { b: [7] }, c: 'x,y' }, `title: title, url: ${PAPER}/{a.b.0},{c}?x=1;y=2, id: c`)).to.equal(
      `${PAPER}/7,x%2Cy?x=1;y=2`,
    );
    expect(await url({ path: '/2025/talks' }, `url: ${PAPER}{path}`)).to.equal(`${PAPER}/2025/talks`);
    const image = `url: ${PAPER}/a, image: ${PAPER}/img/{file}.jpg`;
    const { articles } = await read([{ title: 'T', file: 'f' }, { title: 'U' }], image);
    expect(articles.map((article) => article.image?.url)).to.deep.equal([`${PAPER}/img/f.jpg`, undefined]);
  });

  it('leaves out articles whose URL can’t be filled in', async () => {
    const { articles, dropped } = await read([{ title: 'T', slug: 's' }, { title: 'U' }], `url: ${PAPER}/{slug}`);
    expect([articles.length, dropped.map(({ index }) => index)]).to.deep.equal([1, [1]]);
  });

  it('fills texts in, and uses those in quotation marks unchanged', async () => {
    const map = `title: {kicker} {headline}, publisher: 'Harbour Daily', publisherUrl: ${PAPER}/, category: "Sea, land"`;
    expect(await one({ kicker: 'Live:', headline: 'Talks & more' }, map)).to.deep.include({
      title: 'Live: Talks & more',
      publisher: { name: 'Harbour Daily', url: `${PAPER}/` },
    });
    expect(await one({ headline: 'Talks' }, map)).to.include({ title: 'Talks' });
  });

  it('finds lists that are objects by id', async () => {
    const posts = { 12: { url: '/a', title: 'A' }, 13: { url: '/b', title: 'B' } };
    expect(titles(await read({ posts }, 'items: posts'))).to.deep.equal(['A', 'B']);
  });

  it('joins lists in lists', async () => {
    const sections = [{ stories: [{ url: '/a', title: 'A' }] }, { stories: [{ url: '/b', title: 'B' }] }, {}];
    expect(titles(await read({ sections }, 'items: sections.stories'))).to.deep.equal(['A', 'B']);
  });
});

describe('JSON: without a map', () => {
  it('reads a list, one with a usual name, or the first with objects', async () => {
    const list = [{ url: '/a', title: 'A' }];
    for (const answer of [
      list,
      { items: list },
      { tags: ['x'], meta: {}, whatever: list },
      { warnings: [], sources: [{ name: 'x' }], articles: list },
      { sources: [{ name: 'x' }], Articles: list },
    ]) {
      expect(titles(await read(answer)), JSON.stringify(answer)).to.deep.equal(['A']);
    }
    expect((await read({ articles: [] })).articles).to.deep.equal([]);
  });

  it('reads usual names in any case and with any dividers', async () => {
    expect(
      await one({
        article_id: 'x1',
        link: { href: 'https://a.example/x' },
        url: '',
        title: null,
        headline: { main: 'Main' },
        contentSnippet: 1,
        description: 'Text with a &nbsp; space',
        urlToImage: '//img.example/a.jpg',
        source: { id: null, name: 'Tide Post' },
        publishedAt: '2025-06-03 10:15:00',
        'last-modified': '2025-06-04',
        section_name: 'World',
        keywords: 'peace, ferry,, peace',
        byline: 'By Ada Quay, Bo Pier',
        Lang: 'en_GB',
      }),
    ).to.deep.equal({
      id: 'x1',
      url: 'https://a.example/x',
      title: 'Main',
      excerpt: 'Text with a space',
      image: { url: 'https://img.example/a.jpg' },
      publisher: { name: 'Tide Post' },
      published: '2025-06-03T10:15:00Z',
      updated: '2025-06-04T00:00:00Z',
      category: 'World',
      tags: ['World', 'peace', 'ferry'],
      authors: [{ name: 'Ada Quay' }, { name: 'Bo Pier' }],
      language: 'en-GB',
    });
  });

  it('reads dates in all forms', async () => {
    const dates = {
      '2025-06-03T10:15:00.5+02:00': '2025-06-03T10:15:00.500+02:00', 'Tue, 03 Jun 2025 10:15:00 GMT': '2025-06-03T10:15:00Z',
      1748945700: '2025-06-03T10:15:00Z', 1748945700123: '2025-06-03T10:15:00.123Z',
      '31 Feb 2025': undefined, none: undefined,
    }; // prettier-ignore
    for (const [written, published] of Object.entries(dates)) {
      for (const value of [written, ...(Number(written) ? [Number(written)] : [])]) {
        expect((await one({ date: value })).published, written).to.equal(published);
      }
    }
    expect(await one({ published: true, date: '2025-06-03' })).to.include({ published: '2025-06-03T00:00:00Z' });
  });

  it('reads tags and authors that are texts, lists or objects', async () => {
    for (const tags of [
      'Peace,R&amp;D',
      ['Peace', 'R&D', 'Peace', null, ''],
      [{ name: 'Peace' }, { title: 'R&D' }, { id: {} }],
    ]) {
      expect((await one({ tags })).tags).to.deep.equal(['Peace', 'R&D']);
    }
    for (const author of ['Ada, Bo', ['Ada', 'Bo'], [{ name: 'Ada' }, 'Bo', 'https://social.example/bo', {}]]) {
      expect((await one({ author })).authors).to.deep.equal([{ name: 'Ada' }, { name: 'Bo' }]);
    }
    expect((await one({ author: { name: 'Quay, Ada' } })).authors).to.deep.equal([{ name: 'Quay, Ada' }]);
  });

  it('reads pictures that are addresses, objects or lists, else the first in the text', async () => {
    const url = 'https://api.harbour.example/a.jpg';
    for (const image of ['/a.jpg', ['/a.jpg', '/b.jpg'], { src: '/a.jpg' }, [{ type: 'video', url: '/v' }, { url }]]) {
      expect((await one({ image })).image).to.deep.equal({ url });
    }
    const renditions = [300, 900, 2400].map((width) => ({ url: `/${width}.jpg`, width, alt_text: 'A &amp; b' }));
    expect((await one({ media: renditions })).image).to.deep.equal({
      url: 'https://api.harbour.example/900.jpg',
      width: 900,
      alt: 'A & b',
    });
    expect((await one({ content: '<p>x<img src="/a.jpg" alt="In"></p>' })).image).to.deep.equal({ url, alt: 'In' });
    for (const image of ['None', 'null', '', 'javascript:alert(1)', 7, {}]) {
      expect(await one({ image })).not.to.have.property('image');
    }
  });

  it('uses the host as publisher if none is named', async () => {
    const host = { name: 'api.harbour.example', url: 'https://api.harbour.example/' };
    for (const source of [undefined, 12, '', {}, 'None']) {
      expect((await one({ source })).publisher).to.deep.equal(host);
    }
    expect((await one({ source: 'https://www.tide.example/x' })).publisher).to.deep.equal({
      name: 'tide.example',
      url: 'https://www.tide.example/',
    });
    const source = { name: 'Tide', url: 'https://tide.example/', logo: { url: '/l.png' } };
    expect((await one({ source })).publisher).to.deep.equal({
      name: 'Tide',
      url: 'https://tide.example/',
      icon: 'https://api.harbour.example/l.png',
    });
  });

  it('converts HTML to text, and keeps similar text', async () => {
    expect(await one({ title: 'A <em>new</em> deal &lt;3', summary: '<p>One</p><p>Two &amp; three' })).to.include({
      title: 'A new deal <3',
      excerpt: 'One Two & three',
    });
    expect(await one({ title: 'How to use <dialog>: 1 < 2' })).to.include({ title: 'How to use <dialog>: 1 < 2' });
    expect((await one({ body: 'word '.repeat(1000) })).excerpt).to.have.length.within(900, 1000);
  });

  it('reads a JSON Feed like the provider `feed`', async () => {
    const document = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Harbour',
      home_page_url: `${PAPER}/`,
      next_url: '?page=2',
      items: [
        { id: '1', url: `${PAPER}/a`, content_html: '<p>Only text</p>', tags: ['x'] },
        { id: '2', external_url: `${PAPER}/b`, title: 'B', authors: [{ name: 'Ada' }], date_published: '2025-06-03' },
      ],
    };
    const expected = await readAll(feedProvider, { src: SRC }, document);
    for (const map of [undefined, '', {}]) expect(await read(document, map)).to.deep.equal(expected);
    expect(titles(await read(document, 'title: id'))).to.deep.equal(['1', '2']);
  });
});

describe('JSON: tags', () => {
  const list = [{ url: '/a', title: 'A' }];
  const asked = async (src: string, tags: string[], tagMatch: 'any' | 'all' = 'any') => {
    const addresses: string[] = [];
    await jsonProvider.read({ src, tags, tagMatch, limit: 10, apiKey: '' }, async (url) => {
      addresses.push(url);
      return { body: new TextEncoder().encode(JSON.stringify(list)), contentType: '', url };
    });
    return addresses;
  };
  const searches = jsonProvider.searches as (src: string) => boolean;

  it('are filled into the URL', async () => {
    for (const address of ['https://a.example/search?q={tag}&n=5', 'https://a.example/tags/{tag}/posts', '/x?{tag}']) {
      // As elements make it absolute.
      const src = new URL(address, 'https://a.example/').href;
      expect(searches(src), src).to.equal(true);
      expect(await asked(src, ['Peace & "talks"'])).to.deep.equal([
        new URL(address.replace('{tag}', 'Peace%20%26%20%22talks%22'), 'https://a.example/').href,
      ]);
    }
  });

  it('are requested one by one, or all together', async () => {
    const src = 'https://a.example/?q={tag}';
    expect(await asked(src, ['peace', 'war', 'peace'])).to.deep.equal([
      'https://a.example/?q=peace',
      'https://a.example/?q=war',
    ]);
    expect(await asked(src, ['peace', 'war'], 'all')).to.deep.equal(['https://a.example/?q=peace%20war']);
    const { feed } = await ask(
      jsonProvider,
      { src, tags: ['peace', 'war'] },
      {
        'https://a.example/?q=peace': [{ url: '/p', title: 'P' }],
        'https://a.example/?q=war': [{ url: '/w', title: 'W' }],
      },
    );
    expect(titles(feed)).to.deep.equal(['P', 'W']);
  });

  it('are left out if there are none', async () => {
    expect(await asked('https://a.example/?q={tag}&n=5', [])).to.deep.equal(['https://a.example/?n=5']);
    expect(await asked('https://a.example/?q={tag}', [])).to.deep.equal(['https://a.example/']);
    const error = await failure(asked('https://a.example/tags/%7Btag%7D', []));
    expect(error).to.include({ code: 'config' });
    expect(error.message).to.contain('Set `tag`');
  });

  it('can’t change the folder or host', async () => {
    expect(await asked('https://a.example/tags/{tag}/', ['../x', 'a/b?c#d'])).to.deep.equal([
      'https://a.example/tags/..%2Fx/',
      'https://a.example/tags/a%2Fb%3Fc%23d/',
    ]);
    for (const tags of [['..'], ['.']]) {
      expect((await failure(asked('https://a.example/{tag}/', tags))).code).to.equal('config');
    }
    expect(await asked('https://a.example/?q={tag}', ['$& $1 \ud800x'])).to.deep.equal([
      'https://a.example/?q=%24%26%20%241%20%EF%BF%BDx',
    ]);
  });

  it('are filtered by the loader if the URL has no placeholder', async () => {
    for (const src of [SRC, `${SRC}#{tag}`]) expect(searches(src)).to.equal(false);
    expect(await asked(SRC, ['peace', 'war'])).to.deep.equal([SRC]);
  });
});

describe('JSON: pages', () => {
  const page = (n: number, next?: unknown) => ({
    articles: Array.from({ length: 5 }, (_one, index) => ({ url: `/${n}/${index}`, title: `${n} ${index}` })),
    paging: { next },
  });

  it('are read as far as the map and the limit allow', async () => {
    const replies = {
      [SRC]: page(1, '?page=2'),
      [`${SRC}?page=2`]: page(2, `${SRC}?page=3`),
      [`${SRC}?page=3`]: page(3),
    };
    const turn = (limit: number, map = 'next: paging.next') => ask(jsonProvider, { src: SRC, limit, map }, replies);
    expect((await turn(5)).addresses).to.have.length(1);
    expect((await turn(6)).addresses).to.deep.equal([SRC, `${SRC}?page=2`]);
    const all = await turn(100);
    expect([all.addresses.length, all.feed.articles.length, all.feed.next]).to.deep.equal([3, 15, undefined]);
    expect((await turn(5)).feed.next).to.equal(`${SRC}?page=2`);
    expect((await turn(100, 'title: title')).addresses).to.have.length(1);
  });

  it('can be filled in from a token', async () => {
    const replies = { [SRC]: { ...page(1), token: 'x y' }, [`${SRC}?page=x y`]: page(2) };
    const { addresses } = await ask(jsonProvider, { src: SRC, map: `next: ${SRC}?page={token}` }, replies);
    expect(addresses).to.deep.equal([SRC, `${SRC}?page=x y`]);
  });

  it('end at a loop, another host, a missing URL, or the maximum', async () => {
    for (const next of [SRC, 'https://evil.example/', 'javascript:alert(1)', null, {}, '7 x']) {
      const { addresses } = await ask(
        jsonProvider,
        { src: SRC, limit: 100, map: 'next: paging.next' },
        { [SRC]: page(1, next), 'https://api.harbour.example/v1/7 x': page(2, SRC) },
      );
      expect(addresses.length, String(next)).to.be.at.most(2);
      expect(addresses).not.to.contain('https://evil.example/');
    }
    let count = 0;
    await jsonProvider.read(
      { src: SRC, tags: [], tagMatch: 'any', limit: 1000, apiKey: '', map: 'items: articles, next: n' },
      async (url) => {
        const body = JSON.stringify({ articles: [], n: `?page=${++count}` });
        return { body: new TextEncoder().encode(body), contentType: '', url };
      },
    );
    expect(count).to.equal(10);
  });

  it('keep the requested scheme', async () => {
    const { addresses } = await ask(
      jsonProvider,
      { src: SRC, map: 'next: paging.next' },
      { [SRC]: page(1, 'http://api.harbour.example/v1/news?page=2'), [`${SRC}?page=2`]: page(2) },
    );
    expect(addresses).to.deep.equal([SRC, `${SRC}?page=2`]);
  });

  it('that fail do not discard those before', async () => {
    const replies = { [SRC]: page(1, '?page=2'), [`${SRC}?page=2`]: failed('http', 500) };
    const { feed } = await ask(jsonProvider, { src: SRC, map: 'next: paging.next' }, replies);
    expect(feed.articles).to.have.length(5);
  });
});

describe('JSON: failures', () => {
  const message = async (answer: unknown, map?: unknown) => (await failure(read(answer, map))).message;

  it('of the map name the mistake and how to write one', async () => {
    for (const [map, what] of [
      ['{"items":', 'not well-formed'],
      ['headline: title', '"headline", but there are only items, id, url'],
      ['constructor: x', '"constructor", but there are only'],
      ['__proto__: x', '"__proto__: x" says not where'],
      [JSON.parse('{"__proto__":"x"}'), '"__proto__", but there are only'],
      ['data.posts', '"data.posts" says not where to find what'],
      [{ title: { path: 'x' } }, '`title` is not text'],
      ['{"title":7}', '`title` is not text'],
      [['items'], 'neither text nor an object'],
      [7, 'neither text nor an object'],
    ] as const) {
      const error = await failure(read([{ url: '/a', title: 'A' }], map));
      expect(error, String(map)).to.include({ code: 'config' });
      expect(error.message).to.contain(what).and.to.contain('items: data.posts, title: headline, url: links.0.href');
    }
  });

  it('of lists name the existing lists', async () => {
    const answer = { status: 1, data: { count: 2, posts: [{ a: 1 }], tags: [{ b: 1 }] } };
    const without = await failure(read(answer));
    expect(without).to.include({ code: 'format', source: SRC });
    expect(without.message)
      .to.contain('no list of articles at its top level')
      .and.to.contain('`status`, `data.count`, `data.posts`')
      .and.to.contain('`items: data.posts` or `items: data.tags`');
    expect(await message(answer, 'items: data.items'))
      .to.contain('at `data.items` there is no list')
      .and.to.contain('`items: data.posts`');
    expect(await message({ sections: [{ posts: [] }] }, 'items: sections.post')).to.contain('`sections.post`');
    expect(await message({ a: 1 })).to.contain('None of that is a list');
    expect(await message({})).to.contain('It holds nothing');
    expect(await message({ error: 'No such <b>key</b>' })).to.contain('It says "No such <b>key</b>"');
  });

  it('of members name the existing members', async () => {
    const items = [{ heading1: 'A', ref: { web: '/a' } }];
    expect(await message(items))
      .to.contain('no article has an address at a usual place')
      .and.to.contain('`ref.web`');
    expect(await message(items, 'url: ref.www')).to.contain('`ref.www`, where `map` says it is');
    expect(await message(items, 'url: ref.web'))
      .to.contain('no article has a title')
      .and.to.contain('`heading1`');
    const typo = [{ url: '/a', title: 'A', summary: 'Text' }];
    expect(await message(typo, 'title: titel')).to.contain('`titel`, where `map` says it is');
  });

  it('of a URL say that it is missing', async () => {
    for (const src of ['', 'nonsense']) {
      expect((await failure(readAll(jsonProvider, { src }, []))).message).to.contain('Set `src`');
    }
  });
});

describe('JSON: hostile answers', () => {
  const item = {
    id: 1,
    title: 'A',
    url: '/a',
    summary: '<p>x</p>',
    image: { url: '/a.jpg', width: 9, height: 9 },
    source: { name: 'S', url: '/s', logo: '/l.png' },
    published_at: '2025-06-03',
    authors: [{ name: 'Ada', url: '/ada' }],
    tags: ['x', { name: 'y' }],
    categories: ['z'],
    lang: 'en',
  };
  itSurvives(jsonProvider, { src: SRC }, { title: 'T', articles: [item, item], next: '?p=2' });
  itSurvives(
    jsonProvider,
    { src: `${SRC}?q={tag}`, map: 'items: data.list, url: https://a.example/{id}, tags: tags.name, next: next' },
    { data: { list: [item, item] }, next: '?p=2' },
  );

  it('with names of inherited members are left out, and change no prototype', async () => {
    const odd = '"__proto__":{"polluted":true,"title":"Stolen"},"constructor":{"prototype":{"polluted":true}}';
    const answer = `{${odd},"articles":[{${odd},"url":"/a","title":"Good"},{${odd},"url":"/b"}]}`;
    const { articles, dropped } = await read(answer);
    expect([titles({ articles }), dropped.length]).to.deep.equal([['Good'], 1]);
    expect(articles[0]).not.to.have.any.keys('__proto__', 'constructor', 'polluted');
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
    for (const path of ['__proto__.title', 'constructor.name', 'toString.name', 'title.length', 'title.constructor']) {
      expect((await failure(read([{ url: '/a', title: 'Good' }], `title: ${path}`))).code, path).to.equal('format');
    }
  });

  it('nested ten thousand levels deep keep their articles', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"name":', '}'],
      ['{"url":[', ']}'],
    ] as const) {
      const deep = open.repeat(10_000) + '"x"' + close.repeat(10_000);
      const members = ['id', 'image', 'authors', 'tags', 'source', 'summary', 'date', 'lang', 'links', 'category'];
      const item = `{"url":"/a","title":"Good",${members.map((name) => `"${name}":${deep}`).join()}}`;
      expect(titles(await read(`{"articles":[${item},${deep}],"next":${deep},"title":${deep}}`))).to.deep.equal([
        'Good',
      ]);
      const error = await failure(read(`{"a":${deep}}`));
      expect(error.message.length).to.be.below(2000);
      await failure(read(`{"a":${deep}}`, 'items: a.b.c'));
    }
    const path = 'a.'.repeat(10_000);
    expect((await failure(read([{ url: '/a' }], `title: ${path}`))).message.length).to.be.below(2000);
  });

  it('of fifty thousand items or members give the first thousand', async () => {
    const items = Array.from({ length: 50_000 }, (_one, n) => ({ url: `/${n}`, title: `T${n}` }));
    expect((await read({ articles: items })).articles).to.have.length(1000);
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_one, n) => [`m${n}`, { a: [{ b: n }] }]));
    expect((await failure(read(wide))).message.length).to.be.below(3000);
    expect(titles(await read([{ ...wide, url: '/a', title: 'Wide' }]))).to.deep.equal(['Wide']);
    const many = Array(50_000).fill({ name: 'A' });
    expect((await one({ authors: many, tags: many, image: many, source: many })).authors).to.have.length.below(100);
  });

  for (const piece of [' ', ',', ':', '{', '}', '\n', 'a:', '<a ', '&#', '-', '{a}', "'"]) {
    it(`of a flood of ${JSON.stringify(piece)} do not affect other articles`, async () => {
      const text = floodOf(piece);
      const texts = { summary: text, image: text, author: text, tags: text, source: text, date: text, lang: text };
      expect(titles(await read([{ url: '/a', title: 'Good', ...texts, id: text }]))).to.deep.equal(['Good']);
      await read([
        { url: text, title: `${text}x` },
        { url: '/a', title: 'A' },
      ]);
      for (const map of [text, `title: ${text}`, `url: {${text}`]) {
        await read([{ url: '/a', title: 'A' }], map).catch((error: unknown) =>
          expect(error).to.be.instanceOf(NewsError),
        );
      }
    });
  }

  it('can’t reorder text, contain null bytes, or link to scripts', async () => {
    const { articles } = await read([
      { url: '/a', title: 'Pay \u202e001\u2066 n\0ow', tags: ['\u202ex'], author: 'A\0\u202eda', source: '\u202eS' },
      { url: 'javascript:alert(1)', title: 'Script' },
      { url: ' java\nscript:alert(1)', title: 'Script' },
      { url: 'data:text/html,x', title: 'Script' },
    ]);
    expect(titles({ articles })).to.deep.equal(['Pay 001 now']);
    expect(articles[0]).to.deep.include({ tags: ['x'], authors: [{ name: 'Ada' }] });
    expect(articles[0]!.publisher!.name).to.equal('S');
    const scripts = await read(
      [
        { u: 'javascript:alert(1)', title: 'A' },
        { u: '/b', title: 'B' },
      ],
      'url: {u}',
    ).catch((error: unknown) => error);
    expect(JSON.stringify(scripts)).not.to.contain('"javascript:');
  });
});
