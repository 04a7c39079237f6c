import { expect } from 'chai';
import type { Article, NewsTagFeed } from '../../src/index.js';
import { PAGES, audit } from '../support/audit.js';
import { clear, headlines, logged, next, parts, put, reached, settled, until } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** An owner's own cards: `<template slot="article">`. */

const CARD = `<template slot="article"><article class="mine">
  <a class="picture" data-news="image"><img data-news="image"></a>
  <p class="section" data-news="category"></p>
  <h3><a data-news="title"></a></h3>
  <p class="text" data-news="excerpt"></p>
  <p><a class="paper" data-news="publisher"></a> <time data-news="time"></time></p>
  <ul data-news="tags"><li><button></button></li></ul>
</article></template>`;

const PICTURE = new URL('/feeds/pictures/bridge-night.svg', location.href).href;

const FULL: Partial<Article> = {
  url: 'https://paper.example/full',
  title: 'A bridge opens',
  excerpt: 'After nine years.',
  category: 'City',
  image: { url: PICTURE, alt: 'The bridge at night', width: 640, height: 360 },
  publisher: { name: 'The Paper', url: 'https://paper.example/', icon: 'https://paper.example/icon.png' },
  authors: [{ name: 'Ann Lee', url: 'https://paper.example/ann' }, { name: 'Bo Ek' }],
  published: '2024-05-26T12:00:00Z',
  updated: '2024-06-01T12:00:00Z',
  tags: ['bridges', 'cities'],
  language: 'de',
};

const articles = (count: number, from = 0): Partial<Article>[] =>
  Array.from({ length: count }, (_, n) => ({
    url: `https://paper.example/${from + n}`,
    title: `Story ${from + n}`,
    tags: ['bridges'],
  }));

const cards = (feed: Element) => [...feed.querySelectorAll<HTMLElement>(':scope > [slot^="article-"]')];

/** Own cards, as they stand on the screen from the top: those that are seen. */
const seen = (feed: NewsTagFeed) =>
  [...feed.shadowRoot!.querySelectorAll('li.item slot')].flatMap((slot) =>
    (slot as HTMLSlotElement).assignedElements(),
  ) as HTMLElement[];
const titles = (feed: NewsTagFeed) => seen(feed).map((card) => card.querySelector('h3')!.textContent!.trim());

const rested = async (feed: NewsTagFeed) => {
  await feed.updateComplete;
  await until(() => !feed.shadowRoot!.querySelector('.shapes'));
};

async function show(template: string, list: Partial<Article>[], attributes = ''): Promise<NewsTagFeed> {
  const feed = put(`<news-tag-feed lang="en-GB" ${attributes}>${template}</news-tag-feed>`);
  feed.articles = list;
  await next(feed, 'news-load');
  return feed;
}

/** The only card that a template makes of an article. */
async function one(content: string, article: Partial<Article> = FULL, attributes = ''): Promise<HTMLElement> {
  const feed = await show(
    `<template slot="article">${content}<a data-news="url">Read</a></template>`,
    [article],
    attributes,
  );
  return seen(feed)[0]!;
}

afterEach(clear);

