import type { ReactiveControllerHost } from 'lit';
import type { Article } from '../model/article.js';

/** State of a feed that other elements on the page may read. */
export interface FeedOnPage {
  /** Articles on screen. */
  readonly shown: Article[];
  /** All articles that arrived, before filtering. */
  readonly loaded: Article[];
}

/** All feeds in the page at this moment. */
export const feedsOnPage = new Map<ReactiveControllerHost, FeedOnPage>();

/** Listeners, called when the articles of a feed may have changed, and when it leaves the page. */
export const onFeedChange = new Set<(feed: ReactiveControllerHost) => void>();
