import { NewsError } from '../model/error.js';

/** Makes the error for a missing response, or one that the page may not read. */
export const unreachable = (url: string, cause: unknown): NewsError =>
  new NewsError(
    'network',
    `Could not reach ${url}: offline, blocked, or its host sends no CORS headers (a browser can't tell which).`,
    { source: url, cause },
  );

/** Makes the error for a status other than 2xx. In a file of its own, since few responses need it. */
export function refusal(url: string, { status, headers }: Response): NewsError {
  const header = (name: string) => headers?.get?.(name) ?? null;
  const wait = retryAfter(header('retry-after'), header('date'));
  const init = { status, source: url, retryAfter: wait };
  if (status === 410) return new NewsError('gone', `${url} is gone for good (410).`, init);
  if (status === 429 || (status === 503 && wait !== undefined)) {
    return new NewsError('throttled', `${url} received too many requests (${status}).`, init);
  }
  return new NewsError('http', `${url} returned status ${status}.`, init);
}

/** Parses `Retry-After` (RFC 9110 §10.2.3) to seconds. A date is compared with the host's clock: ours may be wrong. */
function retryAfter(header: string | null, date: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : Math.ceil((Date.parse(header) - (Date.parse(date ?? '') || Date.now())) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** Makes the error for a response that is too large and was not read. */
export const tooLarge = (url: string, bytes: number): NewsError =>
  new NewsError('too-large', `${url} returned more than ${bytes / 1024 / 1024} MB.`, { source: url });
