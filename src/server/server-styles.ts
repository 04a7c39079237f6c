/** What a list made on a server looks like: as the element's own, in a `<style>` or a file of its own. */
import { cardStyles } from '../views/card-styles.js';
import { chosenStyles } from '../views/chosen-styles.js';
import { interactionStyles, feedPartStyles, layoutStyles } from '../views/feed-parts.js';
import { feedStyles } from '../views/feed-styles.js';
import type { FeedOptions } from '../views/options.js';
import { rootProperties } from '../views/root.js';
import { skeletonStyles } from '../views/skeleton.js';

/** Without a script, buttons do nothing: they are not there, and what they reach is reached by scrolling. */
const WITHOUT_SCRIPT = `
  @media (scripting: none) {
    .more, .agree, .controls, .tags { display: none }
    .as-carousel .strip, .as-ticker .strip { padding: 0 }
    .as-carousel .list { padding-block-end: 1em; scrollbar-width: thin }
    .as-ticker .track { scrollbar-width: thin }
  }`;

/** In the order in which the element adopts them. */
const sheets = (layout?: FeedOptions['layout']): string =>
  [
    cardStyles,
    feedStyles,
    chosenStyles,
    skeletonStyles,
    interactionStyles,
    feedPartStyles,
    ...(layout === 'list' ? [] : [layoutStyles]),
  ]
    .map(({ cssText }) => cssText)
    .join('') + WITHOUT_SCRIPT;

const tight = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    // Whatever the page or the server of the file says of its characters.
    .replace(/[^ -~]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)
    .trim();

/** For a `<style>`. */
export const inlineStyles = (options: FeedOptions): string =>
  tight(`${sheets(options.layout)}:host{${rootProperties(options)}}`);

/** A file can't know what one element is told, and policies that want one forbid attributes of style: classes say it. */
export function linkedStyles(): string {
  const numbers = Array.from({ length: MOST }, (_, index) => index + 1);
  return tight(
    `${sheets()}.values{display:contents;--_ratio:var(--_w) / var(--_h)}` +
      numbers.map((n) => `.w${n}{--_w:${n}}.h${n}{--_h:${n}}`).join('') +
      ['all' as const, ...numbers.slice(0, 50)].map((n) => `.n${n}{${linesOf(n)}}`).join(''),
  );
}

const linesOf = (excerptLines: FeedOptions['excerptLines']) =>
  rootProperties({ excerptLines } as FeedOptions).replace(/^.*?;/, '');

/** The classes for what the `style` of the root says in a browser. */
export function valueClasses({ imageRatio, excerptLines }: FeedOptions): string {
  const [width, height] = imageRatio.split(' / ').map(Number) as [number, number];
  const [w, h] = fraction(width / height);
  return `values w${w} h${h} n${excerptLines}`;
}

/** Numerators and denominators that have a class. */
const MOST = 100;

/** The nearest fraction of numbers that have a class: exactly what was meant for all ratios that people write. */
function fraction(ratio: number): [number, number] {
  let best: [number, number] = [1, 1];
  for (let h = 1; h <= MOST; h++) {
    const w = Math.min(MOST, Math.max(1, Math.round(ratio * h)));
    if (Math.abs(w / h - ratio) < Math.abs(best[0] / best[1] - ratio) - Number.EPSILON) best = [w, h];
  }
  return best;
}
