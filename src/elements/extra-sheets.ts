import type { CSSResult } from 'lit';
import { extraCardStyles, extraStyles, layoutStyles } from '../views/extras.js';
import type { FeedOptions } from '../views/options.js';

/** Returns the style sheets that a list takes besides those of a plain first paint. */
export const extraSheetsFor = ({ layout }: Pick<FeedOptions, 'layout'>): CSSResult[] => [
  extraCardStyles,
  extraStyles,
  ...(layout === 'list' ? [] : [layoutStyles]),
];
