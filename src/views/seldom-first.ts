/** What few first paints need: shapes while news is late, themes, tags. */
export { chosenStyles } from './chosen-styles.js';
export { skeletonStyles, skeletonView } from './skeleton.js';
export { authorsView, tagsView } from './seldom-fields.js';
