/** The memory of a relay: feeds, and responses made from them, under one limit of bytes. */
import { BoundedCache } from '../bounded-cache.js';
import type { CachedSource } from '../cached-source.js';
import { textSizeOf } from '../heap-size.js';
import type { Entry } from './entry.js';

/** A response body, with the versions of the copies that it was made from. */
export interface CachedAnswer {
  /** Versions instead of the copies themselves, so that an answer keeps no feed in memory. */
  versions: number[];
  /** When the body was made, in time of the steady clock. */
  since: number;
  body: string;
  etag: Promise<string>;
}

/** Maximum size of the memory, in bytes. A process of 256 MB needs the rest to parse feeds and to respond. */
const MAX_SIZE = 64e6;

/** Maximum size of all answers, in bytes. They can be made again from the feeds. */
const MAX_ANSWERS = MAX_SIZE / 4;

/** Approximate size of an entry without its copies, in bytes. */
const ENTRY_SIZE = 2000;

export class RelayMemory {
  // Apart from the table, so that clients that request many URLs never displace the feeds of the table.
  #entries = new BoundedCache<Entry>(500);
  #answers = new BoundedCache<CachedAnswer>(300, MAX_ANSWERS);
  #table = new BoundedCache<CachedSource>(Infinity);
  #ids = new WeakMap<CachedSource, string>();
  #lastId = 0;

  /** Approximate size of everything in this memory, in bytes. */
  get size(): number {
    return this.#entries.size + this.#answers.size + this.#table.size;
  }

  entryAt(href: string): Entry | undefined {
    return this.#entries.get(href);
  }

  keepEntry(href: string, entry: Entry): void {
    const size = entry.sources.reduce((sum, source) => sum + source.size, ENTRY_SIZE + 2 * href.length);
    this.#entries.set(href, entry, size);
    this.#evict();
  }

  /** Updates the size of an entry whose copies have changed, unless the entry was dropped meanwhile. */
  updateEntry(href: string, entry: Entry): void {
    if (this.#entries.get(href) === entry) this.keepEntry(href, entry);
  }

  /** Updates the size of a source of the table whose copy has changed. */
  noteTable(source: CachedSource): void {
    if (!this.#ids.has(source)) this.#ids.set(source, String(++this.#lastId));
    this.#table.set(this.#ids.get(source)!, source, source.size);
    this.#evict();
  }

  /** Drops the copy of a source that is no longer in the table. */
  dropTable(source: CachedSource): void {
    const id = this.#ids.get(source);
    if (id !== undefined) this.#table.delete(id);
  }

  answerTo(key: string): CachedAnswer | undefined {
    return this.#answers.get(key);
  }

  keepAnswer(key: string, answer: CachedAnswer): void {
    this.#answers.set(key, answer, textSizeOf(answer.body) + textSizeOf(key) + ENTRY_SIZE);
    this.#evict();
  }

  #evict(): void {
    while (this.size > MAX_SIZE && this.#evictOne());
  }

  /** Drops one item: feeds by address first, feeds of the table last. Returns whether there was one to drop. */
  #evictOne(): boolean {
    if (this.#entries.count > 1 && this.#entries.deleteOldest()) return true;
    if (this.#answers.count > 1 && this.#answers.deleteOldest()) return true;
    if (this.#table.count < 2) return false;
    this.#table.deleteOldest()!.forget();
    return true;
  }
}
