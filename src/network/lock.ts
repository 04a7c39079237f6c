/** Locks and timestamps shared by all tabs, for sources that take one request at a time. */
import { recall, remember } from '../cache/storage.js';

const queues = new Map<string, Promise<unknown>>();

/** Timestamps by name, for pages and servers without storage. */
const moments = new Map<string, number>();

/**
 * Runs `act` under a lock of this name, which all tabs of the browser share.
 * @throws the signal's reason when `signal` is aborted while waiting
 */
export async function withLock<T>(name: string, signal: AbortSignal, act: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return act();
  };
  try {
    if (locks) return await locks.request(`newsrack:turn:${name}`, { signal }, begin);
  } catch (reason) {
    // Frames with an opaque origin, such as previews, have no Web Locks. Then the lock holds for this page only.
    if (hasBegun || signal.aborted) throw reason;
  }
  const before = queues.get(name);
  const mine = (async () => {
    await before?.catch(() => {
      // Its own caller handles the failure.
    });
    signal.throwIfAborted();
    return act();
  })();
  queues.set(name, mine);
  return mine;
}

/** Returns a timestamp that all tabs share, in milliseconds since 1970; 0 if there is none. */
export function readTimestamp(name: string): number {
  return Math.max(Number(recall(name)) || 0, moments.get(name) ?? 0);
}

export function writeTimestamp(name: string, time: number): void {
  moments.set(name, time);
  remember(name, String(time));
}

/** @throws the signal's reason when `signal` is aborted before */
export function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
  });
}
