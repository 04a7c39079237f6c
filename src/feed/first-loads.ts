import type { Loaded } from './load-feeds.js';

/** What was asked for on behalf of an element before it was defined. */
export interface FirstLoad {
  /** See `requestKey`. */
  key: string;
  loading: Promise<Loaded>;
  /** Once that has come. */
  loaded?: Loaded;
  /** Whether only the first stories of the page are on screen yet. */
  isPart?: boolean;
}

/** By element. Each is used once: an element that is defined goes on where its first load has got to. */
export const firstLoads = new WeakMap<object, FirstLoad>();
