/** Deferred code of the elements: loads after the first story of a plain feed, or when needed. */
export { addControllers } from './controllers/add-controllers.js';
export { hydrate, replacePrerendered } from './hydrate.js';
export { attributionsOf } from '../feed/attributions.js';
export { hasNextPage } from '../feed/pagination.js';
export { deferredSheetsFor } from './deferred-sheets.js';
export * as feedParts from '../views/feed-parts.js';
