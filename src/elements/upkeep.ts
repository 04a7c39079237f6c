import { copies, earlierNews, keepCopies } from '../cache/earlier-news.js';
import type { LoadOptions, Loaded, LoadedFeed, Source } from '../feed/load-feeds.js';
import { nextAttempt } from '../feed/refresh-schedule.js';
import { SERVED_BY, type Served, readServed } from '../feed/prerendered.js';
import { nextOf, withNextPages } from '../feed/pagination.js';
import { hostsOf, sourcesOf } from '../feed/sources.js';
import { AGREED, recall, remember } from '../cache/storage.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { requestKey } from '../model/request.js';
import { adopt } from './adopt.js';
import { adviceOn } from './advice.js';
import { NewsLoadEvent } from './events.js';
import { insideOf, mapInside } from './inside.js';
import type { NewsController } from './news-controller.js';
import { whenSeen } from './when-seen.js';

/** At most so many are read for one press of a button. */
const MAX_PAGES = 5;

/** Timers can't run longer than this, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Those whose readers are being asked: an answer for good is one for all of them. */
const asking = new Set<Upkeep>();

/** What an element's news need beyond one load: earlier copies, consent, further pages, and to be asked for again in time. */
export class Upkeep {
  /** How many articles have come that wait for the reader to ask for them. */
  fresh = 0;
  /** Hosts that the reader has to agree to first. */
  consent: string[] | undefined;
  /** Key of the request that the reader agreed to. */
  agreed: string | undefined;

  /** Whether somebody asked for the load under way. */
  isAsked = true;

  /** Whether the element takes the place of what a server has rendered. */
  isAdopting = false;

  #news: NewsController;
  #waiting: LoadedFeed[] | undefined;
  #served: (Served & { request?: string }) | undefined;
  #failures = 0;
  #end = new AbortController();

  constructor(news: NewsController) {
    this.#news = news;
  }

  /** Whom to name as the source of what is shown. */
  get attributions(): NonNullable<Feed['attribution']>[] {
    const all = this.#news.feeds.flatMap(({ feed }) => feed.attribution ?? []);
    return [...new Map(all.map((one) => [one.url, one])).values()];
  }

  /** Whether a source has more than it gave at first, and the limit leaves room for it. */
  get hasNextPage(): boolean {
    const { feeds, feed, request } = this.#news;
    return feeds.some(nextOf) && (feed?.articles.length ?? 0) < request.limit;
  }

  /** Adds the next page of each source that has one; further ones while there is nothing in them for this list. */
  async loadNextPage(): Promise<void> {
    const news = this.#news;
    const { signal } = this.#end;
    const before = news.feed?.articles.length ?? 0;
    try {
      for (let pages = 0; pages < MAX_PAGES && this.hasNextPage; pages++) {
        const { feeds } = news;
        const longer = await withNextPages(feeds, news.request, signal, (error) => news.report(error));
        const isOver = news.feeds !== feeds || longer.every((one, index) => one === feeds[index]);
        if (isOver) return;
        news.show(longer);
        if (news.feed!.articles.length > before) return;
      }
    } catch (reason) {
      // Another load has begun, or the element has left the page.
      if (!signal.aborted) throw reason;
    }
  }

