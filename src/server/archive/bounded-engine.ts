/** Limits the time that callers wait for a database: a server may never answer. */
import { NewsError } from '../../model/error.js';
import type { Engine } from './engine.js';

/** Milliseconds after which a call of the database has failed. */
export const TIMEOUT = 20_000;

/** Settles as `promise` does. @throws NewsError `timeout` after a time limit */
export function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    const error = () =>
      new NewsError('timeout', `The database of the archive did not answer within ${milliseconds / 1000} s.`);
    timer = setTimeout(() => reject(error()), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Returns an engine whose calls end in time. The database may still do what a caller has given up: storing the same again
 * changes nothing. Calls that block the thread would block the timer too.
 */
export const boundedEngine = (engine: Engine, milliseconds: number): Engine =>
  engine.isBlocking
    ? engine
    : {
        ...engine,
        query: (sql, args) => inTime(engine.query(sql, args), milliseconds),
        batch: (statements) => inTime(engine.batch(statements), milliseconds),
        bytes: () => inTime(engine.bytes(), milliseconds),
        close: () => inTime(engine.close(), milliseconds),
      };
