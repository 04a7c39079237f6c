import { expect } from 'chai';
import type { NewsArticleOpenEvent, NewsTagFeed, NewsTagSelectEvent } from '../../src/index.js';
import { headlines, parts, reached, settled, until } from '../support/elements.js';

/** The built files, in pages of their own: `npm test` builds them first. */

async function visit(page: string, height = 600): Promise<Window & { violations?: string[] }> {
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: new URL(page, import.meta.url).href, width: 800, height });
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return frame.contentWindow!;
}

const feedOf = async ({ document, customElements }: Window): Promise<NewsTagFeed> => {
  await customElements.whenDefined('news-tag-feed');
  return document.querySelector('news-tag-feed') as NewsTagFeed;
};

beforeEach(() => localStorage.clear());
afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));

for (const [page, what] of [
  ['strict.html', 'under a strict content security policy'],
  ['classic.html', 'from the classic script'],
  ['twice.html', 'beside itself'],
] as const) {
  it(`newsrack.js shows a feed ${what}`, async () => {
    const view = await visit(page);
    const feed = await feedOf(view);
    await reached(feed, 'ready');
    expect(headlines(feed).length).to.be.greaterThan(4);
    expect(view.violations ?? []).to.deep.equal([]);
  });
}

it('shows every fallback with styles under a strict content security policy', async () => {
  const view = await visit('fallbacks.html');
  await feedOf(view);
  const [stale, consent, json] = view.document.querySelectorAll<NewsTagFeed>('news-tag-feed');
  await reached(stale!, 'stale');
  await until(() => parts(stale!, 'stale').length > 0);
  expect(headlines(stale!)).to.deep.equal(['In the page']);
  expect(view.getComputedStyle(parts(stale!, 'stale')[0]!).display).to.equal('flex');
  await until(() => parts(consent!, 'consent').length > 0);
  await reached(json!, 'ready');
  expect(view.violations ?? []).to.deep.equal([]);
});

it('works in a shadow root of a page that has its own lit and zod', async () => {
  const view = await visit('beside.html');
  const box = view.document.querySelector<HTMLElement & { times: number }>('page-box')!;
  const feedIn = () => box.shadowRoot?.querySelector('news-tag-feed');
  await until(feedIn);
  await view.customElements.whenDefined('news-tag-feed');
  const feed = feedIn() as NewsTagFeed;
  await reached(feed, 'ready');
  expect(headlines(feed)).not.to.be.empty;
  // Each goes on with what it has drawn itself.
  const before = parts(feed, 'card');
  box.times = 2;
  feed.layout = 'grid';
  await until(() => box.shadowRoot!.querySelector('p')!.textContent === 'Drawn 2 times');
  await feed.updateComplete;
  expect(feedIn()).to.equal(feed);
  expect(parts(feed, 'card').slice(0, before.length)).to.deep.equal(before);
});

it('newsrack.all.js shows a feed from a single file', async () => {
  const view = await visit('all.html');
  await feedOf(view);
  const feeds = [...view.document.querySelectorAll<NewsTagFeed>('news-tag-feed')];
  await Promise.all(feeds.slice(0, 4).map((feed) => reached(feed, 'ready')));
  expect(feeds.map((feed) => headlines(feed).length > 0)).to.deep.equal([true, true, true, true, false]);
  expect(headlines(feeds[3]!)).to.have.length(1);
  await until(() => parts(feeds[4]!, 'consent').length > 0);
  expect(parts(feeds[4]!, 'message')[0]!.textContent).to.include('api.gdeltproject.org');
  const files = view.performance.getEntriesByType('resource').filter(({ name }) => name.includes('/dist/cdn/'));
  expect(files).to.have.length(1);
});

/** Returns everything that a page has loaded, without what the test server adds to each page. */
const loadedBy = (view: Window) =>
  (view.performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
    ({ name }) => !name.includes('__web-dev-server__'),
  );
const nameOf = ({ name }: PerformanceEntry) => name.replace(/.*\/|-[\w-]{8}\.js$/g, '');

it('a first visit requests the feed at once, and in parallel loads only the code for the first story', async () => {
  const view = await visit('first.html');
  await reached(await feedOf(view), 'ready');
  const loaded = loadedBy(view).toSorted((a, b) => a.startTime - b.startTime);
  const feed = loaded.find((one) => one.name.endsWith('meridian.rss.xml'))!;
  const rest = loaded.find((one) => nameOf(one) === 'rest')!;
  // Shapes are drawn where news takes longer than usual, as on a busy machine.
  const isExpected = (one: PerformanceEntry) => !one.name.endsWith('.svg') && nameOf(one) !== 'skeleton';
  const before = loaded.filter((one) => one.startTime < rest.startTime && isExpected(one));
  expect(before.map(nameOf)).to.have.members(['newsrack.js', 'meridian.rss.xml', 'rss', 'first']);
  expect(rest.startTime).to.be.at.least(feed.responseEnd);
});

