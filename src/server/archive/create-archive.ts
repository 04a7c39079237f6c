/** Creates archives. */
import { NewsError } from '../../model/error.js';
import {
  type Naming,
  checkOptions,
  databaseOption,
  functionOption,
  optionsSchema,
  recordOption,
  textOption,
} from '../check-options.js';
import { withoutConflict } from './archive-statements.js';
import { withNewsError } from './archive-failures.js';
import { TIMEOUT, boundedEngine, inTime } from './bounded-engine.js';
import { idAt } from './article-ids.js';
import { awaitingPicture, savePicture } from './article-pictures.js';
import { ArchiveSources, stateStatement } from './archive-sources.js';
import type { Archive, ArchivePage, ArchivedTag, DatabaseArchive, StoreResult } from './archive-types.js';
import { type D1Database, openD1 } from './d1-engine.js';
import type { Engine } from './engine.js';
import { findArticles } from './find-articles.js';
import { findTags, sharedTagQuery } from './find-tags.js';
import { type OpenEngine, type Report, openArchive, openOnEdge } from './open-archive.js';
import { ParsedArticles } from './parsed-articles.js';
import { pruneArticles } from './prune-articles.js';
import { removeByLink, removeSource } from './remove-articles.js';
import { RecentKeys } from './recent-keys.js';
import { SharedAnswers } from './shared-answers.js';
import { planStoring } from './store-articles.js';
import { type StoreList, StoreQueue } from './store-queue.js';
import { findTagOfSlug } from './tag-of-slug.js';
import { readTopics } from './topics.js';

export interface ArchiveOptions {
  /**
   * The database: `file:news.db`; the `libsql:`, `http:` or `https:` URL of a libSQL server; or, on Node,
   * `postgres://user:password@host/database`. Default: none, which needs `d1`.
   */
  url?: string;
  /** A database of Cloudflare D1 in place of `url`, as `env` of a Worker has it. Default: none. */
  d1?: D1Database;
  /** The token of a libSQL server. Default: none. */
  authToken?: string;
  /**
   * Tags that articles get when they are stored: words by tag, in the syntax of `include`. Quotes may surround a phrase,
   * `*` stands for any end of a word. Default: none.
   */
  topics?: Record<string, string>;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** @internal */
export const ARCHIVE_OPTIONS = optionsSchema({
  url: textOption,
  d1: databaseOption,
  authToken: textOption,
  topics: recordOption,
  now: functionOption,
} satisfies Record<keyof ArchiveOptions, unknown>);

const URLS = /^(?:file:.|libsql:\/\/.|https?:\/\/.|wss?:\/\/.|postgres(?:ql)?:\/\/.|:memory:$)/;

const ACCEPTED = 'file:news.db, or the URL of a libSQL server or a PostgreSQL database';

/** Milliseconds within which a database is open. Bringing a large one up to date takes its time. */
const MAX_OPENING = 10 * 6e4;

/**
 * Creates an archive. The database is opened, and brought up to date, when the archive is used first. Needs the package
 * `@libsql/client`, or `pg` for PostgreSQL.
 * @throws NewsError `config` for invalid options. Methods reject with `config` if the package is missing or the database is
 * of a later version, and with `network` if the database fails
 */
export const createArchive = (options: ArchiveOptions): DatabaseArchive =>
  createArchiveWith(options, { by: 'createArchive' }, {});

/** Functions that a platform or a test adds to an archive. */
export interface ArchivePlatform {
  /** Opens the database. Default: `openOnEdge`. */
  open?: OpenEngine;
  /** Time limit for each call of the database, in milliseconds. Default: 20,000. */
  timeout?: number;
  /** Tells the owner what takes long. Default: not told. */
  report?: Report;
}

/**
 * Creates an archive as `createArchive` does.
 * @param naming the names of the options where they come from, for messages
 */
export function createArchiveWith(
  given: ArchiveOptions,
  naming: Naming,
  { open = openOnEdge, timeout = TIMEOUT, report }: ArchivePlatform,
): DatabaseArchive {
  const { url, d1, authToken, topics = {}, now = Date.now } = checkOptions(given, ARCHIVE_OPTIONS, naming);
  if (d1 ? url !== undefined : url === undefined || !URLS.test(url)) {
    const problem = d1 ? 'Both url and d1 are set. Expected: one of them' : `Invalid url. Expected: ${ACCEPTED}`;
    throw new NewsError('config', `${naming.by && `${naming.by}: `}${problem}.`);
  }
  if (Object.values(topics).some((words) => typeof words !== 'string'))
    throw new NewsError('config', `${naming.by && `${naming.by}: `}Invalid topics. Expected: text by tag.`);
  const opened = async () =>
    boundedEngine(
      await inTime(
        openArchive(async () => (d1 ? openD1(d1) : open(url!, authToken)), report),
        MAX_OPENING,
      ),
      timeout,
    );
  return new SqlArchive(opened, readTopics(topics), now, d1 !== undefined);
}

/** Limits of answers that are kept: pages by the number of their articles, lists of tags by that of their tags. */
const PAGES = { maxAnswers: 500, maxSize: 10_000, sizeOf: ({ articles }: ArchivePage) => articles.length + 1 };
const TAGS = { maxAnswers: 200, maxSize: 10_000, sizeOf: (tags: ArchivedTag[]) => tags.length + 1 };

/** Number of queries that are remembered as asked for. */
const ASKED = 1000;

class SqlArchive implements DatabaseArchive {
  #open: () => Promise<Engine>;
  #addTopics: ReturnType<typeof readTopics>;
  #now: () => number;
  #isolated: boolean;
  #opened: Promise<{ engine: Engine; sources: ArchiveSources }> | undefined;
  #storing: Promise<unknown> = Promise.resolve();
  #finding: Promise<unknown> = Promise.resolve();
  #pages: SharedAnswers<ArchivePage>;
  #tags: SharedAnswers<ArchivedTag[]>;
  #parsed = new ParsedArticles();
  #asked = new RecentKeys<string>(ASKED);
  #queue = new StoreQueue((lists) => this.#storeLists(lists));

