import type { PropertyValues } from 'lit';
import { choose } from '../select/filter-articles.js';
import { tidy, withoutRepeats } from '../select/select-articles.js';
import { type WeighedTag, weighTags } from '../select/tag-counts.js';
import { fold } from '../text/fold.js';
import type { Article } from '../model/article.js';
import { withoutCredentials } from '../text/address.js';
import { requestReaders, toRequest } from '../model/request.js';
import { type ValuesOf, readValues } from '../model/values.js';
import { cardStyles } from '../views/card-styles.js';
import { chosenStyles } from '../views/chosen-styles.js';
import { extraCardStyles } from '../views/extra-card-styles.js';
import { type TagEntry, tagListReaders, tagListStyles, tagListView } from '../views/tag-list.js';
import { activeIn } from './active-in.js';
import { chooseTag, chosenTag, ownArticles, ownTag, renewChoice } from './choice.js';
import { NewsTagSelectEvent } from './events.js';
import { feedsOnPage, onFeedChange } from './feeds-on-page.js';
import { rootsAround } from './language-watch.js';
import { NewsElement, declareAll, setDefaults } from './news-element.js';
import { ownFeed } from './own-articles.js';
import type { NewsTagFeed } from './tag-feed-element.js';

/** No tag is longer; what is, an address must not put on the page. */
const LONGEST = 100;

