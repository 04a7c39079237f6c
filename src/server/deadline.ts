/** Time limits that can be paused, so that waiting for a connection does not count. */
import { MAX_TIMER } from '../network/fetch-resource.js';

/** A time limit. It runs only between `start` and `pause`. */
export class Deadline {
  #left: number;
  #startedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onTimeout: () => void;

  constructor(milliseconds: number, onTimeout: () => void) {
    this.#left = milliseconds;
    this.#onTimeout = onTimeout;
  }

  start(): void {
    this.pause();
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#onTimeout, Math.min(this.#left, MAX_TIMER));
  }

  pause(): void {
    clearTimeout(this.#timer);
    if (this.#startedAt !== undefined) this.#left -= performance.now() - this.#startedAt;
    this.#startedAt = undefined;
  }
}
