import { isMissingChunk } from '../network/missing-chunk.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type LoadOptions, type Loaded, type Source, loadUnexplained } from './load-feeds.js';

/**
 * Requests all sources at once. One that fails never empties the others.
 * @throws the signal's reason when `signal` is aborted
 */
export const load = async (sources: Source[], request: NewsRequest, options: LoadOptions): Promise<Loaded> =>
  explained(await loadUnexplained(sources, request, options));

/** Converts the reasons of failures to errors. */
export const explained = ({ feeds, problems }: Loaded): Loaded => ({
  feeds,
  problems: problems.map(({ source, error }) => ({ source, error: toNewsError(error, source) })),
});

/** Returns the error for code that can't be loaded. */
export const partMissing = (cause: unknown): NewsError =>
  new NewsError('network', 'A part of newsrack could not be loaded.', { cause });

function toNewsError(reason: unknown, source: Source | undefined): NewsError {
  const { dropped, cause } = Object(reason) as Partial<Feed & Error>;
  const missing = [reason, cause].find(isMissingChunk);
  if (missing) return partMissing(missing);
  if (reason instanceof NewsError) return reason;
  const named = source?.src || source?.provider.name;
  return dropped
    ? new NewsError('format', `No item of ${named} is readable: ${dropped[0]!.reason}.`, { source: named })
    : new NewsError('format', `Not readable: ${String(reason)}`, { cause: reason });
}
