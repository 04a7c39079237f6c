import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { headlines, parts, reached, until } from '../support/elements.js';

/** The built files, in pages of their own: `npm test` builds them first. */

async function visit(page: string): Promise<Window & { violations?: string[] }> {
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: new URL(page, import.meta.url).href, width: 800, height: 600 });
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return frame.contentWindow!;
}

const feedOf = async ({ document, customElements }: Window): Promise<NewsTagFeed> => {
  await customElements.whenDefined('news-tag-feed');
  return document.querySelector('news-tag-feed') as NewsTagFeed;
};

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

it('every step of the ladder shows under a strict content security policy, styled', async () => {
  const view = await visit('ladder.html');
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

it('newsrack.all.js does all of it in one file', async () => {
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

it('on a first visit, only what shows the first story is loaded before it', async () => {
  const view = await visit('first.html');
  const feed = await feedOf(view);
  await reached(feed, 'ready');
  const loaded = () => view.performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const entry = (name: string) => loaded().find((one) => one.name.includes(name));
  await until(() => entry('/chunks/later-'));
  expect(entry('/chunks/later-')!.startTime).to.be.at.least(entry('meridian.rss.xml')!.responseEnd);
  const scripts = loaded().filter(
    (one) => one.name.includes('/dist/cdn/') && one.startTime < entry('meridian.rss.xml')!.startTime,
  );
  expect(scripts.map(({ name }) => name.replace(/.*\/|-[\w-]+\.js$/g, '')).sort()).to.deep.equal([
    'feed',
    'newsrack.js',
  ]);
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

it('`ready` is a promise of all that `newsrack` exports', async () => {
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
