import type { Article } from '../model/article.js';
import { toRequest } from '../model/request.js';
import { filterArticles } from '../select/filter-articles.js';
import { withoutSameLinks } from '../select/repeats.js';
import { selectArticles } from '../select/select-articles.js';
import { type WeighedTag, weighTags } from '../select/tag-counts.js';
import { selectedTag, ownArticles } from './tag-selection.js';
import { feedsOnPage } from './feeds-on-page.js';
import { ownFeed } from './own-articles.js';
import type { NewsTagFeed } from './tag-feed-element.js';

/** Counts the tags of a feed over all loaded articles, except those that its owner excludes. */
export class TagCounter {
  tags: WeighedTag[] = [];

  /** Input of the last count: the articles, their sources, and the owner's filters. */
  #articles: Article[] = [];
  #sources = '';
  #filter = '';

  /** Forgets the tags: another feed has others. */
  reset(): void {
    this.#articles = this.tags = [];
  }

  /**
   * Counts again when other articles have come, or others are wanted. While a reader has chosen a tag of a source that
   * searches, all articles are about that one: the tags that led there stay.
   */
  update(feed: NewsTagFeed): void {
    const arrived = ownArticles(feed) ?? feedsOnPage.get(feed)?.loaded;
    // The feed has just left the page.
    if (!arrived) return;
    const request = toRequest(feed, () => {}, feed.baseURI);
    const { src, provider, include, exclude, excludePublisher, maxAge } = request;
    const sources = JSON.stringify([src, provider]);
    const filter = JSON.stringify([include, exclude, excludePublisher, maxAge]);
    const isSame = arrived.length === this.#articles.length && arrived.every((one, n) => one === this.#articles[n]);
    if (isSame && filter === this.#filter) return;
    const isComing = !arrived.length && isWaiting(feed);
    const urls = new Set(arrived.map(({ url }) => url));
    const isSearch =
      selectedTag(feed) && sources === this.#sources && !this.#articles.every(({ url }) => urls.has(url));
    if (isComing || isSearch) return;
    this.#articles = arrived;
    this.#sources = sources;
    this.#filter = filter;
    // The limit per publisher applies to each tag by itself.
    const unlimited = { ...request, perPublisher: Infinity, limit: Infinity };
    this.tags = weighTags(
      selectArticles(arrived, unlimited, Date.now(), ownFeed(feed.articles) ? withoutSameLinks : filterArticles),
    );
  }
}

/** Returns whether articles may still arrive. Unknown before the reader's consent. */
export const isWaiting = ({ status, loading }: NewsTagFeed): boolean =>
  status === 'loading' || (status === 'idle' && loading !== 'click');