  /**
   * @param isolated whether nothing may wait for the promise of another call. A Worker's request may end at any moment, and with
   * it all that it waits for
   */
  constructor(
    open: () => Promise<Engine>,
    addTopics: ReturnType<typeof readTopics>,
    now: () => number,
    isolated: boolean,
  ) {
    this.#open = open;
    this.#isolated = isolated;
    this.#pages = new SharedAnswers(PAGES, isolated);
    this.#tags = new SharedAnswers(TAGS, isolated);
    this.#addTopics = addTopics;
    this.#now = now;
  }

  store: Archive['store'] = (source, articles, state, wantsPicture) => {
    const queue = this.#isolated ? new StoreQueue((lists) => this.#storeLists(lists)) : this.#queue;
    const result = queue.add({ source, articles, state, wantsPicture });
    // Finds nothing to store if an earlier turn has stored this list too.
    void this.#inTurn(() => queue.storeNext());
    return result;
  };

  /** First pages that are asked for again are kept until something is stored, since most readers want the same few. */
  find: Archive['find'] = (query) => {
    const now = this.#now();
    const find = () =>
      this.#with(async ({ engine, sources }) => {
        const numbers = query.sources && (await sources.numbersOf(query.sources));
        const run = () => findArticles({ engine, parsed: this.#parsed }, query, numbers, now);
        return engine.isBlocking ? this.#oneByOne(run) : run();
      });
    const key = JSON.stringify(query);
    return this.#pages.get(key, now, find, query.before === undefined && this.#asked.note(key));
  };

  /** One after another takes as long as all at once, and the first are answered sooner, with less in memory. */
  #oneByOne<T>(find: () => Promise<T>): Promise<T> {
    const result = this.#finding.then(find);
    this.#finding = result.catch(() => undefined);
    return result;
  }

  tags: Archive['tags'] = async (query) => {
    const { key, limit, wanted } = sharedTagQuery(query);
    const tags = await this.#tags.get(key, this.#now(), () => this.#with(({ engine }) => findTags(engine, wanted)));
    return tags.slice(0, limit).map((tag) => ({ ...tag }));
  };

  tagOfSlug = (slug: string): Promise<string | undefined> => this.#with(({ engine }) => findTagOfSlug(engine, slug));

  states: Archive['states'] = () => this.#with(({ sources }) => sources.states());

