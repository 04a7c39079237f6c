import { expect } from 'chai';
import fc from 'fast-check';
import type { Article } from '../../src/model/article.js';
import { NewsError } from '../../src/model/error.js';
import { type Feed, toFeed } from '../../src/model/feed.js';
import { inlineProvider, snapshotOf } from '../../src/providers/inline.js';
import type { InlineContent } from '../../src/providers/provider.js';
import { providerNamed } from '../../src/providers/registry.js';
import { atom, entry, floodOf, item, jsonFeed, read as readFeed, rss } from '../support/feeds.js';
import { failure, question } from '../support/replies.js';

const PAGE = 'https://harbour.example/today/';
const LD = 'application/ld+json';

const neverAsks = () => Promise.reject(new Error('asked the network'));
const insideOf = (parts: Partial<InlineContent>): InlineContent => ({ url: PAGE, scripts: [], links: [], ...parts });
const scripts = (...contents: unknown[]) =>
  insideOf({
    scripts: contents.map((content) => ({
      type: LD,
      text: typeof content === 'string' ? content : JSON.stringify(content),
    })),
  });
const json = (content: unknown, type = 'application/json') =>
  insideOf({ scripts: [{ type, text: JSON.stringify(content) }] });

const read = async (inside: InlineContent): Promise<Feed> =>
  toFeed(await inlineProvider.read(question({ inside }), neverAsks));
const titles = ({ articles }: { articles: Article[] }) => articles.map(({ title }) => title);

/** The only article made of structured data. */
async function one(members: object): Promise<Article> {
  const { articles, dropped } = await read(
    scripts({ '@type': 'NewsArticle', url: '/a', headline: 'Title', ...members }),
  );
  expect(dropped).to.deep.equal([]);
  return articles[0]!;
}