describe('an own card shows', () => {
  it('the fields that its elements name, instead of the usual card', async () => {
    const feed = await show(CARD, [FULL]);
    const [card] = seen(feed);
    const text = (selector: string) => card!.querySelector(selector)!.textContent;
    expect(text('.section')).to.equal('City');
    expect(text('h3')).to.equal('A bridge opens');
    expect(text('.text')).to.equal('After nine years.');
    expect(text('.paper')).to.equal('The Paper');
    expect(text('time')).to.equal('26 May 2024');
    expect([...card!.querySelectorAll('li button')].map((tag) => tag.textContent)).to.deep.equal(['bridges', 'cities']);
    expect(headlines(feed)).to.be.empty;
    expect(parts(feed, 'item')).to.have.length(1);
    expect(parts(feed, 'list')[0]!.getAttribute('role')).to.equal('list');
  });

  it('links to the article, and to a named publisher', async () => {
    const card = await one(
      '<a id="a" data-news="title"></a><a id="b" data-news="publisher"></a><a id="c" data-news="publisher.url">Its <i>site</i></a><a id="d" data-news="url"><b>More</b></a>',
      FULL,
      'target="_blank" rel="nofollow"',
    );
    const link = (id: string) => card.querySelector<HTMLAnchorElement>(`#${id}`)!;
    expect(['a', 'b', 'c', 'd'].map((id) => link(id).href)).to.deep.equal([
      FULL.url,
      'https://paper.example/',
      'https://paper.example/',
      FULL.url,
    ]);
    expect([link('c').innerHTML, link('d').innerHTML]).to.deep.equal(['Its <i>site</i>', '<b>More</b>']);
    expect([link('a').target, link('a').rel]).to.deep.equal(['_blank', 'noopener nofollow']);
  });

  it('lazy pictures without a referrer, with reserved space', async () => {
    const card = await one('<img id="a" data-news="image"><img id="b" data-news="publisher.icon" loading="eager">');
    const [image, icon] = card.querySelectorAll('img');
    expect(image!.src).to.equal(PICTURE);
    expect([image!.alt, image!.loading, image!.decoding, image!.referrerPolicy]).to.deep.equal([
      'The bridge at night',
      'lazy',
      'async',
      'no-referrer',
    ]);
    expect([image!.getAttribute('width'), image!.getAttribute('height')]).to.deep.equal(['640', '360']);
    expect([icon!.getAttribute('src'), icon!.getAttribute('alt'), icon!.loading]).to.deep.equal([
      'https://paper.example/icon.png',
      '',
      'eager',
    ]);
  });

  it('times in the format of the element, with a machine-readable date', async () => {
    const card = await one(
      '<time data-news="published"></time><span data-news="updated"></span><i data-news="time"></i>',
    );
    const time = card.querySelector('time')!;
    expect([time.textContent, time.dateTime]).to.deep.equal(['26 May 2024', FULL.published]);
    expect(time.title)
      .to.include('26 May 2024')
      .and.to.match(/\d:\d\d/);
    expect(card.querySelector('span')!.textContent).to.equal('1 Jun 2024');
    const feed = card.parentElement as NewsTagFeed;
    feed.timeFormat = 'relative';
    await feed.updateComplete;
    expect(time.textContent).to.match(/^\d years? ago$/);
  });

  it('the time at which a source first saw an article, marked as such', async () => {
    const seenOnly = { ...FULL, published: undefined, updated: undefined, seen: '2024-05-26T12:00:00Z' };
    const card = await one('<time data-news="time"></time><b data-news="published"></b>', seenOnly);
    expect(card.querySelector('time')!.textContent).to.include('26 May 2024').and.not.to.equal('26 May 2024');
    expect(card.querySelector('b')).to.equal(null);
  });

  it('lists as a sentence, or with one element per entry', async () => {
    const card = await one(
      '<p data-news="authors"></p><ol data-news="authors"><li class="one">by <a></a></li></ol><div data-news="tags"><i></i></div>',
    );
    expect(card.querySelector('p')!.textContent).to.equal('Ann Lee and Bo Ek');
    const entries = [...card.querySelectorAll('ol > .one a')] as HTMLAnchorElement[];
    expect(entries.map((entry) => [entry.textContent, entry.getAttribute('href')])).to.deep.equal([
      ['Ann Lee', 'https://paper.example/ann'],
      ['Bo Ek', null],
    ]);
    expect(card.querySelector('ol')!.textContent).to.equal('by Ann Leeby Bo Ek');
    expect([...card.querySelectorAll('div > i')].map((tag) => tag.textContent)).to.deep.equal(['bridges', 'cities']);
  });

  it('the language of the article on its texts, and the owner’s language on the owner’s', async () => {
    const card = await one(
      '<h3 data-news="title"></h3><p data-news="excerpt" lang="fr" dir="ltr"></p><b data-news="publisher"></b><ul data-news="tags"><li></li></ul>',
    );
    const attributes = (selector: string) =>
      ['lang', 'dir'].map((name) => card.querySelector(selector)!.getAttribute(name));
    expect(attributes('h3')).to.deep.equal(['de', 'auto']);
    expect(attributes('p')).to.deep.equal(['fr', 'ltr']);
    expect(attributes('b')).to.deep.equal([null, null]);
    // The direction of a row of tags is that of the page.
    expect(attributes('ul')).to.deep.equal([null, null]);
  });

  it('no elements for missing fields, and restores them in place when an article has them', async () => {
    const feed = await show(CARD, [{ url: FULL.url, title: 'Bare', id: 'x' }]);
    const [card] = seen(feed);
    for (const missing of ['.picture', 'img', '.section', '.text', '.paper', 'time', 'ul'])
      expect(card!.querySelector(missing), missing).to.equal(null);
    feed.articles = [{ ...FULL, id: 'x' }];
    await feed.updateComplete;
    expect(seen(feed)[0]).to.equal(card);
    expect(
      [...card!.firstElementChild!.children].map(({ localName, className }) => className || localName),
    ).to.deep.equal(['picture', 'section', 'h3', 'text', 'p', 'ul']);
    expect(card!.querySelector('ul')!.childElementCount).to.equal(2);
    feed.articles = [{ ...FULL, id: 'x', tags: ['rivers'], title: 'Another name', excerpt: undefined }];
    await feed.updateComplete;
    expect(titles(feed)).to.deep.equal(['Another name']);
    expect(card!.querySelector('ul')!.textContent).to.equal('rivers');
    expect(card!.querySelector('.text')).to.equal(null);
  });

  it('no broken picture', async () => {
    const image = { url: new URL('/nowhere.jpg', location.href).href };
    const feed = await show(CARD, [{ ...FULL, image }]);
    const [card] = seen(feed);
    await until(() => !card!.querySelector('img'));
    expect(card!.querySelector('.picture')).to.equal(null);
    feed.requestUpdate();
    await feed.updateComplete;
    expect(card!.querySelector('img')).to.equal(null);
    feed.articles = [{ ...FULL, image: { url: PICTURE } }];
    await feed.updateComplete;
    expect(card!.querySelector('img')!.src).to.equal(PICTURE);
  });

  it('an accessible name on a link that is only a picture', async () => {
    const card = await one('<a id="a" data-news="image"><img data-news="image"></a>', {
      ...FULL,
      image: { url: PICTURE },
    });
    expect(card.querySelector('#a')!.getAttribute('aria-label')).to.equal(FULL.title);
  });

  it('templates of several elements and text, also as frameworks fill them', async () => {
    const card = await one('One <b data-news="title"></b><i>two</i>');
    expect(card.textContent).to.equal(`One ${FULL.title}twoRead`);
    const feed = put('<news-tag-feed></news-tag-feed>');
    const template = document.createElement('template');
    template.slot = 'article';
    const link = document.createElement('a');
    link.dataset.news = 'title';
    // Not into its `content`.
    template.appendChild(link);
    feed.append(template);
    feed.articles = [FULL];
    await rested(feed);
    expect(seen(feed)[0]!.textContent).to.equal(FULL.title);
  });
});

