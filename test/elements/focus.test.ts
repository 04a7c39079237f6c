import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { ALL_ELEMENTS, SOME, controlsOf, focused, outOf } from '../support/all-elements.js';
import { clear, headlines, parts, put, reached, settled, until } from '../support/elements.js';
import { rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** Who uses the keyboard sees where they are, gets everywhere, and is never thrown back to the top of the page. */

const press = (key: string) => sendKeys({ press: key });

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  await clear();
});

/**
 * Puts a button before an element, with the focus on it, and one behind it: browsers whose windows have buttons of their
 * own would lead from the last of a page to these, and not back.
 */
function startBefore(element: HTMLElement): HTMLButtonElement {
  const [before, after] = ['Before', 'After'].map((name) =>
    Object.assign(document.createElement('button'), { textContent: name }),
  ) as [HTMLButtonElement, HTMLButtonElement];
  element.before(before);
  element.after(after);
  before.focus();
  return after;
}

/** Returns whether a box that scrolls or clips hides some of the outline; sideways only where it would fit. */
function isOutlineCut(element: Element): boolean {
  const { outlineOffset, outlineWidth } = getComputedStyle(element);
  const reach = parseFloat(outlineOffset) + parseFloat(outlineWidth);
  const { left, right, top, bottom, width } = element.getBoundingClientRect();
  for (let box = outOf(element); box && box !== document.body; box = outOf(box)) {
    const { overflowX, overflowY } = getComputedStyle(box);
    const clip = box.getBoundingClientRect();
    if (overflowY !== 'visible' && (top - reach < clip.top - 0.5 || bottom + reach > clip.bottom + 0.5)) return true;
    const fits = width + 2 * reach <= clip.width;
    if (overflowX !== 'visible' && fits && (left - reach < clip.left - 0.5 || right + reach > clip.right + 0.5))
      return true;
  }
  return false;
}

for (const [name, build] of Object.entries(ALL_ELEMENTS)) {
  it(`moves through ${name} in order, with a complete outline`, async () => {
    const element = await build([SOME[0]!, SOME[3]!, SOME[1]!, SOME[2]!]);
    const controls = controlsOf(element);
    const after = startBefore(element);
    for (const control of controls) {
      await press('Tab');
      const active = focused()!;
      expect(active.outerHTML).to.equal(control.outerHTML);
      await settled();
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      expect(outlineStyle, active.outerHTML).to.not.equal('none');
      // Own cards have that of the page.
      if (!active.part.length) continue;
      expect(parseFloat(outlineWidth)).to.be.at.least(2);
      // Browsers take their time to bring it into view.
      await until(() => !isOutlineCut(active));
    }
    await press('Tab');
    expect(focused()).to.equal(after);
  });

  it(`moves through ${name} in reading order`, async () => {
    const element = await build();
    const links = controlsOf(element).filter(({ localName, part }) => localName === 'a' && !part.contains('button'));
    links.slice(1).forEach((link, index) => {
      const [before, after] = [links[index]!, link].map((one) => one.getBoundingClientRect());
      const isBelow = after!.top >= before!.bottom - 1;
      expect(isBelow || after!.left > before!.left, link.textContent!).to.be.true;
    });
  });
}

describe('in a carousel', () => {
  for (const name of ['a feed, layout carousel', 'a carousel of own cards']) {
    it(`of ${name}, keys move between headlines and scroll the focused one into view`, async () => {
      const feed = (await ALL_ELEMENTS[name]!()) as NewsTagFeed;
      feed.style.inlineSize = '500px';
      const list = parts(feed, 'list')[0]!;
      const links = controlsOf(feed).filter(({ localName }) => localName === 'a');
      links[0]!.focus();
      const last = links.length - 1;
      for (const [key, at] of [
        ['ArrowRight', 1],
        ['ArrowLeft', 0],
        ['ArrowLeft', 0],
        ['End', last],
        ['ArrowRight', last],
        ['Home', 0],
      ] as const) {
        await press(key);
        expect(links.indexOf(focused()!), key).to.equal(at);
        const inView = () => {
          const [clip, box] = [list, links[at]!].map((one) => one.getBoundingClientRect());
          return box!.left >= clip!.left - 1 && box!.left < clip!.right;
        };
        await until(inView);
      }
    });
  }

  it('buttons work by Enter and Space, and keep the focus at the ends', async () => {
    const feed = (await ALL_ELEMENTS['a feed, layout carousel']!()) as NewsTagFeed;
    feed.style.inlineSize = '300px';
    await settled();
    const list = parts(feed, 'list')[0]!;
    const next = parts(feed, 'next')[0]!;
    next.focus();
    await press('Enter');
    await until(() => list.scrollLeft > 100);
    const isEnd = () => next.getAttribute('aria-disabled') === 'true';
    list.scrollTo({ left: list.scrollWidth, behavior: 'instant' });
    await until(isEnd);
    await press(' ');
    expect(focused()).to.equal(next);
  });
});

