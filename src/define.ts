/** Registers every element under its standard name. Safe to load twice. */
export { NewsAppPromo } from './tags/news-app-promo.js';
export { NewsArticleCard } from './tags/news-article-card.js';
export { NewsTagFeed } from './tags/news-tag-feed.js';