it('keeps the nodes of the first paint when it is defined, and sends no further request', async () => {
  const view = await visit('first.html');
  const element = view.document.querySelector('news-tag-feed')!;
  const cards = () => [...(element.shadowRoot?.querySelectorAll('article') ?? [])];
  await until(() => cards().length);
  const [first] = cards();
  await until(() => cards().length === 10);
  const before = cards();
  expect(before[0]).to.equal(first);
  const feed = await feedOf(view);
  await reached(feed, 'ready');
  expect(parts(feed, 'card')).to.deep.equal(before);
  expect(loadedBy(view).filter(({ name }) => name.endsWith('meridian.rss.xml'))).to.have.length(1);
  await feed.showMore();
  expect(parts(feed, 'card').length).to.be.greaterThan(10);
  expect(parts(feed, 'card').slice(0, 10)).to.deep.equal(before);
});

for (const [page, when] of [
  ['short.html', 'when all the rest is still on its way'],
  ['short.html#loaded', 'when all the rest is there already'],
] as const) {
  it(`no painted frame has space for more stories, ${when}`, async () => {
    const view = (await visit(page)) as Window & { painted?: [count: number, end: number][]; release?(): void };
    const { painted } = view;
    await until(() => painted!.at(-1)?.[0] === 10);
    view.release?.();
    await reached(await feedOf(view), 'ready');
    await settled();
    expect(painted!.filter(([count, end]) => count < 10 && end < view.innerHeight)).to.deep.equal([]);
  });
}

it('a frame as low as a banner shows articles at once, without grey shapes', async () => {
  const view = (await visit('short.html', 90)) as Window & { painted?: [count: number, end: number][] };
  await until(() => view.painted!.at(-1)?.[0] === 10);
  expect((view as { hidNews?: boolean }).hidNews).to.equal(undefined);
});

/** The most common pages, and the chunks that the first story of each takes. */
const COMMON: [string, Record<string, string>, string[]][] = [
  ['an RSS feed', { src: '/feeds/meridian.rss.xml' }, ['first', 'rss']],
  ['a JSON Feed', { src: '/feeds/evening-courier.feed.json' }, ['first', 'json-feed']],
  ['a JSON Feed with several publishers', { src: 'wires.feed.json' }, ['filter', 'first', 'json-feed']],
  ['what a relay or a snapshot has selected', { src: 'relayed.feed.json' }, ['first', 'json-feed']],
  [
    'several feeds',
    { src: '/feeds/meridian.rss.xml /feeds/evening-courier.feed.json' },
    ['filter', 'first', 'json-feed', 'rss'],
  ],
  [
    'a feed of another host through a relay',
    { src: 'https://wires.example/news.xml', relay: 'relayed.feed.json#top' },
    ['first', 'json-feed', 'relay'],
  ],
  ['a filtered feed', { src: '/feeds/meridian.rss.xml', exclude: 'sport' }, ['filter', 'first', 'rss']],
  ['a grid', { src: '/feeds/meridian.rss.xml', layout: 'grid' }, ['first', 'looks', 'rss']],
];

for (const [what, attributes, chunks] of COMMON) {
  it(`the first paint shows ${what}, before any element is defined`, async () => {
    const view = await visit(`undefined.html?${new URLSearchParams(attributes)}`);
    const feed = view.document.querySelector('news-tag-feed')!;
    await until(() => feed.shadowRoot?.querySelector('li'));
    const requests = view.performance.getEntriesByType('resource').map(({ name }) => new URL(name));
    const loaded = requests.flatMap(({ pathname }) => /chunks\/([\w-]+)-\d+\.js$/.exec(pathname)?.[1] ?? []);
    expect(loaded.filter((name) => !/^(?:rest|others|skeleton|full-decoders)$/.test(name)).sort()).to.include.members(
      chunks,
    );
    if (attributes.relay) {
      const asked = requests.filter(({ pathname }) => pathname.endsWith('/relayed.feed.json'));
      expect(asked.map(({ searchParams }) => searchParams.get('url'))).to.deep.equal([attributes.src]);
      expect(loaded).not.to.include('rss');
    }
    // What defines the elements imports it as well.
    const [early] = loaded.filter((name) => name === 'filter' || name === 'rest');
    if (!chunks.includes('filter')) expect(early).not.to.equal('filter');
  });
}

