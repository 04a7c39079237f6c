import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, headlines, next, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** An element that is moved to another document of the same origin looks and works there as it did here. */

const STORIES = Array.from({ length: 6 }, (_, n) => ({
  url: `https://paper.example/${n}`,
  title: `Story ${n}`,
  tags: ['x'],
  published: '2024-05-26T12:00:00Z',
}));

async function frame(): Promise<Document> {
  const stage = put<HTMLIFrameElement>('<iframe style="inline-size: 500px; block-size: 600px" title="Frame"></iframe>');
  await settled();
  const { contentDocument } = stage;
  contentDocument!.documentElement.lang = 'en-GB';
  return contentDocument!;
}

/** Returns the computed styles inside an element. */
const look = (element: HTMLElement) =>
  [...element.shadowRoot!.querySelectorAll('*')].map((one) => {
    const { display, position, gridTemplateAreas, textDecorationLine, objectFit } =
      one.ownerDocument.defaultView!.getComputedStyle(one);
    return [one.localName, display, position, gridTemplateAreas, textDecorationLine, objectFit].join(' ');
  });

async function feedHere(attributes = '', inside = ''): Promise<NewsTagFeed> {
  const stage = put(
    `<div style="inline-size: 484px"><news-tag-feed page-size="3" ${attributes}>${inside}</news-tag-feed></div>`,
  );
  const feed = stage.firstElementChild as NewsTagFeed;
  feed.articles = STORIES;
  await reached(feed, 'ready');
  return feed;
}