describe('the page', () => {
  it('reaches the clones with its style sheets, in every layout, also from within a shadow root', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.mine h3 { color: rgb(1, 2, 3); font-size: 33px }');
    const outer = put<HTMLElement>('<div></div>');
    const root = outer.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    document.adoptedStyleSheets.push(sheet);
    for (const place of [document.body, root]) {
      const feed = put(`<news-tag-feed page-size="3">${CARD}</news-tag-feed>`);
      if (place === root) root.append(feed);
      feed.articles = articles(3);
      await rested(feed);
      for (const layout of ['list', 'grid', 'magazine', 'headlines', 'carousel'] as const) {
        feed.layout = layout;
        await feed.updateComplete;
        expect(titles(feed)).to.deep.equal(['Story 0', 'Story 1', 'Story 2']);
        const { color, fontSize } = getComputedStyle(seen(feed)[2]!.querySelector('h3')!);
        expect([color, fontSize]).to.deep.equal(['rgb(1, 2, 3)', '33px']);
        const boxes = parts(feed, 'item').map((box) => box.getBoundingClientRect());
        const inside = seen(feed).map((card) => card.firstElementChild!.getBoundingClientRect());
        inside.forEach((box, n) => expect(box.left).to.be.within(boxes[n]!.left - 1, boxes[n]!.right));
      }
    }
    document.adoptedStyleSheets.pop();
  });

  it('gives a card the whole height of its place in a grid', async () => {
    const template = CARD.replace('class="mine"', 'class="mine" style="height: 100%"');
    const feed = await show(template, [FULL, { url: 'https://paper.example/s', title: 'Short' }], 'layout="grid"');
    feed.style.inlineSize = '40em';
    await settled();
    const [high, low] = seen(feed).map((card) => card.firstElementChild!.getBoundingClientRect().height);
    expect(low).to.be.closeTo(high!, 1);
  });

  it('finds exactly the cards of a load when its event fires', async () => {
    const network = new Network();
    try {
      const feed = put(`<news-tag-feed src="/x.xml">${CARD}</news-tag-feed>`);
      const found: number[] = [];
      feed.addEventListener('news-load', () => found.push(cards(feed).length));
      (await network.request()).reply(rss(item('') + item('', 'https://paper.example/b').replace('Title', 'Other')));
      await reached(feed, 'ready');
      await until(() => found.length);
      void feed.refresh();
      (await network.request(1)).reply(rss(item('')));
      await until(() => found.length > 1);
      expect(found).to.deep.equal([2, 1]);
    } finally {
      network.restore();
    }
  });
});

