import type { CSSResult } from 'lit';
import { interactionStyles, feedPartStyles, layoutStyles } from '../views/feed-parts.js';
import type { FeedOptions } from '../views/options.js';

/** Returns the style sheets that a list takes besides those of a plain first paint. */
export const deferredSheetsFor = ({ layout }: Pick<FeedOptions, 'layout'>): CSSResult[] => [
  interactionStyles,
  feedPartStyles,
  ...(layout === 'list' ? [] : [layoutStyles]),
];
