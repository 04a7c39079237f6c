/** Parses large feeds in worker threads: a feed of two megabytes would delay all other responses on this thread. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { NewsError, type NewsErrorCode } from '../model/error.js';
import { owned } from '../model/owned.js';
import type { FeedDraft } from '../model/feed.js';
import type { ProviderResponse } from '../providers/provider.js';

/**
 * The message of a worker. A draft is sent as JSON: in an object, every string would take two bytes per character if any
 * character of the document needs two. Errors are sent as plain objects, since messages lose their class.
 */
export type ReaderAnswer = { json: string } | { code: NewsErrorCode; message: string };

/** Parses a response. Resolves to `undefined` where the caller has to parse it. */
export type ReadFeed = (response: ProviderResponse) => Promise<FeedDraft | undefined>;

/** Size in bytes below which the caller parses a feed. Most feeds are smaller. */
const SMALL = 64 * 1024;

/** Time limit for parsing a feed, in milliseconds. A busy machine needs many times the usual time. */
const TIME_LIMIT = 30_000;

/** Memory limit of a worker, in megabytes. A feed that needs more ends the worker, not the process. */
const MEMORY_LIMIT = 128;

interface Task {
  response: ProviderResponse;
  resolve: (draft: FeedDraft | undefined) => void;
  reject: (error: unknown) => void;
}

/** Creates a function that parses large feeds in workers. Workers start on demand and don't keep the process alive. */
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
    // A worker keeps the process alive only while it parses a feed.
    worker.ref();
    const timer = setTimeout(
      () => finish(() => task.reject(unreadable(task.response, 'takes too long to read')), true),
      TIME_LIMIT,
    );
    const onMessage = (answer: ReaderAnswer) => finish(() => settle(task, answer), false);
    const onError = (error: NodeJS.ErrnoException) =>
      finish(() => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          return task.reject(unreadable(task.response, 'takes too much memory to read'));
        // The worker's file is missing, as in bundles. From now on, callers parse all feeds.
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
    const { body, contentType, url } = task.response;
    worker.postMessage({ body, contentType, url });
  }

  return (response) => {
    if (isBroken || response.body.length < SMALL) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      tasks.push({ response, resolve, reject });
      assign();
    });
  };
}

function settle({ response, resolve, reject }: Task, given: ReaderAnswer): void {
  const answer = owned(given);
  if ('json' in answer) resolve(JSON.parse(answer.json) as FeedDraft);
  else reject(new NewsError(answer.code, answer.message, { source: response.url }));
}

const unreadable = ({ url }: ProviderResponse, why: string): NewsError =>
  new NewsError('format', `The feed at ${url} ${why}.`, { source: url });
