import { expect } from 'chai';
import { clear, headlines, next, parts, put, reached, until } from '../support/elements.js';

/** Long lists, which are rendered in steps. */

afterEach(clear);

const articles = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    url: `https://a.example/${n}`,
    title: `Story ${n}`,
    published: '2026-11-20T09:30:00Z',
  }));

describe('a long list', () => {
  it('shows enough to fill the screen first, then all articles', async () => {
    const feed = put('<news-tag-feed limit="200" page-size="200"></news-tag-feed>');
    feed.articles = articles(200);
    await until(() => parts(feed, 'card').length);
    const first = parts(feed, 'card');
    expect(first.length).to.be.lessThan(20);
    await feed.updateComplete;
    expect(headlines(feed)).to.have.length(200);
    expect(parts(feed, 'card').slice(0, first.length)).to.deep.equal(first);
  });

  it('is complete when events fire', async () => {
    const feed = put('<news-tag-feed limit="60" page-size="60"></news-tag-feed>');
    const seen: number[] = [];
    feed.addEventListener('news-status', () => seen.push(parts(feed, 'card').length));
    feed.articles = articles(60);
    await next(feed, 'news-status' as never);
    expect(seen.at(-1)).to.equal(60);
  });

  it('shows the first of many further articles at once, then all, with the focus on the first', async () => {
    const feed = put('<news-tag-feed limit="160" page-size="80"></news-tag-feed>');
    feed.articles = articles(160);
    await reached(feed, 'ready');
    await feed.updateComplete;
    const more = feed.showMore();
    await until(() => parts(feed, 'card').length > 80);
    expect(parts(feed, 'card').length).to.be.lessThan(160);
    await more;
    expect(headlines(feed)).to.have.length(160);
    expect(feed.shadowRoot!.activeElement).to.equal(parts(feed, 'link')[80]);
  });

  it('continues when articles change in the middle of the steps', async () => {
    const feed = put('<news-tag-feed limit="100" page-size="100"></news-tag-feed>');
    feed.articles = articles(100);
    await until(() => parts(feed, 'card').length);
    feed.articles = articles(50).toReversed();
    await feed.updateComplete;
    expect(headlines(feed)).to.have.length(50);
    expect(headlines(feed)[0]).to.equal('Story 49');
    feed.articles = [];
    await feed.updateComplete;
    expect(headlines(feed)).to.be.empty;
  });

  it('does not request its next page before it is complete', async () => {
    const feed = put('<news-tag-feed limit="90" page-size="30" more="scroll"></news-tag-feed>');
    feed.parentElement!.style.blockSize = '200px';
    feed.articles = articles(90);
    await reached(feed, 'ready');
    await feed.updateComplete;
    expect(headlines(feed)).to.have.length(30);
  });

  it('is complete after leaving the page in the middle of the steps', async () => {
    const feed = put('<news-tag-feed limit="100" page-size="100"></news-tag-feed>');
    feed.articles = articles(100);
    await until(() => parts(feed, 'card').length);
    const { parentElement } = feed;
    feed.remove();
    await feed.updateComplete;
    parentElement!.append(feed);
    await feed.updateComplete;
    expect(headlines(feed)).to.have.length(100);
  });
});

describe('the time of an article', () => {
  for (const [name, html] of [
    ['in a feed', '<news-tag-feed lang="en-GB"></news-tag-feed>'],
    ['in a single card', '<news-article-card lang="en-GB"></news-article-card>'],
  ] as const)
    it(`has its full form when a reader points at it, ${name}`, async () => {
      const element = put<HTMLElement & { updateComplete: Promise<boolean> }>(html);
      const [article] = articles(1);
      Object.assign(element, element.localName === 'news-tag-feed' ? { articles: [article] } : { article });
      await element.updateComplete;
      await until(() => parts(element, 'time').length);
      const time = parts(element, 'time')[0]!;
      await until(
        () => (time.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true })), time.title),
      );
      expect(time.title).to.match(/^Friday.* 20 November 2026.*\d\d:30$/);
    });
});
