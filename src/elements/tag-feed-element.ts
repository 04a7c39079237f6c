import type { PropertyValues } from 'lit';
import type { Article } from '../model/article.js';
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { type NewsRequest, requestReaders, toRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import { readValues } from '../model/values.js';
import { cardStyles } from '../views/card-styles.js';
import { feedStyles } from '../views/feed-styles.js';
import { type FeedState, feedView } from '../views/feed.js';
import { type FeedOptions, feedReaders } from '../views/options.js';
import { fill, wordsFor } from '../views/words.js';
import { NewsArticleViewEvent } from './events.js';
import { feedsOnPage } from './feeds-on-page.js';
import { NewsController } from './news-controller.js';
import { NewsElement, declareAll, setDefaults } from './news-element.js';
import { pick } from './pick.js';
import { ViewObserver } from './view-observer.js';

const READERS = { ...requestReaders, ...feedReaders };

/**
 * News about a tag, as article cards.
 *
 * @summary News about a tag, as article cards
 * @tagname news-tag-feed
 *
 * @slot - The owner's own content: shown until news is there, and whenever nothing better is
 * @slot logo - A logo, linked or not, above the heading
 * @slot heading - Replaces the heading
 * @slot before - Above the list
 * @slot after - Below the list
 * @slot loading - Replaces the grey shapes shown while the first articles load
 * @slot empty - Replaces the sentence shown when nothing was found
 * @slot error - Replaces the sentence and the button shown when no news could be had
 *
 * @csspart header - Logo and heading
 * @csspart logo - The box of the logo
 * @csspart heading - The heading
 * @csspart list - The list of articles
 * @csspart item - One entry of the list
 * @csspart card - One article
 * @csspart media - The box of a picture; has its size before the picture comes
 * @csspart image - The picture
 * @csspart placeholder - What stands in that box without a picture
 * @csspart body - The text of a card
 * @csspart category - The section or first category
 * @csspart headline - The headline, a heading
 * @csspart link - The link in it
 * @csspart excerpt - The first sentences
 * @csspart meta - The line with publisher, authors and time
 * @csspart publisher - The publisher's name
 * @csspart authors - The authors' names
 * @csspart time - The time of publication
 * @csspart tags - The tags of an article
 * @csspart tag - One of them, a button
 * @csspart button - Any button that is not a tag
 * @csspart more - The button that shows more
 * @csspart retry - The button that tries again
 * @csspart message - The sentence in place of a list
 * @csspart skeleton - The shape of a card that has not come yet
 * @csspart stale - The note above news that could not be updated
 * @csspart status - What is said to assistive technology, not seen
 *
 * @cssprop [--news-font=inherit] - Font family
 * @cssprop [--news-text=inherit] - Text colour; muted text, rules and washes derive from it
 * @cssprop [--news-background=none] - Background
 * @cssprop [--news-accent] - Colour of categories and of the tag in the heading; default: a red mixed with the text colour
 * @cssprop [--news-muted] - Colour of the line with publisher and time; default: derived from the text colour
 * @cssprop [--news-rule] - Colour of hairlines; default: derived from the text colour
 * @cssprop [--news-wash] - Colour of empty picture boxes and notes; default: derived from the text colour
 * @cssprop [--news-focus=currentColor] - Colour of the focus outline
 * @cssprop [--news-radius=3px] - Radius of pictures and buttons
 * @cssprop [--news-padding=1.25em] - Padding of the box that `theme="light"` and `theme="dark"` draw
 * @cssprop [--news-gap=1.375em] - Space between cards, and between picture and text
 * @cssprop [--news-space=0.5em] - Space between the lines of a card
 * @cssprop [--news-measure=66ch] - Longest line of text
 * @cssprop [--news-line-height=1.5] - Line height of running text
 * @cssprop [--news-heading-size=1.5em] - Size of the heading
 * @cssprop [--news-heading-weight=700] - Weight of the heading
 * @cssprop [--news-headline-size=1.25em] - Size of headlines
 * @cssprop [--news-headline-weight=650] - Weight of headlines
 * @cssprop [--news-headline-line-height=1.22] - Line height of headlines
 * @cssprop [--news-excerpt-size=1em] - Size of excerpts
 * @cssprop [--news-excerpt-lines=3] - Lines of an excerpt; overrules the attribute
 * @cssprop [--news-category-size=0.8125em] - Size of categories
 * @cssprop [--news-meta-size=0.8125em] - Size of the line with publisher and time, and of tags
 * @cssprop [--news-image-ratio=16/9] - Ratio of pictures; overrules the attribute
 * @cssprop [--news-image-width] - Width of pictures beside text; default: a third of the list, 9em to 21em
 *
 * @cssstate idle - Nothing was asked for yet
 * @cssstate loading - News is being fetched
 * @cssstate ready - News is shown
 * @cssstate stale - News is shown, but could not be updated
 * @cssstate empty - The search found nothing
 * @cssstate error - No news could be had
 *
 * @fires {NewsStatusEvent} news-status - The status changed
 * @fires {NewsLoadEvent} news-load - A load finished, an empty one too
 * @fires {NewsErrorEvent} news-error - A source failed, also when others still give news
 * @fires {NewsArticleOpenEvent} news-article-open - A reader opens an article; cancelable
 * @fires {NewsArticleViewEvent} news-article-view - Half of a card was visible for a second, once per article
 * @fires {NewsTagSelectEvent} news-tag-select - A reader picks a tag; cancelable
 */
export class NewsTagFeed extends NewsElement {
  static override readonly tag = 'news-tag-feed';
  static override styles = [cardStyles, feedStyles];
  static override properties = {
    ...declareAll(READERS),
    articles: { attribute: false },
  };

  /**
   * The tag, word or phrase the articles are about; several separated by commas, or an array. Empty: all the source has.
   * @attr tag
   * @default ''
   */
  declare tag: string | string[];
  /**
   * With several tags: articles about any of them, or about all.
   * @attr tag-match
   * @default 'any'
   */
  declare tagMatch: 'any' | 'all';
  /**
   * URL of a feed (RSS, Atom, JSON Feed), or several, separated by white space, merged into one list; or an array.
   * @attr src
   * @default ''
   */
  declare src: string | string[];
  /**
   * At most so many articles in all, 1 to 1,000.
   * @attr limit
   * @default 30
   */
  declare limit: number;
  /**
   * Time limit per request: milliseconds, or text such as `10s`.
   * @attr timeout
   * @default '10s'
   */
  declare timeout: number | string;
  /**
   * How the articles are laid out.
   * @attr layout
   * @default 'list'
   */
  declare layout: 'list';
  /**
   * What a card shows besides its headline: of `image publisher time category excerpt authors tags`; order has no effect.
   * @attr fields
   * @default 'image publisher time category excerpt'
   */
  declare fields: string | string[];
  /**
   * Ratio of pictures, width to height: `16/9`, `4/3`, `1`.
   * @attr image-ratio
   * @default '16/9'
   */
  declare imageRatio: string | number;
  /**
   * Lines before an excerpt is cut, 1 to 50, or `all`.
   * @attr excerpt-lines
   * @default 3
   */
  declare excerptLines: number | 'all';
  /**
   * Text above the list; `{tag}` stands for the tag; empty hides it. Default: `Latest news with #{tag}`.
   * @attr heading
   */
  declare heading: string | undefined;
  /**
   * Level of the heading, 1 to 6; headlines use the next.
   * @attr heading-level
   * @default 2
   */
  declare headingLevel: number;
  /**
   * How times are told: relative for a week and then as a date, always relative, or always as a date.
   * @attr time-format
   * @default 'auto'
   */
  declare timeFormat: 'auto' | 'relative' | 'absolute';
  /**
   * So many articles at first, 1 to 1,000; the rest on demand.
   * @attr page-size
   * @default 10
   */
  declare pageSize: number;
  /**
   * How the rest comes: by a button, or not at all.
   * @attr more
   * @default 'button'
   */
  declare more: 'button' | 'none';
  /**
   * When to load: when the element comes near the viewport, or at once.
   * @attr loading
   * @default 'lazy'
   */
  declare loading: 'lazy' | 'eager';
  /**
   * Colours: derived from the page's own text colour, or always light or dark.
   * @attr theme
   * @default 'auto'
   */
  declare theme: 'auto' | 'light' | 'dark';
  /**
   * Where links open; see `target` of `<a>`.
   * @attr target
   * @default '_self'
   */
  declare target: string;
  /**
   * `rel` of links; `noopener` is always added with `_blank`.
   * @attr rel
   * @default ''
   */
  declare rel: string;
  /**
   * Your own articles to show instead of a feed: validated, in your order, nothing is fetched. `null` gives the feed back.
   * @default null
   */
  declare articles: Partial<Article>[] | null;

  #news = new NewsController(this, this.attachInternals(), (message) => this.warn(message));
  #views = new ViewObserver((item) => this.#onSeen(item));
  #request: NewsRequest | undefined;
  #options: FeedOptions | undefined;
  #shown = 0;
  #tagBefore: string | string[] | undefined;
  #viewed = new Set<string>();
  /** Ids of the articles whose cards are being watched. */
  #watched: string[] = [];
  #announcement = '';
  #hasFallback = false;

  constructor() {
    super();
    setDefaults(this, READERS);
    this.articles = null;
  }

  /** What is shown, or was loaded last: filtered and in order, also what waits behind the button. */
  get feed(): Feed | undefined {
    return this.#news.feed;
  }

  /** Where the element stands; also as a CSS state: `:state(loading)`. */
  get status(): NewsStatus {
    return this.#news.status;
  }

  /** Why there is no news, or no fresh news. */
  get error(): NewsError | undefined {
    return this.#news.error;
  }

  /** Fetches again, past the browser's own copy. Settles when that has ended, well or not. */
  async refresh(): Promise<void> {
    await this.#news.refresh();
  }

  /** Shows the next page of articles; focus goes to the first new headline. */
  async showMore(): Promise<void> {
    const first = this.#shown;
    const total = this.feed?.articles.length ?? 0;
    if (!this.#options || first >= total) return;
    this.#shown = Math.min(first + this.#options.pageSize, total);
    this.#announcement = fill(wordsFor(this.surroundings.locale).added, { count: this.#shown - first });
    this.requestUpdate();
    await this.updateComplete;
    this.#items()[first]?.querySelector<HTMLElement>('a')?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    feedsOnPage.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    feedsOnPage.delete(this);
    this.#views.disconnect();
    this.#watched = [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.#updateFallback();
    this.#options = readValues(feedReaders, this, this.complain);
    if (changed.has('articles')) this.#news.give(this.articles ?? undefined);
    this.#request = toRequest(this, this.complain, this.baseURI);
    this.#news.ask(this.#request, this.#options.loading === 'lazy');
    if (changed.has('tag') || changed.has('src') || changed.has('pageSize') || changed.has('articles')) this.#shown = 0;
    this.#shown = Math.max(this.#shown, this.#options.pageSize);
  }

  protected override render(): unknown {
    const options = { ...this.#options!, ...this.surroundings };
    return feedView(this.#state(), options, {
      onMore: () => void this.showMore(),
      onRetry: () => void this.refresh(),
      onPick: (event) => this.#onPick(event),
      onFallbackChange: () => this.#updateFallback(),
    });
  }

  protected override updated(): void {
    this.#announcement = '';
    const shown = this.feed?.articles.slice(0, this.#shown) ?? [];
    if (!this.isConnected || shown.every(({ id }, index) => id === this.#watched[index])) return;
    this.#watched = shown.map(({ id }) => id);
    this.#views.watch(this.#items());
  }

  #state(): FeedState {
    const { tag, tagMatch, limit } = this.#request!;
    const all = this.feed?.articles ?? [];
    return {
      status: this.status,
      articles: all.slice(0, this.#shown),
      waiting: Math.max(0, all.length - this.#shown),
      expected: Math.min(this.#options!.pageSize, limit),
      error: this.error,
      tags: tag,
      tagMatch,
      hasFallback: this.#hasFallback,
      announcement: this.#announcement,
    };
  }

  #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('li.item')];
  }

  #articleOf(item: Element | null | undefined): { article: Article; index: number } | undefined {
    const index = item ? this.#items().indexOf(item as HTMLElement) : -1;
    const article = this.feed?.articles[index];
    return article && { article, index };
  }

  /** White space between the tags is no content. */
  #updateFallback(): void {
    const has = [...(this.childNodes ?? [])].some(
      (node) =>
        (node instanceof Element ? !node.slot : node.nodeType === Node.TEXT_NODE) && node.textContent?.trim() !== '',
    );
    if (has === this.#hasFallback) return;
    this.#hasFallback = has;
    this.requestUpdate();
  }

  #onPick(event: MouseEvent): void {
    const picked = this.#articleOf((event.target as Element).closest('.item'));
    if (picked) pick(this, event, picked, (tag) => this.#selectTag(tag));
  }

  /** Picking the tag that the feed already is about leads back to the one before. */
  #selectTag(tag: string): void {
    if (this.tag === tag && this.#tagBefore !== undefined) {
      this.tag = this.#tagBefore;
      this.#tagBefore = undefined;
      return;
    }
    this.#tagBefore ??= this.tag ?? '';
    this.tag = tag;
  }

  #onSeen(item: Element): void {
    const seen = this.#articleOf(item);
    if (!seen || this.#viewed.has(seen.article.id)) return;
    this.#viewed.add(seen.article.id);
    this.dispatchEvent(new NewsArticleViewEvent(seen));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'news-tag-feed': NewsTagFeed;
  }
}
