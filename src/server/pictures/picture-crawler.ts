/**
 * Requests the pages of new articles that came without a picture, for the picture that their publisher has chosen. Which
 * articles wait is in the archive, so that a restart loses and repeats at most the four pages that are on their way.
 *
 * The crawler of feeds runs it: `note` and `wants` when a source has answered, `wake` when articles were stored.
 */
import type { Article } from '../../model/article.js';
import { timeOf } from '../../select/select-articles.js';
import { hostKey, hostOf } from '../../text/host.js';
import type { Archive, AwaitingPicture } from '../archive/archive-types.js';
import type { CrawlSource } from '../crawler/crawler.js';
import { hostsOfSource } from '../../feed/sources.js';
import { RequestSkipped } from '../host-connections.js';
import type { SourceFetcher } from '../source-fetcher.js';
import { BlockedUrlError, type Limits, assertAllowed } from '../ssrf-guard.js';
import { WaitingPages } from './waiting-pages.js';
import { type Picture, pictureInHead } from './picture-in-head.js';
import { readHead } from './read-head.js';

export interface PictureCrawlerOptions {
  archive: Pick<Archive, 'awaitingPicture' | 'savePicture'>;
  fetcher: Pick<SourceFetcher, 'readPage' | 'ticks'>;
  /** The time in milliseconds since 1970. */
  now: () => number;
  /** Calls back after milliseconds. Returns a function that cancels it. */
  setTimer: (act: () => void, milliseconds: number) => () => void;
}

/** Maximum number of pages that are requested at once. There is one at a time for each host. */
const MAX_ACTIVE = 4;

/** Time limit for a page, in milliseconds. */
const TIMEOUT = 5000;

/** Maximum age of an article whose page is requested, in milliseconds. A new source lists articles of many years. */
const MAX_AGE = 3 * 864e5;

/** Minimum time between the end of a request to a host and the next one, in milliseconds. */
const PAUSE = 1000;

/** Milliseconds that stopping waits for. */
const GRACE = 1000;

const HTML = /^\s*(?:$|text\/html|application\/xhtml\+xml)/i;

export class PictureCrawler {
  #options: PictureCrawlerOptions;
  #sources = new Map<string, CrawlSource>();
  /** Hosts of the table: those of the URLs of its sources, and of their sites. */
  #hosts = new Set<string>();
  #pages: WaitingPages;
  #active = new Map<number, Promise<void>>();
  #lifetime: AbortController | undefined;
  #cancelTimer = () => {};

  constructor(options: PictureCrawlerOptions) {
    const { archive, now } = options;
    this.#options = options;
    this.#pages = new WaitingPages((query) => archive.awaitingPicture({ since: now() - MAX_AGE, ...query }), now);
  }

  /** Notes a source of the table, and the host of its site. */
  note(source: CrawlSource, site: string | undefined): void {
    this.#sources.set(source.key, source);
    for (const host of hostsOfSource(source.source)) this.#hosts.add(hostKey(new URL(`https://${host}`).hostname));
    if (site) this.#hosts.add(site);
  }

  /** Forgets all sources, since another table follows. */
  forget(): void {
    this.#sources.clear();
    this.#hosts.clear();
  }

  /** Returns whether the page of an article may be requested: it is new, and its host is one of the table. */
  wants(source: CrawlSource, article: Article): boolean {
    const time = timeOf(article);
    if (time !== -Infinity && time < this.#options.now() - MAX_AGE) return false;
    return mayRequest(article.url, this.#limitsOf(source));
  }

  /** Begins, or looks for articles that have been stored meanwhile. */
  wake(): void {
    this.#lifetime ??= new AbortController();
    this.#pages.reset();
    this.#work();
  }

  /** Aborts all requests. Resolves when they have ended, after a second at most. */
  async stop(): Promise<void> {
    this.#lifetime?.abort(new Error('The crawler was stopped.'));
    this.#lifetime = undefined;
    this.#cancelTimer();
    if (!this.#active.size) return;
    const { setTimer } = this.#options;
    await new Promise<void>((resolve) => {
      const cancel = setTimer(resolve, GRACE);
      void Promise.all(this.#active.values()).then(() => (cancel(), resolve()));
    });
  }

  #limitsOf({ limits: { local, http } }: CrawlSource): Limits {
    return { hosts: this.#hosts, local, http };
  }

  #work(): void {
    this.#cancelTimer();
    const { signal } = this.#lifetime ?? {};
    if (!signal) return;
    while (this.#active.size < MAX_ACTIVE) {
      const page = this.#pages.take();
      if (!page) break;
      this.#begin(page, signal);
    }
    if (this.#active.size >= MAX_ACTIVE) return;
    if (this.#pages.isLow) return void this.#pages.read().then((found) => found && this.#work());
    const wait = this.#pages.wait;
    if (wait < Infinity) this.#cancelTimer = this.#options.setTimer(() => this.#work(), wait);
  }

  #begin(page: AwaitingPicture, signal: AbortSignal): void {
    const host = hostOf(page.url)!;
    const crawling = this.#crawl(page, host, signal).finally(() => {
      this.#active.delete(page.id);
      this.#work();
    });
    this.#active.set(page.id, crawling);
  }

  async #crawl(page: AwaitingPicture, host: string, signal: AbortSignal): Promise<void> {
    const source = this.#sources.get(page.source);
    // The table may have changed. Its other sources don't allow this page.
    if (!source || !mayRequest(page.url, this.#limitsOf(source))) return;
    this.#pages.rest(host, Infinity);
    const result = await this.#pictureAt(page.url, source, signal).catch((reason: unknown) =>
      reason instanceof RequestSkipped ? reason : undefined,
    );
    if (signal.aborted) return;
    if (result instanceof RequestSkipped) {
      // Without a request, the page has not failed, and its host wants none for a while.
      this.#pages.rest(host, Math.max(result.until - this.#options.fetcher.ticks, PAUSE));
      return this.#pages.putBack(page);
    }
    await this.#save(page, result);
    this.#pages.rest(host, PAUSE);
  }

  /** @throws the reason why the page could not be read */
  #pictureAt(url: string, source: CrawlSource, signal: AbortSignal): Promise<Picture | undefined> {
    const options = { limits: this.#limitsOf(source), timeout: TIMEOUT, signal };
    return this.#options.fetcher.readPage(url, options, async (response) => {
      if (!HTML.test(response.headers.get('content-type') ?? '')) return undefined;
      return pictureInHead(await readHead(response), response.url || url);
    });
  }

  /** The crawler of feeds reports failures of the archive. The page is not requested again by this process. */
  async #save({ id }: AwaitingPicture, picture: Picture | undefined): Promise<void> {
    await this.#options.archive.savePicture(id, picture).catch(() => undefined);
  }
}

function mayRequest(url: string, limits: Limits): boolean {
  try {
    return !!assertAllowed(url, limits);
  } catch (blocked) {
    if (blocked instanceof BlockedUrlError) return false;
    throw blocked;
  }
}
