import { Task } from '@lit/task';
import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import { type FeedState, INITIAL, type LoadCause, statusOf } from '../feed/feed-state.js';
import { FeedStore } from '../feed/feed-store.js';
import { FeedSession } from '../feed/session.js';
import { isMissingChunk } from '../network/missing-chunk.js';
import type { Article } from '../model/article.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import type { FeedOptions, RenderContext } from '../views/options.js';
import type { BrowsedFeed } from './tag-selection.js';
import type { Interaction } from './controllers/add-controllers.js';
import type { PaintedView } from './painted-views.js';
import { NewsErrorEvent, NewsLoadEvent, NewsStatusEvent } from './events.js';
import { readInlineContent, readInlineMap } from './inline-content.js';
import { type Watch, isNear, whenNear } from './when-near.js';
import { whenSeen } from './when-seen.js';

/** Exports of the deferred code. */
export type Deferred = typeof import('./deferred.js');

let deferred: Deferred | undefined;

let pageDedupe: typeof import('./shown-elsewhere.js') | undefined;

/** Loads the deferred part of the elements, once for all. */
export const loadDeferred = async (): Promise<Deferred> => (deferred ??= await import('./deferred.js'));

/** Distance from the viewport at which a lazy element begins to load, in pixels: about a screen of a phone. */
const NEAR = 600;

/**
 * Connects an element with its session: decides when to load, and dispatches an event for each change of state.
 * The load runs in a `Task`: it aborts when another begins or the element leaves the page, but not when it is moved.
 */
export class FeedController implements ReactiveController {
  readonly host: LitElement & BrowsedFeed;
  readonly session: FeedSession;
  /** Logs a warning for the site owner, once. */
  readonly warn: (message: string) => void;
  /** Options of the view, as of the last call of `configure`. */
  options!: FeedOptions & RenderContext;
  /** True if the element has been near the viewport, or counts as if: a lazy one may load then. */
  hasBeenNear = false;
  /** True if the deferred part could not be loaded the last time. */
  isDeferredMissing = false;
  /** Code that the list needs as it is shown; an update is complete when it has come, or can't be loaded. */
  loadingCode: Promise<unknown> | undefined;
  /** True if there is a list to see. Until then, events are held back. */
  isRendering = false;
  /** True if more of the list renders in a moment. Until then, events are held back, and controllers don't act on the list. */
  isPart = false;
  /** Views that the first paint or a server has rendered, while they are still on screen. */
  painted: PaintedView | undefined = undefined;

  #internals: ElementInternals | undefined;
  #task: Task<[], void>;
  #interaction: Interaction | undefined;
  #by: LoadCause = 'reader';
  #isFresh = false;
  /** The state at the last events. */
  #told = INITIAL;
  #isConfiguring = false;
  #hasTakenOver = false;
  #observer: Watch | undefined;
  /** Events to dispatch after the next render, so that listeners find their articles on screen. */
  #pendingEvents: Event[] = [];

  constructor(
    host: LitElement & BrowsedFeed,
    internals: ElementInternals | undefined,
    warn: (message: string) => void,
  ) {
    this.host = host;
    this.#internals = internals;
    this.warn = warn;
    this.session = new FeedSession(FeedStore.of(host), {
      inside: () => readInlineContent(host),
      map: () => readInlineMap(host),
      isConnected: () => host.isConnected,
      isReaderAtList: () => host.matches(':hover, :focus-within') || host.getBoundingClientRect().top < 0,
      whenSeen: (signal, act) => whenSeen(host, signal, act),
      loadPageDedupe: async () => {
        pageDedupe ??= await import('./shown-elsewhere.js').catch(() => undefined);
      },
      withoutShownElsewhere: (articles) => pageDedupe?.withoutShownElsewhere(host, articles) ?? articles,
      refresh: (by) => this.refresh(by),
      warn,
    });
    this.session.subscribe(() => this.#onChange());
    this.#task = new Task<[], void>(silent(host), {
      autoRun: false,
      args: () => [],
      task: (_args, { signal }) => this.session.load(signal, this.#by, this.#isFresh),
    });
    host.addController(this);
  }

  get state(): FeedState {
    return this.session.state;
  }

