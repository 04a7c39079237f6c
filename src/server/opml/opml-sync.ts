/**
 * Keeps the feeds of a relay in step with a list of feeds:
 *
 * ```ts
 * const sync = new OpmlSync({ reader, place: 'feeds.opml', context, log, onChange: (feeds) => … });
 * await sync.load(); // throws if the list is broken
 * sync.start();      // from now on, what is broken is logged, and the feeds stay as they are
 * ```
 */
import { NewsError } from '../../model/error.js';
import type { RelayLogEntry } from '../cached-source.js';
import { defaultTimer } from '../timer.js';
import { type ListContext, type NamedFeeds, feedsOfOpml } from './feeds-of-opml.js';
import type { OpmlReader } from './opml-reader.js';
import { type OpmlEntry, readOpml } from './read-opml.js';

export interface OpmlSyncOptions {
  reader: OpmlReader;
  /** The file or URL of the list, for messages. */
  place: string;
  context: ListContext;
  log: (entry: RelayLogEntry) => void;
  /** Receives all feeds of the list, each time that it has changed. */
  onChange: (feeds: NamedFeeds) => void;
  /** Calls back after milliseconds. Returns a function that cancels it. Default: `setTimeout`. */
  setTimer?: (act: () => void, milliseconds: number) => () => void;
}

export class OpmlSync {
  #options: Required<OpmlSyncOptions>;
  #feeds: NamedFeeds | undefined;
  #failure: string | undefined;
  #isRunning = false;
  #cancel = () => {};

  constructor(options: OpmlSyncOptions) {
    this.#options = { setTimer: defaultTimer, ...options };
  }

  /** Number of feeds in the list as it was read last. */
  get size(): number {
    return this.#feeds?.size ?? 0;
  }

  /**
   * Reads the list if it has changed.
   * @throws NewsError `config` for a list that is broken, others and SystemError for one that can't be read
   */
  async load(): Promise<void> {
    const text = await this.#options.reader.read();
    if (text !== undefined) this.#take(this.#entriesIn(text));
  }

  /** Reads the list again and again, until `stop`. */
  start(): void {
    this.#isRunning = true;
    this.#plan();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancel();
  }

  #plan(): void {
    this.#cancel = this.#options.setTimer(() => void this.#again(), this.#options.reader.wait);
  }

  async #again(): Promise<void> {
    try {
      await this.load();
      this.#failure = undefined;
    } catch (cause) {
      this.#logFailure(cause);
    }
    if (this.#isRunning) this.#plan();
  }

  /** Logs a failure once, until the list is good again or fails in another way. */
  #logFailure(cause: unknown): void {
    const message = cause instanceof Error ? cause.message : String(cause);
    if (message === this.#failure) return;
    this.#failure = message;
    const code = cause instanceof NewsError ? cause.code : 'config';
    this.#options.log({ feed: '', code, message: `${message} The feeds stay as they are.` });
  }

  #entriesIn(text: string): OpmlEntry[] {
    try {
      return readOpml(text);
    } catch (cause) {
      if (!(cause instanceof NewsError)) throw cause;
      throw new NewsError('config', `${this.#options.place} ${cause.message}.`);
    }
  }

  #take(entries: OpmlEntry[]): void {
    const { context, onChange, place, log } = this.#options;
    const { feeds, blocked } = feedsOfOpml(entries, context, this.#feeds);
    const left = blocked.size ? blockedMessage(place, blocked, context) : '';
    if (left && !feeds.size) throw new NewsError('config', left);
    if (this.#feeds) log({ feed: '', code: 'advice', message: `${place} has changed: ${feeds.size} feeds.` });
    this.#feeds = feeds;
    if (left) log({ feed: '', code: 'advice', message: left });
    onChange(feeds);
  }
}

/** Says how many feeds are left out, and why. No URL is named: that of a private feed is its key. */
function blockedMessage(place: string, blocked: ReadonlyMap<string, number>, { allowed }: ListContext): string {
  const reasons = [...blocked].map(([rule, count]) => `${count} by the rule ${rule}`).join(', ');
  const advice = blocked.has('scheme') && !allowed.http ? ' --http also allows http: URLs.' : '';
  return `${place} has feeds that the relay may not fetch: ${reasons}.${advice}`;
}
