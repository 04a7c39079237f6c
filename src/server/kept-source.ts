import { type Source, TIMEOUT, load } from '../loading/load.js';
import { nextAttempt } from '../loading/next-attempt.js';
import { request as ask } from '../loading/get.js';
import { NewsError, type NewsErrorCode } from '../model/error.js';
import { type Feed, toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type Limits, Refused, type Rule, type Validators, guarded } from './guard.js';
import { sizeOf } from './json-feed.js';
import { textOnly } from './text-only.js';

/** What a relay keeps between requests beyond the memory of one process: a cache of the platform, or a database. */
export interface RelayStore {
  /** What was kept under a key. Keys are short and have no secrets in them. */
  get(key: string): Promise<string | undefined>;
  /** @param seconds how long it is of use */
  set(key: string, value: string, seconds: number): Promise<void>;
}

/** A line for the owner's log. There is no key and no path of an address in it. */
export interface RelayLogEntry {
  /** The feed of the table, or the host that was asked for. */
  feed: string;
  code: NewsErrorCode | Rule | 'moved' | 'store' | 'advice' | 'bug';
  message: string;
}

/** What all sources of a relay have in common. */
export interface Surroundings {
  fetch: typeof fetch | undefined;
  store: RelayStore | undefined;
  userAgent: string;
  now: () => number;
  log: (entry: RelayLogEntry) => void;
  /** Milliseconds for which an answer counts as new. */
  freshFor: number;
  /** Not to share requests under way with relays that ask others. */
  id: string;
}

/** The last good answer of a source. */
interface Good {
  /** When it was last known to be up to date. */
  at: number;
  feed: Feed;
  validators?: Validators | undefined;
}

/** Why the latest attempt gave nothing. */
export interface Trouble {
  error: NewsError;
  failures: number;
  /** No new attempt before then; `Infinity`: none until the relay is set up anew. */
  until: number;
}

/** How long a copy outlives its source, in milliseconds. */
const KEPT_FOR = 7 * 864e5;

/** No source is left alone for longer, whatever it says, in milliseconds. */
const LONGEST_WAIT = 864e5;

/** One source of a relay: asks it no more often than once in a period, whoever wants it, and keeps the last good answer. */
export class KeptSource {
  good: Good | undefined;
  trouble: Trouble | undefined;
  /** Characters that it takes in memory, about. */
  size = 0;

  #source: Source;
  #request: NewsRequest;
  #limits: Limits;
  #name: string;
  #around: Surroundings;
  #key: Promise<string>;
  #recalling: Promise<void> | undefined;
  #asking: Promise<void> | undefined;
  #hasMoved = false;

  constructor(source: Source, request: NewsRequest, limits: Limits, name: string, around: Surroundings) {
    this.#source = source;
    this.#request = request;
    this.#limits = limits;
    this.#name = name;
    this.#around = around;
    this.#key = keyOf(source, request);
  }

  /** Milliseconds since the last good answer was known to be up to date. */
  get age(): number {
    return this.good ? this.#around.now() - this.good.at : Infinity;
  }

  /** Whether it is time to ask. */
  get isDue(): boolean {
    return this.age >= this.#around.freshFor && this.#around.now() >= (this.trouble?.until ?? 0);
  }

