import type { LitElement } from 'lit';
import { totalOf } from '../feed/feed-state.js';
import type { Article } from '../model/article.js';
import { steadyNow } from '../model/steady-now.js';
import { addedSentence, extraCardStyles, extraStyles, layoutStyles } from '../views/extras.js';
import type { FeedViewModel } from '../views/feed.js';
import type { FeedOptions, Surroundings } from '../views/options.js';
import { linkIn } from './card-in.js';
import { addClock } from './clock.js';
import { type BrowsedFeed, toggleTag } from './choice.js';
import { NewsArticleViewEvent } from './events.js';
import { ExcerptEnds } from './excerpt-ends.js';
import { FocusKeeper } from './focus-keeper.js';
import type { FeedController } from './feed-controller.js';
import type { OwnCards } from './own-cards.js';
import { pick } from './pick.js';
import { adoptSheets } from './sheets.js';
import { keepStrip } from './strip.js';
import { isStructuredDataDamaged, keepStructuredData } from './structured-data.js';
import { ViewObserver } from './view-observer.js';
import { type Watch, whenNear } from './when-near.js';

/** More often than that, nothing is mended without a rest. */
const MOST_MENDED = 10;

/** What readers do with a list once it is there: look at it, go on in it, open articles, pick tags. */
export class Reading {
  /** Said by assistive technology, until there is something else to say. */
  announcement = '';

  #feed: LitElement & BrowsedFeed;
  #news: FeedController;
  #warn: (message: string) => void;
  #focus: FocusKeeper;
  #views = new ViewObserver((item) => this.#onSeen(item));
  #excerpts = new ExcerptEnds();
  #viewed = new Set<string>();
  /** Ids of the articles whose cards are being watched. */
  #watched: string[] = [];
  #scroll: Watch | undefined;
  #stopClock: (() => void) | undefined;
  #options: (FeedOptions & Surroundings) | undefined;
  #isPaging = false;
  #moment = '';
  #own: OwnCards | undefined;
  #ownAsked: Promise<void> | undefined;
  /** Whether the code for such cards can't be had. */
  #hasNoOwn = false;
  /** How often what others had done to it was mended, without a second of rest between, and when last. */
  #mended = { count: 0, at: 0 };
  /**
   * A template for cards may come, go or be replaced at any time; and whoever morphs the page into what a server has
   * sent takes away what the element has put beside its owner's content.
   */
  #changes = new MutationObserver((changes) => {
    const isTemplate = ({ nodeName }: Node) => nodeName === 'TEMPLATE';
    const isOfTemplate = changes.some(({ target, addedNodes, removedNodes }) =>
      [target, ...addedNodes, ...removedNodes].some(isTemplate),
    );
    if (isOfTemplate || (this.#isDamaged() && this.#mayMend())) this.#feed.requestUpdate();
  });

  constructor(feed: LitElement & BrowsedFeed, news: FeedController, warn: (message: string) => void) {
    this.#feed = feed;
    this.#news = news;
    this.#warn = warn;
    const root = feed.renderRoot as ShadowRoot;
    this.#focus = new FocusKeeper(root);
    adoptSheets(root, [extraCardStyles, extraStyles, layoutStyles]);
    // Where tests run without a browser there are no such entries.
    const [visit] = (globalThis.performance?.getEntriesByType?.('navigation') ?? []) as PerformanceNavigationTiming[];
    if (visit && visit.type !== 'navigate') this.#usePlace(({ goBack }) => goBack(feed, news));
  }

  /** What makes cards from an owner's template; nothing while the code for it is on its way. */
  cardFor(template: Element, usual: FeedViewModel['card']): FeedViewModel['card'] {
    if (template.localName !== 'template') {
      this.#warn(
        `<${template.localName} slot="article"> makes no sense here; accepted: <template>. The usual cards are shown.`,
      );
      return usual;
    }
    if (this.#own) return this.#own.from(template as HTMLTemplateElement);
    this.#ownAsked ??= this.#loadOwn();
    return this.#hasNoOwn ? usual : undefined;
  }

