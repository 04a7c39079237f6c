/** Views that few first paints need: the skeleton, themes, tags. */
export { chosenStyles } from './chosen-styles.js';
export { skeletonStyles, skeletonView } from './skeleton.js';
export { authorsView, tagsView } from './seldom-fields.js';