  /** @throws NewsError `config` for providers that nobody knows, `network` for one that can't be loaded */
  async sources(): Promise<Source[]> {
    try {
      return await sourcesOf(this.#news.request);
    } catch (cause) {
      if (cause instanceof NewsError) throw cause;
      throw new NewsError('network', 'A provider could not be loaded from where newsrack is hosted.', { cause });
    }
  }

  /** What sources beyond feeds want to know. */
  loadOptions(): Partial<LoadOptions> {
    const { host, request, keeping } = this.#news;
    return { inside: insideOf(host), map: request.map ?? mapInside(host), copyOf: copies(request, keeping.cache) };
  }

  /** Takes over what a server has rendered, with its news. */
  adopt(): Promise<void> {
    const { host } = this.#news;
    this.isAdopting = true;
    return adopt(host, () => (this.#served = readServed(host)));
  }

  /** Shows what a server has put into the element, and leaves it at that while it is fresh. */
  #serve(key: string): void {
    const news = this.#news;
    const served = this.#served;
    if (!served || (news.keeping.loading === 'click' && this.agreed !== key)) return;
    const { loaded, isFresh } = served;
    const request = JSON.stringify(news.request);
    if ((served.request ??= request) !== request) return;
    news.show([loaded]);
    if (isFresh) {
      news.asked = key;
      this.plan(news.keeping.refreshEvery);
    } else {
      news.asOf = loaded.at;
    }
    news.tell(new NewsLoadEvent({ feed: news.feed!, fromCache: true, stale: !isFresh }));
  }

  /** What a server chose for one request is not all that there is for another. To be called after each change. */
  checkServed(): void {
    const news = this.#news;
    const { request } = this.#served ?? {};
    if (!request || request === JSON.stringify(news.request)) return;
    this.#served = undefined;
    if (news.feeds.some(({ source }) => source.provider === SERVED_BY)) {
      news.asked = undefined;
      news.show([]);
    }
  }

  /** Until news comes, that of an earlier visit, else what the owner has put into the page. */
  async showEarlier(sources: Source[], isWanted: () => boolean): Promise<void> {
    const news = this.#news;
    const earlier = await earlierNews(sources, news.request, news.keeping.cache, insideOf(news.host));
    if (!isWanted() || news.feeds.length || !earlier.length) return;
    news.show(earlier);
    news.asOf = Math.min(...earlier.map(({ at }) => at));
    news.tell(new NewsLoadEvent({ feed: news.feed!, fromCache: true, stale: true }));
  }

  /** Finds out what a reader has to agree to. */
  async askReader(key: string): Promise<void> {
    const hosts = this.#served?.isFresh ? [] : await hostsOf(this.#news.request);
    if (this.agreed === key) return;
    // Where the owner has no page about privacy, nothing is kept, and storage is not looked at.
    const known = (this.#news.keeping.privacyUrl && recall(AGREED)?.split(' ')) || [];
    // News in the page that loads pictures only is agreed to with any host.
    if (known[0] && hosts.every((host) => known.includes(host))) return this.agree(key);
    if (this.consent?.join() === hosts.join()) return;
    asking.add(this);
    this.consent = hosts;
    this.#news.host.requestUpdate();
  }

  /** @param isAlways Whether the hosts are kept, so that this site asks no more about them. */
  agree(key: string, isAlways = false): void {
    if (isAlways)
      remember(AGREED, [...new Set([recall(AGREED), ...(this.consent ?? []), location.host])].join(' ').trim());
    this.agreed = key;
    this.consent = undefined;
    asking.delete(this);
    if (isAlways) for (const other of asking) void other.askReader(requestKey(other.#news.request));
    this.#serve(key);
    this.#news.host.requestUpdate();
  }

  /** What is on screen of sources that failed; where all did, that is all. A set-up that asks for nothing keeps nothing. */
  kept({ feeds, problems }: Loaded): LoadedFeed[] {
    if (problems.some(({ error }) => error.code === 'config')) return [];
    const hasFailed = ({ source: { src, provider } }: LoadedFeed) =>
      problems.some(({ source }) => source?.src === src && source.provider.name === provider.name);
    return this.#news.feeds.filter((feed) => !feeds.length || hasFailed(feed));
  }

  /**
   * New articles are not shoved under the finger of a reader who is at the list.
   * @returns what waits for the reader, where it does
   */
  hold(feeds: LoadedFeed[]): Feed | undefined {
    const { host, feed, asOf } = this.#news;
    this.#forgetWaiting();
    const shown = new Set(feed?.articles.map(({ url }) => url));
    const isRead = host.matches(':hover, :focus-within') || host.getBoundingClientRect().top < 0;
    if (!shown.size || !(!this.isAsked || (asOf !== undefined && isRead))) return undefined;
    const waiting = this.#news.filtered(feeds);
    this.fresh = waiting.articles.filter(({ url }) => !shown.has(url)).length;
    if (!this.fresh) return undefined;
    this.#waiting = feeds;
    return waiting;
  }

  /** Shows the articles that wait for the reader. */
  showFresh(): void {
    const waiting = this.#waiting;
    this.#forgetWaiting();
    if (waiting) this.#news.show(waiting);
  }

  /** After a load: keeps what came, and plans the next. */
  settled(feeds: LoadedFeed[], error: NewsError | undefined): void {
    const { request, keeping, host } = this.#news;
    feeds.flatMap(adviceOn).forEach((advice) => this.#news.warn(advice));
    keepCopies(feeds, request, keeping.cache);
    this.#failures = error ? this.#failures + 1 : 0;
    const isOver = feeds.length > 0 && feeds.every(({ feed }) => feed.expired);
    const wait = error ? nextAttempt(error, this.#failures) : isOver ? undefined : keeping.refreshEvery;
    if (host.isConnected) this.plan(wait, error);
  }

  /**
   * Plans the next load.
   * @param wait milliseconds until then; `undefined`: there is none
   * @param error why it is needed
   */
  plan(wait: number | undefined, error?: NewsError): void {
    this.stop();
    if (wait === undefined) return;
    const { signal } = this.#end;
    const ask = () => whenSeen(this.#news.host, signal, () => this.#askAgain());
    // Whoever was offline does not wait longer than that.
    if (error?.code === 'network') addEventListener('online', ask, { signal, once: true });
    const timer = setTimeout(ask, Math.min(wait, LONGEST_TIMER));
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** Ends all that is planned or under way. */
  stop(): void {
    asking.delete(this);
    this.#end.abort();
    this.#end = new AbortController();
  }

  /** Another request: nothing of the one before waits, and its failures don't count. */
  turn(key: string): void {
    this.stop();
    this.#forgetWaiting();
    this.consent = undefined;
    this.#failures = 0;
    this.#serve(key);
  }

  #askAgain(): void {
    this.stop();
    void this.#news.refresh(false);
  }

  #forgetWaiting(): void {
    this.#waiting = undefined;
    this.fresh = 0;
  }
}
