import type { PropertyValues } from 'lit';
import { fold } from '../text/fold.js';
import { owned } from '../model/owned.js';
import { requestAttributes } from '../model/request.js';
import { type ValuesOf, parseAttributes } from '../model/values.js';
import { cardStyles } from '../views/card-styles.js';
import { optionalStyles } from '../views/optional-styles.js';
import { interactionStyles } from '../views/interaction-styles.js';
import { type TagEntry, tagListAttributes, tagListStyles, tagListView } from '../views/tag-list.js';
import { selectTag, selectedTag, ownTag, renewSelection } from './tag-selection.js';
import { FocusKeeper } from './controllers/focus-keeper.js';
import { OwnContent } from './controllers/own-content.js';
import { easeUp } from './ease-up.js';
import { NewsTagSelectEvent } from './events.js';
import { onFeedChange } from './feeds-on-page.js';
import { findFeed } from './find-feed.js';
import { rootsAround } from './language-watch.js';
import { NewsElement, declareProperties, setDefaults } from './news-element.js';
import { releaseReservedHeight, renderWithReservedHeight } from './reserved-height.js';
import { TagCounter, isWaiting } from './tag-counter.js';
import type { NewsTagFeed } from './tag-feed-element.js';
import { TagUrl, isUsableTemplate, leadsHere, tagLink } from './tag-url.js';

/**
 * The tags of a feed, to browse by: the most frequent first. Selecting a tag shows the articles about it in the feed;
 * selecting it again, or the first entry, restores the owner's own list.
 *
 * With `mode="links"` each tag is a link, which browsers follow like any other. Only where `url-param` is set and the
 * link leads to this very page, a plain click changes the feed in place.
 *
 * @summary The tags of a feed, to browse by
 * @tagname news-tag-list
 *
 * @slot - Fallback content: shown while there are no tags
 *
 * @csspart tags - The box of the list
 * @csspart list - The list
 * @csspart item - One entry of it
 * @csspart tag - The button or link in it
 * @csspart current - The tag that the feed shows
 * @csspart skeleton - The grey shape of a tag that is loading
 *
 * @cssprop [--news-meta-size=0.875em] - Size of the tags
 * @cssprop [--news-rule] - Colour of their borders; default: derived from the text colour
 * @cssprop [--news-wash] - Background of the one that is pointed at; default: derived from the text colour
 * @cssprop [--news-radius=3px] - Radius of their corners
 *
 * @fires {NewsTagSelectEvent} news-tag-select - A reader picks a tag; empty: back to what the owner had. Cancelable
 */
export class NewsTagList extends NewsElement {
  static override readonly tag = 'news-tag-list';
  static override styles = [cardStyles, optionalStyles, interactionStyles, tagListStyles];
  static override properties = declareProperties(tagListAttributes);

  /**
   * The `id` of the feed. Empty: the nearest feed, or the only one of the page.
   * @attr for
   * @default ''
   */
  declare for: string;
  /**
   * Maximum number of tags (1–1,000).
   * @attr limit
   * @default 12
   */
  declare limit: number;
  /**
   * Buttons that change the feed, or links to pages about the tags.
   * @attr mode
   * @default 'buttons'
   */
  declare mode: 'buttons' | 'links';
  /**
   * URL of the links; `{tag}` stands for the tag, encoded. Default: with `url-param` this page, else `/tag/{tag}`.
   * @attr href
   * @default ''
   */
  declare href: string;
  /**
   * Name of the query parameter in the page's URL that holds the selected tag: it is read from the URL at first, updated
   * there, and follows the back button. Empty: the URL does not change.
   * @attr url-param
   * @default ''
   */
  declare urlParam: string;

  #options!: ValuesOf<typeof tagListAttributes>;
  #feed: NewsTagFeed | undefined;
  #counter = new TagCounter();
  #url = new TagUrl();
  #ownContent = new OwnContent(this);
  #roots: MutationObserver | undefined;

