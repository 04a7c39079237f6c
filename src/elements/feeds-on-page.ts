import type { NewsTagFeed } from './tag-feed-element.js';

/** All feeds in the page at this moment. */
export const feedsOnPage = new Set<NewsTagFeed>();