describe('readers', () => {
  it('get the next page, with the focus on its first headline', async () => {
    const list = articles(7);
    // Its picture is a link as well, and comes first.
    list[3]!.image = { url: PICTURE };
    const feed = await show(CARD, list, 'page-size="3"');
    expect(titles(feed)).to.have.length(3);
    const before = seen(feed);
    parts(feed, 'more')[0]!.click();
    await until(() => titles(feed).length === 6);
    await settled();
    expect(document.activeElement!.textContent).to.equal('Story 3');
    expect(seen(feed).slice(0, 3)).to.deep.equal(before);
    await feed.showMore();
    expect(document.activeElement!.textContent).to.equal('Story 6');
    expect(cards(feed).map((card) => card.querySelector('h3')!.textContent)).to.deep.equal(titles(feed));
  });

  it('open articles with a cancelable event, and not by other links', async () => {
    const feed = await show(CARD.replace('</article>', '<a class="about" href="#about">About</a></article>'), [
      ...articles(2),
      FULL,
    ]);
    const opened: string[] = [];
    feed.addEventListener('news-article-open', (event) => {
      opened.push(`${event.index} ${event.article.title}`);
      event.preventDefault();
    });
    const press = (element: Element, type = 'click', init: MouseEventInit = {}) => {
      const event = new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const card = seen(feed)[2]!;
    // Nothing of these leads out of the page of the tests.
    for (const other of card.querySelectorAll('.paper, .about'))
      other.addEventListener('click', (event) => event.preventDefault());
    expect(press(card.querySelector('h3 a')!)).to.equal(true);
    expect(press(card.querySelector('img')!)).to.equal(true);
    press(card.querySelector('h3 a')!, 'auxclick', { button: 1 });
    press(card.querySelector('h3 a')!, 'auxclick', { button: 2 });
    press(card.querySelector('.paper')!);
    press(card.querySelector('.about')!);
    press(card.querySelector('.text')!);
    expect(opened).to.deep.equal(Array(3).fill('2 A bridge opens'));
  });

  it('select tags by button, but not by elements around the feed', async () => {
    const stage = put<HTMLElement>(`<section data-tag="page"><news-tag-feed>${CARD}</news-tag-feed></section>`);
    const feed = stage.querySelector('news-tag-feed')!;
    feed.articles = [FULL];
    await rested(feed);
    const picked: string[] = [];
    feed.addEventListener('news-tag-select', (event) => {
      picked.push(event.tag);
      event.preventDefault();
    });
    const [card] = seen(feed);
    card!.querySelectorAll('button')[1]!.click();
    card!.querySelector<HTMLElement>('.text')!.click();
    expect(picked).to.deep.equal(['cities']);
    expect(card!.querySelector('button')!.type).to.equal('button');
  });

  it('cause one view event per article', async () => {
    const feed = put(`<news-tag-feed page-size="2">${CARD}</news-tag-feed>`);
    const viewed: string[] = [];
    feed.addEventListener('news-article-view', (event) => viewed.push(event.article.title));
    feed.articles = articles(2);
    while (viewed.length < 2) await next(feed, 'news-article-view');
    expect(viewed.sort()).to.deep.equal(['Story 0', 'Story 1']);
  });

  it('move between the headlines of a carousel by arrow keys', async () => {
    const feed = await show(CARD, articles(3), 'layout="carousel"');
    await feed.updateComplete;
    const links = seen(feed).map((card) => card.querySelector<HTMLElement>('h3 a')!);
    links[0]!.focus();
    links[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true }));
    expect(document.activeElement).to.equal(links[1]);
  });

  for (const [page, style] of Object.entries(PAGES)) {
    it(`of every kind can use it on a ${page} page`, async () => {
      document.body.style.cssText = style;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.mine a, .mine button { color: inherit; background: none; min-block-size: 24px }');
      document.adoptedStyleSheets.push(sheet);
      const feed = await show(CARD, [FULL, ...articles(2)], 'page-size="2"');
      await settled();
      await audit(feed);
      document.adoptedStyleSheets.pop();
      document.body.style.cssText = '';
    });
  }
});

