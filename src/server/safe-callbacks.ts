/** Wraps the owner's `store`, `log` and `admit`, so that their failures neither end nor delay a response. */
import { Failure } from './responses.js';
import type { RelayLogEntry, RelayStore } from './cached-source.js';

/** Maximum time that a response waits for the store, in milliseconds. */
const STORE_TIMEOUT = 1000;

/** Milliseconds for which a store that timed out is not called, unless its late answer arrives. */
const STORE_COOL_DOWN = 30_000;

type Log = (entry: RelayLogEntry) => unknown;

/** Wraps a log so that its exceptions and rejections are ignored: a failure to log must not fail a request. */
export const safeLog =
  (log: Log): ((entry: RelayLogEntry) => void) =>
  (entry) => {
    quietly(() => log(entry));
  };

function quietly(act: () => unknown): void {
  try {
    // An unhandled rejection would end a Node process.
    Promise.resolve(act()).catch(() => undefined);
  } catch {
    // Nowhere else could the failure be reported.
  }
}

/** Maximum time that a response waits for `admit`, in milliseconds. */
const ADMIT_TIMEOUT = 1000;

/**
 * Asks the owner whether to answer a request.
 * @throws Failure if not, or if `admit` does not say within a second
 */
export async function assertAdmitted(request: Request, admit: (request: Request) => unknown): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Failure('unavailable', 'The server did not admit the request in time.', 5)), ADMIT_TIMEOUT); // prettier-ignore
  });
  const answer = (async () => admit(request))().finally(() => clearTimeout(timer));
  // Only `true` admits: `{ allowed: false }`, or the text of a header, is truthy.
  if ((await Promise.race([answer, late])) !== true) throw new Failure('throttled', 'Too many requests.', 60);
}

/** Wraps a store so that each call settles within a second. A store that times out is not called for half a minute. */
export function safeStore(store: RelayStore, now: () => number, log: Log): RelayStore {
  let hangsSince: number | undefined;

  const isCoolingDown = (): boolean => {
    const elapsed = hangsSince === undefined ? STORE_COOL_DOWN : now() - hangsSince;
    // A clock that was set back must not prolong the cool-down.
    return elapsed >= 0 && elapsed < STORE_COOL_DOWN;
  };

  async function call<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (isCoolingDown()) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        hangsSince = now();
        log({
          feed: '',
          code: 'store',
          message: 'The store did not answer within a second. It is not used for the next 30 seconds.',
        });
        resolve(undefined);
      }, STORE_TIMEOUT);
    });
    const answer = (async () => act())().finally(() => {
      clearTimeout(timer);
      hangsSince = undefined;
    });
    // A late rejection would otherwise be unhandled.
    answer.catch(() => undefined);
    return Promise.race([answer, late]);
  }

  return {
    get: (key) => call(() => store.get(key)),
    set: async (key, value, seconds) => void (await call(() => store.set(key, value, seconds))),
  };
}
