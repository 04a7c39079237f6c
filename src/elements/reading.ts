import type { LitElement } from 'lit';
import type { Article } from '../model/article.js';
import { addedSentence, extraCardStyles, extraStyles, layoutStyles } from '../views/extras.js';
import type { FeedOptions, Surroundings } from '../views/options.js';
import { addClock } from './clock.js';
import { NewsArticleViewEvent } from './events.js';
import { FocusKeeper } from './focus-keeper.js';
import type { NewsController } from './news-controller.js';
import { pick } from './pick.js';
import { keepStrip } from './strip.js';
import { keepStructuredData } from './structured-data.js';
import { ViewObserver } from './view-observer.js';
import { whenNear } from './when-near.js';

/** What readers do with a list once it is there: look at it, go on in it, open articles, pick tags. */
export class Reading {
  /** Said by assistive technology after the next change. */
  announcement = '';

  #feed: LitElement & { tag: string | string[] };
  #news: NewsController;
  #focus: FocusKeeper;
  #views = new ViewObserver((item) => this.#onSeen(item));
  #viewed = new Set<string>();
  /** Ids of the articles whose cards are being watched. */
  #watched: string[] = [];
  #scroll: IntersectionObserver | undefined;
  #stopClock: (() => void) | undefined;
  #options: (FeedOptions & Surroundings) | undefined;
  #isPaging = false;
  #tagBefore: string | string[] | undefined;

  constructor(feed: LitElement & { tag: string | string[] }, news: NewsController) {
    this.#feed = feed;
    this.#news = news;
    const root = feed.renderRoot as ShadowRoot;
    this.#focus = new FocusKeeper(root);
    for (const { styleSheet } of [extraCardStyles, extraStyles, layoutStyles])
      if (styleSheet) root.adoptedStyleSheets.push(styleSheet);
  }

  /** To be called before a change of what is shown. */
  note(): void {
    this.#focus.note();
  }

  /** To be called after it. */
  update(options: FeedOptions & Surroundings, shown: Article[]): void {
    this.announcement = '';
    this.#options = options;
    this.#focus.restore();
    this.#keepStructuredData(options, shown);
    this.#news.upkeep?.checkServed();
    this.#stopClock ??= addClock(this.#feed);
    keepStrip(this.#feed.renderRoot as ShadowRoot, options.layout);
    this.#watchMore(options);
    if (shown.every(({ id }, index) => id === this.#watched[index])) return;
    this.#watched = shown.map(({ id }) => id);
    this.#views.watch(this.#items());
  }

  /** The element has left the page. */
  stop(): void {
    this.#views.disconnect();
    this.#scroll?.disconnect();
    this.#stopClock?.();
    this.#stopClock = undefined;
    this.#watched = [];
  }

  /** Shows the next page, and brings the focus to the first headline in it. */
  async showMore(): Promise<void> {
    const first = await this.#addPage();
    if (first !== undefined) this.#focusOn(first);
  }

  /** Shows the articles that wait for the reader, and brings the focus to the first. */
  async showFresh(): Promise<void> {
    this.#news.upkeep?.showFresh();
    await this.#feed.updateComplete;
    this.#focusOn(0);
  }

  onPick(event: MouseEvent): void {
    const picked = this.#articleOf((event.target as Element).closest('.item'));
    if (picked) pick(this.#feed, event, picked, (tag) => this.#selectTag(tag));
  }

  /** Adds a page of articles to the list, loading it if need be. Its first place in the list, if there is one. */
  async #addPage(): Promise<number | undefined> {
    const news = this.#news;
    const first = news.shown;
    if (!this.#options || this.#isPaging) return undefined;
    if (first >= news.total && news.upkeep?.hasNextPage) {
      this.#isPaging = true;
      await news.upkeep.loadNextPage().finally(() => (this.#isPaging = false));
    }
    this.#feed.requestUpdate();
    if (first >= news.total) return undefined;
    news.shown = Math.min(first + this.#options.pageSize, news.total);
    this.announcement = addedSentence(news.shown - first, this.#options);
    await this.#feed.updateComplete;
    return first;
  }

  /** With `more="scroll"` the button is pressed by coming near it. */
  #watchMore({ more, layout }: FeedOptions): void {
    this.#scroll?.disconnect();
    const button = this.#feed.renderRoot.querySelector('button.more');
    if (more !== 'scroll' || !button) return;
    // The end of a carousel is not where its button is.
    const end = layout === 'carousel' ? this.#items().at(-1)! : button;
    this.#scroll = whenNear(end, '400px', () => void this.#addPage());
  }

  #keepStructuredData({ structuredData }: FeedOptions, shown: Article[]): void {
    const name = this.#feed.renderRoot.querySelector('ul.list')?.getAttribute('aria-label') ?? '';
    keepStructuredData(this.#feed, name, structuredData === false ? [] : shown);
  }

  #focusOn(index: number): void {
    this.#items()[index]?.querySelector<HTMLElement>('a')?.focus();
  }

  #items(): HTMLElement[] {
    return [...this.#feed.renderRoot.querySelectorAll<HTMLElement>('li.item')];
  }

  #articleOf(item: Element | null): { article: Article; index: number } | undefined {
    const index = item ? this.#items().indexOf(item as HTMLElement) : -1;
    const article = this.#news.feed?.articles[index];
    return article && { article, index };
  }

  /** Picking the tag that the feed already is about leads back to the one before. */
  #selectTag(tag: string): void {
    const feed = this.#feed;
    if (feed.tag === tag && this.#tagBefore !== undefined) {
      feed.tag = this.#tagBefore;
      this.#tagBefore = undefined;
      return;
    }
    this.#tagBefore ??= feed.tag ?? '';
    feed.tag = tag;
  }

  #onSeen(item: Element): void {
    const seen = this.#articleOf(item);
    if (!seen || this.#viewed.has(seen.article.id)) return;
    this.#viewed.add(seen.article.id);
    this.#feed.dispatchEvent(new NewsArticleViewEvent(seen));
  }
}
