import { NewsArticleCard } from '../elements/article-card-element.js';

NewsArticleCard.define();

export { NewsArticleCard };