  constructor() {
    super();
    setDefaults(this, tagListAttributes);
    this.addController(new FocusKeeper(this, (item) => item?.querySelector<HTMLElement>('[data-tag]') ?? null));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    onFeedChange.add(this.#onFeedChange);
    addEventListener('popstate', this.#onPopState);
    // A feed that is missing then gets a warning.
    addEventListener('load', this.#onFeedChange);
    // Feeds notify when they come and go, but not when their `id` changes.
    this.#roots = new MutationObserver(() => this.#onFeedChange());
    for (const root of rootsAround(this)) this.#roots.observe(root, { subtree: true, attributeFilter: ['id'] });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    onFeedChange.delete(this.#onFeedChange);
    removeEventListener('popstate', this.#onPopState);
    removeEventListener('load', this.#onFeedChange);
    this.#roots?.disconnect();
    releaseReservedHeight(this.shadowRoot!);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#options = parseAttributes(tagListAttributes, this, this.onInvalidValue);
    const feed = this.isConnected ? this.#findFeed(this.#warnOfNoFeed) : this.#feed;
    const isAnother = feed !== this.#feed;
    this.#feed = feed;
    if (isAnother) this.#counter.reset();
    if (!feed) return;
    if (isAnother || changed.has('urlParam')) this.#url.read(feed, this.#options.urlParam);
    renewSelection(feed);
    this.#url.write(feed, this.#options.urlParam);
    this.#counter.update(feed);
  }

  protected override render(): unknown {
    const { isThere, onSlotChange } = this.#ownContent;
    return tagListView(
      { entries: this.#entries(), expected: this.#expected(), hasFallback: isThere },
      this.renderContext,
      { onPick: this.#onPick, onFallbackChange: onSlotChange },
    );
  }

  protected override update(changed: PropertyValues<this>): void {
    renderWithReservedHeight(this.renderRoot as ShadowRoot, () => super.update(changed), false, easeUp);
  }

  /** @param onInvalid called if `for` names no feed; not while feeds come and go, since the list may go with its feed */
  #findFeed(onInvalid = (): void => {}): NewsTagFeed | undefined {
    return findFeed(this, this.#options.for, onInvalid);
  }

  #warnOfNoFeed = (): void =>
    this.warn(`Invalid for="${this.#options.for}". Expected: the id of a <news-tag-feed>. Showing no tags.`);

  #expected(): number {
    return this.#feed && isWaiting(this.#feed)
      ? Math.min(this.#options.limit, tagListAttributes.limit.fallback) + 1
      : 0;
  }

  /** First what the owner has the feed show, then the tags, the chosen one always among them. */
  #entries(): TagEntry[] {
    const feed = this.#feed;
    const all = this.#counter.tags;
    const chosen = feed ? selectedTag(feed) : '';
    // A reader who arrived by a URL with a tag gets an entry that leads back, even if no article has tags.
    if (!feed || !(all.length || (chosen && !isWaiting(feed)))) return [];
    const { tag, tagMatch } = parseAttributes(FEED_READERS, { tag: ownTag(feed), tagMatch: feed.tagMatch }, () => {});
    const own = tag.length === 1 ? tag[0]! : '';
    const tags = all.filter(({ key }) => key !== fold(own)).slice(0, this.#options.limit);
    const key = fold(chosen);
    if (key && !tags.some((one) => one.key === key))
      tags.push(all.find((one) => one.key === key) ?? { key, label: chosen, count: 0 });
    const type = tagMatch === 'all' ? 'conjunction' : 'disjunction';
    const first = new Intl.ListFormat(this.renderContext.locale, { type }).format(tag);
    return [
      ...this.#linked({ tag: '', label: first, isCurrent: !key }, own),
      ...tags.flatMap(({ label, language, key: one }) =>
        this.#linked({ tag: label, label, language, isCurrent: one === key }, label),
      ),
    ];
  }

  /** Gives an entry its link, where it needs one: an entry that leads nowhere is left out. */
  #linked(given: TagEntry, tag: string): TagEntry[] {
    const entry = owned(given);
    const { mode, href: template, urlParam } = this.#options;
    if (mode !== 'links') return [entry];
    const isUsable = isUsableTemplate(template, this.baseURI);
    if (!isUsable)
      this.onInvalidValue('href', template, 'an http: or https: address, also a relative one, with {tag} in it');
    const href = tagLink(tag, entry.tag, { href: isUsable ? template : '', urlParam }, this.baseURI);
    return href === undefined ? [] : [Object.assign(entry, { href })];
  }

  #onFeedChange = (feed?: unknown): void => {
    if (!this.#feed || feed === this.#feed || this.#findFeed() !== this.#feed) this.requestUpdate();
  };

  #onPopState = (): void => {
    if (!this.#feed || !this.urlParam) return;
    this.#url.read(this.#feed, this.#options.urlParam);
    this.requestUpdate();
  };

  #onPick = (event: MouseEvent): void => {
    const control = (event.target as Element).closest<HTMLElement>('[data-tag]');
    const feed = this.#feed;
    if (!control || !feed) return;
    const isLink = control.localName === 'a';
    // These clicks open the link elsewhere.
    if (isLink && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    const { urlParam } = this.#options;
    const isHere = !isLink || (urlParam !== '' && leadsHere(control as HTMLAnchorElement));
    const picked = control.dataset.tag!;
    const tag = isHere && fold(picked) === fold(selectedTag(feed)) ? '' : picked;
    if (!this.dispatchEvent(new NewsTagSelectEvent({ tag }))) event.preventDefault();
    else if (isHere) {
      event.preventDefault();
      selectTag(feed, tag);
      this.#url.write(feed, urlParam);
      this.requestUpdate();
    }
  };
}

const FEED_READERS = { tag: requestAttributes.tag, tagMatch: requestAttributes.tagMatch };

declare global {
  interface HTMLElementTagNameMap {
    'news-tag-list': NewsTagList;
  }
}
