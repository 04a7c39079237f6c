/** Registers every element under its standard name, with every provider. Safe to load twice. */
import { settings } from './network/settings.js';

export { NewsAppPromo } from './tags/news-app-promo.js';
export { NewsArticleCard } from './tags/news-article-card.js';
export { NewsTagFeed } from './tags/news-tag-feed.js';
export { NewsTagList } from './tags/news-tag-list.js';

settings.catalogue = () => import('./providers/catalogue.js');
