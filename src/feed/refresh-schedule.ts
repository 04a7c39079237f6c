import type { NewsError, NewsErrorCode } from '../model/error.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** First wait after a failure, by error code. Each further wait is twice as long. Codes that are missing are not retried. */
const FIRST: Partial<Record<NewsErrorCode, number>> = {
  network: 30 * SECOND,
  timeout: 30 * SECOND,
  http: 30 * SECOND,
  throttled: 5 * MINUTE,
  format: 5 * MINUTE,
  'too-large': 5 * MINUTE,
};

const LONGEST = 6 * HOUR;

/** Maximum wait, whatever the source says, in seconds. */
const LONGEST_REST = 86_400;

/**
 * Returns the milliseconds until the next attempt after a failure; `undefined`: none until something changes or a reader
 * retries. Some sources send `Retry-After: 0` with every refusal, so the wait is at least that after a failed connection.
 * With jitter, so that not all readers of a page come back at once.
 * @param failures how many there were in a row, this one included
 * @param random from 0 to 1
 */
export function nextAttempt(
  { code, status = 0, retryAfter }: Pick<NewsError, 'code' | 'status' | 'retryAfter'>,
  failures: number,
  random = Math.random(),
): number | undefined {
  // Without `Retry-After`, a missing or forbidden URL is retried after an hour.
  const first = code === 'http' && status < 500 ? HOUR : FIRST[code];
  if (first === undefined) return undefined;
  const after = (wait: number) => Math.min(wait * 2 ** (failures - 1), LONGEST);
  // Dates of a wrong clock are years away, and providers may set what is no number.
  const seconds = Math.min(Number(retryAfter), LONGEST_REST);
  return Number.isNaN(seconds)
    ? after(first) * (1 + random / 4)
    : Math.max(seconds * SECOND, after(30 * SECOND)) + random * MINUTE;
}

/** Maximum delay of a timer, in milliseconds. */
const MAX_TIMER = 2 ** 31 - 1;

/** Loads a feed again after a wait, as soon as the reader sees it. */
export class RefreshSchedule {
  #end = new AbortController();
  #whenSeen: (signal: AbortSignal, act: () => void) => void;
  #refresh: () => void;

  /**
   * @param whenSeen calls back once the reader is online and sees the element
   * @param refresh loads again
   */
  constructor(whenSeen: (signal: AbortSignal, act: () => void) => void, refresh: () => void) {
    this.#whenSeen = whenSeen;
    this.#refresh = refresh;
  }

  /**
   * Plans the next load.
   * @param wait milliseconds until then; `undefined`: there is none
   * @param error the failure that causes it, if any
   */
  plan(wait: number | undefined, error?: NewsError): void {
    this.stop();
    if (wait === undefined) return;
    const { signal } = this.#end;
    const load = () => {
      this.stop();
      this.#refresh();
    };
    const whenSeen = () => this.#whenSeen(signal, load);
    // Readers who were offline need not wait for the timer.
    if (error?.code === 'network') addEventListener('online', whenSeen, { signal, once: true });
    const timer = setTimeout(whenSeen, Math.min(wait, MAX_TIMER));
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  stop(): void {
    this.#end.abort();
    this.#end = new AbortController();
  }
}