it('the first paint adds the cards below the screen in steps, without the element', async () => {
  const view = await visit('undefined.html?src=/feeds/evening-courier.feed.json&page-size=20');
  const feed = view.document.querySelector('news-tag-feed')!;
  const times = () => [...feed.shadowRoot!.querySelectorAll('time')].map(({ textContent }) => textContent!.trim());
  await until(() => feed.shadowRoot?.querySelector('li'));
  const first = feed.shadowRoot!.querySelectorAll('li').length;
  await until(() => feed.shadowRoot!.querySelectorAll('li').length > first);
  await until(() => feed.shadowRoot!.querySelectorAll('li').length === 14 && times().every(Boolean));
  expect(times()).to.have.length(14);
});

for (const [name, value] of [
  ['loading', 'click'],
  ['dedupe', 'page'],
  ['provider', 'json'],
  ['provider', 'feed json'],
] as const) {
  it(`the starter requests nothing for ${name}="${value}", which the first paint leaves to the element`, async () => {
    const view = await visit(`undefined.html?${new URLSearchParams({ src: 'wires.feed.json', [name]: value })}`);
    const requested = () => view.performance.getEntriesByType('resource').map((entry) => entry.name);
    await until(() => requested().some((url) => url.includes('/chunks/rest-')));
    expect(requested().filter((url) => url.endsWith('/wires.feed.json'))).to.be.empty;
  });
}

it('loads only the pasted file until a feed comes near the viewport', async () => {
  const view = await visit('below.html');
  await settled();
  expect(loadedBy(view).map(nameOf)).to.deep.equal(['newsrack.js']);
  view.scrollTo(0, 1e6);
  await reached(await feedOf(view), 'ready');
});

it('shows own cards first under a strict policy, and loads their code only for them', async () => {
  const view = await visit('own-cards.html');
  const feed = await feedOf(view);
  await until(() => feed.querySelectorAll('[slot^="article-"] h3 a[href]').length > 4);
  await until(() => feed.querySelector('img')?.naturalWidth);
  expect(view.getComputedStyle(feed.querySelector('[slot^="article-"]')!).display).to.equal('contents');
  expect((view as unknown as { usual: number }).usual).to.equal(0);
  expect(view.violations ?? []).to.deep.equal([]);
  const others = await visit('first.html');
  const loaded = ({ performance }: Window, name: string) =>
    performance.getEntriesByType('resource').some((one) => one.name.includes(`/chunks/${name}-`));
  await until(() => loaded(others, 'rest'));
  expect([loaded(view, 'own-cards'), loaded(others, 'own-cards')]).to.deep.equal([true, false]);
});

it('the code for carousels and for structured data loads when a list first needs it', async () => {
  const view = await visit('first.html');
  const feed = await feedOf(view);
  await reached(feed, 'ready');
  const loaded = () =>
    ['carousel-controller', 'structured-data-controller'].filter((name) => loadedBy(view).map(nameOf).includes(name));
  expect(loaded()).to.deep.equal([]);
  feed.layout = 'carousel';
  await until(() => feed.shadowRoot!.querySelector('ul.list[tabindex]'));
  expect(loaded()).to.deep.equal(['carousel-controller']);
  feed.structuredData = true;
  await feed.updateComplete;
  expect(feed.querySelectorAll('script[type="application/ld+json"]')).to.have.length(1);
  expect(loaded()).to.have.length(2);
});

it('registers the smaller elements as well', async () => {
  const { customElements, document, violations } = await visit('strict.html');
  const names = ['news-article-card', 'news-tag-list', 'news-app-promo'];
  await Promise.all(names.map((name) => customElements.whenDefined(name)));
  const list = document.querySelector('news-tag-list')!;
  await until(() => parts(list, 'tag').length > 1);
  expect(parts(list, 'tag')[1]!.getAttribute('href')).to.match(/^\/tag\/./);
  expect(violations ?? []).to.deep.equal([]);
});