/**
 * The tags of a feed, to browse by: those that most of its articles carry first. Choosing one has the feed show what
 * there is about it; choosing it again, or the first entry, leads back to what the owner had it show.
 *
 * With `mode="links"` each tag is a link, which browsers follow like any other. Only where `url-param` is set and the
 * link leads to this very page, a plain click changes the feed in place.
 *
 * @summary The tags of a feed, to browse by
 * @tagname news-tag-list
 *
 * @slot - The owner's own content: shown while there are no tags
 *
 * @csspart tags - The box of the list
 * @csspart list - The list
 * @csspart item - One entry of it
 * @csspart tag - The button or link in it
 * @csspart current - The one that the feed is about
 * @csspart skeleton - The shape of a tag that has not come yet
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
  static override styles = [cardStyles, chosenStyles, extraCardStyles, tagListStyles];
  static override properties = declareAll(tagListReaders);

  /**
   * The `id` of the feed. Empty: the nearest feed, or the only one of the page.
   * @attr for
   * @default ''
   */
  declare for: string;
  /**
   * At most so many tags, 1 to 1,000.
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
   * Where links lead; `{tag}` stands for the tag, encoded. Default: with `url-param` this page, else `/tag/{tag}`.
   * @attr href
   * @default ''
   */
  declare href: string;
  /**
   * Name of the parameter in the page's address that holds the chosen tag: it is written there, read from there at first,
   * and follows the back button. Empty: the address stays as it is.
   * @attr url-param
   * @default ''
   */
  declare urlParam: string;

  #options: ValuesOf<typeof tagListReaders> | undefined;
  #feed: NewsTagFeed | undefined;
  /** The choice that the address was last made to agree with. */
  #chosen = '';
  /** What the tags are counted in. */
  #articles: Article[] = [];
  /** Where those are from, and which of them the owner wants. */
  #asked = '';
  #wanted = '';
  #tags: WeighedTag[] = [];
  #roots: MutationObserver | undefined;
  #freeRoom: AbortController | undefined;

  constructor() {
    super();
    setDefaults(this, tagListReaders);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    onFeedChange.add(this.#onFeedChange);
    addEventListener('popstate', this.#onPopState);
    // Feeds tell when they come and go, but not when they are called differently.
    this.#roots = new MutationObserver(() => this.#onFeedChange());
    for (const root of rootsAround(this)) this.#roots.observe(root, { subtree: true, attributeFilter: ['id'] });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    onFeedChange.delete(this.#onFeedChange);
    removeEventListener('popstate', this.#onPopState);
    this.#roots?.disconnect();
    this.#freeRoom?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#options = readValues(tagListReaders, this, this.complain);
    const feed = this.isConnected ? this.#findFeed() : this.#feed;
    if (feed !== this.#feed || changed.has('urlParam')) {
      if (feed !== this.#feed) this.#articles = this.#tags = [];
      this.#feed = feed;
      this.#readAddress();
    }
    if (!feed) return;
    renewChoice(feed);
    this.#writeAddress(feed);
    this.#weigh(feed);
  }

  protected override render(): unknown {
    const { surroundings } = this;
    return tagListView(
      { entries: this.#entries(), expected: this.#expected(), hasFallback: this.#hasFallback() },
      surroundings,
      { onPick: this.#onPick, onFallbackChange: () => this.requestUpdate() },
    );
  }

  protected override update(changed: PropertyValues<this>): void {
    const root = this.renderRoot as ShadowRoot;
    const active = activeIn(root) as HTMLElement | null;
    const tag = active?.dataset.tag;
    const index = active ? controlsIn(root).indexOf(active) : -1;
    const room = root.querySelector('[part="skeleton"]') && root.querySelector('.box')!.getBoundingClientRect().height;
    super.update(changed);
    if (tag !== undefined) keepFocus(root, tag, index);
    if (root.querySelector('[part="skeleton"]')) this.#freeRoom?.abort();
    else if (room) this.#keepRoom(root.querySelector<HTMLElement>('.box')!, room);
  }

  /** Where fewer tags have come than places were kept, nothing moves under the eyes of a reader. */
  #keepRoom({ style }: HTMLElement, height: number): void {
    this.#freeRoom = new AbortController();
    const { signal } = this.#freeRoom;
    style.minBlockSize = `${height}px`;
    signal.addEventListener('abort', () => (style.minBlockSize = ''));
    for (const type of ['scroll', 'resize'])
      addEventListener(type, () => this.#freeRoom?.abort(), { capture: true, signal });
  }

  #findFeed(): NewsTagFeed | undefined {
    const id = this.#options!.for;
    if (!id) return nearestFeed(this);
    const found = rootsAround(this)
      .map((root) => root.getElementById(id))
      .find((element) => element !== null);
    if (found && isFeed(found)) return found;
    // Anything else that is not defined may still become one.
    if (found?.matches(':defined')) this.complain('for', id, 'the id of a news-tag-feed');
    return undefined;
  }

  /**
   * Counts anew when other articles have come, or others are wanted. While a reader has chosen a tag of a source that
   * searches, all articles are about that one: the tags that led there stay.
   */
  #weigh(feed: NewsTagFeed): void {
    const loaded = ownArticles(feed) ?? feedsOnPage.get(feed)?.loaded();
    // The feed has just left the page.
    if (!loaded) return;
    const request = toRequest(feed, () => {}, this.baseURI);
    const { src, provider, include, exclude, excludePublisher, maxAge } = request;
    const [asked, wanted] = [
      [src, provider],
      [include, exclude, excludePublisher, maxAge],
    ].map((one) => JSON.stringify(one)) as [string, string];
    const isSame = loaded.length === this.#articles.length && loaded.every((one, n) => one === this.#articles[n]);
    if (isSame && wanted === this.#wanted) return;
    const isOnItsWay = !loaded.length && isWaiting(feed);
    const urls = new Set(loaded.map(({ url }) => url));
    const isSearch = chosenTag(feed) && asked === this.#asked && !this.#articles.every(({ url }) => urls.has(url));
    if (isOnItsWay || isSearch) return;
    this.#articles = loaded;
    this.#asked = asked;
    this.#wanted = wanted;
    // How many of a publisher are shown is counted for each tag.
    const choice = { ...request, perPublisher: Infinity, limit: Infinity };
    const isOwn = ownFeed(feed.articles);
    this.#tags = weighTags(tidy(loaded, choice, Date.now(), isOwn ? withoutRepeats : choose));
  }

  #expected(): number {
    const feed = this.#feed;
    return feed && isWaiting(feed) ? Math.min(this.#options!.limit, tagListReaders.limit.fallback) + 1 : 0;
  }

  /** First what the owner has the feed show, then the tags, the chosen one always among them. */
  #entries(): TagEntry[] {
    const feed = this.#feed;
    const { limit } = this.#options!;
    const chosen = feed ? chosenTag(feed) : '';
    // Whoever came by an address finds the way back, also where nothing has tags.
    if (!feed || !(this.#tags.length || (chosen && !isWaiting(feed)))) return [];
    const { tag, tagMatch } = readValues(OF_THE_FEED, { tag: ownTag(feed), tagMatch: feed.tagMatch }, () => {});
    const own = tag.length === 1 ? fold(tag[0]!) : '';
    const tags = this.#tags.filter(({ key }) => key !== own).slice(0, limit);
    const key = fold(chosen);
    if (key && !tags.some((one) => one.key === key))
      tags.push(this.#tags.find((one) => one.key === key) ?? { key, label: chosen, count: 0 });
    const type = tagMatch === 'all' ? 'conjunction' : 'disjunction';
    const first = new Intl.ListFormat(this.surroundings.locale, { type }).format(tag);
    return [
      { tag: '', label: first, isCurrent: !key, of: tag.length === 1 ? tag[0]! : '' },
      ...tags.map(({ label, language, key: one }) => ({
        tag: label,
        label,
        language,
        isCurrent: one === key,
        of: label,
      })),
    ].flatMap(({ of, ...entry }) => this.#withAddress(entry, of));
  }

  /** An entry that leads nowhere is none. */
  #withAddress(entry: TagEntry, tag: string): TagEntry[] {
    if (this.#options!.mode !== 'links') return [entry];
    const href = this.#addressOf(tag, entry.tag);
    return href === undefined ? [] : [{ ...entry, href }];
  }

  /** @param chosen what the link has the feed show where it leads to this page */
  #addressOf(tag: string, chosen: string): string | undefined {
    const { href, urlParam } = this.#options!;
    const isGood = !href || (href.includes('{tag}') && isSafe(filled(href, 'a'), this.baseURI));
    if (!isGood) this.complain('href', href, 'an http: or https: address, also a relative one, with {tag} in it');
    if (urlParam && !(href && isGood)) return withoutCredentials(pageWith(urlParam, chosen));
    const address = tag && filled((isGood && href) || '/tag/{tag}', tag);
    if (address) return isSafe(address, this.baseURI) ? address : undefined;
    return urlParam ? withoutCredentials(pageWith(urlParam, '')) : undefined;
  }

  #onFeedChange = (feed?: unknown): void => {
    if (!this.hasUpdated || (feed && feed === this.#feed) || this.#findFeed() !== this.#feed) this.requestUpdate();
  };

  #onPopState = (): void => {
    if (!this.#feed || !this.urlParam) return;
    this.#readAddress();
    this.requestUpdate();
  };

  #onPick = (event: MouseEvent): void => {
    const control = (event.target as Element).closest<HTMLElement>('[data-tag]');
    const feed = this.#feed;
    if (!control || !feed) return;
    const isLink = control.localName === 'a';
    // Those open elsewhere.
    if (isLink && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    const isHere = !isLink || (this.#options!.urlParam !== '' && leadsHere(control as HTMLAnchorElement));
    const picked = control.dataset.tag!;
    const tag = isHere && fold(picked) === fold(chosenTag(feed)) ? '' : picked;
    if (!this.dispatchEvent(new NewsTagSelectEvent({ tag }))) event.preventDefault();
    else if (isHere) {
      event.preventDefault();
      chooseTag(feed, tag);
      this.#writeAddress(feed);
      this.requestUpdate();
    }
  };

  /** The choice that the page's address holds. */
  #readAddress(): void {
    const feed = this.#feed;
    const param = this.#options!.urlParam;
    if (!feed) return;
    if (param) {
      const tag = new URL(location.href).searchParams.get(param)?.trim() ?? '';
      if (fold(tag) !== fold(chosenTag(feed))) chooseTag(feed, tag.length > LONGEST ? '' : tag);
    }
    this.#chosen = chosenTag(feed);
  }

  /** Brings the address up to date when another tag was chosen, be it here, on a card or in another list. */
  #writeAddress(feed: NewsTagFeed): void {
    const param = this.#options!.urlParam;
    const chosen = chosenTag(feed);
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    const address = param && pageWith(param, chosen);
    if (!address || address === location.href) return;
    try {
      // Routers keep what they need to go back in the state.
      history.pushState(history.state, '', address);
    } catch {
      // Some frames may not, and browsers refuse it to who does it too often. The feed has changed all the same.
    }
  }

  /** White space between the tags is no content. */
  #hasFallback(): boolean {
    return [...(this.childNodes ?? [])].some(
      (node) =>
        node.nodeType === Node.ELEMENT_NODE || (node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ''),
    );
  }
}

const OF_THE_FEED = { tag: requestReaders.tag, tagMatch: requestReaders.tagMatch };

const isFeed = (element: object): element is NewsTagFeed => feedsOnPage.has(element as NewsTagFeed);

/** Whether articles may still come. Before a reader has agreed to it, nobody knows. */
const isWaiting = ({ status, loading }: NewsTagFeed): boolean =>
  status === 'loading' || (status === 'idle' && loading !== 'click');

/** The feed that shares the innermost box with the list: the next one there, else the last; or the only one of the page. */
function nearestFeed(list: Element): NewsTagFeed | undefined {
  const feeds = [...feedsOnPage.keys()] as unknown as NewsTagFeed[];
  for (let node: Node | null = list, from: Node = list; node; from = node, node = outOf(node)) {
    const box: Node = node;
    const inside = feeds.filter((feed) => box.contains(feed)).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    if (inside.length) return inside.find((feed) => isBefore(from, feed)) ?? inside.at(-1);
  }
  return feeds.length === 1 ? feeds[0] : undefined;
}

const outOf = (node: Node): Node | null => node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;

const isBefore = (one: Node, other: Node): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const controlsIn = (root: ShadowRoot): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-tag]')];

/** The focus stays on the same tag wherever that is now; where it went, on the one in its place. */
function keepFocus(root: ShadowRoot, tag: string, index: number): void {
  const controls = controlsIn(root);
  const target = controls.find(({ dataset }) => dataset.tag === tag) ?? controls[Math.min(index, controls.length - 1)];
  if (target && target !== root.activeElement) target.focus({ preventScroll: true });
}

/** Half of a character that takes two can't be encoded. */
const filled = (template: string, tag: string): string =>
  template.replaceAll('{tag}', () => encodeURIComponent(tag.toWellFormed()));

const isSafe = (address: string, base: string): boolean =>
  URL.canParse(address, base) && /^https?:$/.test(new URL(address, base).protocol);

/** The address of this page with a tag as its parameter; all else in it stays. */
function pageWith(param: string, tag: string): string {
  const url = new URL(location.href);
  if (tag) url.searchParams.set(param, tag);
  else url.searchParams.delete(param);
  return url.href;
}

const leadsHere = ({ origin, pathname, target }: HTMLAnchorElement): boolean =>
  origin === location.origin && pathname === location.pathname && target === '';

declare global {
  interface HTMLElementTagNameMap {
    'news-tag-list': NewsTagList;
  }
}