describe('a change', () => {
  it('of the order keeps the clone of an article, with its picture and focus', async () => {
    const list = [FULL, ...articles(3)];
    const feed = await show(CARD, list);
    const [first, , third] = seen(feed);
    const image = first!.querySelector('img')!;
    third!.querySelector<HTMLElement>('h3 a')!.focus();
    feed.articles = [...articles(1, 9), ...list.toReversed()];
    await feed.updateComplete;
    expect(titles(feed)).to.deep.equal(['Story 9', 'Story 2', 'Story 1', 'Story 0', 'A bridge opens']);
    expect(seen(feed)[4]).to.equal(first);
    expect(first!.querySelector('img')).to.equal(image);
    expect(document.activeElement).to.equal(third!.querySelector('h3 a'));
  });

  it('that removes an article moves the focus to the one in its place', async () => {
    const feed = await show(CARD, articles(3));
    seen(feed)[1]!.querySelector<HTMLElement>('h3 a')!.focus();
    feed.articles = [articles(1)[0]!, articles(1, 2)[0]!];
    await feed.updateComplete;
    expect(document.activeElement!.textContent).to.equal('Story 2');
    expect(cards(feed)).to.have.length(2);
  });

  it('of the template shows at once, without a request, and keeps the focus on its article', async () => {
    const network = new Network();
    try {
      const feed = put(`<news-tag-feed src="/x.xml"></news-tag-feed>`);
      (await network.request()).reply(rss(item('') + item('', 'https://paper.example/b').replace('Title', 'Other')));
      await reached(feed, 'ready');
      expect(headlines(feed)).to.deep.equal(['Title', 'Other']);
      parts(feed, 'link')[1]!.focus();

      // It comes late.
      const [template] = put<HTMLElement>(`<div>${CARD}</div>`).children as unknown as HTMLTemplateElement[];
      feed.append(template!);
      await until(() => seen(feed).length);
      expect([titles(feed), headlines(feed)]).to.deep.equal([['Title', 'Other'], []]);
      expect(document.activeElement).to.equal(seen(feed)[1]!.querySelector('h3 a'));

      // It is edited.
      template!.content.querySelector('.mine')!.className = 'yours';
      await until(() => feed.querySelector('.yours'));
      expect(cards(feed).map((card) => card.firstElementChild!.className)).to.deep.equal(['yours', 'yours']);
      expect(document.activeElement).to.equal(seen(feed)[1]!.querySelector('h3 a'));

      // Another takes its place.
      const other = document.createElement('template');
      other.slot = 'article';
      other.content.append(
        document.createRange().createContextualFragment('<h3><a data-news="title" class="other"></a></h3>'),
      );
      template!.replaceWith(other);
      await until(() => feed.querySelector('.other'));
      expect(titles(feed)).to.deep.equal(['Title', 'Other']);

      // It is no template for cards any more, and then is one again.
      other.slot = '';
      await until(() => headlines(feed).length);
      expect([cards(feed).length, headlines(feed)]).to.deep.equal([0, ['Title', 'Other']]);
      expect(feed.shadowRoot!.activeElement?.textContent?.trim()).to.equal('Other');
      other.slot = 'article';
      await until(() => seen(feed).length);
      other.remove();
      await until(() => headlines(feed).length);
      expect(cards(feed)).to.be.empty;
      expect(network.requests).to.have.length(1);
    } finally {
      network.restore();
    }
  });

  it('leaves no clones behind when the list ends, when the element leaves, or in a copy of the page', async () => {
    const feed = await show(CARD, articles(4));
    feed.articles = articles(2);
    await feed.updateComplete;
    expect(cards(feed)).to.have.length(2);
    const [first] = cards(feed);

    // A move is no leave.
    const stage = feed.parentElement!;
    stage.append(feed);
    await settled();
    expect(cards(feed)[0]).to.equal(first);

    feed.remove();
    await settled();
    expect(cards(feed)).to.be.empty;
    stage.append(feed);
    await settled();
    expect(titles(feed)).to.deep.equal(['Story 0', 'Story 1']);

    const copy = feed.cloneNode(true) as NewsTagFeed;
    copy.articles = articles(1);
    stage.append(copy);
    await rested(copy);
    expect(cards(copy)).to.have.length(1);

    feed.articles = [];
    await feed.updateComplete;
    expect(cards(feed)).to.be.empty;
    expect(feed.children).to.have.length(1);
  });
});

