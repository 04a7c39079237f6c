import { copies, earlierNews, keepCopies } from '../cache/earlier-news.js';
import { hostsOf, sourcesOf } from './sources.js';
import { NewsError } from '../model/error.js';
import { adviceOn } from './advice.js';
import { Consent } from './consent.js';
import { type LoadOptions, type Loaded, type Source, needsFiltering } from './load-feeds.js';
import { hasNextPage, withNextPages } from './pagination.js';
import { type Prerendered, readPrerendered } from './prerendered.js';
import { loadFilter } from './select-feed.js';
import { RefreshSchedule, nextAttempt } from './refresh-schedule.js';
import type { FeedSession } from './session.js';

/** Maximum number of pages fetched for one press of “Show more”. */
const MAX_PAGES = 5;

/** Side effects of a feed beyond one load: cached copies, consent, further pages, prerendered articles, and a schedule. */
export class SideEffects {
  readonly consent: Consent;

  #session: FeedSession;
  #schedule: RefreshSchedule;
  #prerendered: (Prerendered & { request?: string }) | undefined;
  #failures = 0;
  /** Ends the loading of pages. */
  #paging = new AbortController();

  constructor(session: FeedSession) {
    this.#session = session;
    this.#schedule = new RefreshSchedule(
      (signal, act) => session.host.whenSeen(signal, act),
      () => void session.host.refresh('schedule'),
    );
    this.consent = new Consent(session, () => this.#showPrerendered());
  }

  /** @throws NewsError `config` for unknown providers, `network` for one that can't be loaded */
  async sources(): Promise<Source[]> {
    try {
      return await sourcesOf(this.#session.state.request!);
    } catch (cause) {
      if (cause instanceof NewsError) throw cause;
      throw new NewsError('network', 'A part of newsrack could not be loaded.', { cause });
    }
  }

  /** Returns the options that providers other than `feed` need. */
  loadOptions(): Partial<LoadOptions> {
    const { host, state, options } = this.#session;
    return {
      inside: host.inside(),
      map: state.request!.map ?? host.map(),
      freshCopyOf: (source) => {
        const copy = copies(state.request!, options.cache)(source);
        return copy && Date.now() - copy.at < (source.provider.freshFor ?? 0) ? copy : undefined;
      },
    };
  }

  /** Shows the cached articles of an earlier visit, else those that the site owner put into the page. */
  async showCopies(): Promise<void> {
    const session = this.#session;
    const { state, options, host } = session;
    const { requestKey, request } = state;
    const sources = await this.sources().catch(() => []);
    const found = await earlierNews(sources, request!, options.cache, host.inside());
    if (needsFiltering(found, request!)) await loadFilter(request!).catch(() => {});
    await session.loadPageDedupe();
    if (!found.length || session.state.requestKey !== requestKey) return;
    session.dispatch({ type: 'cached-copy-found', sources: found, feed: session.select(found) });
  }

  /** Caches the result of a load, and schedules the next load. */
  loaded({ feeds, problems }: Loaded): void {
    const { state, options, host } = this.#session;
    const [problem] = problems;
    for (const advice of feeds.flatMap(adviceOn)) host.warn(advice);
    keepCopies(feeds, state.request!, options.cache);
    this.#failures = problem ? this.#failures + 1 : 0;
    const isOver = feeds.length > 0 && feeds.every(({ feed }) => feed.expired);
    const wait = problem ? nextAttempt(problem.error, this.#failures) : isOver ? undefined : options.refreshEvery;
    if (host.isConnected()) this.schedule(wait, problem?.error);
  }

  /** Schedules the next load; see `RefreshSchedule`. */
  schedule(wait: number | undefined, error?: NewsError): void {
    this.#schedule.plan(wait, error);
  }

  /** Stops all scheduled and running work. */
  stop(): void {
    this.#schedule.stop();
    this.consent.stop();
    this.#paging.abort();
    this.#paging = new AbortController();
  }

  /** Resets the count of failures for a new request. */
  requestChanged(): void {
    this.stop();
    this.#failures = 0;
    this.#showPrerendered();
  }

  /** Fetches the next page of each source that has one, and further pages until there are articles for this list. */
  async loadNextPage(): Promise<void> {
    const session = this.#session;
    const { signal } = this.#paging;
    const before = session.state.feed?.articles.length ?? 0;
    try {
      for (let pages = 0; pages < MAX_PAGES && hasNextPage(session.state); pages++) {
        const { sources, request } = session.state;
        const { longer, problems } = await withNextPages(sources, request!, signal);
        const isOver = session.state.sources !== sources;
        if (isOver) return;
        const isSame = longer.every((one, index) => one === sources[index]);
        session.dispatch({ type: 'page-loaded', sources: longer, feed: session.select(longer), problems });
        if (isSame || session.state.feed!.articles.length > before) return;
      }
    } catch (reason) {
      // Another load has begun, or the element has left the page.
      if (!signal.aborted) throw reason;
    }
  }

  /** Takes over prerendered articles if the request is the same. Returns the options of their view, if there are any. */
  offerPrerendered(element: Element): object | undefined {
    this.#prerendered = readPrerendered(element);
    return this.#prerendered?.options;
  }

  /** Returns the hosts that the request contacts before the reader sees anything. */
  hosts(): Promise<string[]> {
    return this.#prerendered?.isFresh ? Promise.resolve([]) : hostsOf(this.#session.state.request!);
  }

  /** Shows prerendered articles, and loads nothing while they are fresh. */
  #showPrerendered(): void {
    const session = this.#session;
    const { state, options } = session;
    const prerendered = this.#prerendered;
    if (!prerendered || (options.loading === 'click' && state.agreedKey !== state.requestKey)) return;
    const request = JSON.stringify(state.request);
    if ((prerendered.request ??= request) !== request) return;
    const { loaded, isFresh } = prerendered;
    session.dispatch({ type: 'prerendered-found', source: loaded, feed: session.select([loaded])!, isFresh });
    if (isFresh) this.schedule(options.refreshEvery);
  }
}
