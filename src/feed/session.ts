import { hasStored } from '../cache/storage.js';
import { settings } from '../network/settings.js';
import type { Article } from '../model/article.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { type NewsRequest, requestKey } from '../model/request.js';
import type { InlineContent } from '../providers/provider.js';
import type { FeedState, LoadCause } from './feed-state.js';
import type { FeedStore } from './feed-store.js';
import {
  type Loaded,
  type LoadedFeed,
  loadUnexplained,
  merged,
  needsFiltering,
  needsSources,
  plainSources,
} from './load-feeds.js';
import { explained, partMissing } from './load.js';
import { type FeedAction, reduce } from './reduce.js';
import { hasFilter, loadFilter, selectFeed } from './select-feed.js';

/** Options for loading and caching a feed, besides the request. Times are in milliseconds. */
export interface SessionOptions {
  pageSize: number;
  loading: 'lazy' | 'eager' | 'click';
  /** Time for which a cached copy is kept; 0: not at all. */
  cache: number;
  refreshEvery: number | undefined;
  dedupe: 'off' | 'page';
  /** URL of the site owner's privacy page; empty if there is none. */
  privacyUrl: string;
}

/** Functions of the element that a session needs. */
export interface SessionHost {
  inside(): InlineContent;
  /** The mapping for the provider `json` inside the element. */
  map(): string | undefined;
  isConnected(): boolean;
  isReaderAtList(): boolean;
  /** Calls `act` once the reader is online and sees the element, unless `signal` is aborted before. */
  whenSeen(signal: AbortSignal, act: () => void): void;
  /** Leaves out articles that other feeds of the page show. */
  withoutShownElsewhere(articles: Article[]): Article[];
  /** Loads the code for `dedupe="page"`. Where it can't be loaded, nothing is left out. */
  loadPageDedupe(): Promise<unknown>;
  /** Starts a load, and settles when it has ended. */
  refresh(by: LoadCause): Promise<void>;
  /** Logs a warning for the site owner, once. */
  warn(message: string): void;
}

export type FeedListener = (state: FeedState) => void;

export type SideEffects = InstanceType<(typeof import('./side-effects.js'))['SideEffects']>;

let code: typeof import('./side-effects.js') | undefined;

/**
 * Loads the deferred part, once for all sessions.
 * @throws NewsError `network` where it can't be loaded
 */
export async function loadSideEffects(): Promise<typeof import('./side-effects.js')> {
  try {
    return (code = await import('./side-effects.js'));
  } catch (cause) {
    throw partMissing(cause);
  }
}

/** Milliseconds without articles after which the reader sees a note that loading is slow. */
const SLOW = 10_000;

/**
 * The life of one feed in its element: requests, loads, own articles and pending articles. Extends the `FeedStore`, which
 * may have been loading since before the element was defined.
 */
export class FeedSession {
  readonly host: SessionHost;

