/** Classes, functions and types. Importing this registers nothing, and is safe on a server. */
export { NewsAppPromo } from './elements/app-promo-element.js';
export { NewsArticleCard } from './elements/article-card-element.js';
export { type Settings, configure } from './elements/configure.js';
export {
  NewsArticleOpenEvent,
  NewsArticleViewEvent,
  NewsErrorEvent,
  NewsLoadEvent,
  NewsStatusEvent,
  NewsTagSelectEvent,
} from './elements/events.js';
export { NewsTagFeed } from './elements/tag-feed-element.js';
export { NewsTagList } from './elements/tag-list-element.js';
export { type LoadFeedOptions, loadFeed } from './feed/load-feed.js';
export type { ArticleInput } from './model/article-input.js';
export type { Article } from './model/article.js';
export { NewsError, type NewsErrorCode, type NewsErrorInit } from './model/error.js';
export type { Feed, FeedDraft } from './model/feed.js';
export type { NewsStatus } from './model/result.js';
export type { FeedDocument } from './providers/formats/document.js';
export type { FetchResource, InlineContent, Provider, ProviderQuery, ProviderResponse } from './providers/provider.js';
export { defineProvider } from './providers/define-provider.js';
export { parseFeed } from './providers/parse-feed.js';
