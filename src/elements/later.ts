/** All that the first story of a plain feed need not wait for: loaded behind it, or when it is needed. */
export { chooserFor } from './choosing.js';
export { Reading } from './reading.js';
export { Upkeep } from './upkeep.js';
export * as extras from '../views/extras.js';
