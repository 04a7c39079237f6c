import type { Article } from '../model/article.js';
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsStatus } from '../model/result.js';

/** Every event bubbles and crosses shadow roots, so that one listener on the page hears all elements. */
class NewsEvent extends Event {
  constructor(type: string, fields: object, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    Object.assign(this, fields);
  }
}

/** The status of an element changed. */
export class NewsStatusEvent extends NewsEvent {
  declare readonly status: NewsStatus;

  constructor(init: { status: NewsStatus }) {
    super('news-status', init);
  }
}

/** A load finished, with or without articles. */
export class NewsLoadEvent extends NewsEvent {
  declare readonly feed: Feed;
  /** True if this is a copy kept in the browser. */
  declare readonly fromCache: boolean;
  /** True if it is known to be out of date. */
  declare readonly stale: boolean;

  constructor(init: { feed: Feed; fromCache: boolean; stale: boolean }) {
    super('news-load', init);
  }
}

/** A source failed, also when others gave news. */
export class NewsErrorEvent extends NewsEvent {
  declare readonly error: NewsError;

  constructor(init: { error: NewsError }) {
    super('news-error', init);
  }
}

/** A reader opens an article, by click, middle click or key. Cancel it to keep the browser from following the link. */
export class NewsArticleOpenEvent extends NewsEvent {
  declare readonly article: Article;
  /** Position in the list, from 0. */
  declare readonly index: number;
  declare readonly originalEvent: MouseEvent;

  constructor(init: { article: Article; index: number; originalEvent: MouseEvent }) {
    super('news-article-open', init, true);
  }
}

/** Half of a card was visible for a second. Once per article. */
export class NewsArticleViewEvent extends NewsEvent {
  declare readonly article: Article;
  /** Position in the list, from 0. */
  declare readonly index: number;

  constructor(init: { article: Article; index: number }) {
    super('news-article-view', init);
  }
}

/** A reader picks a tag. Cancel it to keep the feed from changing to that tag. */
export class NewsTagSelectEvent extends NewsEvent {
  declare readonly tag: string;

  constructor(init: { tag: string }) {
    super('news-tag-select', init, true);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'news-status': NewsStatusEvent;
    'news-load': NewsLoadEvent;
    'news-error': NewsErrorEvent;
    'news-article-open': NewsArticleOpenEvent;
    'news-article-view': NewsArticleViewEvent;
    'news-tag-select': NewsTagSelectEvent;
  }
}
