import { cleanLink } from '../text/clean.js';
import { NewsError } from '../model/error.js';
import type { ProviderResponse } from '../providers/provider.js';
import { settings } from './settings.js';
import { shared } from './share-request.js';

/** Maximum size of a response in bytes, after decompression. */
export const MAX_BYTES = 2 * 1024 * 1024;

/** Maximum delay of a timer in milliseconds. Longer timers fire at once. */
export const MAX_TIMER = 2 ** 31 - 1;

/** Options of a request. */
export interface FetchResourceOptions {
  /** Time limit for the whole response, in milliseconds. */
  timeout: number;
  /** Aborts for this caller. The request itself is aborted when all its callers have aborted. */
  signal: AbortSignal;
  /** Revalidates the browser's cached copy even if it is still fresh. */
  revalidate?: boolean;
}

/** A response requested before this code was loaded, and the controller that aborts it. */
export type PreloadedResponse = [answer: Promise<Response>, controller: AbortController];

/** Unused preloaded responses, by URL. */
const preloaded = new Map<string, PreloadedResponse>();

/** Registers a response already in flight, for the next request to this URL. */
export const offerPreloaded = (url: string, answer: PreloadedResponse): void => void preloaded.set(url, answer);

/**
 * Fetches a URL. All requests of the library go through here. Simultaneous calls for the same URL share one request.
 * @throws NewsError `network`, `timeout`, `http`, `throttled`, `gone`, `too-large`
 * @throws the signal's reason when `signal` is aborted
 */
export const fetchResource = (
  url: string,
  { timeout, signal, revalidate = false }: FetchResourceOptions,
): Promise<ProviderResponse> =>
  shared(JSON.stringify([url, timeout, revalidate]), signal, (controller) =>
    request(url, timeout, revalidate, controller, settings.fetch ?? fetch),
  );

/**
 * Sends one request, without sharing it.
 * @param controller aborted when the request has ended
 * @param fetching the `fetch` to use
 */
export async function request(
  url: string,
  timeout: number,
  revalidate: boolean,
  controller: AbortController,
  fetching: typeof fetch,
): Promise<ProviderResponse> {
  const late = new NewsError('timeout', `${url} did not answer within ${timeout / 1000} s.`, { source: url });
  const timer = setTimeout(() => controller.abort(late), Math.min(timeout, MAX_TIMER));
  // The owner's own `fetch` and its body may ignore signals.
  const aborted = new Promise<never>((_resolve, reject) => controller.signal.addEventListener('abort', reject));
  let response: Response | undefined;
  try {
    // No cookies for other hosts, as is the default. No headers: they cost a preflight that many hosts refuse. Other
    // hosts learn the page's origin, as from the `Origin` header of any such request, but never its address, whatever
    // the page's own policy gives away.
    const [answer, sent] = preloaded.get(url) ?? [];
    preloaded.delete(url);
    if (sent) controller.signal.addEventListener('abort', () => sent.abort());
    response = await Promise.race([
      answer ??
        fetching(url, {
          referrerPolicy: 'strict-origin-when-cross-origin',
          cache: revalidate ? 'no-cache' : 'default',
          signal: controller.signal,
        }),
      aborted,
    ]);
    if (!response.ok) throw (await import('./http-errors.js')).refusal(url, response);
    return {
      body: await Promise.race([readBytes(url, response, controller.signal), aborted]),
      contentType: response.headers?.get?.('content-type') ?? '',
      url: cleanLink(response.url) || url,
    };
  } catch (cause) {
    if (cause instanceof NewsError || controller.signal.aborted) throw controller.signal.reason ?? cause;
    throw (await import('./http-errors.js')).unreachable(url, cause);
  } finally {
    clearTimeout(timer);
    // After an error, the rest of the response is not needed. Without a response, the abort would end a process of Node,
    // whose `fetch` leaves bodies that nobody listens to.
    if (response) controller.abort();
  }
}

/** Reads a body, and counts its bytes meanwhile: `Content-Length` is often missing or wrong. */
async function readBytes(url: string, response: Response, signal: AbortSignal): Promise<Uint8Array> {
  const reader = response.body?.getReader?.();
  if (!reader) return (await import('./whole-body.js')).readWhole(url, response, MAX_BYTES);
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_BYTES) throw (await import('./http-errors.js')).tooLarge(url, MAX_BYTES);
    chunks.push(value);
  }
  // Without `Blob`, since jsdom's can't be read.
  const bytes = new Uint8Array(size);
  for (const chunk of chunks.reverse()) bytes.set(chunk, (size -= chunk.length));
  return bytes;
}