describe('beside other content of the element', () => {
  it('clones and the template do not count as fallback content', async () => {
    const network = new Network();
    try {
      const feed = put(`<news-tag-feed src="/x.xml">${CARD}</news-tag-feed>`);
      await network.request();
      expect(parts(feed, 'skeleton')).not.to.be.empty;
      (await network.request()).reply(rss(item('')));
      await reached(feed, 'ready');
      await rested(feed);
      feed.src = '/y.xml';
      await network.request(1);
      await feed.updateComplete;
      expect(cards(feed)).to.be.empty;
      expect(parts(feed, 'skeleton')).not.to.be.empty;
      network.requests[1]!.reply('', { status: 500 });
      await reached(feed, 'error');
      expect(parts(feed, 'message')).to.have.length(1);
    } finally {
      network.restore();
    }
  });

  it('clones are not read as inline articles', async () => {
    const feed = put(
      `<news-tag-feed provider="inline">${CARD}<a href="https://a.example/1">One</a> <a href="https://a.example/2">Two</a></news-tag-feed>`,
    );
    await reached(feed, 'ready');
    await rested(feed);
    expect(titles(feed)).to.deep.equal(['One', 'Two']);
    await feed.refresh();
    expect(titles(feed)).to.deep.equal(['One', 'Two']);
    const json = put(
      `<news-tag-feed provider="inline">${CARD}<script type="application/ld+json">{"@type":"NewsArticle","headline":"Three","url":"https://a.example/3"}</script></news-tag-feed>`,
    );
    await reached(json, 'ready');
    await rested(json);
    await json.refresh();
    expect(titles(json)).to.deep.equal(['Three']);
  });

  it('an element that is not a template shows the usual cards and warns the owner', async () => {
    const said = await logged(async () => {
      const feed = put('<news-tag-feed><div slot="article"><a data-news="title"></a></div></news-tag-feed>');
      feed.articles = articles(1);
      await until(() => headlines(feed).length);
    });
    expect(said).to.have.length(1);
    expect(said[0]).to.include('<div slot="article">').and.to.include('<template>');
  });

  it('a template deeper inside is ignored', async () => {
    const feed = put(`<news-tag-feed><div>${CARD}</div></news-tag-feed>`);
    feed.articles = articles(1);
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['Story 0']);
  });
});

