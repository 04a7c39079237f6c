import { expect } from 'chai';
import type { Article, NewsTagFeed } from '../../src/index.js';
import { clear, headlines, next, parts, put, reached, settled, textOf } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

const FOUR =
  '/feeds/meridian.rss.xml /feeds/northern-ledger.atom.xml /feeds/harbour-wire.rdf.xml /feeds/evening-courier.feed.json';

const articles = (count: number): Partial<Article>[] =>
  Array.from({ length: count }, (_, n) => ({ url: `https://paper.example/${n}`, title: `Story ${n}` }));

afterEach(clear);

describe('a feed shows', () => {
  it('articles about a tag from four feeds in four formats, newest first, without repeats', async () => {
    const feed = put(
      `<news-tag-feed tag="peace negotiations" limit="100" page-size="100" src="${FOUR}"></news-tag-feed>`,
    );
    await reached(feed, 'ready');
    const publishers = new Set(parts(feed, 'publisher').map((publisher) => publisher.textContent));
    expect([...publishers].sort()).to.deep.equal([
      'Evening Courier',
      'Harbour Wire',
      'Northern Ledger',
      'The Meridian',
    ]);
    const times = feed.feed!.articles.map(({ published }) => Date.parse(published!));
    expect(times).to.deep.equal([...times].sort((a, b) => b - a));
    expect(headlines(feed).filter((headline) => /Grain ships leave Senn/.test(headline))).to.have.length(1);
    expect(headlines(feed)).to.have.length(22);
  });

  it('a heading with the tag', async () => {
    const feed = put(`<news-tag-feed tag="peace negotiations" src="/feeds/meridian.rss.xml"></news-tag-feed>`);
    await reached(feed, 'ready');
    expect(textOf(feed, 'heading')).to.equal('Latest news with #peace negotiations');
    expect(parts(feed, 'heading')[0]!.localName).to.equal('h2');
    expect(parts(feed, 'headline')[0]!.localName).to.equal('h3');
  });

  it('a heading for no tag, for two tags, of the owner, and no heading', async () => {
    const feed = put(`<news-tag-feed src="/feeds/meridian.rss.xml"></news-tag-feed>`);
    await reached(feed, 'ready');
    expect(textOf(feed, 'heading')).to.equal('Latest news');
    feed.tag = 'climate, culture';
    await feed.updateComplete;
    expect(textOf(feed, 'heading')).to.equal('Latest news with #climate or #culture');
    feed.tagMatch = 'all';
    await feed.updateComplete;
    expect(textOf(feed, 'heading')).to.equal('Latest news with #climate and #culture');
    feed.heading = 'What {tag} means';
    await feed.updateComplete;
    expect(textOf(feed, 'heading')).to.equal('What climate and culture means');
    feed.heading = '';
    feed.tag = '';
    await feed.updateComplete;
    expect(parts(feed, 'heading')).to.be.empty;
    expect(parts(feed, 'list')[0]!.getAttribute('aria-label')).to.equal('Latest news');
  });

  it('one link per card, in its heading, and alternative text only if it differs from the headline', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = [
      { url: 'https://a.example/1', title: 'Same', image: { url: 'https://a.example/1.jpg', alt: 'Same' } },
      { url: 'https://a.example/2', title: 'Other', image: { url: 'https://a.example/2.jpg', alt: 'A bridge' } },
    ];
    await reached(feed, 'ready');
    for (const card of parts(feed, 'card')) {
      expect(card.querySelectorAll('a')).to.have.length(1);
      expect(card.querySelector('[part="headline"] > a')).to.exist;
    }
    expect(parts(feed, 'image').map((image) => image.getAttribute('alt'))).to.deep.equal(['', 'A bridge']);
    expect(parts(feed, 'image').every((image) => image.getAttribute('loading') === 'lazy')).to.equal(true);
  });

  it('an empty box in place of a broken picture, and no box without a picture', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = [
      { url: 'https://a.example/1', title: 'One', image: { url: new URL('/nowhere.jpg', location.href).href } },
      { url: 'https://a.example/2', title: 'Two', publisher: { name: 'The Paper' } },
    ];
    await reached(feed, 'ready');
    const [broken] = parts(feed, 'image') as HTMLImageElement[];
    if (!broken!.complete) await new Promise((resolve) => broken!.addEventListener('error', resolve, { once: true }));
    await settled();
    expect(getComputedStyle(broken!).opacity).to.equal('0');
    const boxes = parts(feed, 'media');
    expect(boxes).to.have.length(1);
    expect(boxes[0]!.getBoundingClientRect().height).to.be.greaterThan(50);
    expect(boxes[0]!.textContent!.trim()).to.equal('');
    const [beside, alone] = parts(feed, 'headline').map((headline) => headline.getBoundingClientRect().width);
    expect(alone).to.be.greaterThan(beside!);
  });

  it('ten articles at first, and ten more on demand, with the focus on the first new headline', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = articles(25);
    await reached(feed, 'ready');
    expect(headlines(feed)).to.have.length(10);
    parts(feed, 'more')[0]!.click();
    await settled();
    expect(headlines(feed)).to.have.length(20);
    expect(feed.shadowRoot!.activeElement?.textContent?.trim()).to.equal('Story 10');
    await feed.showMore();
    expect(headlines(feed)).to.have.length(25);
    expect(parts(feed, 'more')).to.be.empty;
    await feed.showMore();
    expect(headlines(feed)).to.have.length(25);
  });

  it('no button with more="none"', async () => {
    const feed = put('<news-tag-feed more="none" page-size="2"></news-tag-feed>');
    feed.articles = articles(5);
    await reached(feed, 'ready');
    expect(headlines(feed)).to.have.length(2);
    expect(parts(feed, 'more')).to.be.empty;
  });

  it('only the requested fields, live and without a request', async () => {
    const network = new Network();
    network.always(
      '/x.xml',
      () =>
        new Response(
          rss(
            item(
              `<category>Section</category><description>Text.</description><dc:creator>Ann</dc:creator><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><media:content url="https://a.example/p.jpg" medium="image"/>`,
            ),
          ),
        ),
    );
    try {
      const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
      await reached(feed, 'ready');
      const visible = () =>
        ['image', 'publisher', 'time', 'category', 'excerpt', 'authors', 'tags'].filter(
          (part) => parts(feed, part).length,
        );
      expect(visible()).to.deep.equal(['image', 'publisher', 'time', 'category', 'excerpt']);
      feed.fields = 'tags authors';
      await feed.updateComplete;
      expect(visible()).to.deep.equal(['authors', 'tags']);
      feed.fields = '';
      await feed.updateComplete;
      expect(visible()).to.deep.equal([]);
      feed.fields = ['time'];
      feed.timeFormat = 'absolute';
      feed.theme = 'dark';
      feed.imageRatio = '1';
      feed.excerptLines = 'all';
      await feed.updateComplete;
      expect(visible()).to.deep.equal(['time']);
      expect(network.requests).to.have.length(1);
    } finally {
      network.restore();
    }
  });

  it('grey shapes of the size of cards while loading, as many as fit', async () => {
    const network = new Network();
    try {
      const feed = put('<news-tag-feed src="/x.xml" page-size="3"></news-tag-feed>');
      await network.request();
      expect(parts(feed, 'skeleton')).to.have.length(3);
      expect(parts(feed, 'skeleton')[0]!.closest('[aria-hidden="true"]')).to.exist;
      expect(feed.shadowRoot!.querySelector('[aria-busy="true"]')).to.exist;
      const [box] = parts(feed, 'skeleton').map((shape) => shape.querySelector('.media')!.getBoundingClientRect());
      const picture = '<media:content url="https://a.example/p.jpg" medium="image"/>';
      (await network.request()).reply(rss(item(picture)));
      await reached(feed, 'ready');
      const [real] = parts(feed, 'media').map((media) => media.getBoundingClientRect());
      expect([real!.width, real!.height]).to.deep.equal([box!.width, box!.height]);
      expect(parts(feed, 'skeleton')).to.be.empty;
    } finally {
      network.restore();
    }
  });

  it('a sentence when the feed has no articles about the tag', async () => {
    const feed = put(
      '<news-tag-feed tag="zeppelins" src="/feeds/meridian.rss.xml">Read our <a href="/">front page</a>.</news-tag-feed>',
    );
    await reached(feed, 'empty');
    expect(textOf(feed, 'message')).to.equal('There is no news about zeppelins right now.');
    expect(textOf(feed, 'status')).to.equal('There is no news about zeppelins right now.');
  });

  it('the fallback content until articles arrive, and when the source fails', async () => {
    const network = new Network();
    try {
      const feed = put('<news-tag-feed src="/x.xml"><p id="own">Read our front page.</p></news-tag-feed>');
      const own = feed.querySelector('#own')!;
      const visible = () => own.checkVisibility() && own.getBoundingClientRect().height > 0;
      await network.request();
      expect(visible()).to.equal(true);
      expect(parts(feed, 'skeleton')).to.be.empty;
      (await network.request()).reply('', { status: 500 });
      await reached(feed, 'error');
      expect(visible()).to.equal(true);
      expect(parts(feed, 'message')).to.be.empty;
      void feed.refresh();
      (await network.request(1)).reply(rss(item('')));
      await reached(feed, 'ready');
      expect(visible()).to.equal(false);
    } finally {
      network.restore();
    }
  });

  it('the content of slots instead of each sentence and shape', async () => {
    const network = new Network();
    try {
      const feed = put(
        `<news-tag-feed src="/x.xml"><b slot="loading">L</b><b slot="empty">E</b><b slot="error">X</b><b slot="logo">O</b><b slot="heading">H</b><b slot="before">B</b><b slot="after">A</b></news-tag-feed>`,
      );
      const visible = () =>
        [...feed.children]
          .filter((child) => child.checkVisibility() && child.assignedSlot)
          .map((child) => child.textContent);
      const usual = () =>
        ['heading', 'message', 'retry', 'skeleton'].filter((part) =>
          parts(feed, part).some((one) => one.checkVisibility()),
        );
      await network.request();
      expect(visible()).to.deep.equal(['L', 'O', 'H', 'B', 'A']);
      expect(usual()).to.be.empty;
      (await network.request()).reply('', { status: 404 });
      await reached(feed, 'error');
      expect(visible()).to.deep.equal(['X', 'O', 'H', 'B', 'A']);
      expect(usual()).to.be.empty;
      void feed.refresh();
      (await network.request(1)).reply(rss(''));
      await reached(feed, 'empty');
      expect(visible()).to.deep.equal(['E', 'O', 'H', 'B', 'A']);
      expect(usual()).to.be.empty;
      void feed.refresh();
      (await network.request(2)).reply(rss(item('')));
      await reached(feed, 'ready');
      expect(visible()).to.deep.equal(['O', 'H', 'B', 'A']);
      const tops = ['[slot=logo]', '[slot=heading]', '[slot=before]', '[slot=after]'].map(
        (one) => feed.querySelector(one)!.getBoundingClientRect().top,
      );
      const list = parts(feed, 'list')[0]!.getBoundingClientRect();
      expect(tops).to.deep.equal(tops.toSorted((a, b) => a - b));
      expect(list.top).to.be.within(tops[2]!, tops[3]!);
    } finally {
      network.restore();
    }
  });
});

