import { type PropertyValues, ReactiveElement } from 'lit';
import type { ArticleInput } from '../model/article-input.js';
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { type NewsRequest, requestAttributes, toRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import { parseAttributes } from '../model/values.js';
import { articleCard } from '../views/article-card.js';
import { cardStyles } from '../views/card-styles.js';
import { feedStyles } from '../views/feed-styles.js';
import { type FeedViewModel, feedView } from '../views/feed.js';
import type { SideEffects } from '../feed/session.js';
import { withArchive } from '../feed/with-archive.js';
import { pageSizeFor } from '../views/layout-page-size.js';
import { type FeedOptions, feedAttributes } from '../views/options.js';
import { CardSteps } from './card-steps.js';
import { OwnContent } from './controllers/own-content.js';
import { easeUp } from './ease-up.js';
import * as optionalViews from '../views/optional-views.js';
import { feedsOnPage, onFeedChange } from './feeds-on-page.js';
import { FeedController } from './feed-controller.js';
import { feedModel } from './feed-model.js';
import { isOnScreen } from './is-on-screen.js';
import { NewsElement, declareProperties, setDefaults } from './news-element.js';
import { readOwn } from './own-articles.js';
import { type PaintedView, paintedViews } from './painted-views.js';
import {
  releaseReservedHeight,
  renderWithReservedHeight,
  measureHeights,
  reserveMeasuredHeight,
} from './reserved-height.js';
import { adoptSheets } from './sheets.js';
import { waitForFirstRenderSlot } from './render-slot.js';

const ATTRIBUTES = { ...requestAttributes, ...feedAttributes };

/**
 * News about a tag, as article cards.
 *
 * @summary News about a tag, as article cards
 * @tagname news-tag-feed
 *
 * @slot - Fallback content: shown until articles arrive, and instead of errors
 * @slot logo - A logo, linked or not, above the heading
 * @slot heading - Replaces the heading
 * @slot before - Above the list
 * @slot after - Below the list
 * @slot loading - Replaces the grey shapes shown while the first articles load
 * @slot empty - Replaces the sentence shown when nothing was found
 * @slot error - Replaces the sentence and the button shown when no news could be loaded
 * @slot article - A `<template>` that replaces the cards; what `data-news` names in it is filled in
 *
 * @csspart header - Logo and heading
 * @csspart logo - The box of the logo
 * @csspart heading - The heading
 * @csspart list - The list of articles
 * @csspart item - One entry of the list
 * @csspart card - One article
 * @csspart media - The box of a picture; has its size before the picture comes
 * @csspart image - The picture
 * @csspart placeholder - The empty place in that box, seen while the picture loads and when it is broken
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
 * @csspart controls - The buttons of a carousel or ticker
 * @csspart previous - The button that leads back in a carousel
 * @csspart next - The button that leads on in a carousel
 * @csspart pause - The button that stops a ticker, and lets it go on
 * @csspart retry - The button that tries again
 * @csspart new - The button that shows newer articles
 * @csspart consent - The request for consent before anything is loaded
 * @csspart agree - The button that gives consent
 * @csspart attribution - The line that names the service the news comes from, if it requires that
 * @csspart message - The sentence in place of a list
 * @csspart skeleton - The grey shape of a card that is loading
 * @csspart stale - The note above news that could not be updated
 * @csspart status - The announcement for assistive technology; not visible
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
 * @cssprop [--news-padding] - Padding round it all; default: none, 1.25em in the box that a `theme` draws
 * @cssprop [--news-gap=1.375em] - Space between cards, and between picture and text
 * @cssprop [--news-space=0.5em] - Space between the lines of a card
 * @cssprop [--news-columns=4] - Maximum number of columns of a `grid`
 * @cssprop [--news-column-width] - Least width of a column of a `grid`, width of a card of a `carousel`; default: 13em, 16em
 * @cssprop [--news-measure=66ch] - Longest line of text
 * @cssprop [--news-line-height=1.5] - Line height of running text
 * @cssprop [--news-heading-size=1.5em] - Size of the heading
 * @cssprop [--news-heading-weight=700] - Weight of the heading
 * @cssprop [--news-headline-font=inherit] - Font family of headlines
 * @cssprop [--news-headline-size] - Size of headlines; default: by layout and width, 1em to 1.375em
 * @cssprop [--news-headline-weight=650] - Weight of headlines
 * @cssprop [--news-headline-line-height=1.22] - Line height of headlines
 * @cssprop [--news-headline-lines] - Lines before a headline is cut; default: by layout and width, 2 to 6
 * @cssprop [--news-lead-size] - Size of the first headline of a `magazine`; default: by width, 1.5em to 2.25em, without a picture up to 3.25em
 * @cssprop [--news-excerpt-size=0.9375em] - Size of excerpts
 * @cssprop [--news-excerpt-lines=3] - Lines of an excerpt; overrules the attribute
 * @cssprop [--news-category-size=0.8125em] - Size of categories
 * @cssprop [--news-meta-size=0.8125em] - Size of the line with publisher and time, and of tags
 * @cssprop [--news-image-ratio=16/9] - Ratio of pictures; overrules the attribute; narrow thumbs beside text are square
 * @cssprop [--news-image-width] - Width of pictures beside text; default: by layout, a third of the list at most
 * @cssprop [--news-pace=7s] - How long a `ticker` takes for each article
 *
 * @cssstate idle - Nothing was requested yet
 * @cssstate loading - News is being fetched
 * @cssstate ready - News is shown
 * @cssstate stale - News is shown, but could not be updated
 * @cssstate empty - The search found nothing
 * @cssstate error - No news could be loaded
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
  static override styles = [cardStyles, feedStyles, optionalViews.optionalStyles, optionalViews.skeletonStyles];
  static override properties = {
    ...declareProperties(ATTRIBUTES),
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
   * URL of a feed (RSS, Atom, JSON Feed), or of the site or server that `provider` reads; several, separated by white
   * space or as an array, are merged into one list. Empty: `provider` decides.
   * @attr src
   * @default ''
   */
  declare src: string | string[];
  /**
   * Where news comes from: `feed`, `gdelt`, `wordpress`, `wordpress-com`, `ghost`, `hacker-news`, `spaceflight-news`,
   * `mastodon`, `forem`, `guardian`, `json`, `inline`, or one made with `defineProvider`; several separated by white space,
   * or an array. Default: `feed` with `src`, else `gdelt`.
   * @attr provider
   * @default ''
   */
  declare provider: string | string[];
  /**
   * A key for services whose keys are made for browsers. Anyone can read it in the page.
   * @attr api-key
   * @default ''
   */
  declare apiKey: string;
  /**
   * URL of your relay, for feeds of other hosts that send no CORS headers. Without `src` and `provider`, the articles come from its archive.
   * Default: that of `configure`, which is only for feeds, else none.
   * @attr relay
   * @default ''
   */
  declare relay: string;
  /**
   * For the provider `json`, the names of the members in its responses: `items: data.posts, title: headline`, or an object.
   * @attr map
   */
  declare map: string | object | undefined;
  /**
   * Only articles with one of these words or phrases, in title, excerpt or tags: separated by commas, or an array.
   * `+` between words asks for all of them.
   * @attr include
   * @default ''
   */
  declare include: string | string[];
  /**
   * No articles with one of these; written like `include`.
   * @attr exclude
   * @default ''
   */
  declare exclude: string | string[];
  /**
   * No articles of these publishers: names or hosts, separated by commas, or an array.
   * @attr exclude-publisher
   * @default ''
   */
  declare excludePublisher: string | string[];
  /**
   * No older articles: milliseconds, or text such as `36h`, `7d`. Those without a date stay. Default: any age.
   * @attr max-age
   */
  declare maxAge: number | string | undefined;
  /**
   * Maximum number of articles of one publisher (1–1,000).
   * @attr per-publisher
   * @default 1000
   */
  declare perPublisher: number;
  /**
   * Maximum number of articles (1–1,000).
   * @attr limit
   * @default 30
   */
  declare limit: number;
  /**
   * Time limit per request: milliseconds, or text such as `10s`. Default: `10s`; GDELT `20s`.
   * @attr timeout
   */
  declare timeout: number | string | undefined;
  /**
   * Layout of the articles. All layouts depend on the width of the element, not of the screen. `headlines` and `ticker` show
   * no pictures or excerpts; a `carousel` scrolls sideways, and a `ticker` moves along a single line.
   * @attr layout
   * @default 'list'
   */
  declare layout: 'list' | 'grid' | 'magazine' | 'headlines' | 'carousel' | 'ticker';
  /**
   * Fields that a card shows besides its headline, of `image publisher time category excerpt authors tags`; order has no effect.
   * @attr fields
   * @default 'image publisher time category excerpt'
   */
  declare fields: string | string[];
  /**
   * Ratio of pictures, width to height: `16/9`, `4/3`, `1`. By default, pictures beside text are square in an element that is
   * narrower than 30em.
   * @attr image-ratio
   * @default '16/9'
   */
  declare imageRatio: string | number;
  /**
   * Where pictures stand, seen from the text; `auto`: by layout and width.
   * @attr image-position
   * @default 'auto'
   */
  declare imagePosition: 'auto' | 'start' | 'end' | 'top';
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
   * Name to show as the publisher of all articles. Default: each article's own publisher. Cards leave it out if all have
   * the same publisher and the heading names it.
   * @attr publisher
   */
  declare publisher: string | undefined;
  /**
   * Level of the heading, 1 to 6; headlines use the next.
   * @attr heading-level
   * @default 2
   */
  declare headingLevel: number;
  /**
   * Format of times: relative for a week and then a date, always relative, or always a date. Times more than a day in the
   * future are always dates.
   * @attr time-format
   * @default 'auto'
   */
  declare timeFormat: 'auto' | 'relative' | 'absolute';
  /**
   * Number of articles at first, 1 to 1,000; the rest on demand. Unless the attribute is set, a `grid` shows 12 and a
   * `magazine` 11, so that their rows are full.
   * @attr page-size
   * @default 10
   */
  declare pageSize: number;
  /**
   * How the rest comes: by a button, by scrolling near the end, or not at all.
   * @attr more
   * @default 'button'
   */
  declare more: 'button' | 'scroll' | 'none';
  /**
   * When to load: when the element comes near the viewport, at once, or when the reader has agreed to it: nothing is
   * requested of other hosts or stored before.
   * @attr loading
   * @default 'lazy'
   */
  declare loading: 'lazy' | 'eager' | 'click';
  /**
   * URL of your page about privacy, for `loading="click"`. The box that asks for consent then links to it, and offers to
   * remember the answer on this site. Without it, newsrack asks on every page, and stores nothing.
   * @attr privacy-url
   * @default ''
   */
  declare privacyUrl: string;
  /**
   * How long the last good copy is kept in this browser: milliseconds, text such as `7d`, or `none`.
   * @attr cache
   * @default '7d'
   */
  declare cache: number | string;
  /**
   * Fetch again every so often while the element can be seen: milliseconds, or text such as `5m`, `1h`; at least a minute.
   * Default: never.
   * @attr refresh-every
   */
  declare refreshEvery: number | string | undefined;
  /**
   * `page`: no story that another feed on this page shows, nor the page's own.
   * @attr dedupe
   * @default 'off'
   */
  declare dedupe: 'off' | 'page';
  /**
   * Tells crawlers what is shown, as a schema.org `ItemList` in JSON-LD inside the element.
   * @attr structured-data
   * @default false
   */
  declare structuredData: boolean;
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
   * Your own articles to show instead of a feed: in your order, nothing is fetched. Values may be as APIs give them; what
   * can't be an article is left out with a warning. `null` gives the feed back.
   * @default null
   */
  declare articles: readonly (ArticleInput | null | undefined)[] | null;

  /**
   * Registers the element. Does nothing if the name is taken, or if the browser is too old: then the element keeps its own
   * content.
   */
  static override define(tag = this.tag, registry = customElements): void {
    // Registration ends the snippet's `:not(:defined)` rule, so its height is measured before. Servers have no document.
    if (!registry.get(tag) && 'document' in globalThis) measureHeights(document.querySelectorAll(tag));
    super.define(tag, registry);
  }

  #feed = new FeedController(this, this.attachInternals?.(), (message) => this.warn(message));
  #ownContent = new OwnContent(this);
  #request: NewsRequest | undefined;
  /** Renders a card. Until it is set, the list is not rendered and events are held back. */
  #card: FeedViewModel['card'];
  #model: FeedViewModel | undefined;
  #isHydrating = false;
  #steps = new CardSteps(this);

  constructor() {
    super();
    setDefaults(this, ATTRIBUTES);
    this.articles = null;
  }

  /** The feed on screen, or loaded last: filtered and sorted, including articles beyond “Show more”. */
  get feed(): Feed | undefined {
    return this.#feed.state.feed;
  }

  /** Status of the element; also as a CSS state: `:state(loading)`. */
  get status(): NewsStatus {
    return this.#feed.status;
  }

  /** The error of the last load that left the feed empty or stale. */
  get error(): NewsError | undefined {
    return this.#feed.state.error;
  }

  /** Fetches again, bypassing the browser's cache. Settles when the load has ended or failed. */
  async refresh(): Promise<void> {
    await this.#feed.refresh();
  }

  /** Shows the next page of articles; focus goes to the first new headline. */
  async showMore(): Promise<void> {
    if (this.hasUpdated) await this.#feed.showMore();
  }

  override connectedCallback(): void {
    // The nodes of a server stay until all code for hydration has loaded.
    // eslint-disable-next-line wc/no-child-traversal-in-connectedcallback -- Whatever comes later is not from a server.
    if (!this.renderRoot && !paintedViews.has(this) && (this.shadowRoot || this.querySelector('script[data-news]')))
      return this.#feed.prepare((effects) => this.#hydrate(effects));
    super.connectedCallback();
    feedsOnPage.set(this, this.#feed);
  }

  /** Keeps nodes that were painted before the element was defined, and removes any others. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = this.shadowRoot;
    const painted = paintedViews.get(this);
    if (root && painted) {
      this.#feed.painted = painted;
      if (painted.isPrerendered) return root;
      reserveMeasuredHeight(root);
      this.renderOptions.renderBefore = root.lastChild;
      return root;
    }
    root?.replaceChildren();
    const made = super.createRenderRoot();
    reserveMeasuredHeight(made as ShadowRoot);
    return made;
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const update = () => super.scheduleUpdate();
    // A view that replaces a server's has waited already.
    const slot = this.hasUpdated || this.#isHydrating ? undefined : waitForFirstRenderSlot(this);
    // The next element measures its position only after this one has rendered.
    return slot ? slot.then(update) : update();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    feedsOnPage.delete(this);
    onFeedChange.forEach((act) => act(this));
    if (this.shadowRoot) releaseReservedHeight(this.shadowRoot);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const options = { ...parseAttributes(feedAttributes, this, this.onInvalidValue), ...this.renderContext };
    options.pageSize = pageSizeFor(options, !this.hasAttribute('page-size'));
    if (changed.has('articles')) this.#give(options);
    this.#card = this.#cardFor(options);
    this.#feed.isRendering = !!this.#card;
    this.#request = withArchive(toRequest(this, this.onInvalidValue, this.baseURI), this.provider);
    this.#feed.configure(this.#request, options);
  }

  protected override render(): unknown {
    const { interaction, options, session } = this.#feed;
    return feedView(this.#model!, options, {
      onMore: () => void this.showMore(),
      onRetry: () => void this.refresh(),
      onFresh: () => void interaction?.showPending(),
      onAgree: (isAlways) => session.effects?.consent.give(isAlways),
      onFallbackChange: this.#ownContent.onSlotChange,
    });
  }

  protected override update(changed: PropertyValues<this>): void {
    this.#model = feedModel(this.#feed, this.#request!, this.#card, this.#ownContent.isThere);
    const root = this.renderRoot as ShadowRoot;
    const { articles } = this.#model;
    const isUnchanged = this.#isUnchanged(root);
    // In other layouts, each step would fill the rows again.
    if (!isUnchanged && this.#feed.options.layout === 'list' && this.#card === articleCard)
      this.#model.articles = this.#steps.take(articles, root);
    const isPart = (this.#feed.isPart = this.#model.articles.length < articles.length);
    renderWithReservedHeight(root, () => this.#renderInto(root, changed, isUnchanged), isPart, easeUp);
  }

  /** Returns whether the first paint or a server has rendered the same: nodes on screen stay until something changes. */
  #isUnchanged(root: ShadowRoot): boolean {
    const { painted, options } = this.#feed;
    return !!painted && isOnScreen(root, painted, this.#model!, options);
  }

  #renderInto(root: ShadowRoot, changed: PropertyValues<this>, isUnchanged: boolean): void {
    const { painted, options, deferred } = this.#feed;
    // As it was painted, which lit takes for what is there.
    if (painted)
      root.querySelector('.content')?.setAttribute('aria-busy', String(isUnchanged && this.status === 'loading'));
    if (!isUnchanged) this.#feed.painted = undefined;
    if (!isUnchanged || !painted?.isPrerendered)
      adoptSheets(root, [...NewsTagFeed.elementStyles, ...(deferred?.deferredSheetsFor(options) ?? [])]);
    // Lit renders in `update` of `LitElement`.
    if (isUnchanged) ReactiveElement.prototype['update'].call(this, changed);
    else if (painted?.isPrerendered) deferred!.replacePrerendered(root, () => super.update(changed));
    else super.update(changed);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#feed.loadingCode;
    for (let step; (step = this.#steps.next); await super.getUpdateComplete()) await step;
    return super.getUpdateComplete();
  }

  protected override updated(): void {
    this.#feed.dispatchEvents();
    onFeedChange.forEach((act) => act(this));
  }

  /** Shows the owner's articles, or returns to the feed. */
  #give({ pageSize }: FeedOptions): void {
    const { articles } = this;
    const feed = articles ? readOwn(articles, this.baseURI) : undefined;
    if (articles && !feed) this.onInvalidValue('articles', articles, 'an array');
    if (feed || this.#feed.state.isOwn) this.reading = this.#feed.give(feed, pageSize);
  }

  /** Returns the function that renders a card; `undefined` while code loads that would change the look of the list. */
  #cardFor({ layout }: FeedOptions): FeedViewModel['card'] {
    const template = this.querySelector?.(':scope>[slot=article]');
    if (template || layout !== 'list') this.#feed.prepare();
    if (!template) return articleCard;
    const { interaction, isDeferredMissing } = this.#feed;
    return interaction?.cardFor(template, articleCard) ?? (isDeferredMissing ? articleCard : this.#card);
  }

  /** Hydrates the view and the articles of a server. */
  #hydrate(effects: SideEffects): Promise<void> {
    this.#isHydrating = true;
    return this.#feed.deferred!.hydrate(this, () => {
      const options = effects.offerPrerendered(this);
      if (this.shadowRoot && options)
        paintedViews.set(this, { options: options as PaintedView['options'], isPrerendered: true });
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'news-tag-feed': NewsTagFeed;
  }
}
