/** The pages that wait for a request: which one is next, and which hosts rest. */
import { hostOf } from '../../text/host.js';
import type { AwaitingPicture } from '../archive/archive-types.js';

/** Number of pages that are read from the archive at a time. */
const AT_ONCE = 500;

/** Maximum number of pages that wait in memory. More wait in the archive. */
const MAX_WAITING = 2000;

/** Maximum number of pages that are remembered as requested, in case the archive could not note that. */
const MAX_REMEMBERED = 20_000;

/** Milliseconds of a rest after which a page of the host waits in the archive instead. */
const LONG_REST = 36e5;

type ReadMore = (query: { before?: number | undefined; limit: number }) => Promise<AwaitingPicture[]>;

export class WaitingPages {
  #waiting: AwaitingPicture[] = [];
  /** Ids of pages that wait or were requested. */
  #known = new Set<number>();
  /** Times until which hosts get no request. */
  #rests = new Map<string, number>();
  #readMore: ReadMore;
  #now: () => number;
  #before: number | undefined;
  #isComplete = false;
  #isReading = false;
  #pass = 0;

  /** @param readMore returns waiting articles below an id, the newest first */
  constructor(readMore: ReadMore, now: () => number) {
    this.#readMore = readMore;
    this.#now = now;
  }

  /** True if the archive may have more pages, and there is room for them. */
  get isLow(): boolean {
    return !this.#isComplete && !this.#isReading && this.#waiting.length <= MAX_WAITING - AT_ONCE;
  }

  /** Milliseconds until a host of a waiting page has rested; `Infinity` if no page waits. */
  get wait(): number {
    const ends = this.#waiting.map(({ url }) => this.#restOf(url));
    return ends.length ? Math.max(Math.min(...ends) - this.#now(), 0) : Infinity;
  }

  /** Begins again with the newest articles. */
  reset(): void {
    this.#pass++;
    this.#before = undefined;
    this.#isComplete = false;
    for (const [host, until] of this.#rests) if (until <= this.#now()) this.#rests.delete(host);
  }

  /** Removes and returns the newest page whose host does not rest. */
  take(): AwaitingPicture | undefined {
    const now = this.#now();
    const index = this.#waiting.findIndex(({ url }) => this.#restOf(url) <= now);
    if (index < 0) return undefined;
    return this.#waiting.splice(index, 1)[0];
  }

  /** Lets a host rest for milliseconds from now on. */
  rest(host: string, milliseconds: number): void {
    this.#rests.set(host, this.#now() + milliseconds);
  }

  /** Takes back a page that was not requested, after its host began to rest. */
  putBack(page: AwaitingPicture): void {
    this.#known.delete(page.id);
    this.#add(page);
  }

  /** Reads pages from the archive. Returns whether there may be another page to request. */
  async read(): Promise<boolean> {
    this.#isReading = true;
    const pass = this.#pass;
    try {
      const rows = await this.#readMore({ before: this.#before, limit: AT_ONCE });
      // The list may have begun again meanwhile.
      if (this.#pass === pass) {
        this.#before = rows.at(-1)?.id;
        this.#isComplete = rows.length < AT_ONCE;
      }
      for (const row of rows) this.#add(row);
      return true;
    } catch {
      // The crawler of feeds reports failures of the archive. The next stored articles begin another attempt.
      this.#isComplete = true;
      return false;
    } finally {
      this.#isReading = false;
    }
  }

  #add(row: AwaitingPicture): void {
    const rest = this.#restOf(row.url) - this.#now();
    if (this.#known.has(row.id) || !hostOf(row.url) || (rest > LONG_REST && rest < Infinity)) return;
    this.#known.add(row.id);
    this.#waiting.push(row);
    for (const oldest of this.#known) {
      if (this.#known.size <= MAX_REMEMBERED) break;
      this.#known.delete(oldest);
    }
  }

  #restOf(url: string): number {
    return this.#rests.get(hostOf(url)!) ?? 0;
  }
}
