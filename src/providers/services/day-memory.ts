import { steadyNow } from '../../model/steady-now.js';

const DAY_IN_MS = 86_400_000;
const MAX_ENTRIES = 500;

/** Remembers results for a day. At 500 entries, the oldest is dropped. */
export class DayMemory<T> {
  #entries = new Map<string, { value: T; until: number }>();

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.until > steadyNow() ? entry.value : undefined;
  }

  set(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: steadyNow() + DAY_IN_MS });
    if (this.#entries.size > MAX_ENTRIES) this.#entries.delete(this.#entries.keys().next().value!);
  }
}
