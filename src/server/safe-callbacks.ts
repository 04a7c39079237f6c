/** Wraps the owner's `store` and `log`, so that their failures neither end nor delay a response. */
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
