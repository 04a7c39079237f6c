/** All that the first story of a plain feed need not wait for: loaded behind it, or when it is needed. */
export { chooserFor } from './choosing.js';
export { addClock } from './clock.js';
export { pick } from './pick.js';
export { retry } from './retry.js';
export { Upkeep } from './upkeep.js';
export { ViewObserver } from './view-observer.js';
export * as extras from '../views/extras.js';
