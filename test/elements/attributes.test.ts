import { expect } from 'chai';
import { clear, logged, parts, put, reached } from '../support/elements.js';

afterEach(clear);

const defaults: Record<string, unknown> = {
  tag: '',
  tagMatch: 'any',
  src: '',
  limit: 30,
  pageSize: 10,
  more: 'button',
  layout: 'list',
  fields: 'image publisher time category excerpt',
  imageRatio: '16 / 9',
  excerptLines: 3,
  headingLevel: 2,
  timeFormat: 'auto',
  theme: 'auto',
  target: '_self',
  rel: '',
  timeout: undefined,
  loading: 'lazy',
  provider: '',
  apiKey: '',
  relay: '',
  map: undefined,
  include: '',
  exclude: '',
  excludePublisher: '',
  maxAge: undefined,
  perPublisher: 1000,
  cache: 604_800_000,
  refreshEvery: undefined,
  dedupe: 'off',
  articles: null,
};

it('every property has its default', () => {
  const feed = put('<news-tag-feed></news-tag-feed>') as unknown as Record<string, unknown>;
  expect(Object.fromEntries(Object.keys(defaults).map((name) => [name, feed[name]]))).to.deep.equal(defaults);
});

it('attributes are live properties, and removing one restores the default', async () => {
  const feed = put('<news-tag-feed limit="5" heading-level="4"></news-tag-feed>');
  expect(feed.limit).to.equal(5);
  expect(feed.headingLevel).to.equal(4);
  feed.removeAttribute('limit');
  expect(feed.limit).to.equal(30);
  feed.articles = [{ url: 'https://a.example/', title: 'T' }];
  await reached(feed, 'ready');
  expect(parts(feed, 'headline')[0]!.localName).to.equal('h5');
  feed.setAttribute('heading-level', '6');
  await feed.updateComplete;
  expect(parts(feed, 'headline')[0]!.localName).to.equal('h6');
});

const nonsense: [string, string][] = [
  ['tag-match', 'some'],
  ['limit', '0'],
  ['limit', '1001'],
  ['limit', 'many'],
  ['limit', '2.5'],
  ['page-size', '-1'],
  ['more', 'please'],
  ['max-age', 'old'],
  ['per-publisher', '0'],
  ['cache', 'some'],
  ['refresh-every', '10s'],
  ['loading', 'never'],
  ['dedupe', 'yes'],
  ['layout', 'spiral'],
  ['fields', 'image banana'],
  ['image-ratio', '16x9'],
  ['image-ratio', '0/9'],
  ['excerpt-lines', 'none'],
  ['heading-level', '7'],
  ['time-format', 'swatch'],
  ['theme', 'sepia'],
  ['timeout', 'soon'],
  ['timeout', '-1s'],
  ['loading', 'never'],
];

for (const [attribute, value] of nonsense) {
  it(`${attribute}="${value}" logs one warning with the accepted values, and uses the default`, async () => {
    const messages = await logged(async () => {
      const feed = put(`<news-tag-feed ${attribute}="${value}"></news-tag-feed>`);
      feed.articles = [{ url: 'https://a.example/', title: 'T' }];
      await reached(feed, 'ready');
      feed.requestUpdate();
      await feed.updateComplete;
      expect(parts(feed, 'card')).to.have.length(1);
    });
    expect(messages).to.have.length(1);
    expect(messages[0])
      .to.include('<news-tag-feed>')
      .and.to.include(`${attribute}="${value}"`)
      .and.to.match(/Expected: .{3,}/);
  });
}

it('an attribute that is nearly one of the element logs one warning, and other attributes log none', async () => {
  const messages = await logged(async () => {
    const stage = put(
      '<div><news-tag-feed pagesize="5" taag="x" max_age="1d" excludes="y"></news-tag-feed><news-tag-list url_param="tag" limits="3"></news-tag-list><news-article-card imageAlt="A"></news-article-card></div>',
    ) as HTMLElement;
    const [feed, ...others] = [...stage.children] as HTMLElementTagNameMap['news-tag-feed'][];
    feed!.articles = [{ url: 'https://a.example/', title: 'T' }];
    await reached(feed!, 'ready');
    await Promise.all(others.map((one) => one.updateComplete));
    stage.append(feed!);
    await feed!.updateComplete;
  });
  expect(messages).to.have.members([
    '<news-tag-feed>: Invalid pagesize. Expected: page-size.',
    '<news-tag-feed>: Invalid taag. Expected: tag.',
    '<news-tag-feed>: Invalid max_age. Expected: max-age.',
    '<news-tag-feed>: Invalid excludes. Expected: exclude.',
    '<news-tag-list>: Invalid url_param. Expected: url-param.',
    '<news-tag-list>: Invalid limits. Expected: limit.',
    '<news-article-card>: Invalid imagealt. Expected: image-alt.',
  ]);
  const usual =
    'id="i" class="c" style="color: red" title="t" lang="en" dir="ltr" slot="s" part="p" role="region" tabindex="0" onclick="" data-tag="d" aria-label="a" _ngcontent-abc-1="" ng-reflect-tag="x" v-cloak="" v-bind:tag="x" :tag="x" @news-load="x" x-data="" is="i" hidden=""';
  const quiet = await logged(async () => {
    for (const name of ['news-tag-feed', 'news-tag-list', 'news-article-card', 'news-app-promo'] as const)
      await put<HTMLElementTagNameMap[typeof name]>(`<${name} ${usual}></${name}>`).updateComplete;
  });
  expect(quiet).to.be.empty;
});

