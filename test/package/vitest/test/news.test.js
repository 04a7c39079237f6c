/** A page's tests with newsrack in a stand-in for a browser: nothing throws, and nothing is logged. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { configure, loadFeed } from 'newsrack';
import 'newsrack/define';

const FEED = `<rss version="2.0"><channel><title>Paper</title>
  <item><title>Trams are back</title><link>https://example.org/1</link></item></channel></rss>`;

const ARTICLES = [
  { url: 'https://example.org/a', title: 'First', tags: ['Trams', 'Trade'], published: '2026-05-26T09:30:00Z' },
  { url: '/b', title: 'Second', tags: 'Trams', published: new Date(), image: '/b.jpg', authors: 'Ada Lund' },
];

/** Collects all complaints of an element or the environment. */
const complaints = [];
const onError = ({ error, reason }) => complaints.push(error ?? reason);

beforeEach(() => {
  complaints.length = 0;
  for (const level of ['warn', 'error']) {
    vi.spyOn(console, level).mockImplementation((...words) => {
      if (!/^Lit is in dev mode/.test(words[0])) complaints.push(words.join(' '));
    });
  }
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onError);
});
afterEach(() => {
  document.body.replaceChildren();
  configure({ fetch: undefined });
  vi.restoreAllMocks();
  removeEventListener('error', onError);
  removeEventListener('unhandledrejection', onError);
  expect(complaints).toEqual([]);
});

/** An element in the page, with its first update complete. */
async function add(tag, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const text = (element) => element.shadowRoot.textContent.replace(/\s+/g, ' ');
const part = (element, name) => element.shadowRoot.querySelector(`[part~="${name}"]`);
/** Repeats until nothing is thrown; machines may be slow. */
const until = (act) => vi.waitFor(act, { timeout: 20_000 });
const shows = (element, words) => until(() => expect(text(element)).toContain(words));

describe('<news-tag-feed>', () => {
  for (const layout of ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker']) {
    it(`shows articles as ${layout}, and can be added and removed`, async () => {
      const feed = await add('news-tag-feed', { articles: ARTICLES, layout, fields: 'image time tags authors' });
      expect(feed.status).toBe('ready');
      await shows(feed, 'Second');
      feed.remove();
      document.body.append(feed);
      feed.articles = ARTICLES.slice(0, 1);
      await feed.updateComplete;
      await until(() => expect(text(feed)).not.toContain('Second'));
      feed.articles = [];
      await feed.updateComplete;
      expect(feed.status).toBe('empty');
    });
  }

  it('shows more page by page', async () => {
    const feed = await add('news-tag-feed', { articles: ARTICLES, pageSize: 1, structuredData: true });
    expect(text(feed)).not.toContain('Second');
    await until(() => part(feed, 'more').click());
    await shows(feed, 'Second');
    const scrolled = await add('news-tag-feed', { articles: ARTICLES, pageSize: 1, more: 'scroll' });
    await shows(scrolled, 'Second');
  });

  it('dispatches events of readers’ actions', async () => {
    const feed = await add('news-tag-feed', { articles: ARTICLES, fields: 'tags' });
    const heard = [];
    feed.addEventListener('news-article-open', (event) => {
      event.preventDefault();
      heard.push(event.article.title);
    });
    feed.addEventListener('news-tag-select', ({ tag }) => heard.push(tag));
    await until(() => {
      part(feed, 'link').click();
      part(feed, 'tag').click();
      expect(heard).toContain('First');
    });
    expect(heard).toContain('Trams');
    await feed.updateComplete;
  });

  it('loads a feed with a fetch of the test, refreshes it, and reports failures', async () => {
    configure({ fetch: async () => new Response(FEED, { headers: { 'Content-Type': 'text/xml' } }) });
    const feed = await add('news-tag-feed', { src: 'https://example.org/feed.xml' });
    await shows(feed, 'Trams are back');
    await feed.refresh();
    expect(feed.status).toBe('ready');

    configure({ fetch: async () => ({ ok: true, text: async () => FEED }) });
    const other = await add('news-tag-feed', { src: 'https://example.org/other.xml', loading: 'eager' });
    await shows(other, 'Trams are back');
    expect((await loadFeed({ src: 'https://example.org/third.xml' })).articles).toHaveLength(1);

    configure({ fetch: async () => ({ ok: false, status: 500 }) });
    const failing = await add('news-tag-feed', { src: 'https://example.org/broken.xml' });
    await until(() => expect(failing.status).toBe('error'));
    await until(() => part(failing, 'retry').click());
    expect(complaints.splice(0).join()).toContain('status 500');
  });

  it('shows cards of a template', async () => {
    document.body.innerHTML = `<news-tag-feed>
      <template slot="article"><a data-news="url"><img data-news="image" /><b data-news="title"></b></a></template>
    </news-tag-feed>`;
    const feed = document.querySelector('news-tag-feed');
    feed.articles = ARTICLES;
    await until(() => expect(feed.textContent).toContain('Second'));
  });

  it('requires consent if set', async () => {
    configure({ fetch: async () => new Response(FEED) });
    const feed = await add('news-tag-feed', { src: 'https://example.org/feed.xml', loading: 'click' });
    await until(() => part(feed, 'agree').click());
    await shows(feed, 'Trams are back');
  });
});

it('<news-article-card> shows an article', async () => {
  const card = await add('news-article-card', { article: ARTICLES[1] });
  expect(text(card)).toContain('Second');
  expect(part(card, 'link').href).toMatch(/^http.*\/b$/);
  card.remove();
  expect(text(await add('news-article-card', { href: '/x', headline: 'Written' }))).toContain('Written');
});

it('<news-tag-list> filters a feed by tag', async () => {
  const feed = await add('news-tag-feed', { articles: ARTICLES });
  const list = await add('news-tag-list', { urlParam: 'tag' });
  await shows(list, 'Trade');
  list.shadowRoot.querySelector('[data-tag="Trade"]').click();
  await until(() => expect(text(feed)).not.toContain('Second'));
  await list.updateComplete;
  list.remove();
});

it('<news-app-promo> shows its links', async () => {
  const promo = await add('news-app-promo', { heading: 'Our app', appStore: 'https://example.org/app' });
  expect(text(promo)).toContain('Our app');
  promo.remove();
});
