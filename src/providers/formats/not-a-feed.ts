import { NewsError } from '../../model/error.js';

/** Makes the error for a document that is no feed. */
export function notAFeed(url: string, what: string, cause?: unknown): NewsError {
  const advice = 'Check that the address is that of an RSS, Atom or JSON feed.';
  return new NewsError('format', `No feed at ${url}: ${what} ${advice}`, { source: url, cause });
}