describe('in a ticker', () => {
  const tickers = {
    'of the usual cards': () => ALL_ELEMENTS['a feed, layout ticker']!(),
    'of own cards': async () => {
      const feed = (await ALL_ELEMENTS['a feed of own cards']!()) as NewsTagFeed;
      feed.setAttribute('layout', 'ticker');
      await feed.updateComplete;
      return feed;
    },
  };
  for (const [name, build] of Object.entries(tickers)) {
    it(`${name}, headlines stop while one has the focus, and move on afterwards`, async function () {
      const feed = (await build()) as NewsTagFeed;
      const list = parts(feed, 'list')[0]!;
      list.style.animation = '';
      feed.style.inlineSize = '400px';
      feed.requestUpdate();
      await feed.updateComplete;
      const isMoving = () => list.getAnimations().some(({ playState }) => playState === 'running');
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.skip();
      await until(isMoving);
      startBefore(feed);
      await press('Tab');
      await press('Tab');
      expect(isMoving()).to.be.false;
      // The beginning of a headline, however long it is.
      await until(() => {
        const [box, clip] = [focused()!, list.parentElement!].map((one) => one.getBoundingClientRect());
        return box!.left >= clip!.left && box!.left < clip!.left + clip!.width / 2;
      });
      focused()!.blur();
      await until(isMoving);
    });
  }
});

describe('is not lost', () => {
  const one = (title: string) => `<item><title>${title}</title><link>https://a.example/${title}</link></item>`;

  it('when a reader shows more by key, but moves to the first new headline', async () => {
    for (const layout of ['list', 'carousel', 'magazine']) {
      const feed = put(`<news-tag-feed layout="${layout}" page-size="2"></news-tag-feed>`);
      feed.articles = SOME;
      await reached(feed, 'ready');
      parts(feed, 'more')[0]!.focus();
      await press('Enter');
      await until(() => headlines(feed).length === 4);
      await until(() => focused()?.textContent?.trim() === SOME[2]!.title);
      await clear();
    }
  });

  it('when a retry succeeds or fails', async () => {
    const feed = put<NewsTagFeed>('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).reply('', { status: 500 });
    await reached(feed, 'error');
    parts(feed, 'retry')[0]!.focus();
    await press('Enter');
    (await network.request(1)).reply('', { status: 500 });
    await until(() => focused() === parts(feed, 'retry')[0]);
    await reached(feed, 'error');
    await press('Enter');
    (await network.request(2)).reply(rss(one('A')));
    await until(() => focused()?.textContent?.trim() === 'A');
  });

  it('when a tag on a card is selected, and selected again', async () => {
    const feed = put('<news-tag-feed fields="tags"></news-tag-feed>');
    feed.articles = SOME;
    await reached(feed, 'ready');
    const tag = parts(feed, 'tag').find(({ textContent }) => textContent === 'cities')!;
    tag.focus();
    await press('Enter');
    await until(() => headlines(feed).length === 1);
    expect(focused()?.textContent).to.equal('cities');
    await press(' ');
    await until(() => headlines(feed).length === SOME.length);
    expect(focused()?.textContent).to.equal('cities');
  });

  it('when a reader gives consent', async () => {
    const feed = put('<news-tag-feed loading="click" src="https://a.example/x.xml"></news-tag-feed>');
    await until(() => parts(feed, 'agree').length > 0);
    parts(feed, 'agree')[0]!.focus();
    await press('Enter');
    (await network.request()).reply(rss(one('A')));
    await until(() => focused()?.textContent?.trim() === 'A');
  });
});