describe('time', () => {
  const shown = async (published: string, attributes = '', lang = 'en-GB') => {
    const feed = put(`<news-tag-feed lang="${lang}" ${attributes}></news-tag-feed>`);
    feed.articles = [{ url: 'https://a.example/', title: 'T', published }];
    await reached(feed, 'ready');
    return textOf(feed, 'time');
  };
  const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

  it('is relative in the first week, then a date, in the language of the page', async () => {
    expect(await shown(ago(3 * 864e5 + 1000))).to.equal('3 days ago');
    expect(await shown(ago(5 * 36e5 + 1000))).to.equal('5 hours ago');
    expect(await shown(ago(2000))).to.equal('now');
    expect(await shown('2024-05-26T12:00:00Z')).to.equal('26 May 2024');
    expect(await shown('2024-05-26T12:00:00Z', '', 'de')).to.equal('26.05.2024');
    expect(await shown(ago(3 * 864e5 + 1000), '', 'de')).to.equal('vor 3 Tagen');
  });

  it('has the format of the attribute', async () => {
    expect(await shown(ago(40 * 864e5), 'time-format="relative"')).to.equal('1 month ago');
    expect(await shown('2024-05-26T12:00:00Z', 'time-format="absolute"')).to.equal('26 May 2024');
  });

  it('is a date for articles more than a day in the future, in any format', async () => {
    for (const format of ['auto', 'relative', 'absolute'])
      expect(await shown('2999-07-26T12:00:00Z', `time-format="${format}"`)).to.equal('26 Jul 2999');
    const tomorrow = new Date(Date.now() + 25 * 36e5).toISOString();
    expect(await shown(tomorrow)).to.match(/^\d+ \w+ \d{4}$/);
  });

  it('is a date for articles without a time, in any format', async () => {
    expect(await shown('2024-05-26T00:00:00Z', 'time-format="relative"')).to.equal('26 May 2024');
    expect(await shown('2024-05-26T00:00:00-08:00')).to.equal('26 May 2024');
    expect(await shown('2024-05-26T00:00:00+12:00')).to.equal('26 May 2024');
  });

  it('is now for articles up to a day in the future, with the exact time in the markup', async () => {
    const ahead = new Date(Date.now() + 864e5).toISOString();
    const feed = put('<news-tag-feed lang="en"></news-tag-feed>');
    feed.articles = [{ url: 'https://a.example/', title: 'T', published: ahead }];
    await reached(feed, 'ready');
    expect(textOf(feed, 'time')).to.equal('now');
    expect(parts(feed, 'time')[0]!.getAttribute('datetime')).to.equal(ahead);
  });
});