describe('inline: structured data', () => {
  const NEWS = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': 'https://harbour.example/ferry#article',
    mainEntityOfPage: { '@type': 'WebPage', '@id': 'https://harbour.example/ferry' },
    headline: 'Ferry talks resume &amp; pause',
    description: '<p>After <b>two</b> weeks.</p>',
    image: {
      '@type': 'ImageObject',
      url: '/ferry.jpg',
      width: { '@type': 'QuantitativeValue', value: 900 },
      height: '600px',
      caption: 'A ferry',
    },
    author: [{ '@type': 'Person', name: 'Ada Quay', url: '/ada' }, 'Bo Pier'],
    publisher: {
      '@type': 'NewsMediaOrganization',
      name: 'Harbour Daily',
      url: 'https://harbour.example/',
      logo: { '@type': 'ImageObject', url: '/logo.png' },
    },
    datePublished: '2025-06-03T10:15:00+02:00',
    dateModified: '2025-06-03T11:00:00+02:00',
    keywords: 'peace, ferries',
    articleSection: ['Politics', 'Sea'],
    inLanguage: 'en-GB',
  };
  const ARTICLE = {
    id: 'https://harbour.example/ferry#article',
    url: 'https://harbour.example/ferry',
    title: 'Ferry talks resume & pause',
    excerpt: 'After two weeks.',
    image: { url: 'https://harbour.example/ferry.jpg', alt: 'A ferry', width: 900, height: 600 },
    publisher: {
      name: 'Harbour Daily',
      url: 'https://harbour.example/',
      icon: 'https://harbour.example/logo.png',
    },
    authors: [{ name: 'Ada Quay', url: 'https://harbour.example/ada' }, { name: 'Bo Pier' }],
    published: '2025-06-03T10:15:00+02:00',
    updated: '2025-06-03T11:00:00+02:00',
    tags: ['Politics', 'Sea', 'peace', 'ferries'],
    category: 'Politics',
    language: 'en-GB',
  };

  it('of one article gives all fields of the model', async () => {
    expect((await read(scripts(NEWS))).articles).to.deep.equal([ARTICLE]);
    expect(toFeed(snapshotOf(scripts(NEWS))!).articles).to.deep.equal([ARTICLE]);
  });

  it('is found wherever pages put it', async () => {
    const entry = { '@type': 'ListItem', position: 1, item: NEWS };
    const places: unknown[] = [
      [NEWS],
      [[{ '@type': 'Organization', name: 'Harbour' }, NEWS]],
      { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'Harbour' }, NEWS] },
      { '@type': 'ItemList', itemListElement: [entry] },
      { '@type': 'ItemList', itemListElement: NEWS },
      { '@type': 'ItemList', itemListElement: [{ position: 1, item: NEWS }] },
      { '@type': ['CollectionPage', 'WebPage'], mainEntity: { '@type': 'ItemList', itemListElement: [entry] } },
      { '@type': 'Blog', blogPost: [NEWS] },
      {
        '@graph': [
          { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: { '@id': NEWS['@id'] } }] },
          NEWS,
        ],
      },
    ];
    for (const place of places) {
      expect((await read(scripts(place))).articles, JSON.stringify(place)).to.deep.equal([ARTICLE]);
    }
  });

  it('is recognised by its type', async () => {
    const types = [
      'Article',
      'ReportageNewsArticle',
      'BlogPosting',
      'LiveBlogPosting',
      'schema:NewsArticle',
      'https://schema.org/NewsArticle',
    ];
    for (const type of [...types, 'Report', ['CreativeWork', 'NewsArticle']]) {
      expect(titles(await read(scripts({ ...NEWS, '@type': type }))), String(type)).to.have.length(1);
    }
    for (const type of ['Product', 'JobPosting', 'WebPage', 'BreadcrumbList', undefined, {}, []]) {
      expect((await failure(read(scripts({ ...NEWS, '@type': type })))).code, String(type)).to.equal('config');
    }
  });

  it('of a list may contain only the URLs of articles', async () => {
    const list = {
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, url: '/a', name: 'A', image: '/a.jpg' },
        { '@type': 'ListItem', position: 2, item: '/b', name: 'B' },
        { '@type': 'ListItem', position: 3, item: { '@id': '/c', name: 'C' } },
        { '@type': 'ListItem', position: 4, url: '/no-title' },
        { '@type': 'ListItem', position: 5, item: { '@type': 'Product', name: 'D', url: '/d' } },
        { '@type': 'ListItem', position: 6, url: '/e', item: { '@type': 'NewsArticle', headline: 'E' } },
      ],
    };
    const { articles, dropped } = await read(scripts(list));
    expect(articles.map(({ url, title }) => [url, title])).to.deep.equal([
      ['https://harbour.example/a', 'A'],
      ['https://harbour.example/b', 'B'],
      ['https://harbour.example/c', 'C'],
      ['https://harbour.example/e', 'E'],
    ]);
    expect(articles[0]!.image).to.deep.equal({ url: 'https://harbour.example/a.jpg' });
    expect(dropped.map(({ index }) => index)).to.deep.equal([3]);
  });

  it('of breadcrumbs is not a list of articles', async () => {
    const trail = { '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', item: '/', name: 'Home' }] };
    expect(titles(await read(scripts({ '@graph': [trail, NEWS] })))).to.deep.equal([ARTICLE.title]);
    expect(snapshotOf(scripts(trail))).to.equal(undefined);
  });

  it('may refer to objects elsewhere, also in another script', async () => {
    const people = [
      { '@type': 'Person', '@id': '#ada', name: 'Ada Quay', sameAs: ['https://social.example/ada'] },
      { '@type': 'Organization', '@id': '#paper', name: 'Harbour Daily', url: '/', logo: { '@id': '#logo' } },
    ];
    const pictures = [
      { '@type': 'ImageObject', '@id': '#logo', url: '/logo.png' },
      { '@type': 'ImageObject', '@id': '#picture', contentUrl: '/ferry.jpg', width: 900 },
      { '@type': 'WebPage', '@id': '/ferry', url: '/ferry', name: 'Not this' },
    ];
    const article = {
      '@type': 'Article',
      '@id': '/ferry#article',
      isPartOf: { '@id': '/ferry' },
      mainEntityOfPage: { '@id': '/ferry' },
      headline: 'Talks',
      author: { '@id': '#ada' },
      publisher: { '@id': '#paper' },
      image: [{ '@id': '#picture' }],
    };
    const { articles } = await read(scripts({ '@graph': [article, ...people] }, pictures));
    expect(articles).to.deep.equal([
      {
        id: '/ferry#article',
        url: 'https://harbour.example/ferry',
        title: 'Talks',
        image: { url: 'https://harbour.example/ferry.jpg', width: 900 },
        publisher: {
          name: 'Harbour Daily',
          url: 'https://harbour.example/',
          icon: 'https://harbour.example/logo.png',
        },
        authors: [{ name: 'Ada Quay', url: 'https://social.example/ada' }],
        tags: [],
      },
    ]);
  });

  it('may refer to itself', async () => {
    const list = {
      '@id': '#a',
      '@type': 'ItemList',
      itemListElement: [{ '@type': 'ListItem', item: { '@id': '#a' } }],
    };
    expect((await failure(read(scripts(list)))).code).to.equal('config');
    expect((await one({ '@id': '#x', author: { '@id': '#x' } })).authors[0]).to.include({ name: 'Title' });
  });

  it('may have properties that are texts, objects or lists', async () => {
    for (const image of [
      '/a.jpg',
      ['/a.jpg', '/b.jpg'],
      { url: '/a.jpg' },
      [{ contentUrl: ['/a.jpg'] }],
      { '@id': '#none' },
    ]) {
      const expected = JSON.stringify(image).includes('none') ? undefined : 'https://harbour.example/a.jpg';
      expect((await one({ image })).image?.url, JSON.stringify(image)).to.equal(expected);
    }
    for (const author of [
      'Ada',
      ['Ada'],
      { name: 'Ada' },
      { name: ['Ada'] },
      [{ name: { '@value': 'Ada', '@language': 'en' } }],
    ]) {
      expect((await one({ author })).authors, JSON.stringify(author)).to.deep.equal([{ name: 'Ada' }]);
    }
    for (const keywords of ['a, b', ['a', 'b'], ['a, b'], [{ '@type': 'DefinedTerm', name: 'a' }, 'b']]) {
      expect((await one({ keywords })).tags, JSON.stringify(keywords)).to.deep.equal(['a', 'b']);
    }
    for (const inLanguage of [
      'de',
      ['de', 'en'],
      { '@type': 'Language', name: 'German', alternateName: 'de' },
      'German',
    ]) {
      expect((await one({ inLanguage })).language, JSON.stringify(inLanguage)).to.equal('de');
    }
    for (const datePublished of ['2025-06-03', ['2025-06-03'], { '@type': 'Date', '@value': '2025-06-03' }]) {
      expect((await one({ datePublished })).published).to.equal('2025-06-03T00:00:00Z');
    }
    for (const publisher of ['Paper', ['Paper'], { name: 'Paper' }]) {
      expect((await one({ publisher })).publisher).to.deep.equal({ name: 'Paper' });
    }
    expect((await one({})).publisher).to.deep.equal({ name: 'harbour.example', url: 'https://harbour.example/' });
    for (const url of ['/x', ['/x'], { '@id': '/y', url: '/x' }]) {
      expect((await one({ url })).url).to.equal('https://harbour.example/x');
    }
    expect((await one({ headline: undefined, name: 'Name' })).title).to.equal('Name');
    expect((await one({ url: undefined, mainEntityOfPage: 'https://harbour.example/m' })).url).to.equal(
      'https://harbour.example/m',
    );
  });

  it('in several scripts is merged without repeats', async () => {
    const second = { '@type': 'NewsArticle', url: '/b', headline: 'B' };
    expect(titles(await read(scripts(NEWS, second)))).to.deep.equal([ARTICLE.title, 'B']);
    expect((await read(scripts({ '@type': 'ItemList', '@id': 'x' }, second))).articles).to.have.length(1);
  });

  it('is read as content management systems write it', async () => {
    const text = JSON.stringify(NEWS);
    for (const source of [
      `\ufeff \n${text}\n`,
      `<!-- ${text} -->`,
      `//<![CDATA[\n${text}\n//]]>`,
      `/*<![CDATA[*/${text}/*]]>*/`,
      text.replace('two', 'tw\no'),
    ]) {
      expect(titles(await read(scripts(source))), source).to.have.length(1);
    }
    for (const type of ['application/ld+json; charset=utf-8', ' Application/LD+JSON ']) {
      expect(titles(await read(insideOf({ scripts: [{ type, text }] })))).to.have.length(1);
    }
  });
});

