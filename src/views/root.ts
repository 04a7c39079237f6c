import type { CardOptions, Layout } from './options.js';

/** Returns the classes of the box around a card or a list. */
export function rootClasses({ imagePosition, theme }: CardOptions, layout: Layout | 'single'): string {
  // By width too, which the style sheet knows.
  const usual = layout === 'list' || layout === 'magazine' ? 'end' : 'top';
  return `root as-${layout} ${imagePosition === 'auto' ? `auto at-${usual}` : `at-${imagePosition}`} ${theme}`;
}

/** Returns the custom properties of that box. */
export const rootProperties = ({ imageRatio, excerptLines }: CardOptions): string =>
  `${imageRatio === '16 / 9' ? '' : `--_ratio:${imageRatio};`}--_lines:${excerptLines === 'all' ? 'none' : excerptLines};--_kept-lines:${Number(excerptLines) || 3}`;
