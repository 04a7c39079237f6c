import type { Article } from '../model/article.js';
import type { FeedOptions, RenderContext } from '../views/options.js';

/** A list that is on screen before its element has rendered anything. */
export interface PaintedView {
  options: FeedOptions & RenderContext;
  /** The articles of its cards; `undefined` for HTML of a server, until the element has compared it with its own. */
  articles?: readonly Article[];
  /** True if more of the first page is about to be painted. */
  isPart?: boolean;
  /** True if a server has rendered it: then it has style sheets of its own, and no listeners. */
  isPrerendered?: boolean;
}

/** Views rendered by the first paint or a server, by element. Elements without an entry have nothing on screen. */
export const paintedViews = new WeakMap<object, PaintedView>();
