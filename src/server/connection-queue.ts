/** Limits the number of open connections, per host and in total. */

/** Maximum number of connections to one host. A browser opens six for one reader. */
export const MAX_PER_HOST = 2;

/** Maximum number of connections to all hosts. Each may hold a response of two megabytes. */
const MAX_TOTAL = 32;

/** Maximum number of waiting requests. Beyond it, new ones are rejected at once. */
const MAX_WAITING = 1000;

interface Waiting {
  host: string;
  start: () => void;
}

/** Grants connections in the order of the requests. */
export class ConnectionQueue {
  #open = new Map<string, number>();
  #total = 0;
  #waiting: Waiting[] = [];
  #perHost: number;

  /** @param perHost maximum number of connections to one host */
  constructor(perHost = MAX_PER_HOST) {
    this.#perHost = perHost;
  }

  /** True if another request may wait. */
  get hasRoom(): boolean {
    return this.#waiting.length < MAX_WAITING;
  }

  /**
   * Waits until a connection to `host` is free.
   * @returns a function that releases the connection; a second call does nothing
   * @throws the signal's reason if `signal` is aborted first
   */
  async acquire(host: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (!this.#isFree(host)) await this.#wait(host, signal);
    else this.#count(host, 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.#release(host);
      isHeld = false;
    };
  }

  #wait(host: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        host,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(entry);
    });
  }

  #release(host: string): void {
    this.#count(host, -1);
    const next = this.#waiting.findIndex((entry) => this.#isFree(entry.host));
    if (next < 0) return;
    const [entry] = this.#waiting.splice(next, 1);
    this.#count(entry!.host, 1);
    entry!.start();
  }

  #isFree(host: string): boolean {
    return this.#total < MAX_TOTAL && (this.#open.get(host) ?? 0) < this.#perHost;
  }

  #count(host: string, change: number): void {
    const open = (this.#open.get(host) ?? 0) + change;
    if (open) this.#open.set(host, open);
    else this.#open.delete(host);
    this.#total += change;
  }
}
