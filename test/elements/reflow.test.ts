import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { ALL_ELEMENTS, outOf } from '../support/all-elements.js';
import { LAYOUTS, clear, parts, put, reached, settled } from '../support/elements.js';
import { onPaper, withForcedColors, withLessMotion } from '../support/media.js';
import { Network } from '../support/network.js';

/** Text stays readable however a reader resizes or restyles the page. */

// WCAG 2.2, 1.4.12
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

let sheet: HTMLStyleElement;
beforeEach(() => {
  sheet = document.createElement('style');
  document.head.append(sheet);
});
afterEach(async () => {
  sheet.remove();
  await clear();
});

const box = (element: Element) => element.getBoundingClientRect();

/** Text that is seen: not what only assistive technology reads, nor what an ellipsis has taken away. */
const textsOf = (element: HTMLElement) =>
  ['heading', 'category', 'link', 'excerpt', 'publisher', 'authors', 'time', 'tag', 'more', 'message', 'button']
    .flatMap((part) => parts(element, part))
    .filter((one) => one.checkVisibility() && one.textContent!.trim() && !one.querySelector('.status'));

/** The lines of a text, as far as they can be seen: what an ellipsis stands for is beyond its box. */
function linesOf(element: Element): DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(element);
  const clip = box(element);
  return [...range.getClientRects()]
    .filter(({ top, bottom }) => (top + bottom) / 2 < clip.bottom)
    .map(({ left, right, top, height }) => {
      const [start, end] = [Math.max(left, clip.left), Math.min(right, clip.right)];
      return new DOMRect(start, top, Math.max(0, end - start), height);
    });
}

/** Expects no line to be cut through, and no text to lie on another. */
function expectWhole(element: HTMLElement, how: string): void {
  const texts = textsOf(element);
  for (const text of texts) {
    const clip = box(text);
    const { fontSize } = getComputedStyle(text);
    for (const { top, bottom } of linesOf(text)) {
      // The letters; their box may be higher than a narrow line.
      const [first, last] = [(top + bottom - parseFloat(fontSize)) / 2, (top + bottom + parseFloat(fontSize)) / 2];
      expect(first, `${how}: ${text.part} ${text.textContent}`).to.be.at.least(clip.top - 2);
      expect(last, `${how}: ${text.part} ${text.textContent}`).to.be.at.most(clip.bottom + 2);
    }
  }
  const lines = texts.flatMap((text) => linesOf(text).map((line) => ({ text, line })));
  lines.forEach(({ text, line }, index) => {
    for (const other of lines.slice(index + 1)) {
      if (text.contains(other.text) || other.text.contains(text)) continue;
      const across = Math.min(line.right, other.line.right) - Math.max(line.left, other.line.left);
      const down = Math.min(line.bottom, other.line.bottom) - Math.max(line.top, other.line.top);
      // The boxes of letters are higher than a narrow line.
      if (across > 2 && down > line.height / 2) expect.fail(`${how}: ${text.outerHTML} on ${other.text.outerHTML}`);
    }
  });
}

/** Into the shadow roots, too, as extensions of browsers do it. */
function styleAll(element: HTMLElement, css: string): void {
  sheet.textContent = css;
  const inner = new CSSStyleSheet();
  inner.replaceSync(css);
  element.shadowRoot!.adoptedStyleSheets.push(inner);
}

for (const [name, build] of Object.entries(ALL_ELEMENTS)) {
  it(`${name} is complete with the text spacing that readers may set, on the page and on every part`, async () => {
    const element = await build();
    const stage = element.parentElement!;
    for (const [how, act] of [
      ['by the page', () => (sheet.textContent = SPACING)],
      ['in every piece', () => styleAll(element, SPACING)],
    ] as const) {
      act();
      for (const width of [320, 700]) {
        stage.style.inlineSize = `${width}px`;
        await settled();
        expect(stage.scrollWidth, how).to.be.at.most(width);
        expectWhole(element, `${how}, ${width} px`);
      }
    }
  });

  it(`${name} is complete at 320 px, at 400 % zoom and with text of twice and four times the size`, async () => {
    const element = await build();
    const stage = element.parentElement!;
    stage.style.inlineSize = '320px';
    for (const size of [16, 32, 64]) {
      stage.style.fontSize = `${size}px`;
      await settled();
      expect(stage.scrollWidth, `${size} px`).to.be.at.most(320);
      expectWhole(element, `${size} px`);
    }
  });
}