  setState: Archive['setState'] = (source, state) =>
    this.#with(({ engine }) => engine.batch([stateStatement(source, state)]));

  awaitingPicture: Archive['awaitingPicture'] = ({ since, before = Number.MAX_SAFE_INTEGER, limit }) =>
    this.#with(({ engine }) => awaitingPicture(engine, { since: idAt(since), before, limit }));

  savePicture: Archive['savePicture'] = (id, picture) =>
    this.#changing(() => this.#with(({ engine }) => savePicture(engine, id, picture)));

  lease: Archive['lease'] = (name, holder, milliseconds) =>
    this.#with(async ({ engine }) => {
      const now = this.#now();
      const taken = await engine.query(
        `INSERT INTO leases (name, holder, until) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE
          SET holder = excluded.holder, until = excluded.until
          WHERE leases.holder = excluded.holder OR leases.until <= ?
          RETURNING name`,
        [name, holder, now + milliseconds, now],
      );
      return taken.length > 0;
    });

  prune: Archive['prune'] = (limits) =>
    this.#changing(() => this.#with(({ engine }) => pruneArticles(engine, limits, this.#now())));

  remove: DatabaseArchive['remove'] = async (what) => {
    const { url, source } = what as { url?: unknown; source?: unknown };
    if (typeof (url ?? source) !== 'string' || (url !== undefined && source !== undefined))
      throw new NewsError('config', 'remove: Expected: { url } or { source }, with text.');
    return this.#changing(() =>
      this.#with(async ({ engine, sources }) => {
        if (url !== undefined) return removeByLink(engine, url as string, this.#now());
        const [number] = await sources.numbersOf([source as string]);
        if (number === undefined) throw new NewsError('config', `The archive has no source ${source as string}.`);
        return removeSource(engine, number);
      }),
    );
  };

  size: Archive['size'] = () =>
    this.#with(async ({ engine }) => {
      const [row] = await engine.query('SELECT count(*) AS articles FROM articles');
      return { articles: Number(row!['articles']), bytes: await engine.bytes() };
    });

  async close(): Promise<void> {
    const opened = this.#opened;
    await this.#storing.catch(() => undefined);
    await (await opened?.catch(() => undefined))?.engine.close().catch(() => undefined);
  }

  /** Runs changes one after another, since each depends on what the archive has: two at once would be planned anew. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#isolated ? work() : this.#storing.then(work, work);
    this.#storing = result.catch(() => undefined);
    return result;
  }

  #changing<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => work().finally(() => this.#forget()));
  }

  #forget(): void {
    this.#pages.clear();
    this.#tags.clear();
  }

  async #with<T>(work: (opened: { engine: Engine; sources: ArchiveSources }) => Promise<T>): Promise<T> {
    return withNewsError(async () => {
      if (!this.#isolated) return work(await (this.#opened ??= this.#openOnce()));
      const opened = await (this.#opened ?? this.#openOnce());
      this.#opened ??= Promise.resolve(opened);
      return work(opened);
    });
  }

  async #openOnce(): Promise<{ engine: Engine; sources: ArchiveSources }> {
    try {
      const engine = await this.#open();
      return { engine, sources: new ArchiveSources(engine) };
    } catch (cause) {
      // The next call tries again: a server may be back by then.
      this.#opened = undefined;
      throw cause;
    }
  }

  /** Stores lists of different sources in one transaction. */
  async #storeLists(lists: readonly StoreList[]): Promise<StoreResult[]> {
    const names = lists.map(({ source }) => source);
    const states = lists.flatMap(({ source, state }) => (state === undefined ? [] : [stateStatement(source, state)]));
    let isChanged = false;
    try {
      return await this.#with(async ({ engine, sources }) => {
        const numbers = await sources.assignedNumbers(names);
        const numbered = lists.map((list, index) => ({ ...list, source: numbers[index]! }));
        return withoutConflict(engine, async () => {
          const context = { engine, addTopics: this.#addTopics, now: this.#now() };
          const { statements, results } = await planStoring(context, numbered);
          // Even if it fails, the database may have done it.
          if (statements.length) isChanged = true;
          if (statements.length || states.length) await engine.batch([...statements, ...states]);
          return results;
        });
      });
    } finally {
      // Before callers go on.
      if (isChanged) this.#forget();
    }
  }
}
