/** A cache with a maximum number of entries and a maximum total size. When it is full, it drops the oldest entries. */
export class BoundedCache<T> {
  #entries = new Map<string, { value: T; size: number }>();
  #maxEntries: number;
  #maxSize: number;
  #size = 0;

  /** @param maxSize in the same unit as the sizes passed to `set` */
  constructor(maxEntries: number, maxSize = Infinity) {
    this.#maxEntries = maxEntries;
    this.#maxSize = maxSize;
  }

  /** The size of all entries. */
  get size(): number {
    return this.#size;
  }

  get count(): number {
    return this.#entries.size;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Adds a value as the newest entry. */
  set(key: string, value: T, size = 1): void {
    this.delete(key);
    this.#entries.set(key, { value, size });
    this.#size += size;
    while (this.#entries.size > this.#maxEntries || (this.#size > this.#maxSize && this.#entries.size > 1)) {
      this.deleteOldest();
    }
  }

  delete(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }

  /** @returns the dropped value; `undefined` if the cache was empty */
  deleteOldest(): T | undefined {
    const [oldest] = this.#entries;
    if (!oldest) return undefined;
    this.delete(oldest[0]);
    return oldest[1].value;
  }
}