describe('inline: feeds', () => {
  it('may be JSON Feeds', async () => {
    const document = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Harbour',
      next_url: '/more.json',
      items: [{ id: '1', url: '/a', title: 'A', content_html: '<p>x</p>' }],
    };
    const expected = {
      title: 'Harbour',
      articles: [
        {
          id: '1',
          url: 'https://harbour.example/a',
          title: 'A',
          excerpt: 'x',
          publisher: { name: 'Harbour' },
          authors: [],
          tags: [],
        },
      ],
      dropped: [],
    };
    expect(await read(json(document))).to.deep.equal(expected);
    expect(await read(json({ ...document, version: undefined }, 'application/feed+json'))).to.deep.equal(expected);
  });

  it('that newsrack made are read back unchanged', async () => {
    for (const document of [
      rss(
        item(
          '<description>a &amp;lt;b&amp;gt; &amp;amp;amp; c</description><category>x</category><pubDate>Tue, 03 Jun 2025 10:15:00 GMT</pubDate><media:content url="/a.jpg" type="image/jpeg" width="9" height="6"/>',
        ),
      ),
      atom(entry('<summary>1 &lt; 2 &amp;amp; so on</summary><author><name>Ada</name></author>')),
      jsonFeed([{ id: 1, url: '/a', title: 'How to use <dialog>', summary: 'x', tags: ['R&amp;D'] }]),
    ]) {
      const { dropped: _, ...feed } = readFeed(document);
      expect(feed.articles).to.have.length(1);
      const expected = { ...feed, dropped: [] };
      expect(await read(json({ ...feed, dropped: [{ index: 4, reason: 'x' }] }))).to.deep.equal(expected);
      expect((await read(json(feed.articles))).articles).to.deep.equal(feed.articles);
    }
  });

  it('may be written by hand', async () => {
    const inside = json({
      title: 'Ours',
      attribution: { name: 'Wire', url: 'https://wire.example/' },
      articles: [{ url: '/a', title: 'A' }, null, 'text', { title: 'No link' }],
    });
    const feed = await read(inside);
    expect([feed.title, feed.attribution, titles(feed)]).to.deep.equal([
      'Ours',
      { name: 'Wire', url: 'https://wire.example/' },
      ['A'],
    ]);
    expect(feed.articles[0]).to.include({ id: 'https://harbour.example/a', url: 'https://harbour.example/a' });
    expect(feed.dropped.map(({ index }) => index)).to.deep.equal([1, 2, 3]);
  });

  it('can be empty', async () => {
    expect((await read(json({ articles: [] }))).articles).to.deep.equal([]);
    expect((await read(json({ items: [] }, 'application/feed+json'))).articles).to.deep.equal([]);
    expect(snapshotOf(json({ articles: [] }))).to.equal(undefined);
  });

  it('are not read from other scripts', async () => {
    for (const content of [
      { articles: 7 },
      { articles: [{ id: 1 }] },
      { items: [1] },
      [],
      [1],
      ['x'],
      {},
      null,
      'x',
      7,
    ]) {
      expect((await failure(read(json(content)))).code, JSON.stringify(content)).to.equal('config');
    }
    for (const type of ['', 'module', 'text/plain', 'application/jsonp', 'importmap']) {
      expect((await failure(read(json({ articles: [{ url: '/a', title: 'A' }] }, type)))).code, type).to.equal(
        'config',
      );
    }
  });
});

