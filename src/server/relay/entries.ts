/** The feeds of a relay with their sources: those of its table by name, and those at URLs that clients request. */
import { feedsAt } from '../../feed/load-feeds.js';
import { sourcesOf } from '../../feed/sources.js';
import { toRequest } from '../../model/request.js';
import { catalogue } from '../../providers/catalogue.js';
import { CachedSource, type SourceContext } from '../cached-source.js';
import { limitsOf, localOf } from '../crawler/crawl-sources.js';
import { DEFAULT_LIMIT, type TableFeed } from '../relay-options.js';
import { Failure } from '../responses.js';
import type { SourceFetcher } from '../source-fetcher.js';
import { BlockedUrlError, type Limits, assertAllowed } from '../ssrf-guard.js';
import type { Entry } from './entry.js';
import type { RelayMemory } from './memory.js';
import { RelayTable } from './table.js';

const NO_FEED =
  'There is no feed of this name. At the path of the relay itself, a request for all feeds ends with a slash.';

/** Maximum number of articles of a feed that a client requests by `?url=`. */
const MAX_ARTICLES = 1000;

export interface EntriesOptions {
  /** Feeds of the options. */
  own: ReadonlyMap<string, TableFeed>;
  /** Limits for URLs that clients name in `?url=`. */
  allowed: Limits;
  sourceContext: SourceContext & { fetcher: SourceFetcher };
  memory: RelayMemory;
  /** Is called when a source of the table has a new copy. */
  onCopy: (source: CachedSource) => void;
}

export class RelayEntries {
  #options: EntriesOptions;
  #table: RelayTable;
  #named = new Map<string, Promise<Entry>>();
  #whole: Promise<Entry> | undefined;

  constructor(options: EntriesOptions) {
    this.#options = options;
    this.#table = new RelayTable(options.own);
  }

  /** Feeds of the table by name. Another map after each change. */
  get feeds(): ReadonlyMap<string, TableFeed> {
    return this.#table.feeds;
  }

  /** Feeds of the table that were requested so far. */
  requested(): Promise<Entry[]> {
    return Promise.all(this.#named.values());
  }

  /** Replaces the feeds of the list, which are served beside those of the options. */
  setListed(feeds: ReadonlyMap<string, TableFeed>): void {
    for (const { name } of this.#table.setListed(feeds)) {
      void this.#named.get(name)?.then(({ sources }) => sources.forEach((one) => this.#options.memory.dropTable(one)));
      this.#named.delete(name);
    }
    this.#whole = undefined;
  }

  /** @throws Failure if the table has no such feed */
  async named(name: string): Promise<Entry> {
    if (!name) throw new Failure('not-found', 'The path names no feed. Request /NAME or /?url=URL.');
    const feed = this.feeds.get(name);
    if (!feed) throw new Failure('not-found', NO_FEED);
    if (!this.#named.has(name)) this.#named.set(name, this.#withSources(feed));
    return this.#named.get(name)!;
  }

  /** Returns all sources of the table as one feed. */
  whole(): Promise<Entry> {
    return (this.#whole ??= this.#makeWhole());
  }

  /** Returns the feed at a URL that a client requests. @throws Failure if the relay may not request it */
  at(address: string): Entry {
    const { memory, allowed } = this.#options;
    const { href, host } = addressOf(address, allowed);
    const entry = memory.entryAt(href) ?? this.#makeEntryAt(href, host);
    memory.keepEntry(href, entry);
    return entry;
  }

  async #withSources(feed: TableFeed): Promise<Entry> {
    const { allowed, sourceContext, memory, onCopy } = this.#options;
    const sources = await sourcesOf(feed.request, catalogue);
    const limits = limitsOf(sources, feed.request, allowed);
    const own = {
      ...sourceContext,
      onChange: (source: CachedSource) => {
        if (!this.#table.has(feed)) return;
        onCopy(source);
        memory.noteTable(source);
      },
    };
    const cached = sources.map(
      (source) => new CachedSource(source, feed.request, limits, feed.name, own, sources.length),
    );
    return { ...feed, sources: cached, asWhole: false };
  }

  #makeEntryAt(href: string, host: string): Entry {
    const { allowed, sourceContext, memory } = this.#options;
    const request = toRequest({ src: [href], limit: MAX_ARTICLES }, () => undefined);
    const limits = { ...allowed, local: localOf(request, allowed) };
    const entry: Entry = { name: host, title: undefined, fixed: new Set(), request, sources: [], asWhole: true };
    const own = { ...sourceContext, onChange: () => memory.updateEntry(href, entry) };
    entry.sources = feedsAt(request).map((source) => new CachedSource(source, request, limits, host, own));
    return entry;
  }

  async #makeWhole(): Promise<Entry> {
    const entries = await Promise.all([...this.feeds.keys()].map((name) => this.named(name)));
    const sources = new Map(entries.flatMap((entry) => entry.sources.map((source) => [source.key, source])));
    const request = toRequest({ src: [], limit: DEFAULT_LIMIT }, () => undefined);
    return {
      name: 'News',
      title: undefined,
      fixed: new Set(),
      request,
      sources: [...sources.values()],
      asWhole: false,
    };
  }
}

/** @throws Failure */
function addressOf(address: string, allowed: Limits): URL {
  try {
    return assertAllowed(address, allowed);
  } catch (blocked) {
    if (!(blocked instanceof BlockedUrlError)) throw blocked;
    throw blocked.rule === 'malformed'
      ? new Failure('bad-request', '"url" is not a valid URL.')
      : new Failure('forbidden', `The relay is not allowed to fetch that URL: ${blocked.rule}.`);
  }
}
