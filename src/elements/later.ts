/** All that the first story of a plain feed need not wait for: loaded behind it, or when it is needed. */
export { chooserFor } from './choosing.js';
export { addClock } from './clock.js';
export { FocusKeeper } from './focus-keeper.js';
export { pick } from './pick.js';
export { keepStrip } from './strip.js';
export { Upkeep } from './upkeep.js';
export { ViewObserver } from './view-observer.js';
export * as extras from '../views/extras.js';