describe('inline: links', () => {
  it('are articles with a headline', async () => {
    const links = [
      { url: 'https://harbour.example/ferry', text: '\n  Ferry   talks ' },
      { url: 'https://www.tide.example/b', text: 'B' },
    ];
    expect((await read(insideOf({ links }))).articles).to.deep.equal([
      {
        id: 'https://harbour.example/ferry',
        url: 'https://harbour.example/ferry',
        title: 'Ferry talks',
        publisher: { name: 'harbour.example', url: 'https://harbour.example/' },
        authors: [],
        tags: [],
      },
      {
        id: 'https://www.tide.example/b',
        url: 'https://www.tide.example/b',
        title: 'B',
        publisher: { name: 'tide.example', url: 'https://www.tide.example/' },
        authors: [],
        tags: [],
      },
    ]);
  });

  it('with one URL are one article; those without a URL are ignored', async () => {
    const to = (url: string, text: string) => ({ url, text });
    const links = [
      to('/a', ''),
      to('/a', 'A'),
      to('/a', 'Read more'),
      to(`${PAGE}#top`, 'Top'),
      to('#', 'Top'),
      to('mailto:a@b.example', 'Mail'),
      to('javascript:alert(1)', 'Script'),
      to('', 'Nothing'),
    ];
    expect(titles(await read(insideOf({ links })))).to.deep.equal(['A']);
    expect((await failure(read(insideOf({ links: links.slice(3) })))).code).to.equal('config');
  });

  it('are used only if no script has articles', async () => {
    const links = [{ url: '/link', text: 'Link' }];
    const news = scripts({ '@type': 'NewsArticle', url: '/a', headline: 'A' });
    expect(titles(await read({ ...news, links }))).to.deep.equal(['A']);
    const useless: InlineContent[] = [
      scripts('{broken'),
      scripts({ '@type': 'Organization', name: 'x' }),
      scripts({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', url: '/link' }] }),
      json({ articles: [] }),
    ];
    for (const inside of useless) {
      expect(titles(await read({ ...inside, links }))).to.deep.equal(['Link']);
      expect(snapshotOf({ ...inside, links })).to.equal(undefined);
    }
    expect(snapshotOf(insideOf({ links }))).to.equal(undefined);
  });
});

describe('inline: failures', () => {
  it('of one script do not affect the others', async () => {
    const good = { '@type': 'NewsArticle', url: '/a', headline: 'A' };
    const feed = await read(scripts('{"broken', good, ''));
    expect(titles(feed)).to.deep.equal(['A']);
    expect(feed.dropped.map(({ reason }) => reason).join()).to.match(/^script 1 .+ is no JSON: .+script 3 /);
    expect(toFeed(snapshotOf(scripts('{"broken', good))!).articles).to.have.length(1);
  });

  it('of all scripts name the mistakes', async () => {
    const error = await failure(read(scripts('', '{"headline": oops}')));
    expect(error).to.include({ code: 'format', source: 'inline' });
    expect(error.message).to.match(/script 1 \(application\/ld\+json\) is no JSON: .+; script 2 .*is no JSON/);
    expect(snapshotOf(scripts('', '{'))).to.equal(undefined);
  });

  it('without any content say what to put inside', async () => {
    const error = await failure(read(insideOf({})));
    expect(error).to.include({ code: 'config', source: 'inline' });
    expect(error.message).to.contain('application/ld+json').and.to.contain('JSON Feed').and.to.contain('links');
    expect((await failure(Promise.resolve(inlineProvider.read(question(), neverAsks)))).code).to.equal('config');
  });

  it('do not depend on the name of the provider', async () => {
    expect(await providerNamed('inline')).to.equal(inlineProvider);
  });
});

describe('inline: hostile content', () => {
  const TYPES = [LD, 'application/json', 'application/feed+json', 'text/plain'];
  // prettier-ignore
  const NAMES = [
    '@type', '@id', '@graph', 'itemListElement', 'item', 'url', 'headline', 'name', 'title', 'image', 'author', 'publisher', 'logo',
    'keywords', 'datePublished', 'inLanguage', 'mainEntityOfPage', 'articles', 'items', 'version', 'position', '__proto__', 'constructor',
    'toString', 'width', 'attribution', '@value',
  ];
  // prettier-ignore
  const VALUES: unknown[] = [
    null, true, 0, -1e300, '', 'text', '/a', 'https://a.example/a', 'javascript:alert(1)', 'data:text/html,x', 'NewsArticle', 'ItemList',
    'ListItem', '#a', '2025-06-03', '<b>x</b><script>y', '\u202ex\0', '\ud800', 'https://jsonfeed.org/version/1.1', 'None',
  ];
  const { value: anything } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom(...VALUES),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 8 }),
    ),
  }));
  const script = fc.record({
    type: fc.constantFrom(...TYPES),
    text: fc.oneof(
      { weight: 4, arbitrary: anything.map((value) => JSON.stringify(value)) },
      {
        weight: 4,
        arbitrary: anything.map((value) =>
          JSON.stringify({ '@type': 'NewsArticle', headline: 'A', ...(value as object) }),
        ),
      },
      {
        weight: 2,
        arbitrary: anything.map((value) => JSON.stringify({ articles: [{ url: '/a', title: 'A' }, value] })),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
  });
  const link = fc.record({
    url: fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...VALUES.filter((one) => typeof one === 'string')),
    ),
    text: fc.string({ unit: 'binary' }),
  });

  async function holds(inside: InlineContent): Promise<void> {
    let feed: Feed;
    try {
      feed = await read(inside);
    } catch (error) {
      if (!(error instanceof NewsError)) throw error;
      expect(error.code).to.be.oneOf(['config', 'format']);
      return;
    }
    if (feed.homeUrl !== undefined) expect(feed.homeUrl).to.match(/^https?:\/\//);
    if (feed.attribution) expect(feed.attribution.url).to.match(/^https?:\/\//);
    for (const { url, title, excerpt = '', tags, authors, image, publisher } of feed.articles) {
      for (const address of [
        url,
        image?.url ?? PAGE,
        publisher?.url ?? PAGE,
        ...authors.map((one) => one.url ?? PAGE),
      ]) {
        expect(address).to.match(/^https?:\/\//);
      }
      for (const text of [title, excerpt, ...tags, ...authors.map(({ name }) => name), publisher?.name ?? '']) {
        expect(text.isWellFormed()).to.equal(true);
        expect(text).not.to.match(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }
    }
    const snapshot = snapshotOf(inside);
    if (snapshot) expect(toFeed(snapshot)).to.deep.equal(feed);
  }

  it('gives safe articles or an error with a reason', () =>
    fc.assert(
      fc.asyncProperty(fc.array(script, { maxLength: 3 }), fc.array(link, { maxLength: 3 }), (scripts, links) =>
        holds(insideOf({ scripts, links })),
      ),
      { numRuns: 1000 },
    ));

  it('nested ten thousand levels deep does not affect other articles', async () => {
    const good = '{"@type":"NewsArticle","url":"/a","headline":"Good"';
    for (const [open, close] of [
      ['[', ']'],
      ['{"name":', '}'],
      ['{"@graph":[', ']}'],
      ['{"@type":"ItemList","itemListElement":{"@type":"ListItem","item":', '}}'],
    ] as const) {
      const deep = open.repeat(10_000) + '"x"' + close.repeat(10_000);
      const members = ['image', 'author', 'publisher', 'keywords', 'datePublished', 'inLanguage', 'mainEntityOfPage'];
      const article = `${good},${members.map((name) => `"${name}":${deep}`).join()}}`;
      expect(titles(await read(scripts(`[${deep},${article}]`, deep)))).to.deep.equal(['Good']);
      const innermost = open.repeat(10_000) + `${good}}` + close.repeat(10_000);
      await read(scripts(innermost)).catch((error: unknown) => expect(error).to.be.instanceOf(NewsError));
      const ours = `{"articles":[{"url":"/a","title":"Good","image":${deep}},{"url":"/b","title":"B","x":${deep}},${deep}]}`;
      const inside = insideOf({ scripts: [{ type: 'application/json', text: ours }] });
      expect(titles(await read(inside))).to.contain('B');
    }
  });

  it('of five thousand articles or links gives the first thousand', async () => {
    const numbered = <T>(make: (n: number) => T) => Array.from({ length: 5_000 }, (_one, n) => make(n));
    const list = numbered((n) => ({ '@type': 'NewsArticle', '@id': `#${n}`, url: `/${n}`, headline: `T${n}` }));
    const references = numbered((n) => ({ '@type': 'ListItem', item: { '@id': `#${n}` } }));
    expect((await read(scripts({ '@type': 'ItemList', itemListElement: references }, list))).articles).to.have.length(
      1000,
    );
    expect(
      (await read(insideOf({ links: numbered((n) => ({ url: `/${n}`, text: `T${n}` })) }))).articles,
    ).to.have.length(1000);
  });

  for (const piece of [' ', '<', '<!--', '-->', '//', '/* ', ']]>', '[', '{"a":', '\0', '"']) {
    it(`of a flood of ${JSON.stringify(piece)} does not affect other articles`, async () => {
      const text = floodOf(piece);
      const good = {
        '@type': 'NewsArticle',
        url: '/a',
        headline: 'Good',
        description: text,
        author: text,
        image: text,
      };
      expect(titles(await read(scripts(text, `${text}x`, `x${text}`, good)))).to.deep.equal(['Good']);
    });
  }

  it('with names of inherited members changes no prototype', async () => {
    const odd = '"__proto__":{"polluted":true,"headline":"Stolen"},"constructor":{"prototype":{"polluted":true}}';
    const inside = insideOf({
      scripts: [
        { type: LD, text: `{${odd},"@type":"NewsArticle","url":"/a","headline":"Good"}` },
        { type: 'application/json', text: `{${odd},"articles":[{${odd},"url":"/b","title":"Ours"}]}` },
      ],
    });
    const { articles } = await read(inside);
    expect(titles({ articles })).to.deep.equal(['Good', 'Ours']);
    for (const article of articles) {
      expect(Object.getPrototypeOf(article)).to.equal(Object.prototype);
      expect(article).not.to.have.any.keys('__proto__', 'constructor', 'polluted');
    }
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });
});