  #store: FeedStore;
  /** `undefined` before the first request of the element, while a first paint may go on. */
  #options: SessionOptions | undefined;
  #effects: SideEffects | undefined;
  #listeners = new Set<FeedListener>();
  /** Request of the selection on screen. */
  #selectedBy = '';
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: FeedStore, host: SessionHost) {
    this.#store = store;
    this.host = host;
    store.extend({
      reduce: (state, action) => reduce(state, action as FeedAction),
      loaded: (loaded) => this.#onLoaded(loaded),
      changed: () => this.#listeners.forEach((listener) => listener(this.state)),
    });
  }

  get state(): FeedState {
    return this.#store.state;
  }

  get options(): SessionOptions {
    return this.#options!;
  }

  /** The deferred part, once it is loaded. */
  get effects(): SideEffects | undefined {
    return this.#effects;
  }

  /** Calls `listener` after each change. */
  subscribe(listener: FeedListener): void {
    this.#listeners.add(listener);
  }

  /** For the session and its side effects only. */
  dispatch(action: FeedAction): void {
    this.#store.dispatch(action);
  }

  /** Continues the load of the first paint, which uses no cached copies. */
  takeOver(): void {
    const { phase, sources, problems } = this.state;
    if (phase === 'loading') {
      this.#watchSlowness();
      this.bridge();
    } else if (phase === 'settled') {
      // The first paint has not made errors of the reasons of failures.
      if (problems.length) this.#onLoaded({ feeds: [...sources], problems: problems.map((error) => ({ error })) });
      else this.#keep({ feeds: [...sources], problems: [] });
    }
  }

  /** Sets the request. Tags and limits apply to the articles that arrived; other changes start at `idle`. */
  configure(given: NewsRequest, options: SessionOptions): void {
    const request = { ...given, relay: given.relay || (settings.relay ?? '') };
    const before = this.#options;
    this.#options = options;
    if (before && before.refreshEvery !== options.refreshEvery) this.#effects?.schedule(options.refreshEvery);
    const { state } = this;
    const { pageSize, dedupe } = options;
    const selectedBy = JSON.stringify([request, dedupe]);
    // The first paint has selected for its own request.
    const isSelected = selectedBy === (this.#selectedBy || JSON.stringify([state.request, 'off']));
    this.#selectedBy = selectedBy;
    if (isSelected && pageSize === (before?.pageSize ?? state.visibleCount)) return;
    if (state.isOwn) return this.dispatch({ type: 'more-revealed', count: pageSize });
    const isAnother = requestKey(request) !== state.requestKey;
    const sources = isSelected ? state.sources : stillWanted(state.sources, request, isAnother);
    const feed = isSelected ? state.feed : this.select(sources, request);
    this.dispatch({ type: 'request-changed', request, requestKey: requestKey(request), pageSize, sources, feed });
    if (isAnother) this.#effects?.requestChanged();
    if (sources.length && (dedupe === 'page' || (!hasFilter() && needsFiltering(sources, request))))
      void this.#selectLater();
  }

  /** Selects again when the code for it has loaded. If it can't be loaded, the articles stay as they are. */
  async #selectLater(): Promise<void> {
    await Promise.allSettled([loadFilter(this.state.request!), this.loadPageDedupe()]);
    const feed = this.select(this.state.sources);
    if (feed) this.dispatch({ type: 'selected', feed });
  }

  /**
   * Shows articles of the site owner in place of a feed.
   * @param feed a promise while they are read; `undefined` loads the feed again
   * @param pageSize number of articles on the first page
   */
  async give(feed: Feed | Promise<Feed> | undefined, pageSize: number): Promise<void> {
    this.abort();
    this.#selectedBy = '-';
    const isRead = !(feed && 'then' in feed);
    this.dispatch({ type: 'articles-given', feed: isRead ? (feed ?? null) : undefined, pageSize });
    if (isRead) return;
    const { state } = this;
    const read = await feed;
    const isLatest = this.state.isOwn && this.state.lastLoad === state.lastLoad && !this.state.feed;
    if (isLatest) this.dispatch({ type: 'articles-given', feed: read, pageSize });
  }

  /**
   * Loads the request. Settles when the result is in the state, or is no longer needed.
   * @param signal aborts the load
   * @param isFresh whether browser caches are bypassed
   */
  async load(signal: AbortSignal, by: LoadCause, isFresh: boolean): Promise<void> {
    this.#effects?.stop();
    this.#watchSlowness();
    await this.#store.load(signal, by, () => this.#fetch(signal, isFresh));
  }

  /** Discards the running load and the scheduled one. */
  abort(): void {
    clearTimeout(this.#slowTimer);
    this.#effects?.stop();
    this.dispatch({ type: 'load-aborted' });
  }

  /** Shows cached copies until articles arrive. Call once per load. */
  bridge(): void {
    const mayHave = hasStored() || needsSources(this.state.request!) || this.host.inside().scripts.length;
    const work = mayHave ? this.prepare().then((effects) => effects.showCopies()) : Promise.resolve();
    this.#store.waitFor(work.catch(() => {}));
  }

  /** Fetches the next page of the sources that have one. */
  async loadMore(): Promise<void> {
    await (await this.prepare()).loadNextPage();
  }

  /** Sets the number of articles on screen. */
  revealMore(count: number): void {
    this.dispatch({ type: 'more-revealed', count });
  }

  /** Shows the pending articles. */
  revealPending(): void {
    const { pending } = this.state;
    if (pending?.length) this.dispatch({ type: 'pending-revealed', sources: pending, feed: this.select(pending) });
  }

  /** Selects articles from the sources that arrived; `undefined` if none did. */
  select(sources: readonly LoadedFeed[], request = this.state.request!): Feed | undefined {
    const isPage = this.#options?.dedupe === 'page';
    const withoutShown = (feed: Feed): Feed => ({ ...feed, articles: this.host.withoutShownElsewhere(feed.articles) });
    const left = isPage ? sources.map((source) => ({ ...source, feed: withoutShown(source.feed) })) : sources;
    // The selection of a server for this request is not changed.
    return sources[0]?.selected === 'all' ? merged(left, request) : selectFeed(left, request);
  }

  /**
   * Returns the deferred part, once it is loaded.
   * @throws NewsError `network` where it can't be loaded
   */
  async prepare(): Promise<SideEffects> {
    const { SideEffects } = code ?? (await loadSideEffects());
    return (this.#effects ??= new SideEffects(this));
  }

  /** Loads what `select` needs for `dedupe="page"`. */
  async loadPageDedupe(): Promise<void> {
    if (this.#options?.dedupe === 'page') await this.host.loadPageDedupe();
  }

  async #fetch(signal: AbortSignal, isFresh: boolean): Promise<Loaded> {
    const request = this.state.request!;
    const dedupe = this.loadPageDedupe();
    const effects = needsSources(request) ? await this.prepare() : this.#effects;
    const sources = needsSources(request) ? await effects!.sources() : await plainSources(request);
    const loaded = await loadUnexplained(sources, request, { signal, revalidate: isFresh, ...effects?.loadOptions() });
    if (!sources.length)
      loaded.problems.push({ error: new NewsError('config', 'Set `src` to the URL of an RSS, Atom or JSON feed.') });
    await dedupe;
    return loaded;
  }

  #onLoaded(unexplained: Loaded): void {
    const loaded = explained(unexplained);
    const { feeds, problems } = loaded;
    const sources = [...feeds, ...keptSources(this.state.sources, loaded)];
    const feed = this.select(sources);
    const pendingCount = feeds.length ? this.#pendingCountOf(feed!) : 0;
    const errors = problems.map(({ error }) => error);
    this.dispatch({ type: 'loaded', isLive: feeds.length > 0, sources, feed, problems: errors, pendingCount });
    // Before the first request of the element, `takeOver` does it.
    if (this.#options) this.#keep(loaded);
  }

  /** Caches copies of the sources that arrived, and schedules the next load. */
  #keep(loaded: Loaded): void {
    clearTimeout(this.#slowTimer);
    void this.prepare().then(
      (effects) => effects.loaded(loaded),
      () => {},
    );
  }

  /** Counts the articles to keep pending, so that the list does not move. A load that the reader started shows all. */
  #pendingCountOf({ articles }: Feed): number {
    const { feed: before, startedBy, asOf } = this.state;
    const isUnasked = startedBy === 'schedule' || (asOf !== undefined && this.host.isReaderAtList());
    if (!before?.articles.length || !isUnasked) return 0;
    const shown = new Set(before.articles.map(({ url }) => url));
    return articles.filter(({ url }) => !shown.has(url)).length;
  }

  #watchSlowness(): void {
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => this.dispatch({ type: 'load-slow' }), SLOW);
  }
}

/** Returns the sources that another request can reuse. A server's selection for one request is incomplete for another. */
const stillWanted = (
  sources: readonly LoadedFeed[],
  { provider, src }: NewsRequest,
  isAnother: boolean,
): readonly LoadedFeed[] =>
  sources.filter(
    ({ source, selected }) =>
      selected !== 'all' &&
      (!isAnother || (source.provider.name === 'feed' && provider.includes('feed') && src.includes(source.src))),
  );

/** Returns the earlier articles of failed sources; all, if all failed. After a `config` error, there are none. */
function keptSources(sources: readonly LoadedFeed[], { feeds, problems }: Loaded): LoadedFeed[] {
  if (problems.some(({ error }) => error.code === 'config')) return [];
  const hasFailed = ({ source: { src, provider } }: LoadedFeed) =>
    problems.some(({ source }) => source?.src === src && source.provider.name === provider.name);
  return sources.filter((feed) => !feeds.length || hasFailed(feed));
}
