import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, headlines, next, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** Pages that the browser translates: what stays the same stays translated, what changes is told. */

/** As Google's does it: each text goes into two elements, also in shadow roots, and the page says what it has become. */
function translate(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node instanceof Text && node.data.trim()) {
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
      inner.append(node.data.toUpperCase());
      outer.append(inner);
      node.replaceWith(outer);
    } else if (!(node instanceof HTMLStyleElement || node instanceof HTMLScriptElement)) {
      translate(node);
      const { shadowRoot } = node as Partial<Element>;
      if (shadowRoot) translate(shadowRoot);
    }
  }
}

/** As Safari's and Firefox's: in the same nodes. */
function translateInPlace(root: Node): void {
  for (const node of root.childNodes) {
    if (node instanceof Text) node.data = node.data.toUpperCase();
    else translateInPlace(node);
  }
}

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-04T12:00:00Z');

/** Carries out `act` with a clock that stands, and can be turned. */
async function atTime(time: number, act: (turnTo: (time: number) => void) => Promise<void>): Promise<void> {
  const { now } = Date;
  Date.now = () => time;
  try {
    await act((later) => (time = later));
  } finally {
    Date.now = now;
  }
}

const story = (n: number, more = {}) => ({
  id: `id-${n}`,
  url: `https://paper.example/${n}`,
  title: `Story ${n}`,
  excerpt: `Words ${n}`,
  publisher: { name: 'The Paper' },
  published: new Date(NOW - 2 * HOUR).toISOString(),
  tags: ['trade', 'ships'],
  ...more,
});

async function shown(attributes = '', inside = '', articles = [story(0), story(1), story(2)]): Promise<NewsTagFeed> {
  const feed = put(`<news-tag-feed lang="en-GB" ${attributes}>${inside}</news-tag-feed>`);
  feed.articles = articles;
  await reached(feed, 'ready');
  await settled();
  return feed;
}

