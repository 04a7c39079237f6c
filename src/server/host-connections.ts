/** Connections to hosts: a limited number at a time, and none to a host that has refused requests. */
import { NewsError } from '../model/error.js';
import { refusal } from '../network/http-errors.js';
import { hostKey } from '../text/host.js';
import { BoundedCache } from './bounded-cache.js';
import { ConnectionQueue } from './connection-queue.js';
import type { Deadline } from './deadline.js';
import { waitAfter } from './retry-wait.js';

/** Maximum number of remembered hosts: clients can make up any number of URLs. */
const MAX_REMEMBERED = 5000;

/** Milliseconds until a source is retried for which the queue was full. */
const WHEN_BUSY = 5000;

interface CoolDown {
  failures: number;
  until: number;
}

/** Thrown instead of making a request. It does not count as a failure of the source. */
export class RequestSkipped extends Error {
  constructor(
    readonly error: NewsError,
    readonly until: number,
  ) {
    super(error.message);
  }
}

export class HostConnections {
  #ticks: () => number;
  #queue: ConnectionQueue;
  #coolDowns = new BoundedCache<CoolDown>(MAX_REMEMBERED);

  /**
   * @param perHost maximum number of connections to one host. Default: that of the queue
   * @param ticks the time of a steady clock, in milliseconds
   */
  constructor(perHost: number | undefined, ticks: () => number) {
    this.#queue = new ConnectionQueue(perHost);
    this.#ticks = ticks;
  }

  /** Returns functions that wait for a connection to each URL of a request in turn, and release the last one. */
  connector(deadline: Deadline, signal: AbortSignal) {
    let last: (() => void) | undefined;
    const release = () => last?.();
    const connect = async (target: URL) => {
      deadline.pause();
      release();
      last = await this.#connect(target, signal);
      deadline.start();
    };
    return { connect, release };
  }

  async #connect({ hostname }: URL, signal: AbortSignal): Promise<() => void> {
    const host = hostKey(hostname);
    this.#throwIfCoolingDown(host);
    if (!this.#queue.hasRoom) {
      const error = new NewsError('throttled', 'Too many requests are waiting for a connection.', { source: host });
      throw new RequestSkipped(error, this.#ticks() + WHEN_BUSY);
    }
    const release = await this.#queue.acquire(host, signal);
    try {
      // Another request may have been refused meanwhile.
      this.#throwIfCoolingDown(host);
      return release;
    } catch (skipped) {
      release();
      throw skipped;
    }
  }

  #throwIfCoolingDown(host: string): void {
    const until = this.#coolDowns.get(host)?.until ?? 0;
    const wait = until - this.#ticks();
    if (wait <= 0) return;
    const retryAfter = Math.ceil(wait / 1000);
    throw new RequestSkipped(
      new NewsError('throttled', `${host} received too many requests.`, { source: host, retryAfter }),
      until,
    );
  }

  /** Starts a cool-down for a whole host after a response that refuses: its other URLs are on the same machine. */
  note(response: Response, { href, hostname }: URL): void {
    const host = hostKey(hostname);
    const { failures, until } = this.#coolDowns.get(host) ?? { failures: 0, until: 0 };
    // A response that was on its way when the host refused another request does not end the cool-down.
    if (response.ok || response.status === 304) return void (until <= this.#ticks() && this.#coolDowns.delete(host));
    const error = refusal(href, response);
    // Two parallel requests may receive the same refusal.
    if (error.code !== 'throttled' || until > this.#ticks()) return;
    this.#coolDowns.set(host, { failures: failures + 1, until: this.#ticks() + waitAfter(error, failures + 1) });
  }
}