describe('events', () => {
  const openOn = async (feed: NewsTagFeed, init: MouseEventInit & { type?: string }) => {
    const opened: string[] = [];
    feed.addEventListener('news-article-open', (event) => {
      opened.push(`${event.index} ${event.article.title}`);
      event.preventDefault();
    });
    const link = parts(feed, 'link')[1]!;
    const event = new MouseEvent(init.type ?? 'click', { bubbles: true, composed: true, cancelable: true, ...init });
    link.dispatchEvent(event);
    return { opened, prevented: event.defaultPrevented };
  };

  it('fire news-article-open on click and middle click, cancelable, not on the right button', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.articles = articles(3);
    await reached(feed, 'ready');
    expect(await openOn(feed, {})).to.deep.equal({ opened: ['1 Story 1'], prevented: true });
    expect((await openOn(feed, { type: 'auxclick', button: 1 })).opened).to.include('1 Story 1');
    expect((await openOn(feed, { type: 'auxclick', button: 2 })).opened).to.be.empty;
  });

  it('fire news-tag-select, which changes the feed unless cancelled, and restores it on the second selection', async () => {
    const feed = put(
      '<news-tag-feed tag="peace negotiations" fields="tags" src="/feeds/meridian.rss.xml"></news-tag-feed>',
    );
    await reached(feed, 'ready');
    const pick = (name: string) =>
      parts(feed, 'tag')
        .find((tag) => tag.textContent === name)!
        .click();
    pick('shipping');
    await feed.updateComplete;
    expect(feed.tag).to.equal('shipping');
    expect(textOf(feed, 'heading')).to.equal('Latest news with #shipping');
    pick('shipping');
    await feed.updateComplete;
    expect(feed.tag).to.equal('peace negotiations');
    feed.addEventListener('news-tag-select', (event) => event.preventDefault());
    pick('shipping');
    expect(feed.tag).to.equal('peace negotiations');
  });

  it('fire news-article-view once per card of which half was visible for a second', async () => {
    const feed = put('<news-tag-feed page-size="2"></news-tag-feed>');
    const seen: string[] = [];
    feed.addEventListener('news-article-view', (event) => seen.push(event.article.title));
    feed.articles = articles(2);
    while (seen.length < 2) await next(feed, 'news-article-view');
    feed.requestUpdate();
    await feed.updateComplete;
    expect(seen.sort()).to.deep.equal(['Story 0', 'Story 1']);
  });

  it('fire news-status and news-load after the render, and cross shadow roots', async () => {
    const heard: string[] = [];
    const listen = (event: Event) => {
      const feed = event.composedPath()[0] as NewsTagFeed;
      heard.push(`${event.type} ${feed.status} ${headlines(feed).length}`);
    };
    for (const type of ['news-status', 'news-load']) document.addEventListener(type, listen);
    const host = put<HTMLDivElement>('<div></div>');
    host.attachShadow({ mode: 'open' }).append(document.createElement('news-tag-feed'));
    const feed = host.shadowRoot!.firstElementChild as NewsTagFeed;
    feed.src = '/feeds/meridian.rss.xml';
    await reached(feed, 'ready');
    for (const type of ['news-status', 'news-load']) document.removeEventListener(type, listen);
    expect(heard).to.deep.equal(['news-status loading 0', 'news-load ready 10', 'news-status ready 10']);
    expect(feed.matches(':state(ready)')).to.equal(true);
  });
});

