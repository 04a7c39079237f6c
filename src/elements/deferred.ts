/** Everything of the elements that the first story of a plain feed need not wait for: loaded behind it, or when needed. */
export { withoutShownElsewhere } from './shown-elsewhere.js';
export { addControllers } from './controllers/add-controllers.js';
export { hydrate, replacePrerendered } from './hydrate.js';
export { attributionsOf } from '../feed/attributions.js';
export { hasNextPage } from '../feed/pagination.js';
export { deferredSheetsFor } from './deferred-sheets.js';
export * as feedParts from '../views/feed-parts.js';
