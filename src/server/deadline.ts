/** Time limits that stand still while the limited work only waits for its turn. */
import { MAX_TIMER } from '../network/fetch-resource.js';

/** A time limit that can be paused. It does not run before `start`. */
export class Deadline {
  #left: number;
  #startedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onOver: () => void;

  constructor(milliseconds: number, onOver: () => void) {
    this.#left = milliseconds;
    this.#onOver = onOver;
  }

  start(): void {
    this.pause();
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#onOver, Math.min(this.#left, MAX_TIMER));
  }

  pause(): void {
    clearTimeout(this.#timer);
    if (this.#startedAt !== undefined) this.#left -= performance.now() - this.#startedAt;
    this.#startedAt = undefined;
  }
}
