import { Task } from '@lit/task';
import type { LitElement, ReactiveController } from 'lit';
import { type Loaded, feedsAt, load, merged, needsSources } from '../loading/load.js';
import { settings } from '../loading/settings.js';
import { tidy } from '../loading/tidy.js';
import type { NewsError } from '../model/error.js';
import { type Feed, toFeed } from '../model/feed.js';
import { type NewsRequest, requestKey } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import { NewsErrorEvent, NewsLoadEvent, NewsStatusEvent } from './events.js';

type Outcome = { loaded: Loaded } | { failure: NewsError };

/** How far from the viewport a lazy element begins to load: about a screen of a phone. */
const NEAR = '600px 0px';

/**
 * Gets an element its news: decides when to ask, keeps what is on screen until something better has come, and tells
 * what happened. Round `Task`, which abandons late answers, it puts what a page needs: a request ends when the element
 * leaves the document (but not when it is moved), and begins again when it comes back.
 */
export class NewsController implements ReactiveController {
  status: NewsStatus = 'idle';
  error: NewsError | undefined;
  /** As loaded, filtered and in order. */
  feed: Feed | undefined;

  #host: LitElement;
  #internals: ElementInternals;
  #warn: (message: string) => void;
  #task: Task<[], Outcome>;
  #request: NewsRequest | undefined;
  /** Key of what the latest load was for; `undefined` when the next chance to load must be taken. */
  #asked: string | undefined;
  /** All that came, before tags and limits. */
  #loaded: Feed | undefined;
  /** An owner's own list. */
  #given: Feed | undefined;
  #busy = false;
  #near = false;
  #revalidate = false;
  #observer: IntersectionObserver | undefined;
  /** Told after the element has rendered, so that a listener finds on screen what it hears of. */
  #untold: Event[] = [];

  constructor(host: LitElement, internals: ElementInternals, warn: (message: string) => void) {
    this.#host = host;
    this.#internals = internals;
    this.#warn = warn;
    this.#task = new Task<[], Outcome>(host, {
      autoRun: false,
      args: () => [],
      task: (_args, { signal }) => this.#load(signal),
      onComplete: (outcome) => this.#settle(outcome),
    });
    host.addController(this);
  }

  /** What to show news for, and whether to wait until the element comes near the viewport. Called before each render. */
  ask(request: NewsRequest, lazy: boolean): void {
    this.#request = request;
    if (this.#given) return;
    // Tags and limits are applied to what came: changing them asks nobody.
    if (this.#loaded) this.feed = filtered(this.#loaded, request);
    if (this.#host.isConnected) {
      if (!lazy || this.#near) this.#start();
      else this.#watch();
    }
    this.#updateStatus();
  }

  /** Shows an owner's own list instead of loading one; `undefined` gives the feed back. */
  give(articles: unknown[] | undefined): void {
    this.#abandon();
    this.#given = articles && toFeed({ articles });
    this.feed = this.#given;
    this.error = undefined;
    this.#updateStatus();
    if (!this.#given) return;
    for (const { index, reason } of this.#given.dropped) this.#warn(`articles[${index}] is left out: ${reason}`);
    this.#tell(new NewsLoadEvent({ feed: this.#given, fromCache: false, stale: false }));
  }

  /** Loads again, past the browser's own copy. Done when the load has finished, well or not. */
  async refresh(): Promise<void> {
    await this.#host.updateComplete;
    if (this.#given || !this.#request || !this.#host.isConnected) return;
    this.#near = true;
    this.#revalidate = true;
    this.#asked = undefined;
    this.#start();
    this.#updateStatus();
    await this.#task.taskComplete.catch(() => {
      // Abandoned: whatever took its place tells how it went.
    });
    await this.#host.updateComplete;
  }

  hostConnected(): void {
    if (this.#host.hasUpdated) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // A move in the document disconnects and connects at once; only what is still gone afterwards was removed.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#abandon();
      this.#near = false;
      this.#observer?.disconnect();
      this.#observer = undefined;
      this.#updateStatus();
    });
  }

  hostUpdated(): void {
    for (const event of this.#untold.splice(0)) this.#host.dispatchEvent(event);
  }

  #watch(): void {
    if (this.#observer) return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#near = true;
        this.#observer?.disconnect();
        this.#observer = undefined;
        this.#host.requestUpdate();
      },
      { rootMargin: NEAR },
    );
    this.#observer.observe(this.#host);
  }

  #start(): void {
    const key = requestKey(this.#request!);
    if (key === this.#asked) return;
    this.#asked = key;
    this.#busy = true;
    this.error = undefined;
    void this.#task.run();
  }

  #abandon(): void {
    this.#task.abort();
    this.#busy = false;
    this.#asked = undefined;
  }

  async #load(signal: AbortSignal): Promise<Outcome> {
    const revalidate = this.#revalidate;
    this.#revalidate = false;
    try {
      const request = this.#request!;
      const isPlain = !needsSources(request, settings.relay);
      const sources = isPlain ? feedsAt(request) : await (await import('../loading/sources.js')).sourcesOf(request);
      const loaded = await load(sources, request, { signal, revalidate });
      return loaded.feeds.length ? { loaded } : { failure: loaded.problems[0]!.error };
    } catch (failure) {
      signal.throwIfAborted();
      return { failure: failure as NewsError };
    }
  }

  #settle(outcome: Outcome): void {
    this.#busy = false;
    if ('failure' in outcome) {
      this.error = outcome.failure;
      // What is on screen stays; only a set-up that asks for nothing clears it.
      if (this.error.code === 'config') this.#loaded = this.feed = undefined;
      this.#report(this.error);
    } else {
      this.#loaded = merged(outcome.loaded.feeds, this.#request!);
      this.feed = filtered(this.#loaded, this.#request!);
      outcome.loaded.problems.forEach(({ error }) => this.#report(error));
      this.#tell(new NewsLoadEvent({ feed: this.feed, fromCache: false, stale: false }));
    }
    this.#updateStatus();
  }

  #report(error: NewsError): void {
    this.#warn(error.message);
    this.#tell(new NewsErrorEvent({ error }));
  }

  #updateStatus(): void {
    const status = this.#currentStatus();
    if (status === this.status) return;
    this.#internals.states?.delete(this.status);
    this.#internals.states?.add(status);
    this.status = status;
    this.#tell(new NewsStatusEvent({ status }));
  }

  #currentStatus(): NewsStatus {
    if (this.#busy) return 'loading';
    const any = this.feed?.articles.length;
    if (this.error) return any ? 'stale' : 'error';
    return !this.feed ? 'idle' : any ? 'ready' : 'empty';
  }

  #tell(event: Event): void {
    this.#untold.push(event);
    this.#host.requestUpdate();
  }
}

const filtered = (loaded: Feed, request: NewsRequest): Feed => ({
  ...loaded,
  articles: tidy(loaded.articles, request),
});
