/** Styles of feeds rendered on a server: the element's own, for a `<style>` or a linked file. */
import { cardStyles } from '../views/card-styles.js';
import { optionalStyles } from '../views/optional-styles.js';
import { interactionStyles, feedPartStyles, layoutStyles } from '../views/feed-parts.js';
import { feedStyles } from '../views/feed-styles.js';
import type { FeedOptions } from '../views/options.js';
import { rootProperties } from '../views/root.js';
import { skeletonStyles } from '../views/skeleton.js';

/** Without scripts, hides buttons and lets readers scroll instead. */
const WITHOUT_SCRIPT = `
  @media (scripting: none) {
    .more, .agree, .controls, .tags { display: none }
    .as-carousel .strip, .as-ticker .strip { padding: 0 }
    .as-carousel .list { padding-block-end: 1em; scrollbar-width: thin }
    .as-ticker .track { scrollbar-width: thin }
  }`;

/** Returns the style sheets in the order in which the element adopts them. */
const sheets = (layout?: FeedOptions['layout']): string =>
  [
    cardStyles,
    feedStyles,
    optionalStyles,
    skeletonStyles,
    interactionStyles,
    feedPartStyles,
    ...(layout === 'list' ? [] : [layoutStyles]),
  ]
    .map(({ cssText }) => cssText)
    .join('') + WITHOUT_SCRIPT;

const minify = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    // Escaped, so that the file works with any charset.
    .replace(/[^ -~]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)
    .trim();

/** Returns the CSS for a `<style>` of one feed. */
export const inlineStyles = (options: FeedOptions): string =>
  minify(`${sheets(options.layout)}:host{${rootProperties(options)}}`);

/** Returns the CSS of a file for all feeds. Classes set the values of one feed: policies that need a file block `style`. */
export function linkedStyles(): string {
  const numbers = Array.from({ length: MAX_CLASS }, (_, index) => index + 1);
  return minify(
    `${sheets()}.values{display:contents;--_ratio:var(--_w) / var(--_h)}` +
      numbers.map((n) => `.w${n}{--_w:${n}}.h${n}{--_h:${n}}`).join('') +
      ['all' as const, ...numbers.slice(0, 50)].map((n) => `.n${n}{${linesOf(n)}}`).join(''),
  );
}

const linesOf = (excerptLines: FeedOptions['excerptLines']) =>
  rootProperties({ excerptLines } as FeedOptions).replace(/^.*?;/, '');

/** Returns the classes for the values that the root's `style` attribute sets in browsers. */
export function valueClasses({ imageRatio, excerptLines }: FeedOptions): string {
  // As in browsers: narrow cards have another ratio unless the owner sets one.
  if (imageRatio === '16 / 9') return `values n${excerptLines}`;
  const [width, height] = imageRatio.split(' / ').map(Number) as [number, number];
  const [w, h] = fraction(width / height);
  return `values w${w} h${h} n${excerptLines}`;
}

/** Largest numerator and denominator that have a class. */
const MAX_CLASS = 100;

/** Returns the nearest fraction of numbers that have a class. It is exact for ratios in use, such as 16/9. */
function fraction(ratio: number): [number, number] {
  let best: [number, number] = [1, 1];
  for (let h = 1; h <= MAX_CLASS; h++) {
    const w = Math.min(MAX_CLASS, Math.max(1, Math.round(ratio * h)));
    if (Math.abs(w / h - ratio) < Math.abs(best[0] / best[1] - ratio) - Number.EPSILON) best = [w, h];
  }
  return best;
}
