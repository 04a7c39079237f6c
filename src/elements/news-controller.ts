import { Task } from '@lit/task';
import type { LitElement, ReactiveController } from 'lit';
import { firstLoads } from '../feed/first-loads.js';
import {
  type Loaded,
  type LoadedFeed,
  feedsAt,
  load,
  merged,
  needsChoosing,
  needsSources,
} from '../feed/load-feeds.js';
import { isMissingChunk } from '../network/missing-chunk.js';
import { hasStored, settings } from '../network/settings.js';
import { tidy } from '../select/select-articles.js';
import type { Article } from '../model/article.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { type NewsRequest, requestKey } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import { articleCard } from '../views/article-card.js';
import type { FeedState } from '../views/feed.js';
import { NewsErrorEvent, NewsLoadEvent, NewsStatusEvent } from './events.js';
import { type Watch, whenNear } from './when-near.js';

/** All that the first story of a plain feed need not wait for. */
export type Later = typeof import('./later.js');
export type Upkeep = InstanceType<Later['Upkeep']>;

let later: Later | undefined;

/** @throws NewsError `network` */
export async function loadLater(): Promise<Later> {
  try {
    return (later = await import('./later.js'));
  } catch (cause) {
    throw partMissing(cause);
  }
}

const partMissing = (cause: unknown): NewsError =>
  new NewsError('network', 'A part of newsrack could not be loaded.', { cause });

/**
 * When to load, how long (in milliseconds) to keep a copy, how often to ask again, whether other feeds matter, and where
 * the owner writes about privacy.
 */
export interface KeepingOptions {
  loading: 'lazy' | 'eager' | 'click';
  cache: number;
  refreshEvery: number | undefined;
  dedupe: 'off' | 'page';
  privacyUrl: string;
}

/** How far from the viewport a lazy element begins to load: about a screen of a phone. */
const NEAR = '600px';

/** After so many milliseconds without news, readers are told that it is still being waited for. */
const LATE = 10_000;

/**
 * Gets an element its news: decides when to ask, keeps what is on screen until something better has come, and tells
 * what happened. Round `Task`, which abandons late answers, it puts what a page needs: a request ends when the element
 * leaves the document (but not when it is moved), and begins again when it comes back. What goes beyond one load is
 * with `Upkeep`, which comes behind the first story.
 */
export class NewsController implements ReactiveController {
  status: NewsStatus = 'idle';
  error: NewsError | undefined;
  /** As loaded, filtered and in order. */
  feed: Feed | undefined;
  /** When what is shown was fetched, in milliseconds since 1970, where that is not this time; 0 where nobody knows. */
  asOf: number | undefined;
  /** Whether the answer is long in coming. */
  isLate = false;
  /** What makes cards. While it is missing, the list is kept back, and what is told of it. */
  declare card: FeedState['card'];
  /** What is asked for. */
  request!: NewsRequest;
  keeping!: KeepingOptions;
  /** All that came, before tags and limits. */
  feeds: LoadedFeed[] = [];
  /** How many of them may be on screen. */
  shown = 0;
  /** Key of what the latest load was for; `undefined` when the next chance to load must be taken. */
  asked: string | undefined;
  /** Whether the element has been near the viewport, or counts as if: a lazy one may load then. */
  hasBeenNear = false;
  upkeep: Upkeep | undefined;
  readonly host: LitElement;
  readonly warn: (message: string) => void;

  #internals: ElementInternals | undefined;
  #task: Task<[], Loaded>;
  /** Key of what is shown. */
  #key: string | undefined;
  /** What `feed` was filtered from, and how. */
  #filtered: unknown[] = [];
  /** An owner's own list. */
  #given: Feed | undefined;
  #busy = false;
  #revalidate = false;
  #lateTimer: ReturnType<typeof setTimeout> | undefined;
  #observer: Watch | undefined;
  /** Told after the element has rendered, so that a listener finds on screen what it hears of. */
  #untold: Event[] = [];

