/** Spreads the work that responses need, so that a client which wants much keeps no other one waiting. Node only. */
import { Failure } from './responses.js';
import type { Turns } from './turns.js';

/** Maximum number of articles that all work at a time may hold. */
const MAX_ARTICLES = 3000;

/** Maximum number of requests that wait. */
const MAX_WAITING = 1000;

/** Milliseconds that work waits for its turn. */
const PATIENCE = 10_000;

/**
 * Time for receiving and sending after work, as a share of the time that the work took. A process accepts one connection
 * each time that it looks, so once would not do.
 */
const REST = 0.25;

/** Maximum of that time in milliseconds: a machine may have slept. */
const MAX_REST = 50;

interface Waiting {
  articles: number;
  since: number;
  start: () => void;
  refuse: (failure: Failure) => void;
}

/**
 * Creates a queue. Between two pieces of work, the process receives requests and sends responses.
 * @param next calls a function after the process has looked for connections and data. Default: `setImmediate`
 * @param now returns milliseconds of a steady clock. Default: `performance.now`
 */
export function createTurns(
  next: (start: () => void) => void = (start) => void setImmediate(start),
  now: () => number = () => performance.now(),
): Turns {
  const waiting: Waiting[] = [];
  let held = 0;
  let isScheduled = false;
  /** The time until which the process receives and sends. */
  let rest = 0;

  /** Work that holds more than all may has its turn when there is no other. */
  const hasRoom = (articles: number) => held === 0 || held + articles <= MAX_ARTICLES;

  /** The smallest, if there is room for it. */
  function nextOne(): Waiting | undefined {
    const smallest = waiting.reduce<Waiting | undefined>(
      (least, one) => (least && least.articles <= one.articles ? least : one),
      undefined,
    );
    return smallest && hasRoom(smallest.articles) ? smallest : undefined;
  }

  function schedule(): void {
    if (isScheduled || !nextOne()) return;
    isScheduled = true;
    next(turn);
  }

  function turn(): void {
    const time = now();
    if (time < rest) return next(turn);
    isScheduled = false;
    const one = nextOne();
    if (!one) return;
    begin(one);
    isScheduled = true;
    next(() => {
      rest = now() + Math.min((now() - time) * REST, MAX_REST);
      isScheduled = false;
      schedule();
    });
  }

  function begin(one: Waiting): void {
    waiting.splice(waiting.indexOf(one), 1);
    if (now() - one.since >= PATIENCE) return one.refuse(busy());
    held += one.articles;
    one.start();
  }

  return async (articles, work, isWanted) => {
    if (waiting.length >= MAX_WAITING) throw busy();
    await new Promise<void>((start, refuse) => {
      waiting.push({ articles, since: now(), start, refuse });
      schedule();
    });
    try {
      if (!isWanted()) throw new Failure('unavailable', 'The client has closed the connection.');
      return await work();
    } finally {
      held -= articles;
      schedule();
    }
  };
}

const busy = (): Failure => new Failure('unavailable', 'The relay is busy.', 5);
