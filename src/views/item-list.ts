/** Structured data for crawlers: schema.org in JSON-LD. */
import type { Article } from '../model/article.js';

/** Returns an https://schema.org/ItemList of the articles on screen, in their order. */
export const itemList = (name: string, articles: Article[]): string =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    name: name || undefined,
    itemListElement: articles.map((article, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      item: newsArticle(article),
    })),
  });

const newsArticle = ({ url, title, excerpt, image, publisher, authors, tags, ...article }: Article) => ({
  '@type': 'NewsArticle',
  url,
  headline: title,
  description: excerpt || undefined,
  image: image?.url,
  datePublished: article.published,
  dateModified: article.updated,
  author: authors.length ? authors.map(({ name, url }) => ({ '@type': 'Person', name, url })) : undefined,
  publisher: publisher && { '@type': 'Organization', name: publisher.name, url: publisher.url },
  articleSection: article.category,
  keywords: tags.length ? tags : undefined,
  inLanguage: article.language,
});