  constructor(host: LitElement, internals: ElementInternals | undefined, warn: (message: string) => void) {
    this.host = host;
    this.#internals = internals;
    this.warn = warn;
    this.#task = new Task<[], Loaded>(host, {
      autoRun: false,
      args: () => [],
      task: (_args, { signal }) => this.#load(signal),
      onComplete: (loaded) => this.#settle(loaded),
    });
    host.addController(this);
  }

  /** What to show news for, and when to load it. Called before each render. */
  ask(request: NewsRequest, keeping: KeepingOptions): void {
    this.request = { ...request, relay: request.relay || (settings.relay ?? '') };
    if (keeping.refreshEvery !== this.keeping?.refreshEvery) this.upkeep?.plan(keeping.refreshEvery);
    this.keeping = keeping;
    if (this.#given) return;
    const key = requestKey(this.request);
    if (key !== this.#key) this.#turnTo(key);
    // Tags and limits are applied to what came: changing them asks nobody.
    this.#filter();
    if (this.host.isConnected && (this.#goOn(key) || this.#isWatched())) {
      if (keeping.loading !== 'click' || this.upkeep?.agreed === key) this.#start();
      else void this.#then((upkeep) => upkeep.askReader(key));
    }
    this.#updateStatus();
  }

  /**
   * Shows an owner's own list instead of loading one; `undefined` gives the feed back.
   * @returns settles when the list is there, where it is still being read
   */
  give(feed: Feed | Promise<Feed> | undefined): Promise<unknown> | undefined {
    this.#abandon();
    const coming = feed && 'then' in feed ? feed : undefined;
    const given = (this.#given = coming ? { articles: [], dropped: [] } : (feed as Feed | undefined));
    this.#filtered = [];
    this.show([]);
    this.feed = coming ? undefined : given;
    this.#busy = !!coming;
    this.error = this.asOf = undefined;
    this.#updateStatus();
    if (given) this.prepare();
    if (!given || coming) return coming?.then((read) => this.#given === given && this.give(read));
    for (const { index, reason } of given.dropped) this.warn(`articles[${index}] is left out: ${reason}`);
    this.tell(new NewsLoadEvent({ feed: given, fromCache: false, stale: false }));
    return undefined;
  }

  /** Loads again, past the browser's own copy. Done when the load has finished, well or not. */
  async refresh(isAsked = true): Promise<void> {
    if (this.upkeep) this.upkeep.isAsked = isAsked;
    await this.host.updateComplete;
    if (this.#given || !this.request || !this.host.isConnected || this.upkeep?.consent) return;
    this.hasBeenNear = true;
    this.#revalidate = true;
    this.asked = undefined;
    this.#start();
    this.#updateStatus();
    await this.#task.taskComplete.catch(() => {
      // Abandoned: whatever took its place tells how it went.
    });
    await this.host.updateComplete;
  }

  hostConnected(): void {
    // That of another document would not see it.
    this.#forgetPlace();
  }

  hostDisconnected(): void {
    // A move in the document disconnects and connects at once; only what is still gone afterwards was removed.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      this.#abandon();
      this.hasBeenNear = false;
      this.#forgetPlace();
      this.host.ownerDocument.removeEventListener('visibilitychange', this.#onVisible);
      this.#updateStatus();
    });
  }

  hostUpdated(): void {
    if (this.card) for (const event of this.#untold.splice(0)) this.host.dispatchEvent(event);
  }

  show(feeds: LoadedFeed[]): void {
    this.feeds = feeds;
    if (!feeds.length) this.feed = undefined;
    this.#filter();
    this.host.requestUpdate();
  }

  /** How many articles there are. */
  get total(): number {
    return this.feed?.articles.length ?? 0;
  }

  /** All that came or was given, whatever it is about. */
  get loaded(): Article[] {
    return this.#given?.articles ?? this.feeds.flatMap(({ feed }) => feed.articles);
  }

  filtered(feeds: LoadedFeed[]): Feed {
    const feed = merged(feeds, this.request);
    const { dedupe } = this.keeping;
    const choose = needsChoosing({ feeds, problems: [] }, this.request, dedupe)
      ? later?.chooserFor(this.host, dedupe)
      : undefined;
    return { ...feed, articles: tidy(feed.articles, this.request, Date.now(), choose) };
  }

  report(error: NewsError): void {
    // The file to paste has told of a missing chunk already, once for the whole page.
    if (!isMissingChunk(error.cause)) this.warn(error.message);
    this.tell(new NewsErrorEvent({ error }));
  }

  tell(event: Event): void {
    this.#untold.push(event);
    this.host.requestUpdate();
  }

  get later(): Later | undefined {
    return later;
  }

  /** @throws NewsError `network` where the rest of newsrack can't be loaded */
  async ready(): Promise<Upkeep> {
    const { Upkeep } = later ?? (await loadLater());
    if (!this.upkeep) this.host.requestUpdate();
    return (this.upkeep ??= new Upkeep(this));
  }

  /** Loads what goes beyond a plain list of one feed, and does with it what is left to do. */
  prepare(act: (upkeep: Upkeep) => void | Promise<void> = () => {}): void {
    void this.#then(act);
  }

  #then(act: (upkeep: Upkeep) => void | Promise<void>): Promise<void> {
    return this.ready().then(act, () => {
      // What is shown stays; what goes beyond it can't be had now.
      if (this.card) return;
      this.card = articleCard;
      this.host.requestUpdate();
    });
  }

  /** Nothing is loaded for a page that nobody sees, nor, if it is lazy, for an element that is far from being seen. */
  #isWatched(): boolean {
    const { ownerDocument } = this.host;
    if (ownerDocument.visibilityState === 'hidden') {
      ownerDocument.addEventListener('visibilitychange', this.#onVisible, { once: true });
      return false;
    }
    if (this.keeping.loading !== 'lazy' || this.hasBeenNear) return true;
    this.#observer ??= whenNear(this.host, NEAR, () => {
      this.hasBeenNear = true;
      this.#observer?.disconnect();
      this.host.requestUpdate();
    });
    return false;
  }

  #forgetPlace(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #onVisible = (): void => this.host.requestUpdate();

  /** Another request: only what a feed gave that it still asks for stays on screen. */
  #turnTo(key: string): void {
    this.#key = key;
    const { provider, src } = this.request;
    this.error = this.asOf = undefined;
    this.show(
      this.feeds.filter(
        ({ source }) => source.provider.name === 'feed' && provider.includes('feed') && src.includes(source.src),
      ),
    );
    this.upkeep?.turn(key);
  }

  /** Goes on with what was loaded before the element was defined, and may be on screen already. */
  #goOn(key: string): boolean {
    const first = firstLoads.get(this.host);
    if (first?.key !== key) return false;
    this.hasBeenNear = true;
    if (!first.loaded || first.loaded.problems.length) return false;
    firstLoads.delete(this.host);
    this.asked = key;
    this.#settle(first.loaded);
    return true;
  }

  #start(): void {
    if (this.#key === this.asked) return;
    this.asked = this.#key;
    this.#busy = true;
    this.error = undefined;
    this.upkeep?.stop();
    clearTimeout(this.#lateTimer);
    this.#lateTimer = setTimeout(() => {
      this.isLate = true;
      this.host.requestUpdate();
      this.prepare();
    }, LATE);
    void this.#task.run();
  }

  #abandon(): void {
    this.#task.abort();
    this.upkeep?.stop();
    clearTimeout(this.#lateTimer);
    this.#busy = this.isLate = false;
    this.asked = undefined;
  }

  async #load(signal: AbortSignal): Promise<Loaded> {
    const { request } = this;
    const revalidate = this.#revalidate;
    this.#revalidate = false;
    try {
      const upkeep = needsSources(request) ? await this.ready() : undefined;
      const sources = upkeep ? await upkeep.sources() : feedsAt(request);
      // On a first visit there is nothing of it; then the code for it is not waited for either.
      const earlier =
        upkeep || hasStored() || this.host.querySelector('script')
          ? this.#then((upkeep) => upkeep.showEarlier(sources, () => !signal.aborted && this.#busy))
          : undefined;
      const first = firstLoads.get(this.host);
      firstLoads.delete(this.host);
      const loaded = await (first?.key === requestKey(request) && !revalidate
        ? first.loading
        : load(sources, request, { signal, revalidate, ...upkeep?.loadOptions() }));
      for (const problem of loaded.problems) {
        const { cause } = problem.error;
        if (isMissingChunk(cause)) problem.error = partMissing(cause);
      }
      if (loaded.problems.length) await earlier;
      if (needsChoosing(loaded, request, this.keeping.dedupe)) await this.ready();
      signal.throwIfAborted();
      return loaded;
    } catch (failure) {
      signal.throwIfAborted();
      return { feeds: [], problems: [{ error: failure as NewsError }] };
    }
  }

  #settle(loaded: Loaded): void {
    const { feeds, problems } = loaded;
    const kept = this.upkeep?.kept(loaded) ?? (feeds.length ? [] : this.feeds);
    clearTimeout(this.#lateTimer);
    this.#busy = this.isLate = false;
    const isLive = feeds.length > 0;
    const all = [...feeds, ...kept];
    this.error = isLive ? undefined : problems[0]!.error;
    problems.forEach(({ error }) => this.report(error));
    const isHeld = isLive && this.upkeep?.hold(all);
    if (!isHeld) this.show(all);
    this.asOf = isLive || !kept.length ? undefined : Math.min(...kept.map(({ at }) => at));
    if (isLive) {
      const fromCache = feeds.some(({ isCopy }) => isCopy);
      this.tell(new NewsLoadEvent({ feed: isHeld || this.feed!, fromCache, stale: false }));
    }
    this.#updateStatus();
    void this.#then((upkeep) => upkeep.settled(feeds, problems[0]?.error));
  }

  #filter(): void {
    const by = [this.feeds, JSON.stringify(this.request), this.keeping?.dedupe, later];
    if (!this.feeds.length || by.every((one, index) => one === this.#filtered[index])) return;
    this.#filtered = by;
    this.feed = this.filtered(this.feeds);
  }

  #updateStatus(): void {
    const status = this.#currentStatus();
    if (status === this.status) return;
    this.#internals?.states?.delete(this.status);
    this.#internals?.states?.add(status);
    this.status = status;
    this.tell(new NewsStatusEvent({ status }));
  }

  #currentStatus(): NewsStatus {
    if (this.#busy) return 'loading';
    const any = this.feed?.articles.length;
    if (this.error) return any ? 'stale' : 'error';
    return !this.feed ? 'idle' : any ? 'ready' : 'empty';
  }
}
