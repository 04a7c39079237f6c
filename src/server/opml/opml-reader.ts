/** Where a list of feeds comes from. */
import { NewsError } from '../../model/error.js';
import { decode } from '../../providers/formats/charset.js';
import type { SourceFetcher } from '../source-fetcher.js';
import { BlockedUrlError, type Validators, ownerLimits } from '../ssrf-guard.js';

/** Reads a list of feeds again and again. */
export interface OpmlReader {
  /**
   * Returns the text of the list; `undefined` if it has not changed since the last call.
   * @throws NewsError, SystemError if it can't be read
   */
  read(): Promise<string | undefined>;
  /** Milliseconds until the next call. */
  readonly wait: number;
}

/** Minimum and maximum milliseconds between two requests for a list. */
const SHORTEST = 15 * 6e4;
const LONGEST = 864e5;

/** Creates a reader of a list on the web: conditional requests, every quarter of an hour or as rarely as its host asks. */
export function createUrlReader(url: string, fetcher: Pick<SourceFetcher, 'readDocument'>): OpmlReader {
  let validators: Validators | undefined;
  let wait = SHORTEST;
  return {
    get wait() {
      return wait;
    },
    async read() {
      const result = await fetcher.readDocument(url, { limits: ownerLimits(url), validators });
      if (result.status === 'failed') {
        wait = bounded(result.wait);
        throw unreadable(url, result.error);
      }
      wait = bounded(result.manners.cacheFor ?? 0);
      if (result.status === 'unchanged') return undefined;
      ({ validators } = result);
      return decode(result.response.body, result.response.contentType);
    },
  };
}

const bounded = (milliseconds: number): number => Math.min(Math.max(milliseconds, SHORTEST), LONGEST);

/** Returns an error without the path of the URL, which may be a key. */
function unreadable(url: string, { code, status, cause }: NewsError): NewsError {
  const blocked = cause instanceof BlockedUrlError ? cause : undefined;
  const reason = blocked?.rule ?? `${code}${status ? ` (${status})` : ''}`;
  return new NewsError(code, `The list at ${new URL(url).host} can't be read: ${reason}.`, { cause });
}
