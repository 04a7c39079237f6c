/** Connects a relay with its archive: stores the articles that arrive, and finds those that clients request. */
import type { Article } from '../../model/article.js';
import { type Feed, changedFeed } from '../../model/feed.js';
import { duration } from '../../model/values.js';
import { BoundedCache } from '../bounded-cache.js';
import type { CachedSource, RelayLogEntry } from '../cached-source.js';
import { isGone } from '../client-gone.js';
import type { ArticleQuery } from '../query.js';
import type { Entry } from '../relay/entry.js';
import { addCost } from '../request-cost.js';
import { Failure } from '../responses.js';
import type { Turns } from '../turns.js';
import { within } from '../within.js';
import type { Archive, ArchivePage, ArchiveQuery, ArchivedTag } from './archive-types.js';
import { idOfCursor } from './article-ids.js';
import { slugIn, tagOfSlug } from './tag-of-slug.js';

/** Milliseconds that a response waits for the archive. */
const PATIENCE = 1000;

/** Maximum number of queries that the archive has not answered. While there are more, it is taken for one that fails. */
const MAX_READING = 300;

/** Maximum number of articles of earlier pages that a page is compared with. */
const EARLIER = 200;

/** Milliseconds for which the most used tags are kept. Counting them costs more than any other query. */
const TAGS_FRESH = 10_000;

/** Milliseconds for which the size of the archive is kept: a database counts a million articles. */
const SIZE_FRESH = 60_000;

/** Milliseconds between two checks for programs that watch the relay. */
const CHECK_FRESH = 5000;

/** Default and maximum number of tags. */
const TAGS = { limit: 20, most: 100 };

/** Cost of a query, and of each word in it, in the unit of `request-cost.ts`. */
const COST = { query: 1, word: 0.2, tags: 3 };

type ArchiveSize = Awaited<ReturnType<Archive['size']>>;

/** The feed or list that the path of a request names. */
export interface Target {
  /** `tags` for the list of tags. */
  kind: 'feed' | 'tags';
  /** Name of a feed of the table; empty for all sources. */
  name: string;
  /** The slug of `/tag/{slug}.json`. */
  slug?: string | undefined;
  format: 'json' | 'rss' | 'atom';
}

/**
 * Parses the end of a path, since a relay may be mounted at any path: one that ends with a slash, and with no name of a feed, is
 * that of the relay itself.
 * @param hasFeed returns whether the table has a feed of this name. Feeds come before all other addresses
 */
export function targetOf(pathname: string, hasFeed: (name: string) => boolean): Target {
  const [parent = '', last = ''] = ['', ...pathname.replace(/\/$/, '').split('/')].slice(-2);
  if (hasFeed(last)) return { kind: 'feed', name: last, format: 'json' };
  if (last === 'tags') return { kind: 'tags', name: '', format: 'json' };
  if (pathname.endsWith('/')) return { kind: 'feed', name: '', format: 'json' };
  const [, stem, format] = /^(.+)\.(json|rss|atom)$/.exec(last) ?? [];
  if (stem === undefined) return { kind: 'feed', name: last, format: 'json' };
  const target = { kind: 'feed', format: format as Target['format'] } as const;
  if (parent === 'tag') return { ...target, name: '', slug: slugOfPath(stem) };
  return { ...target, name: format === 'json' ? last : stem };
}

/** @throws Failure */
function slugOfPath(written: string): string {
  const slug = slugIn(written);
  if (slug) return slug;
  throw new Failure('not-found', 'There is no such tag.');
}

/** Removes the cursor from the parameters and returns it. @throws Failure */
export function takeCursor(parameters: URLSearchParams): string | undefined {
  const given = parameters.getAll('before');
  parameters.delete('before');
  const [before] = given;
  if (!before) return undefined;
  if (given.length > 1 || idOfCursor(before) === undefined)
    throw new Failure('bad-request', 'Invalid "before". Expected: the cursor of "next_url".');
  return before;
}

