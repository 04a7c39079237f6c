/** An owner's store and log, held so that neither ends or delays an answer. */
import type { RelayLogEntry, RelayStore } from './cached-source.js';

/** Longer than this no answer waits for a store, in milliseconds. */
const STORE_TIMEOUT = 1000;

/** A store that did not answer is left alone for this long, unless it answers meanwhile; in milliseconds. */
const STORE_REST = 30_000;

type Log = (entry: RelayLogEntry) => unknown;

/** A log whose exceptions and rejections are dropped: a failure to log is no failure of the relay. */
export const containedLog =
  (log: Log): ((entry: RelayLogEntry) => void) =>
  (entry) => {
    quietly(() => log(entry));
  };

function quietly(act: () => unknown): void {
  try {
    // A rejection that nothing handles would end a process of Node.
    Promise.resolve(act()).catch(() => undefined);
  } catch {
    // There is no place left to tell it.
  }
}

/** A store that answers within a second: with nothing, where it takes longer. One that hangs is not called for a while. */
export function containedStore(store: RelayStore, now: () => number, log: Log): RelayStore {
  let hangsSince: number | undefined;

  const isResting = (): boolean => {
    const rested = hangsSince === undefined ? STORE_REST : now() - hangsSince;
    // A clock set back must not make the rest longer.
    return rested >= 0 && rested < STORE_REST;
  };

  async function call<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (isResting()) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        hangsSince = now();
        log({
          feed: '',
          code: 'store',
          message: 'The store did not answer within a second. It is left alone for a while.',
        });
        resolve(undefined);
      }, STORE_TIMEOUT);
    });
    const answer = (async () => act())().finally(() => {
      clearTimeout(timer);
      hangsSince = undefined;
    });
    // What comes too late concerns no one, not even as a rejection.
    answer.catch(() => undefined);
    return Promise.race([answer, late]);
  }

  return {
    get: (key) => call(() => store.get(key)),
    set: async (key, value, seconds) => void (await call(() => store.set(key, value, seconds))),
  };
}