describe('a list of long texts from the first paint', () => {
  /** Returns the cards with a headline, a name for screen readers or an excerpt of another article. */
  const mismatches = (feed: HTMLElement) =>
    parts(feed, 'card').filter((card) => {
      const link = card.querySelector<HTMLAnchorElement>('[part~=link]')!;
      const number = link.href.split('/').at(-1)!;
      const [title, excerpt] = [link, card.querySelector('[part=excerpt]')!].map((one) => one.textContent!.trim());
      const isNamed = !link.ariaLabel || link.ariaLabel.includes(`report ${number}:`);
      return !title!.includes(`report ${number}:`) || !excerpt!.includes(`summary ${number}.`) || !isNamed;
    });

  /** @param onPaint is called when the first cards are there */
  const visitLong = async (onPaint?: (root: ShadowRoot, view: Window) => void) => {
    Object.assign(window, { onFirstPaint: onPaint });
    const view = await visit('long.html');
    (view.frameElement as HTMLElement).style.inlineSize = '360px';
    const feed = await feedOf(view);
    await reached(feed, 'ready');
    await feed.updateComplete;
    return { view, feed };
  };

  it('keeps every text with its article when the articles change', async () => {
    const { view, feed } = await visitLong();
    await until(() => parts(feed, 'link')[0]!.ariaLabel);
    feed.exclude = 'Harbour';
    await until(() => !headlines(feed).some((title) => title.includes('Harbour')));
    for (let frame = 0; frame < 10; frame++) await settled();
    expect(mismatches(feed)).to.be.empty;
    (view.frameElement as HTMLElement).style.inlineSize = '300px';
    for (let frame = 0; frame < 10; frame++) await settled();
    expect(mismatches(feed)).to.be.empty;
    feed.layout = 'grid';
    await feed.updateComplete;
    feed.tag = 'museum';
    await until(() => parts(feed, 'card').length === 1);
    for (let frame = 0; frame < 10; frame++) await settled();
    expect(mismatches(feed)).to.be.empty;
  });

  it('cuts the texts that come into its cards', async () => {
    const { feed } = await visitLong();
    await until(() => parts(feed, 'link')[0]!.ariaLabel);
    feed.exclude = 'Harbour';
    await until(() => parts(feed, 'link')[0]!.textContent!.includes('Council'));
    await until(() => parts(feed, 'link')[0]!.textContent!.trim().endsWith('…'));
    expect(parts(feed, 'link')[0]!.ariaLabel).to.include('Council report 2: engineers');
  });

  it('leaves the text alone that a reader has selected', async () => {
    let selected = '';
    const { view, feed } = await visitLong((root, { document }) => {
      const selection = document.getSelection()!;
      selection.selectAllChildren(root.querySelector('[part=excerpt]')!);
      selected = String(selection);
    });
    for (let frame = 0; frame < 10; frame++) await settled();
    expect(selected).to.include('Harbour summary 1.');
    expect(String(view.getSelection())).to.equal(selected);
    expect(parts(feed, 'excerpt')[0]!.textContent).to.include(selected.trim());
  });

  it('handles clicks from before its definition once it is defined', async () => {
    const opened: string[] = [];
    const tags: string[] = [];
    const { feed } = await visitLong((root) => {
      root.host.addEventListener('news-article-open', (event) => {
        event.preventDefault();
        opened.push((event as NewsArticleOpenEvent).article.url);
      });
      root.host.addEventListener('news-tag-select', (event) => tags.push((event as NewsTagSelectEvent).tag));
      root.querySelectorAll<HTMLElement>('[part=excerpt]')[1]!.click();
      root.querySelectorAll<HTMLElement>('[part=tag]')[2]!.click();
    });
    await until(() => tags.length);
    for (let frame = 0; frame < 10; frame++) await settled();
    expect([opened, tags]).to.deep.equal([['https://wire.example/2'], ['ferry']]);
    expect(feed.tag).to.equal('ferry');
  });
});

it('does not load the smaller elements on a page that has none, until it gets one', async () => {
  const view = await visit('first.html');
  await reached(await feedOf(view), 'ready');
  const hasLoaded = () => loadedBy(view).map(nameOf).includes('others');
  view.document.body.append(view.document.createElement('p'));
  await settled();
  expect(hasLoaded()).to.equal(false);
  const card = view.document.createElement('news-article-card');
  Object.assign(card, { article: { url: 'https://a.example/1', title: 'Ferries run again' } });
  view.document.body.append(card);
  await view.customElements.whenDefined('news-article-card');
  await until(() => card.shadowRoot?.textContent?.includes('Ferries run again'));
});

it('defines the smaller elements when one may be in a shadow root that a page creates later', async () => {
  const view = await visit('first.html');
  await reached(await feedOf(view), 'ready');
  const box = view.document.createElement('page-box');
  // eslint-disable-next-line wc/no-closed-shadow-root -- Pages have them, and newsrack can't look inside.
  box.attachShadow({ mode: 'closed' }).innerHTML = '<news-tag-list></news-tag-list>';
  view.document.body.append(box);
  await view.customElements.whenDefined('news-tag-list');
});

it('`ready` is a promise of the exports of `newsrack`', async () => {
  const { ready } = (await import(new URL('/dist/cdn/newsrack.js', location.href).href)) as { ready: Promise<object> };
  const all = (await import(new URL('/dist/cdn/newsrack.all.js', location.href).href)) as object;
  expect(ready).to.be.instanceOf(Promise);
  const api = await ready;
  expect(Object.keys(api).sort())
    .to.deep.equal(Object.keys(all).sort())
    .and.to.include.members(['NewsTagFeed', 'parseFeed', 'loadFeed']);
  expect(await ready.finally(() => {})).to.equal(api);
  expect(await Promise.all([ready])).to.deep.equal([api]);
});
