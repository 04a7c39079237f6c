/** Keeps values in memory up to a number and a size. When it is full, the entries that were put in first leave. */
export class BoundedCache<T> {
  #entries = new Map<string, { value: T; size: number }>();
  #maxEntries: number;
  #maxSize: number;
  #size = 0;

  /** @param maxSize in the unit of the sizes that `set` is given */
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

  /** Puts a value behind all others. */
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

  /** @returns the value that left, `undefined` when there was none */
  deleteOldest(): T | undefined {
    const [oldest] = this.#entries;
    if (!oldest) return undefined;
    this.delete(oldest[0]);
    return oldest[1].value;
  }
}
