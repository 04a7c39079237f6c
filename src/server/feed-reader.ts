/** Reads feeds beside the thread that answers: a feed of two megabytes would hold up all other answers meanwhile. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { NewsError, type NewsErrorCode } from '../model/error.js';
import type { FeedDraft } from '../model/feed.js';
import type { ProviderResponse } from '../providers/provider.js';

/**
 * What a worker gives back. A draft comes as JSON: as an object, each of its texts would take two bytes for a character
 * as soon as the document holds one that needs them. Errors lose their class on the way.
 */
export type ReaderAnswer = { json: string } | { code: NewsErrorCode; message: string };

/** Reads a feed that is here as bytes; `undefined`: it can't, and the caller has to. */
export type ReadFeed = (reply: ProviderResponse) => Promise<FeedDraft | undefined>;

/** Smaller feeds, most of all, are read at once. In bytes. */
const SMALL = 64 * 1024;

/** A feed that takes longer is given up, in milliseconds. Busy machines need many times what it should take. */
const TIME_LIMIT = 30_000;

/** Memory of a worker, in megabytes. A feed that needs more ends the worker, not the process. */
const MEMORY_LIMIT = 128;

interface Task {
  reply: ProviderResponse;
  resolve: (draft: FeedDraft | undefined) => void;
  reject: (error: unknown) => void;
}

/** Returns a function that reads large feeds in workers. They are started when there is work, and never keep a process alive. */
export function createFeedReader(file = new URL('./feed-worker.js', import.meta.url)): ReadFeed {
  const maxWorkers = Math.min(2, availableParallelism());
  const idle: Worker[] = [];
  const tasks: Task[] = [];
  let count = 0;
  let isBroken = false;

  function assign(): void {
    const worker = tasks.length ? (idle.pop() ?? (count < maxWorkers ? start() : undefined)) : undefined;
    if (worker) run(worker, tasks.shift()!);
  }

  function start(): Worker {
    count++;
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT } });
    worker.unref();
    return worker;
  }

  function run(worker: Worker, task: Task): void {
    // While a feed is read, the process waits for it.
    worker.ref();
    const timer = setTimeout(
      () => finish(() => task.reject(unreadable(task.reply, 'takes too long to read')), true),
      TIME_LIMIT,
    );
    const onMessage = (answer: ReaderAnswer) => finish(() => settle(task, answer), false);
    const onError = (error: NodeJS.ErrnoException) =>
      finish(() => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          return task.reject(unreadable(task.reply, 'takes too much memory to read'));
        // The file of the worker is missing, as in bundles: each thread reads for itself from now on.
        isBroken = true;
        [task, ...tasks.splice(0)].forEach(({ resolve }) => resolve(undefined));
      }, true);
    const finish = (settleTask: () => void, isOver: boolean) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError);
      worker.unref();
      if (isOver) {
        count--;
        worker.on('error', () => undefined);
        void worker.terminate();
      } else idle.push(worker);
      settleTask();
      assign();
    };
    worker.on('message', onMessage).on('error', onError);
    const { body, contentType, url } = task.reply;
    worker.postMessage({ body, contentType, url });
  }

  return (reply) => {
    if (isBroken || reply.body.length < SMALL) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      tasks.push({ reply, resolve, reject });
      assign();
    });
  };
}

function settle({ reply, resolve, reject }: Task, answer: ReaderAnswer): void {
  if ('json' in answer) resolve(JSON.parse(answer.json) as FeedDraft);
  else reject(new NewsError(answer.code, answer.message, { source: reply.url }));
}

const unreadable = ({ url }: ProviderResponse, why: string): NewsError =>
  new NewsError('format', `The feed at ${url} ${why}.`, { source: url });