for (const address of ['javascript:alert(1)', 'data:text/xml,x', 'ftp://a.example/x', 'http://[']) {
  it(`src="${address}" is rejected with a warning`, async () => {
    const messages = await logged(async () => {
      const feed = put('<news-tag-feed></news-tag-feed>');
      feed.src = address;
      await reached(feed, 'error');
      expect(feed.error!.code).to.equal('config');
    });
    expect(messages.join('\n')).to.include(`src="${address}"`);
  });
}

it('properties accept numbers, arrays and undefined', async () => {
  const messages = await logged(async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    Object.assign(feed, { timeout: 5000, fields: ['time'], tag: ['a, b', 'c'], limit: undefined, heading: undefined });
    feed.articles = [{ url: 'https://a.example/', title: 'T', excerpt: 'E' }];
    await reached(feed, 'ready');
    expect(parts(feed, 'excerpt')).to.be.empty;
  });
  expect(messages).to.be.empty;
});

it('properties set before the definition of the element are used', async () => {
  const { NewsTagFeed } = await import('../../src/index.js');
  const name = 'late-news-feed';
  const feed = put(`<${name}></${name}>`);
  feed.articles = [{ url: 'https://a.example/', title: 'Early' }];
  feed.headingLevel = 3;
  NewsTagFeed.define(name);
  await reached(feed, 'ready');
  expect(parts(feed, 'heading')[0]!.localName).to.equal('h3');
  expect(parts(feed, 'headline')[0]!.textContent).to.equal('Early');
  NewsTagFeed.define(name);
});

it('theme draws a box in its own colours, by attribute and by property, and removes it again', async () => {
  const feed = put('<news-tag-feed theme="dark"></news-tag-feed>');
  feed.articles = [{ url: 'https://a.example/', title: 'T' }];
  await reached(feed, 'ready');
  const colours = () => {
    const { color, backgroundColor } = getComputedStyle(parts(feed, 'list')[0]!.closest('.root')!);
    return [color, backgroundColor];
  };
  expect(colours()).to.deep.equal(['rgb(233, 234, 236)', 'rgb(20, 22, 26)']);
  feed.theme = 'light';
  await feed.updateComplete;
  expect(colours()).to.deep.equal(['rgb(21, 24, 28)', 'rgb(255, 255, 255)']);
  feed.theme = 'auto';
  await feed.updateComplete;
  expect(colours()).to.deep.equal([getComputedStyle(document.body).color, 'rgba(0, 0, 0, 0)']);
});

it('target and rel are set on the links, with noopener for _blank', async () => {
  const feed = put('<news-tag-feed target="_blank" rel="nofollow"></news-tag-feed>');
  feed.articles = [{ url: 'https://a.example/', title: 'T' }];
  await reached(feed, 'ready');
  const [link] = parts(feed, 'link') as HTMLAnchorElement[];
  expect(link!.target).to.equal('_blank');
  expect(link!.rel).to.equal('noopener nofollow');
  feed.target = '_self';
  feed.rel = '';
  await feed.updateComplete;
  expect(link!.hasAttribute('target') || link!.hasAttribute('rel')).to.equal(false);
});

it('image-ratio and excerpt-lines change the cards', async () => {
  const feed = put(
    '<news-tag-feed image-ratio="1" excerpt-lines="2" style="width: 800px; font: 16px/20px sans-serif"></news-tag-feed>',
  );
  feed.articles = [
    { url: 'https://a.example/', title: 'T', excerpt: 'word '.repeat(180), image: { url: 'https://a.example/p.jpg' } },
  ];
  await reached(feed, 'ready');
  const box = parts(feed, 'media')[0]!.getBoundingClientRect();
  expect(box.width).to.be.closeTo(box.height, 0.1).and.to.be.greaterThan(100);
  const lines = () => {
    const [excerpt] = parts(feed, 'excerpt');
    return Math.round(excerpt!.getBoundingClientRect().height / parseFloat(getComputedStyle(excerpt!).lineHeight));
  };
  expect(lines()).to.equal(2);
  feed.excerptLines = 'all';
  await feed.updateComplete;
  expect(lines()).to.be.greaterThan(5);
});
