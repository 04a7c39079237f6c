import { type PropertyDeclarations, type PropertyValues, html } from 'lit';
import { withoutCredentials } from '../text/address.js';
import type { ArticleInput } from '../model/article-input.js';
import type { Article } from '../model/article.js';
import type { Feed } from '../model/feed.js';
import { attributeName, parseAttributes } from '../model/values.js';
import { articleCard } from '../views/article-card.js';
import * as optionalViews from '../views/authors-and-tags.js';
import { tellTime } from '../views/time.js';
import { cardStyles } from '../views/card-styles.js';
import { optionalStyles } from '../views/optional-styles.js';
import { interactionStyles } from '../views/interaction-styles.js';
import { cardAttributes } from '../views/options.js';
import { rootClasses, rootProperties } from '../views/root.js';
import { handleCardClick } from './card-click.js';
import { addFullTimeTitle } from './full-time-title.js';
import { ClockController } from './controllers/clock-controller.js';
import { NewsElement, declareProperties, setDefaults } from './news-element.js';
import { readOwn } from './own-articles.js';

/** Attributes that an article is made of. */
const DRAFT = ['href', 'headline', 'image', 'imageAlt', 'publisher', 'published', 'category', 'excerpt'];

/**
 * One article on its own, from attributes or from an `Article` object.
 *
 * @summary One article, on its own
 * @tagname news-article-card
 *
 * @slot - The owner's own content: shown while there is no article
 *
 * @csspart card - The article
 * @csspart media - The box of the picture; has its size before the picture comes
 * @csspart image - The picture
 * @csspart placeholder - The empty place in that box, seen while the picture loads and when it is broken
 * @csspart body - The text
 * @csspart category - The section or first category
 * @csspart headline - The headline, a heading
 * @csspart link - The link in it
 * @csspart excerpt - The first sentences
 * @csspart meta - The line with publisher, authors and time
 * @csspart publisher - The publisher's name
 * @csspart authors - The authors' names
 * @csspart time - The time of publication
 * @csspart tags - The tags
 * @csspart tag - One of them, a button
 *
 * @cssprop [--news-headline-size=1.25em] - Size of the headline; all properties of `<news-tag-feed>` that concern cards work here too
 *
 * @fires {NewsArticleOpenEvent} news-article-open - A reader opens the article; cancelable
 * @fires {NewsTagSelectEvent} news-tag-select - A reader picks a tag
 */
export class NewsArticleCard extends NewsElement {
  static override readonly tag = 'news-article-card';
  static override styles = [cardStyles, optionalStyles, interactionStyles];
  static override properties: PropertyDeclarations = {
    ...declareProperties(cardAttributes),
    article: { attribute: false },
    // As written: a headline may be a number.
    ...Object.fromEntries(DRAFT.map((name) => [name, { __proto__: null, attribute: attributeName(name) }])),
  };

  /**
   * The article as an object, with values of any shape that APIs return. While it is `null`, the attributes below are used.
   * @default null
   */
  declare article: ArticleInput | null;
  /**
   * URL of the article: `http:`, `https:`, or relative to the page.
   * @attr href
   */
  declare href: string | null | undefined;
  /**
   * The headline.
   * @attr headline
   */
  declare headline: string | null | undefined;
  /**
   * URL of the picture.
   * @attr image
   */
  declare image: string | null | undefined;
  /**
   * Alternative text of the picture; leave it out where it only repeats the headline.
   * @attr image-alt
   */
  declare imageAlt: string | null | undefined;
  /**
   * The publisher's name.
   * @attr publisher
   */
  declare publisher: string | null | undefined;
  /**
   * Date of publication: ISO 8601 such as `2026-05-26T09:30:00Z`, or seconds or milliseconds since 1970; a day without a
   * time ends in `T00:00:00Z`.
   * @attr published
   */
  declare published: string | number | Date | null | undefined;
  /**
   * The section it appeared in.
   * @attr category
   */
  declare category: string | null | undefined;
  /**
   * The first sentences, as plain text.
   * @attr excerpt
   */
  declare excerpt: string | null | undefined;
  /**
   * Fields shown besides the headline, of `image publisher time category excerpt authors tags`; order has no effect.
   * @attr fields
   * @default 'image publisher time category excerpt'
   */
  declare fields: string | string[];
  /**
   * Ratio of the picture, width to height: `16/9`, `4/3`, `1`.
   * @attr image-ratio
   * @default '16/9'
   */
  declare imageRatio: string | number;
  /**
   * Where the picture stands, seen from the text; `auto`: by width.
   * @attr image-position
   * @default 'auto'
   */
  declare imagePosition: 'auto' | 'start' | 'end' | 'top';
  /**
   * Lines before the excerpt is cut, 1 to 50, or `all`.
   * @attr excerpt-lines
   * @default 3
   */
  declare excerptLines: number | 'all';
  /**
   * Level of the headline, 1 to 6.
   * @attr heading-level
   * @default 2
   */
  declare headingLevel: number;
  /**
   * Format of the time: relative for a week and then a date, always relative, or always a date. Times more than a day in
   * the future are always dates.
   * @attr time-format
   * @default 'auto'
   */
  declare timeFormat: 'auto' | 'relative' | 'absolute';
  /**
   * Colours: derived from the page's own text colour, or always light or dark.
   * @attr theme
   * @default 'auto'
   */
  declare theme: 'auto' | 'light' | 'dark';
  /**
   * Where the link opens; see `target` of `<a>`.
   * @attr target
   * @default '_self'
   */
  declare target: string;
  /**
   * `rel` of the link; `noopener` is always added with `_blank`.
   * @attr rel
   * @default ''
   */
  declare rel: string;

