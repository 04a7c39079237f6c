/** Views that few first paints need: the skeleton, themes, tags. */
export { optionalStyles } from './optional-styles.js';
export { skeletonStyles, skeletonView } from './skeleton.js';
export { authorsView, tagsView } from './authors-and-tags.js';
