/** Spreads the work that responses need, so that a client which wants much keeps no other one waiting. Node only. */
import { Failure } from './responses.js';
import { defaultTimer } from './timer.js';
import type { Turns } from './turns.js';

/** Maximum number of articles that all work at a time may hold. */
const MAX_ARTICLES = 3000;

/** Maximum number of requests that wait. */
const MAX_WAITING = 1000;

/** Milliseconds that work waits for its turn. */
const PATIENCE = 10_000;

/**
 * Milliseconds that work gives precedence to later work for each of its articles. Small work comes first, but however much
 * of it arrives, a page of thirty articles waits for no more than a third of a second of it.
 */
const PRECEDENCE = 10;

/**
 * Time for receiving and sending after work, as a share of the time that the work took. A process accepts one connection
 * each time that it looks, so once would not do.
 */
const REST = 0.25;

/** Maximum of that time in milliseconds: a machine may have slept. */
const MAX_REST = 50;

interface Waiting {
  articles: number;
  /** The time from which no later work comes first. */
  due: number;
  isWanted: () => boolean;
  start: () => void;
  refuse: (failure: Failure) => void;
}

/** Parts of its platform that a queue uses, for tests. */
interface Platform {
  /** Calls a function after the process has looked for connections and data. Default: `setImmediate`. */
  next?: (start: () => void) => void;
  /** Milliseconds of a steady clock. Default: `performance.now`. */
  now?: () => number;
  /** Calls back after milliseconds. Returns a function that cancels it. Default: `setTimeout`. */
  setTimer?: (act: () => void, milliseconds: number) => () => void;
}

/** Creates a queue. Between two pieces of work, the process receives requests and sends responses. */
export function createTurns({
  next = (start) => void setImmediate(start),
  now = () => performance.now(),
  setTimer = defaultTimer,
}: Platform = {}): Turns {
  const waiting = new Set<Waiting>();
  let held = 0;
  let isScheduled = false;
  /** The time until which the process receives and sends. */
  let rest = 0;

  /** Work that holds more than all may has its turn when there is no other. */
  const hasRoom = (articles: number) => held === 0 || held + articles <= MAX_ARTICLES;

  /** Refuses what nobody waits for any more. */
  function removeGone(): void {
    for (const one of waiting) if (!one.isWanted()) one.refuse(gone());
  }

  /** The work that is due first, if there is room for it. */
  function nextOne(): Waiting | undefined {
    let first: Waiting | undefined;
    for (const one of waiting) if (!first || one.due < first.due) first = one;
    return first && hasRoom(first.articles) ? first : undefined;
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
    removeGone();
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
    waiting.delete(one);
    held += one.articles;
    one.start();
  }

  /** Settles when the turn has come. @throws Failure */
  async function turnOf(articles: number, isWanted: () => boolean): Promise<void> {
    if (waiting.size >= MAX_WAITING) removeGone();
    if (waiting.size >= MAX_WAITING) throw busy();
    let cancel: (() => void) | undefined;
    await new Promise<void>((start, reject) => {
      const one = { articles, due: now() + articles * PRECEDENCE, isWanted, start, refuse };
      cancel = setTimer(() => refuse(busy()), PATIENCE);
      waiting.add(one);
      schedule();
      function refuse(failure: Failure): void {
        waiting.delete(one);
        reject(failure);
      }
    }).finally(() => cancel?.());
  }

  return async (articles, work, isWanted) => {
    await turnOf(articles, isWanted);
    try {
      return await work();
    } finally {
      held -= articles;
      schedule();
    }
  };
}

const busy = (): Failure => new Failure('unavailable', 'The relay is busy.', 5);
const gone = (): Failure => new Failure('unavailable', 'The client has closed the connection.');