  #sizes: ResizeObserver | undefined;

  constructor() {
    super();
    setDefaults(this, cardAttributes);
    this.article = null;
    this.addController(new ClockController(this));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The observer of another document misses sizes. Simulated DOMs of tests have none.
    const { ResizeObserver } = this.ownerDocument.defaultView ?? globalThis;
    this.#sizes = ResizeObserver && new ResizeObserver(() => this.#cutSoon());
    this.#sizes?.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
  }

  /** Cuts long texts at a word. The clock renders without a change, and would undo a reader's selection. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size) this.#cutSoon();
  }

  /** Cuts in the next frame: what changes a size while sizes are reported is an error on the page. */
  #cutSoon(): void {
    if (this.#sizes) requestAnimationFrame(() => this.cut());
  }

  protected override render(): unknown {
    const article = this.#validArticle();
    if (!article) return html`<slot></slot>`;
    const onClick = (event: MouseEvent) => handleCardClick(this, event, { article, index: 0 }, event.currentTarget!);
    const options = parseAttributes(cardAttributes, this, this.onInvalidValue);
    return html`<div
      class=${rootClasses(options, 'single')}
      .style=${rootProperties(options)}
      @click=${onClick}
      @auxclick=${onClick}
      @pointerover=${(event: Event) => addFullTimeTitle(event, this.renderContext.locale)}
    >
      ${articleCard(article, {
        ...options,
        ...this.renderContext,
        headlineLevel: options.headingLevel,
        optionalViews,
        tellTime,
      })}
    </div>`;
  }

  #validArticle(): Article | undefined {
    const draft = this.article ?? this.#draft();
    if (!draft) return undefined;
    const feed = readOwn([draft], this.baseURI) as Feed | Promise<Feed>;
    if ('then' in feed) {
      this.reading = feed.then(() => this.requestUpdate());
      return undefined;
    }
    for (const { reason } of feed.dropped) this.warn(`the article can't be shown: ${reason}`);
    return feed.articles[0];
  }

  /** Returns the article in the attributes; nothing without link and headline, such as before a framework sets them. */
  #draft(): ArticleInput | undefined {
    const { href, headline, image, imageAlt, publisher, published, category, excerpt } = this;
    if (!href && !headline) return undefined;
    const absolute = (address: unknown) =>
      typeof address === 'string' && URL.canParse(address, this.baseURI)
        ? withoutCredentials(new URL(address, this.baseURI).href)
        : address;
    // In the shape of the model, so that no other code has to load.
    return {
      url: absolute(href),
      title: headline,
      image:
        image && typeof image === 'string' ? { url: absolute(image), alt: imageAlt ?? undefined } : image || undefined,
      publisher: publisher && typeof publisher === 'string' ? { name: publisher } : publisher || undefined,
      published: published || undefined,
      category: category || undefined,
      excerpt: excerpt || undefined,
    } as ArticleInput;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'news-article-card': NewsArticleCard;
  }
}
