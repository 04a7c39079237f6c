import type { NewsError } from '../model/error.js';
import { owned } from '../model/owned.js';
import { type NewsRequest, requestKey } from '../model/request.js';
import { type FeedState, INITIAL, type LoadCause } from './feed-state.js';
import { type Loaded, loadUnexplained, needsFiltering, plainSources } from './load-feeds.js';
import { type PlainAction, reducePlain } from './reduce-plain.js';
import { loadFilter, selectFeed } from './select-feed.js';

/** Methods that a `FeedSession` adds to a store once the element is defined. */
export interface StoreExtension {
  reduce(state: FeedState, action: { type: string }): FeedState;
  /** Dispatches the result of a load. */
  loaded(loaded: Loaded): void;
  changed(): void;
}

const stores = new WeakMap<object, FeedStore>();

/**
 * Owns the state of one feed, and loads it. It is there before the element is defined: the first paint and then the element
 * subscribe to the same one. What goes beyond showing a plain feed once is `FeedSession`'s, which comes with the element.
 */
export class FeedStore {
  /** Returns the store of an element. */
  static of(element: object): FeedStore {
    let store = stores.get(element);
    if (!store) stores.set(element, (store = new FeedStore()));
    return store;
  }

  #state = INITIAL;
  #extension: StoreExtension | undefined;
  /** Settles when the element has shown cached copies. Results with failed sources wait for it. */
  #copies: Promise<void> | undefined;
  #resume: ((copies: Promise<void>) => void) | undefined;

  get state(): FeedState {
    return this.#state;
  }

  /** Sets the next state. Only the store and `FeedSession` with its side effects call this. */
  dispatch(action: { type: string }): void {
    const before = this.#state;
    const next = this.#extension?.reduce(before, action) ?? reducePlain(before, action as PlainAction);
    if (next === before) return;
    this.#state = owned(next);
    this.#extension?.changed();
  }

  extend(extension: StoreExtension): void {
    this.#extension = extension;
  }

  /** Lets results with failed sources wait for cached copies, which may stand in. */
  waitFor(copies: Promise<void>): void {
    this.#copies = copies;
    this.#resume?.(copies);
  }

  /** Sets the request of the first paint. */
  configure(request: NewsRequest, pageSize: number): void {
    this.dispatch({ type: 'first-requested', request, requestKey: requestKey(request), pageSize } as PlainAction);
  }

  /**
   * Loads the request. Settles when the result is in the state, or is no longer needed.
   * @param signal aborts the load
   * @param fetchSources fetches; default: the feeds at `src`
   */
  async load(
    signal: AbortSignal,
    by: LoadCause = 'reader',
    fetchSources: () => Promise<Loaded> = () => loadPlain(this.#state.request!, signal),
  ): Promise<void> {
    const { request, requestKey: key } = this.#state;
    this.dispatch({ type: 'load-started', by } satisfies PlainAction as PlainAction);
    let loaded: Loaded;
    try {
      loaded = await fetchSources();
      if (loaded.problems.length) await (this.#copies ?? new Promise<void>((resume) => (this.#resume = resume)));
      if (needsFiltering(loaded.feeds, request!)) await loadFilter(request!);
    } catch (failure) {
      loaded = { feeds: [], problems: [{ error: failure as NewsError }] };
    }
    if (signal.aborted || this.#state.phase !== 'loading' || this.#state.requestKey !== key) return;
    if (this.#extension) return this.#extension.loaded(loaded);
    const { feeds: sources, problems } = loaded;
    const feed = selectFeed(sources, request!);
    const errors = problems.map(({ error }) => error);
    this.dispatch({ type: 'first-loaded', sources, feed, problems: errors } as PlainAction);
  }
}

const loadPlain = async (request: NewsRequest, signal: AbortSignal): Promise<Loaded> =>
  loadUnexplained(await plainSources(request), request, { signal });
