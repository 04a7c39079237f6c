import type { ReactiveControllerHost } from 'lit';
import type { Article } from '../model/article.js';

/** State of a feed that other elements on the page may read. */
export interface FeedOnPage {
  /** The articles that it shows. */
  readonly shown: Article[];
  /** All articles that came, whatever they are about. */
  readonly loaded: Article[];
}

/** All feeds in the page at this moment. */
export const feedsOnPage = new Map<ReactiveControllerHost, FeedOnPage>();

/** Called whenever what a feed shows may have changed, and when it leaves the page. */
export const onFeedChange = new Set<(feed: ReactiveControllerHost) => void>();
