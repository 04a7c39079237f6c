/** `renderFeed` as its caller sees it; what a browser makes of it is in `hydrate.test.js`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse, parseFragment } from 'parse5';
import { parseFeed } from 'newsrack';
import { feedStyleSheet, renderFeed } from 'newsrack/server';
import { HOSTILE, LAYOUTS, stories } from './stories.js';

const all = (node) => [
  node,
  ...(node.childNodes ?? []).flatMap(all),
  ...(node.content ? node.content.childNodes.flatMap(all) : []),
];
const attribute = (node, name) => node.attrs?.find((one) => one.name === name)?.value;
const textOf = (node) =>
  all(node)
    .map(({ value = '' }) => value)
    .join('');

/** The element, and all nodes in it and in its shadow root, as a browser would parse them. */
async function rendered(articles, attributes, options) {
  const html = await renderFeed({ articles }, attributes, options);
  const fragment = parseFragment(html);
  const [element] = fragment.childNodes;
  assert.equal(fragment.childNodes.length, 1, 'something got out of the element');
  const nodes = all(element);
  const part = (name) => nodes.filter((node) => attribute(node, 'part')?.split(' ').includes(name));
  const script = (name) => nodes.find((node) => node.nodeName === 'script' && attribute(node, 'data-news') === name);
  const data = (name) => script(name) && JSON.parse(textOf(script(name)));
  return { html, element, nodes, part, data, named: (name) => nodes.filter(({ nodeName }) => nodeName === name) };
}

