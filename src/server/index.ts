/** For servers: Node and edge runtimes. */
export { type FeedAttributes, type RenderOptions, feedStyleSheet, renderFeed } from './render.js';