describe('on paper', () => {
  afterEach(() => onPaper(false));

  for (const layout of LAYOUTS) {
    it(`${layout} has all its cards, complete and side by side, and no buttons`, async function () {
      const feed = (await ALL_ELEMENTS[`a feed, layout ${layout}`]!()) as NewsTagFeed;
      parts(feed, 'list')[0]!.style.animation = '';
      feed.parentElement!.style.inlineSize = '700px';
      feed.requestUpdate();
      await feed.updateComplete;
      if (!(await onPaper(true))) this.skip(); // This browser can't be told.
      await settled();
      expect(parts(feed, 'button').filter((button) => button.checkVisibility())).to.be.empty;
      expect(feed.shadowRoot!.getAnimations()).to.be.empty;
      expectWhole(feed, layout);
      const page = box(feed);
      const links = parts(feed, 'link');
      expect(links).to.not.be.empty;
      for (const card of parts(feed, 'card')) {
        expect(box(card).left).to.be.at.least(page.left - 1);
        expect(box(card).right).to.be.at.most(page.right + 1);
        for (let outer = outOf(card); outer && outer !== feed; outer = outOf(outer)) {
          if (getComputedStyle(outer).overflow === 'visible') continue;
          expect(box(card).bottom, outer.className).to.be.at.most(box(outer).bottom + 1);
        }
      }
      expect(box(feed).bottom).to.be.at.least(box(parts(feed, 'card').at(-1)!).bottom);
    });
  }

  it('the promo and the list of tags are hidden', async function () {
    const elements = [await ALL_ELEMENTS['an app promo']!(), await ALL_ELEMENTS['a list of tags']!()];
    if (!(await onPaper(true))) this.skip(); // This browser can't be told.
    expect(elements.map((element) => element.checkVisibility())).to.deep.equal([false, false]);
  });
});

describe('with reduced motion', () => {
  afterEach(() => withLessMotion(false));

  it('a ticker does not move, has no button, and can be scrolled', async function () {
    if (!(await withLessMotion(true))) this.skip(); // This browser can't be told.
    const feed = (await ALL_ELEMENTS['a feed, layout ticker']!()) as NewsTagFeed;
    const [list] = parts(feed, 'list');
    list!.style.animation = '';
    feed.style.inlineSize = '400px';
    feed.requestUpdate();
    await feed.updateComplete;
    expect(list!.getAnimations()).to.be.empty;
    expect(parts(feed, 'pause')[0]!.checkVisibility()).to.be.false;
    const track = list!.parentElement!;
    expect(track.scrollWidth).to.be.greaterThan(track.clientWidth);
    track.scrollLeft = 99_999;
    expect(track.scrollLeft).to.be.greaterThan(100);
  });

  it('the shapes of cards and of tags do not move', async function () {
    const network = new Network();
    const feed = put<NewsTagFeed>('<news-tag-feed src="/never.xml"></news-tag-feed><news-tag-list></news-tag-list>');
    await network.request();
    const list = feed.nextElementSibling as HTMLElement;
    const moving = () =>
      [feed, list].flatMap((element) => parts(element, 'skeleton')).filter((one) => one.getAnimations().length).length;
    await settled();
    const before = moving();
    const can = await withLessMotion(true);
    await settled();
    const after = moving();
    network.restore();
    if (!can) this.skip(); // This browser can't be told.
    expect(before).to.be.greaterThan(0);
    expect(after).to.equal(0);
  });
});

describe('in forced colours', () => {
  afterEach(() => withForcedColors(false));

  it('the buttons of a ticker and a carousel are distinguishable', async function () {
    if (!(await withForcedColors(true))) this.skip(); // This browser can't be told.
    const ticker = (await ALL_ELEMENTS['a feed, layout ticker']!()) as NewsTagFeed;
    ticker.style.inlineSize = '400px';
    ticker.requestUpdate();
    await ticker.updateComplete;
    const [pause] = parts(ticker, 'pause');
    pause!.click();
    // A triangle, not a box: three of its borders are not to be seen.
    const { forcedColorAdjust, borderTopColor } = getComputedStyle(pause!, '::before') as CSSStyleDeclaration & {
      forcedColorAdjust: string;
    };
    expect([forcedColorAdjust, borderTopColor]).to.deep.equal(['none', 'rgba(0, 0, 0, 0)']);
    const carousel = (await ALL_ELEMENTS['a feed, layout carousel']!()) as NewsTagFeed;
    await settled();
    const colours = ['previous', 'next'].map((part) => getComputedStyle(parts(carousel, part)[0]!).color);
    expect(colours[0]).to.not.equal(colours[1]);
  });

  it('elements marked by colour alone have a border', async function () {
    if (!(await withForcedColors(true))) this.skip(); // This browser can't be told.
    const feed = put<NewsTagFeed>('<news-tag-feed loading="click" src="https://a.example/x.xml"></news-tag-feed>');
    await reached(feed, 'idle');
    while (!parts(feed, 'consent').length) await settled();
    for (const element of [parts(feed, 'consent')[0]!, parts(await ALL_ELEMENTS['an app promo']!(), 'promo')[0]!])
      expect(getComputedStyle(element).borderTopStyle).to.equal('solid');
  });
});