describe('in a translated page', () => {
  afterEach(clear);

  it('times are updated, and everything else stays translated', async () => {
    await atTime(NOW, async (turnTo) => {
      const feed = await shown('heading="The news" fields="publisher time excerpt"');
      translate(feed.parentNode!);
      expect(textOf(feed, 'time')).to.equal('2 HOURS AGO');
      turnTo(NOW + HOUR);
      feed.requestUpdate();
      await feed.updateComplete;
      expect(textOf(feed, 'time')).to.equal('3 hours ago');
      expect(['heading', 'link', 'excerpt', 'publisher'].map((part) => textOf(feed, part))).to.deep.equal([
        'THE NEWS',
        'STORY 0',
        'WORDS 0',
        'THE PAPER',
      ]);
      translate(feed.shadowRoot!);
      turnTo(NOW + 2 * HOUR);
      feed.requestUpdate();
      await feed.updateComplete;
      expect(textOf(feed, 'time')).to.equal('4 hours ago');
    });
  });

  it('new and changed articles have their own headlines', async () => {
    const feed = await shown('page-size="2" fields="excerpt publisher category tags"');
    translate(feed.parentNode!);
    feed.articles = [
      story(7),
      story(1, {
        title: 'Told otherwise',
        excerpt: 'Anew',
        publisher: { name: 'Another' },
        category: 'World',
        tags: ['ports'],
      }),
      story(0),
    ];
    await feed.updateComplete;
    expect(headlines(feed)).to.deep.equal(['Story 7', 'Told otherwise']);
    expect(
      ['excerpt', 'publisher', 'category', 'tag'].map((part) => parts(feed, part).at(-1)!.textContent),
    ).to.deep.equal(['Anew', 'Another', 'World', 'ports']);
    await feed.showMore();
    expect(headlines(feed)).to.deep.equal(['Story 7', 'Told otherwise', 'Story 0']);
  });

  it('the heading names the current tag, and buttons their current action', async () => {
    const feed = await shown('tag="trade" page-size="1"');
    translate(feed.parentNode!);
    feed.tag = 'ships,trade';
    await feed.updateComplete;
    expect(textOf(feed, 'heading')).to.equal('Latest news with #ships or #trade');
    feed.lang = 'de';
    await until(() => textOf(feed, 'more') === 'Mehr anzeigen' || /mehr/i.test(textOf(feed, 'more') ?? ''));
    feed.lang = 'en';
    await until(() => textOf(feed, 'more') === 'Show more');
  });

  it('messages, counts and notes are up to date', async () => {
    const network = new Network();
    try {
      const feed = put('<news-tag-feed src="/news.xml" loading="eager" lang="en"></news-tag-feed>');
      (await network.request()).reply(rss(''));
      await reached(feed, 'empty');
      await feed.updateComplete;
      translate(feed.shadowRoot!);
      feed.tag = 'ships';
      await feed.updateComplete;
      expect(textOf(feed, 'message')).to.equal('There is no news about ships right now.');
      translate(feed.shadowRoot!);
      void feed.refresh();
      (await network.request(1)).fail();
      await next(feed, 'news-error');
      await feed.updateComplete;
      expect(textOf(feed, 'message')).to.not.include('SHIPS');
    } finally {
      network.restore();
    }
  });

  it('a list of tags shows the current tags', async () => {
    const stage = put<HTMLElement>(
      '<div lang="en"><news-tag-list for="t"></news-tag-list><news-tag-feed id="t"></news-tag-feed></div>',
    );
    const [list, feed] = stage.children as unknown as [HTMLElement, NewsTagFeed];
    const labels = () => parts(list, 'tag').map(({ textContent }) => textContent!.trim());
    feed.articles = [story(0)];
    await until(() => labels().length === 3);
    translate(stage);
    expect(labels()[0]).to.equal('ALL');
    feed.articles = [story(0, { tags: ['ports', 'grain'] })];
    await until(() => labels().slice(1).sort().join() === 'grain,ports');
    expect(labels()[0]).to.equal('ALL');
  });

  it('the other elements show their current attributes', async () => {
    const stage = put<HTMLElement>(
      '<div><news-article-card headline="Before" href="/a" excerpt="Early"></news-article-card><news-app-promo heading="Before" text="Early" app-store="/a"></news-app-promo></div>',
    );
    const [card, promo] = stage.children as unknown as HTMLElementTagNameMap['news-article-card'][];
    await promo!.updateComplete;
    translate(stage);
    for (const one of [card!, promo!])
      for (const name of ['headline', 'heading', 'excerpt', 'text']) one.setAttribute(name, 'After');
    await promo!.updateComplete;
    expect([textOf(card!, 'link'), textOf(card!, 'excerpt')]).to.deep.equal(['After', 'After']);
    expect([textOf(promo!, 'heading'), textOf(promo!, 'message')]).to.deep.equal(['After', 'After']);
  });

  for (const [name, act] of Object.entries({ 'in elements': translate, 'in place': translateInPlace })) {
    it(`own cards are updated, and stay translated if unchanged: ${name}`, async () => {
      await atTime(NOW, async (turnTo) => {
        const feed = await shown(
          '',
          '<template slot="article"><h3><a data-news="title"></a></h3><time data-news="time"></time></template>',
        );
        await until(() => feed.querySelectorAll('h3').length === 3);
        act(feed);
        await settled();
        const texts = () => [...feed.querySelectorAll('a, time')].map(({ textContent }) => textContent);
        expect(texts().slice(0, 2)).to.deep.equal(['STORY 0', '2 HOURS AGO']);
        turnTo(NOW + HOUR);
        feed.requestUpdate();
        await feed.updateComplete;
        expect(texts().slice(0, 2)).to.deep.equal(['STORY 0', '3 hours ago']);
        feed.articles = [story(0, { title: 'Told otherwise' }), story(5)];
        await until(() => feed.querySelectorAll('h3').length === 2);
        expect(texts()).to.deep.equal(['Told otherwise', '3 hours ago', 'Story 5', '3 hours ago']);
      });
    });
  }

  it('new sentences are in the language of the translation', async () => {
    const { documentElement } = document;
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = [story(0, { published: '2024-05-26T12:00:00Z' })];
    await reached(feed, 'ready');
    translate(feed.parentNode!);
    documentElement.lang = 'fr-x-mtfrom-en';
    try {
      await until(() => textOf(feed, 'time') === '26 mai 2024');
    } finally {
      documentElement.lang = 'en';
    }
  });
});