export class RelayArchive {
  #archive: Archive;
  #turns: Turns;
  #log: (entry: RelayLogEntry) => void;
  #now: () => number;
  #storing = new Set<Promise<unknown>>();
  #stored = new WeakMap<CachedSource, number>();
  #size: { at: number; value: Promise<ArchiveSize | undefined> } | undefined;
  #tags = new BoundedCache<{ at: number; tags: Promise<ArchivedTag[]> }>(200);
  #reading = new Set<Promise<unknown>>();
  #failures = new Map<'store' | 'read', string>();
  /** Sources whose articles could not be stored. */
  #unstored = new Set<CachedSource>();
  #checkedAt = -Infinity;

  constructor(
    archive: Archive,
    { log, now }: { log: (entry: RelayLogEntry) => void; now: () => number },
    turns: Turns,
  ) {
    this.#turns = turns;
    this.#archive = archive;
    this.#log = log;
    this.#now = now;
  }

  /** Stores what a source has sent, unless that is stored already. Never throws. */
  note(source: CachedSource): void {
    const { loaded, version, key } = source;
    if (!loaded || this.#stored.get(source) === version) return;
    this.#stored.set(source, version);
    const storing = this.#stores(key, loaded.feed.articles).then(
      () => {
        this.#unstored.delete(source);
        this.#failures.delete('store');
      },
      (cause: unknown) => {
        // The next copy is stored even if it is the same.
        this.#stored.delete(source);
        this.#unstored.add(source);
        this.#fail('store', messageOf(cause));
      },
    );
    this.#storing.add(storing);
    void storing.finally(() => this.#storing.delete(storing));
  }

  /** An archive of the owner may throw at once. */
  async #stores(key: string, articles: Article[]): Promise<void> {
    await this.#archive.store(key, articles);
  }

  /** Settles when all that has arrived is stored. */
  stored(): Promise<unknown> {
    return Promise.all(this.#storing);
  }

  /** Settles as `stored` does, or after a time limit. */
  settled(): Promise<unknown> {
    return within(this.stored(), PATIENCE);
  }

  /** Returns a page; `undefined` if the archive fails or is slow. @throws Failure if the relay is busy, or the client gone */
  async find(request: Request, entry: Entry | undefined, query: ArchiveQuery): Promise<ArchivePage | undefined> {
    addCost(request, COST.query + COST.word * wordsIn(query));
    const whole = archiveQuery(entry, query);
    const articles = (whole.limit ?? 0) + (whole.before === undefined ? 0 : EARLIER);
    return this.#turns(
      articles,
      () => this.#read(() => this.#archive.find(whole)),
      () => !isGone(request),
    );
  }

