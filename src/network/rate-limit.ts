import { NewsError } from '../model/error.js';
import { steadyNow } from '../model/steady-now.js';
import type { Provider } from '../providers/provider.js';
import type { Scheduler } from '../feed/load-feeds.js';
import { shared } from './share-request.js';
import { withLock, readTimestamp, delay, writeTimestamp } from './lock.js';

/**
 * Rate-limits requests to a source: one at a time, spaced apart, and none during a cool-down after a refusal. Equal
 * requests at the same time share one response. API keys are removed from error messages.
 */
export const rateLimited =
  (provider: Provider, apiKey: string, relay = ''): Scheduler =>
  async (read, signal, key) => {
    try {
      return await shared(relay + JSON.stringify(key), signal, (joint) =>
        provider.minInterval ? spaced(provider, read, joint.signal) : read(joint.signal),
      );
    } catch (failure) {
      throw apiKey ? withoutKey(failure, apiKey) : failure;
    }
  };

/** Maximum cool-down, whatever the source says, in milliseconds. */
const LONGEST_REST = 864e5;

async function spaced<T>(
  { name, minInterval = 0, coolDown = 0 }: Provider,
  read: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  throwIfCoolingDown(name);
  return withLock(name, signal, async () => {
    throwIfCoolingDown(name);
    const since = steadyNow() - readTimestamp(`turn:${name}`);
    // A clock that was set back must not cause a wait of hours.
    await delay(since < 0 ? 0 : minInterval - since, signal);
    try {
      return await read(signal);
    } catch (failure) {
      if (!coolDown || !mayBeRefusal(failure)) throw failure;
      // With jitter, so that not all readers come back at once.
      const wait = Math.min(
        Math.max((failure.retryAfter ?? 0) * 1000, coolDown * (1 + Math.random() / 5)),
        LONGEST_REST,
      );
      writeTimestamp(`rest:${name}`, steadyNow() + wait);
      const { code, message, status, source, cause } = failure;
      throw new NewsError(code, message, { status, source, cause, retryAfter: Math.ceil(wait / 1000) });
    } finally {
      writeTimestamp(`turn:${name}`, steadyNow());
    }
  });
}

/** Returns whether an error may be a refusal. Without CORS headers, a refusal looks like a failed network. */
const mayBeRefusal = (failure: unknown): failure is NewsError =>
  failure instanceof NewsError &&
  (failure.code === 'throttled' || (failure.code === 'network' && globalThis.navigator?.onLine !== false));

function throwIfCoolingDown(name: string): void {
  const rest = readTimestamp(`rest:${name}`) - steadyNow();
  // A longer cool-down means that the clock was set back since another page started it.
  if (rest <= 0 || rest > LONGEST_REST) return;
  const retryAfter = Math.ceil(rest / 1000);
  throw new NewsError('throttled', `${name} refused requests. The next request is possible in ${retryAfter} s.`, {
    source: name,
    retryAfter,
  });
}

/** Removes the API key from an error, since messages and URLs of errors end up in logs. */
function withoutKey(failure: unknown, key: string): unknown {
  if (!(failure instanceof NewsError)) return failure;
  const { code, message, status, retryAfter, source, cause } = failure;
  const hide = (text: string) => text.replaceAll(encodeURIComponent(key), '…').replaceAll(key, '…');
  return new NewsError(code, hide(message), { status, retryAfter, source: source && hide(source), cause });
}