  /** What it gave, for those who merge it with others. */
  get loaded(): { source: Source; feed: Feed; at: number } | undefined {
    return this.good && this.age < KEPT_FOR ? { source: this.#source, ...this.good } : undefined;
  }

  /** Looks whether another process has asked lately. */
  recall(): Promise<void> {
    this.#recalling ??= this.#recall().finally(() => (this.#recalling = undefined));
    return this.#recalling;
  }

  /** Asks the source; whoever wants that at the same time waits for the same answer. Never fails: see `trouble`. */
  refresh(): Promise<void> {
    this.#asking ??= this.#refresh().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #refresh(): Promise<void> {
    try {
      await this.#ask();
    } catch (bug) {
      this.#failed(new NewsError('format', 'Not readable.', { cause: bug }));
    }
    if (!this.trouble) await this.#remember();
  }

  async #ask(): Promise<void> {
    const { now, id } = this.#around;
    // Only where one address is all that is asked does its validator stand for the whole.
    const isSingle = this.#source.provider.name === 'feed';
    let validators: Validators | undefined;
    const get = guarded({
      ...this.#around,
      limits: this.#limits,
      validators: isSingle ? this.good?.validators : undefined,
      onAnswer: (given) => (validators = isSingle ? given : undefined),
      onMoved: (to) => this.#moved(to),
    });
    const { provider, ask: turns } = this.#source;
    const timeout = this.#request.timeout ?? provider.timeout ?? TIMEOUT;
    const source: Source = {
      ...this.#source,
      provider: {
        ...provider,
        read: (question) =>
          provider.read(question, async (url) => textOnly(await ask(url, timeout, false, new AbortController(), get))),
      },
      ...(turns && { ask: (read, signal, key) => turns(read, signal, id + key) }),
    };
    const { feeds, problems } = await load([source], this.#request, { signal: new AbortController().signal });
    const [loaded] = feeds;
    if (loaded) {
      const { movedTo: _address, ...feed } = loaded.feed;
      // Nobody asks why items were left out, and a broken feed has thousands.
      this.#succeeded({ at: now(), feed: { ...feed, dropped: [] }, validators });
    } else if (problems[0]!.error.status === 304 && this.good) {
      this.#succeeded({ ...this.good, at: now() });
    } else this.#failed(problems[0]!.error);
  }

  #succeeded(good: Good): void {
    if (good.feed !== this.good?.feed) this.size = sizeOf(good.feed);
    this.good = good;
    this.trouble = undefined;
  }

  #failed(error: NewsError): void {
    const { now } = this.#around;
    const failures = (this.trouble?.failures ?? 0) + 1;
    const wait = nextAttempt(error, failures);
    this.trouble = { error, failures, until: now() + (wait === undefined ? Infinity : Math.min(wait, LONGEST_WAIT)) };
    const rule = error.cause instanceof Refused ? error.cause.rule : undefined;
    const status = error.status ? ` (${error.status})` : '';
    this.#log(rule ?? error.code, `${this.#host} gave nothing: ${rule ?? error.code}${status}, ${failures} in a row.`);
  }

  #moved({ hostname }: URL): void {
    if (this.#hasMoved) return;
    this.#hasMoved = true;
    this.#log('moved', `${this.#host} has moved for good, to an address at ${hostname}. Set that in its place.`);
  }

  get #host(): string {
    const { src, provider } = this.#source;
    return src ? new URL(src).host : provider.name;
  }

  #log(code: RelayLogEntry['code'], message: string): void {
    this.#around.log({ feed: this.#name, code, message });
  }

  async #recall(): Promise<void> {
    try {
      const kept = await this.#around.store?.get(await this.#key);
      if (!kept) return;
      const { at, feed, validators } = JSON.parse(kept) as Good;
      if (!(at > (this.good?.at ?? 0)) || at > this.#around.now()) return;
      // Others may write there too: it is checked like any source.
      this.#succeeded({ at, feed: toFeed(feed), validators });
    } catch (cause) {
      this.#log('store', `The store could not be read: ${String(cause)}`);
    }
  }

  async #remember(): Promise<void> {
    try {
      await this.#around.store?.set(await this.#key, JSON.stringify(this.good), KEPT_FOR / 1000);
    } catch (cause) {
      this.#log('store', `The store could not be written: ${String(cause)}`);
    }
  }
}

/** A digest: keys of services and private addresses are not for whoever can read a store. */
async function keyOf({ src, provider }: Source, { tag, tagMatch, limit, map }: NewsRequest): Promise<string> {
  const named = JSON.stringify([provider.name, src, tag, tagMatch, limit, map]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(named));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
