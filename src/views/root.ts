import type { CardOptions, Layout } from './options.js';

/** Returns the classes of the box round a card or a list, for its style sheet. */
export function rootClasses({ imagePosition, theme }: CardOptions, layout: Layout | 'single'): string {
  // By width too, which the style sheet knows.
  const usual = layout === 'list' || layout === 'magazine' ? 'end' : 'top';
  return `root as-${layout} ${imagePosition === 'auto' ? `auto at-${usual}` : `at-${imagePosition}`} ${theme}`;
}

/** The custom properties that go with it. */
export const rootProperties = ({ imageRatio, excerptLines }: CardOptions): string =>
  `${imageRatio === '16 / 9' ? '' : `--_ratio:${imageRatio};`}--_lines:${excerptLines === 'all' ? 'none' : excerptLines};--_kept-lines:${Number(excerptLines) || 3}`;