  /** To be called before a change of what is shown. */
  note(): void {
    if (this.#moment !== this.#momentOf()) this.announcement = '';
    this.#focus.note();
  }

  /** To be called after it. */
  update(options: FeedOptions & Surroundings, shown: Article[]): void {
    this.#options = options;
    this.#changes.observe(this.#feed, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ['slot', 'href'],
    });
    this.#own?.sweep();
    this.#focus.restore();
    this.#keepStructuredData(options, shown);
    this.#stopClock ??= addClock(this.#feed);
    keepStrip(this.#feed.renderRoot as ShadowRoot, options.layout);
    this.#excerpts.watch(this.#feed.renderRoot, options.excerptLines);
    this.#watchMore(options);
    // What the element has done itself.
    this.#changes.takeRecords();
    // None while it is kept back.
    const items = this.#items();
    shown = shown.slice(0, items.length);
    if (shown.every(({ id }, index) => id === this.#watched[index])) return;
    this.#watched = shown.map(({ id }) => id);
    this.#views.watch(items);
  }

  /** The element has left the page. */
  stop(): void {
    this.#views.disconnect();
    this.#excerpts.disconnect();
    this.#scroll?.disconnect();
    this.#changes.disconnect();
    // A move in the document is no leave.
    queueMicrotask(() => this.#feed.isConnected || this.#own?.sweep());
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
    this.#news.session.revealPending();
    await this.#feed.updateComplete;
    this.#focusOn(0);
  }

  onPick(event: MouseEvent): void {
    // An owner's own card is not inside its entry, but in the slot there.
    const path = event.composedPath();
    const picked = this.#articleOf(this.#items().find((item) => path.includes(item)));
    if (picked) pick(this.#feed, event, picked, (tag) => toggleTag(this.#feed, tag));
  }

  #isDamaged = (): boolean => !!this.#own?.isDamaged || isStructuredDataDamaged(this.#feed);

  /** What takes it away each time anew gets its way: the page would do nothing else. */
  #mayMend(): boolean {
    const now = steadyNow();
    const count = now - this.#mended.at > 1000 ? 1 : this.#mended.count + 1;
    this.#mended = { count, at: now };
    return count <= MOST_MENDED;
  }

  async #loadOwn(): Promise<void> {
    try {
      const { OwnCards } = await import('./own-cards.js');
      this.#own = new OwnCards(this.#feed, this.#warn);
    } catch {
      // News in other clothes is better than none.
      this.#hasNoOwn = true;
      addEventListener('online', () => void this.#loadOwn(), { once: true });
    }
    this.#feed.requestUpdate();
  }

  /** Adds a page of articles to the list, loading it if need be. Its first place in the list, if there is one. */
  async #addPage(): Promise<number | undefined> {
    const news = this.#news;
    const { session } = news;
    const first = session.state.visibleCount;
    if (!this.#options || this.#isPaging) return undefined;
    if (first >= totalOf(session.state)) {
      this.#isPaging = true;
      await session.loadMore().finally(() => (this.#isPaging = false));
    }
    const total = totalOf(session.state);
    if (first >= total) return undefined;
    const count = Math.min(first + this.#options.pageSize, total);
    this.#say(addedSentence(count - first, this.#options));
    session.revealMore(count);
    this.#usePlace(({ keepPlace }) => keepPlace(this.#feed, news));
    await this.#feed.updateComplete;
    return first;
  }

  /** Without its code, or with what others have left in its storage, a list begins at its first page. */
  #usePlace(use: (place: typeof import('./place.js')) => unknown): void {
    import('./place.js').then(use).catch(() => {});
  }

  /** What was said last is not said again; the same sentence is, as another text: only changes are read out. */
  #say(sentence: string): void {
    this.announcement = sentence === this.announcement ? `${sentence}\xa0` : sentence;
    this.#moment = this.#momentOf();
  }

  /** It changes when there is something else to say. */
  #momentOf(): string {
    const { status, state } = this.#news;
    return [status, state.isSlow, state.pendingCount].join();
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
    linkIn(this.#items()[index])?.focus();
  }

  #items(): HTMLElement[] {
    return [...this.#feed.renderRoot.querySelectorAll<HTMLElement>('li.item')];
  }

  #articleOf(item: Element | undefined): { article: Article; index: number } | undefined {
    const index = item ? this.#items().indexOf(item as HTMLElement) : -1;
    const article = this.#news.state.feed?.articles[index];
    return article && { article, index };
  }

  #onSeen(item: Element): void {
    const seen = this.#articleOf(item);
    if (!seen || this.#viewed.has(seen.article.id)) return;
    this.#viewed.add(seen.article.id);
    this.#feed.dispatchEvent(new NewsArticleViewEvent(seen));
  }
}
