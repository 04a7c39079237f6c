/** Work that several want done at the same time, done once. */

interface Work {
  result: Promise<unknown>;
  controller: AbortController;
  callers: number;
}

/** Work under way. Each is forgotten when it ends, so that a failure is never handed out again. */
const underWay = new Map<string, Work>();

/**
 * Joins the work under way of this key, or starts it. It is aborted when the last of those who wanted it has left.
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
