/** What a relay keeps in memory: feeds, and answers made of them, under one ceiling. */
import { BoundedCache } from './bounded-cache.js';
import type { CachedSource } from './cached-source.js';
import { textSizeOf } from './heap-size.js';
import type { TableFeed } from './relay-options.js';

/** A feed that clients can request, and where it comes from. */
export interface Entry extends TableFeed {
  sources: CachedSource[];
  /** Whether a client chose its address, and wants it whole. */
  asWhole: boolean;
}

/** A response body, and what it was made of. */
export interface CachedAnswer {
  /** The copies of the sources, by number: an answer must not hold on to whole feeds. */
  versions: number[];
  /** When it was made, in time of the steady clock. */
  since: number;
  body: string;
  etag: Promise<string>;
}

/** Bytes of all that is kept. A process of 256 MB needs the rest to read feeds and to answer. */
const CEILING = 64e6;

/** Bytes of answers: they can be made again of the feeds. */
const MAX_ANSWERS = CEILING / 4;

/** Bytes of an entry without its copies. */
const ENTRY = 2000;

export class RelayMemory {
  // Clients that request many addresses drive out what others requested, never the feeds of the table.
  #entries = new BoundedCache<Entry>(500);
  #answers = new BoundedCache<CachedAnswer>(300, MAX_ANSWERS);
  #table = new BoundedCache<CachedSource>(Infinity);
  #ids = new WeakMap<CachedSource, string>();
  #lastId = 0;

  /** Bytes of all that is kept, about. */
  get size(): number {
    return this.#entries.size + this.#answers.size + this.#table.size;
  }

  entryAt(href: string): Entry | undefined {
    return this.#entries.get(href);
  }

  keepEntry(href: string, entry: Entry): void {
    const size = entry.sources.reduce((sum, source) => sum + source.size, ENTRY + 2 * href.length);
    this.#entries.set(href, entry, size);
    this.#makeRoom();
  }

  /** Notes that the copies of an entry have changed, unless it has left meanwhile. */
  updateEntry(href: string, entry: Entry): void {
    if (this.#entries.get(href) === entry) this.keepEntry(href, entry);
  }

  /** Notes that the copy of a feed of the table has changed. */
  noteTable(source: CachedSource): void {
    if (!this.#ids.has(source)) this.#ids.set(source, String(++this.#lastId));
    this.#table.set(this.#ids.get(source)!, source, source.size);
    this.#makeRoom();
  }

  answerTo(key: string): CachedAnswer | undefined {
    return this.#answers.get(key);
  }

  keepAnswer(key: string, answer: CachedAnswer): void {
    this.#answers.set(key, answer, textSizeOf(answer.body) + textSizeOf(key) + ENTRY);
    this.#makeRoom();
  }

  #makeRoom(): void {
    while (this.size > CEILING && this.#letGo());
  }

  /** Lets one thing go, and returns whether there was any: feeds by address first, feeds of the table last. */
  #letGo(): boolean {
    if (this.#entries.count > 1 && this.#entries.deleteOldest()) return true;
    if (this.#answers.count > 1 && this.#answers.deleteOldest()) return true;
    if (this.#table.count < 2) return false;
    this.#table.deleteOldest()!.forget();
    return true;
  }
}
