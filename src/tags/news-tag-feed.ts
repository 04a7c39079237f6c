import { NewsTagFeed } from '../elements/tag-feed-element.js';

NewsTagFeed.define();

export { NewsTagFeed };
