/** Waits for something no longer than a time limit. */
import { MAX_TIMER } from '../network/fetch-resource.js';

/** Resolves as `promise` does, or to `undefined` after a number of milliseconds. */
export function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), Math.min(milliseconds, MAX_TIMER))),
  );
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}