describe('after a move to another document', () => {
  afterEach(clear);

  for (const layout of ['list', 'grid', 'carousel']) {
    it(`a feed of layout ${layout} looks the same, also when it is back`, async () => {
      const feed = await feedHere(`layout="${layout}"`);
      const home = feed.parentElement!;
      const before = look(feed);
      (await frame()).body.append(feed);
      await feed.updateComplete;
      expect(look(feed)).to.deep.equal(before);
      home.append(feed);
      await feed.updateComplete;
      expect(look(feed)).to.deep.equal(before);
    });
  }

  it('an element created here looks the same there', async () => {
    const here = put<HTMLElementTagNameMap['news-article-card']>(
      '<news-article-card headline="T" href="https://paper.example/a" image="https://paper.example/a.png"></news-article-card>',
    );
    here.parentElement!.style.inlineSize = '484px';
    await here.updateComplete;
    const there = document.createElement('news-article-card');
    Object.assign(there, { headline: 'T', href: 'https://paper.example/a', image: 'https://paper.example/a.png' });
    (await frame()).body.append(there);
    await there.updateComplete;
    expect(look(there)).to.deep.equal(look(here));
  });

  it('elements share the copies of their style sheets', async () => {
    const other = await frame();
    const feeds = [await feedHere(), await feedHere()];
    other.body.append(...feeds);
    const [one, two] = feeds.map(({ shadowRoot }) => shadowRoot!.adoptedStyleSheets);
    expect(one!.length).to.be.at.least(4);
    expect(one!.every((sheet, index) => sheet === two![index])).to.be.true;
  });

  it('an element keeps its own and its owner’s style sheets through an invisible document', async () => {
    const feed = await feedHere();
    const home = feed.parentElement!;
    const before = look(feed);
    document.implementation.createHTMLDocument().body.append(feed);
    const template = document.createElement('template');
    template.content.append(feed);
    document.adoptNode(feed);
    const sheet = new CSSStyleSheet();
    feed.shadowRoot!.adoptedStyleSheets.push(sheet);
    home.append(feed);
    await feed.updateComplete;
    expect(look(feed)).to.deep.equal(before);
    expect(feed.shadowRoot!.adoptedStyleSheets).to.include(sheet);
  });

  it('an element has its styles after any moves between documents, also removed ones', async () => {
    const feed = await feedHere('layout="grid"');
    const home = feed.parentElement!;
    const before = look(feed);
    const [first, second] = [await frame(), await frame()];
    const places: (() => Node)[] = [
      () => first.body,
      () => second.body.appendChild(second.createElement('div')).attachShadow({ mode: 'open' }),
      () => new DOMParser().parseFromString('<p>', 'text/html').body,
      () => home,
      () => second.body,
      () => first.body,
    ];
    for (const place of places) {
      place().appendChild(feed);
      await settled();
    }
    await feed.updateComplete;
    expect(look(feed)).to.deep.equal(before);
    // Its document loses its window while the element stands in it.
    first.defaultView!.frameElement!.remove();
    feed.requestUpdate();
    await settled();
    home.append(feed);
    await feed.updateComplete;
    expect(look(feed)).to.deep.equal(before);
  });

  it('every element has its styles again', async () => {
    const stage = put(
      '<div style="inline-size: 484px"><news-article-card headline="T" href="https://paper.example/a"></news-article-card>' +
        '<news-app-promo heading="An app" app-store="https://apps.example/"></news-app-promo></div>',
    );
    const elements = [...stage.children] as (HTMLElement & { updateComplete: Promise<unknown> })[];
    await Promise.all(elements.map((one) => one.updateComplete));
    const before = elements.map(look);
    const other = await frame();
    for (const one of elements) document.adoptNode(other.adoptNode(one));
    stage.append(...elements);
    await Promise.all(elements.map((one) => one.updateComplete));
    expect(elements.map(look)).to.deep.equal(before);
  });

  it('readers can open articles, select tags and page on', async () => {
    const feed = await feedHere('fields="tags"');
    (await frame()).body.append(feed);
    await feed.updateComplete;
    const opened = next(feed, 'news-article-open');
    feed.addEventListener('click', (event) => event.preventDefault());
    parts(feed, 'link')[1]!.click();
    expect((await opened).article.title).to.equal('Story 1');
    const picked = next(feed, 'news-tag-select');
    parts(feed, 'tag')[0]!.click();
    expect((await picked).tag).to.equal('x');
    await feed.updateComplete;
    await feed.showMore();
    expect(headlines(feed).length).to.equal(6);
    expect(feed.shadowRoot!.activeElement!.textContent).to.equal('Story 3');
  });

  it('own cards use a template of that document', async () => {
    const feed = await feedHere();
    const other = await frame();
    other.body.append(feed);
    const template = other.createElement('template');
    template.slot = 'article';
    template.content.append(
      other
        .createRange()
        .createContextualFragment(
          '<h3><a data-news="title"></a></h3><ul data-news="tags"><li><button></button></li></ul>',
        ),
    );
    feed.append(template);
    await until(() => feed.querySelectorAll('h3').length === 3);
    expect(feed.querySelector('button')!.textContent).to.equal('x');
    const [slot] = feed.shadowRoot!.querySelectorAll('li slot');
    expect(other.defaultView!.getComputedStyle((slot as HTMLSlotElement).assignedElements()[0]!).display).to.equal(
      'contents',
    );
    const picked = next(feed, 'news-tag-select');
    feed.querySelector('button')!.click();
    expect((await picked).tag).to.equal('x');
  });

  it('a list of tags finds its feed', async () => {
    const stage = put<HTMLElement>(
      '<div><news-tag-list for="there"></news-tag-list><news-tag-feed id="there"></news-tag-feed></div>',
    );
    const [list, feed] = stage.children as unknown as [HTMLElement, NewsTagFeed];
    (await frame()).body.append(stage);
    feed.articles = STORIES;
    await until(() => parts(list, 'tag').length === 2);
    parts(list, 'tag')[1]!.click();
    await until(() => feed.tag === 'x');
  });

  it('the language is that of the other document, and follows its changes', async () => {
    const feed = await feedHere();
    const other = await frame();
    other.body.append(feed);
    await until(() => textOf(feed, 'time') === '26 May 2024');
    other.documentElement.lang = 'de';
    await until(() => textOf(feed, 'time') === '26.05.2024');
  });

  it('articles load when the element comes near the viewport there', async () => {
    const network = new Network();
    try {
      const other = await frame();
      const stage = put(
        '<div style="padding-block-start: 9000px"><news-tag-feed src="/there.xml"></news-tag-feed></div>',
      );
      const feed = stage.firstElementChild as NewsTagFeed;
      await settled();
      expect(network.requests).to.be.empty;
      other.body.append(feed);
      other.defaultView!.frameElement!.scrollIntoView();
      (await network.request()).reply(rss('<item><title>Story</title><link>https://paper.example/a</link></item>'));
      await reached(feed, 'ready');
      expect(headlines(feed)).to.deep.equal(['Story']);
    } finally {
      network.restore();
      scrollTo(0, 0);
    }
  });

  it('an imported copy of an element has each card once', async () => {
    const feed = await feedHere(
      'structured-data',
      '<template slot="article"><h3><a data-news="title"></a></h3></template>',
    );
    await until(() => feed.querySelectorAll('h3').length === 3);
    const copy = document.importNode(feed, true);
    feed.after(copy);
    copy.articles = STORIES.slice(0, 2);
    await reached(copy, 'ready');
    await until(() => copy.querySelectorAll('h3').length === 2);
    expect(copy.querySelectorAll('script')).to.have.length(1);
  });
});