describe('safety', () => {
  const ran: string[] = [];
  (window as unknown as { ran: (what: string) => void }).ran = (what) => void ran.push(what);
  const POISON = `"><img src=x onerror="ran('img')"><script>ran('script')</script><svg onload="ran('svg')">`;

  it('values of a feed become no markup, no invalid URL and no extra attribute', async () => {
    const hostile: Partial<Article> = {
      url: 'https://a.example/?"><script>ran(1)</script>',
      id: POISON,
      title: POISON,
      excerpt: POISON,
      category: POISON,
      image: { url: `https://a.example/x.svg#${POISON.replaceAll(' ', '')}`, alt: POISON },
      publisher: { name: POISON, url: 'https://a.example/"onclick=ran(2)' },
      authors: [{ name: POISON, url: 'https://a.example/"><b>' }],
      tags: [POISON],
      language: POISON,
    };
    const content = `${CARD.replace('<ul', '<p data-news="authors"></p><ul data-news="authors"><li><a></a></li></ul><i data-news="language"></i><b data-news="image.alt"></b><ul')}`;
    const feed = await show(content, [hostile, { url: `javascript:ran('link')`, title: 'Bad' }]);
    expect(seen(feed)).to.have.length(1);
    const all = [...feed.querySelectorAll('[slot^="article-"] *')];
    expect(all.filter((element) => element.matches('script, svg, b b, img:not([data-news])'))).to.be.empty;
    expect(titles(feed)).to.deep.equal([POISON]);
    const names = new Set(all.flatMap((element) => element.getAttributeNames()));
    expect([...names].filter((name) => name.startsWith('on'))).to.be.empty;
    for (const link of feed.querySelectorAll<HTMLAnchorElement>('.mine a[href]'))
      expect(link.protocol).to.equal('https:');
    feed.querySelectorAll<HTMLElement>('.mine button').forEach((button) => button.click());
    await settled();
    expect(ran).to.be.empty;
  });

  it('elements that run, style or embed are never filled, and the owner is warned once', async () => {
    const poison = { ...FULL, title: `ran('script')`, excerpt: '* { display: none }' };
    let card: HTMLElement;
    const said = await logged(async () => {
      card = await one(
        '<script data-news="title"></script><style data-news="excerpt"></style><iframe data-news="url"></iframe><svg><text data-news="title"></text></svg><p data-news="constructor">As it was</p><img data-news="title">',
        poison,
      );
      const feed = card.parentElement as NewsTagFeed;
      feed.articles = [poison, ...articles(2)];
      await feed.updateComplete;
    });
    expect(ran).to.be.empty;
    expect(card!.querySelector('script')).to.equal(null);
    expect(card!.querySelector('style')!.textContent).to.equal('');
    expect(card!.querySelector('iframe')!.getAttributeNames()).to.deep.equal(['data-news']);
    expect(card!.querySelector('text')!.textContent).to.equal('');
    expect(card!.querySelector('p')!.textContent).to.equal('As it was');
    expect(card!.querySelector('img')!.getAttributeNames()).to.deep.equal(['data-news']);
    for (const tag of ['script', 'style', 'iframe', 'text', 'p', 'img'])
      expect(
        said.filter((message) => message.includes(`<${tag}>`), tag),
        tag,
      ).to.have.length(1);
    expect(said).to.have.length(6);
    expect(said.find((message) => message.includes('<p>')))
      .to.include('<news-tag-feed>')
      .and.to.include('data-news="constructor"')
      .and.to.include('title, excerpt, category');
  });

  it('warns the owner about a template without a link, and about nested placeholders', async () => {
    const said = await logged(async () => {
      await show('<template slot="article"><h3 data-news="title"><a data-news="url"></a></h3></template>', articles(3));
      await show('<template slot="article"><p data-news="title"></p></template>', articles(3));
    });
    expect(said).to.have.length(2);
    expect(said[0]).to.include('holds other placeholders');
    expect(said[1]).to.include('has no link to the article');
  });
});
