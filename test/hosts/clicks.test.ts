import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NewsArticleOpenEvent, NewsTagFeed } from '../../src/index.js';
import { LAYOUTS, clear, parts, put, settled, until } from '../support/elements.js';
import { articles } from './articles.js';

type Point = [x: number, y: number];

let opened: NewsArticleOpenEvent[];
const note = (event: NewsArticleOpenEvent) => {
  opened.push(event);
  // Tests stay on their page.
  event.preventDefault();
};
before(() => setViewport({ width: 1000, height: 900 }));
beforeEach(() => {
  opened = [];
  document.addEventListener('news-article-open', note);
});
afterEach(async () => {
  document.removeEventListener('news-article-open', note);
  await resetMouse();
  await clear();
});
after(() => setViewport({ width: 800, height: 600 }));

const move = ([x, y]: Point) => sendMouse({ type: 'move', position: [Math.round(x), Math.round(y)] });
const click = ([x, y]: Point) => sendMouse({ type: 'click', position: [Math.round(x), Math.round(y)] });

async function drag(from: Point, to: Point): Promise<void> {
  await move(from);
  await sendMouse({ type: 'down' });
  await move(to);
  await sendMouse({ type: 'up' });
}

/** A place in an element, as parts of its width and height. */
function at(element: Element, across = 0.5, down = 0.5): Point {
  element.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width * across, top + height * down];
}

async function shown(attributes: string, width = 700, inside = ''): Promise<NewsTagFeed> {
  const feed = put(`<news-tag-feed ${attributes} style="display: block; width: ${width}px">${inside}</news-tag-feed>`);
  feed.articles = articles.slice(0, 3) as never;
  await feed.updateComplete;
  await until(() => !inside || feed.querySelector('[slot^="article-"]'));
  await settled();
  return feed;
}

/** The element that a reader's click goes to. */
const under = (feed: HTMLElement, [x, y]: Point) => feed.shadowRoot!.elementFromPoint(x, y)!;

describe('a click', () => {
  for (const layout of LAYOUTS) {
    it(`on any place of a card opens its article once, layout ${layout}`, async () => {
      for (const position of ['auto', 'start', 'end', 'top']) {
        for (const width of [250, 700]) {
          const feed = await shown(`layout="${layout}" image-position="${position}"`, width);
          const card = parts(feed, 'card')[0]!;
          for (const part of ['media', 'category', 'link', 'excerpt', 'meta', 'time', 'body', 'card']) {
            const piece = card.matches(`[part~="${part}"]`) ? card : card.querySelector(`[part~="${part}"]`);
            if (!piece?.checkVisibility() || !piece.getBoundingClientRect().width) continue;
            opened = [];
            // Corners, too: of the card, these are space round what is in it.
            const place = part === 'card' || part === 'media' ? at(piece, 0.02, 0.97) : at(piece, 0.3);
            // Of a ticker, most is out of sight.
            if (layout === 'ticker' && !card.contains(under(feed, place))) continue;
            await click(place);
            const where = `${part}, pictures at ${position}, ${width} pixels`;
            expect(
              opened.map(({ index }) => index),
              where,
            ).to.deep.equal([0]);
            expect(opened[0]!.article.title, where).to.equal(articles[0]!.title);
            const { originalEvent } = opened[0]!;
            expect(originalEvent.defaultPrevented, where).to.equal(true);
          }
          feed.remove();
        }
      }
    });
  }

  it('on a picture, a headline and the space around them hits the link itself', async () => {
    for (const layout of LAYOUTS) {
      const feed = await shown(`layout="${layout}"`);
      // What goes by would be beyond its box by the time that a slow browser looks.
      feed.shadowRoot!.getAnimations().forEach((animation) => animation.cancel());
      const link = parts(feed, 'link')[0];
      for (const part of ['media', 'link', 'headline']) {
        const [piece] = parts(feed, part);
        if (!piece) continue;
        const [x, y] = at(piece, 0.05);
        // Lines of a list of mere headlines have no space between their pieces.
        const isGap = part === 'headline' && !/headlines|ticker/.test(layout);
        const isLink = under(feed, isGap ? [x, piece.getBoundingClientRect().bottom + 4] : [x, y]) === link;
        expect(isLink, `${layout}: ${part}`).to.equal(true);
      }
      feed.remove();
    }
  });

  it('on a card outside a feed opens its article', async () => {
    const card = put<HTMLElement>(
      '<news-article-card href="https://a.example/1" headline="Alone" excerpt="Some words" image="/feeds/pictures/ferry.svg" style="width: 640px"></news-article-card>',
    );
    await settled();
    for (const part of ['media', 'excerpt', 'link']) await click(at(parts(card, part)[0]!));
    expect(opened.map(({ article }) => article.title)).to.deep.equal(['Alone', 'Alone', 'Alone']);
  });

  it('on a card before its element is defined hits the link', async () => {
    const feed = await shown('');
    const [media] = parts(feed, 'media');
    feed.shadowRoot!.adoptedStyleSheets = feed.shadowRoot!.adoptedStyleSheets.slice(0, 2);
    expect(under(feed, at(media!)) === parts(feed, 'link')[0]).to.equal(true);
  });

  it('on a tag selects the tag, and on a button triggers the button', async () => {
    const feed = await shown('fields="image tags excerpt" page-size="2"');
    const picked: string[] = [];
    feed.addEventListener('news-tag-select', (event) => {
      event.preventDefault();
      picked.push(event.tag);
    });
    await click(at(parts(feed, 'tag')[1]!));
    await click(at(parts(feed, 'more')[0]!));
    expect(picked).to.deep.equal(['public transport']);
    expect(parts(feed, 'card')).to.have.length(3);
    expect(opened).to.deep.equal([]);
  });

  it('with the right button opens nothing', async () => {
    const feed = await shown('');
    const init = { button: 2, bubbles: true, composed: true };
    for (const part of ['excerpt', 'link']) parts(feed, part)[0]!.dispatchEvent(new MouseEvent('auxclick', init));
    expect(opened).to.deep.equal([]);
  });

  it('that ends the selection of text opens nothing, and the next one does', async () => {
    const feed = await shown('');
    const [excerpt] = parts(feed, 'excerpt');
    await drag(at(excerpt!, 0.1, 0.3), at(excerpt!, 0.6, 0.3));
    expect(getSelection()!.toString().length).to.be.greaterThan(5);
    expect(opened).to.deep.equal([]);
    await click(at(excerpt!, 0.3));
    expect(opened).to.have.length(1);
  });

  it('that begins in the text can select the headline', async () => {
    const feed = await shown('');
    await drag(at(parts(feed, 'excerpt')[0]!, 0.6, 0.3), at(parts(feed, 'category')[0]!, 0.05, 0.5));
    expect(getSelection()!.toString()).to.include('Ferry crews vote').and.to.include('Some words');
    expect(opened).to.deep.equal([]);
  });
});

