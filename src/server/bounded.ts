/** What is kept in memory until there is too much of it: then what was put in first goes. */
export class Bounded<T> {
  #entries = new Map<string, T>();
  #most: number;
  #mostSize: number;
  #sizeOf: (value: T) => number;

  /** @param sizeOf in the unit of `mostSize`; asked anew each time, since what is kept may grow */
  constructor(most: number, mostSize: number, sizeOf: (value: T) => number) {
    this.#most = most;
    this.#mostSize = mostSize;
    this.#sizeOf = sizeOf;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  /** Puts it behind all others. */
  set(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#shrink();
  }

  #shrink(): void {
    let size = 0;
    for (const value of this.#entries.values()) size += this.#sizeOf(value);
    for (const [key, value] of this.#entries) {
      const fits = this.#entries.size <= this.#most && size <= this.#mostSize;
      if (fits || this.#entries.size === 1) return;
      this.#entries.delete(key);
      size -= this.#sizeOf(value);
    }
  }
}