  /** Returns the tag of a slug; its words if the archive fails. */
  async tagOf(slug: string): Promise<string> {
    return (await this.#read(() => tagOfSlug(slug, this.#archive))) ?? slug.replace(/[-_]+/g, ' ');
  }

  /**
   * Finds out whether the archive fails, at most once in some seconds. Clients may request nothing that needs it for hours,
   * and a source that could not be stored may not be due for a day.
   */
  async check(): Promise<void> {
    const now = this.#now();
    if (Math.abs(now - this.#checkedAt) < CHECK_FRESH) return;
    this.#checkedAt = now;
    await Promise.all([this.#read(() => answered(this.#archive)), this.#storeAgain()]);
  }

  async #storeAgain(): Promise<void> {
    const sources = [...this.#unstored];
    this.#unstored.clear();
    for (const source of sources) this.note(source);
    await this.settled();
    // The copies of sources that left the table are gone, and so is what could not be stored.
    if (!this.#unstored.size && !this.#storing.size) this.#failures.delete('store');
  }

  /** The last failure of the archive, if storing or reading failed the last time. */
  get failure(): string | undefined {
    return this.#failures.get('store') ?? this.#failures.get('read');
  }

  /** Returns what the archive answers; `undefined` if it fails, is slow, or has answered none of the last queries yet. */
  async #read<T>(read: () => Promise<T>): Promise<T | undefined> {
    if (this.#reading.size >= MAX_READING) return undefined;
    // An archive of the owner may throw at once, or return nothing.
    const reading = Promise.resolve().then(read);
    const done = () => this.#reading.delete(reading);
    this.#reading.add(reading);
    reading.then(done, done);
    try {
      const answer = await within(reading, PATIENCE);
      if (answer) this.#failures.delete('read');
      else this.#fail('read', `The archive did not answer within ${PATIENCE} ms.`);
      return answer;
    } catch (cause) {
      this.#fail('read', messageOf(cause));
      return undefined;
    }
  }

  /** Returns the most used tags. @throws Failure */
  async tags(request: Request, parameters: URLSearchParams): Promise<ArchivedTag[]> {
    const query = tagsQuery(parameters, this.#now());
    const key = JSON.stringify({ ...query, since: parameters.get('since') });
    const known = this.#tags.get(key);
    if (known && Math.abs(this.#now() - known.at) < TAGS_FRESH) return known.tags;
    addCost(request, COST.tags);
    const tags = this.#read(() => this.#archive.tags(query)).then((found) => found ?? this.#failTags(key));
    this.#tags.set(key, { at: this.#now(), tags });
    return tags;
  }

  /** Returns the size of the archive, at most a minute old; `undefined` if the archive fails or is slow. */
  size(): Promise<ArchiveSize | undefined> {
    const now = this.#now();
    if (!this.#size || Math.abs(now - this.#size.at) >= SIZE_FRESH) {
      this.#size = { at: now, value: this.#read(async () => this.#archive.size()) };
    }
    return this.#size.value;
  }

  #failTags(key: string): never {
    this.#tags.delete(key);
    throw new Failure('unavailable', 'The archive is not available.', 60);
  }

  #fail(kind: 'store' | 'read', message: string): void {
    // Checks and clients may find the same failure many times a second.
    const isKnown = this.#failures.get(kind) === message;
    this.#failures.set(kind, message);
    if (!isKnown) this.#log({ feed: '', code: 'store', message });
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Resolves when an archive has answered the cheapest query that it does not answer from memory. */
async function answered(archive: Archive): Promise<true> {
  await (typeof archive.tagOfSlug === 'function' ? archive.tagOfSlug('healthz') : archive.find({ limit: 1 }));
  return true;
}

/** Parses the query of the list of tags. @throws Failure */
function tagsQuery(parameters: URLSearchParams, now: number): { q: string; since: number; limit: number } {
  const unknown = [...parameters.keys()].some((name) => !['q', 'since', 'limit'].includes(name));
  if (unknown) throw new Failure('bad-request', 'Unknown parameter. Expected one of: q, since, limit.');
  const span = parameters.get('since') || '30d';
  const { parseValue, accepts } = duration(undefined);
  const since = parseValue(span);
  if (since === undefined) throw new Failure('bad-request', `Invalid "since". Expected: ${accepts}.`);
  const limit = parameters.get('limit') || String(TAGS.limit);
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > TAGS.most)
    throw new Failure('bad-request', `Invalid "limit". Expected: a whole number from 1 to ${TAGS.most}.`);
  return { q: (parameters.get('q') ?? '').slice(0, 100), since: Math.max(now - since, 0), limit: Number(limit) };
}

/** Adds what the table sets for a feed to the query of a client. */
function archiveQuery(entry: Entry | undefined, query: ArchiveQuery): ArchiveQuery {
  if (!entry) return query;
  const { tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit } = entry.request;
  // A service that searches has returned articles about the tag already, whatever words they use.
  const isSearched = entry.sources.every(({ searches }) => searches);
  const own = { tag: isSearched ? [] : tag, tagMatch, include, exclude, excludePublisher, maxAge, perPublisher, limit };
  return { ...own, sources: entry.sources.map(({ key }) => key), ...query };
}

function wordsIn({ tag, include, exclude }: ArticleQuery): number {
  return [tag, include, exclude].reduce(
    (sum, list) => sum + (list?.length ? list.join().split(/[+＋,]/).length : 0),
    0,
  );
}

/** Returns the feed of a page. */
export function feedOf(facts: Feed | undefined, articles: Article[], next: string | undefined): Feed {
  const { homeUrl, language, attribution } = facts ?? {};
  const about = { ...(homeUrl && { homeUrl }), ...(language && { language }), ...(attribution && { attribution }) };
  return changedFeed(about, { articles, dropped: [], ...(next && { next }) });
}