describe('articles of the owner', () => {
  it('are validated, shown in their order, and replaced by the feed with null', async () => {
    const network = new Network();
    try {
      const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
      feed.articles = [
        { url: 'https://a.example/2', title: 'Second', published: '2020-01-01T00:00:00Z' },
        { url: 'javascript:alert(1)', title: 'Bad' },
        { url: 'https://a.example/1', title: 'First', published: '2024-01-01T00:00:00Z' },
      ];
      await reached(feed, 'ready');
      expect(headlines(feed)).to.deep.equal(['Second', 'First']);
      expect(feed.feed!.dropped.map(({ index }) => index)).to.deep.equal([1]);
      expect(network.requests.filter(({ aborted }) => !aborted)).to.be.empty;
      feed.articles = [];
      await reached(feed, 'empty');
      feed.articles = null;
      (await network.request(network.requests.length)).reply(rss(item('')));
      await reached(feed, 'ready');
      expect(headlines(feed)).to.deep.equal(['Title']);
    } finally {
      network.restore();
    }
  });
});

if ((window as unknown as { realFeeds: boolean }).realFeeds) {
  describe('real feeds', () => {
    const COUNTS: Record<string, number> = {
      'telegraph.rss.xml': 100,
      'bbc.rss.xml': 16,
      'npr.rss.xml': 15,
      'nytimes.rss.xml': 25,
      'skynews.rss.xml': 10,
      'ft.rss.xml': 31,
      'theverge.atom.xml': 10,
      'heise.atom.xml': 15,
      'daringfireball.feed.json': 48,
      'uol-latin.rss.xml': 14,
      'livemint.rss.xml': 25,
    };
    for (const [name, count] of Object.entries(COUNTS)) {
      it(`${name} shows all its items`, async () => {
        const feed = put(
          `<news-tag-feed limit="1000" page-size="1000" fields="publisher time excerpt" src="/real-feeds/${name}"></news-tag-feed>`,
        );
        await reached(feed, 'ready');
        expect(headlines(feed)).to.have.length(count);
        expect(headlines(feed).filter((headline) => !headline || /&#?\w+;|<\/?\w/.test(headline))).to.be.empty;
        expect(parts(feed, 'time')).to.have.length(count);
      });
    }
  });
}