  get status(): NewsStatus {
    return statusOf(this.#told);
  }

  /** All articles that arrived or were given, selected or not. */
  get loaded(): Article[] {
    const { isOwn, feed, sources } = this.state;
    return isOwn ? (feed?.articles ?? []) : sources.flatMap((source) => source.feed.articles);
  }

  /** The articles on screen. */
  get shown(): Article[] {
    const { feed, visibleCount } = this.state;
    return feed?.articles.slice(0, visibleCount) ?? [];
  }

  /** Controllers for what readers do with the list, once their code has come. */
  get interaction(): Interaction | undefined {
    return (this.#interaction ??= deferred?.addControllers(this));
  }

  /** The deferred part, once it is loaded. */
  get deferred(): Deferred | undefined {
    return deferred;
  }

  /** Sets the request, and loads it if it is time. Call before each render. */
  configure(request: NewsRequest, options: FeedOptions & RenderContext): void {
    this.#isConfiguring = true;
    this.options = options;
    this.session.configure(request, options);
    // Another value of `loading` means consent by the site owner.
    if (options.loading !== 'click' && this.state.phase === 'awaiting-consent') this.session.effects?.consent.give();
    const { phase, isOwn, requestKey, agreedKey } = this.state;
    if (!this.#hasTakenOver && !isOwn) this.session.takeOver();
    this.#hasTakenOver = true;
    if (phase === 'idle' && !isOwn && this.host.isConnected && this.#isWatched()) {
      if (options.loading !== 'click' || agreedKey === requestKey) this.#start('reader');
      else this.prepare((effects) => effects.consent.request());
    }
    this.#isConfiguring = false;
    this.#announce();
  }

  /** Shows articles of the site owner; see `FeedSession.give`. */
  give(feed: Feed | Promise<Feed> | undefined, pageSize: number): Promise<void> {
    this.#isConfiguring = true;
    this.#task.abort();
    const given = this.session.give(feed, pageSize).then(() => {
      const { isOwn, feed: shown } = this.state;
      if (isOwn)
        for (const { index, reason } of shown?.dropped ?? []) this.warn(`articles[${index}] is left out: ${reason}`);
    });
    if (feed) this.prepare();
    return given;
  }

  /** Loads again, and bypasses browser caches. Settles when the load has ended or failed. */
  async refresh(by: LoadCause = 'reader'): Promise<void> {
    await this.host.updateComplete;
    const { isOwn, phase, request } = this.state;
    if (isOwn || !request || phase === 'awaiting-consent' || !this.host.isConnected) return;
    this.hasBeenNear = true;
    this.#start(by, true);
    await this.#task.taskComplete.catch(() => {
      // Aborted. The load that replaced it reports its own result.
    });
    await this.host.updateComplete;
  }

  /** Shows the next page, or all remaining articles if the code for pages can't be loaded. */
  async showMore(): Promise<void> {
    await loadDeferred().catch(() => this.session.revealMore(Infinity));
    await this.interaction?.showMore();
  }

  hostConnected(): void {
    // An observer of another document does not report this element.
    this.#forgetPlace();
  }

  hostDisconnected(): void {
    // A move in the document disconnects and connects at once. The element was removed only if it is still disconnected.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      this.#task.abort();
      this.session.abort();
      this.hasBeenNear = false;
      this.#forgetPlace();
      this.host.ownerDocument.removeEventListener('visibilitychange', this.#onVisible);
    });
  }

  /** Adds the controllers to the render that begins, if they have loaded. */
  hostUpdate(): void {
    void this.interaction;
  }

  /** Dispatches the events. Call after each render, when all controllers have finished. */
  dispatchEvents(): void {
    if (this.isRendering && !this.isPart)
      for (const event of this.#pendingEvents.splice(0)) this.host.dispatchEvent(event);
  }

  /** Loads the deferred code, and runs the work that needs it. */
  prepare(act: (effects: NonNullable<FeedSession['effects']>) => unknown = () => {}): void {
    const wasMissing = !deferred || !this.session.effects;
    const loading = Promise.all([deferred ?? loadDeferred(), this.session.prepare()]);
    // Loaded code takes part in the current update.
    if (deferred && this.session.effects) {
      if (wasMissing) this.host.requestUpdate();
      return void act(this.session.effects);
    }
    void loading
      .then(
        ([, effects]) => act(effects),
        () => (this.isDeferredMissing = true),
      )
      .then(() => this.host.requestUpdate());
  }

  #start(by: LoadCause, isFresh = false): void {
    this.#by = by;
    this.#isFresh = isFresh;
    void this.#task.run();
    this.session.bridge();
  }

  #onChange(): void {
    if (!this.#isConfiguring) this.#announce();
    this.host.requestUpdate();
  }

  /** Creates events for the changes since the last call. */
  #announce(): void {
    const [before, state] = [this.#told, this.state];
    this.#told = state;
    // The deferred code has the controllers for readers' actions, and the note about slow loading.
    if (!deferred && (state.phase === 'settled' || state.isSlow)) this.prepare();
    if (state.problems !== before.problems) for (const error of state.problems) this.#announceError(error);
    if (state.lastLoad && state.lastLoad !== before.lastLoad)
      this.#pendingEvents.push(new NewsLoadEvent({ fromCache: false, stale: false, ...state.lastLoad }));
    const [old, status] = [statusOf(before), statusOf(state)];
    if (status === old) return;
    this.#internals?.states?.delete(old);
    this.#internals?.states?.add(status);
    this.#pendingEvents.push(new NewsStatusEvent({ status }));
  }

  #announceError(error: FeedState['problems'][number]): void {
    // The starter has warned of a missing chunk already, once for the whole page.
    if (!isMissingChunk(error.cause)) this.warn(error.message);
    this.#pendingEvents.push(new NewsErrorEvent({ error }));
  }

  /** Starts a load, unless the page is hidden or a lazy element is far from the viewport. */
  #isWatched(): boolean {
    const { ownerDocument } = this.host;
    if (ownerDocument.visibilityState === 'hidden') {
      ownerDocument.addEventListener('visibilitychange', this.#onVisible, { once: true });
      return false;
    }
    if (this.session.options.loading !== 'lazy' || (this.hasBeenNear ||= isNear(this.host, NEAR))) return true;
    this.#observer ??= whenNear(this.host, NEAR, () => {
      this.hasBeenNear = true;
      this.#forgetPlace();
      this.host.requestUpdate();
    });
    return false;
  }

  #forgetPlace(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #onVisible = (): void => this.host.requestUpdate();
}

/** A host for `Task` that renders only when the session changes, not when the task begins and ends as well. */
const silent = (host: LitElement): ReactiveControllerHost => ({
  addController: (controller) => host.addController(controller),
  removeController: (controller) => host.removeController(controller),
  requestUpdate() {},
  get updateComplete() {
    return host.updateComplete;
  },
});
