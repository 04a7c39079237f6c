/** Tells whether a relay can answer, for programs that watch it. */
import type { Crawler } from './crawler/crawler.js';
import type { Entry } from './relay/entry.js';
import { NO_FEED, NoFeedError } from './site/find-feed.js';

/** The body of `GET /healthz`. */
export interface Health {
  status: 'ok' | 'failing';
  /** Sentences about feeds that have no articles, at most 100. They name no URL. */
  reasons: string[];
}

const MAX_REASONS = 100;

/**
 * Returns the health of a relay. It is failing if its archive is, or if each feed that clients have requested so far fails
 * and has no copy: one broken source must not make a platform restart a relay that serves all others.
 * @param failure the last failure of the archive, if it fails
 * @param crawler the crawler for the archive, if there is one. Sources that never gave it an article are reasons, no failures
 */
export function healthOf(
  entries: readonly Entry[],
  failure: string | undefined,
  crawler: Pick<Crawler, 'states'> | undefined,
): Health {
  if (failure !== undefined) return { status: 'failing', reasons: [`The archive failed: ${failure}`] };
  const failing = entries.filter(({ sources }) => sources.every(({ loaded, backoff }) => !loaded && backoff));
  const isFailing = failing.length > 0 && failing.length === entries.length;
  const crawled = (crawler?.states() ?? []).filter(({ state }) => state.error !== undefined && !state.at);
  const reasons = [...failing.map(reasonOf), ...crawled.map(({ name, state }) => sentence(name, [state.error!]))];
  return { status: isFailing ? 'failing' : 'ok', reasons: shortened([...new Set(reasons)]) };
}

function reasonOf({ name, sources }: Entry): string {
  const codes = sources.flatMap(({ backoff }) => (backoff ? [backoff.error] : []));
  return sentence(name, codes.map(({ code, cause }) => (cause instanceof NoFeedError ? NO_FEED : code))); // prettier-ignore
}

function sentence(name: string, codes: readonly string[]): string {
  const reasons = [...new Set(codes)].map((code) => (code === NO_FEED ? 'it is a site that names no feed' : code));
  return `The feed "${name}" has no articles: ${reasons.join(', ')}.`;
}

const shortened = (reasons: string[]): string[] =>
  reasons.length > MAX_REASONS
    ? [...reasons.slice(0, MAX_REASONS - 1), `${reasons.length - MAX_REASONS + 1} more.`]
    : reasons;