test('renders an element with a shadow root, cards, styles and data', async () => {
  const { element, nodes, part, data, named } = await rendered(stories(3), { src: '/feed.xml' });
  assert.equal(element.nodeName, 'news-tag-feed');
  assert.equal(attribute(element, 'src'), '/feed.xml');
  assert.equal(attribute(named('template')[0], 'shadowrootmode'), 'open');
  assert.deepEqual(
    part('link').map((link) => [attribute(link, 'href'), textOf(link)]),
    stories(3).map(({ url, title }) => [url, title]),
  );
  assert.deepEqual(
    data('feed').articles.map(({ title }) => title),
    stories(3).map(({ title }) => title),
  );
  assert.match(textOf(named('style')[0]), /:host\{/);
  assert.equal(part('skeleton').length, 0);
  assert.equal(nodes.filter(({ nodeName }) => nodeName === '#comment').length, 0);
});

test('renders no style attributes and no event handlers', async () => {
  for (const layout of LAYOUTS) {
    const { nodes } = await rendered(stories(12), {
      layout,
      fields: 'image publisher time category excerpt authors tags',
    });
    for (const { attrs = [] } of nodes) for (const { name } of attrs) assert.doesNotMatch(name, /^(?:style|on.*)$/);
  }
});

test('applies the attributes', async () => {
  const found = await rendered(stories(20), {
    tag: 'harbour',
    src: ['https://a.example/feed', '/b.xml'],
    limit: 8,
    'page-size': '5',
    exclude: ['story 3', 'story 4'],
    fields: ['time', 'tags'],
    headingLevel: 3,
    hidden: false,
    class: undefined,
    'data-place': 'front "page"',
  });
  assert.deepEqual(
    found.element.attrs.map(({ name, value }) => [name, value]),
    [
      ['tag', 'harbour'],
      ['src', 'https://a.example/feed /b.xml'],
      ['limit', '8'],
      ['page-size', '5'],
      ['exclude', 'story 3,story 4'],
      ['fields', 'time tags'],
      ['heading-level', '3'],
      ['data-place', 'front "page"'],
    ],
  );
  assert.equal(found.named('h3').length, 1);
  assert.deepEqual(
    found
      .part('link')
      .map(textOf)
      .map((title) => /\d+/.exec(title)[0]),
    ['1', '2', '5', '6', '7'],
  );
  assert.equal(found.data('feed').articles.length, 8);
  assert.equal(found.part('image').length, 0);
  assert.equal(found.part('more').length, 1);
});

test('filters feeds by tag, but not results of a service', async () => {
  const articles = [...stories(2), { url: 'https://a.example/', title: 'About something else' }];
  const shown = async (attributes) => (await rendered(articles, attributes)).part('link').length;
  assert.equal(await shown({ src: '/feed.xml', tag: 'harbour' }), 1);
  assert.equal(await shown({ provider: 'gdelt', tag: 'harbour' }), 3);
});

test('an entry of a list with a comma stays one entry', async () => {
  const story = (n, fields) => ({ ...stories(n + 1)[n], ...fields });
  const articles = [
    story(0, { tags: ['Food, Drink & Co'] }),
    story(1, { tags: ['Food'] }),
    story(2, { tags: ['Drink & Co'] }),
    story(3, { tags: ['Arts, Crafts'], publisher: { name: 'Locks, Inc.' } }),
    story(4, { tags: ['Food, Drink & Co'], publisher: { name: 'Inc.' } }),
  ];
  const shown = async (attributes) => {
    const { part, data, named } = await rendered(articles, { src: '/f', ...attributes });
    const titles = part('link').map((link) => /\d+/.exec(textOf(link))?.[0] ?? '0');
    return { titles, lists: data('feed').lists, heading: textOf(named('h2')[0] ?? {}) };
  };
  const one = await shown({ tag: ['Food, Drink & Co'] });
  assert.deepEqual(one.titles, ['0', '4']);
  assert.match(one.heading, /Food, Drink & Co/);
  assert.deepEqual(one.lists, { tag: ['Food, Drink & Co'] });
  const two = await shown({ tag: ['Food, Drink & Co', 'Arts, Crafts'], excludePublisher: ['Locks, Inc.'] });
  assert.deepEqual(two.titles, ['0', '4']);
  const other = await shown({ exclude: ['Food, Drink & Co'] });
  assert.deepEqual(other.titles, ['1', '2', '3']);
  // In text, and between entries, a comma divides.
  assert.deepEqual((await shown({ tag: 'Food, Arts' })).lists, undefined);
  assert.deepEqual((await shown({ tag: ['Food', 'Arts'] })).lists, undefined);
});

test('words and times are in the language of the element', async () => {
  const { html, part } = await rendered(stories(1), { lang: 'de', src: '/f' });
  assert.match(html, /Aktuelle Nachrichten/);
  assert.equal(textOf(part('time')[0]), 'vor 1 Stunde');
  assert.match((await rendered(stories(1), { lang: 'english' })).html, /Latest news/);
});

test('an empty feed shows a message, and one with consent the request, without pictures', async () => {
  const empty = await rendered([], { tag: 'x' });
  assert.match(textOf(empty.part('message')[0]), /about x/);
  const asking = await rendered(stories(3), { loading: 'click' });
  assert.equal(asking.part('consent').length, 1);
  assert.equal(asking.named('img').length, 0);
  assert.equal(asking.data('feed').articles.length, 3);
});

describe('hostile text stays text', () => {
  const article = {
    id: HOSTILE,
    url: `https://paper.example/${HOSTILE.replaceAll(' ', '')}`,
    title: HOSTILE,
    excerpt: HOSTILE,
    image: { url: `https://paper.example/${HOSTILE.replaceAll(' ', '')}`, alt: `alt ${HOSTILE}` },
    publisher: { name: HOSTILE },
    authors: [{ name: HOSTILE }],
    tags: [HOSTILE],
    category: HOSTILE,
    language: HOSTILE,
    published: '2026-11-20T00:00:00Z',
  };
  const attributes = {
    tag: HOSTILE,
    heading: `{tag} ${HOSTILE}`,
    provider: 'gdelt',
    class: HOSTILE,
    structuredData: true,
  };
  for (const options of [{ nonce: HOSTILE }, { styleSheet: `/${HOSTILE}` }]) {
    test(`with ${Object.keys(options)}`, async () => {
      const { named, data, part, html } = await rendered(
        [article],
        { ...attributes, fields: 'image tags authors excerpt' },
        options,
      );
      assert.equal(named('script').length, 2);
      assert.equal(named('img').length, 1);
      assert.equal(named('template').length, 1);
      assert.equal(textOf(part('link')[0]), HOSTILE);
      assert.equal(data('feed').articles[0].title, HOSTILE);
      assert.equal(data('structured-data').itemListElement[0].item.headline, HOSTILE);
      // In a page nothing of it gets out either.
      const page = all(parse(`<!doctype html><body>${html}<p>after`));
      assert.equal(page.filter(({ nodeName }) => nodeName === 'script').length, 2);
    });
  }

  test('invalid links and drafts are left out', async () => {
    const { part } = await rendered([{ url: 'javascript:alert(1)', title: 'x' }, null, 7, ...stories(1)], {});
    assert.equal(part('link').length, 1);
  });

  test('relative URLs are resolved against the site, else the feed; others are reported', async (t) => {
    const { mock } = t.mock.method(console, 'warn', () => {});
    const articles = [{ url: '/ice', title: 'Ice', image: 'ice.jpg' }, { title: 'Nowhere' }, null];
    const src = 'https://feed.example/news/feed.xml';
    for (const [site, attributes, link] of [
      [{ homeUrl: 'https://paper.example/' }, { src }, 'https://paper.example/ice'],
      [{}, { src: ['/feed.xml', src] }, 'https://feed.example/ice'],
      [{}, {}, undefined],
    ]) {
      mock.resetCalls();
      const html = await renderFeed({ articles, ...site }, attributes);
      const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
      assert.deepEqual(links, link ? [link] : []);
      assert.equal(
        html.includes(`src="${link?.replace('/ice', site.homeUrl ? '/ice.jpg' : '/news/ice.jpg')}"`),
        !!link,
      );
      assert.deepEqual(
        mock.calls.map(({ arguments: [said] }) => /articles\[(\d)\] is left out: ./.exec(said)[1]),
        link ? ['1', '2'] : ['0', '1', '2'],
      );
    }
  });

  test('a title of white space is missing', async () => {
    const { part } = await rendered([{ url: 'https://paper.example/a', title: '   ', excerpt: 'Some words' }]);
    assert.deepEqual(part('link').map(textOf), ['Some words']);
    assert.deepEqual(part('excerpt'), []);
  });

  test('articles in shapes of APIs are accepted', async () => {
    const { part, data } = await rendered(
      [
        Object.freeze({
          id: 7,
          url: 'https://a.example/1',
          title: 'One',
          image: null,
          authors: 'Ada, Bo',
          tags: 'x,y',
        }),
        { url: 'https://a.example/2', title: 2, publisher: 'Paper', published: 1779787800, excerpt: null },
        { url: '/relative', title: 'Nobody knows where' },
      ],
      { fields: 'publisher authors tags time' },
    );
    assert.deepEqual(part('link').map(textOf), ['2', 'One']);
    assert.deepEqual(part('publisher').map(textOf), ['Paper']);
    assert.deepEqual(data('feed').articles[1].authors, [{ name: 'Ada' }, { name: 'Bo' }]);
    assert.equal(data('feed').articles[0].published, '2026-05-26T09:30:00Z');
  });

  test('unknown attributes are rejected', async () => {
    for (const name of ['onclick', 'style', 'src onload', 'is', 'a"b', '__proto__x', 'constructor', 'innerHTML'])
      await assert.rejects(renderFeed({ articles: [] }, { [name]: 'x' }), { name: 'NewsError', code: 'config' }, name);
  });
});

test('an invalid value is rejected, and the error names it', async () => {
  await assert.rejects(
    renderFeed({ articles: [] }, { layout: 'round' }),
    /Invalid layout: "round"\. Expected: list, grid/,
  );
  await assert.rejects(renderFeed({ articles: [] }, {}, { freshFor: 'soon' }), /Invalid fresh-for: "soon"/);
  await assert.rejects(
    renderFeed({ articles: [] }, {}, { fetched: new Date('today') }),
    /Invalid fetched: an object\. Expected: a date/,
  );
});

test('styles have the nonce, or are linked', async () => {
  const nonce = await rendered(stories(1), { imageRatio: '4/3' }, { nonce: 'r4nd0m+/=' });
  assert.equal(attribute(nonce.named('style')[0], 'nonce'), 'r4nd0m+/=');
  assert.match(textOf(nonce.named('style')[0]), /:host\{--_ratio:4 \/ 3;--_lines:3;/);
  const linked = await rendered(stories(1), { imageRatio: '4/3', excerptLines: 'all' }, { styleSheet: '/news.css' });
  assert.equal(linked.named('style').length, 0);
  assert.equal(attribute(linked.named('link')[0], 'href'), '/news.css');
  const css = await feedStyleSheet();
  // It is read the same in whatever characters it is served.
  assert.match(css, /^[ -~]+$/);
  for (const name of attribute(
    linked.nodes.find((node) => attribute(node, 'class')?.startsWith('values')),
    'class',
  ).split(' '))
    assert.ok(css.includes(`.${name}{`), name);
  for (const [ratio, fraction] of [
    ['1', 'w1 h1'],
    // As in browsers, where narrow cards then have square pictures.
    ['16/9', 'n3'],
    ['1.91', 'w21 h11'],
    ['1600/900', 'w16 h9'],
    ['1000', 'w100 h1'],
  ])
    assert.match(
      (await rendered(stories(1), { imageRatio: ratio }, { styleSheet: '/a' })).html,
      new RegExp(`values ${fraction}[ "]`),
    );
});

test('structured data is rendered if the attribute is set', async () => {
  assert.equal((await rendered(stories(3), {})).data('structured-data'), undefined);
  const { data } = await rendered(stories(12), { structuredData: true, tag: 'harbour', src: '/f', pageSize: 2 });
  const { itemListElement, ...list } = data('structured-data');
  assert.deepEqual(list, { '@context': 'https://schema.org', '@type': 'ItemList', name: 'Latest news with #harbour' });
  assert.deepEqual(
    itemListElement.map(({ position, item }) => [position, item['@type'], item.url]),
    [
      [1, 'NewsArticle', 'https://paper.example/1'],
      [2, 'NewsArticle', 'https://paper.example/2'],
    ],
  );
});

test('the owner’s content is inside the element', async () => {
  const { named } = await rendered([], {}, { content: '<img slot="logo" alt="Paper" src="/logo.svg">' });
  assert.equal(attribute(named('img')[0], 'slot'), 'logo');
});

test('results of parseFeed can be rendered', async () => {
  const body =
    '<rss version="2.0"><channel><item><title>T</title><link>/a</link></item><item><title>U</title></item></channel></rss>';
  assert.match(await renderFeed(parseFeed({ body, url: 'https://a.example/feed' })), /href="https:\/\/a\.example\/a"/);
});

test('rendering changes no globals of the server', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  await renderFeed({ articles: stories(2) });
  const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
  // What Lit and zod leave for themselves, such as version numbers.
  assert.deepEqual(
    added.filter((name) => !/^(?:lit|reactive|__zod)/.test(name)),
    [],
  );
  assert.equal(globalThis.document, undefined);
});
