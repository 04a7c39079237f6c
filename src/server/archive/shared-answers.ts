/** Answers of an archive that several callers share: those that are on their way, and for some seconds those that came. */
import { BoundedCache } from '../bounded-cache.js';

/** Milliseconds for which an answer is kept. Another process may have stored something meanwhile. */
const FRESH = 5000;

/** Maximum length of the key of an answer that is shared, in characters. */
const MAX_KEY = 2000;

interface Kept<T> {
  at: number;
  answer: T;
}

/** Answers that are dropped as a whole: an answer that was on its way then is neither shared any more nor kept. */
interface Generation<T> {
  kept: BoundedCache<Kept<T>>;
  coming: Map<string, Promise<T>>;
}

export class SharedAnswers<T> {
  #limits: { maxAnswers: number; maxSize: number; sizeOf: (answer: T) => number };
  #isIsolated: boolean;
  #generation: Generation<T>;

  /**
   * @param limits the maximum number of answers that are kept, and of their sizes in all. A larger answer is not kept
   * @param isIsolated whether callers may not wait for the promise of another call
   */
  constructor(limits: { maxAnswers: number; maxSize: number; sizeOf: (answer: T) => number }, isIsolated: boolean) {
    this.#limits = limits;
    this.#isIsolated = isIsolated;
    this.#generation = this.#next();
  }

  /** Forgets all answers, because the archive has changed. */
  clear(): void {
    this.#generation = this.#next();
  }

  /**
   * Returns the answer for a key: a fresh one that is kept, one on its way, or a new one.
   * @param now milliseconds since 1970
   * @param isKept whether a new answer is kept for later calls. Default: true
   */
  get(key: string, now: number, work: () => Promise<T>, isKept = true): Promise<T> {
    if (key.length > MAX_KEY) return work();
    const { kept, coming } = this.#generation;
    const known = kept.get(key);
    if (known && Math.abs(now - known.at) < FRESH) return Promise.resolve(known.answer);
    const shared = coming.get(key);
    if (shared) return shared;
    const answer = work().then((came) => {
      const size = this.#limits.sizeOf(came);
      if (isKept && size <= this.#limits.maxSize) kept.set(key, { at: now, answer: came }, size);
      return came;
    });
    if (this.#isIsolated) return answer;
    coming.set(key, answer);
    return answer.finally(() => coming.delete(key));
  }

  #next(): Generation<T> {
    const { maxAnswers, maxSize } = this.#limits;
    return { kept: new BoundedCache(maxAnswers, maxSize), coming: new Map() };
  }
}
