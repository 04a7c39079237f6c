import type { Article, NewsTagFeed } from 'newsrack';

type Articles = NonNullable<NewsTagFeed['articles']>;

export const earlier: Articles = [
  { url: 'https://example.org/first', title: 'The first story', published: '2026-05-26T09:30:00Z' },
  { url: 'https://example.org/second', title: 'The second story', published: '2026-05-25T09:30:00Z' },
];

export const later: Articles = [{ url: 'https://example.org/third', title: 'The third story' }];

/** A feed takes the articles that another one has from its source, also with the strictest options of TypeScript. */
export const handedOn = (articles: Article[]): Articles => articles;
