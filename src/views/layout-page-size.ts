/** The number of articles that fills the rows of a layout. */
import { type FeedOptions, feedAttributes } from './options.js';

/** Numbers of articles that fill the rows of these layouts, for one to four columns. */
const FULL_ROWS: Partial<Record<string, number>> = { grid: 12, magazine: 11 };

/**
 * Returns the number of articles on the first page.
 * @param isDefault true if the owner has not set it
 */
export const pageSizeFor = ({ layout, pageSize }: FeedOptions, isDefault: boolean): number =>
  (isDefault && pageSize === feedAttributes.pageSize.fallback && FULL_ROWS[layout]) || pageSize;
