/** For sources that take one request at a time, and not too often. */

const PREFIX = 'newsrack:turn:';

/** When the latest request of a name ended, in milliseconds since 1970; for pages and servers without storage. */
const ended = new Map<string, number>();
const queues = new Map<string, Promise<unknown>>();

/**
 * Carries out `act` when nobody else is at it under this name, in any tab of the browser, and the one before has ended
 * at least `gap` milliseconds ago.
 * @throws the signal's reason when `signal` is aborted while waiting
 */
export async function inTurn<T>(name: string, gap: number, signal: AbortSignal, act: () => Promise<T>): Promise<T> {
  const turn = async () => {
    await pause(lastEnd(name) + gap - Date.now(), signal);
    try {
      return await act();
    } finally {
      rememberEnd(name);
    }
  };
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (locks) return locks.request(PREFIX + name, { signal }, turn);
  const before = queues.get(name);
  const mine = (async () => {
    await before?.catch(() => {
      // How it went is told to whoever asked.
    });
    signal.throwIfAborted();
    return turn();
  })();
  queues.set(name, mine);
  return mine;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
  });
}

function lastEnd(name: string): number {
  try {
    // A clock set back must not make anybody wait for hours.
    const stored = Number(localStorage.getItem(PREFIX + name));
    if (stored <= Date.now()) return Math.max(stored, ended.get(name) ?? 0);
  } catch {
    // No storage here, or none for us.
  }
  return ended.get(name) ?? 0;
}

function rememberEnd(name: string): void {
  ended.set(name, Date.now());
  try {
    localStorage.setItem(PREFIX + name, String(Date.now()));
  } catch {
    // The map serves this page.
  }
}
