/** Remembers what was asked for last, so that memory is spent only on what is asked for again. */
export class RecentKeys<K> {
  #keys = new Set<K>();
  #max: number;

  /** @param max the number of keys that are remembered */
  constructor(max: number) {
    this.#max = max;
  }

  /** Notes a key. Returns whether it was among the last ones. */
  note(key: K): boolean {
    const isKnown = this.#keys.delete(key);
    // The newest key is the last one.
    this.#keys.add(key);
    if (this.#keys.size > this.#max) this.#keys.delete(this.#keys.values().next().value!);
    return isKnown;
  }
}
