/** Remembers sources that failed, so that each is requested again later and later. */
import { NewsError } from '../model/error.js';
import { BoundedCache } from './bounded-cache.js';
import { RequestSkipped } from './host-connections.js';
import { unreachableMessage } from './owner-message.js';
import { waitAfter } from './retry-wait.js';
import { NoFeedError } from './site/find-feed.js';
import { BlockedUrlError } from './ssrf-guard.js';

/** Maximum number of remembered sources: clients can make up any number of URLs. */
const MAX_REMEMBERED = 5000;

/** Maximum total length of their keys, in characters. */
const MAX_CHARACTERS = 2e6;

/** The state of a source that failed. */
export interface Backoff {
  error: NewsError;
  /** Number of attempts that failed in a row. */
  failures: number;
  /** Time of the next attempt by the steady clock; `Infinity`: none while this process lives. */
  until: number;
}

/** The outcome of a request that brought nothing. */
export interface FailedRead {
  status: 'failed';
  error: NewsError;
  /** Milliseconds until the next attempt; `Infinity`: there is none. */
  wait: number;
  /** Number of attempts that failed in a row. */
  failures: number;
  /** True if a request was made. `false` while the source cools down. */
  isAttempt: boolean;
}

export class Backoffs {
  #ticks: () => number;
  #known = new BoundedCache<Backoff>(MAX_REMEMBERED, MAX_CHARACTERS);

  /** @param ticks the time of a steady clock, in milliseconds */
  constructor(ticks: () => number) {
    this.#ticks = ticks;
  }

  /** Returns the state of what failed; `undefined` if it never failed, or has worked since. */
  get(key: string): Backoff | undefined {
    return this.#known.get(key);
  }

  delete(key: string): void {
    this.#known.delete(key);
  }

  /** Calls `load` unless the last failure is too recent. Never rejects. */
  async attempt<T>(key: string, load: () => Promise<T>, signal: AbortSignal | undefined): Promise<T | FailedRead> {
    const backoff = this.#known.get(key);
    if (backoff && backoff.until > this.#ticks()) return this.#failed(backoff, false);
    try {
      const result = await load();
      this.#known.delete(key);
      return result;
    } catch (reason) {
      // A request that the caller aborted is not a failure of the source.
      if (signal?.aborted) return this.#failed({ error: toNewsError(reason), failures: 0, until: 0 }, false);
      return this.#remember(key, reason);
    }
  }

  #remember(key: string, reason: unknown): FailedRead {
    const failures = this.#known.get(key)?.failures ?? 0;
    const isAttempt = !(reason instanceof RequestSkipped);
    const backoff = isAttempt
      ? this.#backoffAfter(toNewsError(reason), failures + 1)
      : { error: reason.error, failures, until: reason.until };
    this.#known.set(key, backoff, key.length);
    return this.#failed(backoff, isAttempt);
  }

  #backoffAfter(error: NewsError, failures: number): Backoff {
    return { error, failures, until: this.#ticks() + waitAfter(error, failures) };
  }

  #failed({ error, failures, until }: Backoff, isAttempt: boolean): FailedRead {
    return { status: 'failed', error, failures, isAttempt, wait: Math.max(until - this.#ticks(), 0) };
  }
}

/** Copies an error without its cause, which may keep whole responses in memory. Keeps only causes that say what to do. */
function toNewsError(reason: unknown): NewsError {
  if (!(reason instanceof NewsError)) return new NewsError('format', 'The feed could not be read.');
  const { code, status, retryAfter, source, cause } = reason;
  const message = code === 'network' ? unreachableMessage(reason) : reason.message;
  return new NewsError(code, message, {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(source !== undefined && { source }),
    ...((cause instanceof BlockedUrlError || cause instanceof NoFeedError) && { cause }),
  });
}
