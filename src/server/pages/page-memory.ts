/** Keeps answers for a short time, so that many readers of a page cost one query of the archive. */
import { BoundedCache } from '../bounded-cache.js';
import type { PageAnswer } from './page-responses.js';

/** Maximum number of answers, and of characters in all of them. */
const MAX_ENTRIES = 500;
const MAX_SIZE = 20_000_000;

interface Entry {
  answer: PageAnswer;
  at: number;
}

export class PageMemory {
  #entries = new BoundedCache<Entry>(MAX_ENTRIES, MAX_SIZE);
  #making = new Map<string, Promise<PageAnswer>>();
  #freshFor: number;
  #now: () => number;

  constructor(freshFor: number, now: () => number) {
    this.#freshFor = freshFor;
    this.#now = now;
  }

  /**
   * Returns the kept answer while it is fresh, else a new one. Requests for one key share the making of it. If it fails,
   * an older answer is returned, for caches to keep only briefly.
   */
  async answer(key: string, make: () => Promise<PageAnswer>): Promise<PageAnswer> {
    const known = this.#entries.get(key);
    if (known && Math.abs(this.#now() - known.at) < this.#freshFor) return known.answer;
    try {
      return await this.#make(key, make);
    } catch (error) {
      if (known) return { ...known.answer, caching: 'brief' };
      throw error;
    }
  }

  #make(key: string, make: () => Promise<PageAnswer>): Promise<PageAnswer> {
    const running = this.#making.get(key);
    if (running) return running;
    const making = make()
      .then((answer) => {
        this.#entries.set(key, { answer, at: this.#now() }, answer.body.length);
        return answer;
      })
      .finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }
}