describe('a pointer', () => {
  it('anywhere on a card underlines its headline', async () => {
    for (const layout of LAYOUTS) {
      const feed = await shown(`layout="${layout}" fields="image excerpt publisher time tags"`);
      const [link, other] = parts(feed, 'link');
      for (const part of ['media', 'link', 'excerpt', 'publisher', 'tag']) {
        const [piece] = parts(feed, part);
        if (!piece?.checkVisibility()) continue;
        await move(at(piece, 0.3));
        expect(getComputedStyle(link!).textDecorationLine, `${layout}: ${part}`).to.equal('underline');
        expect(getComputedStyle(other!).textDecorationLine).to.equal('none');
      }
      feed.remove();
    }
  });
});

describe('own cards', () => {
  const OWN = `<p><img data-news="image" style="width: 100px; height: 60px"></p><h3><a data-news="title"></a></h3>
    <p data-news="excerpt"></p><a class="own" href="#elsewhere">Elsewhere</a> <button>Own</button>`;

  it('open their article by a click anywhere if they opt in', async () => {
    const feed = await shown('', 700, `<template slot="article"><article data-news="url">${OWN}</article></template>`);
    for (const selector of ['img', 'h3 a', 'p[data-news]', 'article']) {
      opened = [];
      await click(at(feed.querySelector(selector)!, 0.05, selector === 'article' ? 0.02 : 0.5));
      expect(opened, selector).to.have.length(1);
    }
  });

  it('keep the owner’s links and buttons working', async () => {
    const feed = await shown('', 700, `<template slot="article"><article data-news="url">${OWN}</article></template>`);
    let pressed = 0;
    feed.querySelector('button')!.onclick = () => pressed++;
    await click(at(feed.querySelector('button')!));
    await click(at(feed.querySelector('.own')!));
    await until(() => location.hash === '#elsewhere');
    history.replaceState(null, '', location.pathname + location.search);
    expect(pressed).to.equal(1);
    expect(opened).to.deep.equal([]);
  });

  it('that do not opt in open only by their links', async () => {
    const feed = await shown('', 700, `<template slot="article"><article>${OWN}</article></template>`);
    await click(at(feed.querySelector('p[data-news]')!));
    expect(opened).to.deep.equal([]);
    await click(at(feed.querySelector('h3 a')!, 0.05));
    expect(opened).to.have.length(1);
  });

  it('may cover themselves with their own link', async () => {
    const css =
      '<style>.own-card{position:relative} .own-card h3 a::after{content:"";position:absolute;inset:0}</style>';
    const feed = await shown(
      '',
      700,
      `<template slot="article">${css}<article class="own-card">${OWN}</article></template>`,
    );
    await click(at(feed.querySelector('img')!));
    expect(opened).to.have.length(1);
  });
});
