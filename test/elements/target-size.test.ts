import { expect } from 'chai';
import { ALL_ELEMENTS, controlsOf, outOf } from '../support/all-elements.js';
import { LAYOUTS, clear, parts, settled } from '../support/elements.js';

/** Sizes of pointer targets. */

const SIZE = 24;

afterEach(clear);

const under = (element: Element, x: number, y: number) =>
  (element.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);

/** Returns the area of a target: for a headline, the whole card except where text lies above. */
function reachOf(target: HTMLElement): DOMRect {
  const { content, position } = getComputedStyle(target, '::after');
  const isWide = content !== 'none' && position === 'absolute';
  return (isWide ? target.closest('[part~="card"]')! : target).getBoundingClientRect();
}

const middleOf = ({ left, right, top, bottom }: DOMRect) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });

const distance = ({ x, y }: { x: number; y: number }, { left, right, top, bottom }: DOMRect) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/** Returns whether a square of 24 px round its middle belongs to it, which a test of the points in it says. */
function isLarge(target: HTMLElement): boolean {
  target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const { x, y } = middleOf(target.getBoundingClientRect());
  const half = SIZE / 2 - 0.5;
  return [-half, 0, half].every((dx) =>
    [-half, 0, half].every((dy) => {
      const found = under(target, x + dx, y + dy);
      return found === target || target.contains(found);
    }),
  );
}

/** WCAG 2.2, 2.5.8, spacing: a circle of 24 px meets neither another target nor the circle of another small one. */
const isApart = (target: HTMLElement, others: HTMLElement[], small: HTMLElement[]) =>
  others.every((other) => {
    const middle = middleOf(target.getBoundingClientRect());
    if (distance(middle, reachOf(other)) < SIZE / 2) return false;
    const { x, y } = middleOf(other.getBoundingClientRect());
    return !small.includes(other) || Math.hypot(x - middle.x, y - middle.y) >= SIZE;
  });

for (const [name, build] of Object.entries(ALL_ELEMENTS)) {
  for (const width of [320, 760]) {
    it(`targets in ${name} are large enough or spaced apart, ${width} px wide`, async () => {
      const element = await build();
      element.parentElement!.style.inlineSize = `${width}px`;
      await settled();
      const targets = controlsOf(element);
      expect(targets).to.not.be.empty;
      const small = targets.filter((target) => !isLarge(target));
      const bad = small.filter(
        (target) =>
          !isApart(
            target,
            targets.filter((other) => other !== target),
            small,
          ),
      );
      expect(bad.map(({ textContent }) => textContent!.trim())).to.be.empty;
      // Only a headline in a row of its own, or one that an owner has made, may need that.
      for (const target of small) expect(target.matches('[part="link"], [data-news]'), target.outerHTML).to.be.true;
    });
  }
}

describe('text can be selected', () => {
  const TEXTS = ['heading', 'category', 'excerpt', 'publisher', 'authors', 'time'];

  for (const name of [...LAYOUTS.map((layout) => `a feed, layout ${layout}`), 'a card']) {
    it(`in ${name}, though the whole card leads to the article`, async () => {
      const element = await ALL_ELEMENTS[name]!();
      for (const text of TEXTS.flatMap((part) => parts(element, part))) {
        if (!text.checkVisibility() || !text.textContent!.trim()) continue;
        text.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        const range = document.createRange();
        range.selectNodeContents(text);
        const { left, top, width, height } = range.getClientRects()[0]!;
        const { x, y } = { x: left + Math.min(width / 2, 8), y: top + height / 2 };
        // A ticker is longer than its place.
        if (x < 0 || x > innerWidth || isCutOff(text, x)) continue;
        expect(text.contains(under(text, x, y)), `${text.part}: ${text.textContent}`).to.be.true;
      }
      for (const text of [...TEXTS, 'link'].flatMap((part) => parts(element, part)))
        expect(getComputedStyle(text).userSelect).to.not.equal('none');
    });
  }

  function isCutOff(element: Element, x: number): boolean {
    for (let box: Element | null = element; box; box = outOf(box)) {
      const { left, right } = box.getBoundingClientRect();
      if (getComputedStyle(box).overflowX !== 'visible' && (x < left || x > right)) return true;
    }
    return false;
  }
});
