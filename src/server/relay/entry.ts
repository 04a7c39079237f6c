/** A feed that clients can request: what they may ask of it, and how it fails. */
import type { CachedSource } from '../cached-source.js';
import { type ArticleQuery, parseQuery } from '../query.js';
import type { TableFeed } from '../relay-options.js';
import { Failure, upstreamFailure } from '../responses.js';

/** A feed that clients can request, with its sources. */
export interface Entry extends TableFeed {
  sources: CachedSource[];
  /** True if a client named it by `?url=`: without a query, the response then holds all its articles. */
  asWhole: boolean;
}

/**
 * Parses the query of a request for a feed. Clients may lower a limit that the table sets.
 * @param more parameters that the caller has parsed, for messages
 * @throws Failure
 */
export function queryFor(
  { fixed, request }: Entry,
  parameters: URLSearchParams,
  more?: readonly string[],
): ArticleQuery {
  const query = parseQuery(parameters, fixed, more);
  if (fixed.has('limit') && query.limit) query.limit = Math.min(query.limit, request.limit);
  return query;
}

/** The failure to report when no source has articles: that of the source with the earliest retry. */
export function failureOf({ sources }: Entry): Failure {
  const [first] = sources.filter(({ backoff }) => backoff).sort((a, b) => a.wait - b.wait);
  if (!first) return new Failure('internal', 'No source was requested.');
  const wait = Math.ceil(first.wait / 1000);
  return upstreamFailure(first.backoff!.error, wait < Infinity ? Math.max(wait, 1) : undefined);
}
