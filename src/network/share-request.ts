/** Shares one run of asynchronous work among simultaneous callers. */

interface Work {
  result: Promise<unknown>;
  controller: AbortController;
  callers: number;
}

/** Pending work by key. Entries are removed when the work ends, so that a failure is never reused. */
const underWay = new Map<string, Work>();

/**
 * Joins the pending work of a key, or starts it. The work is aborted when all its callers have aborted.
 * @throws the signal's reason when `signal` is aborted
 */
export async function shared<T>(
  key: string,
  signal: AbortSignal,
  start: (controller: AbortController) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const work = underWay.get(key) ?? begin(key, start);
  work.callers++;
  return new Promise<T>((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      if (--work.callers > 0) return;
      underWay.delete(key);
      work.controller.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    (work.result as Promise<T>).then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function begin(key: string, start: (controller: AbortController) => Promise<unknown>): Work {
  const controller = new AbortController();
  const work = { controller, callers: 0, result: start(controller) };
  underWay.set(key, work);
  const forget = () => {
    if (underWay.get(key) === work) underWay.delete(key);
  };
  work.result.then(forget, forget);
  return work;
}
