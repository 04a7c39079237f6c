/** Time limits that can be paused, so that waiting for a connection does not count. */
import { MAX_TIMER } from '../network/fetch-resource.js';

/** Number of pieces that a limit runs in. */
const PIECES = 10;

/**
 * A time limit. It runs only between `start` and `pause`, and in pieces: when a process was suspended or too busy to read
 * what had arrived, only one piece has passed, whatever the clock says.
 */
export class Deadline {
  #left: number;
  #piece: number;
  #startedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onTimeout: () => void;

  constructor(milliseconds: number, onTimeout: () => void) {
    this.#left = milliseconds;
    this.#piece = Math.min(milliseconds / PIECES, MAX_TIMER);
    this.#onTimeout = onTimeout;
  }

  start(): void {
    this.pause();
    if (this.#left <= 0) return this.#onTimeout();
    const piece = Math.min(this.#left, this.#piece);
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => {
      this.#startedAt = undefined;
      this.#left -= piece;
      this.start();
    }, piece);
  }

  pause(): void {
    clearTimeout(this.#timer);
    if (this.#startedAt !== undefined) this.#left -= Math.min(performance.now() - this.#startedAt, this.#piece);
    this.#startedAt = undefined;
  }
}
